"""What the head of a table's column calls the values below it. Pure."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

_CELLS: Final = frozenset(["td", "th"])
_OTHER: Final = re.compile(
    r"(?:開催)?(?:会場名?|場所|施設名?|教室|部屋)|ところ|(?:入場|参加|受講|観覧)?料金?|参加費|会費|入場料|受講料|定員|対象|出演者?|講師|主催者?|主催団体|問い?合わ?せ先?|連絡先|電話番号?|備考"
    r"|(?:meeting\s)?(?:locations?|venues?|places?|address(?:es)?|rooms?)|where|fees?|price|cost|admission|speakers?|organi[sz]ers?|hosts?|contacts?|phone|notes?|status",
    re.IGNORECASE,
)
"""Heads of columns that hold other fields than the title."""


def is_of_another_field(element: HtmlElement, known: dict[tuple[HtmlElement, int], bool]) -> bool:
    """Whether an element stands in a table's column that its head calls 会場, 料金, location: what it says is no title.

    ``known`` keeps the answers by table and column.
    """
    cell = next((one for one in (element, *element.iterancestors()) if one.tag in _CELLS), None)
    row = cell.getparent() if cell is not None else None
    table = next(row.iterancestors("table"), None) if row is not None else None
    if cell is None or row is None or table is None:
        return False
    place = (table, row.index(cell))
    if place not in known:
        known[place] = _OTHER.fullmatch(_head(row, table, place[1])) is not None
    return known[place]


def _head(row: HtmlElement, table: HtmlElement, number: int) -> str:
    """The words of the cell that heads a column: in the table's first row, where that holds heads and as many cells."""
    first = next(iter(table.iter("tr")), None)
    if first is None or first is row or len(first) != len(row) or any(one.tag != "th" for one in first):
        return ""
    return " ".join(str(first[number].text_content()).split())
