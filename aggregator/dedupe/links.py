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
_LANGUAGE = re.compile(r"^(ja|en|ja-jp|en-us|en-gb|ja_jp|en_us|jp|zh|ko)$")
_SUFFIXED = re.compile(r"\.(co|or|ne|ac|go|ed|gr|lg|ad)\.[a-z]{2}$|\.(com|net|org|gov|edu)\.[a-z]{2}$")
_PEOPLE = re.compile(
    r"(^|\.)(twitter\.com|x\.com|facebook\.com|fb\.me|instagram\.com|line\.me|lin\.ee|youtube\.com|youtu\.be|tiktok\.com|"
    r"note\.com|threads\.net|linkedin\.com|discord\.gg|maps\.app\.goo\.gl|goo\.gl|maps\.google\.[a-z.]+)$"
)
_NUMBERED = re.compile(r"\d{4,}|[0-9a-f]{12,}")
_GENERIC_SEGMENT = re.compile(
    r"^(events?|calendar|schedule|index(\.\w+)?|top|home|about|contact|access|faq|news|blog|privacy|terms|map|maps|groups?|"
    r"lectures?|seminars?|archive|list|search|tickets?|register|form|company|info|detail|index\.php)$"
)
_ENDING = ".,;:!?*~_"


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
    if not url:
        return None
    try:
        parts = urlsplit(url.strip().rstrip(_ENDING))
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("sp.")
    except ValueError:
        return None
    if not host or parts.scheme.lower() not in {"http", "https"} or _PEOPLE.search(host):
        return None
    segments = [segment for segment in unquote(parts.path).casefold().split("/") if segment]
    segments = [segment for segment in segments if not _LANGUAGE.match(segment)]
    query = sorted((key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key.casefold()))
    if not query and all(_GENERIC_SEGMENT.match(segment) for segment in segments):
        return None
    path = "/".join(segments) + ("?" + "&".join(f"{key}={value}" for key, value in query) if query else "")
    numbered = bool(_NUMBERED.search(path))
    return Record(site(host) if numbered else host, path, numbered)


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
