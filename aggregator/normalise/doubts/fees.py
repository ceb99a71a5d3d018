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
    return [*told, *_of_stretch(fee, folded, tiers=kind == "flat" and "said tiers" in SAID(folded))]


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
    if price.extras:
        told.append("drink" if all(_DRINK.search(one.label) for one in price.extras) else "extras")
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
