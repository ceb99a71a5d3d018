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

_LETTERS: Final = re.compile(r"[一-鿿々ぁ-ゖァ-ヺーA-Za-z0-9+#.]+")
_PARTICLE: Final = re.compile(
    r"(?<=[^ぁ-ゖ])[がにでとはへやものを](?![ぁ-ゖ])|(?<=[^ぁ-ゖ])[のをとにへ]|(?<=..)[がにでとはへやものを](?![ぁ-ゖ])"
)
_RUN: Final = re.compile(
    r"[一-鿿々]{2,4}[いきぎしじちにびみりえけげせてねべめれ](?![ぁ-ゖ])|[一-鿿々]{2,}|[ァ-ヺー]{2,}|[A-Za-z0-9+#.]{2,}"
)
"""Words that are written in one kind of letters, a noun's one kana behind it (子育て, 山歩き) with it."""
_STEM: Final = "[きぎしじちにびみりえけげせてねべめれ]"
_MIXED: Final = re.compile(
    rf"[一-鿿々](?:[ぁ-ゖ]{{0,2}}(?:{_STEM}|い)|[ぁ-ゖ]?{_STEM}[一-鿿々]{{1,2}}(?:[ぁ-ゖ]?{_STEM}|い)?)"
    rf"|[ぁ-ゖ]{{1,6}}[一-鿿々]{{1,2}}(?:{_STEM}|い)?"
)
"""A noun of kanji and kana: 学び, 暮らし, 働き方, 学び直し, けん玉, もくもく会."""
_KANA: Final = re.compile(rf"[ぁ-ゖ]{{2,7}}(?:{_STEM}|[あいんごもち])")
_FUNCTION: Final = re.compile(
    r"(?:たい|ない|しい|いて|って|んで|して)$|^(?:こと|もの|ため|ところ|など|みんな|いろいろ|さまざま)$"
    r"|^(?:もっと|について|として|という)"
)
"""What is inflected (得たい, 楽しい), or only holds a sentence together."""


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
    """The words of a purpose that carry its meaning: 転職の情報 -> 転職, 情報; 子育ての悩み -> 子育て, 悩み.

    A stretch between particles gives its words of one kind of letters; where it has none it may be one noun with kana in it.
    """
    pieces = (
        piece
        for letters in _LETTERS.findall(unicodedata.normalize("NFKC", sentence))
        for piece in _PARTICLE.split(letters)
        if piece
    )
    return tuple(dict.fromkeys(word for piece in pieces for word in _RUN.findall(piece) or _noun(piece)))


def _noun(piece: str) -> tuple[str, ...]:
    """The piece, if it looks like a noun."""
    looks = _MIXED.fullmatch(piece) or _KANA.fullmatch(piece)
    return (piece,) if looks and not _FUNCTION.search(piece) else ()
