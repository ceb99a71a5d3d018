"""Lists of objects in the text of a script (``events: [{title: 'x', start: '2026-01-02'}]``), as JSON. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

_BEGINS: Final = re.compile(r"\[\s*\{")
_TOKEN: Final = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/)
    | (?P<double>"(?:[^"\\\n]|\\.)*") | (?P<single>'(?:[^'\\\n]|\\.)*') | (?P<back>`(?:[^`\\]|\\.)*`)
    | (?P<date>new\s+Date\(\s*(?P<year>\d{4})\s*,\s*(?P<month>\d{1,2})\s*(?:,\s*(?P<day>\d{1,2}))?(?:\s*,\s*\d+)*\s*\))
    | (?P<made>new\s+Date\(\s*(?P<text>"[^"\n]*"|'[^'\n]*')\s*\))
    | (?P<number>-?\d[\d.]*) | (?P<word>[A-Za-z_$][\w$]*) | (?P<sign>[\[\]{}:,])""",
    re.VERBOSE | re.DOTALL,
)
_LITERALS: Final = frozenset(["true", "false", "null"])
_LONGEST: Final = 500_000
_MOST: Final = 50
"""Characters of a script and lists in it that are looked at."""


def lists_in(script: str) -> Iterator[str]:
    """The lists of objects in a program, each as a JSON text; what holds calls or functions ends a list and is left out."""
    at, found = 0, 0
    while found < _MOST and (begin := _BEGINS.search(script, at, _LONGEST)) is not None:
        text, at = _json(script, begin.start())
        found += 1
        if text is not None:
            yield text


def _json(script: str, start: int) -> tuple[str | None, int]:
    """The literal that begins at ``start`` as JSON, and where it ends; ``None`` where it is no literal."""
    parts: list[str] = []
    depth, at = 0, start
    while at < len(script):
        token = _TOKEN.match(script, at)
        if token is None:
            return None, max(at, start + 1)
        at = token.end()
        if token.lastgroup is not None and not token["blank"]:
            _add(parts, token)
        if token["sign"]:
            depth += (token[0] in "[{") - (token[0] in "]}")
            if depth == 0:
                return "".join(parts), at
    return None, at


def _add(parts: list[str], token: re.Match[str]) -> None:
    text = token[0]
    if token["single"] or token["back"]:
        text = json.dumps(_plain(text[1:-1]), ensure_ascii=False)
    elif token["date"]:
        text = f'"{token["year"]}-{int(token["month"]) + 1:02}-{int(token["day"] or 1):02}"'
    elif token["made"]:
        text = json.dumps(token["text"][1:-1])
    elif token["word"]:
        text = text if text in _LITERALS else json.dumps(text)
    elif token["sign"] and text in "]}" and parts and parts[-1] == ",":
        parts.pop()
    parts.append(text)


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text)
