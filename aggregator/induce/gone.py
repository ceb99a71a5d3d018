"""Which lines stand in a part of the page that shows what is over (過去の展覧会, 終了したイベント, Past). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from aggregator.induce.page import Line, PageText

_OVER: Final = re.compile(
    (
        r"\W*"
        r"(?:過去の?|(?:これまでに|すでに)?終了した|終了済みの?|(?:展覧会|イベント|公演|過去)アーカイブ"
        r"|アーカイブズ?\W*$"
        r"|past(?=\W*$|\s(?:exhibitions?|events?|shows?|concerts?|programs?|lives?|schedules?)\b))"
    ),
    re.IGNORECASE,
)
"""Words that head what is over."""
_TOLD: Final = re.compile(
    (
        r"\W*"
        r"(?:(?:最近の|直近の|前回の|先月の|\d{1,2}月の|試合|大会|競技|対戦)?(?:試合)?結果(?:報告|速報|一覧)?\W*$"
        r"|(?:開催|実施|活動|イベント)の?(?:ご?報告|レポート|記録)|[^\W\d]{1,8}(?:ご?報告|レポート|の記録)\W*$"
        r"|(?:match\s)?results?\W*$)"
    ),
    re.IGNORECASE,
)
"""Words that head what came of it: 試合結果, 活動報告, 探鳥会の記録."""
_CONTROLS: Final = ("aria-controls", "data-bs-target", "data-target", "data-tab")
"""Attributes that name the part which a tab shows."""
_LONG: Final = 40
_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
_DEEPEST: Final = 7


def of_the_past(page: PageText) -> dict[int, bool]:
    """Numbers of the lines below a head that says so, and whether they are a part of the page with an element of its own.

    They go to the next heading of its level, or to the end of the element that it begins.
    """
    found: dict[int, bool] = {}
    for line in _heads(page, _OVER):
        if line.number not in found:
            found.update(dict.fromkeys(_below(page, line), _begins_part(page, line)))
    found.update(dict.fromkeys(_in_tabs(page), True))
    return found


def of_results(page: PageText) -> set[int]:
    """Numbers of the lines below a head that calls them results or reports."""
    return {number for line in _heads(page, _TOLD) for number in _below(page, line)}


def _heads(page: PageText, words: re.Pattern[str]) -> Iterator[Line]:
    return (line for line in page.lines if len(line.text) <= _LONG and words.match(line.text))


def _begins_part(page: PageText, head: Line) -> bool:
    return page.led_by(head)[0] == head.number


def _below(page: PageText, head: Line) -> Iterator[int]:
    level, begins = _level(head), _begins_part(page, head)
    if level == _DEEPEST and (head.link is not None or not begins):
        return  # a link to the page of what is over, a word of a text
    first, last = page.led_by(head) if begins else _behind(page, head)
    for number in range(head.number + 1, page.led_by(head)[1]):
        other = _level(page.lines[number])
        if other == level < _DEEPEST or (other < level and not first <= number < last):
            return  # in the list that it heads a larger heading (h1 below h2) but names an item
        yield number


def _in_tabs(page: PageText) -> Iterator[int]:
    """The lines of the parts of the page that tabs which say so show: links to their anchors, and what is said to control them."""
    for tab in page.stretches:
        name = _shown_by(tab)
        text = " ".join(str(tab.text_content()).split()) if name else ""
        if text and len(text) <= _LONG and _OVER.match(text):
            part = next((one for one in page.stretches if one.get("id") == name), None)
            yield from range(*page.stretches[part]) if part is not None else ()


def _shown_by(tab: HtmlElement) -> str:
    """The name of the part that a tab or a link within the page shows; empty where it is none."""
    anchor = (tab.get("href") or "").rpartition("#")
    named = (str(tab.get(key)).lstrip("#") for key in _CONTROLS if tab.get(key))
    return next(named, anchor[2] if anchor[1] else "")


def _behind(page: PageText, head: Line) -> tuple[int, int]:
    """The lines of the element right behind a heading: the list that it heads."""
    heading = next((one for one in page.tops(head.element) if one.tag in _LEVELS), head.element)
    following = heading.getnext()
    return page.stretches.get(following, (0, 0)) if following is not None else (0, 0)


def _level(line: Line) -> int:
    """The level of the heading that a line stands in; one below the deepest where it stands in none."""
    return min((_LEVELS[tag] for tag in line.around[:3] if tag in _LEVELS), default=_DEEPEST)
