"""CSS selectors that a person can read, for the items that were found: what ``sources add`` writes into config.yaml. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any, Final

from lxml.html import HtmlElement

from aggregator.induce.layout import Layout
from aggregator.induce.marks import scan
from aggregator.induce.page import Line, PageText
from aggregator.induce.pieces import is_moment, stated
from aggregator.induce.records import Listing, Record
from aggregator.induce.told import Told
from aggregator.induce.ways import IDENT, column, first, matches, plain, way_to, within, words
from aggregator.normalise.text import fold

_HEADERS: Final = (
    ("venue", re.compile(r"会場名?|場所|開催場所|開催地|ところ|ホール|venue|location|place|where", re.IGNORECASE)),
    ("price", re.compile(r"料金|参加費|入場料|会費|受講料|観覧料|fees?|price|cost|admission", re.IGNORECASE)),
    ("organiser", re.compile(r"主催者?|主催団体|organi[sz]er|host", re.IGNORECASE)),
)
"""Heads of columns that are read as fields."""
_CLOCK: Final = re.compile(r"\d\s?(?::\d\d|時)")
_CELLS: Final = frozenset(["td", "th"])
_DAY_LABEL: Final = re.compile(r"\W*([^\W\d]{1,8})\s?[:：](?!//)")
_PLAIN: Final = re.compile(r"[^+~.|@][^|@]*")
"""A way to an element within the item that can be tried."""
_DEEP: Final = 4
_ALL: Final = 0.9
"""A selector as good as this takes several lists together."""


def options(page: PageText, chosen: Sequence[Listing]) -> dict[str, object] | None:
    """Options of kind ``html`` that read the lists; ``None`` where no selector can say where the items are.

    Lists that lie alike are read by one selector if it takes them all; others by several, where none of them finds anything
    in the items of another; else the best of them is read.
    """
    best = max(chosen, key=lambda listing: listing.worth)
    alike = [listing for listing in chosen if listing.layout is best.layout]
    if len(alike) > 1:
        records = tuple(record for listing in alike for record in listing.records)
        blocks = tuple(block for listing in alike for block in listing.blocks)
        together = replace(best, records=records, blocks=blocks)
        items = _items(page, together)
        one = items and _merit(page, _selector(page, items).split(" > "), set(items)) >= _ALL
        united = _united(page, alike) if best.layout is Layout.BLOCK else None
        if united is not None and (not one or united["fields"] != _options(page, together, items, items).get("fields")):
            return united
        if one:
            return _options(page, together, items, items)
    items = _items(page, best)
    kin = [block for listing in chosen for block in listing.blocks]
    return _options(page, best, items, kin) if items else None


def _united(page: PageText, parts: Sequence[Listing]) -> dict[str, Any] | None:
    """Options whose selectors are those of all lists; ``None`` where one of them would also be found in another list's items."""
    owned = [_items(page, part) for part in parts]
    told = [_options(page, part, items, items) for part, items in zip(parts, owned, strict=True)]
    if not all("title" in one.get("fields", {}) for one in told) or any("split" in one for one in told):
        return None
    fields: dict[str, list[str]] = {}
    for name in dict.fromkeys(name for one in told for name in one["fields"]):
        ways = [_listed(one["fields"].get(name)) for one in told]
        for mine, theirs in permutations(range(len(parts)), 2):
            strange = [way for way in ways[mine] if way not in ways[theirs]]
            if any(
                not _PLAIN.fullmatch(way) or any(first(item, way) is not None for item in owned[theirs])
                for way in strange
            ):
                return None
        fields[name] = list(dict.fromkeys(way for listed in ways for way in listed))
    united: dict[str, Any] = {"item": ", ".join(dict.fromkeys(str(one["item"]) for one in told))}
    united["fields"] = {name: ways if len(ways) > 1 else ways[0] for name, ways in fields.items()}
    headings = dict.fromkeys(str(one["headings"]) for one in told if "headings" in one)
    return united | ({"headings": ", ".join(headings)} if headings else {})


def _listed(ways: str | list[str] | None) -> list[str]:
    return [ways] if isinstance(ways, str) else ways or []


def _options(page: PageText, listing: Listing, items: list[HtmlElement], kin: Sequence[HtmlElement]) -> dict[str, Any]:
    """The options for one list; ``kin`` are the items of all lists of the page."""
    broken = _broken_lines(page, listing)
    if broken is not None:
        return broken
    found: dict[str, Any] = {"item": _selector(page, items)}
    fields: dict[str, Any] = {}
    others = _others(page, str(found["item"]), items)
    title = _title(page, listing, items, {one: one in kin for one in others})
    if title:
        fields["title"] = title
        found["item"] = _with_title(page, str(found["item"]), title, set(items))
        if ":has(" not in found["item"]:
            found["item"] += _by_label(listing, items, others)
    when = _when(page, listing, items)
    if when and listing.layout is not Layout.UNDER:
        fields["when"] = when if len(when) > 1 else when[0]
    for field, way in _by_header(items):
        fields.setdefault(field, way)
    if title and title.startswith(("+", "~")):  # in flat lists what the item says stands in the element after it
        after = " ".join(title.split()[:2]).partition("|")[0]
        fields["text"] = [".", after]
        if title.split()[-1].partition(".")[0] == "a":
            fields["url"] = f"{title}@href"
    if fields:
        found["fields"] = fields
    headings = _headings(page, listing)
    if headings:
        found["headings"] = headings
    return found


def _broken_lines(page: PageText, listing: Listing) -> dict[str, object] | None:
    """Options for texts in which each line between ``br`` is an item; ``None`` where they lie otherwise."""
    texts = _blocks_of([record.when.line for record in listing.records])
    named = [record for record in listing.records if record.title]
    lines = [page.lines[record.first] for record in named if record.last - record.first == 1]
    several = listing.layout is not Layout.UNDER and 2 * len(texts) <= len(named)
    if not several or len(lines) * 5 < len(named) * 4 or any(text.find("br") is None for text in texts):
        return None
    owners = set(texts)
    days = Counter(plain(line.element) for line in lines if line.element not in owners)
    dressed = Counter(plain(one) for line in lines if (one := _dressed(line.element)) is not None)
    fields = {"title": ".", "when": "."}
    for field, tags in (("when", days), ("title", dressed)):
        if tags and (usual := tags.most_common(1)[0])[1] * 5 >= len(lines) * 4:
            fields[field] = usual[0]
    item = _selector(page, texts) + (f":has({fields['when']})" if fields["when"] != "." else "")
    found: dict[str, object] = {"item": item, "split": "br", "fields": fields}
    headings = _headings(page, listing)
    return found | ({"headings": headings} if headings else {})


def _dressed(day: HtmlElement) -> HtmlElement | None:
    """The first link or bold words behind the day in its line."""
    for beside in day.itersiblings():
        if beside.tag == "br":
            return None
        if beside.tag in {"a", "b", "strong"} and words(beside):
            return beside
    return None


def _by_header(items: Sequence[HtmlElement]) -> Iterator[tuple[str, str]]:
    """Venue and fee of a table whose head names them."""
    row = items[0]
    if row.tag != "tr":
        return
    head = next((one for one in row.itersiblings("tr", preceding=True) if one.find("th") is not None), None)
    if head is None:
        table = next(row.iterancestors("table"), None)
        head = next(iter(table.iter("tr")), None) if table is not None else None
    for number, cell in enumerate(head if head is not None and head is not row else (), 1):
        name = " ".join(cell.text_content().split())
        field = next((field for field, words in _HEADERS if words.fullmatch(name)), None)
        if field:
            yield field, f"td:nth-of-type({number})"


def _items(page: PageText, listing: Listing) -> list[HtmlElement]:
    """The element of each item: its block, or in flat lists the element that opens it."""
    if listing.layout is Layout.BLOCK:
        return list(dict.fromkeys(listing.blocks))
    if listing.layout is Layout.UNDER:
        under = [record.line for record in listing.records if record.line is not None]
        apart = list(dict.fromkeys(line.element for line in under))
        blocks = _blocks_of(under)
        return apart if len(blocks) < len(apart) else blocks
    lines = [page.lines[record.first] for record in listing.records]
    return _blocks_of(lines)


def _blocks_of(lines: Sequence[Line]) -> list[HtmlElement]:
    return list(dict.fromkeys(_block(line.element) for line in lines))


def _block(element: HtmlElement) -> HtmlElement:
    at = element
    while (
        at.tag in {"a", "span", "b", "strong", "em", "i", "u", "font", "small", "time"} and at.getparent() is not None
    ):
        at = at.getparent()
    return at


def _holder(line: Line) -> HtmlElement:
    """The element that holds the line and nothing else, else its block."""
    return line.element if _whole(line) else _block(line.element)


def _selector(page: PageText, items: Sequence[HtmlElement]) -> str:
    """The shortest readable selector that takes all ``items`` and hardly anything else."""
    wanted = set(items)
    step = _usual(items)
    path = [step]
    outer = [item.getparent() for item in items]
    best, best_merit = step, _merit(page, path, wanted)
    for _ in range(_DEEP):
        around = [one for one in outer if one is not None and one.tag not in {"body", "html"}]
        if not around:
            break
        path = [_usual(around), *path]
        merit = _merit(page, path, wanted)
        if merit > best_merit + 0.02:
            best, best_merit = " > ".join(path), merit
        outer = [one.getparent() for one in around]
    return best


def _others(page: PageText, selector: str, wanted: Collection[HtmlElement]) -> list[HtmlElement]:
    """The elements that the selector takes beside those that are wanted."""
    path, known = selector.split(" > "), set(wanted)
    return [one for one in page.stretches if matches(one, path) and one not in known]


def _with_title(page: PageText, selector: str, title: str, wanted: set[HtmlElement]) -> str:
    """The selector of the items, narrowed to those that hold a title where it also takes others (the second row of an item)."""
    others = _others(page, selector, wanted)
    if not others:
        return selector
    if title[0] not in "+~." and "|" not in title:
        return f"{selector}:has({title.rpartition(' > ')[2]})"
    inner = [{str(below.tag) for below in one.iterdescendants() if isinstance(below.tag, str)} for one in wanted]
    only = (
        set.intersection(*inner) - {str(below.tag) for one in others for below in one.iterdescendants()}
        if inner
        else ()
    )
    return f"{selector}:has({min(only)})" if only else selector


def _by_label(listing: Listing, wanted: Sequence[HtmlElement], others: Sequence[HtmlElement]) -> str:
    """``:-soup-contains("会期", "日時")``, where the labels of the days tell the items from other elements of their kind."""
    labels = Counter(
        found[1] for record in listing.records if (found := _DAY_LABEL.match(record.when.text)) is not None
    )
    said = [label for label, _ in labels.most_common(3)]

    def taken(elements: Sequence[HtmlElement]) -> int:
        return sum(any(label in words(one) for label in said) for one in elements)

    if not others or not said or taken(wanted) < len(wanted) or 2 * taken(others) > len(others):
        return ""
    return ":-soup-contains({})".format(", ".join(f'"{label}"' for label in said))


def _usual(elements: Iterable[HtmlElement]) -> str:
    """Tag, id and classes that all elements share."""
    listed = list(elements)
    tag = Counter(str(one.tag) for one in listed).most_common(1)[0][0]
    same = [one for one in listed if one.tag == tag]
    classes = set.intersection(*({*(one.get("class") or "").split()} for one in same))
    ids = {one.get("id") for one in same}
    if len(ids) == 1 and (only := ids.pop()) and IDENT.fullmatch(only):
        return f"{tag}#{only}"
    named = "".join(f".{one}" for one in sorted(classes) if IDENT.fullmatch(one))
    columns = {column(one) for one in same} if tag in _CELLS and not named else set()
    return f"{tag}:nth-child({columns.pop()})" if len(columns) == 1 else tag + named


def _merit(page: PageText, path: Sequence[str], wanted: set[HtmlElement]) -> float:
    """How well a path of steps takes the wanted elements: the F1 of both."""
    matched = {one for one in page.stretches if matches(one, path)}
    right = len(matched & wanted)
    return 2 * right / (len(matched) + len(wanted))


def _title(
    page: PageText, listing: Listing, items: Sequence[HtmlElement], others: Mapping[HtmlElement, bool]
) -> str | None:
    """Where the title stands within the item; ``others`` are taken by the same selector, and events (``True``) or not."""
    if listing.layout is Layout.UNDER:
        lines = [record.line for record in listing.records if record.line is not None]
        spots = {_spot(page, line, set(items)) for line in lines}
        return spots.pop() if len(spots) == 1 else "."
    column = listing.column
    if column is None:
        return None
    told = [one for one in column.told.values() if not one.weak]
    named = [element for one in told if (element := _named(one)) is not None]
    whole = [one.line.element for one in told if _whole(one.line)]
    for elements in (named, whole):
        if len(elements) * 2 > len(told):
            return within(items, elements, others)
    ways = Counter(way for one in told if (way := _spot(page, one.line, set(items))) is not None)
    return ways.most_common(1)[0][0] if ways else None


def _spot(page: PageText, line: Line, owners: set[HtmlElement]) -> str | None:
    """Where one line stands: its element, or which line it is of a block that holds several."""
    if _whole(line):
        return way_to(line.element, owners)
    block = _block(line.element)
    way = way_to(block, owners)
    first, last = page.stretches[block]
    return f"{way}|{line.number - first + 1}" if way and last - first > 1 else way


def _named(told: Told) -> HtmlElement | None:
    """The link or bold words of a line that are its title and nothing else (``<li><a>朝の読書会</a> 12月5日``)."""
    if told.text == fold(told.line.text).folded:
        return None
    return next((one for one in told.line.dressed if fold(words(one)).folded == told.text), None)


def _whole(line: Line) -> bool:
    """Whether the line's first element holds all of it."""
    return words(line.element) == line.text


def _when(page: PageText, listing: Listing, items: Sequence[HtmlElement]) -> list[str]:
    """Where the day stands within the item, and a clock time that stands elsewhere."""
    days = [record.when.line for record in listing.records]
    found = [_attribute(days, items) or within(items, [_block(line.element) for line in days])]
    if not any(record.when.says_when and _CLOCK.search(record.when.text) for record in listing.records):
        clocks = [
            next((line for line in page.lines[record.first : record.last] if _is_clock(line, record)), None)
            for record in listing.records
        ]
        told = [_block(line.element) for line in clocks if line is not None]
        if len(told) * 2 > len(listing.records):
            found.append(within(items, told))
    return [one for one in dict.fromkeys(found) if one]


def _attribute(days: Sequence[Line], items: Sequence[HtmlElement]) -> str | None:
    """The attribute that states the days (``time@datetime``), where their lines alone do not tell them."""
    if not all(line.day for line in days) or any(mark.day for line in days for mark in scan(fold(line.text).folded)):
        return None
    holders = [
        next((one for one in (line.element, *line.element.iterancestors()) if stated(one)), None) for line in days
    ]
    told = [one for one in holders if one is not None]
    names = Counter(name for one in told for name, value in one.attrib.items() if is_moment(value))
    way = within(items, told) if len(told) == len(days) else None
    if way is None or not names:
        return None
    return f"{way if way != '.' else ''}@{names.most_common(1)[0][0]}"


def _is_clock(line: Line, record: Record) -> bool:
    """Whether a line beside the day's tells the time; one with a date of its own speaks of something else."""
    dated = any(mark.day for mark in scan(fold(line.text).folded))
    return line.number != record.when.line.number and bool(_CLOCK.search(line.text)) and not dated


def _headings(page: PageText, listing: Listing) -> str | None:
    """The headings that give what the items' days lack: their year and month, or the whole day."""
    titles = {record.line.number for record in listing.records if record.line is not None}
    if listing.column is not None:
        titles |= {one.line.number for one in listing.column.told.values()}
    above = {number for record in listing.records for number in record.when.headings} - titles
    kinds: dict[str, list[Line]] = defaultdict(list)
    for number in sorted(above):
        kinds[page.signature(page.lines[number].element)].append(page.lines[number])
    found = [_selector(page, _blocks_of(lines)) for lines in kinds.values()]
    if listing.layout is Layout.UNDER:
        days = dict.fromkeys(record.when.line.number for record in listing.records)
        found.append(_selector(page, [_holder(page.lines[number]) for number in days]))
    return ", ".join(dict.fromkeys(found)) or None
