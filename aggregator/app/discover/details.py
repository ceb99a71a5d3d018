"""Links of a page that may lead to the pages of single events, where the page itself tells no days. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bs4 import Tag

from aggregator.app.discover.links import PROMISE, same_site
from aggregator.plugin import Page

_LAST: Final = re.compile(r"[^/=]*/?$")
"""The last step of a path, or the last value of a query: what differs from one event's address to the next."""
_AROUND: Final = ("nav", "header", "footer", "aside")
_HEADINGS: Final = ("main h1", "article h1", "h1", "main h2", "article h2", "h2", "h3", "title")
_FEWEST: Final = 3
"""Fewer links of one form are no list."""


@dataclass(frozen=True, slots=True)
class Leads:
    """Links of one form: the beginning that their addresses share as the page writes them, and where they lead."""

    prefix: str
    urls: tuple[str, ...]

    def options(self, heading: str) -> dict[str, Any]:
        """Options of kind ``html`` that follow them; ``heading`` is the selector of the name on the event's own page."""
        return {"item": f"a[href*='{self.prefix}']", "detail": {"title": heading}}


def leads(page: Page, most: int) -> tuple[Leads, ...]:
    """The groups of links that stand in the page's own part, those whose address promises events first, then the largest."""
    groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for element, href in _own_links(page):
        url = page.absolute(href)
        prefix = _LAST.sub("", href.partition("#")[0])
        if url and same_site(url.partition("#")[0], page.url) and _telling(prefix) and element.get_text(strip=True):
            groups[prefix][url.partition("#")[0]] = None
    found = [Leads(prefix, tuple(urls)) for prefix, urls in groups.items() if len(urls) >= _FEWEST]
    found.sort(key=lambda one: (not PROMISE.search(one.prefix), -len(one.urls)))
    return tuple(found[:most])


def naming(pages: Sequence[Page]) -> str | None:
    """The selector of the first heading that differs on all ``pages``; of their titles where none does."""
    for css in _HEADINGS:
        heads = [page.soup.select_one(css) for page in pages]
        names = {head.get_text(" ", strip=True) for head in heads if head is not None}
        if pages and len(names) == len(pages) and "" not in names:
            return css
    return None


def _own_links(page: Page) -> Iterator[tuple[Tag, str]]:
    for element in page.soup.select("a[href]"):
        if element.find_parent(_AROUND) is None:
            yield element, str(element.get("href")).strip()


def _telling(prefix: str) -> bool:
    """Whether a selector can find links by it: more than the beginning of every address of the site."""
    return not {'"', "'"} & set(prefix) and re.search(r"[^/]", re.sub(r"^(?:https?:)?//[^/]*", "", prefix)) is not None
