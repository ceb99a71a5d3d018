"""What speaks for a gathering that one can attend, and what for a notice of another thing, weighed against each other. Pure.

A notice has days and clocks like a listing, and no list of words knows all notices. So the signs are weighed: groups of words, which count
once in the text, in its headline and in the sentence of its day; what the text is like (``traits.py``); and pieces of words (ません, ました。).
``aggregator/data/gatherings.tsv`` has what each weighs; ``tools/gatherings.py`` writes it, and docs/reading/dates.md says how.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from math import sqrt
from typing import Final, NamedTuple

from aggregator.data import read
from aggregator.normalise.dates import DateReading
from aggregator.normalise.labels import Labels
from aggregator.normalise.sections import Section
from aggregator.normalise.text import sentence_end, sentence_start
from aggregator.normalise.traits import traits
from aggregator.words import Words


class Verdict(Enum):
    """Whether a text with a day announces a gathering."""

    EVENT = "event"
    UNSURE = "unsure"
    NOTICE = "notice"


START: Final = "(start)"
"""In place of a sign: the points of a text that has none."""
_SURE: Final = 0.15
"""More points than this are an event's."""
_NOTICE: Final = -0.08
"""So few points or fewer are a notice's; between the two nobody could tell."""


class Signs(NamedTuple):
    """What a text has of the signs that are weighed, and what of its words is looked at."""

    traits: frozenset[str]
    text: frozenset[str]
    headline: frozenset[str]
    sentence: frozenset[str]
    pieces: frozenset[str]


class Group(NamedTuple):
    """Words of one thing: whether it is of a gathering, and its points in the text, in the headline and in the sentence of the day."""

    gathers: bool
    text: float
    headline: float
    sentence: float
    words: tuple[str, ...]


class Table(NamedTuple):
    """The points of all signs, and the search for their words: each word has the groups that it stands for and the piece that it is."""

    traits: dict[str, float]
    groups: dict[str, Group]
    pieces: dict[str, float]
    words: Words
    meant: tuple[tuple[tuple[str, ...], str | None], ...]


def leanings(text: str) -> tuple[int, int]:
    """How many groups of words of a text speak for a gathering, and how many of another thing."""
    said = _said(text).groups
    meeting = sum([table().groups[name].gathers for name in said])
    return meeting, len(said) - meeting


def weigh(text: str, head: str, sections: Sequence[Section], when: DateReading, labels: Labels, on: date) -> Verdict:
    """Whether a text announces a gathering that one can attend.

    Args:
        text: the text, folded; it names a day.
        head: its headline, folded: the title, or a first line that is none of its sentences.
        sections: its labelled parts.
        when: its days.
        labels: what it is about.
        on: the day of reading.
    """
    points = weight(signs(text, head, sections, when, labels, on))
    if points > _SURE:
        return Verdict.EVENT
    piece = not head and "。" not in text and "\n" not in text.strip()
    return Verdict.UNSURE if points > _NOTICE or piece else Verdict.NOTICE


def signs(text: str, head: str, sections: Sequence[Section], when: DateReading, labels: Labels, on: date) -> Signs:
    """The signs of a text that names a day; the arguments are those of ``weigh``."""
    start, said, near = when.start or when.end, _said(text), frozenset[str]()
    if start is not None and start.end <= len(text) and text[start.start : start.end].strip():
        near = _near(said, sentence_start(text, start.start), sentence_end(text, start.end))
    named = _said(head).groups if head else frozenset[str]()
    like = traits(text, head, sections, when, on, known=bool(labels.kinds))
    return Signs(frozenset(like), said.groups, named, near, said.pieces)


def weight(found: Signs) -> float:
    """The points of a text by its signs. Pieces count by the root of their number: a long text has more of all."""
    known = table()
    points = sum([known.traits.get(name, 0.0) for name in (START, *found.traits)])
    points += sum([known.groups[name].text for name in found.text])
    points += sum([known.groups[name].headline for name in found.headline])
    points += sum([known.groups[name].sentence for name in found.sentence])
    pieces = sum([known.pieces[piece] for piece in found.pieces])
    return points + pieces / sqrt(len(found.pieces) or 1)


class _Said(NamedTuple):
    """Where the table's words stand in a text, the groups that they stand for, and the pieces."""

    found: list[tuple[int, int, int]]
    groups: frozenset[str]
    pieces: frozenset[str]


@lru_cache(maxsize=4)  # the doubts ask of the same text
def _said(text: str) -> _Said:
    meant = table().meant
    found = table().words.find(text.lower())
    groups: set[str] = set()
    pieces: list[str] = []
    for word in {one[0] for one in found}:
        names, piece = meant[word]
        if names:
            groups.update(names)
        if piece is not None:
            pieces.append(piece)
    return _Said(found, frozenset(groups), frozenset(pieces))


def _near(said: _Said, start: int, end: int) -> frozenset[str]:
    """The groups of which a word stands from ``start`` to ``end``."""
    meant = table().meant
    words = {word for word, begins, ends in said.found if begins >= start and ends <= end}
    return frozenset([name for word in words for name in meant[word][0]])


@cache
def table() -> Table:
    """The shipped table."""
    found: dict[str, float] = {}
    groups: dict[str, Group] = {}
    pieces: dict[str, float] = {}
    for line in read("gatherings.tsv").decode().splitlines():
        kind, *cells = line.split("\t")
        if kind == "trait":
            found[cells[0]] = float(cells[1])
        elif kind == "piece":
            pieces[cells[0]] = float(cells[1])
        elif kind == "group":
            name, side, text, headline, sentence, words = cells
            groups[name] = Group(side == "+", float(text), float(headline), float(sentence), tuple(words.split(" ")))
    meant: dict[str, list[str]] = {piece: [] for piece in pieces}
    for name, group in groups.items():
        for word in group.words:
            meant.setdefault(word, []).append(name)
    told = tuple((tuple(names), word if word in pieces else None) for word, names in meant.items())
    return Table(found, groups, pieces, Words(meant), told)
