"""Tables whose cells span rows: every row gets the cell, as a person reads it (HTML Standard §4.9.12)."""

from __future__ import annotations

import re
from typing import Final

from bs4 import BeautifulSoup

_NUMBER: Final = re.compile("[0-9]{1,4}")
_MOST: Final = 100
"""More rows than this span nobody's event."""


def fill_spans(soup: BeautifulSoup) -> None:
    """Copy each spanning cell into the rows below it, in its column, so that all rows have the same cells."""
    for cell in soup.select("td[rowspan], th[rowspan]"):
        row, told = cell.parent, str(cell.get("rowspan"))
        spans = int(told) if _NUMBER.fullmatch(told) else 1
        if row is None or row.name != "tr" or spans < 2:
            continue
        del cell["rowspan"]
        column = len(cell.find_previous_siblings(["td", "th"]))
        for below in row.find_next_siblings("tr", limit=min(spans, _MOST) - 1):
            cells = below.find_all(["td", "th"], recursive=False)
            copied = cell.__copy__()
            if column < len(cells):
                cells[column].insert_before(copied)
            else:
                below.append(copied)
