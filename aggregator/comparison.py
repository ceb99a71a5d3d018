"""What a source gives now against what it gave when it was added, event by event, and what that says of the source. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict

from aggregator.health import BASELINE, mass_loss
from aggregator.model import Event

FIELDS: Final = ("title", "start", "end", "place", "price", "url")
"""The fields whose coverage is told, and that are compared."""
_PARTS: Final = {
    "place": ("name", "address", "prefecture", "city"),
    "price": ("min", "max", "currency"),
}
"""What of a place and of a fee a reader is told; the rest of them is the reading core's own."""


class Summary(BaseModel):
    """The fields of an event that are kept in a saved case; unknown ones of another version are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None
    all_day: bool = False
    place: Mapping[str, Any] | None = None
    price: Mapping[str, Any] | None = None
    url: str | None = None
    uid: str | None = None

    @classmethod
    def of(cls, event: Event) -> Self:
        """The summary of ``event``."""
        return cls(
            title=event.title,
            start=event.start,
            end=event.end,
            all_day=event.all_day,
            place=event.place.model_dump(mode="json", exclude_none=True) if event.place else None,
            price=event.price.model_dump(mode="json", exclude_none=True) if event.price else None,
            url=event.url,
            uid=event.uid,
        )

    def told(self, field: str) -> Hashable:
        """What a reader is told of ``field``; equal where nothing of it has changed."""
        return self.parts(field) if field in _PARTS else getattr(self, field)

    def parts(self, field: str) -> tuple[Any, ...] | None:
        """The parts of a place or a fee that a reader is told; ``None`` where it is not stated."""
        value: Mapping[str, Any] | None = getattr(self, field)
        return None if value is None else tuple(value.get(part) for part in _PARTS[field])

    def is_over(self, now: datetime) -> bool:
        """Whether it lies behind; an event without a day does not."""
        last = self.end or self.start
        return last is not None and last < now


@dataclass(frozen=True, slots=True)
class Changed:
    """One event that is there still, and the fields in which it says something else now."""

    then: Summary
    now: Summary
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A field that ``then`` events stated when the source was added, and ``now`` do today."""

    field: str
    then: int
    now: int


class Verdict(StrEnum):
    """What the comparison says of the source."""

    WORKS = "works"
    REPLACED = "replaced"
    CHANGED = "changed"
    EMPTY = "empty"
    UNREACHED = "unreached"

    @property
    def well(self) -> bool:
        """Whether the source can be left as it is."""
        return self in {Verdict.WORKS, Verdict.REPLACED}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Then and now. ``over`` are saved events that lie behind (they may go), ``gone`` those to come that are not there any more.

    ``vanished`` are fields that most events stated and most do not any more; ``odd`` those that most events which are
    still there state otherwise: both speak of the page, not of single events.
    """

    verdict: Verdict
    same: int = 0
    changed: tuple[Changed, ...] = ()
    new: tuple[Summary, ...] = ()
    over: tuple[Summary, ...] = ()
    gone: tuple[Summary, ...] = ()
    vanished: tuple[Coverage, ...] = ()
    odd: tuple[Coverage, ...] = ()


def compare(
    then: Sequence[Summary], now: Sequence[Summary], at: datetime, *, reached: bool = True, complete: bool = True
) -> Comparison:
    """Compare what was saved with what is there ``at`` this moment.

    Args:
        then: what was read when the source was added.
        now: what is read today.
        at: aware; events that end before it may be gone.
        reached: whether the site could be read; where it could not, nothing is said of its events.
        complete: whether ``now`` is all that the site has, so that what is missing says something of it.
    """
    if not reached:
        return Comparison(Verdict.UNREACHED)
    pairs = {
        here: there
        for here, there in _pairs(then, now)
        if not then[here].is_over(at) or now[there].is_over(at)  # the next meeting of a circle is a new event
    }
    both = [(then[here], now[there]) for here, there in sorted(pairs.items())]
    changed = tuple(_changed(both))
    missing = [one for number, one in enumerate(then) if number not in pairs]
    known = frozenset(pairs.values())
    over = tuple(one for one in missing if one.is_over(at))
    gone = tuple(one for one in missing if not one.is_over(at))
    vanished, odd = tuple(_vanished(then, now)), tuple(_odd(both, changed))
    coming = sum(not one.is_over(at) for one in then)
    broken = vanished or odd or (complete and mass_loss(coming, len(gone)))
    return Comparison(
        Verdict.EMPTY
        if not now
        else Verdict.CHANGED
        if broken
        else Verdict.WORKS
        if both or not then
        else Verdict.REPLACED,
        same=len(both) - len(changed),
        changed=changed,
        new=tuple(one for number, one in enumerate(now) if number not in known),
        over=over,
        gone=gone,
        vanished=vanished,
        odd=odd,
    )


_KEYS: Final[tuple[Callable[[Summary], Hashable], ...]] = (
    lambda one: one.uid,
    lambda one: one.url,
    lambda one: (one.title, one.start and one.start.date()),
    lambda one: one.title,
    lambda one: one.start,
)
"""What tells an event again, the surest first; each only where one event on either side has it."""


def _pairs(then: Sequence[Summary], now: Sequence[Summary]) -> Iterator[tuple[int, int]]:
    """The places of those that are one event."""
    left, right = dict(enumerate(then)), dict(enumerate(now))
    for number, one in enumerate(then):
        if (again := next((there for there, other in right.items() if other == one), None)) is not None:
            del left[number], right[again]
            yield number, again
    for key in _KEYS:
        here, there = _unique(left, key), _unique(right, key)
        for value, number in here.items():
            if value in there:
                del left[number], right[there[value]]
                yield number, there[value]


def _unique(listed: Mapping[int, Summary], key: Callable[[Summary], Hashable]) -> dict[Hashable, int]:
    """Where each value of ``key`` stands that one event alone has."""
    values = {number: key(one) for number, one in listed.items()}
    counts = Counter(values.values())
    return {value: number for number, value in values.items() if value is not None and counts[value] == 1}


def _changed(both: Iterable[tuple[Summary, Summary]]) -> Iterator[Changed]:
    for then, now in both:
        fields = tuple(field for field in FIELDS if then.told(field) != now.told(field))
        if fields:
            yield Changed(then, now, fields)


def _vanished(then: Sequence[Summary], now: Sequence[Summary]) -> Iterator[Coverage]:
    """Fields that at least half of the saved events stated and fewer than half of today's; of a few events, none."""
    few = min(len(then), len(now)) < BASELINE
    for field in FIELDS:
        had, has = (sum(getattr(one, field) is not None for one in side) for side in (then, now))
        if had and 2 * had >= len(then) and (not has if few else 2 * has < len(now)):
            yield Coverage(field, had, has)


def _odd(both: Sequence[object], changed: Iterable[Changed]) -> Iterator[Coverage]:
    """Fields that most of the events which are still there state otherwise."""
    counts = Counter(field for one in changed for field in one.fields)
    for field in FIELDS:
        if mass_loss(len(both), counts[field]):
            yield Coverage(field, len(both), len(both) - counts[field])
