"""行ける / ぎりぎり / 重なる / 時間外: the arithmetic, and the way there."""

import re
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from match_builders import NOW, SPOTS, Around, at, interests, listing, match, matcher, sitting

from aggregator.i18n import translator
from aggregator.match.lengths import drops_in, usual_length
from aggregator.match.travel import ASSUMED, Ways, kilometres, minutes
from aggregator.model import Cautions, Event, Fit, Format, Interval, Match, Place, Profile, Rejected

HERE = {"home": "吉祥寺駅", "work": "新宿駅"}


def appointment(start, end, label="定例"):
    return Interval(start=at(start), end=at(end), label=label)


# --------------------------------------------------------------------------------------------------------- the sum


def test_the_arithmetic_is_said_in_words():
    found = match(listing(), [appointment("2026-11-25 17:00", "2026-11-25 18:00")], **HERE)
    assert found.fit is Fit.FITS
    assert found.travel_minutes == 18
    assert found.fit_words == "19:00開始。勤務先から約18分、18:40に出れば間に合います。前の予定は18:00終了"


def test_the_next_appointment_is_named_where_it_is_near():
    soon = match(listing(), [appointment("2026-11-25 22:00", "2026-11-25 23:00")])
    assert soon.fit_words.endswith("次の予定は22:00開始")
    later = match(listing(), [appointment("2026-11-26 02:00", "2026-11-26 03:00")])
    assert "次の予定" not in later.fit_words


@pytest.mark.parametrize(
    ("slot", "fit"),
    [("水 18:30-21:00", Fit.FITS), ("水 18:30-20:00", Fit.TIGHT), ("水 18:30-19:30", None)],
)
def test_an_end_that_nobody_stated_rules_nothing_out(slot, fit):
    found = match(listing(end=None), free=(slot,))
    assert (found.fit if isinstance(found, Match) else None) == fit
    if fit is Fit.TIGHT:
        assert "終わりの時刻は書かれていません（同じ種類の会は21:00ごろまで）" in found.fit_words
    if fit is None:
        assert found.reason == "11/25 19:00〜は空き時間の外です"


def test_a_later_appointment_makes_an_unstated_end_tight():
    found = match(listing(end=None), [appointment("2026-11-25 20:30", "2026-11-25 22:00")])
    assert found.fit is Fit.TIGHT


@pytest.mark.parametrize(
    ("busy", "fit"),
    [
        (("2026-11-25 18:00", "2026-11-25 18:42"), Fit.FITS),
        (("2026-11-25 18:00", "2026-11-25 18:43"), Fit.TIGHT),
        (("2026-11-25 18:00", "2026-11-25 18:57"), Fit.TIGHT),
        (("2026-11-25 18:00", "2026-11-25 18:58"), None),
        (("2026-11-25 18:30", "2026-11-25 19:01"), None),
        (("2026-11-25 20:59", "2026-11-25 22:00"), None),
        (("2026-11-25 21:02", "2026-11-25 22:00"), None),
        (("2026-11-25 21:03", "2026-11-25 22:00"), Fit.TIGHT),
        (("2026-11-25 21:18", "2026-11-25 22:00"), Fit.FITS),
        (("2026-11-25 12:00", "2026-11-25 13:00"), Fit.FITS),
    ],
)
def test_ways_between_appointments_count(busy, fit):
    found = match(listing(), [appointment(*busy)], **HERE)
    assert (found.fit if isinstance(found, Match) else found.rule) == (fit or "clash")


def test_a_way_that_is_only_assumed_refuses_nothing():
    one = listing(place=Place(name="どこかの家"))
    found = match(one, [appointment("2026-11-25 18:00", "2026-11-25 18:59")], max_travel=10, **HERE)
    assert found.fit is Fit.TIGHT
    assert found.travel_minutes is None
    assert f"{ASSUMED}分と見ます" in found.travel_words
    late = match(one, home_by="21:30", **HERE)
    assert isinstance(late, Match)


@pytest.mark.parametrize(
    ("start", "end", "fit"),
    [
        ("2026-11-25 19:00", "2026-11-25 22:00", Fit.FITS),
        ("2026-11-25 18:45", "2026-11-25 22:15", Fit.TIGHT),
        ("2026-11-25 18:44", "2026-11-25 21:00", None),
        ("2026-11-25 19:30", "2026-11-25 22:16", None),
        ("2026-11-26 19:00", "2026-11-26 22:00", None),
    ],
)
def test_a_quarter_of_an_hour_may_be_missing_from_a_slot(start, end, fit):
    found = match(listing(start=start, end=end), free=("水 19:00-22:00",))
    assert (found.fit if isinstance(found, Match) else found.rule) == (fit or "free")


@pytest.mark.parametrize(
    ("home_by", "end", "refused"),
    [
        ("22:00", "2026-11-25 21:00", False),
        ("21:20", "2026-11-25 21:00", True),
        ("0:30", "2026-11-25 23:50", False),
        ("0:30", "2026-11-26 00:15", True),
        ("22:30", "2026-11-26 01:00", True),
    ],
)
def test_home_again_by(home_by, end, refused):
    found = match(listing(end=end), home_by=home_by, **HERE)
    assert isinstance(found, Rejected) is refused
    if refused:
        clock = re.fullmatch(r"profile.home_by を(\d+:\d\d)以降にすると入ります", found.remedy)[1]
        assert isinstance(match(listing(end=end), home_by=clock, **HERE), Match)


def test_what_begins_after_the_hour_at_which_one_wants_to_be_home_is_too_late():
    late = listing(start="2026-11-25 22:30", end="2026-11-25 23:30")
    assert match(late, home_by="22:00", **HERE).rule == "home_by"
    assert isinstance(match(late, home_by="1:00", **HERE), Match)


@pytest.mark.parametrize("free", [(), ("毎日 9:00-24:00",)])
@pytest.mark.parametrize(
    ("start", "end", "home_by", "said"),
    [
        ("2026-11-25 17:00", "2026-11-25 23:00", "22:00", None),
        ("2026-11-25 17:00", "2026-11-25 23:00", "18:00", "1時間だけ見ても、家に着くのは18:18ごろです（18:00までに帰りたい）"),
        ("2026-11-25 17:00", "2026-11-28 21:00", "18:30", None),
        ("2026-11-25 17:00", "2026-11-28 21:00", "18:10", "1時間だけ見ても、家に着くのは18:18ごろです（18:10までに帰りたい）"),
        ("2026-11-25 22:00", "2026-11-26 04:00", "0:30", None),
    ],
)  # fmt: skip
def test_who_drops_in_wants_to_be_home_as_well(free, start, end, home_by, said):
    shown = listing(title="版画展", kinds=("exhibition",), start=start, end=end)
    found = match(shown, home="新宿駅", home_by=home_by, free=free)
    if said is None:
        assert isinstance(found, Match)
    else:
        assert (found.rule, found.reason) == ("home_by", said)
        assert found.remedy == "profile.home_by を18:18以降にすると入ります"
        assert isinstance(match(shown, home="新宿駅", home_by="18:18", free=free), Match)


def test_an_exhibition_of_unknown_hours_is_visited_by_day_and_never_too_late():
    shown = listing(
        title="版画展", kinds=("exhibition",), start="2026-11-25 00:00", end="2026-11-26 00:00", all_day=True
    )
    assert isinstance(match(shown, home="新宿駅", home_by="18:00"), Match)
    assert isinstance(match(shown, home="新宿駅", home_by="18:00", free=("毎日 9:00-24:00",)), Match)


def test_a_visit_finds_its_hour_between_appointments_also_for_who_is_always_free():
    shown = listing(title="版画展", kinds=("exhibition",), start="2026-11-25 12:00", end="2026-11-25 18:00")
    until_five = Interval(start=at("2026-11-25 11:00"), end=at("2026-11-25 17:00"), label="会議")
    assert isinstance(match(shown, [until_five], home="新宿駅"), Match)
    assert match(shown, [until_five], home="新宿駅", home_by="18:00").rule == "home_by"
    all_day = Interval(start=at("2026-11-25 11:00"), end=at("2026-11-25 18:00"), label="会議")
    assert match(shown, [all_day], home="新宿駅").rule == "free"


# --------------------------------------------------------------------------------------------------------- sittings


def test_of_several_sittings_the_first_that_fits_best():
    dates = (
        sitting("2026-12-05 10:00", "2026-12-05 12:00"),
        sitting("2026-11-25 19:00"),
        sitting("2026-11-28 10:00", "2026-11-28 12:00"),
    )
    found = match(listing(dates=dates), free=("土 10:00-12:00",))
    assert found.occurrence.start == dates[2].start
    assert match(listing(dates=dates[:2])).occurrence.start == dates[1].start


def test_what_began_today_is_past_and_the_next_sitting_counts():
    dates = (sitting("2026-11-23 06:00", "2026-11-23 08:00"), sitting("2026-11-30 06:00"))
    assert match(listing(dates=dates)).occurrence.start == dates[1].start


def test_without_a_date_nothing_can_be_judged():
    found = match(listing(start=None, end=None))
    assert (found.fit, found.fit_words, found.occurrence) == (Fit.UNKNOWN, "日時が書かれていません", None)


def test_a_day_without_a_clock_is_unknown_inside_free_time():
    one = listing(start="2026-11-28 00:00", end="2026-11-29 00:00", all_day=True)
    found = match(one, free=("土 10:00-12:00",))
    assert (found.fit, found.fit_words) == (Fit.UNKNOWN, "時刻は書かれていません（空きは11/28 10:00〜12:00）")
    assert match(one).fit_words == "時刻は書かれていません"
    refused = match(one, free=("日 10:00-12:00",))
    assert (refused.rule, refused.reason) == ("free", "11/28に空き時間がありません")


def test_an_exhibition_is_visited_while_it_is_on():
    one = listing(start="2026-11-20 10:00", end="2026-12-20 18:00", kinds=("exhibition",))
    found = match(one, free=("土 10:00-12:00",))
    assert (found.fit, found.fit_words) == (Fit.FITS, "12/20までの会期中、11/28 10:00〜12:00が空いています")
    assert (found.occurrence.start, found.occurrence.end) == (at("2026-11-28 10:00"), at("2026-11-28 18:00"))
    assert match(one).fit_words == "12/20まで、いつでも行けます"
    taken = [appointment("2026-11-28 10:30", "2026-11-28 12:00")]
    assert match(one, taken, free=("土 10:00-12:00",)).fit_words.startswith("12/20までの会期中、12/5")
    gap = [appointment("2026-11-28 11:00", "2026-11-28 12:00")]
    assert match(one, gap, free=("土 10:00-12:00",)).fit_words.startswith("12/20までの会期中、11/28")
    over = match(one, free=("2027-01-10 10:00-12:00",))
    assert (over.rule, over.reason) == ("free", "12/20までの会期中に空き時間がありません")


def test_a_market_of_one_afternoon_is_dropped_in_at():
    one = listing(start="2026-11-28 09:00", end="2026-11-28 17:00", kinds=("exhibition",))
    assert match(one, free=("土 15:00-16:30",)).fit is Fit.FITS
    assert match(one, free=("土 16:30-18:00",)).rule == "free"


@pytest.mark.parametrize(
    ("free", "says"),
    [
        (("平日 6:30-8:45",), None),
        (("平日 6:30-11:00",), "12/20までの会期中、11/24 10:00〜11:00が空いています"),
        (("平日 17:30-22:00", "土 16:00-22:00"), "12/20までの会期中、11/28 16:00〜18:00が空いています"),
        (("毎日",), "12/20までの会期中、11/23 10:00〜18:00が空いています"),
    ],
)
def test_what_lasts_for_days_is_open_at_its_hours_on_each_of_them(free, says):
    one = listing(start="2026-11-20 10:00", end="2026-12-20 18:00", kinds=("exhibition",))
    found = match(one, free=free)
    assert (found.fit_words if isinstance(found, Match) else None) == says


def test_to_be_home_by_counts_for_a_camp_on_its_last_day():
    camp = listing(start="2026-11-28 13:00", end="2026-11-29 20:30", kinds=("camp",))
    assert isinstance(match(camp, home="新宿駅", home_by="22:00", free=("土日",)), Match)
    late = match(camp, home="新宿駅", home_by="20:45", free=("土日",))
    assert isinstance(late, Rejected)
    assert late.reason.startswith("20:30に終わり、家に着くのは20:")
    assert isinstance(match(camp, home="新宿駅", home_by="0:30", free=("土日",)), Match)


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-11-25 00:00", "2026-11-26 00:00", "11/25 終日"),
        ("2026-11-24 00:00", "2026-11-27 00:00", "11/24〜11/26 終日"),
        ("2026-11-25 18:30", "2026-11-25 19:30", "18:30〜19:30"),
        ("2026-11-24 22:00", "2026-11-26 06:00", "11/24 22:00〜11/26 6:00"),
    ],
)
def test_an_appointment_is_told_with_its_days_where_clocks_alone_mislead(start, end, told):
    found = match(listing(), [appointment(start, end, label="旅行")])
    assert found.reason == f"19:00開始。予定「旅行」（{told}）と重なります"


def test_a_camp_needs_some_free_time_each_day():
    one = listing(start="2026-11-28 10:00", end="2026-11-29 16:00", kinds=("camp",))
    assert match(one, free=("土日 9:00-18:00",)).fit is Fit.TIGHT
    assert match(one, free=("土 9:00-18:00",)).rule == "free"
    assert match(one).fit is Fit.FITS


@pytest.mark.parametrize(
    ("kinds", "hours"),
    [((), 2), (("lunch",), 1.5), (("hackathon", "networking"), 8), (("morning_activity", "study_group"), 1.5), (("morning_activity", "conference"), 8), (("unheard_of",), 2)],
)  # fmt: skip
def test_unknown_ends_take_the_usual_length_of_the_kind(kinds, hours):
    event = listing(kinds=kinds).event
    assert usual_length(event) == timedelta(hours=hours)
    assert not drops_in(event, timedelta(hours=hours))


def test_an_end_before_the_start_is_no_end():
    found = match(listing(end="2026-11-25 18:00"), free=("水 19:00-21:00",))
    assert found.fit is Fit.FITS


# -------------------------------------------------------------------------------------------------------------- way


def ways(**profile):
    around = Around()
    return Ways(Profile(**profile), around.locate, translator("ja")), around


@pytest.mark.parametrize(
    ("start", "origin"),
    [
        ("2026-11-25 19:00", "勤務先"),
        ("2026-11-25 16:30", "勤務先"),
        ("2026-11-25 12:00", "家"),
        ("2026-11-25 07:00", "家"),
        ("2026-11-28 19:00", "家"),
        ("2026-11-23 19:00", "家"),
    ],
)
def test_on_weekday_evenings_one_comes_from_work(start, origin):
    way, _ = ways(**HERE)
    assert way.to(listing().event, at(start)).words.startswith(origin)


def test_with_one_of_the_two_only():
    assert ways(work="新宿駅")[0].to(listing().event, at("2026-11-25 12:00")).words.startswith("勤務先")
    assert ways(home="吉祥寺駅")[0].to(listing().event, at("2026-11-25 19:00")).words.startswith("家")
    nowhere = ways()[0].to(listing().event, at("2026-11-25 19:00"))
    assert (nowhere.minutes, nowhere.words, nowhere.assumed) == (0, "", True)


def test_stated_ways_win_and_the_longest_name_decides():
    way, _ = ways(home="吉祥寺駅", travel={"渋谷区": 35, "ことのは館": 5})
    assert way.to(listing().event, None).minutes == 5
    assert (
        way.to(listing(place=Place(prefecture="東京都", city="渋谷区")).event, None).words == "渋谷区まで35分（設定）"
    )


@pytest.mark.parametrize(
    ("place", "assumed"),
    [
        (Place(lat=35.7, lng=139.6), False),
        (Place(prefecture="東京都", station="立川"), False),
        (Place(prefecture="東京都", city="渋谷区", address="東京都渋谷区"), False),
        (Place(prefecture="東京都"), True),
        (Place(prefecture="東京都", name="青空会館"), True),
        (Place(name="知らない家"), True),
        (Place(), True),
    ],
)
def test_places_are_found_by_what_is_known_of_them(place, assumed):
    way, _ = ways(home="吉祥寺駅")
    assert way.to(listing(place=place).event, None).assumed is assumed


def test_a_place_is_looked_up_once():
    way, around = ways(home="吉祥寺駅")
    for _ in range(3):
        way.to(listing().event, None)
    assert around.asked.count("東京都渋谷区") == 1


def test_hybrid_events_without_a_place_and_people_who_stay_at_home():
    way, _ = ways(home="吉祥寺駅", formats=("online",))
    assert way.to(listing(format=Format.HYBRID, place=None).event, None).minutes == 0
    assert way.to(listing(format=Format.HYBRID).event, None).minutes == 0
    assert way.to(listing(format=Format.ONLINE).event, None).words == "オンライン"


COORDINATES = st.tuples(st.floats(24, 46), st.floats(123, 146))


@given(COORDINATES, COORDINATES)
def test_property_distance_is_symmetric_and_nothing_is_negative(a, b):
    assert kilometres(a, b) == pytest.approx(kilometres(b, a))
    assert kilometres(a, b) >= 0
    assert kilometres(a, a) == 0


@given(st.floats(0, 3000), st.floats(0, 3000))
@example(1.0, 1.5)
def test_property_further_is_never_quicker(a, b):
    near, far = sorted((a, b))
    assert 3 <= minutes(near) <= minutes(far)


def test_minutes_of_known_ways_are_near_the_timetable():
    """Stated model against what a timetable says door to door; within a third, or ten minutes."""
    for a, b, known in (
        ("吉祥寺駅", "新宿駅", 30),
        ("新宿駅", "東京都渋谷区", 20),
        ("東京都立川駅", "新宿駅", 50),
        ("新宿駅", "大阪府大阪市", 230),
    ):
        found = minutes(kilometres(SPOTS[a], SPOTS[b]))
        assert abs(found - known) <= max(10, known / 3), (a, b, found)


def test_two_zones_one_clock():
    """A listing in UTC is judged by the person's clock."""
    event = listing().event
    abroad = Event.model_validate(
        event.model_dump() | {"start": "2026-11-25T10:00:00Z", "end": "2026-11-25T12:00:00Z", "zone": "UTC"}
    )
    one = listing().model_copy(update={"event": abroad})
    found = matcher(Profile(free=("水 19:00-22:00",), interests=interests(kind=("reading_club",)))).match(
        one, Cautions(), NOW
    )
    assert found.fit is Fit.FITS
    assert found.fit_words.startswith("19:00開始")


def test_days_without_hours_are_not_visited_before_breakfast():
    days = listing(start=at("2026-12-01 00:00"), end=at("2026-12-20 00:00"), all_day=True, kinds=("exhibition",))
    assert match(days, free=("平日 6:30-8:45",)).rule == "free"
    found = match(days, free=("平日 6:30-8:45", "平日 16:00-22:00"))
    assert found.fit_words == "12/19までの会期中、12/1 16:00〜18:00が空いています（開いている時間は書かれていません）"


# --------------------------------------------------------------------------------------------------- what is told


def test_a_course_of_several_evenings_is_judged_by_the_evening():
    one = listing(start="2026-11-24 19:00", end="2026-11-28 21:00")
    found = match(one, free=("木 19:00-22:00",), **HERE)
    assert (found.fit, found.occurrence.start, found.occurrence.end) == (
        Fit.FITS,
        at("2026-11-26 19:00"),
        at("2026-11-26 21:00"),
    )
    assert found.fit_words.startswith("11/26 19:00開始。勤務先から")
    assert match(one, free=("木 19:00-20:30",)).rule == "free"
    taken = [appointment("2026-11-26 20:00", "2026-11-26 21:00")]
    assert match(one, taken, free=("木 19:00-22:00",)).rule == "clash"


@pytest.mark.parametrize(
    ("end", "kinds"),
    [
        ("2026-11-25 21:00", ()),  # one night: as well a stay from the first hour to the last
        ("2026-12-24 21:00", ()),  # a month of evenings: one walks in
        ("2026-11-28 21:00", ("camp",)),
        ("2026-11-28 21:00", ("hackathon",)),
        ("2026-11-28 21:00", ("exhibition",)),
    ],
)
def test_what_is_stayed_at_or_walked_into_is_no_course(end, kinds):
    one = listing(start="2026-11-24 19:00", end=end, kinds=kinds)
    assert match(one).occurrence.end == at(end)


def test_an_end_that_is_a_guess_makes_the_way_home_tight():
    one = listing(start="2026-11-25 19:00", end=None, kinds=("reading_club",))
    found = match(one, home_by="21:10", **HERE)
    assert found.fit is Fit.TIGHT
    assert "終わりの時刻は書かれていません" in found.fit_words
    assert re.search(r"家に着くのは21:\d\dごろです（21:10までに帰りたい）$", found.fit_words)
    assert match(one, home_by="20:10", **HERE).rule == "home_by"


def test_nobody_is_home_in_time_from_what_ends_later_wherever_it_is():
    nowhere = listing(end="2026-11-25 23:00", place=Place(name="ひだまりの家"))
    found = match(nowhere, home_by="22:00", **HERE)
    assert (found.rule, found.reason) == ("home_by", "23:00に終わります（22:00までに帰りたい）")
    assert match(nowhere, home_by="23:20", **HERE).fit is Fit.TIGHT


def test_what_is_missing_is_said():
    assert match(listing(), free=("水 19:10-22:00",)).fit_words.endswith("空き時間は19:10からです")
    assert match(listing(), free=("水 19:00-20:50",)).fit_words.endswith("空き時間は20:50までです")
    found = match(listing(), [appointment("2026-11-25 17:00", "2026-11-25 18:45")], **HERE)
    assert found.fit_words.endswith("前の予定は18:45終了で、3分ほど足りません")


def test_what_the_profile_itself_calls_taken_is_to_be_taken_out_there():
    found = matcher(Profile(busy=("水 20:00-",))).match(listing(), Cautions(), NOW)
    assert found.reason == "19:00開始。予定「水 20:00-」（20:00〜24:00）と重なります"
    assert found.remedy == "profile.busy から「水 20:00-」を消すと入ります"


# ------------------------------------------------------------------------------- what is known only roughly, days off


@pytest.mark.parametrize(
    ("place", "minutes"),
    [
        (Place(prefecture="東京都", city="渋谷区"), 15),
        (Place(prefecture="東京都", city="渋谷区", lat=35.664, lng=139.698), 15),
        (Place(prefecture="東京都", city="渋谷区", lat=35.6641, lng=139.6981), 3),
        (Place(prefecture="東京都", city="渋谷区", station="立川", walk_minutes=4, lat=35.664, lng=139.698), 53),
        (Place(prefecture="東京都", city="渋谷区", station="立川", lat=35.664, lng=139.698), 15),
    ],
)
def test_what_is_known_by_its_municipality_only_may_be_anywhere_in_it(place, minutes):
    assert match(listing(place=place), home="東京都渋谷区").travel_minutes == minutes


@pytest.mark.parametrize(
    ("days_off", "origin"),
    [
        (("11/25",), "家"),
        (("11/25 13:00-",), "家"),
        (("11/25 -13:00",), "勤務先"),
        (("11/26",), "勤務先"),
        ((), "勤務先"),
    ],
)
@pytest.mark.parametrize("free", [(), ("水 18:30-22:00",)])
def test_on_a_day_off_nobody_comes_from_work(days_off, origin, free):
    assert match(listing(), days_off=days_off, free=free, **HERE).travel_words.startswith(origin)


def test_a_clash_on_a_later_day_of_a_stay_is_told_with_its_day():
    camp = listing(start="2026-11-28 10:00", end="2026-11-29 15:00", kinds=("camp",))
    found = match(camp, [appointment("2026-11-29 09:00", "2026-11-29 10:00")])
    assert found.reason == "10:00開始。予定「定例」（11/29 9:00〜10:00）と重なります"
    same = match(camp, [appointment("2026-11-28 12:00", "2026-11-28 13:00")])
    assert same.reason == "10:00開始。予定「定例」（12:00〜13:00）と重なります"


def test_what_is_assumed_or_guessed_is_not_told_as_a_fact():
    somewhere = match(listing(place=Place(name="どこかの家")), **HERE)
    assert somewhere.fit_words == "19:00開始。会場の場所が分からないので40分と見ます（18:20に出る計算です）"
    late = match(listing(end=None), home_by="21:10", **HERE)
    assert late.fit_words.endswith("21:00までいると、家に着くのは21:33ごろです（21:10までに帰りたい）")
    tight = match(listing(start="2026-11-25 18:20"), free=("水 18:30-22:00",))
    assert "空き時間「水 18:30-22:00」にほぼ合う" in [part.reason for part in tight.parts]


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ("18:35", "18:40に出れば間に合います。前の予定は18:35終了"),
        ("18:42", "18:42に出れば間に合います。前の予定は18:42終了"),
        ("18:50", "（18:40に出る計算です）。前の予定は18:50終了で、8分ほど足りません"),
    ],
)
def test_nobody_is_told_to_leave_before_the_appointment_is_over(ends, told):
    found = match(listing(), [appointment("2026-11-25 18:00", f"2026-11-25 {ends}")], **HERE)
    assert found.fit_words.endswith(told)
