"""One change of one event as a sentence: the old value and the new one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aggregator.i18n import Translate
from aggregator.model import Change


def sentence(change: Change, say: Translate, zone: ZoneInfo) -> str:
    """What has changed, in the reader's words; empty for fields that are not told."""
    if change.field == "gone":
        vanished = say("取得元の一覧から消えました。開かれるか、主催者のページで確かめてください")
        return vanished if change.new == "true" else say("取得元の一覧に戻りました")
    if change.field == "status":
        return _state(change.old.strip('"'), change.new.strip('"'), say)
    if change.field == "format":
        return say("開催方法が変わりました")
    fields: dict[str, tuple[str, str, Callable[[str], str]]] = {
        "start": (say("開始 {old} → {new}"), "", lambda value: _moment(value, zone)),
        "deadline": (say("締切 {old} → {new}"), say("締切が変わりました"), lambda value: _moment(value, zone)),
        "place": (say("会場 {old} → {new}"), say("会場が変わりました"), _venue),
        "price": (
            say("参加費 {old} → {new}"),
            say("参加費が変わりました"),
            lambda value: amount(json.loads(value) or {}, say),
        ),
    }
    if change.field not in fields:
        return ""
    both, plain, words = fields[change.field]
    old, new = words(change.old), words(change.new)
    return both.format(old=old, new=new) if old and new and old != new else plain


def _state(old: str, new: str, say: Translate) -> str:
    if new in ("null", "scheduled"):
        return say("空きが出ました") if old in ("full", "waitlist") else say("参加できるようになりました")
    return {
        "cancelled": say("中止になりました"),
        "postponed": say("延期になりました"),
        "full": say("満席になりました"),
        "waitlist": say("キャンセル待ちになりました"),
        "closed": say("受付が終わりました"),
    }.get(new, "")


def _moment(value: str, zone: ZoneInfo) -> str:
    try:
        local = datetime.fromisoformat(value.strip('"')).astimezone(zone)
    except ValueError:
        return ""
    return f"{local.month}/{local.day} {local.hour}:{local.minute:02}"


def _venue(value: str) -> str:
    told = json.loads(value) or {}
    return str(told.get("name") or told.get("address") or told.get("city") or "")


def amount(told: Mapping[str, Any], say: Translate) -> str:
    """A fee in words; empty where there is none, or none in yen."""
    low, high = told.get("min"), told.get("max")
    if low is None or told.get("currency") != "JPY":
        return ""
    if not low and not high:
        return say("無料")
    return say("{n}円").format(n=f"{low:,}") if high in (None, low) else f"{low:,}–{say('{n}円').format(n=f'{high:,}')}"
