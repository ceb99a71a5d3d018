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
    "time near": 2.5,
    "time doors": 3.9,
    "time end": 2.4,
    "time overlap": -2.5,
    "time day": 0.2,
    "end other": -1.8,
    "last day other": -0.6,
    "online": -0.7,
    "online and on site": -8.0,
    "same venue": 1.8,
    "like venue": 1.6,
    "same spot": 1.5,
    "venue in title": 2.5,
    "venue by sound": 0.9,
    "town": 1.8,
    "other venue": -4.7,
    "other house": -6.2,
    "other building": -0.5,
    "other branch": -7.0,
    "street same": 0.6,
    "street other": -2.5,
    "room same": 0.3,
    "room other": -5.4,
    "room elsewhere": -2.4,
    "title": 7.2,
    "same title": 0.6,
    "two languages": 1.2,
    "unlike titles": -0.6,
    "own words": -2.7,
    "own words in part": -4.3,
    "title elsewhere": -4.1,
    "edition of one organiser": 1.2,
    "theme": 3.3,
    "translated": 1.7,
    "untranslated": -2.9,
    "each its own name": -3.6,
    "slot": -16.9,
    "slot in frame": -4.8,
    "loose slot": -3.0,
    "two on one page": -5.0,
    "address": 6.2,
    "page": 0.5,
    "link": 6.4,
    "link to a third page": 2.1,
    "link to a front page": 0.7,
    "same organiser": 0.8,
    "organiser named": 3.6,
    "organiser in part": 2.0,
    "organiser in other letters": -0.4,
    "other organiser": -2.7,
    "strangers": -11.2,
    "same speakers": 3.5,
    "other speakers": -3.8,
    "edition": 0.9,
    "same price": 1.4,
    "both free": 0.2,
    "price told": 0.5,
    "other price": -2.2,
    "same capacity": 3.1,
    "other capacity": -1.4,
    "hybrid": 0.3,
    "copied text": 4.1,
    "text of strangers": 6.5,
    "shared words": 2.6,
    "title told": 3.0,
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
