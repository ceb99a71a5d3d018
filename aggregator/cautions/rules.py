"""The rules of ``aggregator/data/solicitation_rules.yaml`` as types, and their patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Final, Self

from aggregator.cautions.needed import Sieve
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
    def key(self) -> int:
        """What stands for ``pattern`` in ``Told.possible``."""
        return id(self.pattern)

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


class Told(str):
    """The text of a listing, with the rules' patterns that may match it."""

    __slots__ = ("possible",)

    possible: frozenset[int]
    """By their ``id``: ``compiled`` keeps them, and a pattern's hash takes longer than to try it."""

    def __new__(cls, text: str) -> Self:
        """Every pattern is tried against the same text, so their words are looked for once."""
        told = super().__new__(cls, text)
        sieve, patterns = _sieve()
        told.possible = frozenset(patterns[place] for place in sieve.possible(text))
        return told


@cache
def _sieve() -> tuple[Sieve, Sequence[int]]:
    """The sieve of all patterns that are asked of every text, and their ids."""
    rules = shipped()
    asked = [rule.any for rule in (*rules.rules, *rules.counters, *rules.konkatsu.hints) if rule.any]
    asked += [rules.konkatsu.explicit, rules.membership.any]
    return Sieve(asked), [id(compiled(alternatives)) for alternatives in asked]


def speaking(rules: Iterable[Rule], text: Told, *, asserted: bool = False) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """The rules that find something in the text, each with its words.

    ``asserted``: without what the text denies, but of a decisive rule.
    """
    possible = text.possible
    for rule in rules:
        if rule.key in possible and (words := quoted(rule.pattern, text, asserted=asserted and not rule.decisive)):
            yield rule, words


def quoted(pattern: re.Pattern[str], text: Told, *, asserted: bool = False) -> tuple[str, ...]:
    """The first few different words that the pattern, one of a rule's ``any``, finds; ``asserted``: without those denied."""
    words: dict[str, None] = {}
    for match in pattern.finditer(text) if id(pattern) in text.possible else ():
        if asserted and (_DENIED.match(text, match.end()) or _DENIED.search(match[0])):
            continue
        words.setdefault(match[0].strip()[:WORD_LIMIT])
        if len(words) == WORDS_SHOWN:
            break
    return tuple(words)
