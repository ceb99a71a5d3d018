"""How the signs of one listing add up: independent evidence against what speaks for openness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from aggregator.cautions.rules import Found, Rule, Rules, Span

Level = Literal["ok", "ambiguous", "risky"]
GRAVEST: Final[tuple[Level, ...]] = ("risky", "ambiguous", "ok")


def matched(rules: Rules, found: Found) -> Sequence[Rule]:
    """The rules that found something, the strongest first."""
    rows = [rule for rule in (*rules.rules, *rules.price_rules, *rules.organiser_rules) if rule.id in found]
    return sorted(rows, key=lambda rule: -rules.points[rule.strength])


def level(rules: Rules, found: Found, trust: float, tone: float) -> Level:
    """The strongest sign of each group counts, and what the wording adds or takes off.

    Args:
        rules: the shipped rules.
        found: what was found, by rule id.
        trust: the points of what speaks for openness.
        tone: the points of the wording, less than nothing where it is an ordinary notice's.
    """
    points = independent(rules, found)
    score = sum(points.values()) - trust
    if score + tone < rules.levels.ambiguous and all(rule.strength != "decisive" for rule in matched(rules, found)):
        return "ok"
    return "risky" if score + max(0, tone) >= rules.levels.risky and len(points) > 1 else "ambiguous"


def independent(rules: Rules, found: Found) -> dict[str, float]:
    """The points by group, each backed by words of its own: the same words are no second piece of evidence."""
    points: dict[str, float] = {}
    taken: list[Span] = []
    for rule in matched(rules, found):
        if rule.group in points:
            continue
        own = next((span for span in sorted(found[rule.id].spans) if not _same(span, taken)), None)
        if own is not None or not found[rule.id].spans:
            points[rule.group] = rules.points[rule.strength]
            taken += [own] if own else []
    return points


def _same(span: Span, others: Iterable[Span]) -> bool:
    """Whether half of it, or of one of the others, is common to both."""
    start, end = span
    return any(2 * (min(end, stop) - max(start, begin)) >= min(end - start, stop - begin) for begin, stop in others)
