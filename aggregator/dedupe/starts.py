"""Patterns of many words, told by which letters they begin, so that most of a text is passed over at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isqrt


def starting(letters: str, words: str) -> re.Pattern[str]:
    """The pattern ``words``, each match of which begins with one of ``letters``, the inside of a class (a test holds this).

    ``re`` finds the first letters of an alternation itself only where none begins with an option or a group; else it tries
    every alternative at every letter, which takes three times as long.
    """
    return re.compile(f"(?=[{letters}])(?:{words})")


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the longest of some words at a place, branching by groups of first letters and then by the letter.

    ``re`` tries the branches one after the other: a few dozen at each place, instead of hundreds.
    """
    by_letter: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        by_letter.setdefault(name[0], []).append(re.escape(name[1:]))
    firsts = sorted(by_letter)
    size = isqrt(len(firsts)) + 1
    groups = [firsts[start : start + size] for start in range(0, len(firsts), size)]
    branches = [
        f"(?=[{_class(group)}])(?:{'|'.join(f'{re.escape(first)}(?:{chr(124).join(by_letter[first])})' for first in group)})"
        for group in groups
    ]
    return re.compile(f"(?=[{_class(firsts)}])(?:{'|'.join(branches)})")


def _class(letters: Iterable[str]) -> str:
    return re.escape("".join(letters))
