"""Which date and which clock is which: the label before it, or the words behind it, say so."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Use(StrEnum):
    """What a date or a clock is for."""

    EVENT = "event"
    DOORS = "doors"
    START = "start"
    END = "end"
    DEADLINE = "deadline"
    PARTY = "party"
    OTHER = "other"
    PAST = "past"
    NONE = "none"


_BEFORE: Final[tuple[tuple[Use, re.Pattern[str]], ...]] = tuple(
    (use, re.compile(pattern, re.IGNORECASE))
    for use, pattern in (
        (Use.OTHER, r"更新|公開日|掲載|投稿|作成日|作成|発表|発売|リリース|配信開始|アーカイブ|見逃し|視聴期|配信期間|支払|入金|振込|返金|発送|当選|抽選|開設|創業|設立|創立|誕生|生まれ|updated|posted|published|last modified|キャンセル|取消|予備日|雨天|順延|営業|開館|閉館|電話|tel|問い?合わ?せ|休館|定休|販売|発券|搬入|設営|準備|リハ|お知らせ日|登録日|掲示|受賞|卒業|入社|現在|時点|付け|版"),
        (Use.PAST, r"前回|昨年|去年|第\d+回は|開催報告|レポート|開催済|終了しました|過去"),
        (Use.DEADLINE, r"締切|締め切り|〆切|しめきり|〆|締切日|申込み?期[間限]|申し込み期[間限]|応募期[間限]|募集期[間限]|受付期[間限]|受付締|申込締|エントリー期[間限]|申込|申し込み|お申込み?|募集|応募|予約|エントリー|registration|deadline|apply by|rsvp|受付(?=(?:は|:)?[^0-9]{0,6}\d{1,2}\s*[月/])|受付開始"),
        (Use.PARTY, r"懇親会|二次会|2次会|交流タイム|交流会|打ち?上げ|アフター|after\s*party|歓談|食事会|懇談"),
        (Use.DOORS, r"開場|受付開始|受付|集合|会場オープン|入場|入室|open|doors?|チェックイン|check-?in|入館"),
        (Use.START, r"開演|開始|開会|スタート|start|開講|キックオフ|本編|上映"),
        (Use.END, r"終演|終了|解散|閉会|閉場|終わり|ends?|close|撤収|完全撤収"),
        (Use.EVENT, r"次回|開催日時?|開催期間|日時|日\s*時|日程|日にち|期\s*日|期間|会期|とき|と\s*き|when|date|time|実施日|開講日|公演|スケジュール|時間|当日|イベント日|開催|曜日|試合日|出発|講演"),
    )
)
_AFTER: Final[tuple[tuple[Use, re.Pattern[str]], ...]] = tuple(
    (use, re.compile(pattern, re.IGNORECASE))
    for use, pattern in (
        (Use.DEADLINE, r"[^\n。]{0,4}?(?:までに?(?:に?お?申し?込|にご?予約|に応募|にエントリー|受付|受け付け|募集|にご?連絡|お申込|に.{0,12}(?:申し?込|ご?予約|応募|エントリー|フォーム))|(?:に)?(?:締め?切|〆切|必着|消印))"),
        (Use.OTHER, r"[^\n。]{0,3}?(?:更新|公開|掲載|投稿|現在|時点|発売|リリース|から(?:受付|販売|募集|申込)|より(?:受付|販売|募集|申込|予約)|に(?:公開|更新|発表|発売|リリース|設立|創業|生まれ|誕生)|設立|創業|生まれ|付け?で?)"),
        (Use.PAST, r"[^\n。]{0,16}?(?:開催しました|行いました|行われました|開催されました|実施しました|開かれました|終了しました|終了いたしました|開催済|レポート|報告|の様子|振り返)"),
        (Use.DOORS, r"[ \t]*(?:開場|受付(?!終了|締|中)|集合|open\b|doors?\b|入場開始)"),
        (Use.START, r"[ \t]*(?:より|から|に)?[ \t]*(?:開演|開始|開会|スタート|start\b|キックオフ|開講)"),
        (Use.END, r"[ \t]*(?:に|頃|ごろ)?[ \t]*(?:終演|終了|解散|閉会|閉場|終わり|close\b|まで|end\b)"),
    )
)
_LINE_BREAK: Final = re.compile(r"[\n。;]")
_REACH: Final = 22


def use_before(text: str, start: int, floor: int) -> Use:
    """What the words before ``start`` (not before ``floor``, and of the same line or a label line above) say it is for."""
    window = text[max(floor, start - _REACH - 18) : start]
    line = window.rpartition("\n")[2]
    if not line.strip(" \t:・-|>)]】》」『（([【・■●◆◇○□▼▽★☆*#"):
        line = window.rstrip().rpartition("\n")[2]
    line = line.rpartition("。")[2][-_REACH:]
    best, at = Use.NONE, -1
    for use, pattern in _BEFORE:
        for found in pattern.finditer(line):
            if found.end() > at:
                best, at = use, found.end()
    return best


def use_after(text: str, end: int) -> Use:
    """What the words right behind ``end`` say it is for."""
    for use, pattern in _AFTER:
        if pattern.match(text, end):
            return use
    return Use.NONE
