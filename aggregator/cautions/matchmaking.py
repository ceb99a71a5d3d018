"""Matchmaking, named openly or told by the prices: a kind of meeting, not a sign of solicitation."""

from __future__ import annotations

import re
from typing import Final

from aggregator.cautions.rules import Matchmaking, Told, quoted, speaking
from aggregator.model import Caution, Event

SEX_PRICE: Final = re.compile(
    r"(男|女)(?:性|子)?(?:参加費|料金|会費|枠)?"
    r"(?:[^\d\n男女]{0,6}?(無料|[¥]\d[\d,]*|\d+万(?:\d千)?円|\d[\d,]*(?:円|yen)|\d[\d,]{2,})"
    r"|[^\n男女。]{0,24}?(無料|[¥]\d[\d,]*|\d+万(?:\d千)?円|\d[\d,]*円))"
)
"""男性6,000円; 女性は20代の方、1,000円: what stands between has a sum with its unit behind it."""
MALE: Final = re.compile(r"男")
FEMALE: Final = re.compile(r"女|レディ")


def matchmaking(kind: Matchmaking, text: Told, event: Event) -> list[Caution]:
    """婚活 named openly, or a meeting that looks like it by prices and procedure."""
    words = quoted(kind.explicit, text, asserted=True)
    if words or "matchmaking" in event.kinds:
        return [
            Caution(
                id="K00", group="matchmaking", say=kind.explicit_say, en=kind.explicit_en, words=words, why=kind.why
            )
        ]
    hints = {rule.id: said.words for rule, said in speaking(kind.hints, text)}
    hints |= _price_gap(kind, text, event)
    if sum(rule.w for rule in kind.hints if rule.id in hints) < kind.threshold:
        return []
    quotes = tuple(word for rule in kind.hints for word in hints.get(rule.id, ()))
    return [Caution(id="K01", group="matchmaking", say=kind.say, en=kind.en, words=quotes, why=kind.why)]


def _price_gap(kind: Matchmaking, text: Told, event: Event) -> dict[str, tuple[str, ...]]:
    """K01, K02 or K07 where men pay much more than women."""
    men, women = _prices(text, event)
    if men is None or women is None or men <= women:
        return {}
    words = (f"男性 {men:,}円", f"女性 {women:,}円")
    if women == 0:
        return {} if men < 1000 or re.search(kind.not_hints, text) else {"K02": words}
    if men >= 2.5 * women and men - women >= 2000:
        return {"K07": words}
    return {"K01": words} if men >= 1.8 * women and men - women >= 1000 else {}


def _prices(text: Told, event: Event) -> tuple[int | None, int | None]:
    """What a man and a woman pay at most, in yen: from the price's tiers, else from the text."""
    tiers = event.price.tiers if event.price else ()
    paid = {
        sex: max(
            (tier.amount for tier in tiers if pattern.search(tier.label) and not other.search(tier.label)), default=None
        )
        for sex, pattern, other in (("男", MALE, FEMALE), ("女", FEMALE, MALE))
    }
    for match in SEX_PRICE.finditer(text) if "男" in text or "女" in text else ():
        if paid[match[1]] is None:
            paid[match[1]] = _yen(match[2] or match[3])
    return paid["男"], paid["女"]


def _yen(text: str) -> int:
    """1,500円, 1万8千円 and 無料 in yen."""
    if found := re.match(r"(\d+)万(?:(\d)千)?", text):
        return int(found[1]) * 10_000 + int(found[2] or 0) * 1000
    return int(re.sub(r"\D", "", text) or 0)
