"""Signs that a fee is wrong: other amounts, who pays what, what is paid beside. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.model import Price
from aggregator.normalise.doubts.said import SAID, TIERS, how_many
from aggregator.normalise.fees import FeeReading

_ROUND: Final = 50
_TIER: Final = re.compile("|".join(TIERS.split()))
_DRINK: Final = re.compile("ドリンク|オーダー|飲|[Dd]rink|D$")
_OTHER: Final = re.compile(
    "駐車|泊|年会費|入会|月謝|匹|個|枚|冊|キャンセル|寄付|献金|カンパ|賞|相当|割引|引き|買|購入|販売|drinks?|レンタル|貸|弁当|懇親|二次会|打ち?上げ|各自|交通|バス|電車"
    "|送料|前回|昨年|去年|ふだん|いつも|団体|出店|区画|ブース|見学|お土産|定価|ペア|罰|コース|保険|入園|拝観|入館|入浴|収入|支出|会計|予算|補助|謝礼|家賃"
)
"""Beside an amount: it may be for something else than coming."""
_NEAR, _BEHIND, _MOST = 16, 6, 6
_WIDE: Final = 3
"""How many times the least the most is seldom."""


def of_fee(fee: FeeReading, folded: str, *, labelled: bool) -> list[str]:
    """Signs of the fee of a text, read from a labelled part or not."""
    price = fee.price
    if price is None or (price.min is None and price.max is None):
        return []
    low, high = price.min or 0, price.max
    kind = (
        "open" if high is None else "free" if high == 0 else "flat" if low == high else "span" if low else "from free"
    )
    amounts = folded.count("円") + folded.count("¥")
    told = [kind, f"{kind} labelled"] if labelled else [kind]
    if kind == "free":
        return [*told, "free though amounts"] if amounts else told
    added = sum([one.amount for one in price.extras]) if price.extras else 0
    told += _of_amounts(price, low - added, (high or low) - added, folded)
    told.append(how_many("amounts", amounts - _known(price, added)))
    if amounts > 1 and _is_of_other(fee, folded):
        told.append("other thing read")
    return [*told, *_of_stretch(fee, folded, tiers=kind == "flat" and "said tiers" in SAID(folded))]


def _is_of_other(fee: FeeReading, folded: str) -> bool:
    """Whether words of another thing stand in the clause of an amount that was read, or right behind it."""
    for begin, end in fee.spans[:_MOST]:
        near = folded[max(0, begin - _NEAR) : end + _BEHIND]
        if _OTHER.search(near) and _OTHER.search(near, max(near.rfind(stop, 0, _NEAR) for stop in "\n。") + 1):
            return True
    return False


def _known(price: Price, added: int) -> int:
    """How many amounts the price holds."""
    known = {one - added if one else None for one in (price.min, price.max)} | {price.after_party}
    if price.tiers or price.extras:
        known.update([one.amount for one in (*price.tiers, *price.extras)])
    return len(known - {0, None})


def _of_amounts(price: Price, low: int, high: int, folded: str) -> list[str]:
    """What its amounts are like, without what all pay on top."""
    told = []
    if low and high >= _WIDE * low:
        told.append("wide")
    if high % _ROUND:
        told.append("odd")
    if low and "無料" in folded:
        told.append("free told")
    if not all(_DRINK.search(one.label) for one in price.extras):
        told.append("extras")
    if not (_is_written(high, folded) and (low in (0, high) or _is_written(low, folded))):
        told.append("not written")
    return told


def _is_written(amount: int, folded: str) -> bool:
    """Whether a number stands in the text, or numbers in kanji do."""
    return f"{amount:,}" in folded or str(amount) in folded or "千" in folded or "百" in folded


def _of_stretch(fee: FeeReading, folded: str, *, tiers: bool) -> list[str]:
    """Over how much of the text it is told, and whether its line tells who pays something else."""
    if not fee.spans:
        return []
    begin, end = fee.spans[0][0], fee.spans[-1][1]
    if not begin < end <= len(folded):
        return []
    told = []
    if folded.find("\n", begin, end) >= 0:
        told.append("several lines")
    elif folded.find("。", begin, end) >= 0:
        told.append("several sentences")
    if tiers:
        stop = folded.find("\n", end)
        line = folded[folded.rfind("\n", 0, begin) + 1 : stop if stop >= 0 else len(folded)]
        if _TIER.search(line):
            told.append("flat though tiers")
    return told
