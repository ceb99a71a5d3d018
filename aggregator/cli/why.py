"""``asagao why``: why an event is in or out, from its page to its points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from aggregator.cli.chosen import chosen
from aggregator.cli.events import when
from aggregator.cli.session import Session, common, now
from aggregator.cli.table import show_table
from aggregator.cli.text import LANGUAGE, _
from aggregator.i18n import bare_moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from aggregator.app.story import Story
    from aggregator.config.load import Loaded
    from aggregator.model import Cautions, Event


@click.command(
    help=_("ある催しが選ばれた・外れた理由を、読み取りから点数まで見ます。EVENT はID、アドレス、題名の一部。")
)
@click.argument("event")
@click.option("--json", "as_json", is_flag=True, help=_("JSONで"))
@common
def command(session: Session, event: str, *, as_json: bool) -> int:
    """Tell the story of one event."""
    from aggregator.app.story import tell

    listing = chosen(session, event)
    story = tell(session.loaded if as_json else _spoken(session.loaded), session.store, listing, now())
    if as_json:
        click.echo(_record(story))
    else:
        _show(session, story)
    return 0


def _spoken(loaded: Loaded) -> Loaded:
    """The configuration of a reader whose digest is in the terminal's language: reasons stand between its words."""
    profile = loaded.settings.profile.model_copy(update={"language": LANGUAGE})
    return replace(loaded, settings=loaded.settings.model_copy(update={"profile": profile}))


def _record(story: Story) -> str:
    import json

    record = {
        "listing": story.listing.model_dump(mode="json"),
        "history": [change.model_dump(mode="json") for change in story.history],
        "merged": [{"source": source, "reason": reason} for source, reason in story.merged],
        "decision": _decided(story),
        "in": story.ranked is not None,
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _decided(story: Story) -> dict[str, object] | None:
    if (out := story.rejected) is not None:
        return {"rule": out.rule, "reason": out.reason, "remedy": out.remedy}
    if (ranked := story.ranked) is None or (match := story.match) is None:
        return None
    wording = match.wording()
    sitting = match.occurrence
    return {
        "match": {
            "occurrence": sitting
            and {
                "start": sitting.start.isoformat(),
                "end": sitting.end and sitting.end.isoformat(),
                "all_day": sitting.all_day,
            },
            "fit": match.fit.value,
            "fit_words": wording.fit,
            "travel_minutes": match.travel_minutes,
            "travel_words": wording.travel,
            "parts": [part.model_dump(mode="json") for part in match.parts],
            "cautions": match.cautions.model_dump(mode="json"),
            "purpose_line": wording.purpose,
        },
        "position": ranked.position,
        "reasons": list(ranked.reasons),
        "pick": ranked.pick,
        "different": ranked.different,
        "collapsed": ranked.collapsed,
        "stands_behind": ranked.match.listing.id if story.collapsed else None,
    }


def _show(session: Session, story: Story) -> None:
    from aggregator.app.morning import Known
    from aggregator.render.changes import in_words
    from aggregator.render.doubts import conflict_sentence, flag_sentence

    event = story.listing.event
    click.secho(event.title, bold=True)
    click.echo(f"{when(event, session.loaded.settings.profile.zone)}  {event.url or ''}")
    _decision(session, story)
    click.echo()
    click.secho(_("読み取った内容"), bold=True)
    zone, name = ZoneInfo(session.loaded.settings.profile.zone), Known(LANGUAGE).name
    _understood(event, zone, name, several=len(story.listing.copies) > 1)
    for conflict in event.conflicts:
        click.echo(f"・{conflict_sentence(conflict, _, zone)}")
    for flag in event.flags:
        click.echo(f"・{flag_sentence(flag, _)}")
    _copies(story)
    for change in story.history:
        click.echo(f"{bare_moment(change.at.astimezone(zone))} {in_words(change, _, zone, name)}")


def _understood(event: Event, zone: ZoneInfo, name: Callable[[str, str], str], *, several: bool) -> None:
    """Each field with what it was taken for, where it stood and the words for it; with its source, where there are ``several``."""
    from aggregator.render.understood import understood
    from aggregator.render.words import Words

    moment = now().astimezone(zone)
    headings = [_("項目"), _("読み取り"), *([_("取得元")] if several else []), _("元"), _("元の言葉")]
    rows = [
        (one.field, one.value, *([one.source] if several else []), one.origin, one.words)
        for one in understood(event, Words(LANGUAGE, zone, moment.date(), moment), name)
    ]
    show_table(headings, rows)


def _decision(session: Session, story: Story) -> None:
    """In or out, and by what."""
    from aggregator.app.morning import Known
    from aggregator.render.parts import part_words

    if story.rejected is not None:
        click.echo(
            _("外れました: {reason}（規則 {rule}）").format(reason=story.rejected.reason, rule=story.rejected.rule)
        )
        if story.rejected.remedy:
            click.echo(story.rejected.remedy)
        return
    if story.ranked is None and story.removed:
        names = _("、").join(dict.fromkeys(copy.source for copy in story.listing.copies))
        click.echo(_("取得元（{names}）が設定にもうないので、便りには出ません").format(names=names))
        return
    if story.ranked is None or story.match is None:
        click.echo(_("見る期間の外にあります（profile.horizon_days）"))
        return
    ranked, match, profile = story.ranked, story.match, session.loaded.settings.profile
    name = Known(LANGUAGE, profile).name
    if story.collapsed:
        text = _("入りました: 同じ会が続くので、{n}番目の「{title}」の行にまとめました（{points:.1f}点）")
        click.echo(text.format(n=ranked.position, title=ranked.match.listing.event.title, points=match.score))
    else:
        click.echo(_("入りました: {n}番目、{points:.1f}点").format(n=ranked.position, points=match.score))
    for line in filter(None, (match.fit_words, match.purpose_line)):
        click.echo(line)
    show_table(
        [_("点"), _("名前"), _("理由")],
        [(f"{part.points:+.1f}", *part_words(part, name, _)) for part in match.parts],
    )
    _cautions(match.cautions, session.loaded.settings.profile.cautions)


def _cautions(found: Cautions, wish: str) -> None:
    """What a careful reader would look at twice, with the listing's own words, beside what could be confirmed."""
    from aggregator.render.caution import caution_lines

    if not found.found:
        return
    click.echo()
    click.secho(_("確認ポイント"), bold=True)
    if found.level == "risky" and wish == "fold":
        click.echo(_("便りでは「勧誘に注意したい会」にたたまれます（profile.cautions: fold）"))
    for line in caution_lines(found, LANGUAGE):
        click.echo(f"・{line}")
    if found.confirmed:
        click.echo(_("確かめられたこと: {facts}").format(facts=_("、").join(found.confirmed)))


def _copies(story: Story) -> None:
    from aggregator.render.shown import anchor

    reasons, first = [reason for _source, reason in story.merged], story.listing.copies[0]
    for copy, reason in zip(story.listing.copies, ["", *reasons], strict=True):
        click.echo(_("取得元: {names}").format(names=" ".join(filter(None, (copy.source, copy.url)))))
        if reason:
            click.echo("  " + _("同じ会と見た理由（{source}）: {reason}").format(source=copy.source, reason=reason))
            click.echo("  " + _("別の会なら: asagao split {a} {b}").format(a=anchor(first.uid), b=anchor(copy.uid)))
