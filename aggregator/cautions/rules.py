"""The rules of ``aggregator/data/solicitation_rules.yaml`` as types, and their patterns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple, Self

from pydantic import model_validator

from aggregator.cautions.needed import Sieve
from aggregator.data import read
from aggregator.model import Frozen

WORDS_SHOWN: Final = 3
WORD_LIMIT: Final = 40
"""Characters of one quotation."""

Span = tuple[int, int]


class Said(NamedTuple):
    """The first few different words that a rule finds, and where all that it finds stands in the text."""

    words: tuple[str, ...]
    spans: tuple[Span, ...] = ()

    def within(self, start: int, stop: int, head: int) -> Said:
        """The same words, with the spans that begin between two places or end before ``head``."""
        return Said(self.words, tuple(span for span in self.spans if start <= span[0] < stop or span[1] <= head))


Found = dict[str, Said]
"""What was found by rule id."""
Strength = Literal["decisive", "clear", "strong", "hint", "faint"]

_GROUP: Final = re.compile(r"(?<!\\)\((?!\?)")
_VOCABULARY: Final = re.compile(r"\{([a-z_]+)\}")
_GREEDY: Final = re.compile(r"(\[\^[^\]]*\]\{\d+,\d+\})(?!\?)")
"""A gap; the shortest is taken, so that a quotation holds no more than the sign."""
_ENDLESS: Final = re.compile(r"(\\d|\[[^\]]*\])(?:(\+)|\*)")
"""A number, or a run of letters of one sort, of any length: on a text of nothing else it would take quadratic time."""
_LONGEST_RUN: Final = 9
_REST: Final = re.compile(
    r"(?<=[\d万億])[\d,]*[万億]?円|(?<=[\d万億])[万億名人回歳%]"
    r"|(?<=[ぁ-ん一-龯々])(?![はがをにでともやのへかなよねおご])[ぁ-ん]{1,6}(?![ぁ-ん])|(?<=[ぁ-ん一-龯々])て"
)
"""How a word goes on behind what a pattern found of it: an amount, or the kana of a verb up to where another script begins."""
_BRACKETS: Final = ("「」", "()", "『』", "【】")
_GAP: Final = "…"
"""In a pattern: up to 24 characters of the same sentence."""


class Rule(Frozen):
    """One rule of the file; ``named`` are patterns of the organiser; ``when`` marks a rule whose condition is in ``reading``."""

    id: str
    say: str = ""
    en: str = ""
    group: str = ""
    strength: Strength = "faint"
    w: float = 0
    any: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    when: str = ""
    why: str = ""
    src: tuple[str, ...] = ()


class Switch(Frozen):
    """Groups or single rules that do not apply in a context; ``twice``: where the title says it, or the text two things."""

    id: str
    disables: frozenset[str]
    any: tuple[str, ...]
    organiser: tuple[str, ...] = ()
    twice: bool = False
    why: str


class Matchmaking(Frozen):
    """When a meeting is matchmaking, named openly or not."""

    explicit: tuple[str, ...]
    hints: tuple[Rule, ...]
    not_hints: str
    threshold: float
    say: str
    en: str
    explicit_say: str
    explicit_en: str
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
    points: dict[Strength, float]
    vocabularies: dict[str, tuple[str, ...]]
    context_off: tuple[Switch, ...]
    rules: tuple[Rule, ...]
    price_rules: tuple[Rule, ...]
    organiser_rules: tuple[Rule, ...]
    wording: Rule
    counters: tuple[Rule, ...]
    konkatsu: Matchmaking
    membership: Membership

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, data: Mapping[str, object]) -> Mapping[str, object]:
        """``{name}`` stands for a vocabulary, in patterns and in other vocabularies further down."""
        words: dict[str, str] = {}
        vocabularies = data["vocabularies"]
        assert isinstance(vocabularies, Mapping)
        for name, alternatives in vocabularies.items():
            words[name] = f"({'|'.join(_fill(one, words) for one in alternatives)})"
        return {key: _fill_all(value, words) for key, value in data.items() if key != "vocabularies"} | {
            "vocabularies": vocabularies
        }


def _fill_all(value: object, words: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return _fill(value, words)
    if isinstance(value, list):
        return [_fill_all(one, words) for one in value]
    return {key: _fill_all(one, words) for key, one in value.items()} if isinstance(value, dict) else value


def _fill(pattern: str, words: Mapping[str, str]) -> str:
    return _VOCABULARY.sub(lambda found: words[found[1]], pattern).replace(_GAP, "[^。\\n]{0,24}")


@cache
def shipped() -> Rules:
    """The shipped rules, read once."""
    return Rules.model_validate_json(read("solicitation_rules.json"))


@cache
def compiled(alternative: str) -> re.Pattern[str]:
    """One alternative as a pattern. Groups that capture nothing are several times faster."""
    ended = _ENDLESS.sub(lambda run: f"{run[1]}{{{1 if run[2] else 0},{_LONGEST_RUN}}}", alternative)
    return re.compile(_GREEDY.sub(r"\1?", _GROUP.sub("(?:", ended)), re.IGNORECASE)


_DENIED: Final = re.compile(
    r"[^。、\n(「]{0,14}(?:(?:では|じゃ)(?:ありません|ございません|な[いく])"
    r"|(?:話|紹介|案内|目的|勧誘|販売|募集|営業|あっせん|売買|推奨|提供|提案|布教)[^。、\n]{0,4}"
    r"(?:しません|いたしません|ありません|(?:行|おこな)(?:いません|っておりません|っていません)|ございません"
    r"|し(?:て|ては)(?:いません|おりません)))"
)
"""婚活や勧誘の場ではありません, 投資の話はしません: what is said not to be."""
_MISSING: Final = re.compile(
    r"(?:が|は|も|では?|と)?"
    r"(?:ない|なく|ありません|され(?:ない|ません)|でき(?:ない|ません)|限(?:らない|りません))"
    r"|も?[無な]し"
)
"""Directly behind a sign: 元本保証がない, 入会金なし."""
_FORBIDDEN: Final = re.compile(
    r"[^。\n(「]{0,16}(?:禁止|お断り|出禁|出入り禁止|退場|(?:勧誘|営業|目的)[^。\n]{0,8}ご?遠慮)"
)
"""Of what may follow a sign in its sentence: 保険の勧誘は固くお断り."""


class Told(str):
    """The text of a listing, with the alternatives that may match it."""

    __slots__ = ("possible",)

    possible: Mapping[int, Sequence[str]]
    """By the ``id`` of the rules' ``any``: the shipped rules keep them, and a tuple's hash takes longer than to try one."""

    def __new__(cls, text: str) -> Self:
        """Every alternative is tried against the same text, so their words are looked for once."""
        told = super().__new__(cls, text)
        sieve, owners = _sieve()
        possible: dict[int, list[str]] = defaultdict(list)
        for place in sieve.possible(text):
            owner, alternative = owners[place]
            possible[owner].append(alternative)
        told.possible = possible
        return told


@cache
def _sieve() -> tuple[Sieve, Sequence[tuple[int, str]]]:
    """The sieve of all alternatives that are asked of every text, and whose they are."""
    rules = shipped()
    asked = [rule.any for rule in (*rules.rules, *rules.counters, *rules.konkatsu.hints)]
    asked += [switch.any for switch in rules.context_off]
    asked += [rules.konkatsu.explicit, rules.membership.any]
    owners = [(id(alternatives), one) for alternatives in asked for one in alternatives]
    return Sieve([(one,) for _, one in owners]), owners


def speaking(rules: Iterable[Rule], text: Told, *, asserted: bool = False) -> Iterator[tuple[Rule, Said]]:
    """The rules that find something in the text, each with its words.

    ``asserted``: without what the text denies, but of a decisive rule.
    """
    for rule in rules:
        if id(rule.any) in text.possible and (
            found := said(rule.any, text, asserted=asserted and rule.strength != "decisive")
        ):
            yield rule, found


def quoted(alternatives: tuple[str, ...], text: Told, *, asserted: bool = False) -> tuple[str, ...]:
    """The first few different words that the alternatives find."""
    found = said(alternatives, text, asserted=asserted)
    return found.words if found else ()


def said(alternatives: tuple[str, ...], text: Told, *, asserted: bool = False) -> Said | None:
    """What the alternatives of one shipped rule find; ``asserted``: without what the text denies. ``None`` if nothing."""
    found: list[Span] = []
    for alternative in text.possible.get(id(alternatives), ()):
        found += _spans(compiled(alternative), text, asserted=asserted)
    if not found:
        return None
    words: dict[str, None] = {}
    end = 0
    for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= end:
            words.setdefault(_quotation(text, start, stop))
            end = stop
    return Said(tuple(words)[:WORDS_SHOWN], tuple(found))


def _quotation(text: str, start: int, stop: int) -> str:
    """The words of a span to the end of their last word (必ず儲か → 必ず儲かります), without a bracket that only opens."""
    if rest := _REST.match(text, stop):
        stop = rest.end()
    words = text[start:stop].strip()
    for opening, closing in _BRACKETS:
        if words.count(opening) > words.count(closing):
            words = words.removeprefix(opening) if words.startswith(opening) else words.rpartition(opening)[0]
        elif words.count(closing) > words.count(opening):
            words = words.removesuffix(closing)
    return words[:WORD_LIMIT]


def _spans(pattern: re.Pattern[str], text: Told, *, asserted: bool) -> Iterator[Span]:
    for match in pattern.finditer(text):
        end = match.end()
        denied = _DENIED.match(text, end) or _FORBIDDEN.match(text, end) or _DENIED.search(match[0])
        if not _MISSING.match(text, end) and not (asserted and denied):
            yield match.span()
