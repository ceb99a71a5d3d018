"""Ids for records that share one address on a page (many dates of one course, a list without links)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from aggregator.plugin import RawEvent


def distinct(events: Iterable[RawEvent], page_url: str) -> Iterator[RawEvent]:
    """``events`` without exact repeats, each with an identity of its own.

    A record's identity is its id, else its address. Where several share one, the time (else the words for it, else the
    title) is added; where there is no address, the page's is given so that the reader has a link.
    """
    unlike = {repr(event): event for event in events}.values()
    shared = Counter(event.id or event.url for event in unlike)
    for event in unlike:
        key = event.id or event.url
        changes: dict[str, str] = {} if event.url else {"url": page_url}
        if key is None or shared[key] > 1:
            changes["id"] = f"{key or page_url} {event.start or event.when or event.title or ''}".strip()
        yield event.model_copy(update=changes) if changes else event
