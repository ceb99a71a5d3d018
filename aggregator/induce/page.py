"""A page as the lines that a person sees, each with the element that it stands in. Pure.

Selectors and blocks are found on lines and not on text nodes, since a date is often split over several inline elements.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, Final

import lxml.html
from lxml.html import HtmlElement

from aggregator.induce.columns import unfold_columns
from aggregator.induce.pieces import Pieces, stated
from aggregator.induce.steps import step, unclosed

INLINE: Final = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rb", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "button",
])  # fmt: skip
"""Elements that do not break a line; all others do, known or not."""
APART: Final = frozenset(["a", "button", "img", "label", "span", "time"])
"""Inline elements that style sheets often set apart: their texts do not run together."""
SILENT: Final = frozenset(
    ["script", "style", "noscript", "template", "svg", "head", "iframe", "object", "textarea", "select", "option"]
)
HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
CONTAINERS: Final = frozenset(["nav", "footer"])
_BLANK: Final = re.compile(r"\s+")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_FRAMES: Final = re.compile(r"<(?:/?(?:frameset|noframes)|frame)\b[^>]*>", re.IGNORECASE)
"""Frames of a page; what is told to those who see none is read as the page."""
_LONGEST_ALT: Final = 60
_DRESS: Final = frozenset(["a", "em", "i"])
"""Elements that make no other kind of line of one."""
_DRESSED: Final = frozenset(["a", "b", "em", "span", "strong"])
"""Elements that may set a name apart from the rest of its line."""
_ROWS: Final = frozenset(["li", "tr"])
_CELLS: Final = frozenset(["td", "th"])
_SPANS: Final = re.compile("[0-9]{1,4}")
_MOST_ROWS: Final = 100
"""More rows than this span nobody's event."""
_DAY_NUMBER: Final = re.compile(r"\s*(?:3[01]|[12]?\d)(?!\d)")
_DAYS_OF_CALENDAR: Final = 20
_CELLS_OF_CALENDAR: Final = 50
"""A table with so many different days at the beginning of its cells, and no more cells than that, is a month."""

COPIED: Final = "copied-from-above"
"""Marks a cell that spans from a row above."""
_AROUND: Final = 4
"""Tags of a line that are kept: its element's and those of the three around it."""


@dataclass
class Line:
    """One line: its text with single blanks, the innermost block it stands in, and its link if it has one."""

    number: int
    text: str
    element: HtmlElement
    link: HtmlElement | None = None
    day: date | None = None
    clock: str = ""
    gap: bool = False
    """Whether something empty (a blank paragraph, a rule, two breaks) stands above it."""
    dressed: tuple[HtmlElement, ...] = ()
    """The links, bold words and the like that begin in it."""
    known: dict[tuple[bool, bool, frozenset[str]], Any] = field(default_factory=dict, repr=False, compare=False)
    """What ``titles.tell`` has made of it: it is asked for each list that the line may belong to."""

    around: tuple[str, ...] = field(init=False, repr=False)
    """The tags of the element and of those close around it, the innermost first."""
    is_heading: bool = field(init=False, repr=False)
    """Whether it stands in a heading."""

    def __post_init__(self) -> None:
        tags: list[str] = []
        at = self.element
        while at is not None and len(tags) < _AROUND:
            tags.append(at.tag)
            at = at.getparent()
        self.around = tuple(tags)
        self.is_heading = not HEADINGS.isdisjoint(self.around[:3])

    @property
    def is_dressed(self) -> bool:
        """Whether it is a link, bold or in a heading."""
        return self.link is not None or self.is_heading or not {"b", "strong"}.isdisjoint(self.around[:2])


@dataclass
class PageText:
    """The lines of a page, and the stretch of lines of each element."""

    root: HtmlElement
    lines: list[Line] = field(default_factory=list)
    stretches: dict[HtmlElement, tuple[int, int]] = field(default_factory=dict)
    calendars: dict[HtmlElement, bool] = field(default_factory=dict)
    heads: dict[tuple[HtmlElement, int], str] = field(default_factory=dict)
    """What heads a column of a table (``heads.head_of``), by table and column."""
    _signatures: dict[HtmlElement, str] = field(default_factory=dict)
    _rows: dict[tuple[HtmlElement, str], frozenset[str]] = field(default_factory=dict)

    def signature(self, element: HtmlElement) -> str:
        """The path of tags and classes to an element, without what changes from row to row; table cells by their column."""
        known = self._signatures.get(element)
        if known is None:
            outer = element.getparent()
            path = "" if outer is None or outer.tag in {"body", "html"} else self.signature(outer)
            own = "td" if self._of_calendar(element) else step(element, self._of_some_rows(element))
            same = unclosed(element, own)
            again = path.endswith(f"/{own}/{own}/{own}")
            known = path if again else f"{path}/{own}"
            known = self._signatures[element] = known if same is None else self.signature(same)
        return known

    def _of_some_rows(self, element: HtmlElement) -> frozenset[str]:
        """Classes that only a few of the rows or entries beside it have, where most are of one kind: a Saturday's, a closed day's."""
        outer = element.getparent()
        if outer is None or element.tag not in _ROWS:
            return frozenset()
        if (outer, element.tag) not in self._rows:
            rows = [frozenset((one.get("class") or "").split()) for one in outer.iterchildren(element.tag)]
            counted = Counter(name for row in rows for name in row)
            usual = Counter(rows).most_common(1)[0]
            few = {name for name, times in counted.items() if times * 4 < len(rows) and name not in usual[0]}
            self._rows[outer, element.tag] = frozenset(few if usual[1] * 2 >= len(rows) and len(rows) > 3 else ())
        return self._rows[outer, element.tag]

    def _of_calendar(self, cell: HtmlElement) -> bool:
        """Whether a cell is a day of a month's table: there column and class are but the weekday."""
        return cell.tag == "td" and is_calendar(next(cell.iterancestors("table"), None), self.calendars)

    def take_for_calendars(self, tables: Iterable[HtmlElement]) -> None:
        """Let the columns of ``tables`` say nothing: each of their cells is an item of its own."""
        self.calendars.update(dict.fromkeys(tables, True))
        self._signatures.clear()

    def place(self, element: HtmlElement) -> str:
        """The signature of the block that an element stands in: a title is at one place with or without its link, slanted or not."""
        at = element
        while at.tag in _DRESS and (outer := at.getparent()) is not None:
            at = outer
        return self.signature(at)

    def tops(self, element: HtmlElement) -> Iterator[HtmlElement]:
        """The element and those around it that hold lines."""
        at: HtmlElement | None = element
        while at is not None and at in self.stretches:
            yield at
            at = at.getparent()

    def led_by(self, line: Line) -> tuple[int, int]:
        """The lines of the smallest element around a line that goes on behind it; ``(0, 0)`` where none does."""
        ends = (self.stretches[one] for one in self.tops(line.element) if self.stretches[one][1] > line.number + 1)
        return next(ends, (0, 0))

    @cached_property
    def headings(self) -> list[int]:
        """For each line the number of the nearest heading above it; -1 where there is none."""
        found, last = [], -1
        for line in self.lines:
            found.append(last)
            last = line.number if line.is_heading else last
        return found

    @cached_property
    def title(self) -> str:
        """The page's name: its title, else its first heading."""
        title = _BLANK.sub(" ", (self.root.findtext(".//title") or "").partition("<")[0]).strip()
        return title or next((line.text for line in self.lines if "h1" in line.around[:3]), "")


def is_calendar(table: HtmlElement | None, known: dict[HtmlElement, bool]) -> bool:
    """Whether a table is a month: most of its cells begin with the number of a day. ``known`` keeps the answers."""
    if table is None:
        return False
    if table not in known:
        starts = [_DAY_NUMBER.match(str(one.text_content())) for one in table.iter("td")]
        days = {int(found[0]) for found in starts if found is not None}
        known[table] = len(days) >= _DAYS_OF_CALENDAR and len(starts) <= _CELLS_OF_CALENDAR
    return known[table]


def read_page(html: str) -> PageText:
    """The lines of ``html``; a page without any text has none. Never raises on text."""
    source = _FRAMES.sub("", _DECLARATION.sub("", html.replace("\x00", "")))
    try:
        root = lxml.html.document_fromstring(source or "<p>", _parser())
    except (lxml.etree.ParserError, ValueError):  # nothing but comments, or nothing at all
        root = lxml.html.document_fromstring("<p></p>")
    unfold_columns(root)
    _fill_spans(root)
    page = PageText(root)
    body = root.find("body")
    _Reader(page).read(root if body is None else body)
    return page


def _parser() -> lxml.html.HTMLParser:
    """Leaves out what no reader sees: a comment between two cells is neither of them."""
    return lxml.html.HTMLParser(remove_comments=True, remove_pis=True)


def rowspan(cell: HtmlElement) -> int:
    """How many rows a table's cell spans; one where it says nothing that is a number."""
    told = cell.get("rowspan") or ""
    return int(told) if _SPANS.fullmatch(told) else 1


def _fill_spans(root: HtmlElement) -> None:
    """Copy each cell that spans rows into the rows below it, in its column, as a person reads it (HTML Standard §4.9.12).

    Source kind ``html`` does the same before it selects.
    """
    for row in root.xpath("//tr[td[@rowspan] or th[@rowspan]]"):
        cells = [one for one in row if one.tag in _CELLS]
        spanning = [one for one in cells if rowspan(one) > 1]
        spans = min(map(rowspan, spanning), default=1)
        for below, _ in zip(row.itersiblings("tr"), range(min(spans, _MOST_ROWS) - 1), strict=False):
            if sum(one.tag in _CELLS for one in below) + len(spanning) != len(cells):
                break  # the second row of one item
            for cell in spanning:
                copied = deepcopy(cell)
                copied.tail = None
                copied.set("rowspan", str(rowspan(cell) - 1))
                copied.set(COPIED, "")
                below.insert(cells.index(cell), copied)


class _Reader:
    """Walks the tree without recursion: pages exist that are nested thousands of levels deep."""

    def __init__(self, page: PageText) -> None:
        self._page = page
        self._parts: list[str] = []
        self._element: HtmlElement | None = None
        self._link: HtmlElement | None = None
        self._open_link: HtmlElement | None = None
        self._when: tuple[date, str] | None = None
        self._whole: tuple[HtmlElement, tuple[date, str]] | None = None
        self._gap = False
        self._dressed: list[HtmlElement] = []
        self._opened: dict[HtmlElement, int] = {}
        self._pieces = Pieces()

    def read(self, body: HtmlElement) -> None:
        self._enter(body)
        waiting = [(body, iter(body))]
        while waiting:
            element, children = waiting[-1]
            for child in children:
                if isinstance(child.tag, str) and child.tag not in SILENT:
                    self._enter(child)
                    waiting.append((child, iter(child)))
                    break
                self._add(child.tail, element)
            else:
                waiting.pop()
                self._leave(element)
                if waiting:
                    self._add(element.tail, waiting[-1][0])

    def _enter(self, element: HtmlElement) -> None:
        heading = self._heading_of(element)
        if heading is not None:
            self._parts.append(" ")
            self._element = heading if self._element is not None else None
        elif element.tag not in INLINE or self._is_another_link(element) or self._pieces.begins(element):
            self._end_line()
        self._opened[element] = len(self._page.lines)
        if element.tag in _DRESSED:
            self._dressed.append(element)
        if element.tag == "hr" or (element.tag == "br" and self._is_second_break(element)):
            self._gap = True
        if element.tag in APART or self._is_next_number(element):
            self._parts.append(" ")
        if element.tag == "a":
            self._open_link = element
        when = stated(element)
        if when is not None and element.tag in INLINE:
            self._when = self._when or when
        elif when is not None:
            self._whole = (element if element.tag != "meta" else element.getparent(), when)
        alt = element.get("alt") if element.tag == "img" else None
        if alt and len(alt) < _LONGEST_ALT:
            self._add(f" {alt} ", element)
        self._add(element.text, element)

    def _leave(self, element: HtmlElement) -> None:
        if element.tag != "br" and (element.tag not in INLINE or self._is_day_number(element)):
            self._end_line()
        elif element.tag in APART:
            self._parts.append(" ")
        if element.tag == "a":
            self._open_link = None
        open_line = any(part.strip() for part in self._parts)
        first = self._opened.pop(element)
        self._page.stretches[element] = (first, len(self._page.lines) + open_line)
        if element.tag == "p" and first == len(self._page.lines) and not len(element):
            self._gap = True
        if self._whole is not None and self._whole[0] is element:
            self._whole = None

    def _add(self, text: str | None, element: HtmlElement) -> None:
        if not text:
            return
        if element.tag == "td" and text is element.text and text.strip().isdecimal() and len(element):
            self._put(text, element)
            if self._is_day_number(element[0]):
                self._end_line()
        elif "\n" in text and any(outer.tag == "pre" for outer in (element, *element.iterancestors())):
            first, *others = text.split("\n")
            self._put(first, element)
            for other in others:
                self._end_line()
                self._put(other, element)
        else:
            self._put(text, element)

    def _heading_of(self, element: HtmlElement) -> HtmlElement | None:
        """The heading that an element goes on with, a break or a piece of it: what stands in one heading is one line."""
        if element.tag != "br" and not self._pieces.begins(element):
            return None
        return next((outer for outer in islice(element.iterancestors(), _AROUND) if outer.tag in HEADINGS), None)

    def _is_next_number(self, element: HtmlElement) -> bool:
        """Whether a number or an English word follows the number in the element before: month, day and weekday set apart."""
        before = element.getprevious()
        led = next((part for part in reversed(self._parts) if part), "")
        return (
            before is not None
            and before.tag in INLINE
            and not before.tail
            and led[-1:].isdecimal()
            and (element.text or "").lstrip()[:1].isalnum()
            and (element.text or "").lstrip()[:1].isascii()
        )

    def _is_day_number(self, element: HtmlElement) -> bool:
        """Whether an inline element is the number of a day at the beginning of a calendar's cell."""
        if not "".join(self._parts).strip().isdecimal():
            return False
        return self._in_calendar(element)

    def _is_another_link(self, element: HtmlElement) -> bool:
        """Whether a link follows another one in a calendar's cell: each is an event of its own."""
        before = element.getprevious() if element.tag == "a" else None
        return (
            before is not None and before.tag == "a" and not (before.tail or "").strip() and self._in_calendar(element)
        )

    def _in_calendar(self, element: HtmlElement) -> bool:
        cell = next((outer for outer in element.iterancestors() if outer.tag not in INLINE), None)
        if cell is None or cell.tag != "td":
            return False
        return is_calendar(next(cell.iterancestors("table"), None), self._page.calendars)

    def _put(self, text: str, element: HtmlElement) -> None:
        if text.strip():
            if self._element is None or (element.tag in HEADINGS and element in self._element.iterancestors()):
                self._element = element  # <h3><span>NEW</span> title: the heading
            elif element.tag in INLINE and not any(map(str.isalnum, "".join(self._parts))):
                self._element = element  # <font>◎</font> <b>title</b>
            if self._link is None:
                self._link = self._open_link
        self._parts.append(text)

    def _end_line(self) -> None:
        text = _BLANK.sub(" ", "".join(self._parts)).strip()
        if text and self._element is not None:
            lines = self._page.lines
            day, clock = self._when or (self._whole[1] if self._whole is not None else (None, ""))
            dressed = tuple(self._dressed)
            lines.append(Line(len(lines), text, self._element, self._link, day, clock, self._gap, dressed))
            self._whole, self._gap = None, False
        self._parts, self._element, self._link, self._when = [], None, None, None
        self._dressed = []

    @staticmethod
    def _is_second_break(element: HtmlElement) -> bool:
        before = element.getprevious()
        return before is not None and before.tag == "br" and not (before.tail or "").strip()
