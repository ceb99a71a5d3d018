"""Kind ``html``: a page with a list of events, read by CSS selectors; no code needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Self

from bs4 import BeautifulSoup, Tag
from pydantic import Field, field_validator, model_validator

from aggregator.plugin import Found, Page, RawEvent, Request, Source, Window, is_closed_day, said
from sources.kinds._fields import Fields, Names
from sources.kinds._headings import Heading, joined
from sources.kinds._identity import distinct
from sources.kinds._options import UrlOptions, fill
from sources.kinds._own_pages import Row, asked_for_clocks, with_clock
from sources.kinds._pages import linked_page, numbered_page
from sources.kinds._selectors import Selector, checked, lines, words
from sources.kinds._tables import fill_spans

_DATE = re.compile(r"[\W\d年月日時分祝火水木金土曜]*|\W*\d+\W*(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*\W*", re.IGNORECASE)
_DAY = re.compile(r"^[\W\d]*(?:[年月日火水木金土祝][\W\d]*)+")
_CLOCK = r"\d{1,2}(?::|：|時)\d{0,2}分?"
_WEEKDAY = (
    r"(?:[(（]?[月火水木金土日](?:曜日?)?(?:[・、]?祝)?[)）]|[月火水木金土日]曜日?"
    r"|[(（](?:sun|mon|tue|wed|thu|fri|sat)[a-z]*[)）])"
)
_YEAR = r"(?:\d{4}\s?[年/.-]\s?)?"
_MONTH_AND_DAY = rf"\d{{1,2}}\s?[月/.-]\s?\d{{1,2}}(?!\d)日?\s*{_WEEKDAY}?"
_HOURS = rf"\s*(?:{_CLOCK}\s*(?:[〜~～–-]\s*(?:{_CLOCK})?)?)?"
_STAMP = re.compile(
    rf"^\W*{_YEAR}{_MONTH_AND_DAY}"
    rf"(?:\s*[〜~～–・、,-]\s*(?:\d{{1,2}}\s?[月/.-]\s?)?\d{{1,2}}(?![\d:：時])日?\s*{_WEEKDAY}?)*"
    rf"{_HOURS}(?=\W|(?<=\W))",
    re.IGNORECASE,
)
"""A day or days, and perhaps a time, at the beginning of a line, with what parts them from the rest."""
_STAMP_BEHIND = re.compile(
    rf"(?<![\s:：|｜/／・,、-])[\s:：|｜/／・,、-]*+[(（【\[]?{_YEAR}(?<!\d){_MONTH_AND_DAY}{_HOURS}\s*[)）】\]]?\s*$",
    re.IGNORECASE,
)
"""The same at the end of a line."""
_LINKS = ("url", "organiser_url")


class Selectors(Fields):
    """One or several CSS selectors per field, within the item: ``h3``, ``a@href``, ``time@datetime``.

    ``@name`` reads an attribute, of the item itself where no selector precedes it; ``.`` is the whole item; ``+ dd a``
    begins at the element after the item, ``~ table td`` at one further on, before the next item; ``p|2`` is the second line of the paragraph.
    """

    @field_validator("*")
    @classmethod
    def _valid(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return checked(value)


class HtmlOptions(UrlOptions):
    """Options of kind ``html``."""

    item: str | None = Field(
        None,
        description="CSS selector of one item of the list. Without it the list is found anew on each page, as `sources add` finds it.",
    )
    fields: Selectors = Field(
        Selectors(),
        description="Selectors per field. Title and address default to the first heading or link, text to the item.",
    )
    skip: str | None = Field(None, description="Items that match this selector, or hold a match, are left out.")
    headings: str | None = Field(
        None, description="Selector of headings whose year, month and day hold for the items after them (`h2.month`)."
    )
    inherit: Names = Field(
        (),
        description="Selectors of `when` that keep the last item's value where an item has none (a day cell over several rows).",
    )
    split: str | None = Field(
        None,
        description="Selector of separators (`br`, `hr`) that cut the item into several, for lists without a block per event.",
    )
    next: str | None = Field(None, description="Selector of the link to the next page (`a.next`).")
    page: str | None = Field(
        None,
        description="Query parameter with the page's number, where no link leads on; the list ends at a page without items.",
    )
    detail: Selectors | None = Field(
        None,
        description="Selectors on the event's own page; its values replace those of the list. `{}` reads its text only.",
    )
    details: int = Field(15, ge=0, le=200, description="Most pages of single events followed per list page.")
    clocks: bool = Field(
        False,
        description="Whether the own page of an event is read for the time, where its row tells a day and no time. A few are "
        "read in a run, each once until its row changes.",
    )

    @field_validator("item", "skip", "headings", "split", "next")
    @classmethod
    def _valid(cls, value: str | None) -> str | None:
        return checked([value])[0] if value else value

    @field_validator("inherit")
    @classmethod
    def _all_valid(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return checked(value)

    @model_validator(mode="after")
    def _within_items(self) -> Self:
        given = [name for name in ("fields", "skip", "headings", "inherit", "split") if name in self.model_fields_set]
        if self.item is None and given:
            raise ValueError(said("{keys} は item といっしょに書いてください", keys=", ".join(given)))
        return self


class Html(Source[HtmlOptions]):
    """A list of events in a page, read by CSS selectors, or without them by its layout. Terms: the site's own; robots.txt is obeyed."""

    def requests(self, window: Window) -> Iterable[Request]:
        """The list page."""
        yield Request(fill(self.options.url, window))

    def parse(self, page: Page) -> Iterator[Found]:
        """The list's events (or requests for their own pages), then the next page; or one event's own page."""
        if isinstance(page.request.note, Row):
            yield with_clock(page, page.request.note)
            return
        if isinstance(page.request.note, RawEvent):
            yield self._detailed(page, page.request.note)
            return
        found = page.listed if self.options.item is None else self._events(page, self.options.item)
        events = list(distinct(found, page.url))
        if self.options.clocks:
            yield from asked_for_clocks(page, events)
            events = []
        linked = [event for event in events if self.options.detail is not None and event.url and event.url != page.url]
        followed = {event.url for event in linked[: self.options.details]}
        for event in events:
            yield Request(event.url, note=event) if event.url and event.url in followed else event
        following = None
        if self.options.next:
            following = linked_page(page, self.options.next)
        elif self.options.page and events:
            following = numbered_page(page.request.url, self.options.page)
        if following:
            yield Request(following)

    def _events(self, page: Page, selector: str) -> Iterator[RawEvent]:
        options = self.options
        heading, carried = Heading(), dict.fromkeys(options.inherit, "")
        month: int | None = None
        wanted = f"{selector}, {options.headings}" if options.headings else selector
        fill_spans(page.soup)
        for element in page.soup.select(wanted):
            if options.headings and element.css.match(options.headings):
                heading, month = Heading.read(words(element)).under(heading), None
            if not element.css.match(selector) or element.select_one(selector) or self._skipped(element):
                continue
            if options.headings and (inner := element.select_one(options.headings)) is not None:
                heading = Heading.read(words(inner)).under(heading)  # a month's cell over several rows
            for item in pieces(element, options.split) if options.split else (element,):
                values = self._values(page, item, options.fields, carried)
                if "when" in values:
                    values["title"] = _without(values["when"], values.get("title"))
                    heading, month = heading.turned(values["when"], month)
                    values["when"] = heading.before(joined(values["when"]))
                elif heading.whole:
                    values["when"] = heading.whole
                if is_closed_day(values.get("title") or "") or (not values.get("title") and self._empty(item)):
                    continue
                if values.get("title") or values.get("text"):
                    yield RawEvent(**values)

    def _skipped(self, item: Tag) -> bool:
        skip = self.options.skip
        if item.name == "tr" and item.th and not item.td:
            return True  # the headings of a table
        return skip is not None and (item.css.match(skip) or item.select_one(skip) is not None)

    def _empty(self, item: Tag) -> bool:
        """Whether an item without a title is a day on which nothing takes place; one whose title should stand behind it is at fault."""
        said = list(lines(item))
        behind = any(name.startswith(("+", "~")) for name in self.options.fields.title)
        return any(is_closed_day(_DAY.sub("", line)) for line in said) or (
            not behind and _DATE.fullmatch("".join(said)) is not None
        )

    def _values(self, page: Page, item: Tag, fields: Fields, carried: dict[str, str]) -> dict[str, Any]:
        def value_of(field: str, name: str) -> str | list[str] | None:
            found = list(Selector.parse(name).values(item, markup=field == "text"))
            if field in {"tags", "text"}:
                return found
            value = found[0] if found else None
            if name in carried:
                carried[name] = value = value or carried[name]
            return page.absolute(value) if field in _LINKS else value

        values = fields.read(value_of)
        if not fields.title:
            values["title"] = _first_words(item, "h1, h2, h3, h4, h5, h6") or _first_words(item, "a[href]")
        if not fields.url:
            values["url"] = page.absolute(_own_link(item))
        if not fields.text:
            values["text"] = item.decode_contents()
        return values

    def _detailed(self, page: Page, listed: RawEvent) -> RawEvent:
        fields = self.options.detail or Selectors()
        main = page.soup.select_one("main, article, [role=main], #main, #content") or page.soup.body or page.soup
        values = self._values(page, page.soup, fields, {})
        defaults = {"text": main.decode_contents()} if not fields.text else {}
        kept = {field: value for field, value in values.items() if getattr(fields, field, ())}
        return listed.model_copy(update=kept | defaults)


def _without(when: str, title: str | None) -> str | None:
    """The title without the date that it begins or ends with, where the item's whole line is taken for it."""
    told = title or ""
    rest = _STAMP.sub("", told, count=1) if told == when else told.removeprefix(when)
    if rest == told and told in when:
        rest = _STAMP_BEHIND.sub("", rest, count=1)
    rest = rest.strip(" :：|｜/／・-–—　")
    return rest if title and rest else title


def _first_words(item: Tag, css: str) -> str | None:
    return next((told for told in map(words, item.select(css)) if told), None)


def _own_link(item: Tag) -> str | None:
    link = item if item.name == "a" else item.select_one("a[href]")
    href = link.get("href") if link else None
    return href if isinstance(href, str) and not href.startswith(("#", "javascript:", "mailto:", "tel:")) else None


def pieces(container: Tag, separator: str) -> Iterator[Tag]:
    """``container`` cut at its children that match ``separator``: one new element per piece that holds any text."""
    soup = BeautifulSoup("", "lxml")
    piece = soup.new_tag("div")
    for child in list(container.children):
        if isinstance(child, Tag) and child.css.match(separator):
            if words(piece):
                yield piece
            piece = soup.new_tag("div")
        else:
            piece.append(child.__copy__())
    if words(piece):
        yield piece
