"""Microdata (HTML Living Standard §5) and RDFa Lite as nodes of the same shape as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from sources.kinds._ldjson import Node, is_event
from sources.kinds._selectors import words

_LINKING: Final = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    "object": "data",
}

_DEEPEST: Final = 8


class Dialect(NamedTuple):
    """The attributes that carry type and property, and what marks an item."""

    scope: str
    type: str
    property: str


MICRODATA: Final = Dialect("itemscope", "itemtype", "itemprop")
RDFA: Final = Dialect("typeof", "typeof", "property")


def item_nodes(soup: BeautifulSoup, base: str) -> Iterator[Node]:
    """Every event that is marked up as an item of its own; addresses are made absolute against ``base``."""
    for dialect in (MICRODATA, RDFA):
        for element in soup.select(f"[{dialect.scope}]"):
            node = _node(element, dialect, soup, base)
            if is_event(node) and not _within_event(element, dialect):
                yield node


def _within_event(element: Tag, dialect: Dialect) -> bool:
    """Whether it is a part (``superEvent``) of an event already read; sub-events stand for themselves."""
    return "superEvent" in str(element.get(dialect.property) or "").split()


def _node(element: Tag, dialect: Dialect, soup: BeautifulSoup, base: str, depth: int = 0) -> Node:
    node: Node = {"@type": str(element.get(dialect.type) or "").split()}
    roots, labels = [element], []
    for name in str(element.get("itemref") or "").split():
        referred = soup.find(id=name)
        if isinstance(referred, Tag):
            roots.append(referred)
    for root in roots:
        for part in _parts(root, dialect, itself=root is not element):
            nested = part.has_attr(dialect.scope) and depth < _DEEPEST
            value = _node(part, dialect, soup, base, depth + 1) if nested else _value(part, base)
            if part.name == "a" and "url" in str(part.get(dialect.property)).split() and (label := words(part)):
                labels.append(label)
            for name in str(part.get(dialect.property)).split():
                node.setdefault(name.rpartition(":")[2] if dialect is RDFA else name, []).append(value)
    if labels and "name" not in node:
        node["name"] = labels[:1]  # <a itemprop="url">: what a thing without a name is called where it is linked to
    return node


def _parts(element: Tag, dialect: Dialect, *, itself: bool) -> Iterator[Tag]:
    """The elements that carry properties of this item, in order, not those of items inside it."""
    waiting = [element] if itself else [child for child in reversed(element.contents) if isinstance(child, Tag)]
    while waiting:
        part = waiting.pop()
        if part.has_attr(dialect.property):
            yield part
        if not part.has_attr(dialect.scope):
            waiting.extend(child for child in reversed(part.contents) if isinstance(child, Tag))


def _value(element: Tag, base: str) -> str:
    """The property's value: ``content`` or ``datetime`` where given, the address of a link, else the text."""
    for attribute in ("content", "datetime", "resource" if element.name not in _LINKING else "content"):
        told = element.get(attribute)
        if isinstance(told, str):
            return told
    attribute = _LINKING.get(element.name, "")
    address = element.get(attribute) if attribute else None
    if isinstance(address, str):
        return urljoin(base, address)
    return words(element)
