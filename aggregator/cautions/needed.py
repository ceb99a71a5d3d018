"""Which patterns can match a text at all: most listings hold none of the words that the rules are about.

From each pattern the literal words are read of which every match holds at least one. A text is searched for all of them at
once, and only the patterns whose words are there are tried. It is a sieve, never a judge: what it lets pass is matched as ever.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from aggregator.words import Words as Search

Words = tuple[str, ...]
"""A text that matches holds one of them."""

_QUANTIFIER: Final = re.compile(r"[?*+]\??|\{(\d*)[^}]*\}\??")
_LOOK: Final = re.compile(r"\?<?[=!]")
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")


class Sieve:
    """Patterns by the words that they need.

    Args:
        patterns: each is known by its place, and told by its alternatives.
    """

    def __init__(self, patterns: Sequence[Iterable[str]]) -> None:
        self._always: set[int] = set()
        self._by_word: dict[str, list[tuple[int, Sequence[frozenset[str]]]]] = defaultdict(list)
        words: set[str] = set()
        for place, alternatives in enumerate(patterns):
            for alternative in alternatives:
                first, *rest = needed(alternative) or ((),)
                others = [frozenset(need) for need in rest if min(map(len, need)) > 1]
                if not first:
                    self._always.add(place)
                for word in first:
                    self._by_word[word].append((place, others))
                words.update(first, *others)
        self._search = Search(words)

    def possible(self, text: str) -> set[int]:
        """The places of the patterns that may match; the others do not. Needs of one character are not looked for."""
        said = self._search.said(text.lower())
        found = set(self._always)
        for word in said & self._by_word.keys():
            for place, others in self._by_word[word]:
                if place not in found and not any(need.isdisjoint(said) for need in others):
                    found.add(place)
        return found


def needed(pattern: str) -> tuple[Words, ...]:
    """Sets of lower-case words: of each one stands in whatever matches. The most telling set first; none where none is told.

    Read are literals, groups, alternatives, classes, quantifiers and looks around; whatever else is taken to need nothing.
    """
    reader = _Reader(pattern)
    first = reader.sequence()
    if reader.done:
        return tuple(sorted(first, key=_telling, reverse=True))
    words = _Reader(pattern).alternatives()
    return (words,) if words else ()


class _Reader:
    """Goes through a pattern once, from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0

    def alternatives(self) -> Words:
        """Up to the end of the group: one of each alternative's words."""
        found = [self._most_telling()]
        while self._pattern[self._at : self._at + 1] == "|":
            self._at += 1
            found.append(self._most_telling())
        return tuple(dict.fromkeys(word for words in found for word in words)) if all(found) else ()

    @property
    def done(self) -> bool:
        """Whether all was read."""
        return self._at == len(self._pattern)

    def _most_telling(self) -> Words:
        return max(self.sequence(), key=_telling, default=())

    def sequence(self) -> list[Words]:
        """All that one alternative needs."""
        found: list[Words] = []
        run = ""
        for atom, least in self._atoms():
            if isinstance(atom, str) and least == 1:
                run += atom
                continue
            found += [(run,)] if run else []
            run = ""
            if least and atom:
                found.append((atom,) if isinstance(atom, str) else atom)
        return [*found, (run,)] if run else found

    def _atoms(self) -> Iterator[tuple[str | Words, int]]:
        """A character, or the words that a group needs (none: any character), and how often it comes at least.

        ``2`` stands for more than once: what follows does not stand directly behind the first.
        """
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            atom = self._atom()
            yield atom, self._least()

    def _atom(self) -> str | Words:
        letter = self._pattern[self._at]
        if letter == "(":
            return self._group()
        if letter == "[" and (found := _CLASS.match(self._pattern, self._at)):
            self._at = found.end()
            return ()
        if letter == "\\":
            self._at += 2
            escaped = self._pattern[self._at - 1]
            return () if escaped.isalnum() else escaped
        self._at += 1
        return () if letter in ".^$" else letter.lower()

    def _group(self) -> Words:
        self._at += 1
        look = _LOOK.match(self._pattern, self._at)
        if look:
            self._at = look.end()
        elif self._pattern.startswith("?:", self._at):
            self._at += 2
        words = self.alternatives()
        self._at += 1
        return () if look else words

    def _least(self) -> int:
        found = _QUANTIFIER.match(self._pattern, self._at)
        if found is None:
            return 1
        self._at = found.end()
        if found[1] is not None:
            return 2 if int(found[1] or 0) else 0
        return 2 if found[0][0] == "+" else 0


def _telling(words: Words) -> tuple[int, int]:
    """Long words are rare, and few words are less often there than many."""
    return min(map(len, words), default=0), -len(words)
