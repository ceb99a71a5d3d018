"""Lists in which a day stands above several items. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from lxml.html import HtmlElement

from aggregator.induce.dated import CLOCK, Dated
from aggregator.induce.heads import fields_of
from aggregator.induce.layout import label_of, named_lines
from aggregator.induce.page import HEADINGS, INLINE, Line, PageText
from aggregator.induce.told import ONLY_CLOCK, Told, tell

_LONG: Final = 8
_SOME: Final = 3
_BRIEF: Final = 5
"""So much weight has a title on average; in the cells of a calendar less."""
_HEADINGS: Final = HEADINGS | {"dt", "caption", "summary"}
_BOLD: Final = frozenset(["b", "strong"])
_AGENDA: Final = re.compile(
    r"(?:\W*(?:the|view|see|read|download|draft|final|full|meeting|and|agendas?|minutes|packet))*\W*"
    r"(?:agendas?|minutes)\W*"
    r"|\W*(?:会議|議事|本日)?の?(?:次第|議題|議案|議事録|会議録)\W*",
    re.IGNORECASE,
)


def under_days(
    page: PageText, anchors: Sequence[int], stretches: Sequence[tuple[int, int]], dated: Mapping[int, Dated],
    *, rows: bool = False,
) -> tuple[str, list[tuple[int, Told]]] | None:  # fmt: skip
    """The titles of a list in which a day stands above several items: repeated lines whose number differs from day to day.

    ``rows``: the day has a row of its own above them, so that one item is enough.
    """
    own = sum(
        told is not None and not told.weak for told in (tell(page.lines[one], dated[one], own=True) for one in anchors)
    )
    if own * 10 > len(anchors) * 3 and named_lines(page, anchors, dated):
        return None
    places: dict[str, list[tuple[int, Told]]] = defaultdict(list)
    values = fields_of(page, stretches)
    for item, (anchor, (_, last)) in enumerate(zip(anchors, stretches, strict=True)):
        for line in page.lines[anchor:last]:
            told = None if line.number in dated or line.number in values else tell(line, None)
            if told is not None and not told.weak:
                of_place = places[page.place(_whole(line))]
                if not (of_place and _goes_on(of_place[-1][1].line, line)):
                    of_place.append((item, told))
    places = {place: _dressed(told) for place, told in places.items()}
    if any(_heads_each(told, len(anchors)) for told in places.values()):
        return None
    fields = _labelled(places, len(anchors))
    places = {place: [one for one in told if label_of(one[1].text) not in fields] for place, told in places.items()}
    days = len(anchors)
    bare = all(dated[anchor].bare for anchor in anchors)
    if bare:  # a calendar: days on which nothing happens do not count
        days = len({item for told in places.values() for item, _ in told})
    fit = [
        (place, told)
        for place, told in places.items()
        if told
        and not _has_titles(told)
        and (
            _several(told, days, of_calendar=bare, rows=rows)
            or _each_at_a_time(page, told, days)
            or _are_shown(page, told, [dated[anchor].until is not None for anchor in anchors])
        )
    ]
    return max(fit, key=lambda one: _merit(one[1]), default=None)


def _whole(line: Line) -> HtmlElement:
    """The element that holds all of a line: one that begins with a badge in a span of its own (35mm) is at the place of its block."""
    at = line.element
    while at.tag == "span" and len("".join(str(at.text_content()).split())) < len("".join(line.text.split())):
        if (outer := at.getparent()) is None:
            break
        at = outer
    return at


def are_agendas(
    page: PageText, anchors: Sequence[int], stretches: Sequence[tuple[int, int]], dated: Mapping[int, Dated]
) -> bool:
    """Whether each day is that of a meeting with its agenda beside or right below it, and what follows are points of that."""
    points: list[int] = []
    for anchor, (_, last) in zip(anchors, stretches, strict=True):
        beside, below = dated[anchor].rest, page.lines[anchor + 1 : last]
        led = not beside and bool(below) and _AGENDA.fullmatch(below[0].text) is not None
        if led or (beside and _AGENDA.fullmatch(beside)):
            kinds = Counter(page.place(line.element) for line in below[led:] if line.number not in dated)
            points.append(max(kinds.values(), default=0))
    several = sum(count > 1 for count in points)
    return (
        len(anchors) >= _SOME
        and len(points) * 5 >= len(anchors) * 4
        and several * 2 > len(points)
        and len({*points}) > 1
    )


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line goes on with the link or the bold words of the one above it: one thing is named in two lines."""
    linked = line.link is not None and line.link is above.link
    return linked or (line.element is above.element and line.element.tag in _BOLD and line.number == above.number + 1)


def _dressed(told: Sequence[tuple[int, Told]]) -> list[tuple[int, Told]]:
    """The lines without the plain ones in cells that also have bold ones: those are what is said of these."""
    cells = [next((one.line.element.iterancestors("td", "li", "dd")), None) for _, one in told]
    bold = {cell for cell, (_, one) in zip(cells, told, strict=True) if cell is not None and one.line.is_dressed}
    return [one for cell, one in zip(cells, told, strict=True) if cell not in bold or one[1].line.is_dressed]


def _heads_each(told: Sequence[tuple[int, Told]], items: int) -> bool:
    """Whether nearly every day has one heading of its own here: the title, and what stands below it speaks of that."""
    heads = [one for _, one in told if one.line.is_heading]
    of_items = {item for item, one in told if one.line.is_heading}
    different = len({one.letters for one in heads}) * 10 >= len(heads) * 8
    return items > 1 and len(heads) == len(of_items) and len(of_items) * 5 >= items * 4 and different


def _labelled(places: Mapping[str, Sequence[tuple[int, Told]]], items: int) -> frozenset[str]:
    """Labels before a colon that stand in many items: what follows them are fields of one item, not items."""
    found = Counter(
        label for told in places.values() for label in {(item, label_of(one.text)) for item, one in told} if label[1]
    )
    counted = Counter(label for _, label in found)
    return frozenset(label for label, times in counted.items() if times > 2 and times * 3 >= items)


def _several(told: Sequence[tuple[int, Told]], items: int, *, of_calendar: bool, rows: bool = False) -> bool:
    """Whether these are several items of each day; a calendar may name the same on many days."""
    line = told[0][1].line
    if not of_calendar and line.link is None and not {"tr", "li", "dd", "b", "strong", *_HEADINGS} & set(line.around):
        return False
    per = Counter(item for item, _ in told)
    linked = Counter(item for item, one in told if one.line.link is not None)
    if len(linked) * 5 >= len(per) * 4 and linked.total() * 10 <= len(linked) * 11 and linked.total() < len(told):
        return False  # one link each: the title, above what is said of it
    few = len(told) <= len(per) if of_calendar else len(told) * 10 < len(per) * 13
    if len(per) * 10 < items * 6 or (
        not rows and (few or (not line.is_heading and len(per) > 1 and len(set(per.values())) == 1))
    ):
        return False
    different = len({one.letters for _, one in told}) * 10 >= len(told) * (2 if of_calendar else 6)
    return different and sum(_weight(one.text) for _, one in told) >= (_BRIEF if of_calendar else _LONG) * len(told)


def _has_titles(told: Sequence[tuple[int, Told]]) -> bool:
    """Whether the first line below each day is set apart from all others: the title, above who takes part and what it costs."""
    firsts: dict[int, tuple[tuple[str, str], ...]] = {}
    titles: list[Told] = []
    others = set()
    for item, one in told:
        style = _style(one.line.element)
        if firsts.setdefault(item, style) != style:
            others.add(item)
        else:
            titles.append(one)
    usual = Counter(firsts.values()).most_common(1)[0][1]
    apart = usual == len(firsts) and len(titles) * 5 <= len(firsts) * 6 and len(others) * 5 >= len(firsts) * 4
    return apart and len(firsts) >= _SOME and len({one.letters for one in titles}) * 10 >= len(titles) * 8


def _style(element: HtmlElement) -> tuple[tuple[str, str], ...]:
    """How a line is dressed: the inline elements around it with their classes, and the block that they stand in."""
    around: list[tuple[str, str]] = []
    for one in (element, *element.iterancestors()):
        around.append((str(one.tag), one.get("class") or one.get("size") or ""))
        if one.tag not in INLINE:
            break
    return tuple(around)


def _each_at_a_time(page: PageText, told: Sequence[tuple[int, Told]], items: int) -> bool:
    """Whether each of these stands right below a clock time of its own, or above one, several to a day: a timetable."""
    timed = max(
        sum(
            0 <= number < len(page.lines) and _is_clock(page.lines[number].text)
            for number in (one.line.number + step for _, one in told)
        )
        for step in (-1, 1)
    )
    heads = any({"th", "dt"} & {*one.line.around[:2]} for _, one in told)
    names = {one.letters for _, one in told}
    per = Counter(item for item, _ in told)
    apart = len({(item, one.letters) for item, one in told}) == len(told)
    different = apart and len(names) > max(per.values()) and len(names) * 10 >= len(told) * 3  # films come again
    many = 2 * len(told) >= 3 * items > 3
    return timed == len(told) and many and len(per) == items and different and not heads


def _are_shown(page: PageText, told: Sequence[tuple[int, Told]], lasting: Sequence[bool]) -> bool:
    """Whether each stands in a block of its own with clock times, several of most: the films that are shown day by day of a week."""
    per = Counter(item for item, _ in told)
    if 2 * len(per) < len(lasting) or 2 * sum(per.values()) < 3 * len(per) or not all(lasting[item] for item in per):
        return False
    numbers = [one.line.number for _, one in told]
    times = []
    for _, one in told:
        block = one.line.element
        for outer in page.tops(one.line.element):
            first, last = page.stretches[outer]
            if bisect_left(numbers, last) - bisect_left(numbers, first) > 1:
                break
            block = outer
        lines = (line.text for line in page.lines[slice(*page.stretches[block])])
        times.append(max((len(CLOCK.findall(text)) for text in lines if _is_clock(text)), default=0))
    return all(times) and 2 * sum(count > 1 for count in times) > len(times)


def _is_clock(text: str) -> bool:
    return any(map(str.isdecimal, text)) and ONLY_CLOCK.fullmatch(text) is not None


def _weight(text: str) -> int:
    """The length of a text; a Japanese sign says as much as two letters."""
    return sum(1 if sign.isascii() else 2 for sign in text)


def _merit(told: Sequence[tuple[int, Told]]) -> float:
    line = told[0][1].line
    bold = 1.1 if {"b", "strong"} & set(line.around) else 1
    dress = (1.2 if line.link is not None else 1) * (1.2 if line.is_heading else bold)
    return len({one.letters for _, one in told}) * dress
