"""Which amounts of an announcement without a word for its price are the price: each is weighed by the words of its clause. Pure.

Only of a text that is known to announce an event with its day, and only where nothing surer is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from aggregator.normalise.fees.free import Span
from aggregator.normalise.fees.sentences import FOR_NOTHING, OTHER, STALLS
from aggregator.normalise.fees.uses import Sum, Use, of, sums
from aggregator.normalise.text import sentence_end, sentence_start

_HEAD: Final = re.compile(r"[^、,;・/|()「」【】。\n円]*$")
_SAME: Final = re.compile(
    r"(?:去年|昨年|前回|いつも|これまで)(?:と(?:同じ|変わらず)|どおり|通り|の[\d,〇一-九十百千万]+円から)"
    r"|ご?予算は?(?=約|お?[1一]人|ひとり|[\d一-九])"
)
"""去年と同じ二千円: what holds this time, too."""
_LAST_PAUSE: Final = re.compile(r"(?:[てでがしばとら]|ので|から|けど|ます|です)、")
_BEFORE: Final = (
    (
        3,
        re.compile(
            r"[1一]人|ひとり|[1一]名|一律|全員|大人|おとな|一般|学生|会員|社会人|子ども|こども|男性|女性|年生"
            r"|[歳才]以[上下]|General|Adult|Student|それより|(?:以外|ほか)の"
        ),
    ),
    (3, re.compile(r"かかる(?:お金|のは)|費用|会費|料金|お代|志納|一日利用|[1一]回|各回|だけなら|お?代は?$|全部で")),
    (2, re.compile(r"(?:現金|カード(?:決済)?|ハーフ|フル|\d+km|\d+キロ|コース|プラン|[枠席])[:は]?\s?$")),
    (1, re.compile(r"^\W*$|(?:で|は|が|:)\s?$|(?:約|だいたい|およそ)$")),
    (2, re.compile(r"[館場園堂店][、,]\s?$")),
    (
        -3,
        re.compile(
            r"翌日|次回|[1-9]\d?月の回|別の|の見込み|追加|隣|向かい|近く|近所|帰り|ほうで|銭湯|温泉|入浴"
            r"|オプション|定食|膳|メニュー"
        ),
    ),
    (
        -2,
        re.compile(
            r"夜店|焼き?そば|ラムネ|甘酒|コーヒー|珈琲|ビール|ラーメン|ケーキ|弁当|パン$|パンフ|プログラム"
            r"|台本|ポスター|ロッカー|お?酒|椀|箸|シャワー|カラオケ|二軒目|蕎麦屋|\d\s?ブース|紛失"
        ),
    ),
)
_BEHIND: Final = (
    (
        2,
        re.compile(
            r"[^。\n\d]{0,10}?"
            r"(?:いただき|頂き|頂戴|ください|下さい|集め|お願い|添え|出して|納め|ちょうだい|ご?用意|持って"
            r"|見て?(?:おい|とい)|均一|ずつ|の志)"
        ),
    ),
    (
        2,
        re.compile(
            r"で[^。、\n]{1,14}(?:作り|体験|参加|食べ放題|[えけげせてねべめれ](?:ます|る))"
            r"|に[^。、\n]{1,16}(?:含|込み|入って|ついて)"
        ),
    ),
    (1, re.compile(r"\s*(?:\(|です|だけ|になり|でした?、|/|$|\n|。|ほど|くらい|ぐらい)")),
    (-3, re.compile(r"(?:程度|くらい|ぐらい|以内|前後|まで)の(?!割|会費|参加費|予定|見込)")),
    (-2, re.compile(r"から(?:あり|ござ)|が[^。、\n]{0,6}(?:もらえ|当た)|(?:安|高)[いく]|以上|のみやげ|のお?土産")),
)
_OF_THING: Final = re.compile(r"[^\s、。()\d]\((?:お?[1一](?:人|つ|個|枚|冊)|だいたい|約)?$")
"""台本(1,000円): what the thing before the bracket costs."""
_OF_FEE: Final = re.compile(
    r"(?:[費代料券金席枠場部]|参加|前売り?|当日|予約|チケット|入場|聴講|観覧|受講|制|大人|子ども|こども|一般"
    r"|学生|会員|[方人名者員生様]|コース|プラン|あり|付き|込み?|以[上下]|未満|ワンコイン|有料|会|ライブ|公演"
    r"|体験|教室|講座)(?:として|は|も)?\((?:お?[1一](?:人|つ|個|枚|冊)|だいたい|約)?$"
)
_FIRST: Final = 1
_ONLY: Final = 1
_SMALL: Final = 100
_DEAR: Final = 50_000
_AWAY: Final = 3
"""Points taken from an amount that is hardly a fee: less than a coin, or more than any meeting's."""
_SURE: Final = 2
"""Points of an amount beside which those that have less than none are asides."""
_ENOUGH: Final = 2
_BESIDE: Final = 2
"""More points that are asked where things are sold or one goes for nothing."""
_YEN: Final = re.compile("円|えん")
_MOST: Final = 12
"""Amounts of a text that are weighed; what has more is a price list."""
_LONGEST: Final = 3000


def weighed(folded: str, known: Sequence[Span] = ()) -> list[Span]:
    """The stretches of the amounts that weigh enough to be the price; none where all stand in ``known``."""
    text = folded[:_LONGEST]
    if all(any(start <= yen.start() < end for start, end in known) for yen in _YEN.finditer(text)):
        return []
    beside = _BESIDE * (STALLS.search(text) is not None or FOR_NOTHING.search(text) is not None)
    found = list(islice(_each(text), _MOST + 1))
    if len(found) > _MOST:
        return []
    uses = {Use.FEE, Use.GATHERING} if of(found, Use.FEE, Use.GATHERING) else {Use.EXTRA}
    return [
        (one.start, sentence_end(text, one.end))
        for number, one in enumerate(found)
        if one.use in uses
        and _points(text, one) + _FIRST * (not number) + _ONLY * (len(found) == 1) >= _ENOUGH + beside
    ]


def without_asides(folded: str, found: list[Sum]) -> list[Sum]:
    """The amounts of a prose without those that weigh against being the price beside one that weighs for it."""
    told = [one for one in found if one.use is Use.FEE and folded.startswith("。", sentence_end(folded, one.end))]
    fees = {one: _points(folded, one) for one in told}
    if max(fees.values(), default=0) < _SURE:
        return found
    return [one for one in found if fees.get(one, 0) >= 0]


def _each(text: str) -> Iterator[Sum]:
    at = 0
    for line in text.split("\n"):
        if "円" in line or "えん" in line:
            yield from sums(text, at, at + len(line))
        at += len(line) + 1


def _points(text: str, one: Sum) -> int:
    before = text[sentence_start(text, one.start) : one.start]
    if before.rfind("「") > before.rfind("」"):
        return -_AWAY  # a title
    if OTHER.search(_SAME.sub("", before[-40:])) or OTHER.match(text, one.end):
        return -_AWAY
    if _OF_THING.search(before) and not _OF_FEE.search(before):
        return -_AWAY
    clause = _LAST_PAUSE.split(before)[-1]
    head = _HEAD.search(clause)
    words = head[0] if head else ""
    points = sum(worth for worth, form in _BEFORE if form.search(words))
    points += sum(worth for worth, form in _BEHIND if form.match(text, one.end))
    return points - _AWAY * (not _SMALL <= one.amount <= _DEAR)
