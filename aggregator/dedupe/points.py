"""What each piece of evidence weighs. Six points make two events one.

Fitted by ``tests/bench/fit_dedupe.py`` (a logistic model, regularised, over all labelled pairs and those of examiners) and rounded; a sign that was fitted
against its meaning is set to nought.
"""

from __future__ import annotations

from typing import NamedTuple

ENOUGH = 6.0
"""Points from which two events are one."""

POINTS: dict[str, float] = {
    "time same": 4.0,
    "time near": 3.3,
    "time doors": 7.2,
    "time after doors": 5.6,
    "time told": 5.7,
    "time told otherwise": -2.1,
    "time end": 2.1,
    "time overlap": -3.5,
    "time day": 0.6,
    "time within": -5.6,
    "time moved": 3.0,
    "end other": -4.3,
    "last day other": -0.9,
    "online": -1.8,
    "online and on site": -11.5,
    "same venue": 1.8,
    "like venue": 3.6,
    "same spot": 2.1,
    "venue in title": 3.2,
    "venue by sound": 4.7,
    "town": -0.1,
    "other venue": -7.5,
    "other house": -8.9,
    "other building": -0.4,
    "other branch": -9.9,
    "street same": 0.0,
    "street told": 2.0,
    "street other": -3.6,
    "room same": 1.1,
    "room other": -7.4,
    "room elsewhere": -3.8,
    "title": 8.6,
    "same title": 1.2,
    "two languages": -1.7,
    "unlike titles": -2.6,
    "own words": -1.3,
    "own words in part": -8.1,
    "within a festival": -10.2,
    "each qualified": -7.8,
    "title elsewhere": -5.9,
    "edition of one organiser": 2.3,
    "edition at one hour": 2.6,
    "alike but for the host": 1.9,
    "all alike": 4.7,
    "one of many": -2.6,
    "one host at one hour": 3.0,
    "theme": 5.6,
    "translated": 7.8,
    "untranslated": -4.2,
    "each its own name": -5.6,
    "slot": -26.0,
    "slot in frame": -7.8,
    "loose slot": -4.3,
    "two on one page": -7.1,
    "address": 8.9,
    "page": 0.7,
    "link": 9.2,
    "link to a third page": 3.1,
    "link to a front page": 1.1,
    "same organiser": 1.2,
    "organiser named": 5.8,
    "organiser in part": 1.7,
    "organiser by reading": 3.1,
    "organiser in other letters": -3.4,
    "house and guest": 1.6,
    "other organiser": -4.6,
    "strangers": -14.0,
    "same speakers": 6.0,
    "other speakers": -6.8,
    "edition": 0.1,
    "same price": 1.3,
    "both free": 0.2,
    "price told": 2.0,
    "other price": -3.7,
    "same capacity": 2.7,
    "other capacity": -3.9,
    "hybrid": 0.4,
    "copied text": 5.9,
    "text of strangers": 9.2,
    "shared words": 5.9,
    "title told": 5.6,
    "whole title told": 3.5,
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
