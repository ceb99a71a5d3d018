"""What each piece of evidence weighs. Six points make two events one.

Fitted by ``tests/bench/fit_dedupe.py`` (a logistic model, regularised, over all labelled pairs and those of examiners) and rounded; a sign that was fitted
against its meaning is set to nought.
"""

from __future__ import annotations

from typing import NamedTuple

ENOUGH = 6.0
"""Points from which two events are one."""

POINTS: dict[str, float] = {
    "time same": 4.3,
    "time near": 4.2,
    "time doors": 9.0,
    "time after doors": 7.2,
    "time told": 10.9,
    "time told otherwise": -2.8,
    "time end": 2.8,
    "time overlap": -4.6,
    "time day": 0.0,
    "time within": -8.0,
    "time moved": 3.9,
    "end other": -5.9,
    "last day other": -1.1,
    "online": -2.5,
    "online and on site": -15.1,
    "same venue": 2.0,
    "like venue": 4.4,
    "same spot": 2.8,
    "venue in title": 4.2,
    "venue by sound": 5.3,
    "town": 0.4,
    "other venue": -9.2,
    "other house": -12.9,
    "other building": -1.0,
    "other branch": -13.2,
    "street same": 0.0,
    "street told": 2.7,
    "street other": -4.7,
    "room same": 1.3,
    "room other": -10.3,
    "room elsewhere": -5.0,
    "title": 10.9,
    "same title": 1.5,
    "two languages": -2.8,
    "unlike titles": -4.0,
    "own words": -1.2,
    "own words in part": -11.0,
    "within a festival": -13.4,
    "each qualified": -10.3,
    "title elsewhere": -7.9,
    "edition of one organiser": 2.7,
    "edition at one hour": 3.6,
    "alike but for the host": 2.7,
    "all alike": 6.0,
    "one of many": -4.2,
    "one host at one hour": 3.5,
    "theme": 7.3,
    "translated": 10.4,
    "untranslated": -5.2,
    "each its own name": -8.0,
    "slot": -33.5,
    "slot in frame": -9.9,
    "loose slot": -5.6,
    "two on one page": -9.4,
    "address": 11.8,
    "page": 0.9,
    "link": 12.1,
    "link to a third page": 4.0,
    "link to a front page": 1.4,
    "same organiser": 1.5,
    "organiser named": 7.7,
    "organiser told": 6.2,
    "organiser in part": 1.4,
    "organiser by reading": 4.0,
    "organiser in other letters": -4.9,
    "house and guest": 2.4,
    "other organiser": -6.2,
    "strangers": -18.6,
    "same speakers": 7.6,
    "other speakers": -9.0,
    "edition": 0.5,
    "same price": 2.2,
    "both free": 0.8,
    "price told": 2.7,
    "other price": -5.2,
    "same capacity": 3.1,
    "other capacity": -5.2,
    "hybrid": 0.6,
    "copied text": 7.7,
    "text of strangers": 12.2,
    "shared words": 8.0,
    "title told": 7.9,
    "whole title told": 5.0,
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
