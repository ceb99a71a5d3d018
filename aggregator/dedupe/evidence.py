"""What speaks for two events being one, as named points: titles, people, links, texts and details."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from aggregator.dedupe import places, slots, sounds, words
from aggregator.dedupe.traits import TELLING, Traits
from aggregator.i18n import said
from aggregator.model import Format

_UNPROVEN = frozenset({"other", "town", "unknown"})
"""Kinds of places that do not say that both take place at one spot."""
LOOSE = 0.5
"""Titles with pieces of their own that share no more than this are worded anew rather than filled in."""
SAME_THEME = 0.8
"""Words of their own count no more against titles with one theme."""
SAME_TEXT = 15
"""So many runs of twelve letters must be common to two descriptions."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: its name, its points for (above zero) or against, and what was seen."""

    name: str
    points: float
    words: str


class Title(NamedTuple):
    """How two titles stand to each other.

    ``shared``: the weight of what both say; ``likeness`` from 0 to 1; ``against``: points for words of which the other
    event says nothing, which ``points`` has taken off.
    """

    points: float
    shared: float
    likeness: float
    words: str
    against: float = 0.0


def of_links(a: Traits, b: Traits) -> list[Reason]:
    """Whether both have one address, or one points to the other, or both to a third page."""
    if a.record and a.record == b.record:
        return [
            Reason(
                name="address", points=6.0, words=said("同じアドレス: {page}", page=f"{a.record.site}/{a.record.path}")
            )
        ]
    for one, other in ((a, b), (b, a)):
        if one.record and one.record in other.mentions:
            words_ = said(
                "{source} が {page} を指しています", source=other.source, page=f"{one.record.site}/{one.record.path}"
            )
            return [Reason(name="link", points=5.0, words=words_)]
    shared = sorted(a.mentions & b.mentions)
    if shared:
        points = 2.0 if any(one.numbered for one in shared) else 0.7
        return [
            Reason(
                name="link",
                points=points,
                words=said("どちらも {page} を指しています", page=f"{shared[0].site}/{shared[0].path}"),
            )
        ]
    return []


def of_shared_page(link: Reason) -> Reason:
    """A common address of events with titles that have nothing in common: a page that announces several."""
    return Reason(name="page", points=1.0, words=link.words) if link.name == "address" else link


def of_titles(a: Traits, b: Traits) -> Title:
    """How much of their titles two events have in common."""
    if a.squeezed == b.squeezed and a.weight:
        return Title(round(4.5 * _told(a.weight), 3), a.weight, 1.0, said("題名が同じです"))
    shared = sum(min(weight, b.pieces[piece]) for piece, weight in a.pieces.items() if piece in b.pieces)
    shared += _lone(a, b) + _lone(b, a)
    total_a, total_b = _total(a, b), _total(b, a)
    if not total_a or not total_b:
        return Title(0.0, 0.0, 0.0, "")
    ours, theirs = shared + _sounding(a, b), shared + _sounding(b, a)
    inside, whole = max(ours / total_a, theirs / total_b), (ours + theirs) / (total_a + total_b)
    likeness = 0.65 * min(1.0, inside) + 0.35 * min(1.0, whole)
    points = 4.5 * likeness * _told(max(ours, theirs))
    against = _unexplained(a, b)
    share = f"{likeness:.0%}"
    if against >= 1:
        seen = said("題名は{share}同じで、それぞれに別の言葉があります", share=share)
    else:
        seen = said("題名が{share}同じです", share=share)
    return Title(round(points - against, 3), max(ours, theirs), likeness, seen, against)


def _told(shared: float) -> float:
    """How far titles that share so much weight name their meeting, 0.45 to 1: 勉強会 little, a name all."""
    return min(1.0, 0.45 + shared / 4)


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
    whole = one.weight
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
    most = SAME_THEME if _same_theme(a, b) else 2.4
    return round(min(most, 0.8 * min(ours, _own_words(b, a))), 3) if ours else 0.0


def _same_theme(a: Traits, b: Traits) -> bool:
    """Whether one puts words into quotation marks that the other's title has: the work or theme of both."""
    return any(theme in b.squeezed for theme in a.quoted) or any(theme in a.squeezed for theme in b.quoted)


def _own_words(one: Traits, other: Traits) -> float:
    """The weight of those pieces of ``one``'s title that ``other`` has nowhere."""
    own = -_sounding(one, other)
    for piece in one.telling:
        if piece not in other.pieces and piece not in other.squeezed and piece not in other.elsewhere:
            own += one.pieces[piece]
    return max(0.0, own)


def of_people(a: Traits, b: Traits, where: places.Where, *, apart: bool, linked: bool) -> list[Reason]:
    """Who holds it and who speaks; ``apart``: the titles have words of their own."""
    found = []
    if a.organiser and b.organiser:
        if _one_organiser(a.organiser, b.organiser):
            found.append(Reason(name="organiser", points=1.6, words=said("同じ主催: {name}", name=a.event.organiser)))
        elif not _named(a, b) and not _named(b, a):
            stranger = where.kind in _UNPROVEN and not linked
            names = said("主催も会場も合いません") if stranger else said("主催の名前が違います")
            points = -2.3 if stranger else -1.6 if apart and not linked else -0.6
            found.append(Reason(name="organiser", points=points, words=names))
    if not found and (_named(a, b) or _named(b, a)):
        found.append(Reason(name="organiser", points=1.2, words=said("一方がもう一方の主催を挙げています")))
    if shared := set(a.event.speakers) & set(b.event.speakers):
        found.append(Reason(name="speakers", points=1.5, words="、".join(sorted(shared))))
    return found


def _one_organiser(one: str, other: str) -> bool:
    """Whether two names of organisers are one: the better part of it in the other, or the same sound in another script."""
    if one == other:
        return True
    if words.script(one) != words.script(other) and sounds.alike(one, other):
        return True
    return min(len(one), len(other)) >= 3 and words.contained(words.pairs(one), words.pairs(other)) >= 0.75


def _named(one: Traits, other: Traits) -> bool:
    """Whether ``other`` names the organiser of ``one`` in its title or text."""
    name = one.organiser
    return len(name) >= 3 and (name in other.squeezed_title or name in other.squeezed_elsewhere)


def of_details(a: Traits, b: Traits) -> list[Reason]:
    """Number, price and seats."""
    found = []
    if both := editions(a, b):
        found.append(Reason(name="edition", points=1.5, words=said("どちらも第{n}回", n="・".join(sorted(both)))))
    if a.event.price and b.event.price and a.event.price.min is not None and a.event.price.min == b.event.price.min:
        points = 0.4 if a.event.price.min else 0.2
        found.append(Reason(name="price", points=points, words=said("同じ参加費")))
    if a.event.capacity and a.event.capacity == b.event.capacity:
        found.append(Reason(name="capacity", points=0.5, words=said("どちらも定員{n}名", n=a.event.capacity)))
    if a.event.format and a.event.format == b.event.format and a.event.format is Format.HYBRID:
        found.append(Reason(name="format", points=0.3, words=said("どちらも会場とオンライン")))
    return found


def of_slot(a: Traits, b: Traits, *, linked: bool) -> list[Reason]:
    """Another word in the same frame parts two events; a common page may announce both."""
    found = slots.compare(a, b)
    if not found.replaced:
        return []
    numbered = a.organiser == b.organiser != "" and bool(editions(a, b))
    points = -10.0 if linked and a.record == b.record else -6.5
    if found.added:
        points = -1.0 if linked else -5.8 if found.share > LOOSE else -2.0 if numbered else -3.0
    pairs = "、".join(f"{one} / {other}" for one, other in found.replaced)
    return [Reason(name="slot", points=points, words=said("同じ書き方で、言葉が違います: {pairs}", pairs=pairs))]


def editions(a: Traits, b: Traits) -> frozenset[str]:
    """The numbers that both give to the meeting."""
    return a.facets.get("edition", frozenset()) & b.facets.get("edition", frozenset())


def of_text(a: Traits, b: Traits, title: Title, *, slot: bool) -> list[Reason]:
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
    return [Reason(name="text", points=points, words=said("文章の{share}が同じです", share=f"{share:.0%}"))]


def _foreign(one: Traits, other: Traits) -> bool:
    """Whether a telling piece of ``one``'s title stands in its own text and nowhere in ``other``."""
    text = words.squeezed(one.text)
    return any(
        piece in text and piece not in other.squeezed and piece not in other.squeezed_elsewhere for piece in one.telling
    )
