"""English and Japanese words of titles that mean one thing: sketch/スケッチ sound alike, walk/散歩 do not.

The words are in ``aggregator/data/glossary.yaml``, whose head states the rules.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import NamedTuple

from aggregator.data import read
from aggregator.dedupe import sounds
from aggregator.dedupe.starts import any_of

_LATIN = re.compile(r"[a-z][a-z-]*")


class _Table(NamedTuple):
    """The glossary by word, each with the number of its line."""

    english: dict[str, int]
    japanese: dict[str, int]
    telling: frozenset[int]
    """Lines of what people do or speak of."""
    kana: re.Pattern[str]
    """Any Japanese word of it."""


@cache
def _table() -> _Table:
    told: dict[str, dict[str, str]] = json.loads(read("glossary.json"))
    lines = [*told["things"].items(), *told["manner"].items()]
    english = {word: number for number, (words, _) in enumerate(lines) for word in words.split()}
    japanese = {word: number for number, (_, words) in enumerate(lines) for word in words.split()}
    return _Table(english, japanese, frozenset(range(len(told["things"]))), any_of(japanese))


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


def translated(one: str, other: str) -> int:
    """How many meanings one folded title gives in English and the other in Japanese."""
    (english, japanese), (others_english, others_japanese) = meanings(one), meanings(other)
    crossed = (english & others_japanese) | (japanese & others_english)
    return len((crossed & _table().telling) - (english & others_english) - (japanese & others_japanese))


def explained(latin: str, other: str) -> tuple[int, int]:
    """How many words of a Latin folded title are known, and how many of them the ``other`` says in Japanese or by their sound."""
    english, _, telling, _ = _table()
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
