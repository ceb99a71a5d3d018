"""The words that are looked for first are needed indeed: no pattern matches where none of its words stands."""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
from collections.abc import Iterable
from pathlib import Path
from re import _constants, _parser
from typing import Any

import pytest

from aggregator import normalise
from aggregator.normalise import capacity, heads, status
from aggregator.normalise.dates import closings, days, relative, rules, told
from aggregator.normalise.dates.vocabulary import DAYS, WEEKS
from aggregator.normalise.fees import amounts, free, reading, stretches
from aggregator.normalise.needed import Ending, Needed
from aggregator.normalise.places import attendance, cleaned, ends, english, forms, nouns, signs, venue

MOST = 12_000
"""Wordings of one stretch of a pattern that are written out."""


def wordings(item: tuple[Any, Any]) -> set[str] | None:
    """All that an element of a pattern can match, in lower case; ``None`` where that is too much."""
    name, given = str(item[0]), item[1]
    if name == "LITERAL":
        return {chr(given).lower()}
    if name == "IN":
        return (
            {chr(one).lower() for kind, one in given if str(kind) == "LITERAL"}
            if all(str(kind) == "LITERAL" for kind, _ in given)
            else None
        )
    if name == "AT":
        return {"\n"} if given is _constants.AT_END else {""}
    if name in ("ASSERT", "ASSERT_NOT"):
        return {""}
    if name == "SUBPATTERN":
        return joined(given[-1])
    if name == "BRANCH":
        found = [joined(branch) for branch in given[1]]
        return None if None in found else set().union(*found)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = given
        once = joined(inner)
        if once is None or most > 2:
            return None
        return {"".join(parts) for times in range(least, most + 1) for parts in itertools.product(once, repeat=times)}
    return None


def joined(items: Iterable[tuple[Any, Any]]) -> set[str] | None:
    whole = {""}
    for item in items:
        found = wordings(item)
        if found is None or len(whole) * len(found) > MOST:
            return None
        whole = {left + right for left in whole for right in found}
    return whole


def lacks(items: list[tuple[Any, Any]], words: Iterable[str]) -> bool:
    """Whether a match of ``items`` can be without all of ``words``."""
    for item in items:
        name, given = str(item[0]), item[1]
        if name == "SUBPATTERN" and not lacks(list(given[-1]), words):
            return False
        if name == "ASSERT" and given[0] > 0 and not lacks(list(given[1]), words):
            return False
        if name == "BRANCH" and not any(lacks(list(branch), words) for branch in given[1]):
            return False
        if name in ("MAX_REPEAT", "MIN_REPEAT") and given[0] and not lacks(list(given[2]), words):
            return False
    for begin in range(len(items)):
        whole = {""}
        for item in items[begin:]:
            found = wordings(item)
            if found is None or len(whole) * len(found) > MOST:
                break
            whole = {left + right for left in whole for right in found}
            if all(any(word in one for word in words) for one in whole):
                return False
    return True


ROOT = Path(__file__).parents[1]
PATTERNS = [
    *((f"closing {name}", closings._NEEDED, name, form) for name, form in closings._FORMS.items()),
    *(
        (f"told {part}", told._NEEDED, "thing", re.compile(pattern))
        for part, pattern in enumerate((*told._THINGS, told._DEEDS))
    ),
    *((f"title {state}", status._NEEDED_IN_TITLE, state, pattern) for state, pattern in status._TITLE),
    *((f"text {state}", status._NEEDED, state, pattern) for state, pattern in status._TEXT),
    *(
        ("digital", attendance._NEEDED, "digital", pattern)
        for pattern in (attendance.HYBRID, attendance.ONLINE_ONLY, attendance.ONLINE)
    ),
    *(
        (key, attendance._NEEDED, needed, re.compile(pattern))
        for key, pattern in attendance._GIVEN_UP.items()
        for needed in dict.fromkeys((key, attendance._TOGETHER.get(key, key)))
    ),
    *((f"place {name}", forms.LIKELY, name, form) for name, form in forms.FORMS.items()),
    ("place room", forms.LIKELY, "room", forms.ROOM_ALONE),
    ("place town", forms.LIKELY, "town", forms.TOWN),
    ("place english", forms.LIKELY, "english", english._AT),
    ("every", relative._NEEDED, "english", rules.EN_EVERY),
    ("month", days._NEEDED, "month", re.compile("|".join(days._MONTHS))),
    ("day in english", relative._NEEDED, "english", re.compile("|".join(filter(str.isascii, (*DAYS, *WEEKS))))),
    ("tail", stretches._NEEDED, "tail", stretches._TAIL),
    ("recorded", attendance._NEEDED, "recorded", attendance.RECORDED),
    ("onsite", attendance._NEEDED, "onsite", attendance.ONSITE_ONLY),
    ("amount", reading._NEEDED, "amount", amounts.AMOUNT),
    ("free", reading._NEEDED, "free", free._SAID),
    ("donation", reading._NEEDED, "donation", reading._DONATION),
    ("donation said", reading._NEEDED, "donation", reading._DONATION_SAID),
    ("tickets", reading._NEEDED, "tickets", reading._ADVANCE),
    *(
        (f"people {name}", capacity._NEEDED, name, pattern)
        for name, pattern in {
            "count": heads.COUNT,
            "bare": heads.BARE,
            "accepted": capacity._ACCEPTED,
            "waiting": capacity._WAITING,
            "left": capacity._LEFT,
        }.items()
    ),
]


@pytest.mark.parametrize(("needed", "key", "pattern"), [row[1:] for row in PATTERNS], ids=[row[0] for row in PATTERNS])
def test_no_match_without_a_needed_word(needed: Needed[Any], key: object, pattern: re.Pattern[str]) -> None:
    words = [word for word, keys in needed.keys.items() if key in keys]
    assert not lacks(list(_parser.parse(pattern.pattern, pattern.flags)), words)


@pytest.mark.parametrize("pattern", [venue.INSTEAD, venue.MOVED])
def test_no_other_place_without_a_sign_of_change(pattern: re.Pattern[str]) -> None:
    assert not lacks(list(_parser.parse(pattern.pattern, pattern.flags)), venue.CHANGES)


def beginnings(items: Iterable[tuple[Any, Any]]) -> tuple[set[object], bool]:
    """The characters (and classes) with which a match of ``items`` can begin, and whether it can be empty."""
    found: set[object] = set()
    ahead: set[object] = set()
    for item in items:
        name, given = str(item[0]), item[1]
        if name == "ASSERT" and given[0] > 0 and not ahead:
            inner, empty = beginnings(given[1])
            ahead = set() if empty else inner
        if name in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        empty = False
        if name == "LITERAL":
            found.add(chr(given).lower())
        elif name == "IN":
            found |= {one for kind, what in given for one in _of_class(str(kind), what)}
        elif name == "SUBPATTERN":
            inner, empty = beginnings(given[-1])
            found |= inner
        elif name == "BRANCH":
            branches = [beginnings(branch) for branch in given[1]]
            found |= set().union(*(inner for inner, _ in branches))
            empty = any(one for _, one in branches)
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            inner, empty = beginnings(given[2])
            found |= inner
            empty = empty or given[0] == 0
        else:
            found.add(name)
        if not empty:
            return found, False
    return found | ahead, not ahead


def _of_class(kind: str, what: Any) -> set[object]:
    if kind == "LITERAL":
        return {chr(what).lower()}
    return {chr(code).lower() for code in range(what[0], what[1] + 1)} if kind == "RANGE" else {str(what)}


def parts(items: Iterable[tuple[Any, Any]]) -> Iterable[list[tuple[Any, Any]]]:
    """The items themselves and those of every group within."""
    whole = list(items)
    yield whole
    for name, given in whole:
        if str(name) == "SUBPATTERN":
            yield from parts(given[-1])
        elif str(name) == "BRANCH":
            for branch in given[1]:
                yield from parts(branch)


def leads() -> Iterable[tuple[str, Any, list[tuple[Any, Any]]]]:
    """Every look at the first character that ``led`` made, with what is tried behind it."""
    seen = set()
    for module in pkgutil.walk_packages(normalise.__path__, f"{normalise.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if not isinstance(value, re.Pattern) or value in seen or "(?=[" not in value.pattern:
                continue
            seen.add(value)
            for number, items in enumerate(parts(_parser.parse(value.pattern, value.flags))):
                for at, (kind, given) in enumerate(items[:-1]):
                    looks = str(kind) == "ASSERT" and given[0] == 1 and [str(one) for one, _ in given[1]] == ["IN"]
                    if looks and (at == 0 or str(items[at - 1][0]) == "MIN_REPEAT"):
                        yield f"{module.name}.{name} {number}", given[1], items[at + 1 :]


def endings(items: list[tuple[Any, Any]]) -> tuple[set[object], bool]:
    """The characters (and classes) with which a match of ``items`` can end, and whether it can be empty."""
    found: set[object] = set()
    for name, given in reversed(items):
        empty = False
        match str(name):
            case "ASSERT" | "ASSERT_NOT" | "AT":
                continue
            case "LITERAL":
                found.add(chr(given))
            case "IN":
                found |= {one for kind, what in given for one in _of_class(str(kind), what)}
            case "SUBPATTERN" | "MAX_REPEAT" | "MIN_REPEAT":
                inner, empty = endings(list(given[-1]))
                found |= inner
                empty = empty or (str(name) != "SUBPATTERN" and given[0] == 0)
            case "BRANCH":
                branches = [endings(list(branch)) for branch in given[1]]
                found |= set().union(*(inner for inner, _ in branches))
                empty = any(one for _, one in branches)
            case _:
                found.add(str(name))
        if not empty:
            return found, False
    return found, True


@pytest.mark.parametrize(
    ("form", "last", "unbounded"),
    [
        *(pytest.param(one.form, one.last, one.within, id=name) for name, one in ends._ENDS),
        *(pytest.param(form, frozenset(last), "", id=name) for name, last, form in signs._LED_BY),
        pytest.param(nouns._OF_OTHERS, nouns._OF_OTHERS_LAST, "", id="of others"),
    ],
)
def test_a_pattern_is_tried_wherever_it_can_end(form: re.Pattern[str], last: frozenset[str], unbounded: str) -> None:
    """Only the stretches behind a word that is looked for apart (株式会社) may end with anything."""
    found, empty = endings(list(_parser.parse(form.pattern, form.flags)))
    digits = {"CATEGORY_DIGIT"} if set("0123456789") <= last else set()
    space = {"CATEGORY_SPACE"} if set(" \t\u3000") <= last else set()
    open_ended = {"CATEGORY_NOT_SPACE", "CATEGORY_WORD"} if unbounded else set()
    assert not empty
    assert found - digits - space - open_ended <= {*last, *(one.lower() for one in last)}


@pytest.mark.parametrize("one", [pytest.param(one, id=name) for name, one in ends._ENDS if not one.within])
def test_an_end_is_no_longer_than_its_reach(one: Ending) -> None:
    assert _parser.parse(one.form.pattern).getwidth()[1] <= one.reach


def test_words_may_end_with_anything_behind_what_is_within() -> None:
    form = Ending("(?:館|社\\w*)$", "館", reach=4, within="社")
    found = [form.search(words) for words in ("図書館", "図書館で", "出版社みどりのいえ", "")]
    assert [one and one[0] for one in found] == ["館", None, "社みどりのいえ", None]
    assert form.search("図書館で", 3) is not None


@pytest.mark.parametrize("pattern", [free._SOME, free._GROUP])
def test_who_goes_for_nothing_is_told_with_a_word_for_it(pattern: re.Pattern[str]) -> None:
    words = [word.partition("(")[0] for word in free._TELLING.pattern.split("|")]
    assert not lacks(list(_parser.parse(pattern.pattern)), words)


def test_a_floor_has_a_word_for_it() -> None:
    assert not lacks(list(_parser.parse(cleaned.FLOOR.pattern)), ["階", "f", "かい"])


def test_a_venue_is_said_with_a_word_for_it() -> None:
    assert not lacks(list(_parser.parse(signs._SAID.pattern)), nouns.SAID.pattern.split("|"))


@pytest.mark.parametrize(("inner", "rest"), [pytest.param(*one[1:], id=one[0]) for one in leads()])
def test_a_pattern_is_tried_wherever_it_can_begin(inner: Any, rest: list[tuple[Any, Any]]) -> None:
    allowed, _ = beginnings(inner)
    needed, empty = beginnings(rest)
    digits = {str(digit) for digit in range(10)} if "CATEGORY_DIGIT" in allowed else set()
    assert not empty
    assert needed - digits <= allowed


def test_every_quantifier_of_a_formatted_pattern_is_one() -> None:
    """``rf"x{1,2}"`` is no quantifier but the text of a tuple: what it should find is never found."""
    modules = [*(ROOT / "aggregator").rglob("*.py"), *(ROOT / "sources").rglob("*.py")]
    tuples = [
        f"{module}:{node.lineno}"
        for module in modules
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Tuple)
    ]
    assert modules
    assert tuples == []


def test_words_that_lie_or_begin_within_others_are_found() -> None:
    needed = Needed({1: ("あいう",), 2: ("い",), 3: ("うえ",), 4: ("か$",)})
    assert needed("あいうえ") >= {1, 2, 3}
    assert needed("い") == {2}
    assert needed("か ") == {4}
    assert needed("かき") == set()
