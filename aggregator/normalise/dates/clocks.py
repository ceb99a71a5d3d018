"""Find the clock times of a text, ranges of them, and lengths of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from aggregator.normalise.dates.clock import HALF_A_DAY, MINUTES_A_DAY, Clock, Length, carried
from aggregator.normalise.dates.halves import meant
from aggregator.normalise.dates.numbers import KANJI, SMALL, Numeral, number
from aggregator.normalise.needed import Needed

_HALVES: Final = {
    "前": 0, "後": 12, "午前": 0, "ごぜん": 0, "am": 0, "朝": 0, "早朝": 0, "午後": 12, "ごご": 12, "pm": 12, "夜": 12, "夕方": 12, "夕": 12, "夕刻": 12, "宵": 12, "晩": 12, "昼": 12, "お昼": 12, "深夜": 24,
    "あさ": 0, "ひる": 12, "おひる": 12, "よる": 12, "ゆうがた": 12,
}  # fmt: skip
_HALF: Final = re.compile(
    (
        r"(午前|午後|(?<![一-鿿々])[前後](?=$)|ごぜん|ごご|早朝|朝|お?昼|(?<!七)夕[方刻]?|宵|夜|晩|深夜|あさ"
        r"|お?ひる|よる|ゆうがた|(?<![a-z])[ap]\.?m\.?)\s*[の、]?\s*$"
    ),
    re.IGNORECASE,
)
_HALF_OF_PART: Final = re.compile(r"午後の(?:回|部|枠)[はが]?$")
"""午後の回は2時."""
_HALF_BEHIND: Final = re.compile(r"\s*([ap]\.?m\.?)(?![a-z])", re.IGNORECASE)
_COLON: Final = re.compile(
    r"(?<!\d)(?<!\d\.)(?<!(?<!:\d)\d/)(?<!\d:)(?P<a>[0-2]?\d|3[0-1])\s?:\s?(?P<m>[0-5]\d)"
    r"(?::[0-5]\d(?:\.\d+)?)?(?![\d])(?!:\d)"
)
_HOUR: Final = re.compile(
    rf"(?<![\d{KANJI}])(?<!\d[.:])(?P<a>{SMALL})\s*"
    r"(?:時"
    r"(?<!(?<!前)(?<!後)一時(?=[避保預的停休帰金滞貸退駐払支解利]|集合(?:場)?所|閉[鎖館店]|中[断止]|外出|居住))"
    r"(?!\s*間|点(?!火|灯|呼)|代|期|給|計|限|刻|短|差|事)"
    r"|じ(?![ょゅゃん]|かん))"
    rf"(?:\s*(?:(?P<half>半|はん(?:(?=まで|から|より|ごろ|かい|しゅう)|(?![^\W\d_])))|(?P<m>{SMALL})\s*(?:分(?!間)?(?:\s*\d{{1,2}}秒)?|[ふぷ]ん)))?"
)
_LETTER_H: Final = re.compile(
    (
        r"(?<![\d/.])(?<!\d:)(?P<a>[0-2]?\d)h(?P<m>[0-5]\d)?"
        r"(?![\da-z]|\s?(?:飲み|食べ|制|コース|程度|ほど|くらい|ぐらい|前後|\)))"
    ),
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"(?<![\d/.])(?<!\d:)(?P<a>[01]?\d)(?=\s*[ap]\.?m\b)", re.IGNORECASE)
_DOTTED: Final = re.compile(r"(?<![\d/.])(?<!\d:)(?P<a>[01]?\d)\.(?P<m>[0-5]\d)(?=\s*[ap]\.?m\b)", re.IGNORECASE)
"""7.30pm."""
_LABELLED: Final = re.compile(
    r"(?<![\d.:\-])(?P<a>[01]\d|2[0-4])(?P<m>[0-5]\d)(?=開[場演始会宴]|open|start)", re.IGNORECASE
)
"""1830開場1900開演, 1830open."""
_LABEL_LED: Final = re.compile(r"(?:open|start|(?<![a-z])(?:op|st)|開[場演始])$", re.IGNORECASE)
_AFTER_LABEL: Final = re.compile(r"(?P<a>[01]\d|2[0-4])(?P<m>[0-5][05])(?![\d.:年月円]|/\d)")
"""OPEN1830, 開演1900."""
_LABEL_ENDS: Final = frozenset("nNtTpP場演始")
_FORMS: Final = {
    "開": _LABELLED,
    "o": _LABELLED,
    "s": _LABELLED,
    ":": _COLON,
    "時": _HOUR,
    "じ": _HOUR,
    "h": _LETTER_H,
    "a": _PLAIN,
    "p": _PLAIN,
    ".": _DOTTED,
}
_JOINERS: Final = frozenset("~-かt.")
_FOLLOWERS: Final = _JOINERS.union(_FORMS)
"""What follows the number of a clock."""
_BARE: Final = re.compile(r"(?<![\d/.\-])(?<!\d:)(?P<a>[0-2]?\d)(?=\s?(?:~|-|から)\s?[0-2]?\d\s*時(?!間))")
_BARE_END: Final = re.compile(
    (
        r"\s?(?:~|-|to|until|till?)\s?(?:around|about|approx\.?)?\s?(?P<b>1[0-2]|[1-9])"
        r"(?![\d:./%]|\s?(?:[ap]\.?m|o'|people|persons|st|nd|rd|th|hours?|hrs?|min|[時年月日名人円]))"
    ),
    re.IGNORECASE,
)
"""from 1 p.m. until around 4."""
_SAME_HOUR: Final = re.compile(r"\s?(?:から|~|-)\s?(?P<m>[0-5]\d)分(?=まで)")
"""12時15分から45分まで."""
_NUMBERS: Final = {
    word: hour
    for hour, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
}
_IN_WORDS: Final = re.compile(
    (
        rf"\b(?:at|by|until|till|from|around) (?P<c>(?P<p>half past )?(?P<h>{'|'.join(_NUMBERS)}))\b"
        r"(?! (?:of|people|or|to|hundred|more|other|the|[a-z]+s\b))"
    ),
    re.IGNORECASE,
)
"""starts at two, by half past three: where the text has am or pm."""
_FROM_BARE: Final = re.compile(
    r"(?<=[Ff]rom )(?P<a>1[0-2]|[1-9])(?= (?:to|until|till) (?:1[0-2]|[1-9])(?::[0-5]\d)?(?!\d|:|\s?[ap]\.?m))"
)
"""Doors 6 pm, music from 7 to 9:30."""
_LED: Final = re.compile(
    r"(?<![\d/.\-])(?P<a>1[0-2]|[1-9])\s?[~-]\s?(?P<b>1[0-2]|[1-9])(?![\d:/.]|\s?[時月年日名人円分階歳])"
)
"""AM9-11."""
_SPAN: Final = re.compile(
    (
        r"(?P<a>[1-9]|1\d|2[0-3])\s?[~-]\s?(?P<b>\d|1\d|2[0-4])"
        r"(?![\d:/.~-]|\s?[時月年日名人円分階歳代才組回点件卓席km%]|\s?(?:am|pm|年生|mm|号))"
    ),
    re.IGNORECASE,
)
_WEEKDAY_BEFORE: Final = re.compile(
    r"\d\s?日?\s?\(?(?:[月火水木金土日](?:曜日?)?|mon|tue|wed|thu|fri|sat|sun)(?:[・,/]?祝日?)?\)?[\s、,]{0,3}$",
    re.IGNORECASE,
)
_WEEKDAY_REACH: Final = 14
_DAYTIME: Final = 6
"""The hour from which on bare hours behind a day are meant as clocks: 6/4(木) 19-21."""
_PM_AFTER: Final = re.compile(
    (
        r"(?<![\d/.])(?<!\d:)(?P<a>1[0-2]|[1-9])(?::(?P<m>[0-5]\d))?"
        r"(?=\s?(?:~|-|to)\s?(?P<b>1[0-2]|[1-9])(?::[0-5]\d)?\s*(?P<p>[ap])\.?m)"
    ),
    re.IGNORECASE,
)
_FOUR: Final = re.compile(
    r"(?<![\d/.\-])(?P<a>[01]\d|2[0-4])(?:(?P<m>[0-5]\d)\s?[~-]\s?(?P<b>[0-2]\d)(?P<n>[0-5]\d)"
    r"|\.(?P<dm>00|15|30|45)\s?[~-]\s?(?P<db>[0-2]\d)\.(?P<dn>00|15|30|45))(?![\d.年円名人])"
)
_NOON: Final = re.compile(
    (
        r"(?-i:[正昼nNmM])"
        r"(?:(?<=正)午|(?<=昼)(?=ちょうど|まで(?!に|の|寝)|(?:まで)?には?(?:戻|終|解散|帰|おしまい))"
        r"|(?<=n)(?<![a-z]n)oon(?![a-z])|(?<=m)idnight)"
    ),
    re.IGNORECASE,
)
_NEEDED: Final = Needed({"noon": ("正午", "昼", "noon", "midnight")})
_WIDE: Final = 13 * 60 - 1
"""Hours beyond noon as they are counted by those who count to 24."""
_HALF_LETTERS: Final = re.compile(r"[aApP]\.?[mM]")
_ZONE: Final = re.compile(
    r"\s*\(?(?:(?P<z>Z|UTC|GMT)(?![A-Za-z])|(?=\+\d\d:?\d\d(?!\d)))(?P<o>[+-](?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!\d))?"
)
_LENGTH: Final = re.compile(
    r"(?<![\d.])(?<!\d:)(?<!(?<!:\d\d)(?<!時)~)(?<!持ち時間)(?<!最大)(?<!あたり)(?<!休憩)(?<!質疑)(?<!応答)(?<!わずか)"
    r"(?<!たった)(?<!ほんの)(?<!制限時間)(?<!徒歩)(?<!徒歩約)"
    rf"(?:(?P<h>\d{{1,2}}(?:\.5)?|[{KANJI}]{{1,2}})\s*時間(?P<half>半)?\s*(?:(?P<hm>\d{{1,2}})\s*分)?"
    rf"|(?P<m>\d{{2,3}})\s*(?:分間?|min(?:utes)?\b)|(?<!時)(?P<km>[二三四五六七八九]?十五?)分間?"
    r"|(?P<eh>\d(?:\.5)?)\s*(?:hours?\b|hrs?\b|h(?=\s?(?:程度|ほど|くらい|ぐらい|前後|\)))))"
    r"(?!目|前|後|おき|以内|ごと|単位|遅|に1|早|あた|制限|飲み|食べ|も(?:かか|あれば)|程?度?前"
    r"|(?:ほど|くらい|ぐらい)前|/\s?(?:回|コマ|人|名|セッション))"
)
_ITEM: Final = re.compile(r"(?:^|\n)\d{1,2}[ \t.]+時間[ \t:]")
"""2 時間 9:00~: an item's number and its label."""
_LENGTH_FOLLOWERS: Final = frozenset("時分m.h")


def scan_clocks(text: str, found: Sequence[Numeral]) -> list[Clock]:
    """The times of day in the folded ``text``, whose numbers are ``found``, in order."""
    latin = ("m" in text or "M" in text) and _HALF_LETTERS.search(text) is not None
    clocks = [
        clock
        for start, follower in found
        if follower in _FOLLOWERS or text[start - 1 : start] in _LABEL_ENDS
        for clock in _at_number(text, start, follower, latin=latin)
    ]
    if _NEEDED(text):
        clocks.extend(clock for match in _NOON.finditer(text) for clock in _noon(match))
    if latin:
        clocks.extend(_in_words(match) for match in _IN_WORDS.finditer(text))
        clocks.extend(Clock(*match.span(), int(match["a"]) * 60) for match in _FROM_BARE.finditer(text))
    wide = any(clock.minutes > _WIDE and not clock.half for clock in clocks)
    kept: list[Clock] = []
    for clock in sorted(clocks, key=lambda one: (one.start, -one.end)):
        if not kept or clock.start >= kept[-1].end:
            kept.append(meant(clock, kept, text, wide=wide))
    return kept


def _in_words(match: re.Match[str]) -> Clock:
    return Clock(*match.span("c"), _NUMBERS[match["h"].lower()] * 60 + 30 * (match["p"] is not None))


def _noon(match: re.Match[str]) -> Iterator[Clock]:
    """Noon and midnight, and the bare end behind them: from noon till 3."""
    clock = Clock(match.start(), match.end(), 0 if match[0].lower() == "midnight" else 720, half=True)
    yield clock
    if match[0].isascii() and (ended := _BARE_END.match(match.string, clock.end)) is not None:
        yield carried(clock, Clock(ended.start("b"), ended.end(), int(ended["b"]) * 60))


def _at_number(text: str, start: int, follower: str, *, latin: bool) -> Iterator[Clock]:
    """The clock that begins at a number; four digits with a dash (1900-2100) give two. ``latin``: the text has am or pm."""
    if latin and follower == ":" and (match := _PM_AFTER.match(text, start)) is not None:
        yield _borrowed(match)
        return
    if text[start - 1 : start] in _LABEL_ENDS and (match := _AFTER_LABEL.match(text, start)) is not None:
        yield from _behind_label(match)
        return
    yield from _of_form(text, start, follower, latin=latin)
    if follower not in _JOINERS:
        return
    if latin and (match := _PM_AFTER.match(text, start)) is not None:
        yield _borrowed(match)
    elif (match := _LED.match(text, start)) is not None and _HALF.search(text, max(0, start - 6), start):
        first = _halved(match, int(match["a"]) * 60)
        yield first._replace(end=match.end("a"))
        yield carried(first, Clock(match.start("b"), match.end(), int(match["b"]) * 60))
    elif (match := _BARE.match(text, start)) is not None:
        yield _halved(match, int(match["a"]) * 60, bare=True)
    elif (match := _SPAN.match(text, start)) is not None and _behind_a_day(match):
        yield Clock(match.start(), match.end("a"), int(match["a"]) * 60)
        yield Clock(match.start("b"), match.end(), int(match["b"]) * 60)
    elif (match := _FOUR.match(text, start)) is not None:
        m, b, n = ("m", "b", "n") if match["m"] else ("dm", "db", "dn")
        yield Clock(match.start("a"), match.end(m), int(match["a"]) * 60 + int(match[m]))
        yield Clock(match.start(b), match.end(n), int(match[b]) * 60 + int(match[n]))


def _behind_label(digits: re.Match[str]) -> Iterator[Clock]:
    """OPEN1830: four digits right behind a label."""
    start = digits.start()
    if _LABEL_LED.search(digits.string, max(0, start - 6), start):
        yield Clock(*digits.span(), int(digits["a"]) * 60 + int(digits["m"]))


def _of_form(text: str, start: int, follower: str, *, latin: bool) -> Iterator[Clock]:
    """The clock in the form that its follower tells, and the bare end of 1 p.m. until 4."""
    form = _FORMS.get(follower)
    if form is not None and (match := form.match(text, start)) is not None and (clock := _clock(match)) is not None:
        yield clock
        if follower == "時" and (minute := _SAME_HOUR.match(text, clock.end)) and int(minute["m"]) > clock.minutes % 60:
            yield clock._replace(
                start=minute.start("m"), end=minute.end(), minutes=clock.minutes // 60 * 60 + int(minute["m"])
            )
        if latin and clock.half and (ended := _BARE_END.match(text, clock.end)) is not None:
            yield carried(clock, Clock(ended.start("b"), ended.end(), int(ended["b"]) * 60))


def _behind_a_day(span: re.Match[str]) -> bool:
    """Whether bare hours are clocks because a day with its weekday stands before them: 6/4(木) 19-21, 5/9(土)13-17."""
    begin = span.start()
    return (
        _DAYTIME <= int(span["a"]) < int(span["b"])
        and _WEEKDAY_BEFORE.search(span.string, max(0, begin - _WEEKDAY_REACH), begin) is not None
    )


def scan_lengths(text: str, found: Sequence[Numeral]) -> list[Length]:
    """The lengths of time in the folded ``text`` (2時間, 90分), in order."""
    lengths: list[Length] = []
    for start, follower in found:
        match = _LENGTH.match(text, start) if follower in _LENGTH_FOLLOWERS else None
        within = lengths and start < lengths[-1].end
        if match is None or within or _ITEM.match(text, max(0, match.start() - 1)):
            continue
        if match["m"] or match["km"]:
            minutes = number(match["m"] or match["km"]) or 0
        elif match["eh"]:
            minutes = int(float(match["eh"]) * 60)
        else:
            hours = float(match["h"]) if match["h"][0].isdecimal() else float(number(match["h"]) or 0)
            minutes = int(hours * 60) + (30 if match["half"] else 0) + int(match["hm"] or 0)
        if 0 < minutes <= MINUTES_A_DAY:
            lengths.append(Length(match.start(), match.end(), minutes))
    return lengths


def _clock(match: re.Match[str]) -> Clock | None:
    parts = match.groupdict()
    hours = number(parts["a"])
    minutes = 30 if parts.get("half") else number(parts.get("m") or "0")
    if hours is None or minutes is None or hours > 30 or minutes > 59:
        return None
    return _halved(match, hours * 60 + minutes)


def _halved(match: re.Match[str], minutes: int, *, bare: bool = False) -> Clock:
    """The clock with the 午前/午後 before it or the am/pm behind it, and the offset from UTC that follows."""
    text, start, end = match.string, match.start(), match.end()
    low = max(0, start - 6)
    before, behind = _HALF.search(text, low, start), _HALF_BEHIND.match(text, end)
    half = behind or before
    if behind is not None:
        end = behind.end()
    elif before is not None:
        start = before.start()
    if half is not None:
        word = half[1].replace(".", "").lower()
        minutes = _with_half(minutes // 60, word) * 60 + minutes % 60
    told = half is not None
    if not told and minutes < HALF_A_DAY and _HALF_OF_PART.search(text, low, start):
        told, minutes = True, minutes + HALF_A_DAY
    zone = _ZONE.match(text, end)
    if zone is None:
        return Clock(start, end, minutes, half=told, bare=bare)
    return Clock(start, zone.end(), minutes, half=told, bare=bare, offset=_offset(zone["o"]))


def _offset(text: str | None) -> int:
    """Minutes from UTC of +09:00, +9 or nothing (UTC itself)."""
    if not text:
        return 0
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    return (hours * 60 + minutes) * (-1 if text[0] == "-" else 1)


def _with_half(hours: int, half: str) -> int:
    """The hour of the day of ``hours`` after 午前, 午後, 夜 and the like."""
    base = _HALVES.get(half, 0)
    if base == 0:
        return 0 if hours == 12 and half in ("am", "午前", "ごぜん") else hours
    if base == 24:
        return hours + 24 if hours < 6 else hours
    if half in ("昼", "お昼", "ひる", "おひる"):
        return hours + 12 if hours <= 5 else hours
    if half in ("夜", "晩", "よる") and hours in (0, 12):
        return 24
    return hours + 12 if hours < 12 else hours


def _borrowed(match: re.Match[str]) -> Clock:
    """The 7 of ``7-9pm`` has the half of the 9, unless that would put it behind it (``11-1pm``)."""
    hours, last = int(match["a"]), int(match["b"])
    evening = match["p"].lower() == "p" and hours != 12 and (hours < last or last == 12) and last != 12
    minutes = (hours + 12 if evening else hours) * 60 + int(match["m"] or 0)
    return Clock(match.start("a"), match.end(), minutes, half=True)
