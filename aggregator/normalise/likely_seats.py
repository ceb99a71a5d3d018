"""Which number of people is the seats where no rule knows: each is weighed by the words around it. Pure.

The weights are learnt from many hands (``aggregator/data/seat_roles.tsv``), as those of amounts are (``fees/roles.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from aggregator.normalise.heads import Head
from aggregator.normalise.pieces import BASE, Around, around, of_place, of_rank, pieces, table
from aggregator.normalise.sections import Role, Section

TABLE: Final = "seat_roles.tsv"
_ENOUGH: Final = 1.0
"""The logarithm of the odds from which a number is taken for the seats."""
_SURE: Final = 2.0
"""The same from which it is no guess."""
_SEATS: Final = re.compile("定員|募集|先着|席")
_SIZES: Final = (2, 3, 5, 8, 12, 20, 30, 50, 100, 300, 1000)
_PROSE: Final = 2
"""Line breaks up to which a text is told in sentences."""
_MOST: Final = 30
"""Numbers that are weighed; what has more is a table."""
_STOPS: Final = frozenset("。、() \t\n")


class Likeliest(NamedTuple):
    """The number that is likeliest the seats, and whether it is no guess."""

    head: Head
    sure: bool


def likeliest(folded: str, found: Sequence[Head], sections: Sequence[Section]) -> Likeliest | None:
    """The likeliest of the numbers, in order of place; ``None`` where none is likely."""
    if not 0 < len(found) <= _MOST:
        return None
    known = table(TABLE)
    best, most = found[0], -_SURE
    for one, words, named in _signs(folded, found, sections):
        points = _of_words(words.before, words.clause, words.behind)
        points += sum([known[sign][0] for sign in named if sign in known])
        if points > most:
            best, most = one, points
    return Likeliest(best, most >= _SURE) if most >= _ENOUGH else None


@lru_cache(maxsize=2048)  # listings of a site word alike
def _of_words(before: str, clause: str, behind: str) -> float:
    """What the words around a number weigh."""
    known = table(TABLE)
    return sum([known[sign][0] for sign in pieces(before, clause, behind) if sign in known])


def signs(folded: str, found: Sequence[Head], sections: Sequence[Section]) -> Iterator[set[str]]:
    """The signs of each number."""
    for _, words, named in _signs(folded, found, sections):
        yield {*named, *pieces(words.before, words.clause, words.behind)}


def _signs(folded: str, found: Sequence[Head], sections: Sequence[Section]) -> Iterator[tuple[Head, Around, list[str]]]:
    """Each number with the words around it and its other signs."""
    values = sorted({one.people for one in found})
    common = [BASE, f" numbers {min(len(found), 6)}"]
    if folded.count("\n") <= _PROSE:
        common.append(" prose")
    if _SEATS.search(folded):
        common.append(" seats told")
    if any(one.role is Role.CAPACITY for one in sections):
        common.append(" part told")
    for one in found:
        words = around(folded, one.start, one.end)
        yield one, words, [*common, *_of_number(one, values), *_of_place(folded, one, words, sections)]


def _of_number(one: Head, values: Sequence[int]) -> Iterator[str]:
    yield from of_rank(one.people, values, _SIZES)
    if one.people % 5 == 0:
        yield " fives"
    if one.people % 10 == 0:
        yield " tens"


def _of_place(folded: str, one: Head, words: Around, sections: Sequence[Section]) -> Iterator[str]:
    yield from of_place(folded, one.start, sections)
    if _SEATS.search(folded, words.begin, words.end):
        yield " seats told near"
    if one.end >= len(folded) or folded[one.end] in _STOPS:
        yield " stops"
