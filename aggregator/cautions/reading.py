"""The notes on one event: which signs count, how they add up, and what could be confirmed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from aggregator.cautions.bans import without_bans
from aggregator.cautions.matchmaking import matchmaking
from aggregator.cautions.rules import (
    WORDS_SHOWN,
    Found,
    Rule,
    Rules,
    Said,
    Switch,
    Told,
    compiled,
    quoted,
    shipped,
    speaking,
)
from aggregator.cautions.weighing import GRAVEST, Level, level, matched
from aggregator.cautions.wording import Tone, tone
from aggregator.model import Caution, Cautions, Event

TEXT_LIMIT: Final = 20_000
"""Characters of a description that are read; what comes later is terms."""

NEAR: Final = 600
"""Characters within which signs count together."""

SERIOUS_GROUPS: Final = frozenset({"easy", "promise", "recruit", "mentor", "invest", "goods", "spirit", "games"})
"""Beside these a low price tells something."""
BODY: Final = re.compile(
    r"会社|法人|npo|財団|協会|連盟|組合|会議所|商工会|大学|学校|学園|高校|研究|市$|区$|町$|村$|県$|都$|府$"
    r"|役所|図書館|公民館|センター|クラブ|サークル|部$|会$|団$|委員会"
    r"|ビストロ|レストラン|食堂|酒場|ホテル|旅館|座$|劇場|シアター|ホール|ギャラリー|文庫|本屋|銀行|証券"
    r"|代理店|病院|医院|クリニック|家族会"
    r"|コミュニティ|スクール|教室|オフィス|事務局|実行|チーム|ラボ|スタジオ|カフェ|書店|寺$|神社|店|ショップ"
    r"|工房|農園|会議|室$|課$|係$|株|inc|llc|ltd|group|user",
    re.IGNORECASE,
)
"""An organiser of this kind is a body that can be looked up."""
PART_OF_DATING: Final = frozenset({"target", "target_income", "limits", "asks", "gift"})
"""Groups of what matchmaking asks as a matter of course (age, income, who comes alone): part of what it says it is."""
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

ASKING: Final = frozenset({"asks", "follow_up"})
"""What is asked of who comes: a lecture about such offers does not."""
Words = dict[str, tuple[str, ...]]
"""The quoted words by rule id."""


@lru_cache(maxsize=4096)  # a web page asks again for what the last one asked: nearly a millisecond each
def cautions(event: Event) -> Cautions:
    """The notes on one event: signs with quoted words, what could be confirmed, and whether it is matchmaking.

    ``level`` is ``ok`` where no sign was found, which does not mean that the event is safe.
    """
    rules = shipped()
    whole, head = _text(event)
    allowed = without_bans(whole)
    text = Told(allowed) if allowed != whole else whole
    title = text[: len(_folded(event.title))]
    dating = matchmaking(rules.konkatsu, text, event)
    told = tone(title, text[head:])
    said = {rule.id: one for rule, one in speaking(rules.rules, text, asserted=True) if not _excused(rule, text)}
    off = _off(rules, said, text, event) if said or told.points > 0 else set()
    if any(note.id == "K00" for note in dating):
        off |= PART_OF_DATING
    found = {
        rule.id: said[rule.id] for rule in rules.rules if rule.id in said and off.isdisjoint((rule.id, rule.group))
    }
    found |= _conditions(rules, found, event)
    if dating or rules.wording.group in off:
        told = Tone(min(0, told.points))
    counters = dict(_counters(rules, whole))
    reached, noted = _counted(
        rules, found, told, _trust(rules, counters, event), _parts(found, told, text, title, head)
    )
    return Cautions(
        level=reached,
        found=(*noted, *dating),
        confirmed=tuple(_confirmed(rules, whole, counters, event)),
        matchmaking=bool(dating),
    )


def _text(event: Event) -> tuple[Told, int]:
    """All that the listing says, NFKC, without invisible characters, its title first; and where its description begins."""
    body = _folded(event.description[:TEXT_LIMIT])
    above = [_folded(part) for part in (event.title, event.series, event.organiser, *event.tags) if part]
    whole = "\n".join([*above, body] if event.description else above)
    return Told(whole), len(whole) - len(body)


def _folded(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def _excused(rule: Rule, text: Told) -> bool:
    return any(compiled(excuse).search(text) for excuse in rule.unless)


def _off(rules: Rules, said: Found, text: Told, event: Event) -> set[str]:
    """The groups and rules that the context switches off: ``said`` is what the rules find in the text."""
    public = _public(rules, event)
    asks = any(rule.id in said and rule.group in ASKING and rule.strength != "faint" for rule in rules.rules)
    switches = [one for one in rules.context_off if _applies(one, text, event, public=public, asks=asks)]
    return {one for switch in switches for one in switch.disables}


def _applies(switch: Switch, text: Told, event: Event, *, public: bool, asks: bool) -> bool:
    """Whether the listing is in the switch's context, by its organiser, its title or its text.

    ``asks``: the notice wants papers or a talk alone; then one word in the title is an invitation's as well as a lecture's.
    """
    organiser = _folded(event.organiser or "")
    if any(compiled(one).search(organiser) for one in switch.organiser):
        return True
    words = quoted(switch.any, text)
    enough = len(words) > 1 or public or not switch.twice
    return bool(words) and (enough or (not asks and any(word in _folded(event.title) for word in words)))


def _conditions(rules: Rules, found: Found, event: Event) -> Found:
    """Price and organiser, which tell something only beside words."""
    groups = {rule.group for rule in rules.rules if rule.id in found}
    more: Found = {}
    price = event.price.max if event.price else None
    if price is not None and price <= 1000 and groups & SERIOUS_GROUPS:
        more["Y01"] = Said((f"{price:,}円",))
    if price is not None and price <= 500 and "games" in groups and event.start and event.start.hour < 10:
        more["Y02"] = Said((f"{event.start:%H:%M}", f"{price:,}円"))
    if groups and event.organiser and not BODY.search(event.organiser):
        more["O01"] = Said((event.organiser,))
    return more


def _trust(rules: Rules, counters: Words, event: Event) -> float:
    """The points of what speaks for openness: the best of the marks, since the notice gives them all itself."""
    return max(
        (rule.w for rule in rules.counters if rule.id in counters or (rule.named and _public(rules, event))), default=0
    )


def _public(rules: Rules, event: Event) -> bool:
    """Whether the organiser is named as a public body or a professional association."""
    organiser = _folded(event.organiser or "")
    return any(compiled(one).search(organiser) for rule in rules.counters for one in rule.named)


def _counters(rules: Rules, text: Told) -> Iterable[tuple[str, tuple[str, ...]]]:
    """What speaks for openness, with its words."""
    for rule, said in speaking(rules.counters, text):
        yield rule.id, said.words


def _counted(
    rules: Rules, found: Found, told: Tone, trust: float, parts: Iterable[tuple[Found, Tone]]
) -> tuple[Level, tuple[Caution, ...]]:
    """The gravest level of a part, and the notes of the parts that have any. Most listings are done before a part is looked at."""
    if level(rules, found, trust, told.points) == "ok":
        return "ok", ()
    seen = [(level(rules, near, trust, here.points), near, here) for near, here in parts]
    notes = {note.id: note for grade, near, here in seen if grade != "ok" for note in _notes(rules, near, here, trust)}
    grades = {grade for grade, _, _ in seen}
    return next(one for one in GRAVEST if one in grades), tuple(notes.values())


def _parts(found: Found, told: Tone, text: Told, title: str, head: int) -> Iterator[tuple[Found, Tone]]:
    """What stands near each other, the ``title`` with each part: somewhere in a long listing any everyday word is.

    The description begins at ``head``.
    """
    if len(text) - head <= NEAR:
        yield found, told
        return
    for start in range(head, len(text), NEAR // 2):
        stop = start + NEAR
        near = {one: said.within(start, stop, head) for one, said in found.items()}
        here = tone(title, text[start:stop])
        yield (
            {one: said for one, said in near.items() if said.spans or not found[one].spans},
            Tone(min(told.points, here.points), here.words),
        )


def _notes(rules: Rules, found: Found, told: Tone, trust: float) -> Iterable[Caution]:
    """One note for each rule, the strongest first, and one for the wording where it makes the difference."""
    for rule in matched(rules, found):
        yield _note(rule, found[rule.id].words)
    if told.points > 0 and level(rules, found, trust, 0) != level(rules, found, trust, told.points):
        yield _note(rules.wording, told.words)


def _note(rule: Rule, words: tuple[str, ...]) -> Caution:
    return Caution(id=rule.id, group=rule.group, say=rule.say, en=rule.en, words=words, why=rule.why)


def _confirmed(rules: Rules, text: Told, counters: Words, event: Event) -> Iterable[str]:
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
    if quoted(rules.membership.any, text):
        yield rules.membership.say
