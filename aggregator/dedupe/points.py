"""What each piece of evidence weighs. Six points make two events one.

Fitted by ``tests/bench/fit_dedupe.py`` (a logistic model, regularised, over all labelled pairs and those of examiners) and rounded; a sign that was fitted
against its meaning is set to nought.
"""

from __future__ import annotations

from typing import NamedTuple

ENOUGH = 6.0
"""Points from which two events are one."""

POINTS: dict[str, float] = {
    "time same": 3.8,
    "time near": 3.7,
    "time doors": 7.9,
    "time after doors": 6.2,
    "time told": 9.6,
    "time told otherwise": -2.4,
    "time end": 2.4,
    "time overlap": -4.0,
    "time day": -0.1,
    "time within": -7.0,
    "time moved": 3.4,
    "end other": -5.0,
    "last day other": -1.0,
    "online": -2.2,
    "online and on site": -13.2,
    "same venue": 1.8,
    "like venue": 3.9,
    "same spot": 2.5,
    "venue in title": 3.6,
    "venue by sound": 4.8,
    "town": 0.5,
    "other venue": -8.6,
    "other house": -10.2,
    "other building": -0.8,
    "other branch": -11.4,
    "street same": 0.0,
    "street told": 2.5,
    "street other": -4.1,
    "room same": 1.1,
    "room other": -8.4,
    "room elsewhere": -4.5,
    "title": 9.7,
    "same title": 1.3,
    "two languages": -2.5,
    "unlike titles": -3.5,
    "own words": -1.2,
    "own words in part": -9.1,
    "within a festival": -11.8,
    "each qualified": -9.0,
    "title elsewhere": -7.0,
    "edition of one organiser": 2.4,
    "edition at one hour": 3.1,
    "alike but for the host": 2.3,
    "all alike": 5.3,
    "one of many": -3.2,
    "one host at one hour": 3.2,
    "theme": 6.4,
    "translated": 9.0,
    "untranslated": -4.6,
    "each its own name": -6.5,
    "slot": -29.1,
    "slot in frame": -8.9,
    "loose slot": -5.1,
    "two on one page": -8.2,
    "address": 10.3,
    "page": 0.8,
    "link": 10.5,
    "link to a third page": 3.5,
    "link to a front page": 1.2,
    "same organiser": 1.4,
    "organiser named": 6.6,
    "organiser in part": 1.6,
    "organiser by reading": 3.5,
    "organiser in other letters": -4.0,
    "house and guest": 2.2,
    "other organiser": -5.0,
    "strangers": -16.0,
    "same speakers": 6.8,
    "other speakers": -7.7,
    "edition": 0.2,
    "same price": 1.8,
    "both free": 0.6,
    "price told": 2.4,
    "other price": -4.4,
    "same capacity": 2.9,
    "other capacity": -4.4,
    "hybrid": 0.5,
    "copied text": 6.7,
    "text of strangers": 10.6,
    "shared words": 6.7,
    "title told": 6.6,
    "whole title told": 4.4,
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
