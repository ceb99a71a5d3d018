"""The first row of a sheet that was pasted under its headings (名称,開始,終了,会場,定員) as a listing with labels. Pure."""

from __future__ import annotations

import csv
from typing import Final

from aggregator.normalise.sections import LABELS

_NAMES: Final = frozenset(
    {"名称", "タイトル", "イベント名", "催し", "行事名", "件名", "title", "name", "event", "summary"}
)
_BEGINS: Final = frozenset({"開始", "開始日時", "start", "startdate"})
_ENDS: Final = frozenset({"終了", "終了日時", "end", "enddate"})
_LEAST: Final = 4
"""Headings of a sheet at least."""
_LONGEST: Final = 400


def as_fields(text: str) -> str:
    """``text`` with its first two lines told as labels and values where they are the headings of a sheet and a row; else as it is."""
    head, _, rest = text.partition("\n")
    sign = next((sign for sign in "\t," if head.count(sign) >= _LEAST - 1), None)
    if sign is None or len(head) > _LONGEST:
        return text
    row, _, below = rest.partition("\n")
    try:
        headings, values = (next(csv.reader([line], delimiter=sign), []) for line in (head, row))
    except csv.Error:  # a line break of another kind, a cell without end
        return text
    names = ["".join(heading.split()).lower() for heading in headings]
    known = sum(name in LABELS or name in _NAMES | _BEGINS | _ENDS for name in names)
    if len(names) != len(values) or known < _LEAST or 2 * known < len(names):
        return text
    cells = dict(zip(names, (value.strip() for value in values), strict=True))
    begin, end = _taken(cells, _BEGINS), _taken(cells, _ENDS)
    told = [cells.pop(name) for name in names if name in _NAMES and name in cells]
    if begin:
        told.append(f"日時: {begin}~{end}" if end else f"日時: {begin}")
    told += [f"{name}: {value}" for name, value in cells.items() if value]
    return "\n".join([*told, below])


def _taken(cells: dict[str, str], names: frozenset[str]) -> str | None:
    """The first cell of these that says something, which leaves the row."""
    name = next((name for name, value in cells.items() if value and name in names), None)
    return cells.pop(name) if name is not None else None
