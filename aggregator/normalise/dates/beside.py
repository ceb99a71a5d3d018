"""Days that are told from another day of the text: 2月2日が節分なので、前の日の土曜に; 当初の11日から翌週の金曜に. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from aggregator.normalise.dates.day import WEEKDAYS, Day
from aggregator.normalise.dates.joints import CONDITION, NEAR, REASON, SENTENCE
from aggregator.normalise.dates.numbers import KANJI, SMALL, number
from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.dates.roles import Use
from aggregator.normalise.needed import led

_STEPS: Final = {
    "前々日": -2, "前の日": -1, "前日": -1, "翌日": 1, "次の日": 1, "あくる日": 1, "明くる日": 1, "翌々日": 2,
    "前の週": -7, "前週": -7, "翌週": 7, "次の週": 7, "翌々週": 14,
}  # fmt: skip
_BESIDE: Final = re.compile(
    led(
        rf"前翌次あ明\d{KANJI}",
        r"(?P<w>前々日|翌々日|[前翌]日|[前次]の日|[あ明]くる日)"
        rf"(?:(?:の|、|は|である)?\s?[(]?(?P<d>[{WEEKDAYS}])(?:曜日?[)]?|[)])"
        r"|(?=に"
        r"(?:し(?:ます|ました|よう|て)|行[いなうわ]|おこな|開[きくか]|ひら[きく]|催|や[りるっ]|集ま|延ば|ずら"
        r"|変)))"
        rf"|(?:(?P<v>[前次]の週|前週|翌々?週)|(?P<n>{SMALL})週間(?P<s>後|前))の(?P<e>[{WEEKDAYS}])曜日?(?!\s?[(、]?\d)",
    )
)
_WORDS: Final = ("翌", "前日", "前々", "前の", "前週", "次の", "くる日", "週間")
_NAMED_BY: Final = re.compile(r"(?P<w>前の日|前日|翌日|次の日)(?:の|、|である|にあたる|で、|\()?$")
_OPEN: Final = frozenset({Use.NONE, Use.EVENT, Use.START, Use.DOORS})
_REACH: Final = 60
_NAMES: Final = re.compile(r"[がは]、?(?:ちょうど|ちょうど、)?")
_BACK: Final = 8


def scan_beside(text: str, days: Sequence[Day]) -> Iterator[Day]:
    """The days of the folded ``text`` that are so many days, or a weekday of some week, from one of the other ``days`` before them."""
    for found in _BESIDE.finditer(text) if days and any(word in text for word in _WORDS) else ():
        if not any(0 <= found.start() - day.end <= _REACH for day in days):
            continue
        weekday = found["d"] or found["e"]
        if found["n"]:
            steps = 7 * (number(found["n"]) or 0) * (1 if found["s"] == "後" else -1)
        else:
            steps = _STEPS[found["w"] or found["v"]]
        if steps and not CONDITION.search(SENTENCE.split(text[max(0, found.start() - _REACH) : found.start()])[-1]):
            yield Day(*found.span(), weekday=WEEKDAYS.index(weekday) if weekday else None, after=timedelta(days=steps))


def from_told(text: str, found: Sequence[Occasion], token: Day, gap: str) -> Day | None:
    """``token`` with the day that it means beside those of ``found``; ``None`` where it is told from a day that is not near, or that speaks against it."""
    if token.after is not None:
        return _counted(text, found, token)
    return _named_before(found, token) if token.guessed and len(gap) > NEAR else token


def _counted(text: str, found: Sequence[Occasion], token: Day) -> Day | None:
    """The day that is so far from the last one that was told."""
    base = next((one for one in reversed(found) if one.use not in (Use.DEADLINE, Use.PAST)), None)
    if base is None or token.after is None or token.start - base.end_at > _REACH or base.imprecise:
        return None
    between = text[base.end_at : token.start]
    if "\n" in between or between.count("。") > 1:
        return None
    day = (base.last or base.days[-1])[1]
    if token.weekday is not None and not token.after.days % 7:
        day += token.after + timedelta(days=token.weekday - day.weekday())
    else:
        day += token.after
    if token.weekday not in (None, day.weekday()):
        return None
    if not base.timed and base.use is Use.NONE and REASON.search(between):
        base.use = Use.OTHER
    return token._replace(year=day.year, month=day.month, day=day.day, value=day)


def _named_before(found: Sequence[Occasion], token: Day) -> Day:
    """A weekday alone (土曜の14時) as the single day of that weekday that was told last."""
    weekday = token.value.weekday() if token.value is not None else None
    known = (
        one.days[0][1]
        for one in reversed(found)
        if one.use in _OPEN and one.last is None and len(one.days) == 1 and not one.imprecise
    )
    day = next((day for day in known if day.weekday() == weekday), None)
    if day is None or token.value is None or day < token.value:
        return token
    return token._replace(value=day, guessed=False)


def named_by(text: str, near: Occasion | None, token: Day) -> date | None:
    """The day that 前日の10日 names behind the 11th, 海の日の前の日、19日 behind the holiday; ``None`` where nothing says so."""
    if near is None or token.month is not None or token.day is None:
        return None
    named = _NAMED_BY.search(text, max(0, token.start - _BACK), token.start)
    if named is None:
        return None
    day = near.days[-1][1] + timedelta(days=_STEPS[named["w"]])
    return day if day.day == token.day else None


def names(near: Occasion, token: Day, gap: str) -> bool:
    """Whether ``token`` only says what day the one before it is: 2月2日が節分, 20日は春分の日."""
    named = token.value is not None and not token.strong and not token.guessed
    return named and near.last is None and _NAMES.fullmatch(gap) is not None
