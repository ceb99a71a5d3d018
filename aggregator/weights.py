"""What a person's marks teach: a small regularised linear model over named features. Pure; nothing leaves the machine.

Ridge regression (Hoerl & Kennard 1970): each mark is a row whose features share a length of one, 👍 and 行った pull up, 👎
pulls down, あとで says nothing. The penalty keeps a few marks from saying much, so that a new reader loses nothing. The
model is fitted anew from the set of all marks: their order does not matter, and taking one back undoes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import fsum, sqrt
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import Field

from aggregator.i18n import Translate
from aggregator.model import Event, Format, Frozen, Part

TARGETS: Final[Mapping[str, float]] = {"up": 1.0, "went": 1.0, "saved": 0.5, "down": -1.0}
"""What each mark says of an event. あとで (``later``) is not among them: it is no dislike, and no liking either."""
SCALES: Final[Mapping[str, float]] = {
    "hobby": 1.0, "industry": 1.0, "kind": 1.0, "organiser": 1.0, "series": 0.7, "when": 0.6, "area": 0.6, "price": 0.5, "format": 0.5,
}  # fmt: skip
"""How readily a sort of feature explains a mark: the subject before the day of the week."""
PENALTY: Final = 3.0
"""Strength of the prior that no feature matters: so many marks' worth."""
GAIN: Final = 46.0
"""Points of the score for a certain liking."""
MOST: Final = 24.0
"""All that was learnt together moves a score by at most so many points: less than a stated interest."""
LEAST: Final = 0.05
"""Parts of fewer points are left out."""
FIXED: Final[Mapping[str, tuple[str, ...]]] = {
    "when": tuple(
        f"{day}_{band}"
        for day in ("weekday", "weekend")
        for band in ("night", "early", "morning", "afternoon", "evening", "day")
    ),
    "price": ("free", "to1000", "to3000", "above3000"),
    "format": tuple(one.value for one in Format),
}
"""Sorts of features that have a few values only."""
_ROUNDS: Final = 200
_PRECISE: Final = 1e-9
_BANDS: Final = ((5, "night"), (9, "early"), (12, "morning"), (17, "afternoon"), (24, "evening"))
_PRICES: Final = ((0, "free"), (1000, "to1000"), (3000, "to3000"))


@dataclass(frozen=True, slots=True)
class Marked:
    """One mark: what the person said (``up``, ``down``, ``later``, ``went``, ``saved``) of an event."""

    event: Event
    verb: str


class Weights(Frozen):
    """What was learnt, by feature (``kind:study_group``): positive is liked. ``own`` are the person's, and they win.

    ``marks`` counts what it was learnt from.
    """

    learned: dict[str, float] = Field(default_factory=dict)
    own: dict[str, float] = Field(default_factory=dict)
    marks: int = 0

    @property
    def values(self) -> dict[str, float]:
        """The weights that count, by feature; the person's own instead of the learnt ones."""
        return {**self.learned, **self.own}

    def changed(self, feature: str, value: float | None) -> Weights:
        """With the person's own weight for a feature (-1 to 1); ``None`` leaves it to learning again."""
        own = {name: known for name, known in self.own.items() if name != feature}
        if value is not None:
            own[feature] = max(-1.0, min(1.0, value))
        return self.model_copy(update={"own": own})


def features(event: Event, zone: ZoneInfo) -> tuple[str, ...]:
    """The named features of an event: labels, organiser, series, weekday and time of day, area, price, format."""
    return tuple(dict.fromkeys(_features(event, zone)))


def _features(event: Event, zone: ZoneInfo) -> Iterator[str]:
    doing = (label for label in event.hobbies if label not in event.topics)
    yield from (f"hobby:{label}" for label in doing)
    yield from (f"industry:{label}" for label in event.industries)
    yield from (f"kind:{label}" for label in event.kinds)
    if event.organiser:
        yield f"organiser:{event.organiser}"
    if event.series and event.series != event.organiser:
        yield f"series:{event.series}"
    if event.start is not None:
        local = event.start.astimezone(zone)
        yield f"when:{'weekend' if local.weekday() >= 5 else 'weekday'}_{'day' if event.all_day else _band(local)}"
    if event.place is not None and event.place.prefecture and event.format is not Format.ONLINE:
        yield f"area:{event.place.prefecture}{event.place.city or ''}"
    if event.price is not None and event.price.min is not None:
        yield f"price:{_price(event.price.min)}"
    if event.format is not None:
        yield f"format:{event.format.value}"


def _band(local: datetime) -> str:
    return next(name for limit, name in _BANDS if local.hour < limit)


def _price(amount: int) -> str:
    return next((name for limit, name in _PRICES if amount <= limit), "above3000")


def learn(marks: Iterable[Marked], zone: ZoneInfo, own: Mapping[str, float] | None = None) -> Weights:
    """Fit the weights to a set of marks; the same marks in any order give the same weights.

    Args:
        marks: all that the person said. Several marks of one event count together.
        zone: of weekdays and hours.
        own: the person's own weights.
    """
    said: dict[str, set[str]] = {}
    events: dict[str, Event] = {}
    for mark in sorted(marks, key=lambda one: (one.event.uid, one.verb)):
        if mark.verb in TARGETS:
            said.setdefault(mark.event.uid, set()).add(mark.verb)
            events.setdefault(mark.event.uid, mark.event)
    rows = [(_row(events[uid], zone), _target(verbs)) for uid, verbs in sorted(said.items())]
    fitted = {name: round(value, 6) for name, value in sorted(_fit(rows).items())}
    return Weights(
        learned={name: value for name, value in fitted.items() if value}, own=dict(own or {}), marks=len(rows)
    )


def _target(verbs: Iterable[str]) -> float:
    """What several marks of one event say together: the strongest liking, unless it is disliked as well."""
    values = [TARGETS[verb] for verb in verbs]
    return max(values) if min(values) > 0 else min(values) + max(0.0, *values)


def _row(event: Event, zone: ZoneInfo) -> dict[str, float]:
    """The features of an event with their scales, together of length one."""
    scaled = {name: SCALES[name.partition(":")[0]] for name in features(event, zone)}
    length = sqrt(fsum(value * value for value in scaled.values()))
    return {name: value / length for name, value in scaled.items()}


def _fit(rows: list[tuple[dict[str, float], float]]) -> dict[str, float]:
    """Ridge regression by coordinate descent: the minimum is unique, so the way to it does not matter."""
    columns: dict[str, list[tuple[int, float]]] = {}
    for number, (row, _) in enumerate(rows):
        for name, value in row.items():
            columns.setdefault(name, []).append((number, value))
    weights = dict.fromkeys(sorted(columns), 0.0)
    left = [target for _, target in rows]
    squares = {name: fsum(value * value for _, value in column) for name, column in columns.items()}
    for _ in range(_ROUNDS):
        furthest = 0.0
        for name, old in weights.items():
            column = columns[name]
            new = (fsum(value * left[at] for at, value in column) + squares[name] * old) / (squares[name] + PENALTY)
            for at, value in column:
                left[at] -= value * (new - old)
            weights[name] = new
            furthest = max(furthest, abs(new - old))
        if furthest < _PRECISE:
            break
    return weights


class Learned:
    """The parts of the score that were learnt, for ``match.Matcher``.

    Args:
        weights: what was learnt, and the person's own.
        zone: of weekdays and hours.
        name: a label as the reader calls it, by label and group.
        say: into the reader's language.
    """

    def __init__(self, weights: Weights, zone: ZoneInfo, name: Callable[[str, str], str], say: Translate) -> None:
        self._values, self._zone, self._name, self._say = weights.values, zone, name, say

    def __call__(self, event: Event) -> tuple[Part, ...]:
        """One part for each feature of the event that matters; together at most ``MOST`` points either way."""
        if not self._values:
            return ()
        worth = {name: GAIN * self._values.get(name, 0.0) * value for name, value in _row(event, self._zone).items()}
        total = abs(fsum(worth.values()))
        shrink = min(1.0, MOST / total) if total else 1.0
        return tuple(
            self._part(name, points * shrink) for name, points in worth.items() if abs(points * shrink) >= LEAST
        )

    def _part(self, name: str, points: float) -> Part:
        shown = feature_words(name, self._name, self._say)
        reason = self._say("気に入った会に多い「{name}」").format(name=shown) if points > 1 else ""
        return Part(name=f"learned:{name}", points=round(points, 2), reason=reason, words=(shown,))


def feature_words(feature: str, name: Callable[[str, str], str], say: Translate) -> str:
    """A feature as the reader calls it: ``kind:study_group`` is 勉強会."""
    group, _, value = feature.partition(":")
    if group in ("hobby", "industry", "kind"):
        return name(value, group)
    if group in ("when", "price", "format"):
        return _fixed(say).get(value, value)
    return value


def _fixed(say: Translate) -> dict[str, str]:
    days = {"weekday": say("平日"), "weekend": say("土日")}
    bands = {
        "night": say("深夜"), "early": say("早朝"), "morning": say("午前"), "afternoon": say("午後"), "evening": say("夜"), "day": say("終日・時刻未定"),
    }  # fmt: skip
    when = {
        f"{day}_{band}": say("{day}の{band}").format(day=days[day], band=bands[band]) for day in days for band in bands
    }
    prices = {
        "free": say("無料"),
        "to1000": say("1,000円まで"),
        "to3000": say("3,000円まで"),
        "above3000": say("3,000円を超える"),
    }
    formats = {"onsite": say("会場参加"), "online": say("オンライン参加"), "hybrid": say("会場とオンライン")}
    return {**when, **prices, **formats}
