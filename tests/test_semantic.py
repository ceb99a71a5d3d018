"""Nearness of meaning: with an embedding made by hand, and with the model where it is installed."""

from __future__ import annotations

import pytest
from match_builders import NOW, listing, matcher

from aggregator.app.semantic import CERTAIN, ENOUGH, Meanings, installed, nearness
from aggregator.match import Near
from aggregator.model import Cautions, Interest, Match, Profile
from aggregator.rank import rank

MEANS = {
    "太宰治": (1.0, 0.0, 0.0),
    "きのこ": (0.0, 1.0, 0.0),
    "斜陽を読み返す夜": (0.8, 0.0, 0.5),
    "菌類をさがす森": (0.0, 1.0, 0.0),
    "名刺交換会": (0.0, 0.0, 1.0),
    "背景": (0.0, 0.0, 1.0),
}
"""Three directions of meaning: a writer, mushrooms, and what all meetings are like."""


def meanings() -> Meanings:
    subjects = {word: word for word in ("太宰治", "きのこ")}
    return Meanings(subjects, ["背景"], lambda texts: [MEANS[text] for text in texts])


def test_the_nearest_interest_and_how_near() -> None:
    assert meanings().nearest("菌類をさがす森") == ("きのこ", 1.0)
    assert meanings().nearest("名刺交換会") is None
    assert meanings().nearest("太宰治") == ("太宰治", 1.0)


def test_what_all_subjects_share_says_nothing() -> None:
    """0.8 with the writer, but 0.5 with every subject: only the difference counts."""
    word, how_near = meanings().nearest("斜陽を読み返す夜") or ("", -1.0)
    assert word == "太宰治"
    assert how_near == pytest.approx((0.8 - 0.5 - ENOUGH) / (CERTAIN - ENOUGH))


def test_a_profile_without_interests_asks_no_model() -> None:
    assert nearness(Profile(), lambda value, _group: value) is None
    assert nearness(Profile(interests=(Interest(group="kind", value="seminar"),)), lambda value, _group: value) is None


@pytest.mark.skipif(installed(), reason="the extra is installed")
def test_without_the_extra_there_is_no_guess() -> None:
    assert nearness(Profile(interests=(Interest(group="word", value="太宰治"),)), lambda value, _group: value) is None


@pytest.mark.skipif(not installed(), reason="needs the extra: asagao[semantic]")
def test_the_model_finds_what_no_list_has() -> None:
    interests = (Interest(group="word", value="パン作り"), Interest(group="hobby", value="mahjong"))
    near = nearness(Profile(interests=interests), lambda value, _group: value)
    assert near is not None
    found = near("天然酵母でカンパーニュを焼く")
    assert found is not None
    assert found[0] == "パン作り"
    assert near("Excel基礎講座") is None


def near_mushrooms(title: str) -> tuple[str, float] | None:
    return ("きのこ", 0.5) if "菌類" in title else None


def matched(title: str, near: Near | None, *interests: Interest) -> Match:
    found = matcher(Profile(interests=interests), near=near).match(listing(title=title), Cautions(), NOW)
    assert isinstance(found, Match)
    return found


def test_a_guess_is_small_and_says_so() -> None:
    (part,) = [one for one in matched("菌類をさがす森", near_mushrooms).parts if one.name.startswith("near:")]
    assert part.points == pytest.approx(6.0)
    assert part.reason == "「きのこ」に意味が近いかもしれない題名（推測）"
    assert part.words == ("きのこ",)


def test_a_guess_stays_silent_where_a_word_says_it() -> None:
    found = matched("菌類をさがす森", near_mushrooms, Interest(group="word", value="菌類"))
    assert not [one for one in found.parts if one.name.startswith("near:")]


def test_a_guess_alone_makes_no_pick() -> None:
    (ranked,) = rank([matched("菌類をさがす森", near_mushrooms)], NOW)
    assert ranked.pick is None
