"""Events in JSON that nobody has described: the list whose objects carry a day and a name. Pure."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from lxml.html import HtmlElement

from aggregator.induce.literals import lists_in
from aggregator.induce.marks import scan
from aggregator.normalise.text import fold

_STARTS: Final = re.compile(r"start|begin|open|開始|開催", re.IGNORECASE)
_WHEN: Final = re.compile(r"date|time|when|day|日", re.IGNORECASE)
_OTHER: Final = re.compile(r"modif|creat|publi|updat|utc|end|close|終了|更新|公開", re.IGNORECASE)
_TITLE: Final = re.compile(r"title|subject|headline|タイトル|題名|イベント名", re.IGNORECASE)
_SUMMARY: Final = re.compile(r"summary", re.IGNORECASE)
_NAME: Final = re.compile(r"name|type|event|名", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^\W\d_]")
_HOLDS_DAYS: Final = re.compile(r"(?:19|20)\d\d(?:[-/.年]|\s*,\s*\d)")
_SHORT: Final = 40
_LONG: Final = 200
_DEEPEST: Final = 50
_CLOCKED: Final = re.compile(r"start|begin|date|time|(?:^|_)(?:at|on)$|[a-z]At$")
"""Keys that hold moments, in unix time too."""
_EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
_LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
_MILLISECONDS: Final = 10**11


@dataclass(frozen=True)
class JsonListing:
    """A list of objects: where it is (a jmespath expression), which keys hold day and title, and the objects."""

    path: str
    when: str
    title: str
    rows: tuple[Mapping[str, Any], ...]

    @property
    def moments(self) -> int:
        """How many different days or times its objects have."""
        return len({row[self.when.strip('"')] for row in self.rows})

    def named(self) -> Iterator[tuple[str, str]]:
        """Title and day of each object, as written."""
        title, when = (key.strip('"') for key in (self.title, self.when))
        return ((str(row[title]), _written(row[when])) for row in self.rows)


def json_listing(text: str) -> JsonListing | None:
    """The list of dated, named objects in the JSON ``text`` with the most moments; ``None`` where there is none, or no JSON.

    A longer list with fewer moments holds the parts of events, such as the points of their agendas.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found = (listing for path, rows in _lists(document) if (listing := _listing(path, rows)))
    return max(found, key=lambda listing: (listing.moments, len(listing.rows)), default=None)


def embedded(script: HtmlElement) -> Iterator[JsonListing]:
    """The lists in a ``script`` element: in its JSON (``__NEXT_DATA__``, JSON-LD), or in the literals of a program (FullCalendar)."""
    kind = (script.get("type") or "").partition(";")[0].strip().casefold()
    text = script.text or ""
    if kind == "json" or kind.endswith(("/json", "+json")):
        texts: Iterable[str] = [text]
    elif not kind or kind.endswith("script") or kind == "module":
        texts = lists_in(text) if _HOLDS_DAYS.search(text) else []
    else:
        return
    yield from (one for part in texts if (one := json_listing(part)) is not None)


def _lists(document: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    waiting: list[tuple[str, Any, int]] = [("", document, 0)]
    while waiting:
        path, value, depth = waiting.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(value, dict):
            waiting += [(f"{path}.{_key(key)}".lstrip("."), inner, depth + 1) for key, inner in value.items()]
        elif isinstance(value, list):
            rows = [row for row in value if isinstance(row, dict)]
            if rows:
                yield f"{path}[]", rows
            waiting += [(f"{path}[{number}]", inner, depth + 1) for number, inner in enumerate(value[:_LONG])]


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z_]\w*", key, re.ASCII) else json.dumps(key, ensure_ascii=False)


def _listing(path: str, rows: Sequence[dict[str, Any]]) -> JsonListing | None:
    keys = Counter(key for row in rows for key, value in row.items() if isinstance(value, str | int))
    when = max(keys, key=lambda key: _looks_dated(key, rows), default=None)
    if when is None or _looks_dated(when, rows) <= 0:
        return None
    title = max((key for key in keys if key != when), key=lambda key: _looks_named(key, rows), default=None)
    if title is None or _looks_named(title, rows) <= 0:
        return None
    kept = tuple(row for row in rows if isinstance(row.get(title), str) and is_day(row.get(when)))
    return JsonListing(path, _key(when), _key(title), kept) if kept else None


def is_day(value: object) -> bool:
    """Whether ``value`` is a short text with a whole date in it, or a moment of this century in unix seconds or milliseconds."""
    if isinstance(value, int) and not isinstance(value, bool):
        return _moment(value) is not None
    if not isinstance(value, str) or len(value) > _SHORT:
        return False
    return any(mark.year and mark.day for mark in scan(fold(value).folded))


def _moment(number: int) -> datetime | None:
    """The moment that a number of unix time is, where it is one between 2000 and 2100."""
    seconds = number / 1000 if number >= _MILLISECONDS else number
    return datetime.fromtimestamp(seconds, UTC) if _EARLIEST <= seconds < _LATEST else None


def _written(value: object) -> str:
    """A day as people and programs write it."""
    moment = _moment(value) if isinstance(value, int) else None
    return str(value) if moment is None else moment.isoformat()


def _looks_dated(key: str, rows: Sequence[dict[str, Any]]) -> float:
    if any(isinstance(row.get(key), int) for row in rows) and not _CLOCKED.search(key):
        return 0  # any other number may look like one
    share = sum(is_day(row.get(key)) for row in rows[:_LONG])
    return share * (
        1 + 0.5 * bool(_STARTS.search(key)) + 0.3 * bool(_WHEN.search(key)) - 0.9 * bool(_OTHER.search(key))
    )


def _looks_named(key: str, rows: Sequence[dict[str, Any]]) -> float:
    texts = [value for row in rows[:_LONG] if isinstance(value := row.get(key), str) and 0 < len(value) < _LONG]
    good = sum(len(_LETTERS.findall(text)) > 2 and not is_day(text) and "://" not in text for text in texts)
    if _SUMMARY.search(key):  # beside a name it tells what that is
        return good * 1.7
    return good * (2 if _TITLE.search(key) else 1.8 if key.casefold() == "name" else 1.5 if _NAME.search(key) else 0.6)
