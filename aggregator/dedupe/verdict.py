"""Are two events one? Evidence is added up in named points; some facts decide alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aggregator.dedupe import areas, links, places, slots, sounds, times, words
from aggregator.dedupe.facets import clash
from aggregator.dedupe.traits import TELLING, Traits
from aggregator.model import Event, Format, Status

ENOUGH = 6.0
"""Points from which two events are one."""

SAME_TEXT = 15
"""So many runs of twelve letters must be common to two descriptions."""

COMMON = 1.2
"""Titles that share less than this weight share common words only."""
NEVER = 2.0
"""A likeness that no titles have."""

_WHO = frozenset({"organiser", "speakers", "edition"})
_MOVED = {Status.POSTPONED, Status.RESCHEDULED, Status.CANCELLED}


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: its name, its points for (above zero) or against, and what was seen."""

    name: str
    points: float
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two events are one. ``score`` is the sum of the reasons' points; ``veto`` names the fact that parts them."""

    same: bool
    score: float
    reasons: tuple[Reason, ...] = ()
    veto: str | None = None


class _Title(NamedTuple):
    points: float
    shared: float
    likeness: float
    words: str
    against: float = 0.0


def why_same(a: Event, b: Event) -> Verdict:
    """Whether two events are one, with every reason. Symmetric; knows nothing of the user's decisions."""
    return judge(Traits(a), Traits(b))


def judge(a: Traits, b: Traits, *, briefly: bool = False) -> Verdict:
    """``why_same`` on traits that were read before; ``briefly`` leaves out what cannot change the answer any more."""
    if a.uid == b.uid:
        return Verdict(same=True, score=100.0, reasons=(Reason(name="uid", points=100.0, words=a.uid),))
    if b.uid < a.uid:
        a, b = b, a
    when, link = times.compare(a, b), _links(a, b)
    veto = parted(a, b, when=when, link=link)
    if veto is not None:
        return Verdict(same=False, score=0.0, reasons=(veto,), veto=veto.words)
    where, title, slot = places.compare(a, b), _title(a, b), _slots(a, b, linked=bool(link))
    reasons = [
        Reason(name="time", points=when.points, words="" if briefly else times.say(a, b, when)),
        Reason(name="place", points=where.points, words=where.words),
        Reason(name="title", points=title.points, words=title.words),
        *slot,
        *link,
        *_people(a, b, where, apart=title.against >= 1),
        *_details(a, b),
    ]
    case = _Case(a, b, when, where, title)
    verdict = _sum(case, reasons)
    if briefly and verdict.same:
        return verdict
    text = _text(a, b, title, slot=bool(slot))
    return _sum(case, [*reasons, *text]) if text else verdict


class _Case(NamedTuple):
    """Two events and how their times, places and titles stand to each other."""

    a: Traits
    b: Traits
    when: times.When
    where: places.Where
    title: _Title


def _sum(case: _Case, reasons: Sequence[Reason]) -> Verdict:
    told = tuple(reason for reason in reasons if reason.points or reason.words)
    score = round(sum(reason.points for reason in told), 3)
    return Verdict(same=score >= ENOUGH and _proof(case, reasons), score=score, reasons=told)


def hopeless(a: Traits, b: Traits) -> bool:
    """Whether two events cannot be one, by a glance at what they have in common; spares the full judgement."""
    if a.record in b.mentions or b.record in a.mentions or (a.record is not None and a.record == b.record):
        return False
    if times.compare(a, b).kind == "apart":
        return True
    if a.script != b.script or a.sounds.keys() & b.sounds.keys():
        return False
    ours, theirs = a.pieces, b.pieces
    shared = sum(ours[piece] for piece in ours.keys() & theirs.keys())
    return shared < 0.25 * min(sum(ours.values()), sum(theirs.values()))


def parted(
    a: Traits,
    b: Traits,
    *,
    when: times.When | None = None,
    link: list[Reason] | None = None,
    moved: bool = False,
) -> Reason | None:
    """The fact that parts two events whatever else agrees; ``moved`` forgives another time and place."""
    link = _links(a, b) if link is None else link
    linked = any(reason.points >= 5 for reason in link)
    if reason := _other_record(a, b):
        return reason
    if not moved:
        when = when or times.compare(a, b)
        if when.kind == "apart" and not (linked and _may_have_moved(a, b)):
            return Reason(name="time", points=0.0, words=times.say(a, b, when))
        where = places.compare(a, b)
        if where.kind == "apart" and not linked:
            return Reason(name="place", points=0.0, words=where.words)
    if found := clash(a.facets, b.facets):
        return Reason(name=found[0], points=0.0, words=f"{found[0]}: {found[1]} and {found[2]}")
    if areas.apart(a.areas, b.areas):
        return Reason(name="area", points=0.0, words=f"titles name {_listed(a.areas)} and {_listed(b.areas)}")
    return None


def _other_record(a: Traits, b: Traits) -> Reason | None:
    """One site tells its own events apart by its ids: two ids, two events (but an id with an occurrence behind it)."""
    if a.source == b.source and a.event.source_id and b.event.source_id:
        short, long = sorted((a.event.source_id, b.event.source_id), key=len)
        if short != long and not (long.startswith(short) and long[len(short)] in "/_@#:-."):
            return Reason(name="id", points=0.0, words=f"{a.source} lists both: {short} and {long}")
    if a.record and b.record and (a.source == b.source or a.record.numbered) and links.rivals(a.record, b.record):
        return Reason(name="id", points=0.0, words=f"{a.record.site} lists both: {a.record.path} and {b.record.path}")
    return None


def _may_have_moved(a: Traits, b: Traits) -> bool:
    """Linked events may differ in time when one was moved, or on one day; a page for a whole series proves nothing."""
    if a.day is not None and a.day == b.day:
        return True
    if a.event.status in _MOVED or b.event.status in _MOVED:
        return True
    return bool(a.facets.get("edition") and a.facets.get("edition") == b.facets.get("edition"))


def _links(a: Traits, b: Traits) -> list[Reason]:
    if a.record and a.record == b.record:
        return [Reason(name="address", points=6.0, words=f"same address: {a.record.site}/{a.record.path}")]
    for one, other in ((a, b), (b, a)):
        if one.record and one.record in other.mentions:
            words_ = f"{other.source} points to {one.record.site}/{one.record.path}"
            return [Reason(name="link", points=5.0, words=words_)]
    shared = sorted(a.mentions & b.mentions)
    if shared:
        points = 2.0 if any(one.numbered for one in shared) else 0.7
        return [Reason(name="link", points=points, words=f"both point to {shared[0].site}/{shared[0].path}")]
    return []


def _title(a: Traits, b: Traits) -> _Title:
    shared = sum(min(weight, b.pieces[piece]) for piece, weight in a.pieces.items() if piece in b.pieces)
    shared += _lone(a, b) + _lone(b, a)
    total_a, total_b = _total(a, b), _total(b, a)
    if not total_a or not total_b:
        return _Title(0.0, 0.0, 0.0, "")
    ours, theirs = shared + _sounding(a, b), shared + _sounding(b, a)
    inside, whole = max(ours / total_a, theirs / total_b), (ours + theirs) / (total_a + total_b)
    likeness = 0.65 * min(1.0, inside) + 0.35 * min(1.0, whole)
    if a.squeezed == b.squeezed:
        likeness = 1.0
    told = min(1.0, 0.45 + max(ours, theirs) / 4)
    points = 4.5 * likeness * told
    against = _unexplained(a, b)
    said = f"titles agree by {likeness:.0%}" + (", each has its own words" if against >= 1 else "")
    return _Title(round(points - against, 3), max(ours, theirs), likeness, said, against)


def _lone(one: Traits, other: Traits) -> float:
    """The weight of words of one kanji that ``other`` has inside a longer one: 椿, 五島椿."""
    return sum(
        weight
        for piece, weight in one.pieces.items()
        if len(piece) == 1 and weight >= TELLING and piece not in other.pieces and piece in other.squeezed
    )


def _total(one: Traits, other: Traits) -> float:
    """The weight of ``one``'s title but for the names of venue and organiser that ``other`` gives in their own fields."""
    names = " ".join(name for name in (one.organiser, one.venue) if name in one.squeezed)
    names += other.place_words if one.organiser == other.organiser else f" {other.organiser} {other.place_words}"
    named = sum(
        weight
        for piece, weight in one.pieces.items()
        if weight >= TELLING and piece not in other.pieces and piece in names
    )
    whole = sum(one.pieces.values())
    return whole - named if whole - named >= TELLING else whole


def _sounding(one: Traits, other: Traits) -> float:
    """The weight in ``one``'s title of words that ``other`` writes in another script: Meetup, ミートアップ."""
    if not one.sounds or not other.sounds:
        return 0.0
    alike = [
        run
        for bones, run in one.sounds.items()
        if any(
            run[0].isascii() != theirs[0].isascii() and sounds.same(bones, bare)
            for bare, theirs in other.sounds.items()
        )
    ]
    return sum(
        weight
        for piece, weight in one.pieces.items()
        if any(piece in run for run in alike) and piece not in other.pieces
    )


def _unexplained(a: Traits, b: Traits) -> float:
    """Points against: names in both titles of which the other event says nothing (英語カフェ, 中国語カフェ)."""
    if {a.script, b.script} == {"latin", "japanese"}:
        return 0.0
    ours = _own_words(a, b)
    return round(min(2.4, 0.8 * min(ours, _own_words(b, a))), 3) if ours else 0.0


def _own_words(one: Traits, other: Traits) -> float:
    """The weight of those pieces of ``one``'s title that ``other`` has nowhere."""
    own = -_sounding(one, other)
    for piece in one.telling:
        if piece not in other.pieces and piece not in other.squeezed and piece not in other.elsewhere:
            own += one.pieces[piece]
    return max(0.0, own)


def _people(a: Traits, b: Traits, where: places.Where, *, apart: bool) -> list[Reason]:
    found = []
    if a.organiser and b.organiser:
        alike = words.contained(words.pairs(a.organiser), words.pairs(b.organiser))
        if a.organiser == b.organiser or (alike >= 0.75 and min(len(a.organiser), len(b.organiser)) >= 3):
            found.append(Reason(name="organiser", points=1.6, words=f"same organiser: {a.event.organiser}"))
        elif not _named(a, b) and not _named(b, a):
            same_script = words.script(a.organiser) == words.script(b.organiser)
            stranger = where.kind == "other" and (same_script or not sounds.alike(a.organiser, b.organiser))
            said = "nothing of who and where agrees" if stranger else "organisers are named differently"
            points = -2.3 if stranger else -1.6 if apart else -0.6
            found.append(Reason(name="organiser", points=points, words=said))
    if not found and (_named(a, b) or _named(b, a)):
        found.append(Reason(name="organiser", points=1.2, words="one names the organiser of the other"))
    if shared := set(a.event.speakers) & set(b.event.speakers):
        found.append(Reason(name="speakers", points=1.5, words="、".join(sorted(shared))))
    return found


def _named(one: Traits, other: Traits) -> bool:
    """Whether ``other`` names the organiser of ``one`` in its title or text."""
    name = one.organiser
    return len(name) >= 3 and (name in other.squeezed_title or name in other.squeezed_elsewhere)


def _details(a: Traits, b: Traits) -> list[Reason]:
    found = []
    if editions := _editions(a, b):
        found.append(Reason(name="edition", points=1.5, words=f"both are no. {_listed(editions)}"))
    if a.event.price and b.event.price and a.event.price.min is not None and a.event.price.min == b.event.price.min:
        points = 0.4 if a.event.price.min else 0.2
        found.append(Reason(name="price", points=points, words="same price"))
    if a.event.capacity and a.event.capacity == b.event.capacity:
        found.append(Reason(name="capacity", points=0.5, words=f"both for {a.event.capacity}"))
    if a.event.format and a.event.format == b.event.format and a.event.format is Format.HYBRID:
        found.append(Reason(name="format", points=0.3, words="both hybrid"))
    return found


def _slots(a: Traits, b: Traits, *, linked: bool) -> list[Reason]:
    """Another word in the same frame parts two events unless an address or the text says otherwise."""
    found = slots.compare(a, b)
    if not found.replaced:
        return []
    numbered = a.organiser == b.organiser != "" and bool(_editions(a, b))
    points = -6.5 if not found.added else -1.0 if linked else -2.0 if numbered else -5.0
    said = "、".join(f"{one} / {other}" for one, other in found.replaced)
    return [Reason(name="slot", points=points, words=f"same frame, other words: {said}")]


def _editions(a: Traits, b: Traits) -> frozenset[str]:
    """The numbers that both give to the meeting."""
    return a.facets.get("edition", frozenset()) & b.facets.get("edition", frozenset())


def _text(a: Traits, b: Traits, title: _Title, *, slot: bool) -> list[Reason]:
    """Whether one description is taken from the other. One text with another word filled in is an organiser's form."""
    shared = a.shingles & b.shingles
    if len(shared) < SAME_TEXT:
        return []
    share = len(shared) / min(len(a.shingles), len(b.shingles))
    if share < 0.3 or (title.likeness < 0.4 and share < 0.9):
        return []
    if slot and (_foreign(a, b) or _foreign(b, a)):
        return []
    base = 2.6 if share >= 0.9 else 1.4
    points = round(base + min(1.5, len(shared) / 80) if share >= 0.6 else base, 3)
    return [Reason(name="text", points=points, words=f"{share:.0%} of the text is the same")]


def _foreign(one: Traits, other: Traits) -> bool:
    """Whether a telling piece of ``one``'s title stands in its own text and nowhere in ``other``."""
    text = words.squeezed(one.text)
    return any(
        piece in text and piece not in other.squeezed and piece not in other.squeezed_elsewhere for piece in one.telling
    )


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
    if case.title.likeness >= _floor(case.title.shared, people=people, here=here, sharp=sharp):
        return True
    if sharp and strong >= {"organiser", "edition"}:
        return True
    scripts = {case.a.script, case.b.script}
    return people and sharp and ("mixed" in scripts or scripts == {"latin", "japanese"})


def _floor(shared: float, *, people: bool, here: bool, sharp: bool) -> float:
    """How alike titles must be: less where people, venue and hour agree, wholly where the words are common ones."""
    if here and sharp:
        return 0.3 if people else 0.4 if shared >= COMMON else 0.65
    if people or shared >= COMMON:
        return 0.5
    return 0.65 if here else NEVER


def _proof_without_time(case: _Case, strong: set[str], *, people: bool) -> bool:
    """Where one names no time: nearly the same title, by the same people or at the same venue, and one of a kind."""
    called_off = case.a.event.status in _MOVED or case.b.event.status in _MOVED
    neither = case.a.start is None and case.b.start is None
    if not (people or case.where.kind == "same"):
        return False
    return case.title.likeness >= 0.8 and ("edition" in strong or called_off or neither)


def _listed(values: frozenset[str]) -> str:
    return "・".join(sorted(values))
