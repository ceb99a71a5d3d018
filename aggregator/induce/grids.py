"""Tables of which each cell that holds a day is an item. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml.html import HtmlElement

from aggregator.induce.dated import Dated
from aggregator.induce.page import PageText

_FEW: Final = 3


def grids(page: PageText, numbers: Sequence[int], dated: Mapping[int, Dated]) -> Iterator[HtmlElement]:
    """Tables without heads, or of bare days below any, whose rows hold several days and hardly anything else: each cell is an item, in whatever column."""
    rows: dict[HtmlElement, dict[HtmlElement, set[int]]] = defaultdict(lambda: defaultdict(set))
    bare: Counter[HtmlElement] = Counter()
    for number in numbers:
        cell = next((one for one in page.lines[number].element.iterancestors("td")), None)
        cell = page.lines[number].element if page.lines[number].element.tag == "td" else cell
        row = cell.getparent() if cell is not None else None
        table = next(row.iterancestors("table"), None) if row is not None and row.tag == "tr" else None
        if cell is not None and row is not None and table is not None:
            rows[table][row].add(cell.getparent().index(cell))
            bare[table] += not dated[number].rest
    for table, dated_rows in rows.items():
        cells = [len(columns) for columns in dated_rows.values()]
        filled = sum(
            cell in page.stretches and page.stretches[cell][0] < page.stretches[cell][1] for cell in table.iter("td")
        )
        if (
            (table.find(".//th") is None or bare[table] * 10 >= sum(map(_filled, dated_rows)) * 9)
            and sum(cells) > _FEW
            and sum(cells) * 5 >= len(cells) * 8
            and sum(cells) * 5 >= filled * 3
        ):
            yield table


def _filled(row: HtmlElement) -> int:
    """How many cells of a row say anything."""
    return sum(bool(str(cell.text_content()).strip()) for cell in row.iterchildren("td", "th"))
