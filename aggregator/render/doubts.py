"""What a careful reader would check before going: unsure readings, and statements that disagree. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Final

from aggregator.i18n import Translate, bare_day, bare_moment
from aggregator.model import Conflict, Event
from aggregator.normalise.doubts.why import doubted

_YEN: Final = re.compile(r"(\d+(?: ?[-–~] ?\d+)?) JPY")
_AMOUNT: Final = re.compile(r"\d+")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_HARMLESS: Final = frozenset({"year_inferred", "recurring"})
"""Readings that are nearly always right: told on demand, no line of the page is spent on them."""


def field_name(field: str, say: Translate) -> str:
    """A field of an event or a reading as people call it; an unknown one stays."""
    return {
        "title": say("題名"),
        "start": say("開始"),
        "end": say("終了"),
        "clock": say("時刻"),
        "doors": say("開場"),
        "all_day": say("終日"),
        "dates": say("日程"),
        "deadline": say("申込締切"),
        "recurrence": say("くり返し"),
        "price": say("参加費"),
        "price_min": say("参加費（最低）"),
        "price_max": say("参加費（最高）"),
        "capacity": say("定員"),
        "accepted": say("申込数"),
        "waiting": say("キャンセル待ち"),
        "status": say("状態"),
        "format": say("形式"),
        "place": say("場所"),
        "room": say("部屋"),
        "prefecture": say("都道府県"),
        "city": say("市区町村"),
        "organiser": say("主催"),
        "kinds": say("種類"),
        "hobbies": say("趣味"),
        "industries": say("業種"),
        "purposes": say("目的"),
        "audience": say("対象"),
        "topics": say("話題"),
        "language": say("言語"),
        "precision": say("日時の細かさ"),
        "url": say("アドレス"),
        "description": say("説明"),
        "published": say("掲載日"),
        "updated": say("更新日"),
        "series": say("シリーズ"),
        "edition": say("回"),
        "speakers": say("登壇者"),
        "tags": say("タグ"),
        "organiser_url": say("主催者のアドレス"),
        "zone": say("時間帯"),
        "clock_unknown": say("時刻なし"),
    }.get(field, field)


def flag_sentence(flag: str, say: Translate) -> str:
    """What a flag of a reading means; an unknown one stays. Behind a colon some name what was passed over (``other_start:10:00``)."""
    name, _, other = flag.partition(":")
    if field := doubted(flag):
        return say("{field}は確かではありません（{why}）").format(field=field_name(field, say), why=_why(other, say))
    return {
        "year_inferred": say("年は書かれていないので、近い年としました"),
        "recurring": say("くり返す会なので、次の回としました"),
        "weekday_mismatch": say("日付と曜日が合いません"),
        "day_differs": say("題名の日付と本文の日付がちがいます"),
        "imprecise": say("日にちは、はっきり書かれていません"),
        "only_end": say("始まりの日は書かれていません（終わりの日です）"),
        "only_doors": say("始まる時刻は書かれていません（開場や受付の時刻です）"),
        "half_guessed": say("午前か午後かは書かれていないので、午後としました"),
        "unannounced": say("催しの案内とは書かれていません"),
        "past": say("書かれた日付は過ぎています"),
        "other_start": say("{clock}からかもしれません（その時刻も書かれています）").format(clock=other),
        "other_end": say("{clock}までかもしれません（その時刻も書かれています）").format(clock=other),
        "other_day": say("{day}かもしれません（その日付も書かれています）").format(day=_told_day(other)),
        "day_in_passing": say("日付は文の中にあるだけで、開催日とは書かれていません"),
        "month_inferred": say("月は書かれていないので、次に来るその日としました"),
        "year_far": say("年は書かれていません（近い年としましたが、だいぶ先です）"),
        "clock_apart": say("時刻は日付から離れて書かれています"),
        "end_apart": say("終わりの時刻は始まりから離れて書かれています"),
        "place_ambiguous": say("同じ名前の場所がほかにもあります"),
        "place_guessed": say("場所は、はっきり書かれていません（文の中の名前です）"),
        "place_online_conflict": say("会場とオンラインの両方が書かれています"),
        "extra_fee": say("材料費などを足した額です（別にかかるとは書かれていません）"),
        "other_fee": say("{amount}円かもしれません（その額も書かれています）").format(amount=_told_number(other)),
        "free_or_fee": say("無料とも{amount}円とも書かれています").format(amount=_told_number(other)),
        "other_capacity": say("定員は{n}人かもしれません（その人数も書かれています）").format(n=_told_number(other)),
        "format_unsure": say("会場とオンラインのどちらで参加するのか、はっきり書かれていません"),
        "status_unsure": say("中止や延期の言葉がありますが、この催しのことかは分かりません"),
        "weighed_fee": say("参加費は前後の言葉から推し量りました"),
        "weighed_seats": say("定員は前後の言葉から推し量りました"),
        "course_fee": say("一回の参加費は書かれていません（全回分の額です）"),
    }.get(name, flag)


def _why(reason: str, say: Translate) -> str:
    """Why a field is likely to be wrong, in general; an unknown reason stays."""
    return {
        "days": say("ほかの日のことも書かれています"),
        "day": say("月日だけが書かれています"),
        "clocks": say("時刻がないか、ほかの時刻も書かれています"),
        "seldom": say("あまり見ない値です"),
        "notice": say("催しの案内ではないかもしれません"),
        "others": say("ほかの回や用件のことも書かれています"),
        "moved": say("変更や取りやめのことも書かれています"),
        "told": say("項目ではなく、文の中に書かれています"),
        "amounts": say("ほかの金額も書かれています"),
        "tiers": say("人によって金額がちがうようです"),
        "beside": say("別にかかるものを足した額です"),
        "name": say("どこまでが名前か、はっきりしません"),
        "ways": say("会場とオンラインの両方の言葉があります"),
        "people": say("ほかの人数や枠のことも書かれています"),
    }.get(reason, reason)


def _told_number(digits: str) -> str:
    """A number of a flag as people write it; what is none stays."""
    return f"{int(digits):,}" if digits.isdecimal() else digits


def _told_day(words: str) -> str:
    """A day of a flag as people write it; what is none stays."""
    return bare_day(datetime.fromisoformat(words)) if _DAY.fullmatch(words) else words


def doubts(event: Event, say: Translate, zone: tzinfo) -> tuple[str, ...]:
    """The sentences for the page, the gravest last line of a row: unsure readings first, then what disagrees."""
    flags = (flag_sentence(flag, say) for flag in event.flags if flag not in _HARMLESS)
    return (*flags, *_conflicts(event, say, zone))


def _conflicts(event: Event, say: Translate, zone: tzinfo) -> Iterator[str]:
    """One sentence for a field, however many copies disagree on it."""
    seen: set[str] = set()
    for one in event.conflicts:
        if one.field not in seen:
            seen.add(one.field)
            yield conflict_sentence(one, say, zone)


def conflict_sentence(conflict: Conflict, say: Translate, zone: tzinfo) -> str:
    """Both statements, and who made them."""
    return say("{field}が食い違っています: {chosen}（{a}）と{other}（{b}）").format(
        field=field_name(conflict.field, say),
        chosen=_told(conflict.chosen, say, zone),
        a=conflict.chosen_from,
        other=_told(conflict.other, say, zone),
        b=conflict.other_from,
    )


def _told(value: str, say: Translate, zone: tzinfo) -> str:
    """A moment or an amount of yen as people write them; other values stay."""
    if (amount := _YEN.fullmatch(value)) is not None:
        if amount[1] == "0":
            return say("無料")
        return say("{n}円").format(n=_AMOUNT.sub(lambda one: f"{int(one[0]):,}", amount[1]))
    if not _MOMENT.fullmatch(value):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    if moment.tzinfo is not None:
        moment = moment.astimezone(zone)
    return bare_moment(moment) if ":" in value else bare_day(moment)
