"""A pattern that is told by which letters its matches begin is told all of them."""

from __future__ import annotations

import re
from re import _constants as kinds  # type: ignore[attr-defined]  # the only place that knows how a pattern begins
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from aggregator.dedupe import facets, words

_TOLD = re.compile(r"\(\?=\[(.*?)\]\)\(\?:(.*)\)", re.DOTALL)
PATTERNS = {
    "date": words._DATE,
    "promotion": words._PROMOTION,
    "edition": words._EDITION,
    "common": words._COMMON,
    "head": words._HEAD,
    **{sign.facet: sign.pattern for sign in facets._WORDED},
}


def beginnings(parsed: Any) -> tuple[set[str], bool]:
    """The letters and classes with which a match may begin, and whether it may be empty."""
    found: set[str] = set()
    for kind, value in parsed:
        empty = False
        if kind is kinds.LITERAL:
            found.add(chr(value))
        elif kind is kinds.IN:
            found |= {_member(member) for member in value}
        elif kind in {kinds.BRANCH, kinds.SUBPATTERN, kinds.MAX_REPEAT}:
            parts = value[1] if kind is kinds.BRANCH else [value[-1]]
            told = [beginnings(part) for part in parts]
            found |= {letter for letters, _ in told for letter in letters}
            empty = any(none for _, none in told) or (kind is kinds.MAX_REPEAT and value[0] == 0)
        else:
            assert kind in {kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT}, kind
            empty = True
        if not empty:
            return found, False
    return found, True


def _member(member: tuple[Any, Any]) -> str:
    kind, value = member
    return chr(value) if kind is kinds.LITERAL else f"{kind} {value}"


@pytest.mark.parametrize("name", PATTERNS)
def test_every_beginning_is_told(name: str) -> None:
    told = _TOLD.fullmatch(PATTERNS[name].pattern)
    assert told is not None
    found, empty = beginnings(parser.parse(told[2]))
    assert not empty
    assert {_member(member) for member in parser.parse(f"[{told[1]}_]")[0][1]} - {"_"} == found
