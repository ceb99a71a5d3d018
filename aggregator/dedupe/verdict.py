"""Are two events one? Evidence is added up in named points; some facts decide alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aggregator.dedupe import areas, evidence, links, places, slots, times, words
from aggregator.dedupe.evidence import Likeness, Reason
from aggregator.dedupe.facets import clash
from aggregator.dedupe.traits import Traits
from aggregator.i18n import said
from aggregator.model import Event, Status

ENOUGH = 6.0
"""Points from which two events are one."""

_NEARLY = ENOUGH - 0.01
"""Less is not enough however the sum is rounded."""
COMMON = 1.2
"""Titles that share less than this weight share common words only."""
SOME = 0.25
"""Titles in one script that are less alike speak of different things."""
WHOLLY = 0.9
"""Titles in common words must be so alike where no hour agrees."""
NEVER = 2.0
"""A likeness that no titles have."""

TRANSLATED = 0.7
"""Points for titles in two languages where organiser and hour are the same: words cannot agree there."""
_HOLDS = 1.6
"""Points of one organiser named in both events' own fields."""
_WORK = re.compile(r"『([^』]{2,40})』")
_SHOWN = re.compile(r"上映|映画|上演|公演|演劇|舞台|朗読")
_WHO = frozenset({"organiser", "speakers", "edition"})
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
    case = _compare(a, b, times.compare(a, b))
    if isinstance(case, _Case) and (fact := _other_words(a, b)):
        case = fact
    if isinstance(case, Reason):
        return Verdict(same=False, score=0.0, reasons=(case,), veto=case.words)
    slot = evidence.of_slot(a, b, linked=bool(case.link))
    hour = Reason(name="time", points=case.when.points, words=times.say(a, b, case.when))
    text = evidence.of_text(a, b, case.like, slot=bool(slot))
    told = tuple(
        reason
        for reason in (hour, *_circumstances(case), *evidence.of_details(a, b), *slot, *text)
        if reason.points or reason.words
    )
    return Verdict(same=_enough(case, told), score=_score(told), reasons=told)


def score(a: Traits, b: Traits) -> float | None:
    """How sure it is that two events are one; ``None`` where ``judge`` says they are not.

    The dear comparisons, of frames, words and texts, are made only where they can still change the answer.
    """
    if b.uid < a.uid:
        a, b = b, a
    if _other_record(a, b):
        return None
    when = times.compare(a, b)
    case = None if _hopeless(a, b, when) else _compare(a, b, when)
    if case is None or isinstance(case, Reason):
        return None
    details = evidence.of_details(a, b)
    if _out_of_reach(case, details):
        return None
    told = [Reason("time", when.points, ""), *_circumstances(case), *details]
    if not _enough(case, told):
        told += evidence.of_text(a, b, case.like, slot=False)
    if not _enough(case, told) or _other_words(a, b):
        return None
    slot = evidence.of_slot(a, b, linked=bool(case.link))
    if slot:
        told = [reason for reason in told if reason.name != "text"]
        told += [*slot, *evidence.of_text(a, b, case.like, slot=True)]
    return _score(told) if not slot or _enough(case, told) else None


def _out_of_reach(case: _Case, details: Sequence[Reason]) -> bool:
    """Whether people and texts together cannot make it enough; texts are compared only where people alone cannot."""
    points = case.when.points + case.where.points + case.like.points
    points += (
        sum([reason.points for reason in (*case.link, *details)]) + evidence.most_of_people(case.a, case.b) + TRANSLATED
    )
    if points >= _NEARLY:
        return False
    if points + evidence.MOST_OF_TEXT < _NEARLY:
        return True
    return points + sum(reason.points for reason in evidence.of_text(case.a, case.b, case.like, slot=False)) < _NEARLY


class _Case(NamedTuple):
    """Two events and how their times, places, links and titles stand to each other."""

    a: Traits
    b: Traits
    when: times.When
    where: places.Where
    link: list[Reason]
    like: Likeness


def _compare(a: Traits, b: Traits, when: times.When) -> _Case | Reason:
    """The comparisons that everything rests on, or the record, hour or town that parts the two."""
    where, link = places.compare(a, b), evidence.of_links(a, b)
    fact = _other_record(a, b) or _other_occasion(a, b, when, where, linked=_linked(link))
    if fact is not None:
        return fact
    like = evidence.likeness(a, b)
    if where.kind == "other" or (a.script == b.script and like.degree < SOME):
        link = [evidence.of_shared_page(reason) for reason in link]
    return _Case(a, b, when, where, link, like)


def _circumstances(case: _Case) -> list[Reason]:
    """Place, title, links and people."""
    title = evidence.of_titles(case.a, case.b, case.like)
    people = evidence.of_people(case.a, case.b, case.where, apart=title.against >= 1, linked=bool(case.link))
    if case.when.kind == "same" and any(one.points >= _HOLDS for one in people) and _may_translate(case):
        people.append(Reason("language", TRANSLATED, said("主催と時刻が同じで、題名は別の言葉で書かれています")))
    return [
        Reason("place", case.where.points, case.where.words),
        Reason("title", title.points, title.words),
        *case.link,
        *people,
    ]


def _score(told: Iterable[Reason]) -> float:
    return round(sum(reason.points for reason in told), 3)


def _enough(case: _Case, told: Sequence[Reason]) -> bool:
    return _score(told) >= ENOUGH and _proof(case, told)


def _hopeless(a: Traits, b: Traits, when: times.When) -> bool:
    """Whether two events cannot be one, by a glance at hour, prefecture and title; spares the full judgement."""
    if a.record in b.mentions or b.record in a.mentions or (a.record is not None and a.record == b.record):
        return False
    if when.kind == "apart" or (a.prefecture != b.prefecture and a.prefecture and b.prefecture):
        return True
    if a.script != b.script or a.sounds.keys() & b.sounds.keys():
        return False
    ours, theirs = a.pieces, b.pieces
    shared = sum(ours[piece] for piece in ours.keys() & theirs.keys())
    return shared < 0.25 * min(a.weight, b.weight)


def parted(a: Traits, b: Traits, *, moved: bool = False) -> Reason | None:
    """The fact that parts two events whatever else agrees; ``moved`` forgives another time and place."""
    fact = _other_record(a, b)
    if fact is None and not moved:
        linked = _linked(evidence.of_links(a, b))
        fact = _other_occasion(a, b, times.compare(a, b), places.compare(a, b), linked=linked)
    return fact or _other_words(a, b)


def unlike(a: Traits, b: Traits) -> bool:
    """Whether two events contradict each other so plainly that no third can make them one: another house, another topic."""
    if places.compare(a, b).kind == "other":
        return score(a, b) is None
    found = slots.compare(a, b)
    return bool(found.replaced) and not found.added and score(a, b) is None


def _other_occasion(a: Traits, b: Traits, when: times.When, where: places.Where, *, linked: bool) -> Reason | None:
    if linked and _may_have_moved(a, b):
        return None
    if when.kind == "apart" or (when.kind == "overlap" and linked):
        return Reason(name="time", points=0.0, words=times.say(a, b, when))
    if where.kind == "apart":
        return Reason(name="place", points=0.0, words=where.words)
    return None


def _linked(link: Iterable[Reason]) -> bool:
    """Whether one is the other's address or points to it."""
    return any(reason.points >= 5 for reason in link)


def _other_words(a: Traits, b: Traits) -> Reason | None:
    if found := clash(a.facets, b.facets):
        return Reason(name=found[0], points=0.0, words=said("{a} と {b}", a=found[1], b=found[2]))
    if reason := _part_of(a, b) or _other_works(a, b):
        return reason
    if areas.apart(a.areas, b.areas):
        return Reason(
            name="area", points=0.0, words=said("題名の地域が {a} と {b}", a=_listed(a.areas), b=_listed(b.areas))
        )
    return None


def _other_works(a: Traits, b: Traits) -> Reason | None:
    """Two works that are shown, of which neither event names the other's: 『海辺の町で』上映, 『北の灯台』上映."""
    ours, theirs = (_WORK.findall(one.event.title) for one in (a, b))
    if not ours or not theirs or not all(_SHOWN.search(one.event.title) for one in (a, b)):
        return None
    named = any(work in b.event.title for work in ours) or any(work in a.event.title for work in theirs)
    return None if named else Reason("work", 0.0, said("{a} と {b}", a=ours[0], b=theirs[0]))


def _part_of(a: Traits, b: Traits) -> Reason | None:
    """One title names a part of the event that the other announces: 灯り祭, 灯り祭 点灯式."""
    for one, other in ((a, b), (b, a)):
        name = one.part
        if (
            name
            and name not in other.squeezed_title
            and name not in other.squeezed_story
            and name[-2:] not in other.title
        ):
            return Reason(name="part", points=0.0, words=said("「{name}」はもう一方の一部です", name=name))
    return None


def _other_record(a: Traits, b: Traits) -> Reason | None:
    """One site tells its own events apart by its ids: two ids, two events (but an id with an occurrence behind it)."""
    if a.source == b.source and a.event.source_id and b.event.source_id:
        short, long = sorted((a.event.source_id, b.event.source_id), key=len)
        if short != long and not (long.startswith(short) and long[len(short)] in "/_@#:-."):
            return Reason(
                name="id",
                points=0.0,
                words=said("{source} に両方あります: {a} と {b}", source=a.source, a=short, b=long),
            )
    if a.record and b.record and (a.source == b.source or a.record.numbered) and links.rivals(a.record, b.record):
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


def _proof(case: _Case, reasons: Sequence[Reason]) -> bool:
    """Time and place alone prove nothing: something must say that it is the same meeting."""
    strong = {reason.name for reason in reasons if reason.points >= 1.2}
    people = bool(strong & _WHO)
    if strong & {"address", "link"}:
        return True
    if case.when.kind == "unknown":
        return _proof_without_time(case, strong, people=people)
    if "text" in strong:
        return True
    sharp = case.when.kind in {"same", "near", "doors", "end"}
    here = case.where.kind == "same"
    if case.like.degree >= _floor(case.like.shared, people=people, here=here, sharp=sharp):
        return True
    if sharp and strong >= {"organiser", "edition"} and case.like.degree >= SOME:
        return True
    return people and sharp and _may_translate(case)


def _may_translate(case: _Case) -> bool:
    """Whether one title may be the other in another language; a Latin title over a Japanese text is a name of its own."""
    scripts = {case.a.script, case.b.script}
    if "mixed" in scripts:
        return True
    own = any(one.script == "latin" and one.text and words.script(one.text) != "latin" for one in (case.a, case.b))
    return scripts == {"latin", "japanese"} and not own


def _floor(shared: float, *, people: bool, here: bool, sharp: bool) -> float:
    """How alike titles must be: less where people, venue and hour agree, wholly where the words are common ones."""
    if here and sharp:
        return 0.3 if people else 0.4 if shared >= COMMON else 0.65
    if people or shared >= COMMON:
        return 0.5
    return WHOLLY if here else NEVER


def _proof_without_time(case: _Case, strong: set[str], *, people: bool) -> bool:
    """Where one names no time: nearly the same title, by the same people or at the same venue, and one of a kind."""
    called_off = case.a.event.status in _MOVED or case.b.event.status in _MOVED
    neither = case.a.start is None and case.b.start is None
    if not (people or case.where.kind == "same"):
        return False
    return case.like.degree >= 0.8 and ("edition" in strong or called_off or neither)


def _listed(values: frozenset[str]) -> str:
    return "・".join(sorted(values))
