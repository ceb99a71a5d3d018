"""What each amount of an announcement is for, weighed by the words around it: what one pays, what all pay on top, or another thing. Pure.

Rules know the words that they were taught; here small pieces of the words, the place of an amount and what other amounts there are speak for it or
against it, with weights learnt from many hands (``aggregator/data/fee_roles.tsv``). A saying that one goes for nothing is weighed like an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from math import log2
from typing import Final, NamedTuple

from aggregator.normalise.fees.amounts import amounts
from aggregator.normalise.fees.free import OF_ELSE, Span
from aggregator.normalise.fees.sentences import OTHER
from aggregator.normalise.needed import led
from aggregator.normalise.pieces import BASE, Around, around, of_place, of_rank, pieces, table
from aggregator.normalise.sections import Section

TABLE: Final = "fee_roles.tsv"
_NOTHING: Final = re.compile(
    led(
        "無タた0ゼフ入参来見観聴い頂か要取もお費料代負fFnN持",
        r"無料|無償|タダ|ただ(?=です|[。、)]|で(?!す?か)|$)|(?<![\d,.])0円|ゼロ円"
        r"|フリー(?![マラスダペズトタドW])|(?:入場|参加|来場|見学|観覧|聴講)(?:は|も)?自由"
        r"|(?:いただき|頂き|頂戴し|かかり|いり|要り|取り|もらい)ません"
        r"|(?:お金|費|料|代|負担)[^。\n]{0,8}?"
        r"(?:(?:あり|ござい)ません|いらない|かからない|不要|なし|無し|ナシ|結構です|ない(?=[。の]))"
        r"|(?<![A-Za-z])(?:[Ff]ree|FREE)(?![A-Za-z])|[Nn]o (?:charge|fee|cover)|(?:持ち|もち)(?:です|ます|。)",
    )
)
"""A saying that somebody pays nothing, for whatever it may be."""
_MONEY: Final = re.compile(r"[円¥\\]")
_MONEY_SPELT: Final = ("えん", "yen", "Yen", "YEN", "JPY", "jpy")
_AMOUNT: Final = 40
"""Letters of an amount at most, with what it is a range from."""
_COIN: Final = re.compile("ワンコイン(?!ランチ)")
_PRICE: Final = re.compile("参加費|会費|料金|入場料|受講料|費用|チケット|前売")
_ON_TOP: Final = re.compile(r"別途|(?<!の)(?:ほか|他|別)に|プラス|\+|に加え|とは別")
_IN_ALL: Final = re.compile(r"(?:全部で|[合総都]?計|[合あ]わせて|トータル(?:で)?)[^\d、。]{0,3}$")
_CHANGE: Final = re.compile(
    r"\s*(?:の)?(?:割引|値引き?|引き?(?!換|き続)|OFF|off|オフ|安く|増し?(?!や)|アップ|プラス(?=$|[。、)\s])|加算)"
)
"""Behind an amount that changes another one."""
_SIZES: Final = (100, 300, 500, 1000, 2000, 4000, 8000, 20000, 60000)
_PROSE: Final = 2
"""Line breaks up to which a text is told in sentences."""
_SHORT: Final = 200
_LONGEST: Final = 3000
"""Letters of a text that are looked at where no part of it is labelled."""
_RATIO: Final = 3


class Role(StrEnum):
    """What an amount is for."""

    TIER = "tier"
    EXTRA = "extra"
    OTHER = "other"


class Candidate(NamedTuple):
    """An amount, or a saying that one goes for nothing (``free``), which is an amount of 0."""

    free: bool
    amount: int
    start: int
    end: int
    open: bool = False


class Weighed(NamedTuple):
    """A candidate with the logarithm of the odds that it is a tier, and that it is an extra where it is none."""

    candidate: Candidate
    tier: float
    extra: float


def candidates(folded: str, spans: Sequence[Span] = ()) -> list[Candidate]:
    """The amounts and the sayings of a text, in order; where any stand in ``spans``, only these."""
    spelt = any(word in folded for word in _MONEY_SPELT)
    inside = [one for start, end in spans for one in _between(folded, start, end, spelt=spelt)]
    return sorted(inside or _between(folded, 0, min(len(folded), _LONGEST), spelt=spelt), key=lambda one: one.start)


def _between(folded: str, start: int, end: int, *, spelt: bool) -> Iterator[Candidate]:
    for begin, stop in [(start, end)] if spelt else _near_money(folded, start, end):
        for amount in amounts(folded, begin, stop):
            if _CHANGE.match(folded, amount.end):
                continue
            if amount.low is not None and folded[folded.rfind("\n", 0, amount.start) + 1 : amount.start].strip():
                yield Candidate(False, amount.low, amount.start, amount.end)
            yield Candidate(False, amount.value, amount.start, amount.end, amount.open)
    for coin in _COIN.finditer(folded, start, end):
        yield Candidate(False, 500, *coin.span())
    for nothing in _NOTHING.finditer(folded, start, end):
        yield Candidate(True, 0, *nothing.span())


def _near_money(folded: str, start: int, end: int) -> Iterator[Span]:
    """The stretches in which amounts can stand: around the marks of money, as all other numbers take time."""
    first, last = start, start
    for mark in _MONEY.finditer(folded, start, end):
        if mark.start() - _AMOUNT > last > start:
            yield first, min(last, end)
        if mark.start() - _AMOUNT > last or last == start:
            first = max(start, last, mark.start() - _AMOUNT)
        last = mark.end() + _AMOUNT
    if last > start:
        yield first, min(last, end)


def weighed(folded: str, found: Sequence[Candidate], sections: Sequence[Section]) -> list[Weighed]:
    """The candidates with their weights."""
    known = table(TABLE)
    told = []
    for one, words, named in _signs(folded, found, sections):
        tier, extra = _of_words(words.before, words.clause, words.behind, one.free)
        weights = [known[sign] for sign in named if sign in known]
        told.append(
            Weighed(one, tier + sum([weight[0] for weight in weights]), extra + sum([weight[1] for weight in weights]))
        )
    return told


@lru_cache(maxsize=4096)  # listings of a site word alike
def _of_words(before: str, clause: str, behind: str, free: bool) -> tuple[float, float]:
    """What the words around a candidate weigh."""
    known = table(TABLE)
    told = pieces(before, clause, behind)
    weights = [known[sign] for sign in (["F" + one for one in told] if free else told) if sign in known]
    return sum([weight[0] for weight in weights]), sum([weight[1] for weight in weights])


def signs(folded: str, found: Sequence[Candidate], sections: Sequence[Section]) -> Iterator[set[str]]:
    """The signs of each candidate."""
    for one, words, named in _signs(folded, found, sections):
        told = pieces(words.before, words.clause, words.behind)
        yield {*named, *(["F" + piece for piece in told] if one.free else told)}


def _signs(
    folded: str, found: Sequence[Candidate], sections: Sequence[Section]
) -> Iterator[tuple[Candidate, Around, list[str]]]:
    """Each candidate with the words around it and its other signs; those of sayings have names of their own."""
    paid = [one for one in found if not one.free]
    values = sorted({one.amount for one in paid})
    sums = {one + other: (one, other) for one in values for other in values if one < other}
    parts = {part for total in sums.keys() & set(values) for part in sums[total]}
    common = [BASE, f" amounts {min(len(paid), 5)}", f" sayings {min(len(found) - len(paid), 3)}"]
    if folded.count("\n") <= _PROSE:
        common.append(" prose")
    if len(folded) < _SHORT:
        common.append(" short")
    if _PRICE.search(folded):
        common.append(" price word")
    nth = 0
    for one in found:
        words = around(folded, one.start, one.end)
        told = [*common, *_of_place(folded, one, words, sections)]
        if one.free:
            yield one, words, ["F" + sign for sign in told]
            continue
        told += _of_amount(one.amount, values, sums, parts)
        if nth == 0:
            told.append(" first")
        else:
            told += _of_last(folded, one, paid[nth - 1])
        if nth + 1 < len(paid) and not _stops(folded, one.end, paid[nth + 1].start):
            told.append(" more behind")
        nth += 1
        yield one, words, told


def _of_place(folded: str, one: Candidate, words: Around, sections: Sequence[Section]) -> Iterator[str]:
    yield from of_place(folded, one.start, sections)
    line = folded.rfind("\n", 0, one.start) + 1
    if folded.rfind("「", line, one.start) > folded.rfind("」", line, one.start):
        yield " in quote"
    if (OF_ELSE if one.free else OTHER).search(words.before):
        yield " of another thing"
    if _ON_TOP.search(words.clause):
        yield " on top"
    if _IN_ALL.search(words.before):
        yield " in all"
    if _PRICE.search(folded, words.begin, words.end):
        yield " price word near"


def _of_amount(amount: int, values: Sequence[int], sums: dict[int, tuple[int, int]], parts: set[int]) -> Iterator[str]:
    yield from of_rank(amount, values, _SIZES)
    if amount % 100 == 0:
        yield " hundreds"
    if amount % 50 == 0:
        yield " fifties"
    if amount in sums:
        yield " sum"
    if amount in parts:
        yield " part of sum"


def _of_last(folded: str, one: Candidate, last: Candidate) -> Iterator[str]:
    if not _stops(folded, last.end, one.start):
        yield " more before"
    if one.amount and last.amount:
        yield f" ratio {max(-_RATIO, min(_RATIO, round(log2(one.amount / last.amount))))}"


def _stops(folded: str, start: int, end: int) -> bool:
    """Whether a sentence or a line ends between two amounts."""
    return folded.find("\n", start, end) >= 0 or folded.find("。", start, end) >= 0
