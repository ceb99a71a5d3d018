"""How far an adapter can be relied on: bronze, silver or gold, by rules that hold or do not (an idea of Home Assistant's).

An adapter that reads and tells what the site's terms of use allow is bronze; one that does not is a draft. The rules look at
what the adapter says of itself; that its saved pages bear it out is for the tests to hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple

from aggregator.plugin import Source


class Level(StrEnum):
    """A draft, and the three levels, lowest first."""

    DRAFT = "draft"
    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"


class Rule(NamedTuple):
    """What ``level`` asks for; ``name`` tells it in messages."""

    level: Level
    name: str
    holds: Callable[[type[Source[Any]]], bool]


class Quality(NamedTuple):
    """An adapter's level, and the names of the rules that keep it from the next."""

    level: Level
    missing: tuple[str, ...]


_TERMS = re.compile(r"Terms\b[^:]{0,60}:\s*(?!\W|fill in|todo|$)\S", re.IGNORECASE)


def tells_terms(adapter: type[Source[Any]]) -> bool:
    """Whether the adapter's docstring says what the site's terms allow, and more than that it is to be filled in."""
    return _TERMS.search(adapter.__doc__ or "") is not None


RULES = (
    Rule(Level.BRONZE, "terms", tells_terms),
    Rule(Level.SILVER, "interface", lambda adapter: adapter.interface != "page"),
    Rule(Level.SILVER, "identity", lambda adapter: "id" in adapter.gives),
    Rule(Level.SILVER, "start", lambda adapter: "start" in adapter.gives),
    Rule(Level.SILVER, "end", lambda adapter: "end" in adapter.gives),
    Rule(Level.GOLD, "place", lambda adapter: not {"venue", "address"}.isdisjoint(adapter.gives)),
    Rule(Level.GOLD, "status", lambda adapter: "status" in adapter.gives),
    Rule(Level.GOLD, "all", lambda adapter: adapter.lists_all),
)


def quality(adapter: type[Source[Any]]) -> Quality:
    """The level of ``adapter``: the highest whose rules, and those of the levels below it, all hold."""
    reached = Level.DRAFT
    for level in (Level.BRONZE, Level.SILVER, Level.GOLD):
        missing = tuple(rule.name for rule in RULES if rule.level is level and not rule.holds(adapter))
        if missing:
            return Quality(reached, missing)
        reached = level
    return Quality(reached, ())
