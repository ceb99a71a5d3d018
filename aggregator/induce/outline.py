"""Under which headings a line of a page stands, as a person who scrolls to it has read them. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from aggregator.induce.page import CONTAINERS, HEADINGS, Line, PageText
from aggregator.induce.told import tell

_LABELS: Final = {"caption": 7, "summary": 7, "legend": 7, "dt": 8, "strong": 9, "b": 9, "th": 9}
"""Elements that name what follows them, and how deep below the headings 1 to 6 they stand."""
_COLON: Final = 10
_LEADS: Final = ("aria-controls", "data-target", "data-bs-target", "href")
_LEADING: Final = "//*[{}]".format(" or ".join(f"@{name}" for name in _LEADS))
_NEAR: Final = 40
"""Lines below a label, which is no heading, that it speaks of."""
_LONG: Final = 100
_OF_THE_FORM: Final = re.compile(
    r"\W*(?:search|results?\b|filter|select\b|choose|sort|show(?:ing)?\b|検索|絞り?込み|並べ替え|表示)", re.IGNORECASE
)
"""Heads of the form that chooses what a list shows."""
_SENTENCE: Final = re.compile(r"[。!！?？]$|[.:：]$|\b(?:will|are|is|be|please|can|may)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A line that names what follows it; ``level`` 1 to 6 for headings, more for labels."""

    level: int
    number: int
    text: str


def outline(page: PageText, wanted: Collection[int], skipped: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The headings over each of the ``wanted`` lines, the nearest first, one of each level.

    Args:
        page: the page.
        wanted: numbers of lines.
        skipped: numbers of lines that are no headings, such as items with their titles and lines that tell days.
    """
    sought = set(wanted)
    found: dict[int, tuple[str, ...]] = {}
    open_: list[Heading] = []
    panels = _panels(page) if sought else {}
    for line in page.lines:
        if line.number in sought:
            near = [one for one in open_ if one.level <= len(HEADINGS) or line.number - one.number <= _NEAR]
            names = [*_panel(page, line, panels), *(one.text for one in reversed(near))]
            found[line.number] = tuple(dict.fromkeys(names))
        level = None if line.number in skipped else _level(line)
        if level is None:
            continue
        open_ = [one for one in open_ if one.level < level]
        told = tell(line, None)
        if told is not None and not told.weak and len(line.text) <= _LONG and not _OF_THE_FORM.match(line.text):
            open_.append(Heading(level, line.number, told.text.rstrip(":： ")))
    return found


def _level(line: Line) -> int | None:
    """How deep a line heads what follows; ``None`` where it is no heading: a column's head, a sentence, a menu's entry."""
    tags = line.around
    heading = next((tag for tag in tags[:3] if tag in HEADINGS), None)
    if heading is not None:
        return None if CONTAINERS & {str(one.tag) for one in line.element.iterancestors()} else int(heading[1])
    cell = next((one for one in (line.element, *line.element.iterancestors()) if one.tag in {"td", "th"}), None)
    row = cell.getparent() if cell is not None else None
    if row is not None and sum(one.tag in {"td", "th"} for one in row) > 1:
        return None
    label = next((_LABELS[tag] for tag in tags[:3] if tag in _LABELS), None)
    if label is not None and not (label > 8 and _SENTENCE.search(line.text)):
        return label
    bare = line.text.rstrip(":： ")
    return _COLON if line.text.endswith((":", "：")) and not _SENTENCE.search(bare) and ":" not in bare else None


def _panels(page: PageText) -> dict[HtmlElement, str]:
    """What opens each panel (a tab, the head of an accordion) by the panel (WAI-ARIA 1.2 ``aria-controls``, or a link to its id).

    Panels come in several of a kind; what alone of its kind is led to (``Skip to content``) is none.
    """
    ids = {name: element for element in page.stretches if (name := element.get("id"))}
    leads: dict[HtmlElement, list[HtmlElement]] = {}
    for element in page.root.xpath(_LEADING):
        names = (str(element.get(name) or "").lstrip("#") for name in _LEADS)
        leads[element] = [ids[name] for name in names if name in ids]
    found: dict[HtmlElement, str] = {}
    for line in page.lines if any(leads.values()) else ():
        if len(line.text) > _LONG:
            continue
        around = (line.element, *islice(line.element.iterancestors(), 2))
        opened = [panel for outer in around for panel in leads.get(outer, ())]
        told = tell(line, None) if opened else None
        if told is not None and not told.weak:
            for panel in opened:
                found.setdefault(panel, told.text)
    kinds = Counter(page.signature(panel) for panel in found)
    return {panel: name for panel, name in found.items() if kinds[page.signature(panel)] > 1}


def _panel(page: PageText, line: Line, panels: dict[HtmlElement, str]) -> Iterator[str]:
    """The names of the panels that a line stands in, the innermost first."""
    return (panels[outer] for outer in page.tops(line.element) if outer in panels)
