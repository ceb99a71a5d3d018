"""How a notice says it, weighed: pieces of up to three letters that stand more often in risky notices than in ordinary ones, or less.

New notices say the known things in new words, which patterns do not know; the small words around them (だけ, 人生, 特別, あなた)
stay the same. ``aggregator/data/solicitation_wording.tsv`` has the weight of each piece, in the points of ``weighing``, and how many
notices of each kind held it; ``tools/wording.py`` writes it. A rare piece tells more than one that every notice has. The weights only
add up: what speaks for a note can be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from math import fsum, log, sqrt
from typing import Final, NamedTuple

from aggregator.cautions.rules import WORD_LIMIT, WORDS_SHOWN
from aggregator.data import read

PASSAGE: Final = 250
"""Characters that are weighed together: a long listing's plan and way there do not hide one paragraph."""
AGAINST, FOR = -4.0, 3.0
"""Points that the wording takes off or adds at most: three clear signs stand whatever the tone is, and tone alone is never ``risky``."""
ENOUGH: Final = 200
"""Different pieces of a text of some 70 letters: half as many say a quarter, for a note and against it."""
START: Final = "(start)"
"""In place of a piece: the points of a notice that has none of them."""

_NUMBER: Final = re.compile(r"\d[\d,.]*")
_RUN: Final = re.compile(r"[\w○◯%¥]{2,}")
_WORD: Final = re.compile(r"[ァ-ヶー]+|[一-鿿々]+|[ぁ-ん]+|[a-z]+")
"""Letters of one script: where it changes, a word ends or its ending begins."""
_SENTENCE: Final = re.compile(r"[^。\n!?]+[。\n!?]*")
_CLAUSE: Final = re.compile(r"[^。、\n!?\s]{4,}")


class Tone(NamedTuple):
    """The points of the wording, less than nothing where it is an ordinary notice's, and the clauses that weigh most."""

    points: float = 0.0
    words: tuple[str, ...] = ()


def tone(title: str, text: str) -> Tone:
    """The tone of the most telling passage.

    Args:
        title: NFKC text; it is read with each passage.
        text: NFKC text.
    """
    told = [f"{title}\n{passage}" for passage in _passages(text)] or [title]
    points, passage = max((_points(one), one) for one in told)
    words = _telling(passage) if points > 0 else ()
    return Tone(min(FOR if words else 0, max(AGAINST, points)), words)


def pieces(text: str) -> set[str]:
    """The letters that stand together, up to three, and in brackets all that are of one script.

    Each number is a 0; signs and spaces part pieces.
    """
    lower = _NUMBER.sub("0", text.lower())
    found = {f"[{word}]" for word in _WORD.findall(lower)}
    for run in _RUN.findall(lower):
        found.update(run)
        pairs = [one + other for one, other in pairwise(run)]
        found.update(pairs, [pair + third for pair, third in zip(pairs, run[2:], strict=False)])
    return found


@cache  # thousands of pieces stand in as few notices
def rarity(holding: int, notices: int) -> float:
    """How much a piece tells that so many of the notices hold: 1 where all do."""
    return log(notices / holding) + 1


def _points(text: str) -> float:
    table = _table()
    held = pieces(text)
    known = [table[one] for one in held & table.keys()]
    length = sqrt(fsum([one.rarity**2 for one in known])) or 1
    points = table[START].points + fsum([one.points for one in known]) / length
    return points * min(1, len(held) / ENOUGH) ** 2


def _passages(text: str) -> Iterator[str]:
    """Whole sentences, as many as make a passage; a short rest belongs to the one before."""
    sentences = _SENTENCE.findall(text)
    left = sum(map(len, sentences))
    passage = ""
    for sentence in sentences:
        if len(passage) + len(sentence) > PASSAGE and min(len(passage), left) > PASSAGE // 2:
            yield passage
            passage = ""
        passage += sentence
        left -= len(sentence)
    if passage:
        yield passage


def _telling(passage: str) -> tuple[str, ...]:
    """The clauses that weigh most, in their order, and at least half as much as the first of them."""
    table = _table()
    weighed = {
        clause: sum(table[one].points for one in sorted(pieces(clause) & table.keys())) / sqrt(len(clause))
        for clause in _CLAUSE.findall(passage)
    }
    best = sorted(weighed, key=weighed.__getitem__, reverse=True)[:WORDS_SHOWN]
    least = max((weighed[clause] / 2 for clause in best), default=0)
    return tuple(
        clause[:WORD_LIMIT] for clause in weighed if clause in best and weighed[clause] > 0 and weighed[clause] >= least
    )


class _Weight(NamedTuple):
    points: float
    rarity: float


@cache
def _table() -> Mapping[str, _Weight]:
    """The weights by piece; ``START`` holds all notices."""
    lines = [line for line in read("solicitation_wording.tsv").decode().splitlines() if line[0] != "#"]
    notices = sum(map(int, lines[0].split("\t")[2:]))
    found: dict[str, _Weight] = {}
    for line in lines:
        piece, points, risky, ordinary = line.split("\t")
        found[piece] = _Weight(float(points), rarity(int(risky) + int(ordinary), notices))
    return found
