"""From bytes to a ``Page``: charset, content type, and what there is to say about them. Pure."""

from __future__ import annotations

import re

from aggregator.http.charset import find_charset
from aggregator.model import Trouble, TroubleKind
from aggregator.plugin import Page, RawEvent, Request, Window
from aggregator.polite import shown

_SUFFIXES = {
    "ics": "text/calendar",
    "csv": "text/csv",
    "json": "application/json",
    "xml": "application/xml",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "application/xhtml+xml",
    "pdf": "application/pdf",
}
# What a body opens with says more than its name.
_OPENINGS = (
    (re.compile(rb"%PDF-"), "application/pdf"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"), "image/*"),
    (re.compile(rb"BEGIN:VCALENDAR", re.IGNORECASE), "text/calendar"),
    (re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<rss\b", re.DOTALL), "application/rss+xml"),
    (re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?feed\b", re.DOTALL), "application/atom+xml"),
    (re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<rdf:RDF\b", re.DOTALL), "application/rdf+xml"),
    (
        re.compile(
            rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE
        ),
        "text/html",
    ),
    (re.compile(rb"<\?xml\b"), "application/xml"),
    (re.compile(rb"[\[{]"), "application/json"),
)
_SNIFFED = 4096


def page_from_bytes(body: bytes, window: Window, *, url: str = "", content_type: str = "", source: str = "") -> Page:
    """A page of ``body``: for what the fetcher got, and for a saved file.

    Args:
        body: after decompression.
        window: the stretch of time that is of interest.
        url: where it is from, after redirects; links are resolved against it. A file's name helps to tell its type.
        content_type: the header; told from the body where it is missing.
        source: name of the source, for the notice that a page is in another charset than it says.
    """
    charset = find_charset(body, content_type)
    notices = (_wrong_charset(source, url, charset.declared, charset.codec),) if charset.declared else ()
    return Page(
        request=Request(url),
        url=url,
        body=body,
        window=window,
        content_type=content_type or guess_content_type(body, url),
        charset=charset.codec,
        notices=notices,
        reader=_listed,
    )


def _listed(page: Page) -> tuple[RawEvent, ...]:
    from aggregator.induce import listed  # only for sources that are read without selectors

    return listed(page)


def _wrong_charset(source: str, url: str, declared: str, codec: str) -> Trouble:
    detail = f"the page says it is {declared}, but it reads as {codec}"
    return Trouble(
        source=source,
        kind=TroubleKind.UNREADABLE,
        detail=detail,
        url=shown(url) or None,
        field="charset",
        value=declared,
    )


def guess_content_type(body: bytes, name: str = "") -> str:
    """The media type of ``body``, from what it opens with, else from the suffix of ``name`` (a URL or a file name)."""
    head = body[:_SNIFFED].removeprefix(b"\xef\xbb\xbf").lstrip()
    for opening, media_type in _OPENINGS:
        if opening.match(head):
            return media_type
    suffix = name.partition("?")[0].partition("#")[0].rpartition(".")[2].lower()
    return _SUFFIXES.get(suffix, "text/plain")
