"""Addresses as evidence: which record of which site an address names, and which addresses a text mentions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

_URL = re.compile(r"https?://[^\s<>\"'`、。，（）()「」『』【】\[\]{}|\\^]+", re.IGNORECASE)
_TRACKING = re.compile(
    r"^(utm_.*|fbclid|gclid|yclid|twclid|mc_[ce]id|_ga|ref|ref_src|referrer|source|src|from|via|aff|affiliate|share|s|"
    r"iclickid|lang|hl|locale|ucode|cid)$"
)
_LANGUAGES = frozenset(("ja", "en", "ja-jp", "en-us", "en-gb", "ja_jp", "en_us", "jp", "zh", "ko"))
_SUFFIXED = re.compile(r"\.(co|or|ne|ac|go|ed|gr|lg|ad)\.[a-z]{2}$|\.(com|net|org|gov|edu)\.[a-z]{2}$")
_PEOPLE = re.compile(
    r"(^|\.)"
    r"(twitter\.com|x\.com|facebook\.com|fb\.me|instagram\.com|line\.me|lin\.ee|youtube\.com|youtu\.be"
    r"|tiktok\.com|"
    r"note\.com|threads\.net|linkedin\.com|discord\.gg|maps\.app\.goo\.gl|goo\.gl|maps\.google\.[a-z.]+)$"
)
_NUMBERED = re.compile(r"\d{4,}|[0-9a-f]{12,}")
_GENERIC_SEGMENT = re.compile(
    r"^"
    r"(events?|calendar|schedule|index(\.\w+)?|top|home|about|contact|access|faq|news|blog|privacy|terms|map"
    r"|maps|groups?|"
    r"lectures?|seminars?|archive|list|search|tickets?|register|form|company|info|detail|index\.php)$"
)
OCCURRENCE = re.compile("[/_@#:.-]")
"""What may stand between a site's id and an occurrence of it."""
_ENDING = ".,;:!?*~_"
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)((?:/[A-Za-z0-9._~/-]*)?)")
"""An address without query, escapes and port: most are, and need no parser."""


class Record(NamedTuple):
    """What an address names: ``site`` is the registrable domain, ``path`` its path and identifying query."""

    site: str
    path: str
    numbered: bool


@lru_cache(maxsize=65_536)
def record(url: str | None) -> Record | None:
    """The record that ``url`` names, or ``None`` where it names a front page, a person, a map, or nothing.

    Host prefixes, tracking parameters, language segments and fragments make no difference.
    """
    parts = _parts(url) if url else None
    if parts is None:
        return None
    host, told_path, told_query = parts
    host = host.removeprefix("www.").removeprefix("m.").removeprefix("sp.")
    if not host or _of_people(host):
        return None
    segments = [part for part in told_path.casefold().split("/") if part and part not in _LANGUAGES]
    query = told_query and sorted(
        (key, value) for key, value in parse_qsl(told_query) if not _TRACKING.match(key.casefold())
    )
    if not query and all(_GENERIC_SEGMENT.match(segment) for segment in segments):
        return None
    path = "/".join(segments) + ("?" + "&".join(f"{key}={value}" for key, value in query) if query else "")
    numbered = _NUMBERED.search(path) is not None
    return Record(site(host) if numbered else host, path, numbered)


def _parts(url: str) -> tuple[str, str, str] | None:
    """Host, unquoted path and query of an address of the web; ``None`` for anything else."""
    url = url.strip().rstrip(_ENDING)
    if plain := _PLAIN.fullmatch(url):
        return plain[1], plain[2], ""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    return (host, unquote(parts.path), parts.query) if parts.scheme.lower() in {"http", "https"} else None


@lru_cache(maxsize=4_096)
def _of_people(host: str) -> bool:
    """Whether a host's pages are people, maps or posts."""
    return _PEOPLE.search(host) is not None


@lru_cache(maxsize=4_096)
def site(host: str) -> str:
    """The registrable part of a host name: groups of one platform share it (``a.connpass.com``, ``connpass.com``)."""
    labels = host.split(".")
    keep = 3 if _SUFFIXED.search(f".{host}") else 2
    return ".".join(labels[-keep:])


def mentioned(text: str) -> frozenset[Record]:
    """The records whose addresses stand in ``text``."""
    if "://" not in text:
        return frozenset()
    found = (record(match.group()) for match in _URL.finditer(text))
    return frozenset(one for one in found if one is not None)


def rivals(a: Record, b: Record) -> bool:
    """Whether two addresses name different records of one list: same site, same shape, another number or last name."""
    if a.site != b.site or a.path == b.path:
        return False
    first, second = a.path.split("/"), b.path.split("/")
    if first[0] != second[0] and len(first) > 1:
        return False
    shorter, longer = sorted((a.path, b.path), key=len)
    return not longer.startswith((f"{shorter}/", f"{shorter}?"))
