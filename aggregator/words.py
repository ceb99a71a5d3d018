"""Where many words stand in a text, in one pass. Pure.

The search is the Aho-Corasick automaton of ``ahocorasick_rs``: its time does not grow with the number of words. Where that
package has no wheel the same answer comes from a dictionary of the words' beginnings, a few times slower.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

try:
    from ahocorasick_rs import AhoCorasick, Implementation
except ImportError:  # pragma: no cover - PyPy, musl
    AhoCorasick = None  # type: ignore[assignment,misc] # a class that is missing

KATAKANA: Final = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゔ") + 1)}
"""Hiragana as katakana, for ``str.translate``: which of the two a word is written in seldom matters."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Words:
    """Words to look for, each of at least one character."""

    def __init__(self, words: Iterable[str], *, native: bool = AhoCorasick is not None) -> None:
        self._words = tuple(words)
        self._automaton = (
            AhoCorasick(self._words, implementation=Implementation.ContiguousNFA) if native and self._words else None
        )
        self._by_first: dict[str, list[int]] = defaultdict(list)
        if self._automaton is None:
            for index, word in enumerate(self._words):
                self._by_first[word[0]].append(index)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(place of the word among the words, start, end) for every word wherever it stands, also within others.

        The order is not promised.
        """
        if self._automaton is None:
            return self._find_slowly(text)
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # half of a pair that UTF-16 writes; no word has one
            return self._automaton.find_matches_as_indexes(_SURROGATE.sub("\ufffd", text), overlapping=True)

    def said(self, text: str) -> frozenset[str]:
        """The words that stand somewhere in ``text``."""
        return frozenset([self._words[index] for index, _, _ in self.find(text)])

    def _find_slowly(self, text: str) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        for at, character in enumerate(text):
            for index in self._by_first.get(character, ()):
                word = self._words[index]
                if text.startswith(word, at):
                    found.append((index, at, at + len(word)))
        return found
