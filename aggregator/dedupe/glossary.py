"""English and Japanese words of titles that mean one thing: sketch/スケッチ sound alike, walk/散歩 do not.

The words are in ``aggregator/data/glossary.yaml``, whose head states the rules.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import NamedTuple

from aggregator.data import read
from aggregator.dedupe import sounds, words
from aggregator.dedupe.spelling import spelt
from aggregator.dedupe.starts import any_of

_KATAKANA = re.compile("[ァ-ヶー]+")
_LATIN = re.compile(r"[a-z][a-z-]*")


class _Table(NamedTuple):
    """The glossary by word, each with the number of its line."""

    english: dict[str, int]
    japanese: dict[str, int]
    telling: frozenset[int]
    """Lines of what people do or speak of."""
    kana: re.Pattern[str]
    """Any Japanese word of it."""
    same: dict[str, int]
    """Words of one activity, by the number of their line, below zero."""
    any_same: re.Pattern[str]


@cache
def _table() -> _Table:
    told = json.loads(read("glossary.json"))
    lines: list[tuple[str, str]] = [*told["things"].items(), *told["manner"].items()]
    english = {word: number for number, (words, _) in enumerate(lines) for word in words.split()}
    japanese = {word: number for number, (_, words) in enumerate(lines) for word in words.split()}
    same = {spelt(word): -1 - number for number, words in enumerate(told["same"]) for word in words.split()}
    return _Table(english, japanese, frozenset(range(len(told["things"]))), any_of(japanese), same, any_of(same))


@lru_cache(maxsize=16_384)
def meanings(folded: str) -> tuple[frozenset[int], frozenset[int]]:
    """What the English and what the Japanese words of a folded title mean, as lines of the table."""
    table = _table()
    english = frozenset(table.english[word] for word in _LATIN.findall(folded) if word in table.english)
    return english, frozenset(table.japanese[word] for word in table.kana.findall(folded))


def general(word: str) -> bool:
    """Whether a word is one of the table's, and so no name."""
    table = _table()
    return word in table.english or word in table.japanese


def lines(folded: str) -> dict[int, frozenset[str]]:
    """The lines of the table that a folded title has words of, with these words."""
    table = _table()
    found: dict[int, set[str]] = {}
    for word in _LATIN.findall(folded):
        if word in table.english:
            found.setdefault(table.english[word], set()).add(word)
    for word in table.kana.findall(folded):
        found.setdefault(table.japanese[word], set()).add(word)
    for word in table.any_same.findall(folded):
        found.setdefault(table.same[word], set()).add(word)
    return {line: frozenset(words) for line, words in found.items()}


class Kin(NamedTuple):
    """The words of two titles that mean the same, and how many pairs of them say what people do."""

    one: frozenset[str]
    other: frozenset[str]
    telling: int


NO_KIN = Kin(frozenset(), frozenset(), 0)


def kin(ours: dict[int, frozenset[str]], theirs: dict[int, frozenset[str]]) -> Kin:
    """Where one title, of which these are the ``lines``, has a loanword and the other a native word: マルシェ, 朝市.

    Two native words of a line, or two loanwords, may be sisters: そば, うどん; those of one activity (探鳥, 野鳥観察) are not.
    """
    common = [line for line in ours.keys() & theirs.keys() if _are_kin(line, ours[line], theirs[line])]
    if not common:
        return NO_KIN
    words = [frozenset(word for line in common for word in told[line]) for told in (ours, theirs)]
    telling = sum(line in _table().telling for line in common)
    return Kin(words[0], words[1], max(telling, sum(line < 0 for line in common)))


def but_for(kin_words: frozenset[str], filling: str, wide: str) -> str:
    """A filling of a title, ``wide`` as it stands there, without the words for which the other title has another of one meaning."""
    if any(filling in word for word in kin_words):
        return ""
    said = [word for word in kin_words if word in wide]
    for word in said:
        wide = wide.replace(word, " ")
    return words.bare(wide) if said else filling


def _are_kin(line: int, ours: frozenset[str], theirs: frozenset[str]) -> bool:
    if ours & theirs:
        return False
    if line < 0:
        return True
    kana, others = ({_KATAKANA.fullmatch(word) is not None for word in told} for told in (ours, theirs))
    return kana != others and len(kana | others) > 1


def translated(one: str, other: str, *, of_all: bool = False) -> int:
    """How many meanings one folded title gives in English and the other in Japanese; those of what is done, or ``of_all`` words."""
    (english, japanese), (others_english, others_japanese) = meanings(one), meanings(other)
    crossed = (english & others_japanese) | (japanese & others_english)
    if of_all:
        return len(crossed)
    return len((crossed & _table().telling) - (english & others_english) - (japanese & others_japanese))


def explained(latin: str, other: str) -> tuple[int, int]:
    """How many words of a Latin folded title are known, and how many of them the ``other`` says in Japanese or by their sound."""
    english, _, telling, *_ = _table()
    japanese = meanings(other)[1]
    bones = sounds.skeletons(other)
    known = told = 0
    for word in _LATIN.findall(latin):
        heard = len(word) > 2 and any(sounds.same(sounds.skeleton(word), bare) for bare in bones)
        line = english.get(word)
        meant = line in telling
        known += heard or meant
        told += heard or line in japanese or (len(word) > 2 and word in other)
    return known, told
