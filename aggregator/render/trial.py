"""What ``asagao sources test`` tells, on the command line and on its page: event by event, then a verdict. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo

from aggregator.comparison import Changed, Comparison, Summary, Verdict
from aggregator.i18n import Translate, bare_day, bare_moment
from aggregator.render.changes import amount
from aggregator.render.doubts import field_name

Line = tuple[int, str]
"""How deep a line stands, and its text."""


def trial_lines(found: Comparison, say: Translate, zone: tzinfo, *, most: int = 5) -> Iterator[Line]:
    """What has changed; of each sort at most ``most`` events. Nothing where all is as it was."""
    if counts := _counts(found, say):
        yield 0, counts
    for one in found.vanished:
        text = say("{field}: {then}件 → {now}件")
        yield 0, text.format(field=field_name(one.field, say), then=one.then, now=one.now)
    for one in found.odd:
        text = say("{field}: 続けて載っている{n}件のうち{odd}件で、読める内容が変わりました")
        yield 0, text.format(field=field_name(one.field, say), n=one.then, odd=one.then - one.now)
    for changed in found.changed[:most]:
        yield 1, say("変わった: {event}").format(event=_event(changed.then, zone))
        for field in changed.fields:
            old, new = _values(changed, field, say, zone)
            yield 2, f"{field_name(field, say)}: {old} → {new}"
    yield from _more(len(found.changed), most, say)
    for text, listed in ((say("今は載っていない: {event}"), found.gone), (say("新しい: {event}"), found.new)):
        yield from ((1, text.format(event=_event(one, zone))) for one in listed[:most])
        yield from _more(len(listed), most, say)


def _counts(found: Comparison, say: Translate) -> str:
    """How many events of each sort; empty where nothing was saved and nothing is there."""
    counts: Sequence[tuple[str, int]] = (
        (say("同じ {n}件"), found.same),
        (say("変わった {n}件"), len(found.changed)),
        (say("新しい {n}件"), len(found.new)),
        (say("終わった {n}件"), len(found.over)),
        (say("載っていない {n}件"), len(found.gone)),
    )
    return "  ".join(text.format(n=count) for text, count in counts if count)


def _more(count: int, most: int, say: Translate) -> Iterator[Line]:
    if count > most:
        yield 1, say("ほか {n}件").format(n=count - most)


def verdict(found: Comparison, say: Translate, name: str, url: str | None = None) -> str:
    """What says whether the source can be left as it is; ``name`` and ``url`` are words of a command line."""
    mend = say(
        "直すには asagao sources edit {name}、見つけなおすには asagao sources remove {name} のあと asagao sources add {url}"
    ).format(name=name, url=url or say("アドレス"))
    return {
        Verdict.WORKS: say("読み方は今のサイトに合っています。"),
        Verdict.REPLACED: say(
            "催しはすべて入れかわりましたが、項目は前と同じに読めます。読み方は今のサイトに合っています。"
        ),
        Verdict.CHANGED: say("サイトの作りが変わったようです。{mend}").format(mend=mend),
        Verdict.EMPTY: say(
            "今は一件も読めません。サイトに予定がないか、作りが変わりました。ブラウザーで見て、予定があるなら、{mend}"
        ).format(mend=mend),
        Verdict.UNREACHED: say("サイトを読めなかったので、くらべていません。"),
    }[found.verdict]


def _event(one: Summary, zone: tzinfo) -> str:
    return f"{_moment(one.start, zone, all_day=one.all_day)} {one.title}".strip()


def _values(changed: Changed, field: str, say: Translate, zone: tzinfo) -> tuple[str, str]:
    """The old and the new value as people write them, with their years where these differ."""
    years = {value.year for one in (changed.then, changed.now) if isinstance(value := getattr(one, field), datetime)}
    old, new = (_value(one, field, say, zone, year=len(years) > 1) for one in (changed.then, changed.now))
    return old, new


def _value(one: Summary, field: str, say: Translate, zone: tzinfo, *, year: bool) -> str:
    """A field's value as people write it; ``—`` where it is not stated."""
    value = getattr(one, field)
    if value is None:
        return "—"
    if isinstance(value, datetime):
        last = timedelta(seconds=one.all_day and field == "end")  # the end of the last day is the next midnight
        return _moment(value - last, zone, all_day=one.all_day, year=year)
    if field == "price" and (told := amount(one.price or {}, say)):
        return told
    parts = one.parts(field) if field in ("place", "price") else (value,)
    return " ".join(str(part) for part in parts or () if part is not None)


def _moment(moment: datetime | None, zone: tzinfo, *, all_day: bool, year: bool = False) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    return (f"{local.year}/" if year else "") + (bare_day(local) if all_day else bare_moment(local))
