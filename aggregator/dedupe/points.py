"""What each piece of evidence weighs. Six points make two events one.

Fitted by ``tests/bench/fit_dedupe.py`` (a logistic model, regularised, over all labelled pairs) and rounded; a sign that was fitted
against its meaning is set to nought.
"""

from __future__ import annotations

from typing import NamedTuple

ENOUGH = 6.0
"""Points from which two events are one."""

POINTS: dict[str, float] = {
    "time same": 2.6,
    "time near": 2.7,
    "time doors": 4.5,
    "time end": 2.7,
    "time overlap": -2.7,
    "time day": -0.1,
    "time moved": 2.2,
    "end other": -2.7,
    "last day other": -0.7,
    "online": -0.1,
    "online and on site": -8.4,
    "same venue": 2.0,
    "like venue": 2.1,
    "same spot": 1.6,
    "venue in title": 2.7,
    "venue by sound": 0.8,
    "town": 1.8,
    "other venue": -5.0,
    "other house": -6.6,
    "other building": -0.5,
    "other branch": -7.4,
    "street same": 0.0,
    "street told": 1.8,
    "street other": -2.7,
    "room same": 0.4,
    "room other": -5.5,
    "room elsewhere": -2.7,
    "title": 8.0,
    "same title": 0.7,
    "two languages": 1.2,
    "unlike titles": -0.9,
    "own words": -2.6,
    "own words in part": -5.3,
    "each qualified": -3.5,
    "title elsewhere": -4.2,
    "edition of one organiser": 1.0,
    "edition at one hour": 3.0,
    "all alike that day": 0.4,
    "alike but for the host": 3.8,
    "all alike": 5.0,
    "theme": 3.9,
    "translated": 2.5,
    "untranslated": -3.1,
    "each its own name": -3.8,
    "slot": -17.9,
    "slot in frame": -4.7,
    "loose slot": -3.1,
    "two on one page": -5.3,
    "address": 6.7,
    "page": 0.5,
    "link": 6.9,
    "link to a third page": 2.3,
    "link to a front page": 0.8,
    "same organiser": 0.6,
    "organiser named": 4.3,
    "organiser in part": 1.8,
    "organiser in other letters": -0.9,
    "other organiser": -3.0,
    "strangers": -11.8,
    "same speakers": 3.6,
    "other speakers": -4.1,
    "edition": 0.4,
    "same price": 1.3,
    "both free": 0.2,
    "price told": 1.3,
    "other price": -2.8,
    "same capacity": 1.1,
    "other capacity": -1.6,
    "hybrid": 0.3,
    "copied text": 4.5,
    "text of strangers": 7.0,
    "shared words": 2.9,
    "title told": 3.3,
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
