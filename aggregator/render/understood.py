"""What was understood of an event, field by field, in the reader's words, beside the listing's own. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from aggregator.i18n import bare_clock, language_names, short_day
from aggregator.model import Event, Occurrence, Place, Price, Provenance
from aggregator.render.changes import shortened
from aggregator.render.doubts import field_name
from aggregator.render.reading import words as read_words
from aggregator.render.words import Words

Name = Callable[[str, str], str]
_GROUPS: Final = {
    "kinds": "kind",
    "hobbies": "hobby",
    "industries": "industry",
    "purposes": "purpose",
    "audience": "audience",
    "topics": "hobby",
}
_ALSO: Final = ("dates", "deadline", "status", "format", "hobbies", "industries", "purposes", "audience")
"""What may be known without words of its own: it comes with other fields."""
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Understood:
    """One field: what it was taken for, and the words for it (empty where they say the same)."""

    field: str
    value: str
    origin: str
    words: str
    source: str


def understood(event: Event, words: Words, name: Name) -> Iterator[Understood]:
    """The fields of ``event``.

    Args:
        event: the event.
        words: the reader's.
        name: a label as the reader calls it, by label and group.
    """
    say = words.say
    origins = {"structured": say("サイトの項目"), "text": say("本文"), "inferred": say("推定")}
    known = {one.field for one in event.provenance}
    quiet = (Provenance(field=field, origin="inferred") for field in _ALSO if field not in known)
    for one in (*event.provenance, *quiet):
        value = _value(event, one.field, words, name)
        if value or one.words:
            own = "" if one.words == value else one.words
            origin = origins[one.origin] if one.field in known else ""
            yield Understood(field_name(one.field, say), value, origin, own, one.source)


def _value(event: Event, field: str, words: Words, name: Name) -> str:
    found: Any = getattr(event, field, None)
    match found:
        case None | "" | ():
            told = ""
        case datetime():
            told = _moment(found, words, day=event.all_day and field in ("start", "end"), last=field == "end")
        case Place():
            told = _place(found)
        case Price():
            told = _price(found, words)
        case tuple():
            told = _listed((_one(each, field, words, name) for each in found), words)
        case int() if field in ("capacity", "accepted", "waiting"):
            told = words.say("{n}人").format(n=found)
        case str() if field == "language":
            names = language_names(words.say)
            told = _listed((names.get(tag.strip(), tag.strip()) for tag in found.split(",")), words)
        case _:
            told = shortened(read_words({field: found}, words.say, words.language).get(field, ""))
    return told


def _one(each: Any, field: str, words: Words, name: Name) -> str:
    """One of several values: a sitting, a label, a name."""
    if isinstance(each, Occurrence):
        return _sitting(each, words)
    return name(each, _GROUPS[field]) if field in _GROUPS else str(each)


def _listed(every: Iterable[str], words: Words) -> str:
    listed = list(every)
    return words.say("、").join(listed[:_MOST]) + ("…" if len(listed) > _MOST else "")


def _moment(moment: datetime, words: Words, *, day: bool, last: bool = False) -> str:
    """A day with its clock; of whole days the day alone, the end being the midnight behind the ``last`` one."""
    local = moment.astimezone(words.zone)
    if day:
        return short_day((local - timedelta(minutes=last)).date(), words.language)
    return f"{short_day(local.date(), words.language)} {bare_clock(local)}"


def _sitting(one: Occurrence, words: Words) -> str:
    start = _moment(one.start, words, day=one.all_day)
    if one.all_day or one.end is None:
        return start
    return f"{start}–{bare_clock(one.end.astimezone(words.zone))}"


def _place(place: Place) -> str:
    region = f"{place.prefecture or ''}{place.city or ''}"
    where = place.address or ""
    told = where if place.city and place.city in where else f"{region} {where}".strip()
    return " ".join(filter(None, (place.name, told, place.station and f"{place.station}駅")))


def _price(price: Price, words: Words) -> str:
    if len(price.tiers) < 2:
        return words.price(price)
    return _listed((f"{one.label} {words.yen(one.amount, price.currency)}".strip() for one in price.tiers), words)
