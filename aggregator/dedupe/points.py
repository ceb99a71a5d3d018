"""What each piece of evidence weighs. Six points make two events one.

Fitted by ``tests/bench/fit_dedupe.py`` (a logistic model, regularised, over all labelled pairs) and rounded; a sign that was fitted
against its meaning is set to nought.
"""

from __future__ import annotations

from typing import NamedTuple

ENOUGH = 6.0
"""Points from which two events are one."""

POINTS: dict[str, float] = {
    "time same": 2.7,
    "time near": 2.7,
    "time doors": 4.5,
    "time end": 2.7,
    "time overlap": -2.6,
    "time day": -0.2,
    "time moved": 2.1,
    "end other": -2.6,
    "last day other": -0.7,
    "online": -0.2,
    "online and on site": -8.4,
    "same venue": 2.0,
    "like venue": 1.9,
    "same spot": 1.6,
    "venue in title": 2.6,
    "venue by sound": 0.9,
    "town": 1.9,
    "other venue": -5.0,
    "other house": -6.5,
    "other building": -0.4,
    "other branch": -7.4,
    "street same": 0.0,
    "street told": 1.5,
    "street other": -2.6,
    "room same": 0.4,
    "room other": -5.6,
    "room elsewhere": -2.7,
    "title": 7.8,
    "same title": 0.7,
    "two languages": 0.9,
    "unlike titles": -0.6,
    "own words": -2.5,
    "own words in part": -5.1,
    "within a festival": -8.1,
    "each qualified": -3.8,
    "title elsewhere": -4.1,
    "edition of one organiser": 1.1,
    "edition at one hour": 3.0,
    "alike but for the host": 1.0,
    "all alike": 3.2,
    "theme": 3.9,
    "translated": 2.8,
    "untranslated": -3.3,
    "each its own name": -4.0,
    "slot": -17.8,
    "slot in frame": -4.7,
    "loose slot": -3.1,
    "two on one page": -5.3,
    "address": 6.6,
    "page": 0.5,
    "link": 6.7,
    "link to a third page": 2.3,
    "link to a front page": 0.8,
    "same organiser": 0.6,
    "organiser named": 4.3,
    "organiser in part": 2.0,
    "organiser in other letters": -1.1,
    "other organiser": -2.6,
    "strangers": -11.9,
    "same speakers": 4.0,
    "other speakers": -4.1,
    "edition": 0.4,
    "same price": 1.3,
    "both free": 0.0,
    "price told": 1.2,
    "other price": -2.6,
    "same capacity": 2.3,
    "other capacity": -1.8,
    "hybrid": 0.3,
    "copied text": 4.5,
    "text of strangers": 7.0,
    "shared words": 3.0,
    "title told": 3.6,
}


class Clue(NamedTuple):
    """One piece of evidence: its key in ``POINTS``, how much of it there is (mostly 0 to 1), and what was seen."""

    key: str
    value: float
    words: str

    @property
    def points(self) -> float:
        """For (above zero) or against the two being one."""
        return POINTS[self.key] * self.value
