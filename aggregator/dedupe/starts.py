"""Patterns of many words, told by which letters they begin, so that most of a text is passed over at once."""

from __future__ import annotations

import re


def starting(letters: str, words: str) -> re.Pattern[str]:
    """The pattern ``words``, each match of which begins with one of ``letters``, the inside of a class (a test holds this).

    ``re`` finds the first letters of an alternation itself only where none begins with an option or a group; else it tries
    every alternative at every letter, which takes three times as long.
    """
    return re.compile(f"(?=[{letters}])(?:{words})")
