"""What a dated text is like, whatever it speaks of: how its days lie, its labels, how long it is, what its headline is. Pure.

Each trait has a name; ``aggregator/data/gatherings.tsv`` has what it weighs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from aggregator.normalise.announced import OF_EVENT
from aggregator.normalise.dates import DateReading
from aggregator.normalise.notices import framed
from aggregator.normalise.sections import Role, Section

_PAST: Final = re.compile(r"(?:まし|でし|だっ|かっ|[っいしきえせてねべめれちりみびけげ]|ん)[ただ](?:[。!\n(]|$)")
_DONE: Final = re.compile(
    r"(?:行い|行ない|開催し|開き|催し|実施し|行われ|行なわれ|開かれ|開催され|登壇し|参加し|いたし)ました"
    r"|(?:実施|開催|活動)報告"
)
"""So one reports what was held."""
_OF_MEETING: Final = OF_EVENT | {Role.SPEAKER}
_MOST_LABELS: Final = 3
_ONLY_DAYS: Final = re.compile(r"[\d\W年月日曜火水木金土時分祝]+")
_NAMED: Final = re.compile(
    r"(?:会|祭|まつり|祭り|の市)(?:の?(?:ご案内|お?知らせ|お?さそい|お誘い|ご招待))?[ )」】#\d]*$"
)
"""So the names of meetings end: …会, …祭のご案内."""
_MEMBERS: Final = re.compile(r"(?:団員|部員|会員|メンバー|生徒|隊員|選手|仲間)を?\s?(?:を?大?募集|募)")
_LETS: Final = re.compile(r"[おこごそとのぼもよろ]う(?:[!。 」)?]|$)")
"""So a headline bids one come: 工事現場を見に行こう."""
_BEGINS: Final = re.compile(r"\W*(?:日時\W*)?(?:\d{4}[年/.-])?\d{1,2}[月/.]\d{1,2}")
"""A text that begins with its day, as listings do."""
_FEW, _MANY, _FAR, _NIGHT = 2, 31, 120, 6
_PARTS: Final = ((9, "early"), (12, "in the morning"), (17, "in the afternoon"), (24, "in the evening"))
"""The hours up to which a start is so."""
_USUAL_MINUTES: Final = (0, 30)
_PLACES: Final = (0.05, 0.25, 0.5, 0.75)
"""How far down a text its day may stand."""
_WEEKEND: Final = 5
_SENTENCES: Final = (1, 2, 4, 8)
_LENGTHS: Final = (25, 60, 120, 250, 500)
_TALES: Final = (1, 2, 3)


def traits(text: str, head: str, sections: Sequence[Section], when: DateReading, on: date, *, known: bool) -> set[str]:
    """The traits of a text that names a day.

    Args:
        text: the text, folded.
        head: its headline, folded.
        sections: its labelled parts.
        when: its days.
        on: the day of reading.
        known: a kind of meeting is named.
    """
    found = {*_of_days(text, when, on), *_of_headline(head), *_of_length(text)}
    found.update([f"flag {flag}" for flag in when.flags if ":" not in flag])
    roles = {one.role for one in sections}
    found.update([f"labels {count + 1}" for count in range(min(len(roles & _OF_MEETING), _MOST_LABELS))])
    if known and "over" not in found:
        found.add("kind")
    if when.of_a_thing:
        found.add("of a thing")
    return found


def _of_days(text: str, when: DateReading, on: date) -> Iterator[str]:
    start = when.start or when.end
    if start is None:
        return
    first, last = start.day, (when.end or start).day
    clock = isinstance(start.value, datetime)
    lasting, ahead = (last - first).days, (first - on).days
    told = " with a clock" if clock else ""
    yield from (name for name, has in (
        ("no start", when.start is None), ("end", when.end is not None), ("clock", clock), ("end on the day", clock and when.end is not None and lasting == 0),
        ("night", isinstance(start.value, datetime) and start.value.hour < _NIGHT), (f"days{told}", 0 < lasting <= _FEW), (f"many days{told}", lasting > _FEW), ("a month", lasting > _MANY),
        (f"rule{told}", when.recurrence is not None), ("several days", len(when.dates) > 1), ("today", ahead == 0 and when.recurrence is None), ("tomorrow", ahead == 1), ("far", ahead > _FAR),
        ("doors", when.doors is not None), ("deadline", when.deadline is not None), ("begins with it", _BEGINS.match(text) is not None),
    ) if has)  # fmt: skip
    if isinstance(start.value, datetime):
        yield next(name for until, name in _PARTS if start.value.hour < until)
        if start.value.minute not in _USUAL_MINUTES:
            yield "odd minutes"
    yield "weekend" if first.weekday() >= _WEEKEND else "working day"
    yield from (f"behind {place}" for place in _PLACES if start.start > place * len(text))
    if last < on:
        yield "over"
        tales = len(_PAST.findall(text))
        yield from (f"over, past {count}" for count in _TALES if tales >= count)
        if _DONE.search(text):
            yield "over, done"


def _of_length(text: str) -> Iterator[str]:
    sentences, length = text.count("。") + text.strip().count("\n"), len(text)
    yield from (f"sentences {least}" for least in _SENTENCES if sentences >= least)
    yield from (f"shorter than {limit}" for limit in _LENGTHS if length < limit)


def _of_headline(head: str) -> Iterator[str]:
    """What a headline says its text is; one that is nothing but a day says nothing."""
    if not head:
        return
    if not _ONLY_DAYS.sub("", head):
        yield "headline of a day"
        return
    yield "headline"
    yield from framed(head)
    yield from (
        f"headline {name}"
        for name, form in (("lets", _LETS), ("named", _NAMED), ("members", _MEMBERS))
        if form.search(head)
    )
