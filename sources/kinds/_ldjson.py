"""JSON-LD as pages carry it: repaired where its authors slipped, and flattened to the nodes that describe events."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from bs4 import BeautifulSoup

Node = dict[str, Any]
Script = tuple[Any, str | None]

_WRAPPING: Final = re.compile(
    r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?://\s*)?(?:-->|\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)
_COMMENT: Final = re.compile(r"/\*(?:(?!/\*).)*?\*/|^\s*//[^\n]*$", re.DOTALL | re.MULTILINE)
_TRAILING_COMMA: Final = re.compile(r",(?=\s*[}\]])")
_PART: Final = re.compile(r'(?P<end>"(?=\s*(?:[,:}\]]|\Z)))|"|\\.|[^"\\]+', re.DOTALL)
_INNER_QUOTE: Final = '\\"'
_NOT_EVENTS: Final = frozenset(
    {"DeliveryEvent", "PublicationEvent", "OnDemandEvent", "BroadcastEvent", "UserInteraction"}
)
_ALSO_EVENTS: Final = frozenset({"Festival", "CourseInstance", "Hackathon", "EventSeries"})


def blocks(soup: BeautifulSoup) -> Iterator[Script]:
    """The value of each ``application/ld+json`` block, or ``None`` and the reason why it cannot be read."""
    for script in soup.find_all("script", type=re.compile(r"^\s*application/ld\+json", re.IGNORECASE)):
        text = script.get_text()
        if text.strip():
            try:
                yield repaired(text), None
            except ValueError as error:
                yield None, str(error)


def repaired(text: str) -> Any:
    """JSON read with the fewest repairs that make it valid; several values in a row become a list.

    Raises:
        ValueError: no repair known here helps.
    """
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip().rstrip(";").strip()
    failure: ValueError | None = None
    for repair in (_nothing, *_REPAIRS):
        text = repair(text)
        try:
            return _values(text)
        except RecursionError as error:
            raise ValueError("nested too deep") from error
        except ValueError as error:
            failure = failure or error
    raise failure or ValueError("empty")


def _nothing(text: str) -> str:
    return text


def _without_comments(text: str) -> str:
    return _TRAILING_COMMA.sub("", _COMMENT.sub("", text))


def _with_escaped_quotes(text: str) -> str:
    """Escape each quote inside a string: one that no ``,`` ``:`` ``}`` ``]`` follows does not end it.

    A single one at the end of a string (``"有楽町""``) is a slip of the finger and goes.
    """
    written: list[str] = []
    string: list[str] | None = None  # the parts of the string that is open
    for part in _PART.finditer(text):
        told = part[0]
        if string is None:
            written.append(told)
            string = [] if told == '"' else None
        elif part["end"]:
            if string[-1:] == [_INNER_QUOTE] and string.count(_INNER_QUOTE) == 1:
                string.pop()
            written += [*string, told]
            string = None
        else:
            string.append(_INNER_QUOTE if told == '"' else told)
    return "".join([*written, *(string or [])])


def _without_entities(text: str) -> str:
    return html.unescape(text) if "&quot;" in text or "&#34;" in text else text


_REPAIRS: Final[tuple[Callable[[str], str], ...]] = (
    _without_comments,
    _without_entities,
    _with_escaped_quotes,
)


def _values(text: str) -> Any:
    decoder = json.JSONDecoder(strict=False)  # raw line breaks and tabs in strings are common
    values, position = [], 0
    while position < len(text):
        value, position = decoder.raw_decode(text, position)
        values.append(value)
        position = len(text) - len(text[position:].lstrip(" \t\r\n;"))
    if not values:
        raise ValueError("empty")
    return values[0] if len(values) == 1 else values


def types(node: Node) -> frozenset[str]:
    """The node's types without their vocabulary: ``http://schema.org/MusicEvent`` -> ``MusicEvent``."""
    told = node.get("@type")
    names = told if isinstance(told, list) else [told]
    return frozenset(re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str))


def is_event(node: Node) -> bool:
    """Whether it is an Event of schema.org or a kind of one."""
    names = types(node)
    return not names & _NOT_EVENTS and any(name.endswith("Event") or name in _ALSO_EVENTS for name in names)


def event_nodes(value: Any) -> Iterator[Node]:
    """Every event in ``value``, however deep (``@graph``, ItemList, lists, ``subEvent``), with references resolved.

    A part of an event that names no place takes place where the whole does.
    """
    named = {node["@id"]: node for node in _walk(value) if isinstance(node.get("@id"), str) and len(node) > 1}
    places: dict[int, Any] = {}
    for node in _walk(value):
        if is_event(node):
            whole = {key: _resolved(told, named) for key, told in node.items()}
            if (place := whole.get("location") or places.get(id(node))) is not None:
                whole["location"] = place
                parts = node.get("subEvent")
                places |= dict.fromkeys(map(id, parts if isinstance(parts, list) else [parts]), place)
            yield whole


def listed_addresses(value: Any) -> Iterator[str]:
    """Addresses of an ItemList that only points to its items' pages."""
    for node in _walk(value):
        if "ItemList" in types(node):
            members = node.get("itemListElement")
            for member in members if isinstance(members, list) else [members]:
                address = member.get("url") if isinstance(member, dict) else member
                if isinstance(address, str):
                    yield address


def _walk(value: Any, depth: int = 0) -> Iterator[Node]:
    if depth > 20:
        return
    if isinstance(value, list):
        for part in value:
            yield from _walk(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key, part in value.items():
            if key != "superEvent" and isinstance(part, list | dict):
                yield from _walk(part, depth + 1)


def _resolved(told: Any, named: dict[str, Node]) -> Any:
    if isinstance(told, list):
        return [_resolved(part, named) for part in told]
    if isinstance(told, dict) and set(told) == {"@id"}:
        return named.get(told["@id"], told)
    return told
