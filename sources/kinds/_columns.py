"""The columns of event tables: the two layouts of Japan's municipalities, and the headings that people use.

Layout A is the recommended data set 推奨データセット イベント一覧 (自治体標準), layout B the Base Registry / GIF with 50
columns. In B the venue stands in 集合場所, while 場所名称 is empty in practice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

Row = Mapping[str, str]

_TITLE: Final = (
    "イベント名",
    "イベント名称",
    "名称",
    "行事名",
    "講座名",
    "催し名",
    "タイトル",
    "件名",
    "title",
    "eventname",
    "name",
    "subject",
    "summary",
)
_START_DAY: Final = ("開始日", "開始年月日", "開催日", "開催開始日", "日付", "年月日", "startdate", "date")
_START_TIME: Final = ("開始時間", "開始時刻", "開演時間", "starttime")
_START: Final = ("開始日時", "start", "startdatetime", "startsat", "dtstart")
_END_DAY: Final = ("終了日", "終了年月日", "開催終了日", "enddate")
_END_TIME: Final = ("終了時間", "終了時刻", "endtime")
_END: Final = ("終了日時", "end", "enddatetime", "endsat", "dtend")
_WHEN: Final = ("開始日時特記事項", "日時備考", "日時", "開催日時", "開催期間", "期間", "when", "datetime")
_VENUE: Final = ("場所名称", "会場", "会場名", "開催場所", "場所", "施設名", "venue", "location", "place")
_MEETING: Final = ("集合場所",)
_WHOLE_ADDRESS: Final = ("住所", "所在地", "会場住所", "住所_表記", "address")
_ADDRESS_PARTS: Final = ("住所都道府県", "住所市区町村", "住所町名", "住所丁目以下")
_AREA: Final = (("都道府県名",), ("市区町村名", "区"))
_DEADLINE_DAY: Final = ("参加申込終了日", "申込期限日", "申込終了日", "申込締切日", "申込締切", "締切", "deadline")
_DEADLINE_TIME: Final = ("参加申込終了時間", "申込期限時刻", "申込終了時間")
_SIMPLE: Final[dict[str, tuple[str, ...]]] = {
    "url": ("url", "ic:参照", "参照", "リンク", "リンク先", "詳細url", "ホームページ", "link"),
    "lat": ("緯度", "lat", "latitude"),
    "lng": ("経度", "lng", "lon", "longitude"),
    "organiser": ("主催者", "主催団体", "主催", "organizer", "organiser"),
    "capacity": ("定員", "capacity"),
    "status": ("状態", "開催状況", "status"),
    "published": ("公開日", "published"),
    "updated": ("更新日", "最終更新日", "updated"),
}
_TAGS: Final = ("カテゴリー", "カテゴリ", "イベント種類", "分類", "ジャンル", "category", "tags")
_LABELLED: Final = (
    *(
        "サブタイトル",
        "概要",
        "説明",
        "内容",
        "description",
        "サブイベント",
        "対象者",
        "対象",
        "参加条件",
        "参加条件_詳細",
    ),
    *("料金_詳細", "アクセス方法", "駐車場情報", "申込方法", "参加申込方法", "外国語対応", "備考", "notes"),
)
_PLAIN: Final = frozenset({"概要", "説明", "内容", "description"})
_FEE: Final = ("料金_基本", "料金", "参加費", "参加料", "費用", "入場料", "price", "fee", "cost")
_KNOWN: Final = frozenset(
    (
        *_TITLE,
        *_START_DAY,
        *_START,
        *_WHEN,
        *_VENUE,
        *_END_DAY,
        *_END,
        *_WHOLE_ADDRESS,
        *_FEE,
        *_SIMPLE["url"],
        *_SIMPLE["organiser"],
    )
)


def column_name(heading: str) -> str:
    """A heading in the form by which it is known here: width, case, blanks and kinds of brackets do not matter."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", heading)).lower().strip('"').lstrip("\ufeff")
    return re.sub(r"[(〈【\[]([^)〉】\]]*)[)〉】\]]", r"_\1", folded)


def known_columns(headings: list[str]) -> int:
    """How many of the headings are known: a table of events has at least two, one of them a title or a time."""
    return sum(column_name(heading) in _KNOWN for heading in headings)


def read_row(row: Row) -> dict[str, Any]:
    """The fields of RawEvent that the known columns of ``row`` give; its keys are column names as ``column_name`` writes them."""
    values: dict[str, Any] = {field: _first(row, names) for field, names in _SIMPLE.items()}
    venue, meeting = _first(row, _VENUE), _first(row, _MEETING)
    day, fee = _first(row, _START_DAY), _first(row, _FEE)
    values |= {
        "title": _first(row, _TITLE),
        "start": _moment(day, _first(row, _START_TIME)) or _first(row, _START),
        "end": _moment(_first(row, _END_DAY) or day, _first(row, _END_TIME), timed=not _first(row, _END_DAY))
        or _first(row, _END),
        "when": _first(row, _WHEN),
        "venue": venue or meeting,
        "address": _address(row),
        "deadline": _moment(_first(row, _DEADLINE_DAY), _first(row, _DEADLINE_TIME)),
        "price": int(fee) if fee and fee.isascii() and fee.isdigit() else fee,
        "tags": tuple(filter(None, re.split(r"[;,、;]", _first(row, _TAGS) or ""))),
        "text": _text(row, meeting if venue else None),
    }
    return {field: value for field, value in values.items() if value not in (None, "", ())}


def _first(row: Row, names: tuple[str, ...]) -> str | None:
    return next((row[name] for name in names if row.get(name)), None)


def _moment(day: str | None, clock: str | None, *, timed: bool = False) -> str | None:
    """Day and time in one text; ``timed``: the day alone is not worth telling."""
    if not day or (timed and not clock):
        return None
    return f"{day} {clock}" if clock else day


def _address(row: Row) -> str | None:
    building = _first(row, ("方書", "建物名等")) or ""
    whole = _first(row, _WHOLE_ADDRESS)
    if not whole:
        whole = "".join(row.get(part, "") for part in _ADDRESS_PARTS)
        return f"{whole} {building}".strip() or None
    prefecture, city = (_first(row, names) or "" for names in _AREA)
    if city and city not in whole:
        whole = city + whole
    if prefecture and prefecture not in whole:
        whole = prefecture + whole
    return f"{whole} {building}".strip()


def _text(row: Row, meeting: str | None) -> str:
    """The descriptive columns, each as a labelled line, so that the reader of texts knows what they are."""
    lines = [
        told if name in _PLAIN else f"{name.removesuffix('_詳細')}: {told}"
        for name in _LABELLED
        if (told := row.get(name))
    ]
    if meeting:
        lines.append(f"集合場所: {meeting}")
    return "\n".join(lines)
