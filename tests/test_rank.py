"""The order of the page: total, diverse, with picks and reasons that are facts."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from match_builders import NOW, listing

from aggregator.model import Cautions, Fit, Match, Part, Sitting, Status
from aggregator.rank import MOST, READ, REPEATED, cares, rank, reasons


def found(name, points=30.0, *, hours=30, fit=Fit.FITS, level="ok", part="hobby:x", when=True, **event):
    one = listing(**({"uid": name, "title": f"{name}の会", "organiser": f"主催{name}", "source": f"源{name}"} | event))
    occurrence = Sitting(NOW + timedelta(hours=hours)) if when else None
    part = Part(name=part, points=points, reason=f"{part}の事実")
    return Match(listing=one, occurrence=occurrence, fit=fit, parts=(part,), cautions=Cautions(level=level))


def ids(ranked):
    return [one.match.listing.id for one in ranked]


def test_by_score_then_start_then_id():
    matches = [
        found("c", 10),
        found("b", 20, hours=50),
        found("a", 20, hours=50),
        found("d", 20, hours=40),
        found("e", 20, when=False),
    ]
    assert ids(rank(matches, NOW)) == ["d", "a", "b", "e", "c"]
    assert [one.position for one in rank(matches, NOW)] == [1, 2, 3, 4, 5]
    assert rank([], NOW) == []


MATCHES = st.lists(
    st.builds(
        found,
        st.integers(0, 500).map(lambda n: f"m{n}"),
        st.sampled_from([5.0, 20.0, 20.0, 40.0]),
        hours=st.integers(1, 5),
        organiser=st.sampled_from(["甲", "乙", None]),
        source=st.sampled_from(["s", "t"]),
        series=st.sampled_from([None, "夜の会", "朝の会"]),
        title=st.sampled_from(["第1回 集い", "第2回 集い", "別の集い"]),
    ),
    max_size=25,
    unique_by=lambda one: one.listing.id,
)


@given(MATCHES, st.integers(0, 1000))
def test_property_the_order_is_total(matches, seed):
    shuffled = list(matches)
    random.Random(seed).shuffle(shuffled)
    assert rank(shuffled, NOW) == rank(matches, NOW)


@given(MATCHES)
def test_property_everything_has_its_line_or_is_counted_in_one(matches):
    ranked = rank(matches, NOW)
    assert len(ranked) + sum(one.collapsed for one in ranked) == len(matches)
    assert [one.position for one in ranked] == list(range(1, len(ranked) + 1))
    picks = sorted(one.pick for one in ranked if one.pick)
    assert picks == list(range(1, len(picks) + 1))
    assert sum(one.different for one in ranked) <= 1


def greedily(matches):
    """The order as docs/matching.md states it, each line chosen after looking at all that are left."""
    left, chosen, counts = list(matches), [], Counter()

    def traits(match):
        event = match.listing.event
        title = "".join(letter for letter in event.title if not letter.isdigit())
        house = f"{event.source}: {event.place.name}" if event.place else ""
        holder = event.organiser or house
        series = event.series or (f"{holder}: {title}" if holder else "")
        found = (("source", event.source), ("organiser", event.organiser), ("series", series))
        return [trait for trait in found if trait[1]]

    def worth(match):
        cost = sum(
            REPEATED[trait[0]] * counts[trait] + (10_000 if counts[trait] >= MOST.get(trait[0], 1_000) else 0)
            for trait in traits(match)
        )
        start = match.occurrence.start if match.occurrence else NOW + timedelta(days=999)
        return (-match.score + cost, start, match.listing.id)

    while left:
        best = min(left, key=worth)
        left.remove(best)
        chosen.append(best)
        counts.update(traits(best))
    return chosen


@given(MATCHES)
def test_property_each_line_is_the_best_of_those_that_are_left(matches):
    ranked = rank(matches, NOW)
    assert [one.match for one in ranked] == greedily([one.match for one in ranked])


def test_behind_the_longest_page_what_is_left_stands_by_what_it_is_worth_then():
    flood = [
        found(f"f{n:03}", 90, organiser="大きな会", source="大", title=f"催し{chr(0x4E00 + n)}") for n in range(40)
    ]
    many = [found(f"m{n:03}", 80 - n / 10, source=f"源{n % 7}") for n in range(READ + 60)]
    ranked = rank([*flood, *many], NOW)
    chosen = [one.match for one in ranked]
    assert chosen[:READ] == greedily(chosen)[:READ]
    assert sorted(ids(ranked)) == sorted(one.listing.id for one in (*flood, *many))
    behind = ids(ranked)[READ:]
    assert [name[0] for name in behind] == ["m"] * (len(behind) - 36) + ["f"] * 36
    assert ids(rank([*reversed(many), *reversed(flood)], NOW)) == ids(ranked)


def test_no_organiser_floods_the_page():
    flood = [
        found(f"f{n}", 90 - n, organiser="大きな会", source="大", title=f"催し{'甲乙丙丁戊己庚辛'[n]}")
        for n in range(8)
    ]
    others = [found(f"o{n}", 40 - n) for n in range(3)]
    order = ids(rank(flood + others, NOW))
    assert [name[0] for name in order[: MOST["organiser"] + 3]].count("f") == MOST["organiser"]
    assert set(order) == {one.listing.id for one in flood + others}


def test_a_quiet_source_is_not_drowned():
    loud = [found(f"l{n:02}", 30 - n / 10, source="大", organiser=f"主催{n}") for n in range(40)]
    quiet = found("quiet", 18, source="小")
    assert ids(rank([*loud, quiet], NOW)).index("quiet") < 12


def test_long_runs_collapse_and_say_how_many_more():
    run = [found(f"r{n}", 30 - n, series="毎朝の会", organiser=None) for n in range(6)]
    ranked = rank(run, NOW)
    assert [(one.match.listing.id, one.collapsed) for one in ranked] == [("r0", 0), ("r1", 4)]
    numbered = [found(f"n{n}", 30 - n, title=f"読書会 第{n}回", organiser="本の会") for n in range(4)]
    assert [one.collapsed for one in rank(numbered, NOW)] == [0, 2]


def test_three_picks_of_three_organisers_that_are_ready():
    matches = [
        found("again", 95),
        found("risky", 94, level="ambiguous"),
        found("tight", 93, fit=Fit.TIGHT),
        found("unknown", 92, fit=Fit.UNKNOWN),
        found("waiting", 91, status=Status.WAITLIST),
        found("same1", 90, organiser="同じ"),
        found("same2", 89, organiser="同じ", title="別の題"),
        found("only_near", 88, part="travel"),
        found("undated", 87, when=False),
        found("last", 60),
        found("too_many", 50),
    ]
    ranked = rank(matches, NOW, seen={"again"})
    assert {one.match.listing.id: one.pick for one in ranked if one.pick} == {"tight": 1, "same1": 2, "last": 3}
    assert [one.match.listing.id for one in ranked if one.different] == ["only_near"]


def test_meetings_of_one_title_at_one_house_are_a_series_though_nobody_is_named():
    def meeting(number, title, **more):
        return found(f"m{number}", 40, hours=30 + number, organiser=None, source="s", title=title, **more)

    same = [meeting(number, f"もくもく会 #{number}") for number in range(1, 5)]
    other = [meeting(5, "もくもく会", place=None), meeting(6, "もくもく会", place=None), meeting(7, "朗読会")]
    ranked = rank([*same, *other], NOW)
    assert {one.match.listing.id: one.collapsed for one in ranked} == {"m1": 0, "m2": 2, "m5": 0, "m6": 0, "m7": 0}
    picked = [one.match.listing.id for one in ranked if one.pick]
    assert len(picked) == 3
    assert not {"m1", "m2"} <= set(picked)


def test_no_seats_and_what_is_over_are_not_picked():
    full = replace(found("full"), parts=(Part(name="hobby:x", points=9), Part(name="no_seats", points=-5)))
    assert [one.pick for one in rank([full, found("over", hours=-1)], NOW)] == [None, None]
    running = replace(found("on"), occurrence=Sitting(NOW - timedelta(days=3), NOW + timedelta(days=3)))
    day = replace(found("day"), occurrence=Sitting(NOW - timedelta(hours=6), all_day=True))
    assert [one.pick for one in rank([running, day], NOW)] == [1, 2]


def part(name, points, reason):
    return Part(name=name, points=points, reason=reason)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([part("hobby:a", 30, "趣味"), part("kind:b", 18, "形"), part("word:c", 10, "言葉"), part("free", 12, "空き"), part("travel", 5, "近い")], ("趣味", "形", "空き")),
        ([part("hobby:a", 30, "趣味"), part("kind:b", 18, "形"), part("word:c", 10, "言葉")], ("趣味", "形", "言葉")),
        ([part("hobby:a", 30, "趣味"), part("free", 12, "空き"), part("travel", 5, "近い"), part("soon", 4, "")], ("趣味", "空き", "近い")),
        ([part("free", 12, "空き"), part("free2", 11, "空き"), part("tight", -4, "遅い")], ("空き",)),
        ([], ()),
    ],
)  # fmt: skip
def test_reasons_are_the_strongest_facts_of_both_sorts(parts, told):
    assert reasons(replace(found("x"), parts=tuple(parts))) == told


def test_to_care_is_about_the_subject():
    assert cares(found("x", part="follow:人"))
    assert not cares(found("x", part="learned:when:weekday_evening"))
    assert not cares(found("x", points=-5))
