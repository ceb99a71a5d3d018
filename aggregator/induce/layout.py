"""Where the items of a list lie: blocks of their own, or stretches of lines from day to day. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median_low
from typing import Final

from lxml.html import HtmlElement

from aggregator.induce.dated import Dated
from aggregator.induce.heads import is_title_label, label_before
from aggregator.induce.page import INLINE, PageText
from aggregator.induce.pieces import is_label
from aggregator.induce.told import tell

LIST: Final = 3
"""So many days in one line without a title are days of one list."""
_CLOSE: Final = 3
"""Lines between days of one item."""
_LABEL: Final = 30


class Layout(StrEnum):
    """How the items lie: each in a block of its own, or flat with the title after the day or before it, or several under one day."""

    BLOCK = "block"
    AFTER = "after"
    BEFORE = "before"
    UNDER = "under"


def lines_of_text(
    page: PageText, anchors: Sequence[int], stretches: Sequence[tuple[int, int]]
) -> tuple[Layout, Sequence[int], list[tuple[int, int]]]:
    """Days in the lines of one text: each item a part between blank lines, or from its day to the next, or from the title above."""
    parts = _parts(page, anchors, stretches)
    if parts:
        return Layout.BEFORE, [*parts], [*parts.values()]
    above = _titles_above(page, [(anchor, anchor + 1) for anchor in anchors])
    if above:
        return Layout.BEFORE, anchors, above
    ends = [
        min(following, last) for following, (_, last) in zip([*anchors[1:], stretches[-1][1]], stretches, strict=True)
    ]
    return Layout.AFTER, anchors, list(zip(anchors, ends, strict=True))


def _parts(page: PageText, anchors: Sequence[int], stretches: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The part of a text that each day stands in, between blank lines, by the first day in it.

    None where most parts have no day, many have several, or the days have nothing above them.
    """
    first, last = stretches[0][0], stretches[-1][1]
    starts = [first, *(line.number for line in page.lines[first + 1 : last] if line.gap), last]
    held = [
        (anchors[bisect_left(anchors, start) : bisect_left(anchors, end)], start, end)
        for start, end in pairwise(starts)
    ]
    parts = {days[0]: (start, end) for days, start, end in held if days}
    alone = sum(len(days) == 1 for days, _, _ in held)
    if len(parts) < LIST or len(parts) * 5 < len(held) * 4 or alone * 2 < len(parts):
        return {}
    return parts if begin_with_names(page, [*parts], [*parts.values()]) else {}


def begin_with_names(page: PageText, anchors: Sequence[int], stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether nearly every item begins with a line above its day that may name it."""
    above = [start < anchor and _names(page, start) for anchor, (start, _) in zip(anchors, stretches, strict=True)]
    return sum(above) * 5 >= len(above) * 4


def of_dated_fields(page: PageText, anchors: Sequence[int]) -> Sequence[int]:
    """The days without those in fields that tell a day but now and then, such as the names of parties beside a 会期."""
    told = {anchor: label for anchor in anchors if (label := label_before(page.lines[anchor]))}
    if len({*told.values()}) < 2:
        return anchors
    all_rows = Counter(label_before(line) for line in page.lines[anchors[0] : anchors[-1] + 1])
    dated_rows = Counter(told.values())
    rare = {label for label, times in dated_rows.items() if 2 * times < all_rows[label]}
    return [anchor for anchor in anchors if told.get(anchor) not in rare] or anchors


def rows_of(page: PageText, anchors: Sequence[int], dated: Mapping[int, Dated]) -> dict[int, HtmlElement]:
    """The row of each day, where the list's rows have one heading each and some several days: evenings of one concert.

    Days that follow each other are one item, and nothing but clock times stands between them.
    """
    around = _common(page, anchors) if len(anchors) >= LIST else None
    rows: dict[HtmlElement, list[int]] = {}
    for anchor in anchors if around is not None else ():
        row = next((one for one in page.tops(page.lines[anchor].element) if one.getparent() is around), None)
        if row is None:
            return {}
        rows.setdefault(row, []).append(anchor)
    if not LIST <= len(rows) < len(anchors) <= 2 * len(rows):
        return {}
    named = (sum(line.is_heading for line in page.lines[slice(*page.stretches[row])]) == 1 for row in rows)
    between = (line for days in rows.values() for line in page.lines[days[0] : days[-1]] if line.number not in days)
    if not all(named) or any((told := tell(line, dated.get(line.number))) and not told.weak for line in between):
        return {}
    return {
        anchor: row
        for row, days in rows.items()
        for before, anchor in zip([None, *days], days, strict=False)
        if before is None or dated[anchor].days[0] - dated[before].days[0] != timedelta(days=1)
    }


def _common(page: PageText, anchors: Sequence[int]) -> HtmlElement | None:
    """The smallest element around the first and the last of some lines."""
    last = {*page.lines[anchors[-1]].element.iterancestors()}
    return next((one for one in page.lines[anchors[0]].element.iterancestors() if one in last), None)


def are_fields(page: PageText, anchors: Sequence[int], stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether the days are but one field of each item, behind the same label, with the other fields in rows around (会期 | …)."""
    labels = Counter(label_before(page.lines[anchor]) for anchor in anchors)
    label, times = labels.most_common(1)[0]
    apart = [second[0] > one[1] for one, second in pairwise(stretches)]
    return bool(label) and len(anchors) >= LIST and times * 5 >= len(anchors) * 3 and sum(apart) * 5 >= len(apart) * 4


def around_fields(
    page: PageText, blocks: Sequence[HtmlElement], stretches: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The stretches of items of which the day is one field: each to the last of the fields that also follow the last day."""
    first, last = (page.stretches.get(block.getparent(), (0, 0)) for block in (blocks[0], blocks[-1]))
    behind = {label_before(line) for line in page.lines[stretches[-1][1] : last[1]]} - {""}
    starts = [min(first[0], stretches[0][0])]
    for (_, end), (following, _) in pairwise(stretches):
        own = [number for number in range(end, following) if label_before(page.lines[number]) in behind]
        starts.append(max(own) + 1 if own else end)
    return list(zip(starts, [*starts[1:], max(last[1], stretches[-1][1])], strict=True))


def below_heading(page: PageText, anchor: int, stretch: tuple[int, int]) -> tuple[int, int]:
    """The stretch of a day that is alone: the fields around it, if one is its title, else from the nearest heading above it to the next one below."""
    first, last = stretch
    fields = next((one for one in page.lines[anchor].element.iterancestors("dl", "table")), None)
    around = page.stretches.get(fields, (0, 0)) if fields is not None else (0, 0)
    if any(is_title_label(label_before(line)) for line in page.lines[slice(*around)]):
        return around
    above = [line.number for line in page.lines[first:anchor] if line.is_heading]
    below = [line.number for line in page.lines[anchor + 1 : last] if line.is_heading]
    if not above or page.lines[anchor].is_heading:
        return stretch
    return above[-1], below[0] if below else last


def with_headings(
    page: PageText, anchors: Sequence[int], stretches: Sequence[tuple[int, int]]
) -> list[tuple[int, int]] | None:
    """The stretches with the heading above each, where the items have none inside and nearly every one has its own above."""
    if len(anchors) < 2 or any(line.is_heading for first, last in stretches for line in page.lines[first:last]):
        return None
    found: list[tuple[int, int]] = []
    names: list[str] = []
    before = 0
    for first, last in stretches:
        near = range(first - 1, max(before, first - 4) - 1, -1)
        above = next((number for number in near if number >= 0 and page.lines[number].is_heading), None)
        found.append((first if above is None else above, last))
        names += [] if above is None else [page.lines[above].text]
        before = last
    return found if len(names) * 5 >= len(anchors) * 4 and len(set(names)) * 10 >= len(names) * 6 else None


def with_terms(
    page: PageText, anchors: Sequence[int], blocks: Sequence[HtmlElement], stretches: Sequence[tuple[int, int]]
) -> list[tuple[int, int]] | None:
    """The stretches of definitions with the term above each, where the terms are names: no labels of fields, and hardly two alike."""
    if len(anchors) < 2 or any(block.tag != "dd" for block in blocks):
        return None
    above = [page.lines[first - 1] for first, _ in stretches if first]
    terms = [line for line in above if "dt" in line.around[:2] and not is_label(line.text)]
    if len(terms) < len(anchors) or len({line.text for line in terms}) * 10 < len(terms) * 9:
        return None
    return [(first - 1, last) for first, last in stretches]


def firsts(page: PageText, anchors: Sequence[int], dated: Mapping[int, Dated]) -> Sequence[int]:
    """The first of several days on lines one below the other in one block, where they name nothing (Filed: … Mandate: …)."""
    labelled = _first_labels(page, anchors, dated)
    if labelled:
        return labelled
    blocks = [block_of(page.lines[one].element) for one in anchors]
    pairs = list(zip(anchors, blocks, [anchors[0], *anchors], [None, *blocks], strict=False))
    outer = [
        one for one, block, above, other in pairs if block is not other or not within_range(dated[one], dated[above])
    ]
    if len(outer) < len(anchors):
        return outer
    firsts = [one for one, block, _, other in pairs if block is not other]
    if len(firsts) == len(anchors) or len(firsts) * 3 > len(anchors) * 2 or len(firsts) < 2:
        return anchors
    own = [tell(page.lines[one], dated[one], own=True) for one in anchors]
    if len(firsts) * 5 <= len(anchors) * 2 and all(one is None or one.weak for one in own):
        return anchors  # nothing but days, and papers of them: meetings of a year
    said = {one.letters for one in own if one is not None and not one.weak}
    return firsts if len(said) * 10 <= len(anchors) * 3 else anchors


def _first_labels(page: PageText, anchors: Sequence[int], dated: Mapping[int, Dated]) -> list[int]:
    """The first of each group of days that lie close together, where all groups say the same beside them (Filed: … Mandate: …)."""
    groups: list[list[int]] = []
    for one in anchors:
        if groups and one - groups[-1][-1] <= _CLOSE:
            groups[-1].append(one)
        else:
            groups.append([one])
    said = Counter(tuple(_letters(page, one, dated) for one in group) for group in groups)
    labels, times = said.most_common(1)[0]
    usual = len(labels) > 1 and len({*labels}) == len(labels) and all(labels)
    return [group[0] for group in groups] if usual and times > 1 and times * 2 > len(groups) else []


def _letters(page: PageText, anchor: int, dated: Mapping[int, Dated]) -> str:
    told = tell(page.lines[anchor], dated[anchor], own=True)
    return told.letters if told is not None else ""


def within_range(one: Dated, above: Dated) -> bool:
    """Whether a day lies in the range of the line above it: the halves of an exhibition (前期, 後期)."""
    return above.until is not None and above.days[0] <= one.days[0] <= above.until


def block_of(element: HtmlElement) -> HtmlElement:
    """The element that breaks the line which ``element`` stands in."""
    while element.tag in INLINE and (outer := element.getparent()) is not None:
        element = outer
    return element


def named_lines(page: PageText, anchors: Sequence[int], dated: Mapping[int, Dated]) -> bool:
    """Whether the lines of the days say more than what is the same on each (``Published on …``)."""
    own = [tell(page.lines[one], dated[one], own=True) for one in anchors]
    said = {one.letters for one in own if one is not None and not one.weak}
    return len(anchors) < LIST or (len(said) > 1 and len(said) * 10 > len(anchors) * 3)


def says_something(
    page: PageText, stretch: tuple[int, int], anchor: int, dated: Mapping[int, Dated], *, named: bool
) -> bool:
    """Whether an item says anything that may name it; the line of its day counts only where such lines are ``named``."""
    lines = (line for line in page.lines[slice(*stretch)] if named or line.number != anchor)
    told = (tell(line, dated.get(line.number), own=line.number == anchor) for line in lines)
    return any(one is not None and not one.weak for one in told)


def blocks_of(page: PageText, anchors: Sequence[int], dated: Mapping[int, Dated]) -> list[HtmlElement]:
    """For each day the largest element around it that holds no other day of the list.

    Where most blocks are of one kind, the others are cut to it: a block alone in its section must not take the whole section.
    """
    largest = [_climb(page, anchor, anchors) for anchor in anchors]
    if len(anchors) < 2:
        return largest
    kinds = Counter(page.signature(block) for block in largest)
    usual = kinds.most_common(1)[0][0]
    blocks = [_of_kind(page, anchor, usual) for anchor in anchors]
    shared = [item for item, one in enumerate(blocks) if one is not None and _days_in(page, one, anchors) > 1]
    entries = (
        _days_in(page, largest[item], anchors) == 1
        and says_something(page, page.stretches[largest[item]], anchors[item], dated, named=False)
        for item in shared
    )
    if shared and all(entries):  # boxes of a day, some with several entries
        common = next((kind for kind, _ in kinds.most_common() if _reaches(page, anchors, largest, kind)), None)
        blocks = (
            [_of_kind(page, anchor, common) for anchor in anchors]
            if common
            else [None if item in shared else one for item, one in enumerate(blocks)]
        )
    return [found if found is not None else block for found, block in zip(blocks, largest, strict=True)]


def _of_kind(page: PageText, anchor: int, kind: str) -> HtmlElement | None:
    """The innermost element of a ``kind`` around a day."""
    return next((outer for outer in page.tops(page.lines[anchor].element) if page.signature(outer) == kind), None)


def _reaches(page: PageText, anchors: Sequence[int], largest: Sequence[HtmlElement], kind: str) -> bool:
    """Whether every day stands in a block of the ``kind`` that holds no other."""
    return all(
        any(page.signature(one) == kind for one in _up_to(page, anchor, block))
        for anchor, block in zip(anchors, largest, strict=True)
    )


def _up_to(page: PageText, anchor: int, block: HtmlElement) -> Iterator[HtmlElement]:
    """The elements around a day up to the ``block``."""
    for outer in page.tops(page.lines[anchor].element):
        yield outer
        if outer is block:
            return


def _climb(page: PageText, anchor: int, anchors: Sequence[int]) -> HtmlElement:
    best = page.lines[anchor].element
    for outer in page.tops(best):
        if _days_in(page, outer, anchors) > 1:
            break
        best = outer
    return best


def _days_in(page: PageText, element: HtmlElement, anchors: Sequence[int]) -> int:
    first, last = page.stretches[element]
    return bisect_left(anchors, last) - bisect_left(anchors, first)


def flat(
    page: PageText, blocks: Sequence[HtmlElement], stretches: Sequence[tuple[int, int]]
) -> tuple[Layout, list[tuple[int, int]]]:
    """The stretches of items that follow one another without a block of their own: from day to day.

    Titles stand before the days if what stands between two days also stands before the first one and not after the last.
    """
    titled = _titles_above(page, stretches)
    if titled:
        return Layout.BEFORE, titled
    rooms = _rooms(page, blocks, stretches)
    last = len(stretches) - 1
    after = to_next(page, blocks, stretches)
    before = [
        (min(first, max(stretches[item - 1][1] if item else rooms[item][0], rooms[item][0])), end)
        for item, (first, end) in enumerate(stretches)
    ]
    between = Counter(
        place for (_, end), (_, far) in zip(stretches[:-1], after, strict=False) for place in _places(page, end, far)
    )
    usual = {place for place, times in between.items() if times * 2 >= last}
    leading = _places(page, before[0][0], stretches[0][0]) & usual
    trailing = _places(page, stretches[-1][1], after[-1][1]) & usual
    if len(trailing) >= len(leading):
        return Layout.AFTER, after
    usual_length = median_low(first - far for (far, _), (first, _) in zip(before[1:], stretches[1:], strict=True))
    near = [(max(far, first - usual_length - 2), end) for (far, end), (first, _) in zip(before, stretches, strict=True)]
    return Layout.BEFORE, near


def _rooms(
    page: PageText, blocks: Sequence[HtmlElement], stretches: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The stretch of the element around each block."""
    return [page.stretches.get(block.getparent(), stretch) for block, stretch in zip(blocks, stretches, strict=True)]


def to_next(
    page: PageText, blocks: Sequence[HtmlElement], stretches: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The stretches from each block to the next one, within the element around it."""
    last = len(stretches) - 1
    return [
        (first, max(end, min(stretches[item + 1][0] if item < last else room, room)))
        for item, ((first, end), (_, room)) in enumerate(zip(stretches, _rooms(page, blocks, stretches), strict=True))
    ]


def _titles_above(page: PageText, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches from the line above each day, where those lines may be titles and the lines below the days may not."""
    above = [_names(page, first - 1) for first, _ in stretches]
    below = [_names(page, end) for _, end in stretches]
    if sum(above) * 10 < 7 * len(above) or sum(below) * 10 > 3 * len(below):
        return []
    starts = [first - named for named, (first, _) in zip(above, stretches, strict=True)]
    length = median_low(second - one for one, second in pairwise(starts))
    return list(zip(starts, [*starts[1:], starts[-1] + length], strict=True))


def _names(page: PageText, number: int) -> bool:
    """Whether a line beside a day may name the item: no label of a field (会場：), no sentence."""
    if not 0 <= number < len(page.lines):
        return False
    line = page.lines[number]
    told = tell(line, None)
    return (
        told is not None
        and not told.weak
        and not label_of(line.text)
        and not line.text.endswith(("。", ".", "!", "！"))
    )


def _places(page: PageText, first: int, last: int) -> set[str]:
    return {page.signature(line.element) for line in page.lines[first:last]}


def label_of(text: str) -> str:
    """The label before a colon (会場：…), if it is a short one; else an empty text."""
    label, colon, _ = text.replace("：", ":").partition(":")
    return label if colon and len(label) < _LABEL else ""
