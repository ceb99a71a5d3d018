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
    "left at": 4, "left kind": 4, "left stop": 2, "left town": 2, "left line": 1, "left said": 1, "left when": 1,
    "left space": -1, "left verb": -1, "left が": -1, "left で": -1, "left は": -1, "left も": -1, "left を": -1,
    "left mark": -2, "left open": -2, "left quote": -2, "left の": -2, "left house": -4, "left と": -5,
    "right hour": 3, "right both": 2, "right gather": 2, "right host では": 2, "right meet": 2, "right come": 1,
    "right held done": 1, "right take": 1, "right stop": -1, "right close": -2, "right comma": -2, "right held": -2,
    "right is": -2, "right called": -3, "right leave": -4, "right space": -4,
    "head kind": 6, "head other": 3,
    "ends facility": 4, "ends public": 4, "ends home": 3, "ends house": 3, "ends number": 3, "ends spot": 3,
    "ends nature": 2, "ends room": 2, "ends hiragana": -1, "ends kanji": -1, "ends latin": -1, "ends person": -2,
    "ends means": -4, "ends reply": -5, "ends stem": -5, "ends event": -7, "ends verb": -7,
    "length 10-15": 1, "length 5-9": 1, "length 3-4": -2, "length 2": -4,
    "elsewhere over": 6, "note of place": 6, "house like": 5, "quoted": 5, "house sure": 4, "said before": 4,
    "shop first": 4, "clock before": 3, "has space": 3, "kanji": 3, "address below": 2, "clock behind": 2,
    "day before": 2, "said to be": 2, "whole line": 2, "begins hiragana": 1, "cut": 1, "day above": 1,
    "kind alone": 1, "quoted 『": 1, "town": 1, "again": -1, "in title": -1, "self": -1, "shy": -1, "far": -2,
    "generic": -2, "headline": -2, "station": -2, "by then": -3, "off": -3, "duration": -4, "replies": -4,
    "split kana": -4, "no name": -5, "has で": -6, "over": -6, "predicate": -6, "begins digit": -7, "title like": -7,
    "elsewhere": -8, "of a work": -8,
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
        if left == "の" and signs.behind_town(text, noun.start, known):
            left = "town"
        words = text[noun.start : noun.end]
        if not (_may_stand(words, noun, left) or signs.on_floor(words)):
            continue
        told = [*_beside(noun, left, head), *page.behind(noun), *signs.of_words(words, noun)]
        told += [*page.in_lines(noun), *page.asked(noun)]
        needed = _needed_around(words, points(told) + _most_in_sentence(text, noun)) if noun.quote is None else _NONE
        if needed is None:
            continue
        told += page.in_sentence(noun)
        if points(told) <= needed:
            continue
        told += signs.of_another(text, noun, left)
        if points(told) <= needed:
            continue
        found = _house(
            words,
            noun,
            left,
            clean,
            alone=(left == "when" and noun.behind == "stop") or ("whole line" in told and "day above" in told),
        )
        if found is None:
            continue
        venue, house = found
        named = (venue.name if is_generic(house) else house) or house
        told += [*signs.of_house(named, words, known), *signs.of_quote(text, noun, house)]
        if noun.quote is None:
            if points(told) + _BEST_HOUSE <= _ENOUGH:
                continue
            told += signs.sureness(named, known)
        yield Candidate(venue, house, noun.start, noun.end, frozenset(told))


def _beside(noun: Noun, left: str, head: str) -> Iterator[str]:
    """The signs of what stands right before a noun."""
    yield f"left {left}"
    if head:
        yield f"head {head}"
    if left == "said" and noun.behind in ("is", "stop"):
        yield "said to be"


def _may_stand(words: str, noun: Noun, left: str) -> bool:
    """Whether what stands on both sides of a noun allows that it is the venue."""
    if noun.behind == "topic" or (noun.behind == "host" and noun.quote is not None):
        return left == "said"
    if noun.quote is not None:
        return True
    if words.isascii() and (left not in _LED_LATIN or words[0].islower()):
        return False
    return noun.behind not in signs.WEAK or left in signs.LED


def _house(
    words: str, noun: Noun, left: str, clean: Callable[[str], Venue], *, alone: bool
) -> tuple[Venue, str] | None:
    """The venue that words name, and the house of it; ``None`` where they name none."""
    venue = _venue(words, noun, clean)
    house = split_room(venue.name).name.removeprefix("の") if venue and venue.name else ""
    if venue is None or len(house) < _LEAST:
        return None
    nameless = not alone and noun.behind in signs.WEAK and left != "said" and (is_generic(house) or is_kind(house))
    return None if nameless else (venue, house)


def _most_in_sentence(text: str, noun: Noun) -> int:
    """What the sentence around a noun that no quote holds may weigh at most."""
    return _BEST_CLOCK + _WEIGHTS["note of place"] * text.startswith("(", noun.end)


def _needed_around(words: str, most: int) -> int | None:
    """The weight of what stands around words up to which no house could make them the venue; ``None`` where they are an event's, or even ``most`` does not reach it."""
    if most + _BEST_END <= _HOPELESS:
        return None
    ends = ending(words)
    needed = _HOPELESS - _WEIGHTS.get(ends, 0)
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
