"""The small pieces of the words around a number, by which it is weighed what it counts. Pure.

A listing says of a number what it is in the words right before it, right behind it and in its clause. No list knows them all, so what each piece of them
weighs is learnt from many hands (``tests/bench/fit_roles.py``) and kept in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from aggregator.data import read
from aggregator.normalise.sections import Section

BASE: Final = "(base)"
"""The sign that all numbers bear."""

_NUMBER: Final = re.compile(r"\d[\d,.]*")
_BLANK: Final = str.maketrans("\t", " ")
_PAUSE: Final = re.compile("[、,;/()]")
_BEFORE: Final = 30
_BEHIND: Final = 20
_LONGEST: Final = 4
"""Letters of the longest piece that touches the number."""
_NEAR: Final = 14
"""Letters behind in which pieces need not touch it."""


class Around(NamedTuple):
    """The words around a number in its sentence or line, other numbers as 0: before it, in its clause, and behind it."""

    before: str
    clause: str
    behind: str
    begin: int
    end: int


def around(text: str, start: int, end: int) -> Around:
    """The words around what stands from ``start`` to ``end``."""
    begin = max(text.rfind("\n", 0, start), text.rfind("。", 0, start)) + 1
    line, stop = text.find("\n", end), text.find("。", end)
    last = min(line if line >= 0 else len(text), stop if stop >= 0 else len(text))
    before = _plain(text[max(begin, start - _BEFORE) : start])
    if begin >= start - _BEFORE:
        before = f"^{before}"
    behind = _plain(text[end : min(last, end + _BEHIND)])
    if last < end + _BEHIND:
        behind += "。" if last == stop else "$"
    clauses = _PAUSE.split(before)
    clause = clauses[-1] if clauses[-1].strip() or len(clauses) == 1 else clauses[-2]
    return Around(before, clause, behind, begin, last)


def _plain(words: str) -> str:
    """Words with each number as 0."""
    return _NUMBER.sub("0", words).translate(_BLANK)


def pieces(before: str, clause: str, behind: str) -> set[str]:
    """The pieces that touch the number (``<``, ``>``), those of its clause (``c``) and those right behind (``a``)."""
    found = set()
    for size in range(1, _LONGEST + 1):
        found.add("<" + before[-size:])
        found.add(">" + behind[:size])
    near = behind[:_NEAR]
    for size in (2, 3):
        found.update(["c" + clause[at : at + size] for at in range(len(clause) - size + 1)])
        found.update(["a" + near[at : at + size] for at in range(len(near) - size + 1)])
    return found


def of_place(folded: str, start: int, sections: Sequence[Section]) -> Iterator[str]:
    """Where a number stands: in a bracket, in which quarter of the text, under which label."""
    line = folded.rfind("\n", 0, start) + 1
    if folded.rfind("(", line, start) > folded.rfind(")", line, start):
        yield " in bracket"
    yield f" quarter {4 * start // (len(folded) or 1)}"
    yield f" part {next((part.role.value for part in sections if part.start <= start < part.end), 'none')}"


def of_rank(value: int, values: Sequence[int], sizes: Sequence[int]) -> Iterator[str]:
    """How great a number is among all ``values`` of the text, which are in order, and by the steps of ``sizes``."""
    if len(values) == 1:
        yield " only"
    if value == values[0]:
        yield " least"
    if value == values[-1]:
        yield " most"
    yield f" size {sum([value >= size for size in sizes])}"


@cache
def table(name: str) -> dict[str, tuple[float, ...]]:
    """What each sign of a shipped table weighs for each role."""
    found = {}
    for line in read(name).decode().splitlines():
        if not line.startswith("#"):
            sign, *weights = line.split("\t")
            found[sign] = tuple(map(float, weights))
    return found
