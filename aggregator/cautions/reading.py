"""The notes on one event: which signs count, how they add up, and what could be confirmed."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, Literal

from aggregator.cautions.matchmaking import matchmaking
from aggregator.cautions.rules import WORDS_SHOWN, Found, Rules, Told, compiled, quoted, shipped, speaking
from aggregator.model import Caution, Cautions, Event

TEXT_LIMIT: Final = 20_000
"""Characters of a description that are read; what comes later is terms."""

SERIOUS_GROUPS: Final = frozenset({"money", "recruit", "mentor", "invest", "promise", "product", "religion"})
TELLING_GROUPS: Final = SERIOUS_GROUPS - {"religion"} | {
    "follow_up",
    "funnel",
    "pressure",
    "hidden",
    "game_books",
    "gain",
}
"""Two words of these are no accident, though each is an everyday one."""
COUNTED_ONCE: Final = "asks"
"""A form asks for several things at once."""
BODY: Final = re.compile(
    r"会社|法人|協会|連盟|組合|会議所|商工会|大学|学校|学園|高校|研究|市$|区$|町$|村$|県$|都$|府$|役所|図書館|公民館|センター|クラブ|サークル|部$|会$|団$|委員会"
    r"|コミュニティ|スクール|教室|オフィス|事務局|実行|チーム|ラボ|スタジオ|カフェ|書店|寺$|神社|株|inc|llc|ltd|group|user",
    re.IGNORECASE,
)
"""An organiser of this kind is a body that can be looked up."""
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

Level = Literal["ok", "ambiguous", "risky"]


def cautions(event: Event) -> Cautions:
    """The notes on one event: signs with quoted words, what could be confirmed, and whether it is matchmaking.

    ``level`` is ``ok`` where no sign was found, which does not mean that the event is safe.
    """
    rules = shipped()
    text = _text(event)
    found = _signs(rules, text)
    found |= _conditions(rules, found, event)
    counters = {rule.id: words for rule, words in speaking(rules.counters, text)}
    level = _level(rules, found, counters)
    dating = matchmaking(rules.konkatsu, text, event)
    noted = [*_notes(rules, found)] if level != "ok" else []
    return Cautions(
        level=level,
        found=(*noted, *dating),
        confirmed=tuple(_confirmed(rules, text, counters, event)),
        matchmaking=bool(dating),
    )


def _text(event: Event) -> Told:
    """All that the listing says, NFKC, without invisible characters."""
    parts = (event.title, event.series, event.organiser, *event.tags, event.description[:TEXT_LIMIT])
    return Told(_INVISIBLE.sub("", unicodedata.normalize("NFKC", "\n".join(part for part in parts if part))))


def _signs(rules: Rules, text: Told) -> Found:
    """The rules that the text matches, without those that its context switches off and everyday words on their own."""
    found: Found = {}
    for rule, words in speaking(rules.rules, text, asserted=True):
        if not (rule.unless and rule.excuse.search(text)):
            found[rule.id] = words
    for switch in rules.context_off if found else ():
        if not switch.disables.isdisjoint(found) and switch.pattern.search(text):
            found = {rule_id: words for rule_id, words in found.items() if rule_id not in switch.disables}
    return _with_company(rules, found)


def _with_company(rules: Rules, found: Found) -> Found:
    """Everyday words count only beside a clear sign, or where several of them come together."""
    matched = [rule for rule in rules.rules if rule.id in found]
    telling = sum(len(found[rule.id]) for rule in matched if rule.group in TELLING_GROUPS)
    telling += any(rule.group == COUNTED_ONCE for rule in matched)
    together = telling > 1 or len({rule.group for rule in matched}) >= rules.crowd
    return found if together or any(rule.alone for rule in matched) else {}


def _conditions(rules: Rules, found: Found, event: Event) -> Found:
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


def _level(rules: Rules, found: Found, counters: Found) -> Level:
    matched = [rule for rule in (*rules.rules, *rules.price_rules, *rules.organiser_rules) if rule.id in found]
    sums: dict[str, float] = defaultdict(float)
    for rule in matched:
        sums[rule.group] = min(rules.groups[rule.group], sums[rule.group] + rule.w)
    score = sum(sums.values()) + sum(rule.w for rule in rules.counters if rule.id in counters)
    decisive = any(rule.decisive for rule in matched)
    if score >= rules.levels.risky and (len(sums) > 1 or decisive):
        return "risky"
    return "ambiguous" if score >= rules.levels.ambiguous or decisive else "ok"


def _notes(rules: Rules, found: Found) -> Iterable[Caution]:
    """One note for each rule, the heaviest first."""
    matched = [rule for rule in (*rules.rules, *rules.price_rules, *rules.organiser_rules) if rule.id in found]
    for rule in sorted(matched, key=lambda rule: -rule.w):
        yield Caution(id=rule.id, group=rule.group, say=rule.say, words=found[rule.id], why=rule.why)


def _confirmed(rules: Rules, text: Told, counters: Found, event: Event) -> Iterable[str]:
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
    if quoted(compiled(rules.membership.any), text):
        yield rules.membership.say
