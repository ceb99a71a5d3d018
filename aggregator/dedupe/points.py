"""What each piece of evidence weighs. Six points make two events one.

Fitted by ``tests/bench/fit_dedupe.py`` (a logistic model, regularised, over all labelled pairs and those of examiners) and rounded; a sign that was fitted
against its meaning is set to nought.
"""

from __future__ import annotations

from typing import NamedTuple

ENOUGH = 6.0
"""Points from which two events are one."""

POINTS: dict[str, float] = {
    "time same": 4.4,
    "time near": 4.2,
    "time doors": 8.8,
    "time after doors": 7.7,
    "time told": 8.5,
    "time told otherwise": -4.1,
    "time end": 3.3,
    "time overlap": -4.8,
    "time day": 1.4,
    "day and part of a title": -8.0,
    "time within": -8.0,
    "time moved": 4.2,
    "time apart": -5.2,
    "end near": -5.0,
    "end other": -6.8,
    "last day other": -1.3,
    "last day same": 3.0,
    "online": -2.7,
    "online and on site": -16.4,
    "same venue": 2.9,
    "like venue": 3.9,
    "same address": 3.7,
    "same spot": 3.0,
    "venue in title": 4.7,
    "venue by sound": 6.0,
    "town": 1.0,
    "venue translated": 0.9,
    "venue unread": -1.8,
    "other venue": -9.6,
    "other house": -14.0,
    "other building": -1.0,
    "other branch": -17.2,
    "street same": 0.0,
    "street told": 2.4,
    "street other": -10.3,
    "room same": 0.9,
    "room other": -12.5,
    "room elsewhere": -5.6,
    "title": 9.6,
    "same title": 1.2,
    "same meaning": 6.5,
    "two languages": -5.3,
    "unlike titles": -3.4,
    "own words": -1.2,
    "own words in part": -12.3,
    "within a festival": -15.6,
    "each qualified": -9.0,
    "title elsewhere": -7.7,
    "edition of one organiser": 3.5,
    "edition at one hour": 3.7,
    "alike but for the host": 3.0,
    "all alike": 5.9,
    "one of many": -5.0,
    "one host at one hour": 4.2,
    "theme": 9.3,
    "translated": 10.4,
    "translated in part": -5.2,
    "untranslated": -5.8,
    "each its own name": -7.8,
    "slot": -35.1,
    "slot in frame": -10.0,
    "loose slot": -4.2,
    "two on one page": -9.8,
    "address": 12.3,
    "page": 1.0,
    "link": 10.1,
    "link to a third page": 4.1,
    "link to a front page": 1.5,
    "same organiser": 1.0,
    "organiser in title": 9.3,
    "organiser named": 7.3,
    "organiser told": 4.3,
    "organiser in part": 1.7,
    "organiser by reading": 3.8,
    "organiser translated": 0.9,
    "organiser in other letters": -4.2,
    "house and guest": 4.4,
    "other organiser": -5.2,
    "strangers": -17.3,
    "strangers online": -15.8,
    "same speakers": 7.8,
    "other speakers": -12.3,
    "edition": 0.0,
    "same price": 3.0,
    "both free": 2.0,
    "price told": 3.1,
    "other price": -5.7,
    "same capacity": 1.3,
    "other capacity": -6.2,
    "hybrid": 0.6,
    "copied text": 8.1,
    "text of strangers": 12.5,
    "shared words": 7.4,
    "title told": 9.0,
    "told beside": -7.9,
    "whole title told": 4.9,
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
