"""A source never dies silently: what it usually gives, since when it does not, and what stands in for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.health import (
    FIRST_RETRY,
    LONGEST_PAUSE,
    WATCHED,
    Run,
    State,
    assess,
    filled,
    health,
    held,
    horizon,
    mass_loss,
    pause,
    silent,
    turned,
)
from aggregator.model import Event, Place, Trouble, TroubleKind

START = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def run(day: int, events: int = 20, *, fails: TroubleKind | None = None, without: str = "", **told: object) -> Run:
    states = {"start": events, "place": events, "price": events // 2, **dict.fromkeys(without.split(), 0)}
    troubles = (Trouble(source="a", kind=fails),) if fails else ()
    at = START + day * DAY
    return Run(source="a", started=at, finished=at, events=events, troubles=troubles, **{"filled": states, **told})


def kinds(history: list[Run], now: Run) -> list[TroubleKind]:
    return [trouble.kind for trouble in assess(history, now)]


USUAL = [run(day, events) for day, events in enumerate((19, 22, 20, 18, 21))]


@pytest.mark.parametrize(
    ("events", "expected"),
    [(20, []), (60, []), (10, []), (9, [TroubleKind.FEWER_EVENTS]), (0, [TroubleKind.NO_EVENTS])],
)
def test_fewer_than_half_of_the_usual(events: int, expected: list[TroubleKind]) -> None:
    assert kinds(USUAL, run(9, events)) == expected


def test_a_small_source_may_halve_but_not_fall_silent() -> None:
    small = [run(day, 4) for day in range(5)]
    assert kinds(small, run(9, 1)) == []
    assert kinds(small, run(9, 0)) == [TroubleKind.NO_EVENTS]


def test_a_new_source_has_no_habits() -> None:
    assert kinds([], run(0, 0)) == kinds([], run(0, 3)) == []
    assert kinds([run(0, 100)], run(1, 3)) == []


def test_a_field_that_nobody_states_any_more() -> None:
    (trouble,) = assess(USUAL, run(9, 20, without="place"))
    assert (trouble.kind, trouble.field) == (TroubleKind.FIELD_VANISHED, "place")
    assert kinds(USUAL, run(9, 20, without="price")) == []
    assert kinds([run(0, 2), run(1, 2)], run(9, 2, without="place")) == []
    assert kinds(USUAL, run(9, 20, filled={})) == []


def test_fewer_events_and_a_lost_field_are_both_told() -> None:
    assert kinds(USUAL, run(9, 5, without="start")) == [TroubleKind.FEWER_EVENTS, TroubleKind.FIELD_VANISHED]


def test_a_list_that_nobody_keeps_any_more() -> None:
    def at(day: int, last: int | None) -> Run:
        return run(day, horizon=None if last is None else START + last * DAY)

    kept = [at(0, 20), at(1, 21)]
    assert kinds(kept, at(27, 21)) == []
    (trouble,) = assess(kept, at(29, 21))
    assert (trouble.kind, trouble.value) == (TroubleKind.NOTHING_AHEAD, (START + 21 * DAY).isoformat())
    assert kinds([at(0, -40), at(1, -40)], at(29, -40)) == []  # an archive has never had anything ahead
    assert kinds(kept, at(29, None)) == []
    assert not held(kept, at(29, 21))


def test_since_when_and_how_often() -> None:
    history = [*USUAL, run(6, 0), run(7, 0)]
    (trouble,) = assess(history, run(8, 0))
    assert (trouble.since, trouble.count) == (START + 6 * DAY, 3)
    (fresh,) = assess([*history, run(8, 20)], run(9, 0))
    assert (fresh.since, fresh.count) == (START + 9 * DAY, 1)


def test_silence_does_not_become_a_habit() -> None:
    history = [*USUAL, *(run(day, 0) for day in range(6, 40))]
    assert kinds(history, run(41, 0)) == [TroubleKind.NO_EVENTS]
    assert kinds(history, run(41, 3)) == [TroubleKind.FEWER_EVENTS]


def test_a_source_that_really_shrank_is_usual_again_one_day() -> None:
    shrunk = [*USUAL, *(run(day, 6) for day in range(6, 16))]
    assert kinds(shrunk, run(17, 6)) == []


@pytest.mark.parametrize("kind", [TroubleKind.TIMEOUT, TroubleKind.NOT_THE_KIND, TroubleKind.EMPTY_BODY])
def test_a_failed_run_is_told_by_its_own_trouble(kind: TroubleKind) -> None:
    assert kinds(USUAL, run(9, 0, fails=kind)) == []
    assert kinds([*USUAL, run(8, 0, fails=kind)], run(9, 20)) == []


def test_unchanged_teaches_nothing() -> None:
    assert kinds(USUAL, run(9, 20, not_modified=True)) == []
    assert kinds([*USUAL, *(run(day, 0, not_modified=True) for day in range(6, 30))], run(31, 20)) == []


@pytest.mark.parametrize(
    ("events", "told", "kind"),
    [
        (0, {}, TroubleKind.NO_EVENTS),
        (7, {}, TroubleKind.FEWER_EVENTS),
        (20, {"without": "place"}, TroubleKind.FIELD_VANISHED),
        (20, {"horizon": START - DAY}, TroubleKind.NOTHING_AHEAD),
    ],
)
def test_an_unchanged_page_keeps_its_trouble_until_it_is_mended(
    events: int, told: dict[str, str], kind: TroubleKind
) -> None:
    usual = [one.model_copy(update={"horizon": START + 9 * DAY}) for one in USUAL]
    broke = [*usual, run(9, events, **told), *(run(day, events, not_modified=True, **told) for day in range(10, 40))]
    (trouble,) = assess(broke, run(40, events, not_modified=True, **told))
    assert (trouble.kind, trouble.since, trouble.count) == (kind, START + 9 * DAY, 32)
    assert health(broke).state is (State.BROKEN if kind is TroubleKind.NO_EVENTS else State.DEGRADED)
    assert kinds(broke, run(40, 20, horizon=START + 60 * DAY)) == []


def test_a_source_that_has_been_silent_for_longer_than_is_remembered_stays_told() -> None:
    history = list(USUAL)
    for day in range(6, 90):
        now = run(day, 0)
        history.append(now.model_copy(update={"troubles": assess(history[-50:], now)}))
    (trouble,) = assess(history[-50:], run(90, 0))
    assert (trouble.kind, trouble.since) == (TroubleKind.NO_EVENTS, START + 6 * DAY)


def test_what_stands_in() -> None:
    assert held(USUAL, run(9, 0, fails=TroubleKind.UNREACHABLE))
    assert held(USUAL, run(9, 3))
    assert not held(USUAL, run(9, 19))
    assert not held(USUAL, run(9, 20, without="place"))
    assert not held(USUAL, run(9, 20, fails=TroubleKind.BAD_RECORD))


@pytest.mark.parametrize(
    ("expected", "missing", "broken"),
    [(4, 4, False), (5, 2, False), (5, 3, True), (10, 5, False), (10, 6, True), (0, 0, False)],
)
def test_mass_loss(expected: int, missing: int, broken: bool) -> None:
    assert mass_loss(expected, missing) is broken


def test_health_of_a_source() -> None:
    assert health([]).state is State.NEVER_RUN
    fresh = health(USUAL)
    assert (fresh.state, fresh.usual, fresh.failures, fresh.broken_since) == (State.FRESH, 20, 0, None)
    broken = health([*USUAL, run(6, 0, fails=TroubleKind.TIMEOUT), run(7, 0, fails=TroubleKind.TIMEOUT)])
    assert (broken.state, broken.failures) == (State.BROKEN, 2)
    assert (broken.last_success, broken.broken_since) == (START + 4 * DAY, START + 6 * DAY)
    assert health([*USUAL, run(6, 3)]).state is State.DEGRADED
    assert health([*USUAL, run(6, 20, fails=TroubleKind.BAD_RECORD)]).state is State.DEGRADED
    assert health([run(0, 0, fails=TroubleKind.TIMEOUT)]).last_success is None


def test_one_page_that_fails_among_others_breaks_no_source() -> None:
    partly = run(6, 18, fails=TroubleKind.HTTP_STATUS)
    assert health([*USUAL, partly]).state is State.DEGRADED
    assert not held(USUAL, partly)
    assert kinds(USUAL, run(6, 8, fails=TroubleKind.HTTP_STATUS)) == [TroubleKind.FEWER_EVENTS]
    said = Trouble(source="a", kind=TroubleKind.UNREADABLE, field="charset", value="utf-8")
    assert health([*USUAL, run(6, 20).model_copy(update={"troubles": (said,)})]).state is State.FRESH


def test_how_often_a_source_answers_unchanged() -> None:
    assert health([run(0)]).conditional_rate is None
    assert health([run(0, requests=3, unchanged=0), run(1, requests=1, unchanged=1)]).conditional_rate == 0.25


def test_logged_once_when_it_breaks_and_once_when_it_recovers() -> None:
    down, up = run(6, 0, fails=TroubleKind.TIMEOUT), run(7)
    assert turned([], up) is None
    assert turned([], down) is True
    assert turned(USUAL, down) is True
    assert turned([*USUAL, down], run(8, 0, fails=TroubleKind.TIMEOUT)) is None
    assert turned([*USUAL, down], up) is False
    assert turned(USUAL, up) is None
    empty = run(6, 0)  # the page is there, and nothing stands in it any more
    assert turned(USUAL, empty) is True
    assert turned([*USUAL, empty], run(7, 0)) is None
    assert turned([*USUAL, empty], up) is False


@given(st.integers(1, 48), st.integers(0, 10_000))
def test_the_pause_grows_to_a_day_and_never_ends(hours: int, failures: int) -> None:
    interval = timedelta(hours=hours)
    length = pause(interval, failures + 1)
    assert FIRST_RETRY <= length <= LONGEST_PAUSE
    assert pause(interval, failures + 2) >= length
    assert pause(interval, 1) == FIRST_RETRY
    assert pause(interval, 0) == interval


def test_counting_fields_and_the_horizon() -> None:
    events = [
        Event(uid="a:1", source="a", title="会", start=START, place=Place(name="喫茶ランプ")),
        Event(uid="a:2", source="a", title="会", start=START + DAY, description="文"),
        Event(uid="a:3", source="a", title="会"),
    ]
    counts = filled(events)
    assert set(counts) == set(WATCHED)
    assert (counts["start"], counts["place"], counts["description"], counts["price"]) == (2, 1, 1, 0)
    assert horizon(events) == START + DAY
    assert horizon([]) is None


@given(st.lists(st.integers(0, 200), max_size=12), st.integers(0, 200))
def test_more_events_than_ever_are_never_a_trouble(counts: list[int], more: int) -> None:
    history = [run(day, events) for day, events in enumerate(counts)]
    assert kinds(history, run(99, max(counts, default=0) + more)) in (
        [],
        [TroubleKind.NO_EVENTS][: not (counts or more)],
    )


def arriving(*days: int) -> list[datetime]:
    return [START + day * DAY for day in days]


EVERY_THREE = arriving(0, 3, 6, 10, 12, 15)


@pytest.mark.parametrize(
    ("arrivals", "day", "told"),
    [
        (EVERY_THREE, 30, None),
        (EVERY_THREE, 36, None),  # three weeks
        (EVERY_THREE, 37, 3),
        (arriving(0, 3, 6, 30, 33, 36), 61, 3),
        (arriving(0, 3, 6, 36, 39, 42), 71, None),  # it was silent for thirty days before
        (arriving(0, 3, 6, 36, 39, 42), 73, 3),
        (arriving(0, 30, 61, 91, 122), 200, None),  # once a month: four months
        (arriving(0, 30, 61, 91, 122), 245, 30),
        (arriving(0, 3, 6, 9), 300, None),  # three pauses are no habit
        (arriving(0), 300, None),
        ([], 300, None),
    ],
)
def test_a_source_that_brings_nothing_new_for_long(arrivals: list[datetime], day: int, told: int | None) -> None:
    found = silent(run(day), arrivals)
    assert [(one.kind, one.count) for one in found] == ([] if told is None else [(TroubleKind.NOTHING_NEW, told)])
    if found:
        assert found[0].value == max(arrivals).isoformat()


def test_new_year_stops_nobody() -> None:
    """A source that brings something every weekday, and nothing from the 26th of December to the 12th of January."""
    before = [START + number * DAY for number in range(56) if number % 7 < 5]
    for day in range(56, 73):
        assert silent(run(day), before) == ()


def test_what_is_known_to_be_broken_is_not_also_silent() -> None:
    lost = Trouble(source="a", kind=TroubleKind.NO_EVENTS)
    ended = Trouble(source="a", kind=TroubleKind.NOTHING_AHEAD)
    for trouble in (lost, ended):
        assert silent(run(90).model_copy(update={"troubles": (trouble,)}), EVERY_THREE) == ()
    assert silent(run(90, 0, fails=TroubleKind.HTTP_STATUS), EVERY_THREE) == ()


@given(st.lists(st.integers(0, 400), min_size=1, max_size=30), st.integers(0, 60))
def test_nobody_is_silent_for_less_than_any_pause_that_is_known(days: list[int], more: int) -> None:
    arrivals = arriving(*days)
    pauses = [later - earlier for earlier, later in pairwise(sorted(set(days)))]
    if more <= max([21, *pauses]):
        assert silent(run(max(days) + more), arrivals) == ()


def test_what_a_source_usually_gives_is_learnt() -> None:
    ahead = START + 40 * DAY
    known = health([*USUAL, run(5, 20, horizon=ahead)], EVERY_THREE)
    assert (known.usual, known.interval, known.horizon) == (20, timedelta(days=3), ahead)
    assert known.fields == ("start", "place")
    assert health([run(0)]).interval is None
