"""Which patterns are worth a try: those of which a word that they cannot do without stands in the text. Pure.

A search of a text for words is many times quicker than one for the patterns they stand in, and one pass does for all
modules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, Generic, TypeVar

from aggregator.words import Words

K = TypeVar("K")
_KEPT: Final = 8
"""Texts of which the words are kept: all concerns ask of the same title and text, one after the other."""


class Needed(Generic[K]):
    """What a text may say, by words.

    Args:
        words: for each thing, words in lower case of which one stands in every text that says it; ``$`` is the end of the
            text. ``tests/test_needed.py`` holds them against the patterns that they stand for.
    """

    def __init__(self, words: Mapping[K, Iterable[str]]) -> None:
        self.keys: dict[str, set[K]] = {}
        self._bits: dict[K, int] = {}
        self._answers: dict[int, frozenset[K]] = {}
        for key, needed in words.items():
            self._bits[key] = bit = 1 << len(_THINGS)
            _THINGS.append(key)
            for word in needed:
                self.keys.setdefault(word.replace("$", "\n"), set()).add(key)
                _WORDS[word.replace("$", "\n")] |= bit
        self._own = sum(self._bits.values())

    def __call__(self, text: str) -> frozenset[K]:
        """The things that ``text`` may say."""
        said = _said(text, len(_THINGS)) & self._own
        answer = self._answers.get(said)
        if answer is None:
            answer = self._answers[said] = frozenset(key for key, bit in self._bits.items() if said & bit)
        return answer


_THINGS: Final[list[object]] = []
"""What the tables tell apart; the place of each is its bit."""
_WORDS: Final[defaultdict[str, int]] = defaultdict(int)
"""The words of every ``Needed``, which are looked for together, each with the bits of the things that it stands for."""


@lru_cache(maxsize=1)
def _index(_things: int) -> tuple[Words, tuple[int, ...]]:
    """The search for ``_WORDS`` and their bits, made again when a module that is imported later has added some."""
    return Words(_WORDS), tuple(_WORDS.values())


@lru_cache(maxsize=_KEPT)
def _said(text: str, things: int) -> int:
    """The bits of those of ``_WORDS`` that stand in ``text``, of which the end counts as a line break."""
    words, bits = _index(things)
    said = 0
    for word in {found[0] for found in words.find(text.lower().rstrip() + "\n")}:
        said |= bits[word]
    return said


def led(first: str, pattern: str) -> str:
    """``pattern``, tried only where one of the characters stands with which it can begin.

    Args:
        first: the inside of a character class. It only saves time (``tests/test_needed.py`` proves that it has them all): a
            choice between many words is slow to be tried at every place of a text, a set of characters is quick.
        pattern: any pattern.
    """
    return f"(?=[{first}])(?:{pattern})"


class Ending:
    """A choice at the end of words, tried only where a character stands there with which it can end.

    Args:
        pattern: the choice, which ends with ``$``.
        last: the characters. They only save time, as the first ones of ``led`` do: the choice alone is tried at each place of the words.
        reach: characters of a match at most.
        within: words behind which it may be longer and end with anything.
    """

    def __init__(self, pattern: str, last: Iterable[str], *, reach: int, within: str = "") -> None:
        self.form: Final = re.compile(pattern)
        self.last: Final = frozenset(last)
        self.reach: Final = reach
        self.within: Final = within

    def search(self, words: str, end: int | None = None) -> re.Match[str] | None:
        """Its match at the end of ``words``, or of what stands before ``end``."""
        end = len(words) if end is None else end
        if self.within and self.within in words:
            return self.form.search(words, 0, end)
        if words[end - 1 : end] not in self.last:
            return None
        return self.form.search(words, max(0, end - self.reach), end)
