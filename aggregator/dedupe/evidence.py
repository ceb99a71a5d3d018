"""What else speaks for two events being one: links, and numbers, price and seats."""

from __future__ import annotations

import re
from typing import NamedTuple

from aggregator.dedupe.points import Clue
from aggregator.dedupe.traits import Traits
from aggregator.i18n import said
from aggregator.model import Format

_TAX = frozenset({1.1, 1.08})
"""How much more is paid with the tax on it."""

_QUOTA = re.compile(
    r"枠[はが:]?\s*\d+\s*(?:名|人|席)|\d+\s*(?:名|人|席)(?:分|枠)"
    r"|(?:(?:こちら|ここ)(?:の(?:サイト|ページ))?|(?:当|本|この)(?:サイト|ページ))(?:から|で)[のは]?"
    r"[^。\n]{0,14}\d+\s*(?:名|人|席|枠)"
)
"""Seats that one site sells of all: こちらからのお申し込みは5席です."""


class Reason(NamedTuple):
    """One piece of evidence: its name, its points for (above zero) or against, and what was seen."""

    name: str
    points: float
    words: str


def of_links(a: Traits, b: Traits) -> list[Clue]:
    """Whether both have one address, or one points to the other, or both to a third page."""
    if a.record and a.record == b.record:
        page = f"{a.record.site}/{a.record.path}"
        return [Clue("address", 1.0, said("同じアドレス: {page}", page=page))]
    if not (a.mentions or b.mentions):
        return []
    for one, other in ((a, b), (b, a)):
        if one.record and one.record in other.mentions:
            page = f"{one.record.site}/{one.record.path}"
            return [Clue("link", 1.0, said("{source} が {page} を指しています", source=other.source, page=page))]
    shared = sorted(a.mentions & b.mentions)
    if shared:
        page = f"{shared[0].site}/{shared[0].path}"
        key = "link to a third page" if any(one.numbered for one in shared) else "link to a front page"
        return [Clue(key, 1.0, said("どちらも {page} を指しています", page=page))]
    return []


def of_shared_page(link: Clue) -> Clue:
    """A common address of events with titles that have nothing in common: a page that announces several."""
    return Clue("page", 1.0, link.words) if link.key == "address" else link


def of_details(a: Traits, b: Traits) -> list[Clue]:
    """Number, price and seats."""
    found = _prices(a, b)
    if a.facets and b.facets and (both := editions(a, b)):
        found.append(Clue("edition", 1.0, said("どちらも第{n}回", n="・".join(sorted(both)))))
    if a.event.capacity and b.event.capacity:
        if a.event.capacity == b.event.capacity:
            found.append(Clue("same capacity", 1.0, said("どちらも定員{n}名", n=a.event.capacity)))
        elif a.online == b.online and not (_QUOTA.search(a.text) or _QUOTA.search(b.text)):
            seats = said("定員が {a} と {b}", a=a.event.capacity, b=b.event.capacity)
            found.append(Clue("other capacity", 1.0, seats))
    if a.event.format and a.event.format == b.event.format and a.event.format is Format.HYBRID:
        found.append(Clue("hybrid", 1.0, said("どちらも会場とオンライン")))
    return found


def _prices(a: Traits, b: Traits) -> list[Clue]:
    ours, theirs = a.amounts, b.amounts
    if not ours or not theirs:
        return []
    if ours[0] == theirs[0]:
        return [Clue("same price" if ours[0] else "both free", 1.0, said("同じ参加費"))]
    if ours[0] in (*theirs, *b.told_prices) or theirs[0] in (*ours, *a.told_prices):
        return [Clue("price told", 1.0, said("一方がもう一方の参加費を挙げています"))]
    if max(ours[0], theirs[0]) / max(1, min(ours[0], theirs[0])) in _TAX:
        return [Clue("price told", 1.0, said("参加費は税の分だけ違います"))]
    if a.online != b.online:
        return []
    return [Clue("other price", 1.0, said("参加費が {a}円 と {b}円", a=f"{ours[0]:,}", b=f"{theirs[0]:,}"))]


def editions(a: Traits, b: Traits) -> frozenset[str]:
    """The numbers that both give to the meeting."""
    return a.facets.get("edition", frozenset()) & b.facets.get("edition", frozenset())
