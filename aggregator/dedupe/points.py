"""What each piece of evidence weighs. ``ENOUGH`` points make two events one.

Fitted by ``tests/bench/fit_dedupe.py`` (a logistic model, regularised, over all labelled pairs and those of examiners) and rounded; a sign that was fitted
against its meaning is set to nought.
"""

from __future__ import annotations

from typing import NamedTuple

ENOUGH = 5.1
"""Points from which two events are one."""

POINTS: dict[str, float] = {
    "time same": 4.4,
    "time near": 3.2,
    "time doors": 12.0,
    "time after doors": 8.8,
    "time told": 9.1,
    "time told otherwise": -2.8,
    "time end": 2.8,
    "time overlap": -2.6,
    "time day": 3.0,
    "day and part of a title": -5.7,
    "time within": -7.5,
    "time moved": 3.0,
    "time apart": -4.9,
    "end near": -4.8,
    "end other": -7.4,
    "last day other": -0.7,
    "last day same": 1.1,
    "online": -2.0,
    "online and on site": -13.3,
    "same venue": 1.9,
    "like venue": 4.3,
    "same address": 2.6,
    "same spot": 1.9,
    "venue in title": 4.4,
    "venue by sound": 4.4,
    "town": 1.7,
    "venue translated": 0.0,
    "venue unread": -0.3,
    "other venue": -6.4,
    "other house": -12.6,
    "other building": 0.0,
    "other branch": -11.6,
    "street same": 0.0,
    "street told": 4.1,
    "street other": -10.8,
    "room same": 0.0,
    "room other": -10.8,
    "room elsewhere": -4.1,
    "title": 7.0,
    "same title": 0.3,
    "same meaning": 7.8,
    "two languages": -4.0,
    "unlike titles": -2.5,
    "own words": -1.1,
    "own words in part": -11.1,
    "within a festival": -12.6,
    "each qualified": -7.5,
    "title elsewhere": -8.0,
    "edition of one organiser": 3.3,
    "edition at one hour": 3.5,
    "alike but for the host": 3.2,
    "same title here": 4.8,
    "title alike here": 4.5,
    "small group here": 0.8,
    "all alike": 2.8,
    "one of many": -5.1,
    "one host at one hour": 0.4,
    "theme": 5.9,
    "translated": 10.8,
    "translated in part": -6.0,
    "untranslated": -5.1,
    "other summit": -9.8,
    "each its own name": -2.9,
    "slot": -21.8,
    "slot in frame": -7.6,
    "loose slot": -1.8,
    "two on one page": -6.2,
    "slot in little": 10.0,
    "address": 7.8,
    "page": 0.6,
    "link": 8.5,
    "link to a third page": 2.8,
    "link to a front page": 0.9,
    "same organiser": 1.1,
    "organiser in title": 6.1,
    "organiser named": 8.3,
    "organiser told": 2.8,
    "organiser in part": 4.1,
    "organiser by reading": 1.9,
    "organiser translated": 2.6,
    "organiser in other letters": -4.3,
    "house and guest": 3.4,
    "other organiser": -3.7,
    "strangers": -14.0,
    "strangers online": -13.6,
    "same speakers": 9.4,
    "other speakers": -8.1,
    "edition": 0.0,
    "same price": 3.1,
    "both free": 2.5,
    "price told": 6.5,
    "other price": -4.2,
    "same capacity": 0.0,
    "other capacity": -5.3,
    "hybrid": 0.5,
    "copied text": 5.4,
    "text of strangers": 7.7,
    "shared words": 6.6,
    "title told": 9.7,
    "told beside": -11.7,
    "whole title told": 3.3,
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
