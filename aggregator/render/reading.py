"""What was read of a listing, as people write it: the values of ``asagao read``. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from aggregator.i18n import WEEKDAYS, Translate, bare_clock, yen
from aggregator.normalise.labels import taxonomy

_MOMENTS: Final = frozenset({"start", "end", "doors", "deadline"})
_MONEY: Final = frozenset({"price_min", "price_max"})
_EXACT: Final = frozenset({"minute", "day"})


def moment_words(value: str, language: str) -> str:
    """An ISO 8601 date or local time as people write it: 2026年11月28日（土）7:00; Sat 28 Nov 2026, 7:00."""
    moment = datetime.fromisoformat(value)
    clock = bare_clock(moment) if "T" in value else ""
    weekday = WEEKDAYS[language][moment.weekday()]
    if language == "ja":
        return f"{moment.year}年{moment.month}月{moment.day}日（{weekday}）{clock}"
    day = f"{weekday} {moment.day} {_month(moment)} {moment.year}"
    return f"{day}, {clock}" if clock else day


def _month(moment: date) -> str:
    return ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[moment.month - 1]


def words(record: Mapping[str, Any], say: Translate, language: str) -> dict[str, str]:
    """The fields of ``Reading.record()`` that say something, each as a person would write it; flags are told apart."""
    shown = {}
    for field, value in record.items():
        if (
            value is None
            or value is False
            or value == []
            or field == "flags"
            or (field == "precision" and value in _EXACT)
        ):
            continue
        shown[field] = _words(field, value, say, language)
    return shown


def _words(field: str, value: Any, say: Translate, language: str) -> str:
    if field in _MOMENTS:
        return moment_words(value, language)
    if field in _MONEY:
        return say("無料") if value == 0 else yen(value, say)
    if field == "dates":
        return "; ".join(_span(one, language) for one in value)
    if field == "kinds":
        labels = [taxonomy().label(kind, "kind") for kind in value]
        return "、".join(one.ja for one in labels) if language == "ja" else ", ".join(one.en for one in labels)
    if field == "all_day":
        return say("はい")
    return {**_states(say), **_formats(say), **_precisions(say)}.get(value, str(value))


def _span(span: Mapping[str, str | None], language: str) -> str:
    start, end = span["start"] or "", span["end"]
    first = moment_words(start, language)
    if not end:
        return first
    same = end[:10] == start[:10] and "T" in end
    return f"{first}–{int(end[11:13])}:{end[14:16]}" if same else f"{first} – {moment_words(end, language)}"


def _states(say: Translate) -> dict[str, str]:
    return {
        "scheduled": say("予定どおり"),
        "cancelled": say("中止"),
        "postponed": say("延期"),
        "rescheduled": say("日時変更"),
        "full": say("満席"),
        "waitlist": say("キャンセル待ち"),
        "closed": say("受付終了"),
    }


def _formats(say: Translate) -> dict[str, str]:
    return {"onsite": say("会場"), "online": say("オンライン"), "hybrid": say("会場とオンライン")}


def _precisions(say: Translate) -> dict[str, str]:
    return {"part": say("旬まで"), "month": say("月まで"), "season": say("季節まで")}
