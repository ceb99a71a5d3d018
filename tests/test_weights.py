"""Learning from marks: small, bounded, the same in any order, and better than none."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from match_builders import TOKYO, Around, at, listing, matcher

from aggregator.i18n import translator
from aggregator.model import Cautions, Format, Place, Price, Profile
from aggregator.weights import MOST, Learned, Marked, Weights, feature_words, features, learn
from tests.bench.readers import reader, replay, world

SAY = translator("ja")


def event(uid="e", **fields):
    return listing(uid=uid, organiser="ことのはの会", price=Price(min=500), **fields).event


def learned(weights):
    return Learned(weights, TOKYO, Around().name, SAY)


def points(weights, one):
    return sum(part.points for part in learned(weights)(one))


def test_features_are_names_that_a_reader_can_read():
    one = event(hobbies=("board_games", "tennis"), topics=("tennis",), industries=("hr",), series="夜の会")
    assert features(one, TOKYO) == (
        "hobby:board_games",
        "industry:hr",
        "kind:reading_club",
        "organiser:ことのはの会",
        "series:夜の会",
        "when:weekday_evening",
        "area:東京都渋谷区",
        "price:to1000",
        "format:onsite",
    )
    shown = [feature_words(name, Around().name, SAY) for name in features(one, TOKYO)]
    assert shown[2:] == ["読書会", "ことのはの会", "夜の会", "平日の夜", "東京都渋谷区", "1,000円まで", "会場参加"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"start": "2026-11-28 06:30", "end": None}, "when:weekend_early"),
        ({"start": "2026-11-28 03:00", "end": None}, "when:weekend_night"),
        ({"start": "2026-11-25 10:00"}, "when:weekday_morning"),
        ({"start": "2026-11-25 13:00"}, "when:weekday_afternoon"),
        ({"start": "2026-11-25 00:00", "all_day": True}, "when:weekday_day"),
    ],
)
def test_weekday_and_hour(fields, name):
    assert name in features(event(**fields), TOKYO)


def test_what_an_event_does_not_say_is_no_feature():
    bare = listing(start=None, end=None, place=Place(name="どこか"), format=None, kinds=()).event
    assert features(bare, TOKYO) == ()
    assert learned(Weights(own={"kind:reading_club": 1.0}))(bare) == ()
    dear = listing(price=Price(min=5000), place=None, format=Format.ONLINE).event
    assert {"price:above3000", "format:online"} <= set(features(dear, TOKYO))
    assert not any(name.startswith("area:") for name in features(dear, TOKYO))


def test_nothing_is_learnt_from_nothing_and_later_says_nothing():
    assert learn([], TOKYO) == Weights()
    assert learn([Marked(event(), "later")], TOKYO) == Weights()
    assert learned(Weights())(event()) == ()


def test_up_is_liked_down_is_not_and_both_are_neither():
    up, down = Marked(event(), "up"), Marked(event(), "down")
    assert points(learn([up], TOKYO), event("other")) > 0 > points(learn([down], TOKYO), event("other"))
    assert learn([up, down], TOKYO).learned == {}
    assert learn([up, Marked(event(), "went"), Marked(event(), "saved")], TOKYO) == learn([up], TOKYO)
    saved = learn([Marked(event(), "saved")], TOKYO)
    assert 0 < points(saved, event("other")) < points(learn([up], TOKYO), event("other"))


def test_one_mark_says_little_and_many_say_more_but_never_all():
    marks = [Marked(event(f"e{n}"), "up") for n in range(200)]
    after = [points(learn(marks[:n], TOKYO), event("new")) for n in (1, 3, 10, 200)]
    assert after == sorted(after)
    assert after[0] < MOST / 2
    assert after[-1] <= MOST + 0.1


def test_the_subject_explains_a_mark_before_the_day_of_the_week():
    found = learn([Marked(event(), "up")], TOKYO).learned
    assert found["kind:reading_club"] > found["when:weekday_evening"] > 0


def test_what_is_common_to_liked_and_disliked_matters_little():
    marks = [Marked(event(f"u{n}", kinds=("reading_club",)), "up") for n in range(5)]
    marks += [Marked(event(f"d{n}", kinds=("seminar",)), "down") for n in range(5)]
    found = learn(marks, TOKYO).learned
    assert found["kind:reading_club"] > 0 > found["kind:seminar"]
    assert abs(found.get("organiser:ことのはの会", 0.0)) < 0.1


MARKS = st.lists(
    st.builds(
        Marked,
        st.builds(
            event,
            st.integers(0, 30).map(str),
            kinds=st.sampled_from([("reading_club",), ("seminar",), ("reading_club", "tea")]),
            place=st.sampled_from([None, Place(prefecture="東京都", city="渋谷区")]),
        ),
        st.sampled_from(["up", "down", "later", "went", "saved"]),
    ),
    max_size=12,
    unique_by=lambda mark: (mark.event.uid, mark.verb),
)


@given(MARKS, st.integers(0, 99))
def test_property_the_order_of_marks_does_not_matter(marks, seed):
    one_each = list({mark.event.uid: mark for mark in marks}.values())
    shuffled = list(one_each)
    random.Random(seed).shuffle(shuffled)
    assert learn(shuffled, TOKYO) == learn(one_each, TOKYO)


@given(MARKS)
def test_property_influence_is_bounded(marks):
    weights = learn(marks, TOKYO)
    for mark in marks:
        assert abs(points(weights, mark.event)) <= MOST + 0.1


def test_own_weights_win_and_can_be_taken_back():
    weights = learn([Marked(event(), "up")], TOKYO, {"kind:reading_club": -1.0})
    assert weights.values["kind:reading_club"] == -1.0
    assert weights.learned["kind:reading_club"] > 0
    assert points(weights, event("other")) < 0
    assert weights.changed("kind:reading_club", None).own == {}
    assert weights.changed("price:free", 7.0).own == {"kind:reading_club": -1.0, "price:free": 1.0}


def test_learnt_parts_give_their_fact():
    parts = learned(learn([Marked(event(f"e{n}"), "up") for n in range(9)], TOKYO))(event("new"))
    told = {part.name: part.reason for part in parts}
    assert told["learned:kind:reading_club"] == "気に入った会に多い「読書会」"
    assert all(part.words for part in parts)


def test_a_followed_community_is_never_buried():
    hated = learn([Marked(event(f"e{n}"), "down") for n in range(50)], TOKYO)
    profile = Profile(follow=("ことのはの会",))
    one = listing(uid="new", organiser="ことのはの会", price=Price(min=500), start=at("2026-11-25 19:00"))
    with_marks = matcher(profile, learned=learned(hated)).match(one, Cautions(), at("2026-11-23 06:30"))
    without = matcher(profile).match(one, Cautions(), at("2026-11-23 06:30"))
    assert points(hated, one.event) < -5
    assert with_marks.score >= without.score


def test_learning_beats_no_learning_for_simulated_readers():
    gains = []
    for seed in range(4):
        days = world(100 + seed, days=12, size=30)
        person = reader(random.Random(seed), [one for day in days for one in day])
        gains.append([replay(person, days, random.Random(seed), learning=learning) for learning in (True, False)])
    assert sum(taught for taught, _ in gains) > 1.05 * sum(untaught for _, untaught in gains)
    assert sum(taught < untaught - 0.05 for taught, untaught in gains) == 0
