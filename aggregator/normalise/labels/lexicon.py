"""Find many words at once in Japanese text, on the boundaries that Japanese has.

The text has no spaces, so a word of kana or kanji may begin anywhere; three rules keep it from being found inside another:

- Latin letters and digits: no other one directly before or after (``lt`` is not in ``alt``), but for a number behind a word of four letters. A change from lower to upper
  case is a boundary as well (``Ruby`` is in ``RubyKaigi``) for words of three letters or more.
- A run of katakana is one word or a compound of known ones: ``ダンス`` is in ``ダンスレッスン`` but not in ``ガイダンス``.
- The longest word wins: what lies inside a longer word of the list (a decoy such as ``個人事業主`` for ``人事``) is not found.

The time is linear in the text and does not grow with the number of words (``Words``): one lexicon can hold the words of a
thousand readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

from aggregator.words import Words

K = TypeVar("K")

LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
KATAKANA_RUN: Final = re.compile(r"[ァ-ヺー]+")
LONG_KATAKANA: Final = 5
"""A katakana word of this length may be followed by anything: what follows is then the second half of a compound."""

_NUMBERED: Final = 4
"""A Latin word of this length may be followed by a number: TOEIC800点, Python3 (of shorter ones the number is a part: EC2)."""

_RUN_LIMIT: Final = 24
"""A longer run of katakana is looked at no further: keeps the time linear on hostile text."""


class Hit(NamedTuple, Generic[K]):
    """A word of the lexicon in a text: the span, the word, and the keys that the word stands for."""

    start: int
    end: int
    word: str
    keys: tuple[K, ...]

    def inside(self, other: Hit[K]) -> bool:
        """Whether ``other`` is longer and covers this one."""
        return other.start <= self.start and self.end <= other.end and other.end - other.start > self.end - self.start


@dataclass(frozen=True, slots=True)
class _Entry(Generic[K]):
    """A word with what its boundaries ask for."""

    word: str
    keys: tuple[K, ...]
    latin_start: bool
    latin_end: bool
    katakana_start: bool
    katakana_end: bool
    long_katakana: bool
    takes_number: bool
    anywhere: bool


class Lexicon(Generic[K]):
    """Words and the keys they stand for; a word without keys is a decoy, which only takes shorter words away.

    Args:
        words: lower-case NFKC words, each with its keys. A word of one character is found wherever it stands.
        camel: whether a change of case ends a Latin word.
        joining: katakana words that are no hit and may stand beside another in one run.
    """

    def __init__(self, words: Mapping[str, Iterable[K]], *, camel: bool = False, joining: Iterable[str] = ()) -> None:
        self._camel = camel
        self._told = [(word, tuple(dict.fromkeys(keys))) for word, keys in words.items()]
        self._entries: dict[int, _Entry[K]] = {}
        self._words = Words(word for word, _ in self._told)
        self._pieces = frozenset(joining) | {word for word in words if KATAKANA_RUN.fullmatch(word)}

    def hits(self, text: str) -> list[Hit[K]]:
        """Every word of ``text`` on its boundaries, from the left, those of one character last.

        Words inside longer ones are still among them.
        """
        lowered = lower(text)
        found: list[Hit[K]] = []
        short: list[Hit[K]] = []
        for start, index, end in sorted([(start, index, end) for index, start, end in self._words.find(lowered)]):
            entry = self._entries.get(index) or self._entry(index)
            if entry.anywhere or self._bounded(entry, lowered, text, start, end):
                (found if end - start > 1 else short).append(Hit(start, end, entry.word, entry.keys))
        return found + short

    def _entry(self, index: int) -> _Entry[K]:
        """The word of this place; of thousands a text has a few."""
        return self._entries.setdefault(index, _entry(*self._told[index]))

    def longest(self, text: str) -> list[Hit[K]]:
        """As ``hits``, without the words that lie inside a longer one."""
        return outermost(self.hits(text))

    def _bounded(self, entry: _Entry[K], lowered: str, text: str, start: int, end: int) -> bool:
        if entry.latin_start and start and lowered[start - 1] in LATIN and not self._case_changes(text, start, entry):
            return False
        if (
            entry.latin_end
            and end < len(lowered)
            and lowered[end] in LATIN
            and not (lowered[end].isdigit() and entry.takes_number)
            and not self._case_changes(text, end, entry)
        ):
            return False
        if entry.katakana_start and not self._splits(_run_before(lowered, start)):
            return False
        return entry.long_katakana or not entry.katakana_end or self._splits(_run_after(lowered, end))

    def _case_changes(self, text: str, at: int, entry: _Entry[K]) -> bool:
        return self._camel and len(entry.word) > 2 and text[at - 1].islower() and text[at].isupper()

    def _splits(self, run: str) -> bool:
        """Whether ``run`` is a row of known katakana words."""
        if not run:
            return True
        reachable = [True] + [False] * len(run)
        for end in range(1, len(run) + 1):
            reachable[end] = any(reachable[begin] and run[begin:end] in self._pieces for begin in range(end))
        return reachable[-1]


def lower(text: str) -> str:
    """Lower case of the same length (``str.lower`` makes two characters of a few, such as U+0130)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def outermost(hits: Iterable[Hit[K]]) -> list[Hit[K]]:
    """The hits that do not lie inside a longer one."""
    kept: list[Hit[K]] = []
    furthest: Hit[K] | None = None
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if furthest is None or not hit.inside(furthest):
            kept.append(hit)
        if furthest is None or hit.end > furthest.end:
            furthest = hit
    return kept


def _entry(word: str, keys: tuple[K, ...]) -> _Entry[K]:
    latin_start, latin_end = word[0] in LATIN, word[-1] in LATIN
    katakana_start, katakana_end = _is_katakana(word[0]), _is_katakana(word[-1])
    return _Entry(
        word,
        keys,
        latin_start=latin_start,
        latin_end=latin_end,
        katakana_start=katakana_start,
        katakana_end=katakana_end,
        long_katakana=len(word) >= LONG_KATAKANA and all(map(_is_katakana, word)),
        takes_number=len(word) >= _NUMBERED and word.isalpha(),
        anywhere=not (latin_start or latin_end or katakana_start or katakana_end),
    )


def _run_before(text: str, at: int) -> str:
    start = at
    while start and at - start < _RUN_LIMIT and _is_katakana(text[start - 1]):
        start -= 1
    return text[start:at]


def _run_after(text: str, at: int) -> str:
    end = at
    while end < len(text) and end - at < _RUN_LIMIT and _is_katakana(text[end]):
        end += 1
    return text[at:end]


def _is_katakana(character: str) -> bool:
    return "ァ" <= character <= "ヺ" or character == "ー"
