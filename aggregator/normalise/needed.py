"""Which patterns are worth a try: those of which a word that they cannot do without stands in the text. Pure.

A search of a text for words is many times quicker than one for the patterns they stand in, and one pass does for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")


class Needed(Generic[K]):
    """What a text may say, by words.

    Args:
        words: for each thing, words in lower case of which one stands in every text that says it; ``$`` is the end of the
            text. ``tests/test_needed.py`` holds them against the patterns that they stand for.
    """

    def __init__(self, words: Mapping[K, Iterable[str]]) -> None:
        keys: dict[str, set[K]] = {}
        for key, needed in words.items():
            for word in needed:
                keys.setdefault(word.replace("$", "\n"), set()).add(key)
        self._keys = {word: _with_hidden(word, keys) for word in keys}
        self._words = re.compile("|".join(map(re.escape, sorted(keys, key=len, reverse=True))))

    def __call__(self, text: str) -> set[K]:
        """The things that ``text`` may say."""
        words = set(self._words.findall(text.lower().rstrip() + "\n"))
        return {key for word in words for key in self._keys[word]}


def led(first: str, pattern: str) -> str:
    """``pattern``, tried only where one of the characters stands with which it can begin.

    Args:
        first: the inside of a character class. It only saves time (``tests/test_needed.py`` proves that it has them all): a
            choice between many words is slow to be tried at every place of a text, a set of characters is quick.
        pattern: any pattern.
    """
    return f"(?=[{first}])(?:{pattern})"


def _with_hidden(word: str, keys: Mapping[str, set[K]]) -> frozenset[K]:
    """The keys of ``word`` and of the words that lie or begin within it: the search goes on only behind it."""
    return frozenset(
        key
        for other, found in keys.items()
        if other in word or any(other.startswith(word[begin:]) for begin in range(1, len(word)))
        for key in found
    )
