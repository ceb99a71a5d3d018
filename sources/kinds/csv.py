"""Kind ``csv``: a table of events (comma, tab or semicolon), such as the open data of municipalities."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pydantic import Field

from aggregator.plugin import Found, Page, ParseError, RawEvent, RecordError, Request, Source, TroubleKind, Window
from sources.kinds._columns import Row, column_name, known_columns, read_row
from sources.kinds._fields import Fields, built
from sources.kinds._identity import distinct
from sources.kinds._options import UrlOptions, fill

_DELIMITERS: Final = ",\t;|"
_HEADER_WITHIN: Final = 10
_LONGEST_CELL: Final = 1_000_000


class CsvOptions(UrlOptions):
    """Options of kind ``csv``."""

    columns: Fields = Field(
        Fields(),
        description="Column headings per field, where the table uses others than the known ones; these win over them.",
    )
    delimiter: str | None = Field(
        None, min_length=1, max_length=1, description="Separator of cells; found by itself otherwise."
    )


class Csv(Source[CsvOptions]):
    """Events in a table. Terms: the publisher's; municipal open data is mostly CC BY and asks for a credit."""

    interface = "feed"
    gives = ("id", "start", "end", "venue", "price")

    def requests(self, window: Window) -> Iterable[Request]:
        """The table."""
        yield Request(fill(self.options.url, window))

    def parse(self, page: Page) -> Iterator[Found]:
        """One record per row.

        Raises:
            ParseError: it is no table with a header that names an event's columns.
        """
        found = [built(self._values(row, page), page.url) for row in self._rows(page)]
        yield from (record for record in found if isinstance(record, RecordError))
        yield from distinct((record for record in found if isinstance(record, RawEvent)), page.url)

    def _values(self, row: Row, page: Page) -> dict[str, Any]:
        values = read_row(row) | self.options.columns.read(lambda _, name: row.get(column_name(name)))
        if "url" in values:
            values["url"] = page.absolute(values["url"])
        return values

    def _rows(self, page: Page) -> Iterator[Row]:
        lines = self._cells(page)
        for _, cells in zip(range(_HEADER_WITHIN), lines, strict=False):
            if self._is_header(cells):
                header = [column_name(cell) for cell in cells]
                break
        else:
            raise ParseError(_what_came(page), kind=TroubleKind.NOT_THE_KIND, url=page.url)
        for cells in lines:
            row = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}
            if any(row.values()):
                yield row

    def _is_header(self, cells: list[str]) -> bool:
        wanted = {column_name(name) for name in self.options.columns.every_name()}
        names = {column_name(cell) for cell in cells}
        return bool(wanted & names) if wanted else known_columns(cells) > 1

    def _cells(self, page: Page) -> Iterator[list[str]]:
        text = page.text.replace("\x00", "")
        if not text.strip():
            raise ParseError("the body is empty", kind=TroubleKind.EMPTY_BODY, url=page.url)
        csv.field_size_limit(_LONGEST_CELL)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.options.delimiter or _delimiter(text))
        try:
            yield from reader
        except csv.Error as error:
            raise ParseError(f"line {reader.line_num}: {error}", url=page.url) from error


def _delimiter(text: str) -> str:
    """The separator that the first lines hold most of."""
    head = "\n".join(text.splitlines()[:5])
    return max(_DELIMITERS, key=head.count)


def _what_came(page: Page) -> str:
    start = page.text.lstrip()[:200].lower()
    if start.startswith("<"):
        return "a page (HTML or XML) where a table should be"
    return "no header with an event's columns in the first rows; name the columns under `columns:`"
