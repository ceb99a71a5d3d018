"""A person's own words in the text of a listing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from aggregator.model import Event

Find = Callable[[str], Sequence[str]]
"""The words that stand in a text, on word boundaries."""
BODY: Final = 1500
"""So many characters of a description are read: what follows is terms, access and advertisement."""

_CONTENT: Final = re.compile(r"[一-鿿々]{2,}|[ァ-ヺー]{2,}|[A-Za-z0-9+#.]{2,}")


@dataclass(frozen=True)
class Told:
    """What a listing says, folded (NFKC) once for all questions."""

    event: Event

    @cached_property
    def title(self) -> str:
        """The title."""
        return unicodedata.normalize("NFKC", self.event.title)

    @cached_property
    def body(self) -> str:
        """The beginning of the description."""
        return unicodedata.normalize("NFKC", self.event.description[:BODY])

    @cached_property
    def names(self) -> str:
        """Who: organiser, series, title and speakers."""
        event = self.event
        return unicodedata.normalize(
            "NFKC", " / ".join(filter(None, (event.organiser, event.series, event.title, *event.speakers)))
        )

    @cached_property
    def everything(self) -> str:
        """Title, organiser, tags and body."""
        tags = unicodedata.normalize("NFKC", " / ".join((self.event.organiser or "", *self.event.tags)))
        return f"{self.title}\n{tags}\n{self.body}"


class Words:
    """Words that are looked for. The exact search is made and asked only where a text holds one of them somehow."""

    def __init__(self, words: Iterable[str], finder: Callable[[Iterable[str]], Find]) -> None:
        self._wanted = tuple(dict.fromkeys(word for word in words if word.strip()))
        self._quick = tuple(dict.fromkeys(map(quick, self._wanted)))
        self._finder = finder

    @cached_property
    def _find(self) -> Find:
        return self._finder(self._wanted)

    def found(self, text: str) -> tuple[str, ...]:
        """The words of ``text`` as the person wrote them, in the order of the text."""
        if not self._quick:
            return ()
        lowered = text.lower()
        if not any(word in lowered for word in self._quick):
            return ()
        return tuple(dict.fromkeys(self._find(text)))


def quick(word: str) -> str:
    """The form of a word for which a text is searched first: folded, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", word).lower().split())


def content_words(sentence: str) -> tuple[str, ...]:
    """The words of a purpose that carry its meaning: 転職の情報 -> 転職, 情報."""
    return tuple(dict.fromkeys(_CONTENT.findall(unicodedata.normalize("NFKC", sentence))))
