"""The items of a list: from the lines that name a day to the stretch of the page that belongs to each. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import median_low
from typing import Final

from lxml.html import HtmlElement

from aggregator.induce.marks import Dated
from aggregator.induce.page import CONTAINERS, HEADINGS, INLINE, Line, PageText
from aggregator.induce.titles import Column, Told, by_signature, columns, tell, titles

_FAR: Final = 60
"""Lines above a day in which its heading is looked for."""
_LIST: Final = 3
"""So many days in one line without a title are days of one list."""
_HEADINGS: Final = HEADINGS | {"dt", "caption", "summary"}
_LABEL: Final = 30
_CLOSE: Final = 3
"""Lines between days of one item."""
_WINDOW: Final = frozenset(["modal", "modal-dialog"])
_CLASS: Final = re.compile(r"[.:].*")


_NEWS: Final = re.compile(
    r"お知らせ|おしらせ|新着|ニュース|トピックス|更新(?:情報|履歴)|ブログ|日記|だより|便り|プレス|(?<![a-z])(?:news|topics?|what.?s.?new|blog|press|oshirase|(?:site|page)?[-_ ]?updates?)(?![a-z])",
    re.IGNORECASE,
)
"""Words that head a list of what was announced: お知らせ, NEWS."""
_OF_EVENTS: Final = re.compile(
    r"イベント|催|公演|行事|展覧|展示|講座|スケジュール|予定|(?<![a-z])(?:events?|schedules?|calendars?|exhibitions?|live|program)(?![a-z])",
    re.IGNORECASE,
)
_ANNOUNCES: Final = re.compile(
    r"(?:しました|ました|について|のお知らせ|のご案内|を(?:公開|掲載|発行|更新|開始|再開|募集|受賞)|募集(?:します|中)?|いたします|復旧|入荷|休館)[。!！]?$"
)
"""Titles that tell what has been done, not what one can go to."""


class Layout(StrEnum):
    """How the items lie: each in a block of its own, or flat with the title after the day or before it, or several under one day."""

    BLOCK = "block"
    AFTER = "after"
    BEFORE = "before"
    UNDER = "under"


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


@dataclass(frozen=True)
class Listing:
    """The items that share one place in the tree."""

    signature: str
    layout: Layout
    records: tuple[Record, ...]
    blocks: tuple[HtmlElement, ...] = ()
    column: Column | None = None

    @property
    def named(self) -> list[str]:
        """The items' own titles."""
        return [record.title for record in self.records if record.title]

    @property
    def worth(self) -> float:
        """How much it looks like the page's list of events: many items, own titles, several days, clock times or ranges."""
        own = self.named
        timed = sum(record.when.says_when for record in self.records) / len(self.records)
        spread = len({record.day for record in self.records})
        return (0.4 * len(self.records) + 0.6 * len(own) + 0.5 * len(set(own)) + 0.3 * spread) * (1 + 1.5 * timed)

    @property
    def block(self) -> str:
        """The place of the blocks that the days stand in, bold or not."""
        steps = self.signature.split("/")
        while len(steps) > 1 and _CLASS.sub("", steps[-1]) in INLINE:
            steps.pop()
        return "/".join(steps)

    @property
    def tail(self) -> str:
        """The last two tags of the place, by which lists of one page that hold the same kind of item are known."""
        return "/".join(_CLASS.sub("", part) for part in self.signature.split("/")[-2:])


def listings(page: PageText, dated: Mapping[int, Dated], today: date) -> list[Listing]:
    """Every list of dated items, the one that looks most like the page's events first; news only where there is nothing else."""
    numbers = [number for number in dated if not _navigation(page.lines[number])]
    told = {number for number in numbers if dated[number].days[0] <= today and _of_news(page, number)}
    groups = (by_signature(page, sorted(part)) for part in (told, set(numbers) - told))
    announced, events = (
        [one for signature, anchors in group.items() if (one := _listing(page, signature, anchors, dated)).records]
        for group in groups
    )
    events = _joined(page, events, dated)
    announced += [one for one in events if _announces(one, today)]
    events = [one for one in events if one not in announced]
    return sorted(events or announced, key=lambda listing: -_seen(page, listing) * listing.worth)


def _joined(page: PageText, found: Sequence[Listing], dated: Mapping[int, Dated]) -> list[Listing]:
    """The lists, those whose days stand in blocks of one kind, some bold and some not, as one where that names more items."""
    kinds: dict[str, list[Listing]] = defaultdict(list)
    for one in found:
        kinds[one.block].append(one)
    joined: list[Listing] = []
    for parts in kinds.values():
        spans = sorted((part.records[0].first, part.records[-1].first) for part in parts)
        if any(second[0] < one[1] for one, second in pairwise(spans)):
            anchors = sorted({record.when.line.number for part in parts for record in part.records})
            whole = _listing(page, parts[0].signature, anchors, dated)
            if len({*whole.named}) > sum(len({*part.named}) for part in parts) * 0.95 and whole.worth > max(
                part.worth for part in parts
            ):
                joined.append(whole)
                continue
        joined += parts
    return joined


def _seen(page: PageText, listing: Listing) -> float:
    """How much of a list's worth counts: less where it stands in windows over the page, which say again what stands in it."""
    around = page.tops(listing.records[0].when.line.element)
    hidden = any(outer.get("role") == "dialog" or _WINDOW & {*(outer.get("class") or "").split()} for outer in around)
    return 0.5 if hidden else 1.0


def _of_news(page: PageText, number: int) -> bool:
    """Whether a line stands below a heading, or in an element, that is called news and nothing of events."""
    heading = next((line.text for line in reversed(page.lines[max(0, number - _FAR) : number]) if line.is_heading), "")
    if _OF_EVENTS.search(heading):
        return False
    if _NEWS.search(heading):
        return True
    names = (
        f"{outer.get('id') or ''} {outer.get('class') or ''}"
        for outer in page.tops(page.lines[number].element)
        if 2 * (page.stretches[outer][1] - page.stretches[outer][0]) < len(page.lines)
    )
    return any(_NEWS.search(name) and not _OF_EVENTS.search(name) for name in names)


def _announces(listing: Listing, today: date) -> bool:
    """Whether the titles tell of what was done by ``today``."""
    titles = [record.title for record in listing.records if record.title]
    if len(titles) < 2 or any(record.day > today for record in listing.records):
        return False
    return sum(_ANNOUNCES.search(title) is not None for title in titles) * 2 >= len(titles)


def _navigation(line: Line) -> bool:
    return any(outer.tag in CONTAINERS for outer in (line.element, *line.element.iterancestors()))


def _listing(page: PageText, signature: str, anchors: Sequence[int], dated: Mapping[int, Dated]) -> Listing:
    anchors = _firsts(page, anchors, dated)
    blocks = _blocks(page, anchors)
    stretches = [page.stretches[block] for block in blocks]
    if all(dated[anchor].bare for anchor in anchors):  # a calendar: only the days on which something happens
        busy = [item for item, (first, last) in enumerate(stretches) if last - first > 1]
        if len(busy) > 1:
            anchors, blocks = [anchors[item] for item in busy], [blocks[item] for item in busy]
            stretches = [stretches[item] for item in busy]
    if len(anchors) > 1 and all(
        block is blocks[0] for block in blocks
    ):  # lines of one text: each from its day to the next
        ends = [*anchors[1:], stretches[0][1]]
        stretches = list(zip(anchors, ends, strict=True))
        return _filled(page, signature, Layout.AFTER, anchors, stretches, blocks, dated)
    headed = _with_headings(page, anchors, stretches)
    if headed:
        return _filled(page, signature, Layout.BEFORE, anchors, headed, blocks, dated)
    named = _named(page, anchors, dated)
    rich = sum(
        _says_something(page, stretch, anchor, dated, named=named)
        for stretch, anchor in zip(stretches, anchors, strict=True)
    )
    alone = blocks[0].tag in {"tr", "li", "td"} and (rich or not _label(page.lines[anchors[0]].text))
    if len(anchors) < 2 or rich * 2 >= len(anchors) or alone:
        return _filled(page, signature, Layout.BLOCK, anchors, stretches, blocks, dated)
    layout, stretches = _flat(page, blocks, stretches)
    return _filled(page, signature, layout, anchors, stretches, blocks, dated)


def _with_headings(
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


def _firsts(page: PageText, anchors: Sequence[int], dated: Mapping[int, Dated]) -> Sequence[int]:
    """The first of several days on lines one below the other in one block, where they name nothing (Filed: … Mandate: …)."""
    labelled = _first_labels(page, anchors, dated)
    if labelled:
        return labelled
    blocks = [_block_of(page.lines[one].element) for one in anchors]
    pairs = list(zip(anchors, blocks, [anchors[0], *anchors], [None, *blocks], strict=False))
    outer = [
        one for one, block, above, other in pairs if block is not other or not _within_range(dated[one], dated[above])
    ]
    if len(outer) < len(anchors):
        return outer
    firsts = [one for one, block, _, other in pairs if block is not other]
    if len(firsts) == len(anchors) or len(firsts) * 3 > len(anchors) * 2 or len(firsts) < 2:
        return anchors
    own = [tell(page.lines[one], dated[one], own=True) for one in anchors]
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


def _within_range(one: Dated, above: Dated) -> bool:
    """Whether a day lies in the range of the line above it: the halves of an exhibition (前期, 後期)."""
    return above.until is not None and above.days[0] <= one.days[0] <= above.until


def _block_of(element: HtmlElement) -> HtmlElement:
    """The element that breaks the line which ``element`` stands in."""
    while element.tag in INLINE and (outer := element.getparent()) is not None:
        element = outer
    return element


def _named(page: PageText, anchors: Sequence[int], dated: Mapping[int, Dated]) -> bool:
    """Whether the lines of the days say more than what is the same on each (``Published on …``)."""
    own = [tell(page.lines[one], dated[one], own=True) for one in anchors]
    said = {one.letters for one in own if one is not None and not one.weak}
    return len(anchors) < _LIST or (len(said) > 1 and len(said) * 10 > len(anchors) * 3)


def _says_something(
    page: PageText, stretch: tuple[int, int], anchor: int, dated: Mapping[int, Dated], *, named: bool
) -> bool:
    lines = (line for line in page.lines[slice(*stretch)] if named or line.number != anchor)
    told = (tell(line, dated.get(line.number), own=line.number == anchor) for line in lines)
    return any(one is not None and not one.weak for one in told)


def _blocks(page: PageText, anchors: Sequence[int]) -> list[HtmlElement]:
    """For each day the largest element around it that holds no other day of the list.

    Where most blocks are of one kind, the others are cut to it: a block alone in its section must not take the whole section.
    """
    largest = [_climb(page, anchor, anchors) for anchor in anchors]
    if len(anchors) < 2:
        return largest
    usual = Counter(page.signature(block) for block in largest).most_common(1)[0][0]
    return [
        next((outer for outer in page.tops(page.lines[anchor].element) if page.signature(outer) == usual), block)
        for anchor, block in zip(anchors, largest, strict=True)
    ]


def _climb(page: PageText, anchor: int, anchors: Sequence[int]) -> HtmlElement:
    best = page.lines[anchor].element
    for outer in page.tops(best):
        first, last = page.stretches[outer]
        if bisect_left(anchors, last) - bisect_left(anchors, first) > 1:
            break
        best = outer
    return best


def _flat(
    page: PageText, blocks: Sequence[HtmlElement], stretches: Sequence[tuple[int, int]]
) -> tuple[Layout, list[tuple[int, int]]]:
    """The stretches of items that follow one another without a block of their own: from day to day.

    Titles stand before the days if what stands between two days also stands before the first one and not after the last.
    """
    titled = _titles_above(page, stretches)
    if titled:
        return Layout.BEFORE, titled
    rooms = [page.stretches.get(block.getparent(), stretch) for block, stretch in zip(blocks, stretches, strict=True)]
    last = len(stretches) - 1
    after = [
        (first, max(end, min(stretches[item + 1][0] if item < last else rooms[item][1], rooms[item][1])))
        for item, (first, end) in enumerate(stretches)
    ]
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
        told is not None and not told.weak and not _label(line.text) and not line.text.endswith(("。", ".", "!", "！"))
    )


def _places(page: PageText, first: int, last: int) -> set[str]:
    return {page.signature(line.element) for line in page.lines[first:last]}


def _filled(
    page: PageText, signature: str, layout: Layout, anchors: Sequence[int], stretches: Sequence[tuple[int, int]],
    blocks: Sequence[HtmlElement], dated: Mapping[int, Dated],
) -> Listing:  # fmt: skip
    """The list with the titles of its items."""
    found = columns(page, stretches, anchors, dated)
    under = _under(page, anchors, stretches, dated)
    if under and (layout is not Layout.BLOCK or _headed(page, anchors) or (found and found[0].signature == under[0])):
        place, told = under
        records = tuple(_record(stretches[item], dated[anchors[item]], one) for item, one in told)
        return Listing(place, Layout.UNDER, records, tuple(blocks))
    best = titles(found, stretches)
    records = tuple(
        record
        for stretch, anchor, block, title in zip(stretches, anchors, blocks, best, strict=True)
        for record in (
            *_days(stretch, dated[anchor], title),
            *_rows_below(page, block, dated, dated[anchor], found[0] if found and title else None),
        )
    )
    return Listing(signature, layout, records, tuple(blocks), found[0] if found else None)


def _record(stretch: tuple[int, int], when: Dated, told: Told) -> Record:
    return Record(*stretch, when.days[0], when, when.until, told.text, told.line)


def _rows_below(
    page: PageText, row: HtmlElement, dated: Mapping[int, Dated], when: Dated, column: Column | None
) -> Iterator[Record]:
    """Rows of a table that the day's cell spans: they lack it, so the title stands as many cells further left."""
    spans = max((int(cell.get("rowspan") or 1) for cell in row if (cell.get("rowspan") or "1").isdigit()), default=1)
    if row.tag != "tr" or spans < 2 or column is None:
        return
    spanned = sum(cell.get("rowspan") not in {None, "1"} for cell in row)
    found = re.search(r"/t[dh][^/:]*:(\d+)", column.signature)
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


def _days(stretch: tuple[int, int], when: Dated, title: str | None) -> Iterator[Record]:
    """One item, or one for each day of a line that lists them."""
    if when.bare and title is None:
        return  # a day of a calendar on which nothing happens
    own = tell(when.line, when, own=True)
    if len(when.days) >= _LIST and (own is None or own.weak):
        for day in when.days:
            yield Record(*stretch, day, when, title=title)
    else:
        yield Record(*stretch, when.days[0], when, when.until, title)


def _headed(page: PageText, anchors: Sequence[int]) -> bool:
    return sum(bool(_HEADINGS & set(page.lines[anchor].around[:3])) for anchor in anchors) * 5 > len(anchors) * 4


def _under(
    page: PageText, anchors: Sequence[int], stretches: Sequence[tuple[int, int]], dated: Mapping[int, Dated]
) -> tuple[str, list[tuple[int, Told]]] | None:
    """The titles of a list in which a day stands above several items: repeated lines whose number differs from day to day."""
    own = sum(
        told is not None and not told.weak for told in (tell(page.lines[one], dated[one], own=True) for one in anchors)
    )
    if own * 10 > len(anchors) * 3 and _named(page, anchors, dated):
        return None
    places: dict[str, list[tuple[int, Told]]] = defaultdict(list)
    for item, (anchor, (_, last)) in enumerate(zip(anchors, stretches, strict=True)):
        for line in page.lines[anchor:last]:
            told = None if line.number in dated else tell(line, None)
            if told is not None and not told.weak:
                places[page.place(line.element)].append((item, told))
    fields = _labelled(places, len(anchors))
    places = {place: [one for one in told if _label(one[1].text) not in fields] for place, told in places.items()}
    days = len(anchors)
    if all(dated[anchor].bare for anchor in anchors):  # a calendar: days on which nothing happens do not count
        days = len({item for told in places.values() for item, _ in told})
    fit = [(place, told) for place, told in places.items() if told and _several(told, days)]
    return max(fit, key=lambda one: _merit(one[1]), default=None)


def _labelled(places: Mapping[str, Sequence[tuple[int, Told]]], items: int) -> frozenset[str]:
    """Labels before a colon that stand in many items: what follows them are fields of one item, not items."""
    found = Counter(
        label for told in places.values() for label in {(item, _label(one.text)) for item, one in told} if label[1]
    )
    counted = Counter(label for _, label in found)
    return frozenset(label for label, times in counted.items() if times > 2 and times * 3 >= items)


def _label(text: str) -> str:
    label, colon, _ = text.replace("：", ":").partition(":")
    return label if colon and len(label) < _LABEL else ""


def _several(told: Sequence[tuple[int, Told]], items: int) -> bool:
    line = told[0][1].line
    if line.link is None and not {"tr", "li", "dd", "b", "strong", *_HEADINGS} & set(line.around):
        return False
    per = Counter(item for item, _ in told)
    linked = Counter(item for item, one in told if one.line.link is not None)
    if len(linked) * 5 >= len(per) * 4 and linked.total() * 10 <= len(linked) * 11 and linked.total() < len(told):
        return False  # one link each: the title, above what is said of it
    if len(per) * 10 < items * 6 or len(told) * 10 < len(per) * 13 or (len(per) > 1 and len(set(per.values())) == 1):
        return False
    return len({one.letters for _, one in told}) * 10 >= len(told) * 6 and sum(
        _weight(one.text) for _, one in told
    ) >= 8 * len(told)


def _weight(text: str) -> int:
    """The length of a text; a Japanese sign says as much as two letters."""
    return sum(1 if sign.isascii() else 2 for sign in text)


def _merit(told: Sequence[tuple[int, Told]]) -> float:
    line = told[0][1].line
    bold = 1.1 if {"b", "strong"} & set(line.around) else 1
    dress = (1.2 if line.link is not None else 1) * (1.2 if line.is_heading else bold)
    return len({one.letters for _, one in told}) * dress
