"""Kind ``feed``: RSS 0.9x, 1.0 (RDF) and 2.0, Atom and JSON Feed.

The day of publication is never taken for the day of the event: the start comes from elements made for it (see
``_eventelements``) or from the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from xml.sax import SAXException

import feedparser
from pydantic import Field

from aggregator.plugin import Found, Page, ParseError, RawEvent, RecordError, Request, Source, TroubleKind, Window
from sources.kinds._eventelements import event_elements
from sources.kinds._fields import built
from sources.kinds._identity import distinct
from sources.kinds._options import UrlOptions, fill

_DECLARED_ENCODING: Final = re.compile(r"""^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')""")
_CHANNEL: Final = re.compile(rb"^(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>)*<channel\b", re.IGNORECASE | re.DOTALL)
"""The root of a feed of 1997 (CDF), which feedparser reads without calling it a feed where it has no entries."""
_NO_AUTHOR: Final = {"organiser": None, "organiser_url": None}
_MARKUP: Final = re.compile(r"<[a-zA-Z/!][^<>]*>")


class FeedOptions(UrlOptions):
    """Options of kind ``feed``."""

    keyword: str | None = Field(None, description="Only entries that hold all of these words.")
    authors: bool = Field(
        True, description="Whether an entry's author is the organiser; `false` where it is only who wrote it."
    )


class Feed(Source[FeedOptions]):
    """Events in a feed's entries. Terms: the site's own; a feed is published to be read by programs."""

    lists_all = False
    interface = "feed"
    gives = ("id",)

    def requests(self, window: Window) -> Iterable[Request]:
        """The feed."""
        yield Request(fill(self.options.url, window))

    def parse(self, page: Page) -> Iterator[Found]:
        """One record per entry.

        Raises:
            ParseError: there is no feed in the page.
        """
        found = [one for one in self.entries(page) if self._wanted(one)]
        yield from distinct((record for record in found if isinstance(record, RawEvent)), page.url)
        yield from (record for record in found if isinstance(record, RecordError))

    def _wanted(self, found: RawEvent | RecordError) -> bool:
        """Whether an entry holds all the words that are asked for, in any width and case."""
        if not self.options.keyword or not isinstance(found, RawEvent):
            return True
        told = _plain(f"{found.title} {found.text} {found.venue} {found.address} {' '.join(found.tags)}")
        return all(word in told for word in _plain(self.options.keyword).split())

    def entries(self, page: Page) -> Iterator[RawEvent | RecordError]:
        """The feed's entries in the order of the page, and what is wrong with it."""
        if page.text.lstrip().startswith("{"):
            yield from _json_entries(page)
            return
        parsed = parse_feed(page)
        for entry in parsed.entries:
            values = _entry(entry) | ({} if self.options.authors else _NO_AUTHOR) | event_elements(entry)
            yield built(values, page.url)
        if isinstance(parsed.get("bozo_exception"), SAXException):
            reason = " ".join(str(parsed.bozo_exception).split())
            yield RecordError(f"the XML is broken, entries may be missing: {reason}", field="xml", url=page.url)


def parse_feed(page: Page) -> Any:
    """Feedparser's reading of the page.

    Raises:
        ParseError: there is no feed in it.
    """
    body = _DECLARED_ENCODING.sub(r"\1", page.text.lstrip(), count=1).encode()
    if not body:
        raise ParseError("the body is empty", kind=TroubleKind.EMPTY_BODY, url=page.url)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": page.url}
    try:
        parsed = feedparser.parse(body, response_headers=headers)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:  # seen on mangled bytes
        raise ParseError(f"the feed cannot be read: {error}", url=page.url) from error
    if parsed.entries or parsed.version or _CHANNEL.search(body[:4096]):
        return parsed
    seen = (
        "an HTML page"
        if re.search(rb"<(?:!doctype\s+html|html|body)\b", body[:4096], re.IGNORECASE)
        else "something else"
    )
    raise ParseError(f"{seen} where a feed should be", kind=TroubleKind.NOT_THE_KIND, url=page.url)


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that every kind of feed has."""
    author = entry.get("author_detail") or {}
    return {
        "title": entry.get("title") or None,
        "url": entry.get("link") or None,
        "id": entry.get("id") or None,
        "organiser": author.get("name") or entry.get("author") or None,
        "organiser_url": author.get("href") or None,
        "tags": tuple(tag["term"] for tag in entry.get("tags", ()) if tag.get("term")),
        "text": _text(entry),
        "published": entry.get("published") or None,
        "updated": (entry["updated"] or None)
        if "updated" in entry
        else None,  # else feedparser gives the day of publication
        "language": entry.get("language") or None,
    }


def _text(entry: Mapping[str, Any]) -> str:
    """The entry's full text, with its summary in front where that says something else (a line 日時: … above the article)."""
    summary = entry.get("summary") or ""
    content = next((part["value"] for part in entry.get("content", ()) if part.get("value")), "")
    if not content or _bare(summary)[:60] in _bare(content):
        return content or summary
    return f"<div>{summary}</div>\n<div>{content}</div>"


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()


def _bare(markup: str) -> str:
    return "".join(_MARKUP.sub("", markup).split())


def _json_entries(page: Page) -> Iterator[RawEvent | RecordError]:
    """JSON Feed 1.0 and 1.1 (jsonfeed.org): https://www.jsonfeed.org/version/1.1/."""
    feed = page.json
    if not isinstance(feed.get("items"), list):
        raise ParseError("JSON without the items of a JSON Feed", kind=TroubleKind.NOT_THE_KIND, url=page.url)
    for item in feed["items"]:
        if isinstance(item, dict):
            authors = item.get("authors") or [item.get("author") or {}]
            address = item.get("url") or item.get("external_url")
            values = {
                "title": item.get("title") or None,
                "url": page.absolute(str(address)) if address else None,
                "id": str(item["id"]) if item.get("id") else None,
                "organiser": authors[0].get("name") if isinstance(authors[0], dict) else None,
                "tags": tuple(str(tag) for tag in item.get("tags") or ()),
                "text": str(item.get("content_html") or item.get("content_text") or item.get("summary") or ""),
                "published": item.get("date_published"),
                "updated": item.get("date_modified"),
                "language": item.get("language") or feed.get("language"),
            }
            yield built(values | _json_times(item), page.url)


def _json_times(item: Mapping[str, Any]) -> dict[str, Any]:
    """Times that extensions of JSON Feed give: own objects with a leading underscore, or plain keys."""
    flat = {key: value for key, value in item.items() if isinstance(value, str | int | float)}
    for key, value in item.items():
        if key.startswith("_") and isinstance(value, dict):
            flat |= {inner: told for inner, told in value.items() if isinstance(told, str | int | float)}
    return {**event_elements(flat)}
