"""Which of the nouns of running text is the venue: the signs of each are weighed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from aggregator.normalise.places import signs
from aggregator.normalise.places.ends import EVENT_ENDS, ending
from aggregator.normalise.places.gazetteer import Gazetteer
from aggregator.normalise.places.houses import is_kind
from aggregator.normalise.places.nouns import Noun, nouns
from aggregator.normalise.places.phrase import is_generic
from aggregator.normalise.places.rooms import split_room
from aggregator.normalise.places.venue import Venue

_BASE: Final = -4
_WEIGHTS: Final = {
    "left kind": 5, "left at": 4, "left said": 3, "left line": 2, "left none": 1, "left stop": 1, "left when": 1,
    "left に": 1, "left open": -1, "left verb": -1, "left で": -1, "left mark": -2, "left の": -2, "left は": -2,
    "left quote": -3, "left が": -4, "left と": -4, "left house": -5,
    "right gather": 4, "right take": 4, "right meet": 3, "right held comma": 1, "right held done": 1,
    "right host では": 1, "right of": 1, "right note": -1, "right stop": -1, "right is": -2, "right leave": -2,
    "right comma": -3, "right held": -3, "right topic": -3, "right called": -4, "right space": -4,
    "head kind": 7, "head other": 3, "head none": -1,
    "ends public": 4, "ends facility": 3, "ends house": 2, "ends nature": 2, "ends spot": 2, "ends home": 1,
    "ends katakana": 1, "ends room": 1, "ends kanji": -1, "ends latin": -1, "ends place": -1, "ends hiragana": -2,
    "ends means": -4, "ends person": -4, "ends event": -9,
    "length 5-9": 2, "length 10-15": 1, "length 16+": 1, "length 3-4": -1, "length 2": -5,
    "note of place": 7, "quoted": 6, "house like": 5, "elsewhere over": 4, "house sure": 4, "shop first": 4,
    "address below": 3, "clock before": 3, "in title": 3, "kanji": 3, "whole line": 3, "clock behind": 2, "cut": 2,
    "day above": 2, "first words": 2, "has space": 2, "begins hiragana": 1, "body": 1, "day before": 1,
    "said to be": 1, "town": 1, "latin": -1, "again": -2, "listing": -2, "off": -2, "shy": -2, "generic": -3,
    "station": -3, "far": -4, "headline": -4, "no name": -5, "title like": -5, "begins digit": -6, "has で": -6,
    "predicate": -8, "of a work": -10,
}  # fmt: skip
"""What each sign weighs, in half units of the logarithm of the odds: fitted on the sets of texts that are open, each left out
in turn, and rounded."""
_ENOUGH: Final = -2
"""The weight above which a noun is taken for the venue."""
SURE: Final = 4
"""The weight from which it is no guess."""
_APART: Final = 2
"""By how much it must outweigh another name then."""
_HOPELESS: Final = -8
"""What a noun weighs without its house at most where no house could make it the venue: to look for one takes time."""
_BEST_END: Final = max(weight for sign, weight in _WEIGHTS.items() if sign.startswith("ends "))
_BEST_CLOCK: Final = _WEIGHTS["day before"] + max(_WEIGHTS["clock before"], _WEIGHTS["clock behind"])
_BEST_HOUSE: Final = max(_WEIGHTS["house sure"], _WEIGHTS["house like"])
_LED_LATIN: Final = frozenset({"at", "said", "when", "kind", "の"})
"""What stands before a Latin name that may be a house; elsewhere groups, titles and sentences are written so, too."""
_NONE: Final = -99
"""What a name weighs that no noun bears."""
_LEAST: Final = 2


class Candidate(NamedTuple):
    """A venue that a noun names, the house of it, where the noun stands, and the signs that it bears."""

    venue: Venue
    house: str
    start: int
    end: int
    signs: frozenset[str]


class Weighed(NamedTuple):
    """A candidate and its weight."""

    weight: int
    candidate: Candidate


def by_weight(found: Iterator[Candidate]) -> list[Weighed]:
    """The candidates with their weights, the heaviest first; of equals the first."""
    weighed = [Weighed(points(one.signs), one) for one in found]
    return sorted(weighed, key=lambda one: (-one.weight, one.candidate.start))


def points(told: Iterable[str]) -> int:
    """What signs weigh together."""
    return _BASE + sum([_WEIGHTS.get(sign, 0) for sign in told])


def likeliest(weighed: Sequence[Weighed]) -> Candidate | None:
    """The venue that a text names likeliest, marked as a guess where it is one; ``None`` where none is likely."""
    if not weighed or weighed[0].weight <= _ENOUGH:
        return None
    weight, best = weighed[0]
    sure = weight >= SURE and weight - _heaviest(weighed, but=best.house) >= _APART
    return best._replace(venue=best.venue._replace(guessed=not sure, physical=sure))


def _heaviest(weighed: Sequence[Weighed], *, but: str) -> int:
    """What the heaviest of the other names weighs."""
    return next((one.weight for one in weighed if not _same(one.candidate.house, but)), _NONE)


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def candidates(
    text: str, title: str, barred: Sequence[tuple[int, int]], known: Gazetteer, clean: Callable[[str], Venue]
) -> Iterator[Candidate]:
    """The venues that the nouns of a text may name.

    Args:
        text: the text (NFKC).
        title: its title.
        barred: stretches that speak of something else (主催, 講師).
        known: names of places.
        clean: reads the venue out of words.
    """
    page = signs.Page(text, title)
    for noun in nouns(text, barred):
        left, head = page.led_by(noun)
        words = text[noun.start : noun.end]
        if not _may_stand(words, noun, left):
            continue
        told = [f"left {left}", *page.behind(noun), *signs.of_words(words, noun), *page.in_lines(noun)]
        if head:
            told.append(f"head {head}")
        if left == "said" and noun.behind in ("is", "stop"):
            told.append("said to be")
        needed = _needed_around(words, points(told) + _most_in_sentence(text, noun)) if noun.quote is None else _NONE
        if needed is None:
            continue
        told += page.in_sentence(noun)
        if points(told) <= needed:
            continue
        another = signs.of_another(text, noun, left)
        found = _house(words, noun, left, clean) if another != signs.ELSEWHERE else None
        if found is None:
            continue
        venue, house = found
        named = (venue.name if is_generic(house) else house) or house
        told += [
            *signs.of_house(named, words, known),
            *signs.of_quote(text, noun, house),
            *((another,) if another else ()),
        ]
        if noun.quote is None:
            if points(told) + _BEST_HOUSE <= _ENOUGH:
                continue
            told += signs.sureness(named, known)
        yield Candidate(venue, house, noun.start, noun.end, frozenset(told))


def _may_stand(words: str, noun: Noun, left: str) -> bool:
    """Whether what stands on both sides of a noun allows that it is the venue."""
    if noun.behind == "topic" or (noun.behind == "host" and noun.quote is not None):
        return left == "said"
    if noun.quote is not None:
        return True
    if words.isascii() and (left not in _LED_LATIN or words[0].islower()):
        return False
    return noun.behind not in signs.WEAK or left in signs.LED


def _house(words: str, noun: Noun, left: str, clean: Callable[[str], Venue]) -> tuple[Venue, str] | None:
    """The venue that words name, and the house of it; ``None`` where they name none."""
    venue = _venue(words, noun, clean)
    house = split_room(venue.name).name.removeprefix("の") if venue and venue.name else ""
    if venue is None or len(house) < _LEAST:
        return None
    nameless = noun.behind in signs.WEAK and left != "said" and (is_generic(house) or is_kind(house))
    return None if nameless else (venue, house)


def _most_in_sentence(text: str, noun: Noun) -> int:
    """What the sentence around a noun that no quote holds may weigh at most."""
    return _BEST_CLOCK + _WEIGHTS["note of place"] * text.startswith("(", noun.end)


def _needed_around(words: str, most: int) -> int | None:
    """The weight of what stands around words up to which no house could make them the venue; ``None`` where they are an event's, or even ``most`` does not reach it."""
    if most + _BEST_END <= _HOPELESS:
        return None
    ends = ending(words)
    needed = _HOPELESS - _WEIGHTS[ends]
    return None if ends == EVENT_ENDS or most <= needed else needed


def _venue(words: str, noun: Noun, clean: Callable[[str], Venue]) -> Venue | None:
    """The venue that words name: a stop is one where one meets, and 駅前の広場 stays whole."""
    if noun.quote is not None:
        return Venue(words, physical=True)
    venue = clean(words)
    if venue.online:
        return None
    if venue.name is None:
        return Venue(words, physical=True) if signs.STOP.search(words) else None
    if venue.name != words and "の" in words and (is_generic(venue.name) or is_kind(venue.name)):
        return Venue(words, physical=True)
    return venue
