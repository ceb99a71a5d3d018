"""One step of the path to an element: its tag and those of its classes that do not change from row to row. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import Final

from lxml.html import HtmlElement

_CHANGING: Final = re.compile(
    r"""\d|^(?:(?:.*[-_])?(?:odd|even|first|last|active|selected|current|hover|alt|today|past|future|holiday|weekday|weekend
    |(?:is|has)[-_]\w+|(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?|doyou?|nichi(?:you?)?|syuku|shuku|new|pickup|closed|sold-?out|full|end(?:ed)?|finish(?:ed)?|cancel(?:l?ed)?))$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Classes that change from row to row."""
_UNCLOSED: Final = frozenset(["p", "font", "center", "b", "strong", "big", "small", "i", "em", "u"])
"""Elements that say nothing within one of their kind; of others a fourth: hands that close none nest each row in the one before."""
_AROUND: Final = 4
"""So far up an element of the same step is looked for."""


def step(element: HtmlElement, without: frozenset[str] = frozenset()) -> str:
    """One step of a signature, ``without`` some classes; table cells by their column."""
    name = str(element.tag)
    said = (element.get("class") or "").split() if name != "tr" else []
    classes = sorted(
        one for one in said if one not in without and not _CHANGING.search(one) and not _modifies(one, said)
    )
    column = f":{sum(1 for _ in element.itersiblings(preceding=True))}" if name in {"td", "th"} else ""
    return ".".join([name, *classes]) + column


def _modifies(name: str, others: Sequence[str]) -> bool:
    """Whether a class is another class with something behind it, as ``day-wd`` beside ``day``: it changes from row to row."""
    return any(name != other and name.startswith(other) and name[len(other)] in "-_" for other in others)


def unclosed(element: HtmlElement, own: str) -> HtmlElement | None:
    """The element of the same step that this one stands within for want of a closing tag."""
    if element.tag not in _UNCLOSED:
        return None
    around = takewhile(lambda one: one.tag in _UNCLOSED, element.iterancestors())
    return next((one for one in islice(around, _AROUND) if step(one) == own), None)
