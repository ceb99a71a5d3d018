"""Free slots in words, days off, and the own calendars."""

import json
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.calendars import SlotError, free, parse_slots, read_busy
from aggregator.i18n import translator
from aggregator.model import Interval, Profile

TOKYO = ZoneInfo("Asia/Tokyo")
TABLE = [
    json.loads(line) for line in (Path(__file__).parent / "data/match/slots.jsonl").read_text("utf-8").splitlines()
]


def at(words, zone=TOKYO):
    return datetime.fromisoformat(words).replace(tzinfo=zone)


def holds(slots, moment):
    days = (moment.date() - timedelta(days=1), moment.date())
    return any(
        slot.on(day) and slot.between(day, TOKYO)[0] <= moment < slot.between(day, TOKYO)[1]
        for day in days
        for slot in slots
    )


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["words"])
def test_a_slot_means_what_people_mean_by_it(case):
    slots = parse_slots(case["words"])
    assert [moment for moment in case["yes"] if not holds(slots, at(moment))] == []
    assert [moment for moment in case["no"] if holds(slots, at(moment))] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "空です"),
        ("　", "空です"),
        ("夜 19:00-", "「夜 19:00-」の曜日が分かりません"),
        ("monkey 9-10", "曜日が分かりません"),
        ("平日未明", "「未明」が読めません"),
        ("平日の朝と未明", "「未明」が読めません"),
        ("隔週水曜 19:00-", "どの週か分かりません"),
        ("every other Wednesday", "どの週か分かりません"),
        ("隔週水曜 2026-13-02から", "という日はありません"),
        ("平日 -", "読めません"),
        ("月 10:61-12:00", "という時刻はありません"),
        ("月 31:00-", "という時刻はありません"),
        ("月 25:00-26:00", "翌日に始まっています"),
        ("2/30", "2/30 という日はありません"),
        ("2026-02-29", "2/29 という日はありません"),
        ("2026-12-28..2026-12-01", "終わりが始まりより前"),
        ("12/28..2027-01-04", "始まりにも年"),
        ("9999-01-01", "遠すぎます"),
    ],
)
def test_what_cannot_be_read_says_what_would_be_right(words, says):
    with pytest.raises(SlotError) as caught:
        parse_slots(words)
    assert says in str(caught.value)
    assert caught.value.said(translator("ja")) == str(caught.value)


def test_a_day_that_only_leap_years_have():
    (slot,) = parse_slots("2/29")
    assert slot.on(date(2028, 2, 29))
    assert not slot.on(date(2027, 3, 1))


PIECES = st.sampled_from(
    [
        "平日",
        "土日祝",
        "月〜金",
        "第2土曜",
        "最終金曜",
        "水・金",
        "毎日",
        "祝前日",
        "Sat",
        "weekdays",
        "12/24",
        "2026-12-28..1/4",
        "夜",
        "第9",
        "..",
        "〜",
    ]
)
TIMES = st.sampled_from(
    ["", " 19:00-22:00", " 6時半〜8時", " -9:00", " 19:00-", " 22:00-翌2:00", " 99:99-", "午後", " 7-9", " 12:00-12:00"]
)


@given(st.lists(PIECES, max_size=3).map("".join), TIMES, st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_property_a_slot_is_read_or_refused_and_lies_within_two_days(days, times, day):
    try:
        slots = parse_slots(days + times)
    except SlotError as error:
        assert str(error)
        return
    assert slots
    for slot in slots:
        start, end = slot.between(day, TOKYO)
        assert start < end <= start + timedelta(days=1)
        assert start.date() == day
        assert isinstance(slot.on(day), bool)


@given(st.text(max_size=30))
def test_fuzz_any_text_is_a_slot_or_a_sentence(text):
    try:
        parse_slots(text)
    except SlotError as error:
        assert str(error).strip()


def test_without_slots_one_is_always_free():
    found = free(Profile(), date(2026, 11, 23), date(2026, 11, 30))
    assert found.always
    assert found.slots == ()


def test_slots_that_touch_are_one_and_days_off_are_free():
    profile = Profile(free=("土 10:00-12:00", "土 12:00-14:00", "平日 19:00-21:00"), days_off=("2026-11-25",))
    found = free(profile, date(2026, 11, 24), date(2026, 11, 28))
    spans = [(one.start.strftime("%m-%d %H:%M"), one.end.strftime("%m-%d %H:%M")) for one in found.slots]
    assert ("11-28 10:00", "11-28 14:00") in spans
    assert ("11-25 00:00", "11-26 00:00") in spans


def test_the_night_before_reaches_into_the_first_day():
    found = free(Profile(free=("毎日 22:00-26:00",)), date(2026, 11, 24), date(2026, 11, 24))
    assert [(one.start.hour, one.end.hour) for one in found.slots] == [(22, 2), (22, 2)]


def test_what_the_profile_calls_busy_is_taken_beside_the_calendars():
    lunch = Interval(start=at("2026-11-24 12:00"), end=at("2026-11-24 13:00"), label="昼")
    found = free(Profile(busy=("火 19:00-20:00",)), date(2026, 11, 23), date(2026, 11, 25), [lunch])
    assert [one.label for one in found.busy] == ["昼", "火 19:00-20:00"]
    assert found.always


@given(st.lists(st.sampled_from([case["words"] for case in TABLE]), min_size=1, max_size=5), st.randoms())
def test_property_free_stretches_are_sorted_apart_and_do_not_depend_on_the_order(words, dice):
    span = date(2026, 11, 20), date(2026, 12, 10)
    slots = free(Profile(free=tuple(words)), *span).slots
    assert all(a.end < b.start for a, b in pairwise(slots))
    shuffled = list(words)
    dice.shuffle(shuffled)
    assert [(a.start, a.end) for a in free(Profile(free=tuple(shuffled)), *span).slots] == [
        (a.start, a.end) for a in slots
    ]


# ----------------------------------------------------------------------------------------------------------- calendars

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//JA\r\n"


def calendar(*events):
    body = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}@example.jp\r\n" + "\r\n".join(event) + "\r\nEND:VEVENT\r\n"
        for n, event in enumerate(events)
    )
    return f"{HEAD}{body}END:VCALENDAR\r\n".encode()


def busy(*events, start="2026-11-23 00:00", end="2026-12-07 00:00"):
    return read_busy(calendar(*events), at(start), at(end), TOKYO, "仕事")


def spans(intervals):
    return [
        (one.start.astimezone(TOKYO).strftime("%m-%d %H:%M"), one.end.astimezone(TOKYO).strftime("%m-%d %H:%M"))
        for one in intervals
    ]


def test_utc_floating_and_named_zones():
    found = busy(
        ["SUMMARY:世界時", "DTSTART:20261124T100000Z", "DTEND:20261124T110000Z"],
        ["SUMMARY:浮動", "DTSTART:20261125T100000", "DTEND:20261125T110000"],
        ["SUMMARY:名前", "DTSTART;TZID=America/New_York:20261126T090000", "DURATION:PT30M"],
    )
    assert spans(found) == [
        ("11-24 19:00", "11-24 20:00"),
        ("11-25 10:00", "11-25 11:00"),
        ("11-26 23:00", "11-26 23:30"),
    ]
    assert [one.label for one in found] == ["世界時", "浮動", "名前"]


def test_rules_repeat_and_exceptions_are_left_out():
    found = busy(
        [
            "SUMMARY:定例",
            "DTSTART:20261124T100000",
            "DTEND:20261124T110000",
            "RRULE:FREQ=DAILY;COUNT=4",
            "EXDATE:20261125T100000",
        ]
    )
    assert spans(found) == [
        ("11-24 10:00", "11-24 11:00"),
        ("11-26 10:00", "11-26 11:00"),
        ("11-27 10:00", "11-27 11:00"),
    ]


def test_all_day_takes_the_day_unless_it_is_transparent():
    found = busy(
        ["SUMMARY:出張", "DTSTART;VALUE=DATE:20261126"],
        ["SUMMARY:誕生日", "DTSTART;VALUE=DATE:20261127", "TRANSP:TRANSPARENT"],
        ["SUMMARY:休み", "DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261203"],
    )
    assert spans(found) == [("11-26 00:00", "11-27 00:00"), ("12-01 00:00", "12-03 00:00")]


def test_cancelled_and_empty_ones_take_no_time_and_a_nameless_one_is_called_by_its_calendar():
    found = busy(
        ["SUMMARY:中止", "DTSTART:20261124T100000", "DTEND:20261124T110000", "STATUS:CANCELLED"],
        ["SUMMARY:覚え書き", "DTSTART:20261124T120000"],
        ["DTSTART:20261124T130000", "DTEND:20261124T140000"],
    )
    assert [one.label for one in found] == ["仕事"]


def test_a_broken_entry_loses_only_itself():
    found = busy(
        ["SUMMARY:壊れた", "DTSTART:いつか", "DTEND:20261124T110000"],
        ["SUMMARY:始まりなし"],
        ["SUMMARY:秒ごと", "DTSTART:20261124T100000", "RRULE:FREQ=SECONDLY"],
        ["SUMMARY:ふしぎな規則", "DTSTART:20261124T100000", "DTEND:20261124T101500", "RRULE:FREQ=NEVER"],
        ["SUMMARY:よい", "DTSTART:20261128T100000", "DTEND:20261128T110000"],
    )
    assert "よい" in [one.label for one in found]
    assert "秒ごと" not in [one.label for one in found]


def test_what_is_no_calendar_is_refused():
    with pytest.raises(ValueError):
        read_busy(b"<html>login</html>", at("2026-11-23 00:00"), at("2026-12-07 00:00"), TOKYO)
