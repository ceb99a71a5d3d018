"""What a page says of other forms of itself: feeds, calendars, and JSON for its own programs. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from bs4 import Tag

from aggregator.induce.data import json_listing
from aggregator.plugin import Page
from aggregator.render.shown import clean

_FEEDS: Final = {
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/feed+json": "feed",
    "application/rdf+xml": "feed",
    "text/calendar": "ics",
}
_ICS: Final = re.compile(r"\.ics(?:\?|$)|[?&](?:ical|outlook-ical)=1|/ical/|/ics(?:/|$)", re.IGNORECASE)
_FEED: Final = re.compile(
    r"\.(?:rss|rdf|atom)(?:\?|$)|/(?:rss|atom|feed)(?:/|\.xml)?(?:\?|$)|[?&]feed=rss", re.IGNORECASE
)
_EVENTFUL: Final = re.compile(r"event|calendar|schedule|seminar|イベント|催し|講座|予定", re.IGNORECASE)
PROMISE: Final = re.compile(
    r"イベント|催し|催事|行事|公演|講座|講習|教室|スケジュール|カレンダー|予定|上映|展覧会|展示|プログラム"
    r"|お知らせ一覧|"
    r"\b(?:events?|schedule|calendar|programme?|what'?s on)\b",
    re.IGNORECASE,
)
"""Words that promise a list of what is on."""
_PAST: Final = re.compile(r"過去|終了|アーカイブ|報告|レポート|結果|archive|past|report|login|ログイン", re.IGNORECASE)
_REFRESH: Final = re.compile(r"""^\s*\d+\s*;\s*url\s*=\s*['"]?([^'"\s]+)""", re.IGNORECASE)
_CERTAIN: Final = 4
_FILES: Final = (".pdf", ".jpg", ".jpeg", ".png", ".gif", ".zip", ".doc", ".docx", ".xls", ".xlsx", ".mp4")
_LINK_WORDS: Final = 40
"""More letters than this are no label of a menu."""
_CALENDAR_NAME: Final = re.compile(r"^X-WR-CALNAME[^:\r\n]*:([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
_FEED_TITLE: Final = re.compile(
    r"<(?:feed|channel)\b[^>]*>(?:(?!<(?:item|entry)\b).)*?<title[^>]*>(?:\s*<!\[CDATA\[)?([^<\]]+)", re.DOTALL
)
_JSON_FEED_TITLE: Final = re.compile(
    r'"version"\s*:\s*"https?://jsonfeed\.org[^}\]]*?"title"\s*:\s*"((?:[^"\\]|\\.)*)"'
)
_BETWEEN: Final = re.compile(r"\s*[|｜»«]\s*|\s+[-–—‐―ー·•]\s+")
"""What stands in a title between the page's name and the site's."""
_COMMENTS: Final = re.compile(r"comments?(?:/|\b)|コメント", re.IGNORECASE)
_LISTS: Final = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-Za-z_][\w-]*")
_DATA: Final = 100
"""Attributes shorter than this hold no list."""
_CLOCK: Final = re.compile(r"\d{1,2}\s*[:：時]\s*\d{0,2}")
_CLOCKS: Final = ("time", "startTime", "start_time", "startAt", "open_time", "hours", "jikan")
_FIELDS: Final = {
    "url": ("url", "link", "permalink", "href"),
    "id": ("id", "uid", "slug"),
    "end": ("end_date", "endDate", "end", "ends_at", "end_at", "endAt", "end_time"),
    "venue": ("venue", "place", "location", "venue_name", "placeName", "hall", "room"),
    "address": ("address",),
    "price": ("price", "fee", "cost"),
    "text": ("description", "body", "content", "excerpt", "summary"),
}
"""Keys by which the fields beside title and start are usually called."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another form of the page: its address, the kind that reads it, and how it was announced."""

    url: str
    kind: str
    label: str


def other_forms(page: Page) -> tuple[Other, ...]:
    """Feeds and calendars that the page announces, the likeliest to hold events first; each address once."""
    found = {
        one.url: one for one in [*_announced(page), *_linked(page)] if not _COMMENTS.search(f"{one.url} {one.label}")
    }
    return tuple(
        sorted(found.values(), key=lambda one: (one.kind != "ics", not _EVENTFUL.search(f"{one.url} {one.label}")))
    )


def _announced(page: Page) -> Iterator[Other]:
    for element in page.soup.select("link[rel~=alternate][href]"):
        kind = _FEEDS.get(str(element.get("type", "")).partition(";")[0].strip().lower())
        url = page.absolute(str(element.get("href")))
        if kind and url:
            yield Other(url, kind, str(element.get("title") or ""))


def _linked(page: Page) -> Iterator[Other]:
    for element in page.soup.select("a[href]"):
        href = str(element.get("href")).strip()
        if href.startswith(("webcal://", "webcals://")):
            yield Other(_subscribed(href.partition("://")[2], page.url), "ics", element.get_text(" ", strip=True))
            continue
        url = page.absolute(href)
        if not url or not url.startswith(("http://", "https://")):
            continue
        if _ICS.search(url):
            yield Other(url, "ics", element.get_text(" ", strip=True))
        elif _FEED.search(url):
            yield Other(url, "feed", element.get_text(" ", strip=True))


def _subscribed(rest: str, page_url: str) -> str:
    """The address behind ``webcal://``: by the page's own scheme on the page's own host, else by https."""
    own = urlsplit(page_url)
    return f"{own.scheme if rest.partition('/')[0] == own.netloc else 'https'}://{rest}"


def embedded_addresses(page: Page) -> tuple[str, ...]:
    """Addresses that the page shows within itself or names as another form of itself: frames, ``link rel=alternate``."""
    found: dict[str, None] = {}
    for element in page.soup.select(
        "iframe[src], iframe[data-src], embed[src], link[rel~=alternate][href]:not([hreflang])"
    ):
        told = next((str(value) for key in ("src", "data-src", "href") if (value := element.get(key))), None)
        if url := page.absolute(told):
            found[url] = None
    return tuple(found)


def list_links(page: Page) -> Iterator[tuple[str, str]]:
    """Links of this site that promise a list of what is on, with their words; those that say so twice first."""
    ranked: dict[str, tuple[int, str]] = {}
    ranked |= dict.fromkeys(_shown_instead(page), (_CERTAIN, ""))
    for element in page.soup.select("a[href]"):
        url = page.absolute(str(element.get("href")))
        words = element.get_text(" ", strip=True) or " ".join(
            str(image.get("alt") or "") for image in element.select("img")
        )
        if not url or not same_site(url.partition("#")[0], page.url) or len(words) > _LINK_WORDS:
            continue
        path = unquote(urlsplit(url).path)
        if _PAST.search(f"{words} {path}") or path.lower().endswith(_FILES):
            continue
        score = 2 * bool(PROMISE.search(words)) + bool(_EVENTFUL.search(path))
        if score and score > ranked.get(url.partition("#")[0], (0, ""))[0]:
            ranked[url.partition("#")[0]] = (score, words)
    for url, (_score, words) in sorted(ranked.items(), key=lambda one: -one[1][0]):
        yield url, words


def _shown_instead(page: Page) -> Iterator[str]:
    """Pages of this site that a reader sees in place of this one or within it: frames, an immediate refresh."""
    for element in page.soup.select("frame[src], iframe[src], meta[http-equiv=refresh i][content]"):
        found = _REFRESH.search(str(element.get("content") or ""))
        url = page.absolute(found[1] if found else str(element.get("src") or ""))
        if url and same_site(url.partition("#")[0], page.url):
            yield url.partition("#")[0]


def event_links(page: Page, most: int) -> tuple[str, ...]:
    """Addresses of what may be pages of single events: links of this site whose path says so, in the order of the page."""
    found: dict[str, None] = {}
    for element in page.soup.select("main a[href], article a[href], li a[href], td a[href], h2 a[href], h3 a[href]"):
        url = page.absolute(str(element.get("href")))
        if url and same_site(url, page.url) and re.search(r"/(?:e|ev|event|events|seminar|detail)s?/[^/?#]+", url):
            found[url.partition("#")[0]] = None
    return tuple(list(found)[:most])


def same_site(url: str, other: str) -> bool:
    """Whether another page of the same host."""
    return url.split("/")[:3] == other.split("/")[:3] and url != other


def embedded_json(page: Page) -> tuple[str, dict[str, Any]] | None:
    """Where the page carries a list of dated things as JSON, and the options of kind ``json`` that read it."""
    best: tuple[int, str, dict[str, Any]] | None = None
    for where, text in _carried(page):
        listed = json_listing(text)
        if listed is not None and (best is None or len(listed.rows) > best[0]):
            options = json_options(listed.path, listed.title, listed.when, listed.rows[0])
            best = (len(listed.rows), where, {"within": where, **options})
    return (best[1], best[2]) if best else None


def _carried(page: Page) -> Iterator[tuple[str, str]]:
    """The JSON that a page carries, with the selector of each: scripts of that type, long ``data-`` attributes (Inertia)."""
    for element in page.soup.select("script#__NEXT_DATA__, script[type='application/json']"):
        yield _selector(element, page), element.get_text()
    for element in page.soup.find_all(_carries):
        for name, value in element.attrs.items():
            if _is_data(name, value):
                yield f"{_selector(element, page)}@{name}", str(value)


def _carries(element: Tag) -> bool:
    return any(_is_data(name, value) for name, value in element.attrs.items())


def _is_data(name: str, value: object) -> bool:
    return (
        name.startswith("data-") and isinstance(value, str) and len(value) > _DATA and value.lstrip()[:1] in {"{", "["}
    )


def json_options(path: str, title: str, when: str, row: Any) -> dict[str, Any]:
    """Options of kind ``json`` for a list of objects such as ``row``."""
    fields = {"title": title, "start": _with_clock(when, row)}
    for field, names in _FIELDS.items():
        told = (_text_at(row, name) for name in names if name not in {title, when})
        if (found := next(filter(None, told), None)) is not None:
            fields[field] = found
    return {"items": path.removesuffix("[]") or "@", "fields": fields}


def _text_at(row: Any, name: str) -> str | None:
    """The expression for what ``row`` says under ``name``: a value, or the name of the thing that stands there."""
    value = row.get(name)
    if isinstance(value, str | int | float):
        return name
    inner = value if isinstance(value, dict) else {}
    return next((f"{name}.{key}" for key in ("name", "title", "text") if isinstance(inner.get(key), str)), None)


def _with_clock(when: str, row: Any) -> str:
    """The expression for the start: the day, with the time that stands beside it under a name of its own."""
    value = row.get(when.strip('"'), "")
    if isinstance(value, int) or _CLOCK.search(str(value)):
        return when
    clock = next((name for name in _CLOCKS if _CLOCK.search(str(row.get(name, "")))), None)
    return f"join(' ', [{when} || '', {clock} || ''])" if clock else when


def _selector(element: Tag, page: Page) -> str:
    """A selector that finds ``element`` and nothing before it, the most telling first."""
    names = [("#", element.get("id")), *((".", name) for name in element.get_attribute_list("class"))]
    telling = [f"{element.name}{mark}{name}" for mark, name in names if _NAME.fullmatch(str(name or ""))]
    if element.name == "script":
        telling += [f"script[{name}]" for name in element.attrs if name.startswith("data-")]
        telling.append("script[type='application/json']")
    else:
        telling.append(element.name)
    for css in telling:
        if page.soup.select_one(css) is element:
            return css
    number = 1 + sum(sibling.name == element.name for sibling in element.find_previous_siblings())
    parent = element.parent.name if element.parent is not None else "body"
    return f"{parent} > {element.name}:nth-of-type({number})"


def is_sitemap(page: Page) -> bool:
    """Whether it lists a site's pages for programs (https://www.sitemaps.org/protocol.html)."""
    return re.search(r"<(?:\w+:)?(?:urlset|sitemapindex)\b", page.text[:2000]) is not None


def sitemap_parts(page: Page, most: int = 2) -> tuple[str, ...]:
    """The sitemaps that a sitemap leads to: those whose names promise events, then those of plain pages."""
    parts = [url for url in _LISTS.findall(page.text) if urlsplit(url).path.endswith(".xml")]
    return tuple(sorted(parts, key=lambda url: (not _EVENTFUL.search(url), "page" not in url))[:most])


def sitemap_lists(page: Page, most: int = 3) -> tuple[str, ...]:
    """Addresses in a sitemap whose names promise a list of events, shortest first."""
    found = {url for url in _LISTS.findall(page.text) if _EVENTFUL.search(url) and not url.endswith(".xml")}
    return tuple(sorted(found, key=lambda url: (url.rstrip("/").count("/"), len(url), url))[:most])


def title_of(page: Page) -> str | None:
    """What a page, a feed or a calendar calls itself."""
    if is_html(page):
        return clean(page.soup.title.get_text(" ")) or None if page.soup.title is not None else None
    head = page.text[:20_000]
    found = _CALENDAR_NAME.search(head) or _FEED_TITLE.search(head) or _JSON_FEED_TITLE.search(head)
    words = html.unescape(found[1].replace("\\,", ",").replace('\\"', '"')) if found else ""
    return clean(words) or None


def says_little(title: str) -> bool:
    """Whether a title could be that of any site's list: イベント一覧, 催しのご案内, Schedule."""
    return not re.sub(
        r"[\W\d_の物]|ご?案内|情報|一覧|お知らせ|新着|今月|月|年|ページ|list|index|news|home",
        "",
        PROMISE.sub("", title),
        flags=re.IGNORECASE,
    )


def telling(title: str) -> str:
    """A page's title without the parts that any site's list could bear: みどり会館 of 催し物案内 | みどり会館."""
    parts = [part for part in _BETWEEN.split(title) if part and not says_little(part)]
    return " ".join(parts[:2]) or title


def is_html(page: Page) -> bool:
    """Whether it is a page for people."""
    return "html" in page.content_type or page.text.lstrip()[:200].lower().startswith(("<!doctype html", "<html"))


def is_front(url: str) -> bool:
    """Whether an address is a site's front page."""
    return re.fullmatch(r"/?(?:(?:index|default|top|home)(?:\.\w+)?)?", urlsplit(url).path, re.IGNORECASE) is not None


def shared_path(links: tuple[str, ...]) -> str:
    """The part of the path that all links have before their last step."""
    paths = [urlsplit(link).path.rsplit("/", 1)[0] + "/" for link in links]
    return min(paths, key=len)


def next_link(page: Page) -> str | None:
    """The selector of the link to the next page, where the page says which it is."""
    for selector in ("a[rel~=next]", "a.next", ".next a", ".pagination .next a", ".nav-next a"):
        if page.soup.select_one(f"{selector}[href]") is not None:
            return selector
    return None
