"""Which lines stand in a part of the page that shows what is over (過去の展覧会, 終了したイベント, Past). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aggregator.induce.page import Line, PageText

_OVER: Final = re.compile(
    r"\W*(?:過去の?|終了した|終了済みの?|これまでに終了した|(?:展覧会|イベント|公演|過去)アーカイブ|アーカイブズ?\W*$|past(?=\W*$|\s(?:exhibitions?|events?|shows?|concerts?|programs?|lives?|schedules?)\b))",
    re.IGNORECASE,
)
"""Words that head what is over."""
_LONG: Final = 40
_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
_DEEPEST: Final = 7


def of_the_past(page: PageText) -> set[int]:
    """Numbers of the lines below a head that says so: to the next heading of its level, or to the end of the element that it begins."""
    found: set[int] = set()
    for line in page.lines:
        if len(line.text) <= _LONG and line.number not in found and _OVER.match(line.text):
            found.update(_below(page, line))
    return found


def _below(page: PageText, head: Line) -> Iterator[int]:
    level = _level(head)
    if level == _DEEPEST and head.link is not None:
        return  # a link to the page of what is over
    outer = next((one for one in page.tops(head.element) if page.stretches[one][1] > head.number + 1), None)
    first, last = page.stretches[outer] if outer is not None else (0, 0)
    if level == _DEEPEST and first != head.number:
        return
    for number in range(head.number + 1, last):
        if _level(page.lines[number]) <= level < _DEEPEST:
            return
        yield number


def _level(line: Line) -> int:
    """The level of the heading that a line stands in; one below the deepest where it stands in none."""
    return min((_LEVELS[tag] for tag in line.around[:3] if tag in _LEVELS), default=_DEEPEST)
