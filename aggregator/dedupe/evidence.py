"""What speaks for two events being one, as named points: titles, people, links, texts and details."""

from __future__ import annotations

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
MOST_OF_TEXT = 4.1
"""``of_text`` brings no more points."""
SAME_TEXT = 15
"""So many runs of twelve letters must be common to two descriptions."""


class Reason(NamedTuple):
    """One piece of evidence: its name, its points for (above zero) or against, and what was seen."""

    name: str
    points: float
    words: str


class Likeness(NamedTuple):
    """How much two titles have in common.

    ``points`` for being one event; ``shared``: the weight of what both say; ``degree`` from 0 to 1. ``alone``: what only one
    of them says, each with its weight, and ``sounding``: the weight of it that the other may write in another script.
    """

    points: float
    shared: float
    degree: float
    alone: tuple[list[tuple[str, float]], list[tuple[str, float]]] = ([], [])
    sounding: tuple[float, float] = (0.0, 0.0)


class Title(NamedTuple):
    """What two titles say for being one event.

    ``against``: points for words of which the other event says nothing, which ``points`` has taken off.
    """

    points: float
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


def likeness(a: Traits, b: Traits) -> Likeness:
    """How much of their titles two events have in common."""
    if a.squeezed == b.squeezed and a.weight:
        return Likeness(round(4.5 * _told(a.weight), 3), a.weight, 1.0)
    if not a.weight or not b.weight:
        return Likeness(0.0, 0.0, 0.0)
    theirs = b.pieces
    shared = sum([min(weight, theirs[piece]) for piece, weight in a.pieces.items() if piece in theirs])
    alone, lone, total = _alone(a, b)
    others_alone, others_lone, others_total = _alone(b, a)
    shared += lone + others_lone
    sounding = (_sounding(a, b), _sounding(b, a)) if len(a.sound_scripts | b.sound_scripts) > 1 else (0.0, 0.0)
    said_a, said_b = shared + sounding[0], shared + sounding[1]
    inside, whole = max(said_a / total, said_b / others_total), (said_a + said_b) / (total + others_total)
    degree = 0.65 * min(1.0, inside) + 0.35 * min(1.0, whole)
    most = max(said_a, said_b)
    return Likeness(4.5 * degree * _told(most), most, degree, (alone, others_alone), sounding)


def of_titles(a: Traits, b: Traits, like: Likeness) -> Title:
    """What two titles say, with the words of their own weighed."""
    if not a.weight or not b.weight:
        return Title(0.0, "")
    if a.squeezed == b.squeezed:
        return Title(like.points, said("題名が同じです"))
    against = _unexplained(a, b, like)
    share = f"{like.degree:.0%}"
    if against >= 1:
        seen = said("題名は{share}同じで、それぞれに別の言葉があります", share=share)
    else:
        seen = said("題名が{share}同じです", share=share)
    return Title(round(like.points - against, 3), seen, against)


def _told(shared: float) -> float:
    """How far titles that share so much weight name their meeting, 0.45 to 1: 勉強会 little, a name all."""
    return min(1.0, 0.45 + shared / 4)


def _alone(one: Traits, other: Traits) -> tuple[list[tuple[str, float]], float, float]:
    """Those telling pieces of ``one``'s title that ``other``'s has not, with their weights, and two sums.

    The weight of words of one kanji that ``other`` has inside a longer one (椿, 五島椿); and the weight of ``one``'s title
    but for the names of venue and organiser that ``other`` gives in their own fields.
    """
    theirs = other.pieces
    alone = [item for item in one.telling_weights if item[0] not in theirs]
    if not alone:
        return alone, 0.0, one.weight
    names = one.own_names + (other.place_words if one.organiser == other.organiser else other.given_names)
    lone = sum([weight for piece, weight in alone if len(piece) == 1 and piece in other.squeezed])
    rest = one.weight - sum([weight for piece, weight in alone if piece in names])
    return alone, lone, rest if rest >= TELLING else one.weight


def _sounding(one: Traits, other: Traits) -> float:
    """The weight in ``one``'s title of words that ``other`` writes in another script: Meetup, ミートアップ."""
    alike = [
        run
        for bones, run in one.sounds.items()
        if any(
            run[0].isascii() != theirs[0].isascii() and sounds.same(bones, bare)
            for bare, theirs in other.sounds.items()
        )
    ]
    if not alike:
        return 0.0
    return sum(
        weight
        for piece, weight in one.pieces.items()
        if any(piece in run for run in alike) and piece not in other.pieces
    )


def _unexplained(a: Traits, b: Traits, like: Likeness) -> float:
    """Points against: names in both titles of which the other event says nothing (英語カフェ, 中国語カフェ)."""
    if {a.script, b.script} == {"latin", "japanese"}:
        return 0.0
    own = _own_words(like.alone[0], b, like.sounding[0])
    if own:
        own = min(own, _own_words(like.alone[1], a, like.sounding[1]))
    return round(min(SAME_THEME if _same_theme(a, b) else 2.4, 0.8 * own), 3) if own else 0.0


def _same_theme(a: Traits, b: Traits) -> bool:
    """Whether one puts words into quotation marks that the other's title has: the work or theme of both."""
    return any(theme in b.squeezed for theme in a.quoted) or any(theme in a.squeezed for theme in b.quoted)


def _own_words(alone: list[tuple[str, float]], other: Traits, sounding: float) -> float:
    """The weight of those pieces of a title, ``alone`` there, that the ``other`` event has nowhere."""
    own = -sounding
    for piece, weight in sorted(alone):
        if piece not in other.squeezed and piece not in other.elsewhere:
            own += weight
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


def most_of_people(a: Traits, b: Traits) -> float:
    """``of_people`` brings no more points."""
    return 3.1 if a.event.speakers and b.event.speakers else 1.6


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


def of_text(a: Traits, b: Traits, like: Likeness, *, slot: bool) -> list[Reason]:
    """Whether one description is taken from the other. One text with another word filled in is an organiser's form."""
    shared = a.shingles & b.shingles
    if len(shared) < SAME_TEXT:
        return []
    share = len(shared) / min(len(a.shingles), len(b.shingles))
    if share < 0.3 or (like.degree < 0.4 and share < 0.9):
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
