"""Which half of the day a clock without 午前 or 午後 means: that of the one before, the evening's, the afternoon's. Pure.

People who tell hours from one to twelve go on in order: behind 10時 and 12時半 a 1時 is the afternoon's. One who writes 18時 writes all hours so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from aggregator.normalise.dates.clock import HALF_A_DAY, Clock

_HALF_REACH: Final = 12
"""Characters over which 午後 is carried to a clock that is no end of a range."""
_DOORS_REACH: Final = 24
"""The same to the clock of the doors: 7:00 PM (doors open at 6:30)."""
_WORDS_REACH: Final = 60
"""The same in English."""
_FROM_BEFORE: Final = re.compile(r" from $", re.IGNORECASE)
_OPENS: Final = re.compile(r"\s?(?:ロビー|客席)?(?:開場|受付|開館|集合)")
_OPENED: Final = re.compile(r"(?:開場|受付|集合)[は:]?\s?$|(?:doors?|open)(?: open)?(?: at)?[: ]{0,2}$", re.IGNORECASE)
_BACK: Final = 60
_DOORS_BACK: Final = 270
"""Minutes by which a clock may lie before the one whose half it has; the doors' may stand behind the end (午後2時〜3時半、1時半開場)."""
_EVENING: Final = re.compile(
    r"(?:[の今明昨](?:夜|晩|夕方)(?:[にはをも、。]|です|会)|仕事(?:帰り|終わり|上がり|あがり|の[あ後]と?)"
    r"|会社帰り|退勤後|一杯)(?![^\n]*(?:朝|昼))"
)
"""Just before a clock."""
_OF_THAT_DAY: Final = re.compile(
    r"(?:[日曜]|明後日?|あさって|あした|今度|週末|(?<!料)金|土)[)]?の"
    r"(?P<w>夜|晩|夕方?|早朝|朝|午前|午後|昼(?!休み|食))(?!食|市|行|刊|会|間|店|日|景|桜|空|顔|礼|練)"
)
"""明後日の夜あいてる? …7時から: the part of the day told with the day, some sentences before its hours."""
_OTHER_DAY: Final = re.compile(
    r"\d日|\d月|[月火水木金土日]曜|明日|明後日|あさって|来週|翌|当日|前日|無理|だめ|ダメ|NG|ではな|じゃな"
)
_TOLD_HOURS: Final = {"夜": (5, 11), "晩": (5, 11), "夕": (3, 7), "夕方": (3, 7), "午後": (1, 11), "昼": (1, 4)}
"""The hours that are the afternoon's or evening's where that part of the day is told."""
_OF_EVENINGS: Final = re.compile(
    r"夕(?:べ|市|方|涼|暮|焼け|刻)|今宵|夜(?:店|会|市|桜|話|学|ふ|更|の|に)|[今土金日]曜?夜|宵"
    r"|ナイ(?:ト|ター)|暑気払|納涼|ビアガーデン|飲み(?:会|放題|まし|ませ|に)|乾杯|忘年会|新年会|居酒屋|怪談"
    r"|百物語|天体観|星[をが空]|蛍|ホタル|盆踊り"
    r"|日が?(?:傾|沈|暮)|暗くな|定時[でにの後]|終業|放課後|(?:閉店|営業)後"
    r"|お?店(?:は[^\n。\d]{0,8}|を[^\n。\d]{0,4})\d{1,2}時半?[でに]閉"
)
"""Words of what is held in the evening, somewhere before a clock."""
_OF_MORNINGS: Final = re.compile(
    r"(?<!毎)朝(?![晩夕日顔礼]|ではな)|深夜|未明|夜中|早起き|早く|午前|日の出|夜明け|始発|モーニング|明け方|昼前|a\.?m",
    re.IGNORECASE,
)
_MAYBE_EVENINGS: Final = re.compile(
    r"パーティ|クリスマス会|お?食事|会費|ライブ|演奏|コンサート|ジャズ|チャージ|ドリンク|上映|朗読|トーク"
    r"|お酒|ワイン|ビール|鍋|[送歓]別?迎?会|慰労"
)
"""Words of what is mostly held in the evening where it begins from five to seven."""
_WORKDAY: Final = re.compile(r"[月火水木金]曜|\([月火水木金]\)")
"""People meet in the evening of a working day, unless a word says that it is in the morning."""
_WORKDAY_REACH: Final = 60
_EVENING_REACH: Final = 36
_OF_EVENINGS_REACH: Final = 160
_MORNINGS_REACH: Final = 80
_GOES_ON: Final = 40
_NEXT_SENTENCE: Final = 24
"""Characters over which the hours of one day go on in order, and those where a sentence ends between."""
_ANOTHER_DAY: Final = re.compile(r"[\n]|翌|深夜|未明|夜中|徹夜|オール|朝|午前|当日|前日|\d日")
_EARLIEST_EVENING, _LATEST_EVENING, _LATEST_TOLD = 5, 9, 11
_DAYTIME: Final = 8 * 60
"""From here on a morning's clocks go on to the afternoon's."""
_LATEST_BARE: Final = 13 * 60
_LATEST_OVER_NOON: Final = 7 * 60
_SURE_EVENING: Final = 7
"""The last hour that words somewhere before make the evening's."""
_UNSURE_EVENING: Final = 6
"""The last hour of which nothing tells whether it is the evening's."""
_EVENING_BEGINS: Final = 17 * 60
_NIGHT: Final = re.compile(r"深夜|未明|翌|朝(?!ではな)|夜中|丑三|オール|徹夜|発|着")


def meant(clock: Clock, kept: Sequence[Clock], text: str, *, wide: bool) -> Clock:
    """The clock in the half of the day that is meant.

    Args:
        clock: as it is written.
        kept: the clocks before it, as they are meant.
        text: the folded text.
        wide: some clock of the text counts beyond twelve (18時), so that 6時 is the morning's unless a word says otherwise.
    """
    clock = _after(kept[-1], clock, text) if kept else clock
    hour, last = clock.minutes // 60, text[clock.end - 1]
    if clock.half or clock.bare or not 1 <= hour <= _LATEST_TOLD or last not in "時半分":
        return clock
    if kept and hour <= _LATEST_EVENING and _goes_on(kept[-1], clock, text, wide=wide):
        return _later(clock)
    if last == "分":
        return clock
    if not wide and (told := _part_told(text, clock.start, kept)) is not None:
        first, latest = _TOLD_HOURS.get(told, (0, -1))
        return _later(clock) if first <= hour <= latest else clock
    free = kept[-1].end if kept else 0
    if _EARLIEST_EVENING <= hour <= _LATEST_EVENING:
        return _of_evening(clock, free, text, wide=wide)
    return _of_afternoon(clock, kept, text, wide=wide) if hour < _EARLIEST_EVENING else clock


def _later(clock: Clock) -> Clock:
    return clock._replace(minutes=clock.minutes + HALF_A_DAY, half=True)


def _goes_on(first: Clock, clock: Clock, text: str, *, wide: bool) -> bool:
    """Whether a clock goes on from ``first`` over noon or in the afternoon: 10時から…1時半から, 夕方4時に…踊りは6時."""
    between = text[first.end : clock.start]
    over_noon = not wide and _DAYTIME <= first.minutes < _LATEST_BARE and clock.minutes < first.minutes
    if over_noon and clock.minutes < _EARLIEST_EVENING * 60 and len(between) <= _OF_EVENINGS_REACH:
        return _ANOTHER_DAY.search(between) is None
    if len(between) > (_NEXT_SENTENCE if "。" in between else _GOES_ON) or _ANOTHER_DAY.search(between):
        return False
    if first.minutes >= HALF_A_DAY and first.half:
        return first.minutes < clock.minutes + HALF_A_DAY
    return over_noon and clock.minutes < _LATEST_OVER_NOON


def _part_told(text: str, at: int, kept: Sequence[Clock]) -> str | None:
    """The part of the day that stands with the day before ``at``, unless another day or a clock stands between."""
    low = max(0, at - _OF_EVENINGS_REACH, kept[-1].end if kept else 0)
    told = [*_OF_THAT_DAY.finditer(text, low, at)]
    if not told or _OTHER_DAY.search(text, told[-1].end(), at):
        return None
    return told[-1]["w"]


def _of_afternoon(clock: Clock, kept: Sequence[Clock], text: str, *, wide: bool) -> Clock:
    """A clock from one to four: the afternoon's, unless words of the night or a clock of the evening stand near before it."""
    near = max(0, clock.start - _EVENING_REACH)
    beside = kept[-1] if kept and kept[-1].end > near else None
    if _NIGHT.search(text, near, clock.end + 6) is not None:
        return clock
    if beside is not None and (wide or not beside.half or not HALF_A_DAY < beside.minutes < _EVENING_BEGINS):
        return clock
    return _later(clock)._replace(guessed=beside is None)


def _of_evening(clock: Clock, free: int, text: str, *, wide: bool) -> Clock:
    """A clock from five to nine, the evening's where words just before say so, or till seven words somewhere before; unsure where it may be either's."""
    if _EVENING.search(text, max(free, clock.start - _EVENING_REACH), clock.start) is not None:
        return _later(clock)
    low, hour = max(0, clock.start - _OF_EVENINGS_REACH), clock.minutes // 60
    if wide or hour > _SURE_EVENING or _OF_MORNINGS.search(text, low, clock.end + _MORNINGS_REACH):
        return clock
    if _OF_EVENINGS.search(text, low, clock.start):
        return _later(clock)
    workday = _WORKDAY.search(text, max(0, clock.start - _WORKDAY_REACH), clock.start)
    if workday or _MAYBE_EVENINGS.search(text, low, clock.end + _MORNINGS_REACH):
        return _later(clock)._replace(guessed=True)
    return clock._replace(guessed=hour <= _UNSURE_EVENING)


def _after(first: Clock, clock: Clock, text: str) -> Clock:
    """The clock in the half of the day of the one before: 午後1時30分開場、2時開演; 午後6時半開演（6時開場）."""
    word = text[clock.start].isascii() and text[clock.start].isalpha()
    if not first.half or clock.half or clock.start - first.end > (_WORDS_REACH if word else _DOORS_REACH):
        return clock
    doors = _OPENS.match(text, clock.end) or _OPENED.search(text, first.end, clock.start)
    reach = (
        _WORDS_REACH
        if word
        else _DOORS_REACH
        if doors or _FROM_BEFORE.search(text, first.end, clock.start)
        else _HALF_REACH
    )
    near = clock.start - first.end <= reach and not first.bare and "\n" not in text[first.end : clock.start]
    if not (near and first.minutes >= HALF_A_DAY) or text[first.start] == "正":
        return clock
    back = _DOORS_BACK if doors else _BACK
    if clock.minutes < HALF_A_DAY and clock.minutes + HALF_A_DAY >= first.minutes - back:
        return clock._replace(minutes=clock.minutes + HALF_A_DAY, half=True)
    return clock
