"""What the words above a list call its items: `2019 Board Meeting Dates` heads board meetings. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

_PAPER: Final = (
    r"(?:agendas?|minutes|packets?|notices?|documents?|documentation|materials|papers|recordings?|videos?"
    r"|transcripts?|signatures?|attendance)"
)
_SCHEDULE: Final = rf"(?:schedules?|calendars?|dates?|times?|lists?|table|archives?|information|details|{_PAPER})"
_YEAR: Final = re.compile(
    r"(?<![\d#])(?:令和|平成|FY)?\s?(?:20[1-4]\d|(?<=[和成])\s?\d{1,2})\s?(?:年度|年)?"
    r"(?:\s?(?:[-–/〜～]|and|&)\s?(?:20)?\d\d(?!\d)(?:年度|年)?)?の?"
)
"""Of these days: 1984 Book Club and 2001年宇宙の旅 are names."""
_LEADING: Final = re.compile(
    (
        r"(?:\W*"
        r"(?:(?:upcoming|past|previous|next|most\s+recent|recent|current|future|scheduled|about)\b"
        r"|(?:今後|過去|これから|これまで|次回|今月)の))+\s*"
    ),
    re.IGNORECASE,
)
_PAPERS_OF: Final = re.compile(rf"\W*{_PAPER}\s+(?:of|for|from)\s+(?:the\s+)?", re.IGNORECASE)
_BEHIND: Final = re.compile(
    rf"(?:(?:\W+|^)(?:and|&|of|for|the|{_SCHEDULE}))+\W*$|(?:['’]s)?\s+official\s+(?:web\s?)?(?:site|page)\W*$"
    r"|(?:の?(?:開催)?"
    r"(?:日程表?|予定表?|スケジュール|カレンダー|一覧表?|(?:ご|御)?案内|お知らせ|公式|(?:ウェブ|web)?サイト"
    r"|ホームページ|議事録|会議録|会議資料))+\W*$",
    re.IGNORECASE,
)
_MEETINGS: Final = re.compile(r"(?<=\b[Mm]eeting)s\b|(?<=\bMEETING)S\b")
_SAYS_NOTHING: Final = re.compile(
    r"(?:\W*"
    r"(?:home(?:page)?|welcome|to|our|the|public|open|meetings?|hearings?|events?|news|resources|center|page"
    r"|not|found|department|library|official|web(?:site)?|site"
    rf"|please|make|a|selection|today|trusted|header|google|translate|and|of|for|{_SCHEDULE})(?![^\W_]))*\W*"
    r"|(?:ホーム|トップ|ページ|イベント|催し物?|行事|公演|展覧会|新着|情報|予定|開催日?|日時|日程|会議|一覧"
    r"|スケジュール|カレンダー|お知らせ|が?見つかりません(?:でした)?|[・の／/\W])*",
    re.IGNORECASE,
)
"""Words that head any list: they tell neither what takes place nor who holds it."""
_PARTS: Final = re.compile(r"\s+[|｜•»–—-]\s+|\s*(?:::|[|｜／])\s*")
_BULLET: Final = re.compile(r"^[▼▲▶■●◆\s]+")
_WORD: Final = re.compile(r"\w+")
_EDGE: Final = " \t-–—:：|,.、。・"


def subject(heading: str) -> str:
    """A heading without years, schedules and papers, and the meeting for the meetings; empty if it says nothing of its own."""
    bare = _bare(heading)
    return "" if _SAYS_NOTHING.fullmatch(bare) else bare


def _bare(heading: str) -> str:
    bare = _YEAR.sub("", _BULLET.sub("", heading))
    bare = _BEHIND.sub("", _PAPERS_OF.sub("", _LEADING.sub("", bare)))
    return _MEETINGS.sub("", bare).strip(_EDGE)


def subjects(headings: Iterable[str]) -> list[str]:
    """What headings say, those that say nothing of their own left out."""
    return [said for heading in headings if (said := subject(heading))]


def names(titles: Sequence[str], above: Sequence[Sequence[str]], page_name: str, fullest: str) -> list[str]:
    """The names of items that have none of their own: whose each is, what the headings call it, and what it says itself.

    Args:
        titles: what each item says, perhaps the same as others, or nothing.
        above: the headings over each, the nearest first.
        page_name: the page's title, at whose end the site's name stands.
        fullest: the fullest name that the page gives its owner elsewhere.
    """
    headed = {said for headings in above for said in subjects(headings)[:1]}
    of_page = subjects(_PARTS.split(page_name))
    of_page.sort(key=lambda part: not any(_says(said, part) for said in headed))  # the site's name heads no list
    whose = max("", *of_page[-1:], subject(fullest), key=len)
    said = [[name for name in subjects(headings) if not _says(whose, name)][:2] for headings in above]
    outer: dict[str, set[str]] = defaultdict(set)
    for near, *far in filter(None, said):
        outer[near].update(far or [""])
    found = []
    for title, headings, heads in zip(titles, above, said, strict=True):
        if not heads:
            general = map(_bare, (*headings, *_PARTS.split(page_name)))
            kind = next(filter(None, general), "") if not title and len(of_page) < 2 else ""
            found.append(_joined([whose, *of_page[-2::-1], title or kind]) or page_name)
        elif len(outer[heads[0]]) > 1:
            found.append(_joined([*heads[::-1], title]))
        else:
            section = [part for part in of_page[-2::-1] if not any(_says(one, part) for one in map(subject, headings))]
            found.append(_joined([whose, *section, heads[0], title]))
    return found


def _joined(parts: Sequence[str]) -> str:
    """The parts, without what an earlier or later one also says."""
    kept: list[str] = []
    for part in parts:
        if part and not any(_says(other, part) for other in kept):
            kept = [one for one in kept if not _says(part, one)] + [part]
    return " – ".join(kept)


def _says(one: str, other: str) -> bool:
    """Whether ``one`` says all that ``other`` does."""
    if other.casefold() in one.casefold():
        return True
    words = {*_WORD.findall(other.casefold())}
    return other.isascii() and len(words) > 1 and words <= {*_WORD.findall(one.casefold())}
