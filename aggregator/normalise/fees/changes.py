"""What makes a fee less for some (200円引き, 10%OFF, 半額, 割引3,000円) or more on the day (500円増). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from aggregator.normalise.fees.amounts import named
from aggregator.normalise.fees.free import Span
from aggregator.normalise.fees.uses import GOODS, Sum, Use, of, sums

_LOWER: Final = re.compile(r"引|割|off|オフ|半額|半分", re.IGNORECASE)
_EACH: Final = re.compile(r"各|それぞれ|ともに|一律|すべて|全て|全員")
_SHARE: Final = re.compile(
    (
        r"(?P<percent>\d{1,2})\s?%\s?(?:引き?|割引|OFF|オフ)|(?P<tenths>[1-9])割引き?"
        r"|(?:学生|会員|以下|以上|こども|子ども|子供|小人|シニア|高校生|中学生|小学生|の方|者|学割)"
        r"[^\n。、\d]{0,6}(?P<half>半額(?!の?[\d千])|半分)"
    ),
    re.IGNORECASE,
)
_GROUP: Final = re.compile(r"(?:[2-9]|二)[名人枚組回講]|ペア|セット|同伴|グループ|お?友達|次回|団体|購入")
"""Who comes alone and now does not get it."""
_NEAR: Final = 14
_LONGEST_BRACKET: Final = 80
_TOTAL: Final = re.compile(r"(?:全部|合計|トータル|しめて|合わせて|あわせて|計)(?:で|は|:)?\s?$")
"""Before what several amounts are together: 利用が1900円、靴が600円なので全部で2500円."""


def changed(folded: str, lines: Sequence[Span], fees: list[Sum], found: list[Sum]) -> list[Sum]:
    """The tiers, with those that some pay less for and that cost more on the day.

    Args:
        folded: the listing.
        lines: the stretches in which it speaks of the fee.
        fees: the tiers as they are written.
        found: all amounts of the stretches.
    """
    paid = [one.amount for one in fees if one.amount]
    if not paid:
        return fees
    cheaper = [
        one for start, end in lines if _LOWER.search(folded, start, end) for one in _less(folded, start, end, paid)
    ]
    cuts = [one._replace(use=Use.FEE) for one in of(found, Use.CUT) if one.amount * 2 >= max(paid)]
    more = of(found, Use.MORE)
    dearer = [Sum(max(paid) + one.amount, one.start, one.end, "当日", Use.FEE) for one in more]
    return [*fees, *cuts, *cheaper, *dearer]


def _less(folded: str, start: int, end: int, paid: list[int]) -> list[Sum]:
    """What some pay; where several tiers are given the dearest is lowered, unless each is."""
    lowered = []
    for less in of(sums(folded, start, end), Use.LESS):
        each = _EACH.search(folded, max(0, less.start - 8), less.start)
        from_ = min(paid) if each or len(set(paid)) == 1 else max(paid)
        if less.amount < from_ and not _apart(folded, less.start):
            lowered.append(Sum(from_ - less.amount, less.start, less.end, less.before, Use.FEE))
    if len(set(paid)) == 1:
        for share in _SHARE.finditer(folded, start, end):
            part = 50 if share["half"] else int(share["percent"] or 0) or 10 * int(share["tenths"] or 0)
            if not _apart(folded, share.start()):
                lowered.append(Sum(paid[0] * (100 - part) // 100, share.start(), share.end(), "", Use.FEE))
    return lowered


def _apart(folded: str, at: int) -> bool:
    """Whether a reduction is for a group, for the next time or of something else."""
    before = folded[max(folded.rfind("\n", 0, at) + 1, at - _NEAR) : at]
    return _GROUP.search(before) is not None or GOODS.search(before) is not None


def without_parts(found: list[Sum], folded: str) -> list[Sum]:
    """The amounts without those that a bracket behind one of them takes it apart into: 5,000円(参加費4,000円、保険料1,000円)."""
    parts: set[Sum] = set()
    for number, one in enumerate(found):
        before = found[:number]
        total = one.use is Use.FEE and len(before) > 1 and _TOTAL.search(one.before) is not None
        if total and sum(other.amount for other in before) == one.amount:
            return found[number:]
    for number, one in enumerate(found):
        if one in parts or not folded.startswith("(", one.end):
            continue
        close = folded.find(")", one.end, one.end + _LONGEST_BRACKET)
        values = named(folded, one.end, max(one.end, close))
        inside = [other for other in found[number + 1 : number + 1 + len(values)] if other.end <= close]
        if (len(values) > 1 and sum(values) == one.amount) or all(other.use is Use.PART for other in inside):
            parts.update(inside)
    return [one for one in found if one not in parts] if parts else found
