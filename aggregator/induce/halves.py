"""Programmes that run for days with one part by day and one by night (昼の部, 夜の部): each is an event of its own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from aggregator.induce.naming import Named
from aggregator.induce.page import HEADINGS, PageText

_PART: Final = re.compile(
    r"\W{0,3}(?:(?P<name>[^\s:：、。]{2,20})[\s　・]+)?"
    r"(?P<part>[朝昼夜]の部|[昼夜]席|[昼夜]公演|午[前後]の部)(?![^\W\d])"
)
_EMPTY: Final = re.compile(
    r"(?:[\W\d_]|開[場演始]|終演|正午|午[前後]|時|分|半|頃|予定|から|まで|より|[朝昼夜]の部|[昼夜]席|[昼夜]公演|の部)*"
)
"""Clock times alone: the same is shown by day and by night."""
_HEADS: Final = HEADINGS | {"caption", "dt", "summary", "legend"}
_LONG: Final = 60
_MOST: Final = 40
"""So many lines behind an item's own may be its parts."""


def by_parts(page: PageText, items: Sequence[Named]) -> Iterator[Named]:
    """The items of a list; those of several days once for each of their parts (see ``_parted``)."""
    firsts = [one.record.first for one in items]
    for one, following in zip(items, [*firsts[1:], len(page.lines)], strict=True):
        last = following if following > one.record.first else one.record.last
        yield from _parted(page, one, min(last, one.record.last + _MOST)) if one.record.until is not None else (one,)


def _parted(page: PageText, named: Named, last: int) -> Iterator[Named]:
    """An item of several days once for each of its parts, where these head programmes of their own; other items as they are.

    Rows of one table (昼の部 | 正午〜 | 主任 …) are what is said of one programme.
    """
    record = named.record
    found = list(_parts(page, record.first, record.last)) if record.part is None else []
    if found:
        last = record.last
    elif record.part is None:
        found = list(_parts(page, record.last, last))
    starts = [number for number, _ in found]
    stretches = list(zip(starts, [*starts[1:], last], strict=False))
    own = _PART.match(named.title) is not None
    headed = own or all(_HEADS & {*page.lines[number].around[:3]} for number in starts)
    apart = headed and len(found) > 1 and len({told["part"] for _, told in found}) == len(found)
    if not apart or not all(_says_more(page, stretch) for stretch in stretches):
        yield named
        return
    for (_, told), stretch in zip(found, stretches, strict=True):
        name = page.lines[stretch[0]].text if own else f"{told['name'] or named.title} {told['part']}"
        yield replace(named, record=replace(record, part=stretch), title=name)


def _parts(page: PageText, first: int, last: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines of an item that begin with the name of a part."""
    for line in page.lines[first:last]:
        if len(line.text) <= _LONG and (told := _PART.match(line.text)) is not None:
            yield line.number, told


def _says_more(page: PageText, stretch: tuple[int, int]) -> bool:
    """Whether a part says anything beside its clock times."""
    return any(_EMPTY.fullmatch(line.text) is None for line in page.lines[slice(*stretch)])
