"""Whose page it is: the fullest name that it gives itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aggregator.induce.page import PageText

_COPYRIGHT: Final = re.compile(
    (
        r"(?:©|\(c\)|copyright(?!ed|\s+(?:holders?|owners?|law)\b))[\s©]*+(?:copyright[\s©]*+)?(?:\d{4})?"
        r"(?:\s?[-–~]\s?(?:\d{4})?)?[\s,.:]*(?:by\s+)?(?P<name>[^|.©\d]{3,60})"
    ),
    re.IGNORECASE,
)
_COPYRIGHT_AGAIN: Final = re.compile(r"^\W*copyright\W*", re.IGNORECASE)
_RIGHTS: Final = re.compile(
    r"\s*[,.\-–]?\s*(?:all\s+rights\b|(?:powered|designed|web\s?site|site)\s+by\b|無断|禁無断).*", re.IGNORECASE
)
_LOGO: Final = re.compile(
    (
        r"\s*[-–:]?\s*"
        r"(?:(?<![A-Za-z])(?:logo|seal)(?![A-Za-z])(?:\s+(?:of|for)(?:\s+the)?(?=\s))?|ロゴ(?:マーク)?|links?\s+to.*"
        r"|home\s*page|トップページ)\s*"
    ),
    re.IGNORECASE,
)
_LAST: Final = 60
"""So many lines at the foot of a page may hold its copyright."""
_SHORT: Final = 3
_LONG: Final = 60


def owner_of(page: PageText) -> str:
    """The fullest of the names in ``og:site_name``, in the copyright at its foot and on its logo; empty where it gives none."""
    names = (name.strip(" ・|-–—.,") for name in _names(page))
    return max((name for name in names if _SHORT < len(name) <= _LONG), key=len, default="")


def _names(page: PageText) -> Iterator[str]:
    for meta in page.root.iter("meta"):
        if meta.get("property") == "og:site_name":
            yield meta.get("content") or ""
    for line in page.lines[-_LAST:]:
        found = _COPYRIGHT.search(line.text)
        if found is not None:
            yield _RIGHTS.sub("", _COPYRIGHT_AGAIN.sub("", found["name"]))
    for image in page.root.iter("img"):
        if any("logo" in (image.get(name) or "").casefold() for name in ("class", "id", "src", "alt")):
            yield _LOGO.sub(" ", " ".join((image.get("alt") or "").split()))
            return
