"""The rules of ``aggregator/data/solicitation_rules.yaml`` as types, and their patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Final

from aggregator.data import read
from aggregator.model import Frozen

WORDS_SHOWN: Final = 3
WORD_LIMIT: Final = 40
"""Characters of one quotation."""

Found = dict[str, tuple[str, ...]]
"""The quoted words by rule id."""

_GROUP: Final = re.compile(r"(?<!\\)\((?!\?)")


class Rule(Frozen):
    """One rule of the file; ``when`` marks a rule whose condition is in this module."""

    id: str
    w: float
    say: str = ""
    group: str = ""
    category: str = ""
    any: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    alone: bool = True
    decisive: bool = False
    when: str = ""
    why: str = ""
    src: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """``any`` as one pattern."""
        return compiled(self.any)

    @cached_property
    def excuse(self) -> re.Pattern[str]:
        """``unless`` as one pattern."""
        return compiled(self.unless)


class Switch(Frozen):
    """Rules that do not apply in a context."""

    id: str
    disables: frozenset[str]
    any: tuple[str, ...]
    why: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """``any`` as one pattern."""
        return compiled(self.any)


class Matchmaking(Frozen):
    """When a meeting is matchmaking, named openly or not."""

    explicit: tuple[str, ...]
    hints: tuple[Rule, ...]
    not_hints: str
    threshold: float
    say: str
    explicit_say: str
    why: str
    src: tuple[str, ...]


class Membership(Frozen):
    """Clubs whose meetings end with an invitation to join, as a rule."""

    any: tuple[str, ...]
    say: str


class Levels(Frozen):
    """The least points of a level."""

    risky: float
    ambiguous: float


class Rules(Frozen):
    """``solicitation_rules.json``."""

    version: int
    levels: Levels
    crowd: int
    groups: dict[str, float]
    context_off: tuple[Switch, ...]
    rules: tuple[Rule, ...]
    price_rules: tuple[Rule, ...]
    organiser_rules: tuple[Rule, ...]
    counters: tuple[Rule, ...]
    konkatsu: Matchmaking
    membership: Membership


@cache
def shipped() -> Rules:
    """The shipped rules, read once."""
    return Rules.model_validate_json(read("solicitation_rules.json"))


@cache
def compiled(alternatives: Sequence[str]) -> re.Pattern[str]:
    """The alternatives as one pattern. Groups that capture nothing are several times faster."""
    return re.compile("|".join(f"(?:{_GROUP.sub('(?:', one)})" for one in alternatives), re.IGNORECASE)


_DENIED: Final = re.compile(
    r"[^。、\n(「]{0,14}(?:(?:では|じゃ)(?:ありません|ございません|な[いく])|(?:話|紹介|案内|目的)[^。、\n]{0,4}(?:しません|いたしません|ありません))"
)
"""婚活や勧誘の場ではありません, 投資の話はしません: what is said not to be."""


def quoted(pattern: re.Pattern[str], text: str, *, asserted: bool = False) -> tuple[str, ...]:
    """The first few different words that the pattern finds; ``asserted``: without those that the text denies."""
    words: dict[str, None] = {}
    for match in pattern.finditer(text):
        if asserted and (_DENIED.match(text, match.end()) or _DENIED.search(match[0])):
            continue
        words.setdefault(match[0].strip()[:WORD_LIMIT])
        if len(words) == WORDS_SHOWN:
            break
    return tuple(words)
