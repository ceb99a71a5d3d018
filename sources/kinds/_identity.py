"""Ids for records that share one address on a page (many dates of one course, a list without links)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from aggregator.plugin import RawEvent

_MARKS: tuple[Callable[[RawEvent], object], ...] = (
    lambda _: "",
    lambda event: event.start or event.when or "",
    lambda event: event.title or "",
    lambda event: event.venue or event.address or "",
)


def distinct(events: Iterable[RawEvent], page_url: str, *, own_page: bool = False) -> Iterator[RawEvent]:
    """``events`` without exact repeats, each with an identity of its own.

    A record's identity is its id, else its address. Where several share one, the time is added, then the title, then
    the place, until they differ. Where there is no address, the page's is given so that the reader has a link; ``own_page`` says
    that the page is about one event, so that it is its address.
    """
    unlike = list({repr(event): event for event in events}.values())
    if own_page and len(unlike) == 1 and not unlike[0].url:
        yield unlike[0].model_copy(update={"url": page_url})
        return
    keys = [event.id or event.url or page_url for event in unlike]
    for mark in _MARKS:
        shared = Counter(keys)
        keys = [
            f"{key} {mark(event)}".strip() if shared[key] > 1 else key for key, event in zip(keys, unlike, strict=True)
        ]
    for key, event in zip(keys, unlike, strict=True):
        if not event.url:
            yield event.model_copy(
                update={"url": page_url, "id": event.id if event.id == key else _told(key, event, page_url)}
            )
        elif key != (event.id or event.url):
            yield event.model_copy(update={"id": key})
        else:
            yield event


def _told(key: str, event: RawEvent, page_url: str) -> str:
    """An id for a record without an address; alone on its page it is known by its title."""
    return f"{page_url} {event.title or ''}".strip() if key == page_url else key
