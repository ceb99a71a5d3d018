"""What each piece of evidence weighs. Six points make two events one.

Fitted by ``tests/bench/fit_dedupe.py`` (a logistic model, regularised, over all labelled pairs) and rounded; a sign that was fitted
against its meaning is set to nought.
"""

from __future__ import annotations

from typing import NamedTuple

ENOUGH = 6.0
"""Points from which two events are one."""

POINTS: dict[str, float] = {
    "time same": 3.0,
    "time near": 2.5,
    "time doors": 4.2,
    "time end": 2.6,
    "time overlap": -2.4,
    "time day": 0.2,
    "time within": -1.8,
    "time moved": 1.9,
    "end other": -2.4,
    "last day other": -0.6,
    "online": -0.1,
    "online and on site": -7.5,
    "same venue": 1.8,
    "like venue": 1.8,
    "same spot": 1.4,
    "venue in title": 2.3,
    "venue by sound": 1.3,
    "town": 1.7,
    "other venue": -4.5,
    "other house": -5.9,
    "other building": -0.4,
    "other branch": -6.7,
    "street same": 0.0,
    "street told": 1.2,
    "street other": -2.4,
    "room same": 0.4,
    "room other": -5.0,
    "room elsewhere": -2.5,
    "title": 7.0,
    "same title": 0.7,
    "two languages": 0.8,
    "unlike titles": -0.5,
    "own words": -2.2,
    "own words in part": -4.6,
    "within a festival": -7.4,
    "each qualified": -3.5,
    "title elsewhere": -3.7,
    "edition of one organiser": 0.9,
    "edition at one hour": 2.7,
    "alike but for the host": 1.0,
    "all alike": 2.9,
    "one host at one hour": 2.6,
    "theme": 3.5,
    "translated": 2.5,
    "untranslated": -3.0,
    "each its own name": -3.6,
    "slot": -16.1,
    "slot in frame": -4.2,
    "loose slot": -3.1,
    "two on one page": -4.8,
    "address": 6.0,
    "page": 0.5,
    "link": 6.1,
    "link to a third page": 2.1,
    "link to a front page": 0.7,
    "same organiser": 0.5,
    "organiser named": 4.0,
    "organiser in part": 1.8,
    "organiser by reading": 2.5,
    "organiser in other letters": -1.1,
    "other organiser": -2.5,
    "strangers": -10.8,
    "same speakers": 3.6,
    "other speakers": -3.7,
    "edition": 0.4,
    "same price": 1.2,
    "both free": 0.1,
    "price told": 1.2,
    "other price": -2.5,
    "same capacity": 2.2,
    "other capacity": -1.6,
    "hybrid": 0.3,
    "copied text": 4.1,
    "text of strangers": 6.3,
    "shared words": 2.6,
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
