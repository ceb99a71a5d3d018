"""What the head of a table's column calls the values below it. Pure."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

_FIRST: Final = 8
"""So many rows of a table are looked at for its heads."""
_CELLS: Final = frozenset(["td", "th"])
_OTHER: Final = re.compile(
    r"(?:開催)?(?:会場名?|場所|施設名?|教室|部屋)|ところ|(?:入場|参加|受講|観覧)?料金?|参加費|会費|入場料|受講料|定員|対象|出演者?|講師|主催者?|主催団体|問い?合わ?せ先?|連絡先|電話番号?|備考"
    r"|(?:meeting\s)?(?:locations?|venues?|places?|address(?:es)?|rooms?)|where|fees?|price|cost|admission|speakers?|organi[sz]ers?|hosts?|contacts?|phone|notes?|status",
    re.IGNORECASE,
)
"""Heads of columns that hold other fields than the title."""


def is_of_another_field(element: HtmlElement, known: dict[tuple[HtmlElement, int], str]) -> bool:
    """Whether an element stands in a table's column that its head calls 会場, 料金, location: what it says is no title.

    ``known`` keeps the heads by table and column.
    """
    return _OTHER.fullmatch(head_of(element, known)) is not None


def head_of(element: HtmlElement, known: dict[tuple[HtmlElement, int], str]) -> str:
    """The words that head the column of the table which an element stands in; empty where it has none."""
    cell = next((one for one in (element, *element.iterancestors()) if one.tag in _CELLS), None)
    row = cell.getparent() if cell is not None else None
    table = next(row.iterancestors("table"), None) if row is not None else None
    if cell is None or row is None or table is None:
        return ""
    cells = list(row.iterchildren("td", "th"))
    place = (table, cells.index(cell))
    if place not in known:
        known[place] = _head(row, table, place[1], len(cells))
    return known[place]


def _head(row: HtmlElement, table: HtmlElement, number: int, width: int) -> str:
    """The words of the cell that heads a column: in the first of the table's rows that holds nothing but heads, as many of them."""
    for head in islice(table.iter("tr"), _FIRST):
        if head is row:
            return ""
        cells = list(head.iterchildren("td", "th"))
        if len(cells) == width and all(map(_is_head, cells)):
            return " ".join(str(cells[number].text_content()).split())
    return ""


def _is_head(cell: HtmlElement) -> bool:
    """Whether a cell is a head, or begins with bold words as one does; an empty one may be."""
    said = "".join(str(cell.text_content()).split())
    bold = next(("".join(str(one.text_content()).split()) for one in cell.iter("b", "strong")), "")
    return cell.tag == "th" or not said or (bool(bold) and said.startswith(bold))
