"""What an element says of itself: a day in an attribute, and whether the inline elements of a row are pieces set apart. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from lxml.html import HtmlElement

from aggregator.induce.marks import MONTH

_ISO: Final = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[A-Z ]{1,4}(\d\d):?(\d\d)(?::?\d\d)?.{0,12})?\s*")
_OF_A_DAY: Final = re.compile(r"date|day|start|begin|when|time", re.IGNORECASE)
_OF_THE_PAGE: Final = re.compile(
    r"publ|updat|modif|creat|post|expir|end|deadline|clos|until|sale|min|max|now|today|timestamp", re.IGNORECASE
)
_PIECES: Final = frozenset(["a", "abbr", "b", "button", "em", "font", "i", "mark", "small", "span", "strong", "time"])
_PART_OF_WHEN: Final = re.compile(
    (
        rf"(?:[\d\W年月日時分曜火水木金土祝休振午前後正半_]|{MONTH}"
        r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|st|nd|rd|th|令和|平成|から|まで|より)*"
    ),
    re.IGNORECASE,
)
"""Nothing but numbers, weekdays, months and signs: what a date or a clock time is put together from."""
_LABEL: Final = re.compile(
    (
        r"\W*"
        r"(?:日時?|日程|開催日時?|期間|会期|時間|会場|場所|ところ|とき|料金|定員|対象|講師|出演|申込み?|問合せ?"
        r"|お問い?合わせ|開場|開演|start|open|adv|door|date|time|place|venue)\W*"
        r"|.{1,40}[:：]\s*"
    ),
    re.IGNORECASE,
)
_CLOSES: Final = re.compile(r"[\W]{1,3}")
_LONG: Final = 400


def stated(element: HtmlElement) -> tuple[date, str] | None:
    """The day, and the clock time if any (``19:00``), that an attribute of ``element`` states in ISO 8601.

    These are ``datetime``, the ``title`` of microformats, the ``content`` of a ``startDate``, and ``data-date`` and the like.
    """
    for name, value in element.attrib.items():
        if not value[:1].isdigit() and not value[:1].isspace():
            continue
        if name in {"datetime", "title"} or (name == "content" and "start" in (element.get("itemprop") or "").lower()):
            known = True
        else:
            known = name.startswith("data-") and bool(_OF_A_DAY.search(name)) and not _OF_THE_PAGE.search(name)
        found = _ISO.fullmatch(value) if known else None
        if found is None:
            continue
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
        clock = f"{found[4]}:{found[5]}" if found[4] and (found[4], found[5]) != ("00", "00") else ""
        return day, clock
    return None


def is_label(text: str) -> bool:
    """Whether a text is but the label of a field: 日時, 会場, ends with a colon."""
    return _LABEL.fullmatch(text) is not None


def is_moment(value: str) -> bool:
    """Whether an attribute's value is a day, or a moment of one, in ISO 8601."""
    return _ISO.fullmatch(value) is not None


class Pieces:
    """Tells where an inline element begins a line of its own.

    The children of a row that holds nothing but inline elements are its cells: day, status, title, place. Style sheets set them
    apart. What is put together to one date or follows its label stays in one line.
    """

    def __init__(self) -> None:
        self._rows: dict[HtmlElement, bool] = {}

    def begins(self, element: HtmlElement) -> bool:
        """Whether ``element`` is a piece that goes on from no other."""
        row = element.getparent()
        before = element.getprevious()
        if row is None or before is None or element.tag not in _PIECES or before.tag not in _PIECES:
            return False
        if row not in self._rows:
            self._rows[row] = _is_row(row)
        if not self._rows[row]:
            return False
        if element.tag == before.tag and not element.get("class") and not before.get("class") and element.tag != "a":
            return False
        first, second = _text(before), _text(element)
        if not first or not second or _CLOSES.fullmatch(second) or _LABEL.fullmatch(first):
            return False
        return not (_PART_OF_WHEN.fullmatch(first) and _PART_OF_WHEN.fullmatch(second))


def _is_row(row: HtmlElement) -> bool:
    """Whether an element holds inline elements only, and no words between them."""
    if (row.text or "").strip():
        return False
    return all(isinstance(one.tag, str) and not (one.tail or "").strip() for one in row)


def _text(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())[:_LONG]
