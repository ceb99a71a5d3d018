"""The own pages of events whose row in a list tells a day and no time: which are asked for, and what of them is the event's."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from bs4 import Tag

from aggregator.plugin import Page, RawEvent, Request

_CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}(?:\s?[:：]\s?\d\d|\s?時(?![間代給点])|\s?[ap]\.?m\b)|正午", re.IGNORECASE)
_SPAN: Final = re.compile(r"[〜～~–—―]|\d\s?-\s?\d{1,2}\s?日|から")
_TAG: Final = re.compile(r"<[^>]*>")
_FILE: Final = re.compile(r"\.(?:pdf|jpe?g|png|gif|webp|docx?|xlsx?|pptx?|zip|ics|mp4)$", re.IGNORECASE)
_AROUND: Final = "nav, footer, aside, form, script, style, template, noscript, head"
_MOST: Final = 100
"""Most rows of one page whose own pages are followed in the course of many runs."""
_PLACES: Final = 8
"""Most places at which a page's name for the event is looked at."""
_SHORT: Final = 3
"""A title with fewer letters says too little to be found again."""


class Row(NamedTuple):
    """What the list says of an event, and the lines with clock times that stand on the list's page outside of its rows."""

    event: RawEvent
    furniture: frozenset[str]


def asked_for_clocks(page: Page, events: list[RawEvent]) -> Iterator[RawEvent | Request]:
    """``events``; in place of those that tell one day, no time, and a page of their own on this site, requests for these pages."""
    shared = Counter(_plain_url(event.url) for event in events)
    furniture = _furniture(page, events)
    asked = 0
    for event in events:
        own = _plain_url(event.url)
        if asked < _MOST and own and shared[own] == 1 and _is_own(own, page) and _lacks_clock(event):
            asked += 1
            yield Request(own, note=Row(event, furniture), row=event)
        else:
            yield event


def with_clock(page: Page, row: Row) -> RawEvent:
    """The event with what its own page says around its name; as the list has it where the page names no such event."""
    soup, event = page.soup, row.event
    for element in soup.select(_AROUND):
        element.decompose()
    for string in soup.find_all(string=_CLOCK):
        if _squeezed(string) in row.furniture:
            string.extract()
    title = _folded(event.title or "")
    if len(title) < _SHORT:
        return event
    named = [string for string in soup.find_all(string=True) if _names(_folded(string), title)][:_PLACES]
    own = [found for string in named if (found := _around(string.parent)) is not None]
    if not own:
        return event
    told = min(own, key=lambda element: len(element.get_text()))
    return event.model_copy(update={"text": f"{event.text}<hr>{told.decode_contents()}"})


def _names(words: str, title: str) -> bool:
    """Whether folded words are the title, hold it, or are most of it: a row may add 残席わずか to the name."""
    return title in words or (len(words) > _SHORT and 2 * len(words) >= len(title) and words in title)


def _around(element: Tag | None) -> Tag | None:
    """The smallest element around a name that tells a clock time; ``None`` where none does."""
    while element is not None:
        if _CLOCK.search(element.get_text(" ")):
            return element
        element = element.parent
    return None


def _furniture(page: Page, events: Iterable[RawEvent]) -> frozenset[str]:
    """Opening hours, office hours: what stands on every page of a site says nothing about one event."""
    rows = " ".join(_squeezed(_TAG.sub(" ", event.text)) for event in events)
    lines = {_squeezed(string) for string in page.soup.find_all(string=_CLOCK)}
    return frozenset(line for line in lines if line not in rows)


def _lacks_clock(event: RawEvent) -> bool:
    when = " ".join(str(told) for told in (event.when, event.start) if told)
    said = " ".join((when, str(event.end or ""), event.title or "", _TAG.sub(" ", event.text)))
    return bool(when) and not _CLOCK.search(said) and not _SPAN.search(when)


def _is_own(url: str, page: Page) -> bool:
    own, listed = urlsplit(url), urlsplit(page.url)
    return own[:2] == listed[:2] and own[2:4] != listed[2:4] and not _FILE.search(own.path)


def _plain_url(url: str | None) -> str:
    return (url or "").partition("#")[0]


def _folded(words: str) -> str:
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", words)).casefold()


def _squeezed(words: str) -> str:
    return " ".join(words.split())
