"""What one visit costs this person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from aggregator.model import Event, Format, Price

_GROUPS: Final[Mapping[str, tuple[re.Pattern[str], frozenset[str]]]] = {
    name: (re.compile(words), frozenset(own))
    for name, words, own in (
        ("students", r"(?<!非)(?:学生|学割|U-?\d\d|中高生|student)(?!以外|不可)", ("students", "student", "学生", "大学生", "高校生")),
        ("pupils", r"(?:中学生|高校生)(?!以上|以外)", ("高校生", "中学生", "pupils")),
        ("women", r"(?:女性|レディース|women)(?!以外)", ("women", "woman", "female", "女性")),
        ("men", r"(?:男性|メンズ|(?<!wo)men)(?!以外)", ("men", "man", "male", "男性")),
        ("members", r"(?<!非)(?:会員|メンバー|member)(?!以外|登録)", ("members", "member", "会員")),
        ("children", r"(?:小人|子ども|こども|子供|小学生|未就学|幼児|キッズ|乳児)(?!以外)", ("children",)),
        ("seniors", r"(?:シニア|高齢者|6[05]歳以上|70歳以上)(?!以外)", ("seniors", "senior", "シニア")),
        ("disabled", r"障[がい害碍]+者", ("disabled", "障がい者", "障害者")),
        ("residents", r"(?:市民|区民|町民|村民|県民|都民|在住)(?!以外|会館|ホール)", ("residents", "在住")),
        ("speakers", r"(?:登壇|発表者|スピーカー|\bLT枠)", ("speakers", "登壇者")),
    )
}  # fmt: skip
"""Tiers that are for some people only: the words of the tier, and the attributes that satisfy them."""
_ONLINE: Final = re.compile(r"オンライン|配信|online|zoom", re.IGNORECASE)


def fee_for(event: Event, own: frozenset[str]) -> int | None:
    """What a person with the attributes ``own`` pays at least, in whole units of the currency; ``None``: it is not said.

    A tier for students, members … counts only for those; prices by sex count for everybody who has not stated one. Where
    no tier is left, the lowest price stands.
    """
    price = event.price
    if price is None or price.min is None:
        return None
    if not price.tiers:
        return price.min
    extra = sum(tier.amount for tier in price.extras)
    open_ones = [tier.amount for tier in price.tiers if _open(tier.label, own) and _attended(tier.label, event)]
    return max(price.min, min(open_ones) + extra) if open_ones else price.min


def _open(label: str, own: frozenset[str]) -> bool:
    """Whether the person may buy this tier."""
    return all(
        name in _excused(own) or own & wanted or not words.search(label) for name, (words, wanted) in _GROUPS.items()
    )


def _excused(own: frozenset[str]) -> tuple[str, ...]:
    """Groups that say nothing against a person who has stated neither sex."""
    stated = _GROUPS["women"][1] | _GROUPS["men"][1]
    return () if own & stated else ("women", "men")


def _attended(label: str, event: Event) -> bool:
    """An online ticket of a hybrid event is a way to attend; of an event in a room it is none."""
    return event.format is not Format.ONSITE or not _ONLINE.search(label)


def is_yen(price: Price) -> bool:
    """Whether amounts compare with a budget in yen."""
    return price.currency == "JPY"
