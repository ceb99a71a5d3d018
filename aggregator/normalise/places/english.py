"""The house that an English sentence names: at Yoyogi Park on Sunday, meet in front of Kiba Hall. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from aggregator.normalise.places.phrase import LATIN_HOUSE
from aggregator.normalise.places.romaji import in_japanese

_MOST: Final = 8
_NAME: Final = r"(?:[Tt]he )?[A-Z0-9][\w'&.-]*(?: (?:of|the|and|de|&|[A-Z0-9][\w'&.-]*))*"
_AT: Final = re.compile(
    rf"(?<![A-Za-z])(?:[Aa]t|[Ii]n|AT|to|[Vv]enue:?|[Ww]here:?|[Pp]lace:?|front of|@) (?P<name>{_NAME})"
)
_DAY: Final = re.compile(
    r" "
    r"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|ust|ember|ober)?"
    r"|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?s?)(?![a-z]).*$"
    r"|[.,]+$"
)
_REGION: Final = re.compile(r"(?:, [A-Z][a-z]+(?:-[a-z]{2,4})?(?![a-z]))+")
_LINE: Final = re.compile(
    rf"^(?P<name>{_NAME}),(?P<region> [A-Z][a-z]+(?:-[a-z]{{2,4}})?(?:, [A-Z][a-z]+)*)$", re.MULTILINE
)
"""Furumachi Community House 2F, Chuo-ku, Niigata."""
_ABOVE_ADDRESS: Final = re.compile(
    (
        r"^(?P<name>[^\n,.:!?¥]{3,40})(?<! JST)\n[^\n]{0,24}\d{1,4}(?:-\d{1,4}){1,3}[^\n,]{0,24}, "
        r"(?P<region>[A-Z][A-Za-z-]+(?:(?:,| ·) [A-Z][a-z]+)*)[ \d]*$"
    ),
    re.MULTILINE,
)
"""Jelly Cafe / Shibuya 2-9-10, Shibuya-ku, Tokyo: as Meetup prints a venue."""
_HOUSE: Final = re.compile(rf"(?:(?:[Tt]he )?{LATIN_HOUSE.pattern} [A-Z].*|.*\S {LATIN_HOUSE.pattern})(?: \d{{1,2}}F)?")


def english(text: str) -> Iterator[tuple[str, int]]:
    """Names behind at, in or Venue that have the word for a house in them, and where they stand."""
    for found in islice(_AT.finditer(text), _MOST):
        words = _DAY.sub("", found["name"].partition("'s")[0])
        if _HOUSE.fullmatch(words) or (found[0].startswith(("at ", "At ")) and _named(words, text, found.end("name"))):
            region = _REGION.match(text, found.start("name") + len(words))
            named = words.removeprefix("the ")
            yield named + (region[0] if region else ""), found.start("name") + len(words) - len(named)
    for line in islice(_ABOVE_ADDRESS.finditer(text), _MOST):
        if in_japanese(line["region"].replace(" · ", ", ")):
            yield line[0], line.start()
    for line in islice(_LINE.finditer(text), _MOST):
        if in_japanese(line["region"]) and _HOUSE.fullmatch(line["name"]):
            yield line[0], line.start()


def _named(words: str, text: str, end: int) -> bool:
    """Whether a name of several words stands between at and the day: at Fukuoka Growth Next on Thursday."""
    return " " in words and _ON_DAY.match(text, end) is not None and _FIRM.search(words) is None


_ON_DAY: Final = re.compile(
    r" in [A-Z][a-z]+, [A-Z][a-z]+"
    r"|(?: in [A-Z][a-z]+)?,? (?:on (?:the |[A-Z])|this |(?:from|around|by) \d|at \d|[A-Z][a-z]{2,8} \d)"
)
_FIRM: Final = re.compile(r"(?:Inc|Ltd|LLC|Corp|Co|Conf|Con|Summit|Days?|Japan|Tokyo|JP)\.?$")
