"""What a reading of money without a labelled part passed over or put together, so that a careful reader would look again. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from aggregator.model import Price
from aggregator.normalise.fees.free import Span, for_some
from aggregator.normalise.fees.uses import Sum, Use, sums
from aggregator.normalise.text import sentence_end, sentence_start

_NEAR: Final = 60
_WHO: Final = re.compile(r"以[下上]|未満|[学校]生|会員|[方名人枠者]は|[のる][方人]|[歳才]|見学|障")
"""Before 無料: who goes for nothing, so that the others pay."""
_HEAD: Final = 3000
"""Characters of a listing in which a second price is looked for."""
_OTHERS: Final = re.compile(r"出[店展]|区画|協賛|譲渡|月\s?$|罰|倍\($|(?:コース|クラス|教室)[^。\n]{0,6}$")
"""Before an amount: what stallholders pay, what another thing costs."""


def doubts(folded: str, price: Price, fees: Sequence[Sum], nothing: Sequence[Span]) -> Iterator[str]:
    """``free_or_fee:600``: one place says that it is for nothing, another tells a price; ``other_fee:5500``: a price that was not taken.

    Args:
        folded: the listing, which has no part on the fee.
        price: what was read.
        fees: the tiers.
        nothing: where it says that somebody goes for nothing.
    """
    if nothing and price.max and not _told_together(folded, price, fees, nothing):
        yield f"free_or_fee:{price.max}"
    elif not nothing and price.min and (other := _other(folded, price)) is not None:
        yield f"other_fee:{other}"


def _told_together(folded: str, price: Price, fees: Sequence[Sum], nothing: Sequence[Span]) -> bool:
    """Whether one sentence tells a price and who goes for nothing, or the price is of parts that all pay."""
    if price.extras and not fees and price.min == price.max:
        return True  # 参加無料、材料費500円
    free = [
        *nothing,
        *for_some(folded, [(one.start, min(sentence_end(folded, one.end), one.end + _NEAR)) for one in fees]),
    ]
    if any(_WHO.search(folded, sentence_start(folded, start), start) for start, _ in free):
        return True
    ends = [(min(one.start, start), max(one.end, end)) for one in fees for start, end in free]
    return any(_apart(folded[low:high]) <= 1 for low, high in ends)


def _apart(between: str) -> int:
    """How many sentences or lines lie between two places: rows of one list are told together."""
    return between.count("。") + between.count("\n")


def _other(folded: str, price: Price) -> int | None:
    """An amount that is told as a fee and is no tier, nor one with what all pay on top."""
    added = sum(one.amount for one in price.extras)
    tiers = (price.min, price.max, price.after_party, *(one.amount for one in (*price.tiers, *price.extras)))
    known = {value for one in tiers if one is not None for value in (one, one - added)}
    if folded.count("円", 0, _HEAD) <= len(known):
        return None
    others = (one for one in sums(folded, 0, min(len(folded), _HEAD), whole=True) if one.use is Use.FEE)
    return next((one.amount for one in others if one.amount not in known and not _OTHERS.search(one.before)), None)
