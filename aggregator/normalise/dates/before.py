"""Deadlines that are told from the event's day: 前日20時まで, 締切は3日前, 当日正午まで."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from aggregator.model import Precision
from aggregator.normalise.dates.clock import MINUTES_A_DAY
from aggregator.normalise.dates.clocks import scan_clocks
from aggregator.normalise.dates.model import Moment
from aggregator.normalise.dates.numbers import KANJI, SMALL, number, numerals
from aggregator.normalise.needed import Needed, led
from aggregator.normalise.text import Text

_DAY: Final = rf"(?:開催|イベント|実施)?(?:日の?|の)?(?:(?P<w>前々日|前日|当日)|(?P<n>{SMALL})\s?(?P<u>日|週間)前)"
_CLOCK: Final = r"(?:の?\s?(?P<c>[^\s、。()\n]{1,9}?))?"
_CLOSING: Final = (
    r"(?:締め?切り?|〆切り?|申し?込み?(?:期限|締切)?|予約(?:期限)?|エントリー|応募|受付(?:期限)?|フォーム"
    r"|Entry|ENTRY|(?:ご?出欠|参加)の(?:お?返事|ご?回答|ご?連絡))"
)
_BEFORE: Final = re.compile(
    led(
        "参おご締〆申予エ応受フ出E",
        (
            rf"(?:参加|お|ご)?{_CLOSING}(?:日時?)?[はをも:】\])|♢◇◆■●▼\s]{{1,3}}(?:各[日回](?:とも)?[、の]?\s?)?"
            rf"(?:[^。、\n\d]{{0,16}}?(?:から|で|にて?|は)[、。]?)?{_DAY}{_CLOCK}(?=まで|です|$|\s|。|、|[()])"
        ),
    )
)
_BEHIND: Final = re.compile(
    led(
        rf"\d{KANJI}開イ実日の前当",
        (
            rf"{_DAY}{_CLOCK}"
            r"(?:まで(?:に|の)?[、\s]?"
            rf"(?:[^\s、。\n]{{0,10}}"
            r"(?:お?申し?込|ご?予約|エントリー|応募|受け?付|お?電話|ご?連絡(?!(?:いた)?し)|お知らせ(?!(?:いた)?し)"
            r"|返信|ご?返事|ご?一報|(?:メール|はがき|葉書|フォーム|LINE|DM)(?=(?:で|にて|から)(?:[。\n「]|$)))"
            r"|(?:締め?切|〆切))"
            r"|に?(?:締め?切|〆切?))"
        ),
    )
)
_NEEDED: Final = Needed(
    {
        "day": ("前日", "前々日", "当日", "日前", "週間前"),
        "closing": (
            "締切",
            "締め切",
            "〆",
            "申込",
            "申し込",
            "予約",
            "エントリー",
            "応募",
            "受付",
            "受け付",
            "電話",
            "連絡",
            "お知らせ",
            "返信",
            "返事",
            "一報",
            "回答",
            "メール",
            "はがき",
            "葉書",
            "フォーム",
            "entry",
            "line",
            "dm",
        ),
    }
)
"""Of both one stands in every such deadline."""
_DAY_WORD: Final = re.compile("前々日|前日|当日|日前|週間前")
"""In each of them; what stands before it in ``_BEHIND`` is no longer than ``_REACH``."""
_REACH: Final = 12
_CANCELS: Final = re.compile(r"キャンセル|取消|取り消|不参加|欠席|返金|中止")
_MOST_DAYS: Final = 90


def deadline_before(text: Text, start: date | datetime, zone: tzinfo) -> Moment | None:
    """The deadline that ``text`` tells from the day of ``start``, if it does; not the one for cancelling."""
    folded = text.folded
    if len(_NEEDED(folded)) < 2:
        return None
    word = _DAY_WORD.search(folded)
    for pattern, begin in ((_BEFORE, 0), (_BEHIND, max(0, word.start() - _REACH))) if word else ():
        for found in pattern.finditer(folded, begin):
            line = folded[folded.rfind("\n", 0, found.start()) + 1 : found.start()]
            if not _CANCELS.search(f"{line[-12:]}{found[0]}") and (moment := _moment(text, found, start, zone)):
                return moment
    return None


def _moment(text: Text, found: re.Match[str], start: date | datetime, zone: tzinfo) -> Moment | None:
    back = {"当日": 0, "前日": 1, "前々日": 2}.get(found["w"] or "")
    if back is None:
        back = (number(found["n"]) or 0) * (7 if found["u"] == "週間" else 1)
    day = (start.date() if isinstance(start, datetime) else start) - timedelta(days=min(back, _MOST_DAYS))
    words = text.quote(*found.span())
    clocks = scan_clocks(found["c"], numerals(found["c"])) if found["c"] else []
    if not clocks or clocks[0].minutes > MINUTES_A_DAY:
        return None if found["w"] == "当日" else Moment(day, Precision.DAY, *found.span(), words)
    moment = datetime.combine(day, time(), zone) + timedelta(minutes=clocks[0].minutes)
    if isinstance(start, datetime) and moment > start:
        return None
    return Moment(moment, Precision.MINUTE, *found.span(), words)
