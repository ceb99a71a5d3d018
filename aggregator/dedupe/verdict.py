"""Are two events one? Evidence is added up in named points; some facts decide alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aggregator.dedupe import areas, evidence, links, people, places, slots, stories, times, titles, words
from aggregator.dedupe.evidence import Reason
from aggregator.dedupe.facets import clash
from aggregator.dedupe.places import both_ways
from aggregator.dedupe.points import ENOUGH, POINTS, Clue
from aggregator.dedupe.together import COMMON, HERE, OTHERS, Case, agreement, titled_alike
from aggregator.dedupe.traits import Traits
from aggregator.i18n import said
from aggregator.model import Event, Status

_NEARLY = ENOUGH - 0.01
"""Less is not enough however the sum is rounded."""
_WORK = re.compile(r"『([^』]{2,40})』")
_SHOWN = re.compile(r"上映|映画|上演|公演|演劇|舞台|朗読")
_WHO = frozenset(
    {
        "same organiser",
        "organiser by reading",
        "organiser named",
        "organiser in title",
        "organiser told",
        "same speakers",
        "edition",
    }
)
_WORDLESS = {key: Clue(key, 1.0, "") for key in POINTS}
_STRANGERS = frozenset({"strangers", "strangers online"})
_LINKED = frozenset({"address", "link"})
_PROOFS = _WHO | _LINKED | {"copied text", "whole title told", "theme", "organiser in part", "link to a third page"}
_BEYOND = _PROOFS | {"title told", "shared words", "same price", "same capacity", "translated"}
"""Where only a day is told, what must agree beside a part of the title."""
_TRANSLATED = frozenset({"translated", "same capacity"})
_WHOLE = 0.8
COPIED = 0.6
"""Nine tenths of a text taken over count so much."""
_MOVED = {Status.POSTPONED, Status.RESCHEDULED, Status.CANCELLED}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two events are one. ``score`` is the sum of the reasons' points; ``veto`` names the fact that parts them."""

    same: bool
    score: float
    reasons: tuple[Reason, ...] = ()
    veto: str | None = None


def why_same(a: Event, b: Event) -> Verdict:
    """Whether two events are one, with every reason. Symmetric; knows nothing of the user's decisions."""
    return judge(Traits(a), Traits(b))


def judge(a: Traits, b: Traits) -> Verdict:
    """``why_same`` on traits that were read before."""
    if a.uid == b.uid:
        return Verdict(same=True, score=100.0, reasons=(Reason(name="uid", points=100.0, words=a.uid),))
    if b.uid < a.uid:
        a, b = b, a
    case = _other_record(a, b) or _compare(a, b, times.compare(a, b))
    if isinstance(case, Case) and (fact := _other_words(a, b)):
        case = fact
    if isinstance(case, Reason):
        return Verdict(same=False, score=0.0, reasons=(case,), veto=case.words)
    clues = _clues(case)
    told = _reasons(clues)
    same = _sum(clues) >= _NEARLY and _proven(case, clues)
    return Verdict(same=same, score=round(sum([reason.points for reason in told]), 3), reasons=told)


def _reasons(clues: Iterable[Clue]) -> tuple[Reason, ...]:
    """The clues as reasons; one without words of its own belongs to the one before."""
    told: list[Reason] = []
    for clue in clues:
        if told and not clue.words:
            told[-1] = told[-1]._replace(points=round(told[-1].points + clue.points, 3))
        else:
            told.append(Reason(clue.key, round(clue.points, 3), clue.words))
    return tuple(told)


def features(a: Event, b: Event) -> dict[str, float] | None:
    """The evidence on a pair, by its key in ``POINTS``: what the points are fitted to; ``None`` where a fact decides."""
    first, second = sorted((Traits(a), Traits(b)), key=lambda one: one.uid)
    case = _other_record(first, second) or _compare(first, second, times.compare(first, second))
    if not isinstance(case, Case) or case.when.kind == "unknown" or _other_words(first, second):
        return None
    found: dict[str, float] = {}
    for clue in _clues(case):
        found[clue.key] = found.get(clue.key, 0.0) + clue.value
    return found


def score(a: Traits, b: Traits) -> float | None:
    """How sure it is that two events are one; ``None`` where ``judge`` says they are not.

    The dear comparisons, of frames, words and texts, are made only where they can still change the answer.
    """
    if b.uid < a.uid:
        a, b = b, a
    if _other_record(a, b):
        return None
    when = times.compare(a, b)
    if _hopeless(a, b, when) or _other_words(a, b):
        return None
    case = _compare(a, b, when)
    if isinstance(case, Reason):
        return None
    told = _cheap(case, say=False)
    points = _sum(told)
    alike = _alike(case)
    wanted = _NEARLY - points - _sum(alike)
    most = stories.most(a, b, case.like, strangers=_strangers(told), wanted=wanted)
    if most < wanted:
        return None
    slot = titles.of_slot(a, b, linked=bool(case.link))
    if slot and points + most + (0.0 if _loose(slot) else _sum(slot)) < _NEARLY:
        return None
    told += [] if slot else alike
    points = _sum(told) + _sum(slot)
    texts = _texts(case, told, slot) if points < _NEARLY else []
    told = [*told, *_unless_copied(slot, texts), *texts]
    points = _sum(told)
    return round(points, 3) if points >= _NEARLY and _proven(case, told) else None


def _compare(a: Traits, b: Traits, when: times.When) -> Case | Reason:
    """The comparisons that everything rests on, or the hour or town that parts the two."""
    where, link = places.compare(a, b), evidence.of_links(a, b)
    fact = _other_occasion(a, b, when, where, linked=_linked(link))
    if fact is not None:
        return fact
    like = titles.likeness(a, b)
    if link:
        one_script = {a.script, b.script} != {"latin", "japanese"}
        if where.kind in {"other", "apart"} or (one_script and like.degree < titles.UNLIKE):
            link = [evidence.of_shared_page(clue) for clue in link]
    return Case(a, b, when, where, link, like)


def _cheap(case: Case, *, say: bool = True) -> list[Clue]:
    """Hour (in words if ``say``), place, title, links, people and details."""
    a, b, when, where, link, like = case
    told = _led(when.keys, times.say(a, b, when) if say else "") + _led(where.keys, where.words)
    who = people.clues(a, b, where, linked=bool(link))
    first = who[0].key if who else ""
    details = evidence.of_details(a, b)
    if details and first in OTHERS:
        details = [clue for clue in details if clue.key != "edition"]
    elif details and first == "same organiser":
        at = next((index for index, clue in enumerate(details, 1) if clue.key == "edition"), 0)
        details[at:at] = [Clue("edition of one organiser", 1.0, "")] if at else []
    title = titles.clues(a, b, like)
    if where.kind == "other" and title and title[0].key == "title":
        title = [clue for clue in title if clue.key != "theme"]
        title.append(Clue("title elsewhere", title[0].value, said("同じ題名でも、場所が違います")))
    if when.kind == "day" and like.degree < _WHOLE:
        told.append(Clue("day and part of a title", round(1 - like.degree / _WHOLE, 3), ""))
    return [*told, *title, *link, *who, *details, *agreement(case, [*title, *who, *details])]


def _led(keys: Sequence[str], words: str) -> list[Clue]:
    """Full evidence of one comparison, of which the first is told in words."""
    if not keys:
        return []
    return [Clue(keys[0], 1.0, words) if words else _WORDLESS[keys[0]], *[_WORDLESS[key] for key in keys[1:]]]


def _texts(case: Case, told: Iterable[Clue], slot: list[Clue]) -> list[Clue]:
    next_door = case.where.kind == "room"
    return stories.clues(case.a, case.b, case.like, slot=bool(slot), strangers=_strangers(told), next_door=next_door)


def _strangers(told: Iterable[Clue]) -> bool:
    return not _STRANGERS.isdisjoint([clue.key for clue in told])


def _clues(case: Case) -> list[Clue]:
    """All evidence on a pair."""
    told = _cheap(case)
    slot = titles.of_slot(case.a, case.b, linked=bool(case.link))
    told += [] if slot else _alike(case)
    texts = _texts(case, told, slot)
    return [*told, *_unless_copied(slot, texts), *texts]


def _alike(case: Case) -> list[Clue]:
    """What titles that are nearly one say at one hour and place, unless another word stands in one frame of both."""
    if not titled_alike(case):
        return []
    return [Clue("title alike here", 1.0, said("同じ時刻、同じ会場の、ほとんど同じ題名です"))]


def _unless_copied(slot: list[Clue], texts: list[Clue]) -> list[Clue]:
    """``slot``, but where one text is the other's: titles were worded anew then, as their words are foreign to neither."""
    copied = any(clue.key == "copied text" and clue.value >= COPIED for clue in texts)
    return [] if copied and _loose(slot) else slot


def _loose(slot: list[Clue]) -> bool:
    """Whether titles with another word in one frame differ in more than that."""
    return bool(slot) and slot[0].key != "slot"


def _sum(told: Iterable[Clue]) -> float:
    return sum([POINTS[key] * value for key, value, _ in told])


def _proven(case: Case, told: Iterable[Clue]) -> bool:
    keys = frozenset(clue.key for clue in told)
    return _proof_without_time(case, keys) if case.when.kind == "unknown" else _proof(case, keys)


def _proof(case: Case, keys: frozenset[str]) -> bool:
    """Whether more than a common word at one hour agrees: a place, people, a link, a text, or a title of its own.

    One of several days must have the name of the whole.
    """
    if case.when.kind == "within" and (case.like.degree < _WHOLE or case.where.kind not in HERE):
        return False
    if case.when.kind == "day" and case.like.degree < _WHOLE and not keys & _BEYOND:
        return False
    if case.where.kind == "town" and keys >= _TRANSLATED:
        return True
    return case.where.kind in HERE or bool(keys & _PROOFS) or case.like.shared >= COMMON


def _hopeless(a: Traits, b: Traits, when: times.When) -> bool:
    """Whether two events cannot be one, by a glance at hour, prefecture and title; spares the full judgement."""
    apart = when.kind == "apart" or (a.prefecture != b.prefecture and a.prefecture and b.prefecture)
    if apart or a.script == b.script:
        if (b.mentions and a.record in b.mentions) or (a.mentions and b.record in a.mentions):
            return False
        if a.record is not None and a.record == b.record:
            return False
    if apart:
        return True
    if a.script != b.script or a.sounds.keys() & b.sounds.keys() or _meet(a, b):
        return False
    ours, theirs = a.pieces, b.pieces
    shared = sum(ours[piece] for piece in ours.keys() & theirs.keys())
    return shared < 0.25 * min(a.weight, b.weight)


def _meet(a: Traits, b: Traits) -> bool:
    """Whether two events seem to be with one organiser or at one venue."""
    if a.organiser and a.organiser == b.organiser:
        return True
    if a.street is not None and a.street == b.street:
        return True
    return bool(a.venue and b.venue) and (a.venue[:2] in b.place_words or b.venue[:2] in a.place_words)


def parted(a: Traits, b: Traits, *, moved: bool = False) -> Reason | None:
    """The fact that parts two events whatever else agrees; ``moved`` forgives another time and place."""
    fact = _other_record(a, b)
    if fact is None and not moved:
        linked = _linked(evidence.of_links(a, b))
        fact = _other_occasion(a, b, times.compare(a, b), places.compare(a, b), linked=linked)
    return fact or _other_words(a, b)


def unlike(a: Traits, b: Traits) -> bool:
    """Whether two events contradict each other so plainly that no third can make them one: another house, another topic."""
    if places.compare(a, b).kind in {"other", "room"}:
        return score(a, b) is None
    found = slots.compare(a, b)
    return bool(found.replaced) and not found.added and score(a, b) is None


def _other_occasion(a: Traits, b: Traits, when: times.When, where: places.Where, *, linked: bool) -> Reason | None:
    if linked and _may_have_moved(a, b) and not (a.timed and b.timed and times.follow(a, b)):
        return None
    sittings = when.kind == "overlap" and (linked or (a.squeezed == b.squeezed and a.text == b.text != ""))
    if when.kind == "apart" or sittings:
        return Reason(name="time", points=0.0, words=times.say(a, b, when))
    if where.kind == "apart":
        return Reason(name="place", points=0.0, words=where.words)
    return None


def _linked(link: Iterable[Clue]) -> bool:
    """Whether one is the other's address or points to it."""
    return not _LINKED.isdisjoint([clue.key for clue in link])


def _other_words(a: Traits, b: Traits) -> Reason | None:
    found = clash(ours, theirs) if (ours := a.facets) and (theirs := b.facets) else None
    if found and not (found[0] == "attendance" and both_ways(a, b)):
        return Reason(name=found[0], points=0.0, words=said("{a} と {b}", a=found[1], b=found[2]))
    if (a.part or b.part) and (reason := _part_of(a, b)):
        return reason
    if reason := _other_works(a, b):
        return reason
    if a.areas and b.areas and areas.apart(a.areas, b.areas):
        return Reason(
            name="area", points=0.0, words=said("題名の地域が {a} と {b}", a=_listed(a.areas), b=_listed(b.areas))
        )
    return None


def _other_works(a: Traits, b: Traits) -> Reason | None:
    """Two works that are shown, of which neither event names the other's: 『海辺の町で』上映, 『北の灯台』上映."""
    if "『" not in a.event.title or "『" not in b.event.title:
        return None
    ours, theirs = (_WORK.findall(one.event.title) for one in (a, b))
    if not ours or not theirs or not all(_SHOWN.search(one.event.title) for one in (a, b)):
        return None
    named = any(work in b.event.title for work in ours) or any(work in a.event.title for work in theirs)
    return None if named else Reason("work", 0.0, said("{a} と {b}", a=ours[0], b=theirs[0]))


def _part_of(a: Traits, b: Traits) -> Reason | None:
    """One title names a part of the event that the other announces: 灯り祭, 灯り祭 点灯式; not where both begin at one hour as two titles."""
    at_once = a.timed and b.timed and a.moment == b.moment
    for one, other in ((a, b), (b, a)):
        name = one.part
        if (
            name
            and name not in other.squeezed_title
            and name not in other.squeezed_story
            and name[-2:] not in other.title
            and not (at_once and words.contained(one.letter_pairs, other.letter_pairs) < _WHOLE)
        ):
            return Reason(name="part", points=0.0, words=said("「{name}」はもう一方の一部です", name=name))
    return None


def _other_record(a: Traits, b: Traits) -> Reason | None:
    """One site tells its own events apart by its ids: two ids, two events (but an id with an occurrence behind it)."""
    same_source = a.source == b.source
    if not same_source and not (a.record and b.record and a.record.numbered and a.record.site == b.record.site):
        return None
    if same_source and a.event.source_id and b.event.source_id:
        short, long = sorted((a.event.source_id, b.event.source_id), key=len)
        if short != long and not (long.startswith(short) and links.OCCURRENCE.match(long, len(short))):
            return Reason(
                name="id",
                points=0.0,
                words=said("{source} に両方あります: {a} と {b}", source=a.source, a=short, b=long),
            )
    if a.record and b.record and (same_source or a.record.numbered) and links.rivals(a.record, b.record):
        return Reason(
            name="id",
            points=0.0,
            words=said("{source} に両方あります: {a} と {b}", source=a.record.site, a=a.record.path, b=b.record.path),
        )
    return None


def _may_have_moved(a: Traits, b: Traits) -> bool:
    """Linked events may differ in time when one was moved, or on one day.

    A page for a whole series proves nothing, nor does one page that announces several sittings.
    """
    if a.event.status in _MOVED or b.event.status in _MOVED:
        return True
    if a.record == b.record:
        return False
    if a.day is not None and a.day == b.day:
        return True
    return bool(a.facets.get("edition") and a.facets.get("edition") == b.facets.get("edition"))


def _proof_without_time(case: Case, keys: frozenset[str]) -> bool:
    """Where one names no time: nearly the same title, by the same people or at the same venue, and one of a kind."""
    if keys & _LINKED:
        return True
    called_off = case.a.event.status in _MOVED or case.b.event.status in _MOVED
    neither = case.a.start is None and case.b.start is None
    if not (keys & _WHO or case.where.kind == "same"):
        return False
    return case.like.degree >= 0.8 and ("edition" in keys or called_off or neither)


def _listed(values: frozenset[str]) -> str:
    return "・".join(sorted(values))
