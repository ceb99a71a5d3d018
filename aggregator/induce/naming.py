"""What an item is called: its own title, or where it has none that tells it from the others the words above the list. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aggregator.induce.dated import CODE, Dated
from aggregator.induce.marks import scan
from aggregator.induce.outline import outline
from aggregator.induce.owner import owner_of
from aggregator.induce.page import PageText
from aggregator.induce.records import Listing, Record
from aggregator.induce.subject import names
from aggregator.induce.told import tell
from aggregator.normalise.text import fold

_PAPER: Final = (
    r"(?:agendas?|minutes|packets?|notices?|directors['’]?\s+reports?|videos?|recordings?|audio|transcripts?"
    r"|presentations?|materials|summary|summaries)"
)
_PAPERS: Final = re.compile(
    (
        rf"^\W*(?:(?:draft|final|approved|unapproved|signed|amended|revised|full)\s+)*{_PAPER}"
        rf"(?:\s*(?:&|and|/|,)\s*{_PAPER})*\s+(?:of|for|from|-|–|:)\s+(?:the\s+)?(?=\w)"
    ),
    re.IGNORECASE,
)
_PAPERS_BEHIND: Final = re.compile(
    rf"(?<=\w)[\s\-–—:|(]+(?:(?:draft|final|approved|unapproved|signed|amended|revised|full)\s+)*{_PAPER}"
    rf"(?:\s*(?:&|and|/|,|-|–)\s*{_PAPER})*\W*$"
    r"|(?<=\w)\s*(?:の)?(?:議事録|会議録|議事要旨|議事概要|議事次第|次第|会議資料|配布資料|録画)\W*"
    r"(?:\(pdf[^)]*\))?\W*$",
    re.IGNORECASE,
)
"""The papers of a meeting: what one can go to is the meeting."""
_OF_BODY: Final = re.compile(
    r"\W*(?P<word>[A-Z][A-Za-z]{1,12})(?:\W+(?:meeting|agendas?|minutes|and|packet))*\W+(?:agendas?|minutes|packet)\W*"
    r"|\W*(?P<body>\w{0,8}会)\W?の?(?:議事録|会議録|議事要旨|次第|会議資料)\W*",
    re.IGNORECASE,
)
"""`Board Agenda`, 理事会議事録: the papers of a body that is named in a word."""
_BULLET: Final = re.compile(r"^[■□●◆◇▼▲▶▷◎・※]\s?(?=\w|[「『])")
_NO_LETTER: Final = re.compile(r"[\W\d_]+")
_KIND: Final = re.compile(
    (
        r"\W*"
        r"(?P<kind>(?:special|regular|annual|emergency|joint|organizational|executive)"
        rf"(?:\s+(?:session|board|council|commission|committee))?)(?:\s+meeting)?(?:\W+{_PAPER})?\W*"
    ),
    re.IGNORECASE,
)
"""`Special Agenda`: the paper of a special meeting."""
_NUMBER: Final = re.compile(
    r"\W*(?:第\s?)?[\d一二三四五六七八九十]+\s?(?:回目?|講|夜|部)?\W*|\W*(?:no|vol|#)\W{0,2}\d+\W*", re.IGNORECASE
)
"""`第3回`: which of the items it is, but not what they are."""
_EDGE: Final = " \t-–—:|,.、。・/／@("
_STOPS: Final = " \t:|,.、。・/／@("
"""The edge of a name that is told whole: a dash at its end may close what another one opens."""
_PARTICLE: Final = re.compile(r"^(?:の|に|は|を|と|が|から|より|まで|of\b|to\b|at\b)")
_LEAST: Final = 6
_WORDS: Final = 3
_SIGNS: Final = 8


@dataclass(frozen=True)
class Named:
    """An item with the title that it is called by; ``own``: whether its own words tell it from the others."""

    record: Record
    title: str
    own: bool


def titled(page: PageText, listing: Listing, dated: Mapping[int, Dated]) -> list[Named]:
    """The items with their titles.

    Where they say too little (``定例会`` on every line) the headings over the item and the page's name are added.
    """
    own = [_kind(record) or _plain(record) for record in listing.records]
    if not any(own):
        own = [_beside_the_day(record) for record in listing.records]
    said = [title for title in own if title]
    told = {title for title in said if not _NUMBER.fullmatch(title)}
    good = (len(said) * 2 >= len(own) and len(told) > max(1, len(said) // 2)) or _is_headed(page, listing)
    above = _above(page, listing, dated)
    owner = "" if good else owner_of(page)
    headed = {_NO_LETTER.sub("", headings[0]) for headings in above if headings and _enough(headings[0])}
    apart = not any(own) and len(headed) > 1 and all(headings and _enough(headings[0]) for headings in above)
    above_all = names([title or "" for title in own], above, page.title, owner)
    named: list[Named] = []
    for record, title, headings, name in zip(listing.records, own, above, above_all, strict=True):
        if apart:
            named.append(Named(record, headings[0], own=False))
        elif title and (good or (title != record.title and _enough(title))):
            named.append(Named(record, title, good))
        else:
            named.append(Named(record, name, good))
    return named


def _is_headed(page: PageText, listing: Listing) -> bool:
    """Whether there is but one item, from a first to a last day, and its title stands in a heading: an exhibition."""
    only = listing.records[0]
    return (
        len(listing.records) == 1
        and only.until is not None
        and any(line.is_heading and line.text == only.title for line in page.lines[only.first : only.last])
    )


def _enough(title: str) -> bool:
    """Whether a title says by itself what takes place, though others say the same: three words, or as much in Japanese."""
    return len(title.split()) >= _WORDS or sum(not sign.isascii() for sign in title) >= _SIGNS


def _plain(record: Record) -> str | None:
    """The title without the item's own day at its ends and without the paper that it is (``Minutes of``)."""
    title = record.title
    if not title:
        return None
    bare = _BULLET.sub("", _without_day(title, record)) or title
    if (body := _OF_BODY.fullmatch(bare)) is not None:
        return body["body"] or f"{body['word']} meeting"
    for papers in (_PAPERS, _PAPERS_BEHIND):
        cut = papers.sub("", bare)
        rest = cut.strip(_EDGE if cut != bare else _STOPS)
        says = len(rest) >= _LEAST and (" " in rest or not rest.isascii())
        bare = rest if says or _NUMBER.fullmatch(rest) else bare
    return bare


def _kind(record: Record) -> str | None:
    """`Special meeting`, where the item says but this of itself."""
    found = _KIND.fullmatch(record.title or record.when.rest)
    return f"{found['kind']} meeting" if found is not None else None


def _beside_the_day(record: Record) -> str | None:
    """What the line of the day says beside it, where the items have no title: the same on each (Planning Commission Meeting)."""
    told = tell(record.when.line, record.when, own=True)
    says = (
        told is not None
        and not told.weak
        and _enough(told.text)
        and not re.search(rf"\b{_PAPER}\b", told.text, re.IGNORECASE)
    )
    return told.text if told is not None and says else None


def _without_day(title: str, record: Record) -> str:
    text = fold(title).folded
    if len(text) != len(title):
        return title
    for mark in scan(text):
        if (mark.month, mark.day) != (record.day.month, record.day.day):
            continue
        before, after = title[: mark.start].strip(_EDGE), title[mark.end :].strip(_EDGE + ")")
        if len(before) >= _LEAST and CODE.fullmatch(after):
            after = ""  # Norman v. Ross 4/23/24 CA2/4
        rest = before or after
        if (before and after) or len(rest) < _LEAST or _PARTICLE.match(title[mark.end :]):
            return title
        return rest
    return title


def _above(page: PageText, listing: Listing, dated: Mapping[int, Dated]) -> Sequence[list[str]]:
    """The headings over each item, the nearest first."""
    inside = {number for record in listing.records for number in range(record.first, record.last)}
    firsts = [record.first for record in listing.records]
    found = outline(page, firsts, inside | dated.keys())
    return [list(found.get(first, ())) for first in firsts]
