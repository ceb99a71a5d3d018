"""The way from an item to an element in it, as a CSS selector that a person can read. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from lxml.html import HtmlElement

IDENT: Final = re.compile(r"-?[A-Za-z_\u00a0-\uffff][\w\u00a0-\uffff-]*")
_TRIED: Final = 60
"""Items and ways that are compared at most."""


def within(
    items: Sequence[HtmlElement],
    elements: Sequence[HtmlElement],
    others: Mapping[HtmlElement, bool] = MappingProxyType({}),
) -> str | None:
    """The selector that leads from an item to most of ``elements``; ``+ tag …`` and ``~ tag …`` where they stand behind it.

    Classes may differ from item to item (a Saturday's cell), so ways of tags and numbers are tried as well.
    """
    owners = set(items)
    ways = {element: _ways(element, owners) for element in elements[:_TRIED]}
    counted = Counter(way for told in ways.values() for way in told)

    def merit(way: str) -> tuple[int, int, int]:
        right = sum(_reaches(way, element, owners, told) for element, told in ways.items())
        taken = sum((1 if event else -1) for other, event in others.items() if first(other, way) is not None)
        return right, taken, -way.count(" > ")

    return max((way for way, _ in counted.most_common(_TRIED)), key=merit, default=None)


def _ways(element: HtmlElement, owners: set[HtmlElement]) -> list[str]:
    """The ways to an element, and to those around it that hold the same words."""
    found: list[str] = []
    text = words(element)
    for outer in (element, *element.iterancestors()):
        if outer is not element and (words(outer) != text or outer.tag in {"body", "html"}):
            break
        found += [way for way in (way_to(outer, owners), way_to(outer, owners, named=False)) if way is not None]
        if outer in owners:
            break
    return list(dict.fromkeys(found))


def first(item: HtmlElement, way: str) -> HtmlElement | None:
    """The first element in ``item`` that ``way`` means."""
    path = way.split(" > ")
    return next((one for one in item.iterdescendants() if isinstance(one.tag, str) and matches(one, path)), None)


def _reaches(way: str, element: HtmlElement, owners: set[HtmlElement], ways: Sequence[str]) -> bool:
    """Whether the first element that a way means in its item is ``element``, or says the same around it."""
    owner = next((outer for outer in (element, *element.iterancestors()) if outer in owners), None)
    if owner is None or way == "." or way[0] in "+~":
        return way in ways
    found = first(owner, way)
    return found is not None and (
        found is element or (element in found.iterdescendants() and words(found) == words(element))
    )


def way_to(element: HtmlElement, owners: set[HtmlElement], *, named: bool = True) -> str | None:
    """The steps from an item to an element; without the classes of tags where they are not to be ``named``."""
    steps: list[str] = []
    at: HtmlElement | None = element
    while at is not None:
        if at in owners:
            return " > ".join(steps) if steps else "."
        if (mark := _behind(at, owners)) is not None:
            return f"{mark} {plain(at)}" + (f" {' > '.join(steps)}" if steps else "")
        steps.insert(0, _step(at, named=named))
        if named and at.get("class") and len(steps) > 1 and _named(at):
            inner = " > ".join(steps)
            owner = next((outer for outer in at.iterancestors() if outer in owners), None)
            if owner is not None:
                return inner
        at = at.getparent()
    return None


def _behind(element: HtmlElement, owners: set[HtmlElement]) -> str | None:
    """``+`` for the element right behind an item, ``~`` for one further on."""
    for before, mark in zip(element.itersiblings(preceding=True), "+~~~", strict=False):
        if before in owners:
            return mark
    return None


def _step(element: HtmlElement, *, named: bool) -> str:
    """Tag with its classes; a cell or an unnamed sibling of its kind by its number."""
    classes = [
        one for one in (element.get("class") or "").split() if IDENT.fullmatch(one) and not re.search(r"\d", one)
    ]
    name = str(element.tag)
    if classes and named:
        return name + "".join(f".{one}" for one in classes)
    number = 1 + sum(1 for _ in element.itersiblings(name, preceding=True))
    alone = number == 1 and next(element.itersiblings(name), None) is None
    return name if alone else f"{name}:nth-of-type({number})"


def _named(element: HtmlElement) -> bool:
    return any(IDENT.fullmatch(one) for one in (element.get("class") or "").split())


def plain(element: HtmlElement) -> str:
    """Tag and classes."""
    return ".".join([str(element.tag), *(one for one in (element.get("class") or "").split() if IDENT.fullmatch(one))])


def matches(element: HtmlElement, path: Sequence[str]) -> bool:
    """Whether an element and those around it are the steps of ``path``."""
    at: HtmlElement | None = element
    for step in reversed(path):
        if at is None or not _fits(at, step):
            return False
        at = at.getparent()
    return True


def _fits(element: HtmlElement, step: str) -> bool:
    step, _, nth = step.partition(":nth-child(")
    step, _, of_type = step.partition(":nth-of-type(")
    tag, _, named = step.partition("#")
    name, *classes = tag.split(".")
    if element.tag != name or (named and element.get("id") != named) or (nth and f"{column(element)})" != nth):
        return False
    if of_type and f"{1 + sum(1 for _ in element.itersiblings(name, preceding=True))})" != of_type:
        return False
    return set(classes) <= {*(element.get("class") or "").split()}


def column(cell: HtmlElement) -> int:
    """The number of an element among its siblings, from 1."""
    return 1 + sum(1 for _ in cell.itersiblings(preceding=True))


def words(element: HtmlElement) -> str:
    """The text in an element, in one line."""
    return " ".join(element.text_content().split())
