"""Kind ``jsonld``: events marked up in a page: JSON-LD, microdata, RDFa (schema.org) and h-event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import Field, field_validator

from aggregator.plugin import Found, Page, ParseError, RawEvent, RecordError, Request, Source, TroubleKind, Window
from sources.kinds import _microformats
from sources.kinds._identity import distinct
from sources.kinds._ldjson import Node, Script, blocks, event_nodes, listed_addresses
from sources.kinds._microdata import item_nodes
from sources.kinds._options import UrlOptions, fill
from sources.kinds._pages import link, linked_page
from sources.kinds._schema_org import read_event
from sources.kinds._selectors import checked

_DETAIL = "detail"


class JsonLdOptions(UrlOptions):
    """Options of kind ``jsonld``."""

    follow: str | None = Field(
        None, description="Selector of links from the list to pages of single events, read too (`.event a`)."
    )
    details: int = Field(15, ge=0, le=200, description="Most pages of single events followed per list page.")
    next: str | None = Field(None, description="Selector of the link to the next page (`a.next`).")

    @field_validator("follow", "next")
    @classmethod
    def _valid(cls, value: str | None) -> str | None:
        return checked([value])[0] if value else value


class JsonLd(Source[JsonLdOptions]):
    """Events in a page's structured data. Terms: the site's own; robots.txt is obeyed."""

    gives = ("start", "end", "venue", "price", "status")

    def requests(self, window: Window) -> Iterable[Request]:
        """The page."""
        yield Request(fill(self.options.url, window))

    def parse(self, page: Page) -> Iterator[Found]:
        """The page's events, then the pages that it points to.

        Raises:
            ParseError: there is neither an event nor a link to follow.
        """
        if not page.text.strip():
            raise ParseError("the body is empty", kind=TroubleKind.EMPTY_BODY, url=page.url)
        scripts = list(blocks(page.soup))
        own_page = page.request.note == _DETAIL
        events = list(distinct((read_event(node, page) for node in _nodes(page, scripts)), page.url, own_page=own_page))
        yield from events
        follow = [] if own_page else list(self._links(page, scripts, events))
        yield from follow
        broken = [reason for _, reason in scripts if reason]
        for reason in broken:
            yield RecordError(f"a JSON-LD block cannot be read: {reason}", field="ld+json", url=page.url)
        if not (events or follow or broken):
            raise ParseError("no event is marked up in this page", kind=TroubleKind.NO_EVENTS, url=page.url)

    def _links(self, page: Page, scripts: list[Script], events: list[RawEvent]) -> Iterator[Request]:
        """Pages of single events that the list does not tell completely, then the next page."""
        addresses: list[str | None] = []
        if self.options.follow:
            addresses = [page.absolute(href) for href in link(self.options.follow).values(page.soup)]
        elif not events:
            addresses = [page.absolute(told) for value, _ in scripts for told in listed_addresses(value)]
        known = {page.url, *(event.url for event in events if event.start)}
        others = [address for address in dict.fromkeys(addresses) if address and address not in known]
        for address in others[: self.options.details]:
            yield Request(address, note=_DETAIL)
        following = linked_page(page, self.options.next) if self.options.next else None
        if following:
            yield Request(following)


def _nodes(page: Page, scripts: list[Script]) -> list[Node]:
    """The events of the first vocabulary that the page uses for any: the same events are often told in several."""
    found = [node for value, _ in scripts for node in event_nodes(value)]
    return found or list(item_nodes(page.soup, page.url)) or list(_microformats.event_nodes(page.soup, page.url))
