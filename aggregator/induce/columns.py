"""Tables that go on in further columns to the right, as a month does on paper: days 1 to 16, beside them days 17 to 31. Pure."""

from __future__ import annotations

from typing import Final

from lxml.html import HtmlElement

_CELLS: Final = ("td", "th")
_LEAST: Final = 2
"""Columns and rows from which on heads that come again say so."""


def unfold_columns(root: HtmlElement) -> None:
    """Put the cells below heads that come again (日 | 曜 | 行事 | 日 | 曜 | 行事) into rows below those of the first heads."""
    for table in root.iter("table"):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        width = _period(rows[0]) if len(rows) > _LEAST else 0
        if not width or any(
            len(list(row.iterchildren(*_CELLS))) != len(list(rows[0].iterchildren(*_CELLS))) for row in rows
        ):
            continue
        _unfold(rows, width)


def _period(head: HtmlElement) -> int:
    """After how many columns the heads of a table come again, one and all; 0 if they do not."""
    names = ["".join(str(cell.text_content()).split()) for cell in head.iterchildren(*_CELLS)]
    if any(cell.get("colspan") or cell.get("rowspan") for cell in head.iterchildren(*_CELLS)):
        return 0
    return next(
        (
            width
            for width in range(_LEAST, len(names) // 2 + 1)
            if len(names) % width == 0
            and names == names[:width] * (len(names) // width)
            and len({*names[:width]}) == width
        ),
        0,
    )


def _unfold(rows: list[HtmlElement], width: int) -> None:
    body = rows[-1].getparent()
    if body is None:
        return
    moved = []
    for row in rows:
        for number, cell in enumerate(list(row.iterchildren(*_CELLS))):
            if number < width:
                continue
            if number % width == 0:
                part = row.makeelement("tr", dict(row.attrib))
                moved.append((number, part))
            row.remove(cell)
            if row is not rows[0]:
                part.append(cell)
    for _, part in sorted(moved, key=lambda one: one[0]):
        if len(part):
            body.append(part)
