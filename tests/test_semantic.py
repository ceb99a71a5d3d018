"""Nearness of meaning: with an embedding made by hand, and with the model where it is installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice, product
from pathlib import Path

import pytest
from match_builders import NOW, listing, matcher

from aggregator.app import semantic
from aggregator.app.semantic import CERTAIN, ENOUGH, NEW, Meanings, Vector, essence, installed, nearness
from aggregator.match import Near
from aggregator.model import Cautions, Interest, Match, Profile
from aggregator.rank import rank
from aggregator.store import Store

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
    return Meanings(subjects, ["背景"], lambda texts, _new: {text: MEANS[text] for text in texts})


def test_the_nearest_interest_and_how_near() -> None:
    assert meanings()("菌類をさがす森") == ("きのこ", 1.0)
    assert meanings()("名刺交換会") is None
    assert meanings()("太宰治") == ("太宰治", 1.0)


def test_what_all_subjects_share_says_nothing() -> None:
    """0.8 with the writer, but 0.5 with every subject: only the difference counts."""
    word, how_near = meanings()("斜陽を読み返す夜") or ("", -1.0)
    assert word == "太宰治"
    assert how_near == pytest.approx((0.8 - 0.5 - ENOUGH) / (CERTAIN - ENOUGH))


def test_many_titles_are_read_at_once_and_each_meaning_once() -> None:
    asked: list[Sequence[str]] = []

    def embed(texts: Sequence[str], _new: int) -> dict[str, Vector]:
        asked.append(texts)
        return {text: MEANS[text] for text in texts}

    near = Meanings({"きのこ": "きのこ"}, ["背景"], embed)
    titles = ["菌類をさがす森 第3回", "菌類をさがす森 vol.4", "菌類をさがす森（12/5）", "名刺交換会"]
    near.know(titles)
    assert asked[0] == ["菌類をさがす森", "名刺交換会"]
    assert [near(title) for title in titles] == [("きのこ", 1.0)] * 3 + [None]
    assert near("菌類をさがす森 第3回") == ("きのこ", 1.0)
    assert asked[1:] == [["背景", "きのこ"]]


def test_of_new_titles_only_so_many_are_read_in_one_run() -> None:
    def embed(texts: Sequence[str], new: int) -> dict[str, Vector]:
        return dict.fromkeys(list(texts)[:new], (0.0, 1.0, 0.0))

    near = Meanings({"きのこ": "きのこ"}, ["背景"], embed)
    titles = ["".join(letters) for letters in islice(product("春夏秋冬", repeat=6), NEW + 1)]
    near.know(titles)
    assert near(titles[NEW]) is None


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("第12回 星を見る会", "星を見る会"),
        ("星を見る会 Vol. 3", "星を見る会"),
        ("星を見る会 #7", "星を見る会"),
        ("2026年11月21日(土) 星を見る会", "星を見る会"),
        ("3Dプリンターの夜", "3Dプリンターの夜"),
        ("第3回", "第3回"),
    ],
)
def test_what_of_a_title_says_what_it_is_about(title: str, left: str) -> None:
    assert essence(title) == left


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "asagao.db") as opened:
        yield opened


def test_a_profile_without_interests_asks_no_model(store: Store) -> None:
    for profile in (Profile(), Profile(interests=(Interest(group="kind", value="seminar"),))):
        assert nearness(profile, lambda value, _group: value, store, NOW) is None


@pytest.mark.skipif(installed(), reason="the extra is installed")
def test_without_the_extra_there_is_no_guess(store: Store) -> None:
    profile = Profile(interests=(Interest(group="word", value="太宰治"),))
    assert nearness(profile, lambda value, _group: value, store, NOW) is None


@pytest.mark.skipif(not installed(), reason="needs the extra: asagao[semantic]")
def test_the_model_finds_what_no_list_has_and_is_asked_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = Profile(interests=(Interest(group="word", value="パン作り"), Interest(group="hobby", value="mahjong")))

    def nearest(title: str, day: int) -> tuple[str, float] | None:
        near = nearness(profile, lambda value, _group: value, store, NOW + timedelta(days=day))
        assert near is not None
        return near(title)

    found = nearest("天然酵母でカンパーニュを焼く", 0)
    assert found is not None
    assert found[0] == "パン作り"
    assert nearest("Excel基礎講座", 0) is None
    monkeypatch.setattr(semantic, "_model", None)
    assert nearest("第2回 天然酵母でカンパーニュを焼く", 1) == found
    assert nearest("Excel基礎講座", 1) is None


class Mushrooms:
    """Knows one word."""

    def know(self, titles: Iterable[str]) -> None:
        pass

    def __call__(self, title: str) -> tuple[str, float] | None:
        return ("きのこ", 0.5) if "菌類" in title else None


near_mushrooms = Mushrooms()


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
