"""One change of one event as a sentence: the old value and the new one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from aggregator.i18n import Translate, bare_day, bare_moment, yen
from aggregator.model import Change
from aggregator.render.doubts import field_name
from aggregator.render.reading import words

Name = Callable[[str, str], str]
_GROUPS: Final[Mapping[str, str]] = {
    "kinds": "kind",
    "hobbies": "hobby",
    "industries": "industry",
    "purposes": "purpose",
    "audience": "audience",
}
_MOST: Final = 60
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\dT")


def in_words(change: Change, say: Translate, zone: ZoneInfo, name: Name) -> str:
    """Any change of a history, also one that no digest tells: what was added to a list and taken from it, old and new value.

    Args:
        change: one field, old and new.
        say: into the reader's language.
        zone: of clocks.
        name: a label as the reader calls it, by label and group.
    """
    if told := sentence(change, say, zone):
        return told
    old, new = json.loads(change.old), json.loads(change.new)
    field = field_name(change.field, say)
    if isinstance(old or new, list) and all(isinstance(one, str) for one in (*(old or ()), *(new or ()))):
        group = _GROUPS.get(change.field)
        before, after = ([name(one, group) if group else one for one in value or ()] for value in (old, new))
        signed = [
            *(f"＋{one}" for one in after if one not in before),
            *(f"−{one}" for one in before if one not in after),
        ]
        return f"{field}: {say('、').join(signed) or say('順序だけ')}"
    return f"{field}: {_plain(old, say, zone)} → {_plain(new, say, zone)}"


def _plain(value: object, say: Translate, zone: ZoneInfo) -> str:
    if value is None or value in ("", [], {}):
        return say("なし")
    if isinstance(value, bool):
        return say("はい") if value else say("いいえ")
    if isinstance(value, str):
        return (_moment(value, zone) if _ISO.match(value) else "") or shortened(value)
    return shortened(str(value) if isinstance(value, int | float) else json.dumps(value, ensure_ascii=False))


def shortened(words: str) -> str:
    """The beginning of long words, on one line."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _MOST else f"{flat[:_MOST]}…"


def sentence(change: Change, say: Translate, zone: ZoneInfo) -> str:
    """What has changed, in the reader's words; empty for fields that are not told."""
    if change.field == "gone":
        vanished = say("取得元の一覧から消えました。開かれるか、主催者のページで確かめてください")
        return vanished if change.new == "true" else say("取得元の一覧に戻りました")
    if change.field == "status":
        return _state(change.old.strip('"'), change.new.strip('"'), say)
    if change.field == "format":
        old, new = (
            words({"format": json.loads(value)}, say, "").get("format", "") for value in (change.old, change.new)
        )
        return say("開催方法 {old} → {new}").format(old=old, new=new) if old and new else say("開催方法が変わりました")
    fields: dict[str, tuple[str, str, Callable[[str], str]]] = {
        "start": (say("開始 {old} → {new}"), "", lambda value: _start(value, zone)),
        "end": (say("終了 {old} → {new}"), "", lambda value: _end(value, zone)),
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
    both, plain, told = fields[change.field]
    old, new = (say("記載なし") if value == "null" else told(value) for value in (change.old, change.new))
    if change.field == "place" and old == new:  # one name at two addresses
        old, new = map(_whole_venue, (change.old, change.new))
    return both.format(old=old, new=new) if old and new and old != new else plain


def _start(value: str, zone: ZoneInfo) -> str:
    """Midnight is that of a day without a clock: hardly anything begins then."""
    start = datetime.fromisoformat(json.loads(value)).astimezone(zone)
    return bare_day(start) if start.time() == time() else bare_moment(start)


def _end(value: str, zone: ZoneInfo) -> str:
    """Midnight is the end of the day before."""
    end = datetime.fromisoformat(json.loads(value)).astimezone(zone)
    return f"{bare_day(end - timedelta(days=1))} 24:00" if end.time() == time() else bare_moment(end)


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
        return bare_moment(datetime.fromisoformat(value.strip('"')).astimezone(zone))
    except ValueError:
        return ""


def _venue(value: str) -> str:
    told = json.loads(value) or {}
    return str(told.get("name") or told.get("address") or told.get("city") or "")


def _whole_venue(value: str) -> str:
    told = json.loads(value) or {}
    where = told.get("address") or f"{told.get('prefecture') or ''}{told.get('city') or ''}"
    return f"{_venue(value)}（{where}）" if where else ""


def amount(told: Mapping[str, Any], say: Translate) -> str:
    """A fee in words; empty where there is none, or none in yen."""
    low, high = told.get("min"), told.get("max")
    if low is None or told.get("currency") != "JPY":
        return ""
    if not low and not high:
        return say("無料")
    return yen(low, say) if high in (None, low) else f"{low:,}–{yen(high, say)}"
