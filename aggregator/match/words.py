"""A person's own words in the text of a listing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import repeat
from operator import contains
from typing import Final

from aggregator.lazy import lazy
from aggregator.model import Event

Find = Callable[[str], Sequence[str]]
"""The words that stand in a text, on word boundaries."""
BODY: Final = 1500
"""So many characters of a description are read: what follows is terms, access and advertisement."""
FEW: Final = 40
"""So many words are sought one by one in less time than all at once."""

_CONTENT: Final = re.compile(r"[一-鿿々]{2,}|[ァ-ヺー]{2,}|[A-Za-z0-9+#.]{2,}")


class Told:
    """What a listing says, folded (NFKC) once for all questions."""

    def __init__(self, event: Event) -> None:
        self.event = event

    @lazy
    def title(self) -> Passage:
        """The title."""
        return Passage(unicodedata.normalize("NFKC", self.event.title))

    @lazy
    def names(self) -> Passage:
        """Who: organiser, series, title and speakers."""
        event = self.event
        told = " / ".join(filter(None, (event.organiser, event.series, event.title, *event.speakers)))
        return Passage(unicodedata.normalize("NFKC", told))

    @lazy
    def everything(self) -> Passage:
        """Title, organiser, tags and the beginning of the description."""
        event = self.event
        told = f"{event.title}\n{' / '.join((event.organiser or '', *event.tags))}\n{event.description[:BODY]}"
        return Passage(unicodedata.normalize("NFKC", told))


class Passage:
    """A folded text that is searched for the words of several questions: what they share is read once."""

    __slots__ = ("lowered", "text")

    def __init__(self, text: str) -> None:
        self.text, self.lowered = text, text.lower()


class Words:
    """Words that are looked for. Few are sought plainly first: the exact search is made and asked where one stands somehow."""

    def __init__(self, words: Iterable[str], finder: Callable[[Iterable[str]], Find]) -> None:
        self._wanted = tuple(dict.fromkeys(word for word in words if word.strip()))
        self._quick = tuple(dict.fromkeys(map(quick, self._wanted)))
        self._finder = finder

    def __bool__(self) -> bool:
        return bool(self._quick)

    @cached_property
    def _find(self) -> Find:
        return self._finder(self._wanted)

    def found(self, passage: Passage) -> tuple[str, ...]:
        """The words of a text as the person wrote them, in the order of the text."""
        if len(self._quick) <= FEW and not any(map(contains, repeat(passage.lowered), self._quick)):
            return ()
        return tuple(dict.fromkeys(self._find(passage.text)))


def quick(word: str) -> str:
    """The form of a word for which a text is searched first: folded, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", word).lower().split())


def content_words(sentence: str) -> tuple[str, ...]:
    """The words of a purpose that carry its meaning: 転職の情報 -> 転職, 情報."""
    return tuple(dict.fromkeys(_CONTENT.findall(unicodedata.normalize("NFKC", sentence))))
