"""What says more together than piece by piece: hour, place, people and seats of one meeting."""

from __future__ import annotations

from typing import NamedTuple

from aggregator.dedupe import people, places, slots, times, titles
from aggregator.dedupe.points import Clue
from aggregator.dedupe.traits import Traits
from aggregator.i18n import said

COMMON = 1.2
"""Titles that share less than this weight share common words only."""
NAME, NAME_WEIGHT = 5, 2.5
"""Letters and weight of a title that names its meeting."""
ALIKE = 0.8
"""Titles that are so much alike are nearly the same."""
HERE = frozenset({"same", "like"})
"""Kinds of places at which both seem to be."""
OTHERS = frozenset({"strangers", "strangers online", "other organiser"})
_HOST = frozenset({"same organiser", "organiser by reading"})
_ONE_PRICE = frozenset({"same price", "both free"})
_APART = frozenset({"other price", "other capacity", "other speakers", "each qualified"})
_TWO = frozenset({"other speakers", "each its own name"})
_UNALIKE = frozenset({"each its own name", "untranslated", "unlike titles"})
_SHARP = frozenset({"same", "near", "doors", "end", "told"})
_STARTS = frozenset({"same", "near", "doors"})
_EXACTLY = frozenset({"same", "told"})


class Case(NamedTuple):
    """Two events and how their times, places, links and titles stand to each other."""

    a: Traits
    b: Traits
    when: times.When
    where: places.Where
    link: list[Clue]
    like: titles.Likeness


def agreement(case: Case, told: list[Clue]) -> list[Clue]:
    """What agrees together: one small group at one hour, one organiser's meeting of a number, all details."""
    if case.when.kind not in _SHARP and case.when.kind != "day":
        return []
    keys = {clue.key for clue in told}
    one_host = bool(keys & _HOST)
    near = case.where.kind in HERE and "room other" not in case.where.keys
    seats = "same capacity" in keys and bool(keys & _ONE_PRICE) and "each qualified" not in keys
    small = one_host and not (people.holds_many(case.a) or people.holds_many(case.b))
    if case.when.kind == "day" and small and near and seats and "same price" in keys:
        return [Clue("all alike", 1.0, said("日、会場、主催、参加費、定員がみな同じです"))]
    if case.when.kind not in _SHARP:
        return []
    titled = near and "same title" in keys and not keys & _TWO
    found = [Clue("same title here", 1.0, said("同じ時刻、同じ会場の、同じ題名です"))] if titled else []
    if {"end near", "end other"} & set(case.when.keys):
        return found
    here = near and case.where.kind == "same"
    named = _named(case, keys)
    found += _of_host(case, keys, small=small, near=near) if one_host else []
    if "edition" in keys and (one_host or (here and not keys & OTHERS)):
        found.append(Clue("edition at one hour", 1.0, said("同じ時刻の、同じ回です")))
    if one_host and (here or case.where.kind == "online") and seats and (small or named):
        found.append(Clue("all alike", 1.0, said("時刻、会場、主催、参加費、定員がみな同じです")))
    elif (
        here
        and seats
        and not keys & _UNALIKE
        and (named or keys & {"translated", "theme"})
        and not slots.compare(case.a, case.b).replaced
    ):
        found.append(Clue("alike but for the host", 1.0, said("時刻、会場、参加費、定員がみな同じです")))
    return found


def titled_alike(case: Case) -> bool:
    """Whether two titles at one hour and place are nearly the same name, or one lies in the other."""
    a, b, like = case.a, case.b, case.like
    if case.when.kind not in _STARTS or case.where.kind not in HERE or a.squeezed == b.squeezed or a.script != b.script:
        return False
    if like.degree >= ALIKE and like.shared >= NAME_WEIGHT:
        return True
    return any(
        len(one.squeezed) >= NAME and one.weight >= NAME_WEIGHT and one.squeezed in other.squeezed_title
        for one, other in ((a, b), (b, a))
    )


def _named(case: Case, keys: set[str]) -> bool:
    """Whether the titles share more than a common word; those in two languages need not."""
    return case.like.shared >= COMMON or ("two languages" in keys and "untranslated" not in keys)


def _of_host(case: Case, keys: set[str], *, small: bool, near: bool) -> list[Clue]:
    """A small group holds one meeting at one hour; an institution holds many, of which titles must tell which."""
    named = _named(case, keys)
    if not small:
        many = Clue("one of many", 1.0, said("主催は、同じ時刻にいくつもの催しを開くところです"))
        return [many] if near and not named else []
    if keys & _APART:
        return []
    there = near and case.where.kind == "same"
    found = []
    if named and (there or case.where.kind == "online") and case.when.kind in _EXACTLY:
        found.append(Clue("one host at one hour", 1.0, said("同じ主催の、同じ時刻の催しです")))
    if there and case.when.kind == "same":
        found.append(Clue("small group here", 1.0, "" if found else said("同じ主催の、同じ時刻の催しです")))
    return found
