"""What heads or labels a value of an item: the head of its table's column, the term before it, the label above it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from aggregator.induce.page import Line, PageText
from aggregator.normalise.text import fold

_FIRST: Final = 8
"""So many rows of a table are looked at for its heads."""
_CELLS: Final = frozenset(["td", "th"])
_PLACE: Final = re.compile(
    (
        r"(?:開催|実施)?(?:会場名?|場所|地|施設名?)|会\s場|場\s所|ところ"
        r"|(?:meeting\s)?(?:locations?|venues?|places?)|where"
    ),
    re.IGNORECASE,
)
"""Heads and labels of the venue."""
_OTHER: Final = re.compile(
    r"教室|部屋|地域|エリア|住所|所在地|(?:入場|参加|受講|観覧)?料金?|参加費|会費|入場料|受講料|定員|対象"
    r"|出演者?|講師|主催者?|主催団体|問い?合わ?せ先?|連絡先|電話番号?|備考|種別|種類|区分|分類|ジャンル|カテゴリー?"
    r"|address(?:es)?|rooms?|fees?|price|cost|admission|speakers?|organi[sz]ers?|hosts?|contacts?|phone|notes?|status",
    re.IGNORECASE,
)
"""Heads of columns that hold other fields than the title."""
_TITLE: Final = re.compile(
    r"(?:イベント|催し物?|行事|事業|公演|講座|教室|展覧会|企画展?|番組|作品|大会|プログラム|件|演|題|品)名称?"
    r"|名称|(?:イベント|催し物?|行事)(?:の?内容)?|タイトル|演題|テーマ|見出し"
    r"|(?:event|meeting|programme?|show|exhibition)?\s?(?:title|name)|event|subject",
    re.IGNORECASE,
)
"""Heads and labels of the title itself."""
_BADGES: Final = frozenset(["主催", "共催"])
"""Who holds it, as a house says of each item in a word; no label."""
_BESIDE: Final = re.compile(r"\s?[(\[【].*?[)\]】]|^\W+|\W+$")
"""What a label says beside itself: 会場(予定), ■会場：."""
_SHORT: Final = 16
_SOME: Final = 4
_FEW: Final = 8
"""Lines that one label may stand over."""


def is_title_label(text: str) -> bool:
    """Whether the words before a value call it the title: イベント名, タイトル."""
    return bool(text) and _TITLE.fullmatch(_BESIDE.sub("", fold(text).folded)) is not None


def is_other_label(text: str) -> bool:
    """Whether the words before a value call it another field than the title: 会場, 料金, location."""
    label = _BESIDE.sub("", fold(text).folded) if text else ""
    return bool(_OTHER.fullmatch(label) or _PLACE.fullmatch(label))


def is_place_label(text: str) -> bool:
    """Whether the words before a value call it the venue: 会場, 開催場所, venue."""
    return bool(text) and _PLACE.fullmatch(_BESIDE.sub("", fold(text).folded)) is not None


def fields_of(page: PageText, stretches: Sequence[tuple[int, int]]) -> dict[int, str]:
    """The labels of the values in the items, by the lines: of the head cell in a row of two, of the term of a definition, or above.

    Only those that many items have, or that call it the title; others are names themselves.
    """
    many = max(_SOME, len(stretches))
    told = dict(_above(page, stretches, many))
    for first, last in stretches:
        told.update((line.number, label) for line in page.lines[first:last] if (label := label_before(line)))
    items = {number: item for item, (first, last) in enumerate(stretches) for number in range(first, last)}
    counted = Counter(label for label, _ in {(label, items[number]) for number, label in told.items()})
    return {number: label for number, label in told.items() if counted[label] * 2 >= many or is_title_label(label)}


def _above(page: PageText, stretches: Sequence[tuple[int, int]], many: int) -> Iterator[tuple[int, str]]:
    """The values below a label that stands above them in an element of its own, in a block with no other label.

    Only words that name a field are one: what stands above the titles of many items may be a badge (Upcoming).
    """
    counted = Counter(text for first, last in stretches for text in {line.text for line in page.lines[first:last]})
    labels = {
        text
        for text, times in counted.items()
        if times * 2 >= many
        and _is_label(text)
        and text not in _BADGES
        and (is_title_label(text) or is_other_label(text))
    }
    for first, last in stretches if labels else ():
        for line in page.lines[first:last]:
            block = _below(page, line) if line.text in labels else []
            if len(block) <= _FEW and not any(one.text in labels for one in block):
                yield from ((one.number, line.text) for one in block)


def _below(page: PageText, line: Line) -> list[Line]:
    """The lines behind ``line`` in the smallest element that has any and begins with it."""
    around = (page.stretches.get(one, (0, 0)) for one in line.element.iterancestors())
    first, last = next((one for one in around if one[1] > line.number + 1), (0, 0))
    return page.lines[line.number + 1 : last] if first == line.number else []


def _is_label(text: str) -> bool:
    return len(text) <= _SHORT and not any(sign.isdigit() for sign in text)


def is_of_another_field(page: PageText, element: HtmlElement) -> bool:
    """Whether an element stands in a table's column that its head calls 会場, 料金, location: what it says is no title."""
    return is_other_label(head_of(page, element))


def head_of(page: PageText, element: HtmlElement) -> str:
    """The words that head the column of the table which an element stands in; empty where it has none."""
    cell = next((one for one in (element, *element.iterancestors()) if one.tag in _CELLS), None)
    row = cell.getparent() if cell is not None else None
    table = next(row.iterancestors("table"), None) if row is not None else None
    if cell is None or row is None or table is None:
        return ""
    cells = list(row.iterchildren("td", "th"))
    place = (table, cells.index(cell))
    if place not in page.heads:
        page.heads[place] = _head(row, table, place[1], len(cells))
    return page.heads[place]


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


def label_before(line: Line) -> str:
    """The words of the first cell in a row of two cells, or of the term before a definition, if they are few."""
    cell = next(
        (one for one in (line.element, *line.element.iterancestors()) if one.tag in {"td", "dd", "tr", "dl"}), None
    )
    if cell is None or cell.tag in {"tr", "dl"}:
        return ""
    head = cell.getprevious()
    row = cell.getparent()
    if head is None or row is None or (cell.tag == "td" and len(row) != 2):
        return ""
    text = " ".join(str(head.text_content()).split())
    return text if _is_label(text) else ""
