"""``asagao events``: list and search what is stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from aggregator.cli.session import Session, common, now
from aggregator.cli.table import show_table
from aggregator.cli.text import LANGUAGE, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aggregator.model import Event, Listing
    from aggregator.normalise.labels import Group


MARKS = ("up", "down", "later", "went", "save")
"""The words of the marks."""


@click.command(help=_("集めた催しを一覧・検索します。WORDS はすべてを含むものを探します。"))
@click.argument("words", nargs=-1)
@click.option("--source", help=_("この取得元のものだけ"))
@click.option("--hobby", "hobbies", multiple=True, help=_("趣味で絞る"))
@click.option("--industry", "industries", multiple=True, help=_("業種で絞る"))
@click.option("--kind", "kinds", multiple=True, help=_("会の種類で絞る"))
@click.option("--days", type=click.IntRange(1, 366), default=30, show_default=True, help=_("何日先まで"))
@click.option("--past", is_flag=True, help=_("終わったものも"))
@click.option("--mark", type=click.Choice(MARKS), help=_("この印をつけたものだけ（終わったものも）"))
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help=_("何件まで"))
@click.option("--json", "as_json", is_flag=True, help=_("1行1件のJSONで"))
@common
def command(
    session: Session,
    words: tuple[str, ...],
    source: str | None,
    hobbies: tuple[str, ...],
    industries: tuple[str, ...],
    kinds: tuple[str, ...],
    days: int,
    *,
    mark: str | None,
    limit: int,
    past: bool,
    as_json: bool,
) -> int:
    """List stored events by start."""
    from aggregator.plugin import Window
    from aggregator.store import BY_WORD

    moment = now()
    window = Window(moment - timedelta(days=3650 if past or mark else 0), moment + timedelta(days=days))
    wanted = _labels({"hobby": hobbies, "industry": industries, "kind": kinds})
    found = [
        one
        for one in session.store.listings(window, text=" ".join(words) or None, source=source)
        if _has(one.event, wanted)
    ]
    if mark is not None:
        marked = {one.listing for one in session.store.marks(session.profile, BY_WORD[mark])}
        found = [one for one in found if one.id in marked]
    if as_json:
        for one in found[:limit]:
            click.echo(one.event.model_dump_json(exclude_none=True))
    else:
        _show(found, limit, session.loaded.settings.profile.zone)
    return 0


def _labels(given: Mapping[Group, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Group and label id of each filter.

    Raises:
        BadParameter: there is no such label.
    """
    from aggregator.normalise.labels import resolve

    found: list[tuple[str, str]] = []
    for group, names in given.items():
        for name in names:
            label = resolve(name, group)
            if label is None:
                raise click.BadParameter(
                    _("知らない名前です: {name}。使える名前は docs/reference/labels.md にあります").format(name=name),
                    param_hint=f"--{group}",
                )
            found.append((group, label))
    return found


def _has(event: Event, wanted: Iterable[tuple[str, str]]) -> bool:
    own = {"hobby": event.hobbies, "industry": event.industries, "kind": event.kinds}
    return all(label in own[group] for group, label in wanted)


def _show(found: list[Listing], limit: int, zone: str) -> None:
    if not found:
        click.echo(_("見つかりませんでした。"))
        return
    from aggregator.app.story import code

    rows = [
        (code(one), when(one.event, zone), one.event.title, _place(one.event), _sources(one)) for one in found[:limit]
    ]
    show_table([_("ID"), _("日時"), _("題名"), _("場所"), _("取得元")], rows)
    if len(found) > limit:
        click.echo(_("ほか{n}件（--limit で増やせます）").format(n=len(found) - limit))


def when(event: Event, zone: str, language: str = LANGUAGE) -> str:
    """The start of an event in the reader's zone, as lists tell it."""
    from aggregator.render.words import start_words

    return start_words(event, ZoneInfo(zone), language)


def _place(event: Event) -> str:
    if event.place and (event.place.name or event.place.city):
        return event.place.name or event.place.city or ""
    return _("オンライン") if event.format == "online" else ""


def _sources(listing: Listing) -> str:
    names = list(dict.fromkeys(copy.source for copy in listing.copies))
    return names[0] if len(names) == 1 else _("{name} ほか{n}").format(name=names[0], n=len(names) - 1)
