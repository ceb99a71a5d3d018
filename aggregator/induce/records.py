"""The items of a list: from the lines that name a day to the stretch of the page that belongs to each. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from lxml.html import HtmlElement

from aggregator.induce.dated import CLOCK, Dated
from aggregator.induce.layout import (
    LIST,
    Layout,
    are_fields,
    around_fields,
    begin_with_names,
    below_heading,
    blocks_of,
    firsts,
    flat,
    label_of,
    lines_of_text,
    named_lines,
    of_dated_fields,
    rows_of,
    says_something,
    to_next,
    with_headings,
    with_terms,
    within_range,
)
from aggregator.induce.matrix import cells_of_rooms
from aggregator.induce.page import HEADINGS, INLINE, Line, PageText, rowspan
from aggregator.induce.pairs import once_an_item
from aggregator.induce.titles import Column, columns, titles
from aggregator.induce.told import Told, tell
from aggregator.induce.under import are_agendas, under_days

_HEADINGS: Final = HEADINGS | {"dt", "caption", "summary"}
_NEAR: Final = 12
"""So many lines of an item are looked at for a clock time."""
_COLUMN: Final = re.compile(r"/t[dh][^/:]*:(\d+)")
_COURSE: Final = re.compile(r"全\s?[\d一二三四五六七八九十]+\s?[回日]")
"""One item of several days: 初心者講座（全3回）."""
_CLASS: Final = re.compile(r"[.:].*")
_CELLS: Final = frozenset(["td", "li", "dd"])


@dataclass(frozen=True)
class Record:
    """One item: its lines, its day, and its own title if it has one."""

    first: int
    last: int
    day: date
    when: Dated
    until: date | None = None
    title: str | None = None
    line: Line | None = None
    part: tuple[int, int] | None = None
    """The lines that speak of this item alone, where several stand below one day."""


@dataclass(frozen=True)
class Listing:
    """The items that share one place in the tree."""

    signature: str
    layout: Layout
    records: tuple[Record, ...]
    blocks: tuple[HtmlElement, ...] = ()
    column: Column | None = None
    timed: float = 0.0
    """The share of items that also tell a clock time, a weekday or a last day."""

    @property
    def named(self) -> list[str]:
        """The items' own titles."""
        return [record.title for record in self.records if record.title]

    @property
    def worth(self) -> float:
        """How much it looks like the page's list of events: many items, own titles, several days, clock times or ranges."""
        own = self.named
        spread = len({record.day for record in self.records})
        return (0.4 * len(self.records) + 0.6 * len(own) + 0.5 * len(set(own)) + 0.3 * spread) * (1 + 1.5 * self.timed)

    @property
    def block(self) -> str:
        """The place of the blocks that the days stand in, bold or not, in a paragraph of their own or not."""
        steps = self.signature.split("/")
        while len(steps) > 1 and _CLASS.sub("", steps[-1]) in INLINE:
            steps.pop()
        if len(steps) > 1 and _CLASS.sub("", steps[-1]) == "p" and _CLASS.sub("", steps[-2]) in _CELLS:
            steps.pop()
        return "/".join(steps)

    @property
    def tail(self) -> str:
        """The last two tags of the place, by which lists of one page that hold the same kind of item are known."""
        return "/".join(_CLASS.sub("", part) for part in self.signature.split("/")[-2:])


def listing_of(page: PageText, signature: str, anchors: Sequence[int], dated: Mapping[int, Dated]) -> Listing:
    """The list of the items whose days stand in the lines ``anchors``, all at the place ``signature`` in the tree."""
    listing = _listed(page, signature, anchors, dated)
    timed = sum(
        one.when.says_when or any(CLOCK.search(line.text) for line in page.lines[one.first : one.last][:_NEAR])
        for one in listing.records
    )
    return replace(listing, timed=timed / len(listing.records)) if listing.records else listing


def _listed(page: PageText, signature: str, anchors: Sequence[int], dated: Mapping[int, Dated]) -> Listing:
    anchors = firsts(page, of_dated_fields(page, once_an_item(page, anchors, dated)), dated)
    blocks = blocks_of(page, anchors, dated)
    stretches = [page.stretches[block] for block in blocks]
    if all(dated[anchor].bare for anchor in anchors):  # a calendar: only the days on which something happens
        busy = [item for item, (first, last) in enumerate(stretches) if last - first > 1]
        if len(busy) > 1:
            anchors, blocks = [anchors[item] for item in busy], [blocks[item] for item in busy]
            stretches = [stretches[item] for item in busy]
    if len(anchors) == 1:
        stretches = [below_heading(page, anchors[0], stretches[0])]
    rows = rows_of(page, anchors, dated)
    if rows:
        return _filled(
            page,
            signature,
            Layout.BLOCK,
            [*rows],
            [page.stretches[row] for row in rows.values()],
            [*rows.values()],
            dated,
        )
    if len(anchors) > 1 and 2 * len({*blocks}) <= len(anchors):  # lines of one text or of a few
        layout, firsts_of, stretches = lines_of_text(page, anchors, stretches)
        of_firsts = [block for anchor, block in zip(anchors, blocks, strict=True) if anchor in firsts_of]
        return _filled(page, signature, layout, firsts_of, stretches, of_firsts, dated)
    headed = with_headings(page, anchors, stretches) or with_terms(page, anchors, blocks, stretches)
    if headed:
        return _filled(page, signature, Layout.BEFORE, anchors, headed, blocks, dated)
    return _of_blocks(page, signature, anchors, blocks, stretches, dated)


def _of_blocks(
    page: PageText, signature: str, anchors: Sequence[int], blocks: Sequence[HtmlElement],
    stretches: Sequence[tuple[int, int]], dated: Mapping[int, Dated],
) -> Listing:  # fmt: skip
    """The list whose days stand each in a block of its own: the item, or a part of it."""
    named = named_lines(page, anchors, dated)
    rich = sum(
        says_something(page, stretch, anchor, dated, named=named)
        for stretch, anchor in zip(stretches, anchors, strict=True)
    )
    alone = blocks[0].tag in {"tr", "li", "td"} and (rich or not label_of(page.lines[anchors[0]].text))
    wide = [
        _to_head(page, end, part, dated)
        for (_, end), part in zip(stretches, to_next(page, blocks, stretches), strict=True)
    ]
    defined = len(anchors) > 1 and all(map(_is_defined, blocks))
    if defined or _heads_rows(page, anchors, stretches, wide, dated):
        return _filled(page, signature, Layout.AFTER, anchors, wide, blocks, dated)
    if are_fields(page, anchors, stretches):
        around = around_fields(page, blocks, stretches)
        return _filled(page, signature, Layout.BEFORE, anchors, around, blocks, dated)
    if len(anchors) < 2 or rich * 2 >= len(anchors) or alone:
        return _filled(page, signature, Layout.BLOCK, anchors, stretches, blocks, dated)
    layout, stretches = flat(page, blocks, stretches)
    return _filled(page, signature, layout, anchors, stretches, blocks, dated)


def _is_defined(block: HtmlElement) -> bool:
    """Whether an element is a term with its definition: what the term's day is the day of stands there (HTML Standard §4.4.8)."""
    following = block.getnext()
    return block.tag == "dt" and following is not None and following.tag == "dd"


def _heads_rows(
    page: PageText, anchors: Sequence[int], stretches: Sequence[tuple[int, int]], wide: Sequence[tuple[int, int]],
    dated: Mapping[int, Dated],
) -> bool:  # fmt: skip
    """Whether the rows of the days are but the heads of many rows below them, which are named and have no day of their own."""
    own = sum(last - first for first, last in stretches)
    spanning = all(_spans_row(page, anchor) for anchor in anchors)
    many = 1 if spanning else LIST
    if len(anchors) < 2 or sum(last - first for first, last in wide) < many * own:
        return False
    between = (
        (dated[anchor], dated[number])
        for anchor, (_, end), (_, far) in zip(anchors, stretches, wide, strict=True)
        for number in range(end, far)
        if number in dated
    )
    if not all(spanning and within_range(one, head) for head, one in between):
        return False
    under = under_days(page, anchors, wide, dated, rows=spanning)
    return under is not None and len(under[1]) * (2 if spanning else 1) >= many * len(anchors)


def _to_head(page: PageText, end: int, stretch: tuple[int, int], dated: Mapping[int, Dated]) -> tuple[int, int]:
    """The stretch up to the next day that has a row of its own: a closed day's, which looks otherwise."""
    first, last = stretch
    return first, next((number for number in range(end, last) if number in dated and _spans_row(page, number)), last)


def _spans_row(page: PageText, anchor: int) -> bool:
    """Whether a day stands in the only cell of its row, above rows of several cells."""
    row = next(page.lines[anchor].element.iterancestors("tr"), None)
    below = row.getnext() if row is not None else None
    return row is not None and below is not None and len(row) == 1 and len(below) > 1


def _filled(
    page: PageText, signature: str, layout: Layout, anchors: Sequence[int], stretches: Sequence[tuple[int, int]],
    blocks: Sequence[HtmlElement], dated: Mapping[int, Dated],
) -> Listing:  # fmt: skip
    """The list with the titles of its items."""
    rooms = cells_of_rooms(page, anchors, dated)
    if rooms:
        of_cells = tuple(_record(stretches[item], dated[anchors[item]], told, part) for item, told, part in rooms)
        return Listing(page.place(rooms[0][1].line.element), Layout.UNDER, of_cells, tuple(blocks))
    if layout is Layout.AFTER:
        stretches = _cut_at_headings(page, anchors, stretches)
    if are_agendas(page, anchors, stretches, dated):
        meetings = zip(stretches, anchors, strict=True)
        nameless = tuple(record for stretch, anchor in meetings for record in _days(stretch, dated[anchor], None))
        return Listing(signature, layout, nameless, tuple(blocks))
    found = columns(page, stretches, anchors, dated)
    titled = layout is Layout.BEFORE and len(anchors) > 1 and begin_with_names(page, anchors, stretches)
    rows = layout is Layout.AFTER and all(_spans_row(page, anchor) for anchor in anchors)
    under = None if titled else under_days(page, anchors, _to_another(anchors, stretches, dated), dated, rows=rows)
    if under and (layout is not Layout.BLOCK or _headed(page, anchors) or (found and found[0].signature == under[0])):
        place, told = under
        numbers = sorted(one.line.number for _, one in told)
        records = tuple(
            _record(stretches[item], dated[anchors[item]], one, _part(page, one.line, numbers)) for item, one in told
        )
        return Listing(place, Layout.UNDER, records, tuple(blocks))
    best = titles(found, stretches, of_calendar=all(dated[anchor].bare for anchor in anchors))
    records = tuple(
        record
        for stretch, anchor, block, title in zip(stretches, anchors, blocks, best, strict=True)
        for record in (
            *_days(stretch, dated[anchor], title),
            *_rows_below(page, block, dated, dated[anchor], found[0] if found and title else None),
            *_rows_without_day(page, block, dated, dated[anchor], found[0] if found and title else None),
        )
    )
    return Listing(signature, layout, records, tuple(blocks), found[0] if found else None)


def _to_another(
    anchors: Sequence[int], stretches: Sequence[tuple[int, int]], dated: Mapping[int, Dated]
) -> Sequence[tuple[int, int]]:
    """The stretches; that of one day alone up to the next line that names one: what stands below that is not its."""
    if len(anchors) > 1:
        return stretches
    first, last = stretches[0]
    return [(first, next((number for number in range(anchors[0] + 1, last) if number in dated), last))]


def _cut_at_headings(
    page: PageText, anchors: Sequence[int], stretches: Sequence[tuple[int, int]]
) -> Sequence[tuple[int, int]]:
    """The stretches from day to day, cut at a heading behind the day that only some of them have: it heads the next items."""
    behind = [
        next((line.number for line in page.lines[anchor + 1 : last] if line.is_heading), last)
        for anchor, (_, last) in zip(anchors, stretches, strict=True)
    ]
    cut = [number < last for number, (_, last) in zip(behind, stretches, strict=True)]
    if 2 * sum(cut) > len(cut):
        return stretches
    return [(first, end) for (first, _), end in zip(stretches, behind, strict=True)]


def _record(stretch: tuple[int, int], when: Dated, told: Told, part: tuple[int, int]) -> Record:
    return Record(*stretch, when.days[0], when, when.until, told.text, told.line, part)


def _part(page: PageText, line: Line, titles: Sequence[int]) -> tuple[int, int]:
    """The lines around a title below a day that belong to no other title."""
    part = (line.number, line.number + 1)
    for outer in page.tops(line.element):
        first, last = page.stretches[outer]
        if bisect_left(titles, last) - bisect_left(titles, first) > 1:
            break
        part = (min(part[0], first), max(part[1], last))
    return part


def _rows_below(
    page: PageText, row: HtmlElement, dated: Mapping[int, Dated], when: Dated, column: Column | None
) -> Iterator[Record]:
    """Rows of a table that the day's cell spans: they lack it, so the title stands as many cells further left."""
    if row.tag != "tr" or column is None:
        return
    spans = max(map(rowspan, row), default=1)
    if spans < 2:
        return
    spanned = sum(cell.get("rowspan") not in {None, "1"} for cell in row)
    found = _COLUMN.search(column.signature)
    if found is None:
        return
    for below in list(row.itersiblings("tr"))[: spans - 1]:
        cells = list(below)
        at = int(found[1]) - (len(row) - len(cells))
        alike = len(cells) == len(row) - spanned  # else the row goes on with the item above
        if not alike or not 0 <= at < len(cells) or below not in page.stretches:
            continue
        first, last = page.stretches[below]
        told = (tell(line, None) for line in page.lines[slice(*page.stretches[cells[at]])])
        title = next((one.text for one in told if one is not None and not one.weak), None)
        if title and not any(number in dated for number in range(first, last)):
            yield Record(first, last, when.days[0], when, when.until, title)


def _rows_without_day(
    page: PageText, row: HtmlElement, dated: Mapping[int, Dated], when: Dated, column: Column | None
) -> Iterator[Record]:
    """Rows below a day's whose own cell for the day is empty: another room's on the same day."""
    place = _COLUMN.search(column.signature) if column is not None and row.tag == "tr" else None
    cells = list(row.iterchildren("td", "th")) if place is not None else []
    day = next((number for number, cell in enumerate(cells) if _holds(page, cell, when.line.number)), None)
    if place is None or day is None:
        return
    for below in row.itersiblings("tr"):
        others = list(below.iterchildren("td", "th"))
        if len(others) != len(cells) or str(others[day].text_content()).strip() or below not in page.stretches:
            return
        first, last = page.stretches[below]
        told = (tell(line, None) for line in page.lines[slice(*page.stretches[others[int(place[1])]])])
        title = next((one.text for one in told if one is not None and not one.weak), None)
        if title and not any(number in dated for number in range(first, last)):
            yield Record(first, last, when.days[0], when, when.until, title)


def _holds(page: PageText, cell: HtmlElement, number: int) -> bool:
    return cell in page.stretches and page.stretches[cell][0] <= number < page.stretches[cell][1]


def _days(stretch: tuple[int, int], when: Dated, title: str | None) -> Iterator[Record]:
    """One item, or one for each day of a line that lists them."""
    if when.bare and title is None:
        return  # a day of a calendar on which nothing happens
    own = tell(when.line, when, own=True)
    days = dict.fromkeys(when.days)
    if len(days) >= LIST and title is not None and _COURSE.search(title) is not None:
        yield Record(*stretch, when.days[0], when, max(days), title)
    elif len(days) >= LIST and (own is None or own.weak):
        for day in days:
            yield Record(*stretch, day, when, title=title)
    else:
        yield Record(*stretch, when.days[0], when, when.until, title)


def _headed(page: PageText, anchors: Sequence[int]) -> bool:
    return sum(bool(_HEADINGS & set(page.lines[anchor].around[:3])) for anchor in anchors) * 5 > len(anchors) * 4
