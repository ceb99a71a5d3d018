"""Tables with a row for each day and a column for each room, in which every cell is an event of its own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml.html import HtmlElement

from aggregator.induce.dated import Dated
from aggregator.induce.page import COPIED, PageText
from aggregator.induce.told import Told, tell

_ROOM: Final = re.compile(
    r"ホール|室|画廊|ギャラリー|スタジオ|展示|[^員]館|階$|\dF$|シアター|劇場|スクリーン|ルーム|広場|アリーナ"
    r"|コート|プール|会場.|の部$|^午[前後]$|^[昼夜朝]$|マチネ|ソワレ"
    r"|\b(?:hall|room|studio|gallery|stage|screen|floor|theat(?:er|re))\b",
    re.IGNORECASE,
)
_FIELD: Final = re.compile(
    r"名$|名称|題|内容|時[間刻]|時$|開[演場催始]|料金|料$|主催|問|備考|対象|定員|講師|出演|申込|曜|番号|担当"
    r"|^(?:会場|場所|教室|種別|日程?)$"
    r"|title|time|place|venue|location|fee|type|agenda|minutes|subject|notes?",
    re.IGNORECASE,
)
_WEEKDAY: Final = frozenset(["曜", "曜日"])
_CELLS: Final = frozenset(["td", "th"])
_CLOCK: Final = re.compile(r"\W*(?:午前|午後)?\d{1,2}(?::\d\d|時)")


def cells_of_rooms(
    page: PageText, anchors: Sequence[int], dated: Mapping[int, Dated]
) -> list[tuple[int, Told, tuple[int, int]]]:
    """What stands in each cell beside the days: number of the day, title, lines of the cell.

    Nothing where the days stand in no such table.
    """
    rows = [next(page.lines[anchor].element.iterancestors("tr"), None) for anchor in anchors]
    if any(row is None for row in rows) or len({*rows}) < len(rows) or len(rows) < 2:
        return []
    tables = {table: None for row in rows if row is not None for table in [next(row.iterancestors("table"), None)]}
    if any(table is None or not _has_rooms(table) for table in tables):
        return []
    return [
        (number, told, page.stretches[cell])
        for number, row in enumerate(rows)
        for cell in (row if row is not None else ())
        if cell.tag in _CELLS
        and cell in page.stretches
        and COPIED not in cell.attrib
        and not _of_day(page, cell, anchors[number])
        for told in _titles(page, cell, dated)
    ]


def _has_rooms(table: HtmlElement) -> bool:
    """Whether the columns behind the first are headed by rooms or halves of a day, and by no field of an event."""
    head = next(iter(table.iter("tr")), None)
    names = (
        ["".join(str(cell.text_content()).split()) for cell in head if cell.tag in _CELLS] if head is not None else []
    )
    names = [name for name in names[1:] if name not in _WEEKDAY]
    rooms = sum(_ROOM.search(name) is not None for name in names)
    return rooms >= 2 and not any(_FIELD.search(name) and not _ROOM.search(name) for name in names)


def _of_day(page: PageText, cell: HtmlElement, anchor: int) -> bool:
    first, last = page.stretches[cell]
    return first <= anchor < last


def _titles(page: PageText, cell: HtmlElement, dated: Mapping[int, Dated]) -> Iterator[Told]:
    """The names in a cell: every link or bold line; where it has none, its first line that may name anything."""
    first, last = page.stretches[cell]
    told = [
        one
        for line in page.lines[first:last]
        if (one := tell(line, dated.get(line.number))) is not None
        and not one.weak
        and not one.badge
        and not _CLOCK.match(one.text)
    ]
    dressed = [one for one in told if one.line.is_dressed]
    yield from dressed or told[:1]
