"""What a careful reader would look at twice in a listing, with the words that say so, and what could be confirmed.

Never a verdict: a note quotes the listing. The rules, their weights and their sources are in
``aggregator/data/solicitation_rules.yaml``, whose head says how they are counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import Final, Literal

from aggregator.data import read
from aggregator.model import Caution, Cautions, Event, Frozen

WORDS_SHOWN: Final = 3
WORD_LIMIT: Final = 40
"""Characters of one quotation."""
TEXT_LIMIT: Final = 20_000
"""Characters of a description that are read; what comes later is terms."""

SERIOUS_GROUPS: Final = frozenset({"money", "recruit", "mentor", "invest", "promise", "product", "religion"})
BODY: Final = re.compile(
    r"会社|法人|協会|連盟|組合|会議所|商工会|大学|学校|学園|高校|研究|市$|区$|町$|村$|県$|都$|府$|役所|図書館|公民館|センター|クラブ|サークル|部$|会$|団$|委員会"
    r"|コミュニティ|スクール|教室|オフィス|事務局|実行|チーム|ラボ|スタジオ|カフェ|書店|寺$|神社|株|inc|llc|ltd|group|user",
    re.IGNORECASE,
)
"""An organiser of this kind is a body that can be looked up."""
SEX_PRICE: Final = re.compile(
    r"(男|女)(?:性|子)?(?:参加費|料金|会費)?[^\d\n男女]{0,6}?(無料|0円|[¥]?\d[\d,]*(?:円|yen)?)"
)
MALE: Final = re.compile(r"男")
FEMALE: Final = re.compile(r"女|レディ")

_GROUP: Final = re.compile(r"(?<!\\)\((?!\?)")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

Level = Literal["ok", "ambiguous", "risky"]


class _Rule(Frozen):
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
        return _pattern(self.any)

    @cached_property
    def excuse(self) -> re.Pattern[str]:
        return _pattern(self.unless)


class _Switch(Frozen):
    """Rules that do not apply in a context."""

    id: str
    disables: frozenset[str]
    any: tuple[str, ...]
    why: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _pattern(self.any)


class _Matchmaking(Frozen):
    explicit: tuple[str, ...]
    hints: tuple[_Rule, ...]
    not_hints: str
    threshold: float
    say: str
    explicit_say: str
    why: str
    src: tuple[str, ...]


class _Membership(Frozen):
    any: tuple[str, ...]
    say: str


class _Levels(Frozen):
    risky: float
    ambiguous: float


class _Rules(Frozen):
    """``solicitation_rules.json``."""

    version: int
    levels: _Levels
    crowd: int
    groups: dict[str, float]
    context_off: tuple[_Switch, ...]
    rules: tuple[_Rule, ...]
    price_rules: tuple[_Rule, ...]
    organiser_rules: tuple[_Rule, ...]
    counters: tuple[_Rule, ...]
    konkatsu: _Matchmaking
    membership: _Membership


Found = dict[str, tuple[str, ...]]
"""The quoted words by rule id."""


def cautions(event: Event) -> Cautions:
    """The notes on one event: signs with quoted words, what could be confirmed, and whether it is matchmaking.

    ``level`` is ``ok`` where no sign was found, which does not mean that the event is safe.
    """
    rules = _rules()
    text = _text(event)
    found = _signs(rules, text)
    found |= _conditions(rules, found, event)
    counters = {rule.id: words for rule in rules.counters if (words := _quoted(rule.pattern, text))}
    level = _level(rules, found, counters)
    dating = _matchmaking(rules, text, event)
    noted = [*_notes(rules, found)] if level != "ok" else []
    return Cautions(
        level=level,
        found=(*noted, *dating),
        confirmed=tuple(_confirmed(rules, text, counters, event)),
        matchmaking=bool(dating),
    )


@cache
def _rules() -> _Rules:
    return _Rules.model_validate_json(read("solicitation_rules.json"))


def _pattern(alternatives: Sequence[str]) -> re.Pattern[str]:
    """The alternatives as one pattern. Groups that capture nothing are several times faster."""
    return re.compile("|".join(f"(?:{_GROUP.sub('(?:', one)})" for one in alternatives), re.IGNORECASE)


def _text(event: Event) -> str:
    """All that the listing says, NFKC, without invisible characters."""
    parts = (event.title, event.series, event.organiser, *event.tags, event.description[:TEXT_LIMIT])
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", "\n".join(part for part in parts if part)))


def _quoted(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    """The first few different words that the pattern finds."""
    words: dict[str, None] = {}
    for match in pattern.finditer(text):
        words.setdefault(match[0].strip()[:WORD_LIMIT])
        if len(words) == WORDS_SHOWN:
            break
    return tuple(words)


def _signs(rules: _Rules, text: str) -> Found:
    """The rules that the text matches, without those that its context switches off and everyday words on their own."""
    found: Found = {}
    for rule in rules.rules:
        words = _quoted(rule.pattern, text)
        if words and not (rule.unless and rule.excuse.search(text)):
            found[rule.id] = words
    for switch in rules.context_off if found else ():
        if not switch.disables.isdisjoint(found) and switch.pattern.search(text):
            found = {rule_id: words for rule_id, words in found.items() if rule_id not in switch.disables}
    return _with_company(rules, found)


def _with_company(rules: _Rules, found: Found) -> Found:
    """Everyday words count only beside a clear sign, or where many groups of them come together."""
    matched = [rule for rule in rules.rules if rule.id in found]
    counted = any(rule.alone for rule in matched) or len({rule.group for rule in matched}) >= rules.crowd
    return found if counted else {}


def _conditions(rules: _Rules, found: Found, event: Event) -> Found:
    """Price and organiser, which tell something only beside words."""
    groups = {rule.group for rule in rules.rules if rule.id in found}
    more: Found = {}
    price = event.price.max if event.price else None
    if price is not None and price <= 1000 and groups & SERIOUS_GROUPS:
        more["Y01"] = (f"{price:,}円",)
    if price is not None and price <= 500 and "game_books" in groups and event.start and event.start.hour < 10:
        more["Y02"] = (f"{event.start:%H:%M}", f"{price:,}円")
    if groups and event.organiser and not BODY.search(event.organiser):
        more["O01"] = (event.organiser,)
    return more


def _level(rules: _Rules, found: Found, counters: Found) -> Level:
    matched = [rule for rule in (*rules.rules, *rules.price_rules, *rules.organiser_rules) if rule.id in found]
    sums: dict[str, float] = defaultdict(float)
    for rule in matched:
        sums[rule.group] = min(rules.groups[rule.group], sums[rule.group] + rule.w)
    score = sum(sums.values()) + sum(rule.w for rule in rules.counters if rule.id in counters)
    decisive = any(rule.decisive for rule in matched)
    if score >= rules.levels.risky and (len(sums) > 1 or decisive):
        return "risky"
    return "ambiguous" if score >= rules.levels.ambiguous or decisive else "ok"


def _notes(rules: _Rules, found: Found) -> Iterable[Caution]:
    """One note for each rule, the heaviest first."""
    matched = [rule for rule in (*rules.rules, *rules.price_rules, *rules.organiser_rules) if rule.id in found]
    for rule in sorted(matched, key=lambda rule: -rule.w):
        yield Caution(id=rule.id, group=rule.group, say=rule.say, words=found[rule.id], why=rule.why)


def _confirmed(rules: _Rules, text: str, counters: Found, event: Event) -> Iterable[str]:
    """What the listing lets one check: who, where, what, since when, on which terms."""
    if event.organiser and BODY.search(event.organiser):
        yield f"主催者の名前があります（{event.organiser}）"
    if event.place and (where := event.place.name or event.place.address):
        yield f"会場が書かれています（{where}）"
    if event.speakers:
        yield f"登壇者の名前があります（{'、'.join(event.speakers[:WORDS_SHOWN])}）"
    if event.edition and event.edition > 1 and "C05" not in counters:
        yield f"続いている会です（{event.edition}回目）"
    for rule in rules.counters:
        if rule.id in counters:
            yield f"{rule.say}（{'、'.join(counters[rule.id])}）"
    if _pattern(rules.membership.any).search(text):
        yield rules.membership.say


def _matchmaking(rules: _Rules, text: str, event: Event) -> list[Caution]:
    """婚活 named openly, or a meeting that looks like it by prices and procedure."""
    kind = rules.konkatsu
    words = _quoted(_pattern(kind.explicit), text)
    if words or "matchmaking" in event.kinds:
        return [Caution(id="K00", group="matchmaking", say=kind.explicit_say, words=words, why=kind.why)]
    hints = {rule.id: quoted for rule in kind.hints if rule.any and (quoted := _quoted(rule.pattern, text))}
    hints |= _price_gap(kind, text, event)
    if sum(rule.w for rule in kind.hints if rule.id in hints) < kind.threshold:
        return []
    quotes = tuple(word for rule in kind.hints for word in hints.get(rule.id, ()))
    return [Caution(id="K01", group="matchmaking", say=kind.say, words=quotes, why=kind.why)]


def _price_gap(kind: _Matchmaking, text: str, event: Event) -> Found:
    """K01, K02 or K07 where men pay much more than women."""
    men, women = _prices(text, event)
    if men is None or women is None or men <= women:
        return {}
    words = (f"男性 {men:,}円", f"女性 {women:,}円")
    if women == 0:
        return {} if re.search(kind.not_hints, text) else {"K02": words}
    if men >= 2.5 * women and men - women >= 2000:
        return {"K07": words}
    return {"K01": words} if men >= 1.8 * women and men - women >= 1000 else {}


def _prices(text: str, event: Event) -> tuple[int | None, int | None]:
    """What a man and a woman pay at most, in yen: from the price's tiers, else from the text."""
    tiers = event.price.tiers if event.price else ()
    paid = {
        sex: max(
            (tier.amount for tier in tiers if pattern.search(tier.label) and not other.search(tier.label)), default=None
        )
        for sex, pattern, other in (("男", MALE, FEMALE), ("女", FEMALE, MALE))
    }
    for match in SEX_PRICE.finditer(text):
        if paid[match[1]] is None:
            digits = re.sub(r"\D", "", match[2])
            paid[match[1]] = int(digits) if digits else 0
    return paid["男"], paid["女"]
