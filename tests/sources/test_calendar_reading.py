"""iCalendar as it is found: each broken thing loses only itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.http import page_from_bytes
from aggregator.plugin import ParseError, RawEvent, RecordError, TroubleKind, Window
from sources.kinds._calendar import unfold
from sources.kinds._zones import iana_zone
from sources.kinds.ics import Ics, IcsOptions

WINDOW = Window(datetime(2026, 11, 23, tzinfo=UTC), datetime(2027, 1, 31, tzinfo=UTC))
URL = "https://cal.example/x.ics"


def read(*events, head="", **options):
    blocks = "".join(f"BEGIN:VEVENT\nSUMMARY:会\n{event}\nEND:VEVENT\n" for event in events)
    body = f"BEGIN:VCALENDAR\n{head}\n{blocks}END:VCALENDAR\n".encode()
    return list(Ics(IcsOptions(url=URL, **options)).parse(page_from_bytes(body, WINDOW, url=URL)))


def one(*events, **options):
    found = read(*events, **options)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "rule",
    [
        *("FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=5", "FREQ=DAILY;INTERVAL=0", "FREQ=HOURLY;BYMONTHDAY=31;BYMONTH=2"),
        *("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYWEEKNO=53;BYMONTH=6", "FREQ=DAILY;BYSETPOS=9"),
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5;BYMINUTE=0,10,20,30,40,50",
    ],
)
def test_a_rule_without_end_is_refused_and_its_first_date_shown(rule):
    trouble, event = read(f"UID:1\nDTSTART:20261201T100000Z\nRRULE:{rule}")
    assert isinstance(trouble, RecordError)
    assert trouble.field == "RRULE"
    assert event.start == datetime(2026, 12, 1, 10, tzinfo=UTC)


def test_a_broken_rule_leaves_the_event():
    trouble, event = read("UID:1\nDTSTART:20261201T100000Z\nRRULE:FREQ=WEEKLY;COUNT=-1")
    assert isinstance(trouble, RecordError)
    assert event.title == "会"


def test_a_series_since_long_ago_is_read_within_the_window_only():
    found = read("UID:1\nDTSTART:19800101T100000Z\nRRULE:FREQ=HOURLY")
    assert 0 < len(found) <= 1000
    assert min(event.start for event in found) >= WINDOW.start - timedelta(hours=1)


@pytest.mark.parametrize("until", ["20261208", "20261208T190000"])
def test_until_in_local_days_keeps_the_last_date(until):
    found = read(f"UID:1\nDTSTART;TZID=Asia/Tokyo:20261124T190000\nRRULE:FREQ=WEEKLY;UNTIL={until}")
    assert [event.start.day for event in found] == [24, 1, 8]


def test_dates_of_a_series_keep_their_identity_when_one_moves():
    master = "UID:1\nDTSTART;TZID=Asia/Tokyo:20261124T190000\nRRULE:FREQ=WEEKLY;COUNT=2"
    before = read(master)
    moved = "UID:1\nRECURRENCE-ID;TZID=Asia/Tokyo:20261201T190000\nDTSTART;TZID=Asia/Tokyo:20261203T190000"
    after = read(master, moved)
    assert {event.id for event in before} == {event.id for event in after}
    assert [event.start.day for event in after] == [24, 3]


def test_a_series_without_a_uid_is_a_series_and_its_dates_stay_apart():
    weekly = "DTSTART;TZID=Asia/Tokyo:20261124T190000\nRRULE:FREQ=WEEKLY;COUNT=3"
    assert [event.start.day for event in read(weekly)] == [24, 1, 8]
    other = weekly.replace("T190000", "T200000")
    linked = read(f"URL:https://cal.example/e\n{weekly}", f"URL:https://cal.example/f\n{other}")
    assert len({event.id for event in linked}) == len(linked) == 6


def test_a_date_that_the_rule_leaves_out_is_not_shown():
    only = "UID:1\nDTSTART:20261201T100000Z\nRRULE:FREQ=WEEKLY;COUNT=1\nEXDATE:20261201T100000Z"
    assert read(only) == []


def test_of_two_states_of_one_event_the_later_counts():
    states = [
        f"UID:1\nSEQUENCE:{number}\nDTSTART:20261201T100000Z\nLOCATION:{place}"
        for number, place in ((2, "新館"), (1, "旧館"))
    ]
    assert one(*states).venue == "新館"
    assert len(read(*(state.replace("UID:1\n", "") for state in states))) == 2


def test_a_line_that_is_no_property_goes_on_with_text_only():
    event = one("UID:1\nDTSTART:20261201T100000Z\nLOCATION=会館\nDESCRIPTION:一行目\n二行目")
    assert (event.start.hour, event.id, event.text) == (10, "1", "一行目\n二行目")


def test_rdate_and_exdate():
    found = read("UID:1\nDTSTART:20261201T100000Z\nRDATE:20261205T100000Z,20261206T100000Z\nEXDATE:20261201T100000Z")
    assert sorted(event.start.day for event in found) == [5, 6]


def test_two_events_with_one_uid_stay_two():
    found = read("UID:1\nDTSTART:20261201T100000Z", "UID:1\nDTSTART:20261202T100000Z")
    assert len({event.id for event in found}) == 2


@pytest.mark.parametrize(
    ("lines", "start", "end", "all_day"),
    [
        ("DTSTART;VALUE=DATE:20261128\nDTEND;VALUE=DATE:20261130", date(2026, 11, 28), date(2026, 11, 29), True),
        ("DTSTART;VALUE=DATE:20261128", date(2026, 11, 28), date(2026, 11, 28), True),
        ("DTSTART;VALUE=DATE:20261128\nDURATION:P2D", date(2026, 11, 28), date(2026, 11, 29), True),
        ("DTSTART:20261128T100000\nDTEND:20261128T100000", datetime(2026, 11, 28, 10), None, None),
        ("DTSTART:20261128T100000\nDTEND:20261127T100000", datetime(2026, 11, 28, 10), None, None),
        ("DTSTART:20261128T100000\nDTEND;VALUE=DATE:20261129", datetime(2026, 11, 28, 10), None, None),
        ("DTSTART:20261128T100000\nDTEND:20261128T110000Z", datetime(2026, 11, 28, 10), None, None),
        ("DTSTART:20261128T000000\nDTEND:20261129T000000", datetime(2026, 11, 28), datetime(2026, 11, 29), True),
        ("DTSTART:20261128T100000\nDURATION:PT90M", datetime(2026, 11, 28, 10), datetime(2026, 11, 28, 11, 30), None),
    ],
)
def test_times_as_people_mean_them(lines, start, end, all_day):
    event = one(f"UID:1\n{lines}")
    assert (event.start, event.end, event.all_day) == (start, end, all_day)


def test_outlook_marks_whole_days():
    event = one("UID:1\nDTSTART:20261128T090000\nDTEND:20261128T180000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE")
    assert event.all_day


def test_a_floating_time_is_in_the_calendar_s_zone():
    event = one("UID:1\nDTSTART:20261128T100000", head="X-WR-TIMEZONE:Eastern Time (US & Canada)")
    assert (event.start.tzinfo, event.zone) == (None, "America/New_York")


@pytest.mark.parametrize("bad", ["DTSTART:2026-13-45", "DTSTART:", "SUMMARY:二つ目の題", "DTSTART;TZID"])
def test_an_event_without_a_start_is_a_trouble_and_its_neighbours_live(bad):
    trouble, event = sorted(
        read(f"UID:1\n{bad}", "UID:2\nDTSTART:20261201T100000Z"), key=lambda f: isinstance(f, RawEvent)
    )
    assert trouble.field == "DTSTART"
    assert event.id == "2"


@pytest.mark.parametrize("zone", ["Asia", "Nowhere/Land", '"Sakura; Time"'])
def test_an_unknown_zone_leaves_a_floating_time(zone):
    assert one(f"UID:1\nDTSTART;TZID={zone}:20261201T100000").start == datetime(2026, 12, 1, 10)


def test_a_zone_that_the_file_defines_is_used():
    zone = "BEGIN:VTIMEZONE\nTZID:Sakura\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:STANDARD\nEND:VTIMEZONE"
    event = one("UID:1\nDTSTART;TZID=Sakura:20261201T100000", head=zone)
    assert event.start == datetime(2026, 12, 1, 2, tzinfo=UTC)


def test_an_alarm_does_not_name_the_event():
    alarm = "BEGIN:VALARM\nSUMMARY:鳴る\nDESCRIPTION:x\nEND:VALARM"
    event = one(f"UID:1\n{alarm}\nDTSTART:20261201T100000Z")
    assert (event.title, event.text) == ("会", "")


def test_an_alarm_that_never_ends_ends_with_its_event():
    found = read("UID:1\nDTSTART:20261201T100000Z\nBEGIN:VALARM\nSUMMARY:鳴る", "UID:2\nDTSTART:20261201T110000Z")
    assert [event.id for event in found] == ["1", "2"]


def test_of_a_long_calendar_only_the_window_is_read():
    past = [f"UID:{number}\nDTSTART:2025010{number % 9 + 1}T100000Z" for number in range(600)]
    ended = "UID:ended\nDTSTART:20250101T100000Z\nRRULE:FREQ=DAILY;COUNT=3"
    assert [event.id for event in read(*past, ended, "UID:now\nDTSTART:20261201T100000Z")] == ["now"]
    assert len(read(*past[:9])) == 9


def test_a_series_that_is_over_shows_its_entry():
    event = one("UID:1\nDTSTART:20250101T100000Z\nRRULE:FREQ=DAILY;COUNT=3")
    assert event.start == datetime(2025, 1, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lines", "url", "online", "venue"),
    [
        ("URL:https://a.example/1\nLOCATION:みどり館", "https://a.example/1", None, "みどり館"),
        ("LOCATION:https://meet.example/r", "https://meet.example/r", True, None),
        ("URL:https://a.example/1\nLOCATION:https://a.example/1?x", "https://a.example/1", None, None),
        (
            "DESCRIPTION:こんにちは\\n詳細はこちら https://a.example/2\\n地図 https://map.example",
            "https://a.example/2",
            None,
            None,
        ),
        ("DESCRIPTION:地図 https://map.example", None, None, None),
    ],
)
def test_address_and_place(lines, url, online, venue):
    event = one(f"UID:1\nDTSTART:20261201T100000Z\n{lines}")
    assert (event.url, event.online, event.venue) == (url, online, venue)


def test_the_organiser_is_named_by_the_event_then_by_the_options_then_by_the_calendar():
    lines = "UID:1\nDTSTART:20261201T100000Z"
    head = "X-WR-CALNAME:暦の名"
    assert one(lines, head=head).organiser is None
    assert one(lines, head=head, named_after_organiser=True).organiser == "暦の名"
    assert one(lines, head=head, named_after_organiser=True, organiser="主催").organiser == "主催"
    assert one(f"{lines}\nORGANIZER;CN=幹事:mailto:a@b.example", organiser="主催").organiser == "幹事"
    assert one(f"{lines}\nORGANIZER;CN=a@b.example:mailto:a@b.example").organiser is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", TroubleKind.EMPTY_BODY),
        (b"<!DOCTYPE html><html>", TroubleKind.NOT_THE_KIND),
        (b'{"message": "no"}', TroubleKind.NOT_THE_KIND),
        (b"plain", TroubleKind.NOT_THE_KIND),
    ],
)
def test_what_is_no_calendar_is_said(body, kind):
    with pytest.raises(ParseError) as caught:
        list(Ics(IcsOptions(url=URL)).parse(page_from_bytes(body, WINDOW, url=URL)))
    assert caught.value.kind is kind


def test_another_charset_than_utf_8_is_read():
    body = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:髙橋さんのお茶会です\r\nDTSTART:20261201T100000Z\r\nEND:VEVENT".encode(
        "cp932"
    )
    (event,) = Ics(IcsOptions(url=URL)).parse(page_from_bytes(body, WINDOW, url=URL))
    assert event.title == "髙橋さんのお茶会です"


@given(st.text(alphabet="あ髙a ,;é😀", min_size=1, max_size=80), st.lists(st.integers(0, 200), max_size=6))
def test_folds_may_cut_characters(text, cuts):
    line = f"SUMMARY:{text}".encode()
    for cut in sorted({min(cut, len(line)) for cut in cuts if cut > 8}, reverse=True):
        line = line[:cut] + b"\r\n " + line[cut:]
    assert unfold(line)[0] == f"SUMMARY:{text}"


@settings(max_examples=200)
@given(st.text(alphabet='BEGINVTNDSRU:;=0129TZ-\n \r\t"\\,あ', max_size=300))
def test_no_bytes_crash_the_reader(text):
    body = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + text.encode()
    for found in Ics(IcsOptions(url=URL)).parse(page_from_bytes(body, WINDOW, url=URL)):
        assert isinstance(found, RawEvent | RecordError)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ('"(UTC+09:00) Osaka, Sapporo, Tokyo"', "Asia/Tokyo"),
        ("/vendor.example/20200101/Europe/Paris", "Europe/Paris"),
        ("/vendor.example/Tzfile/America/Argentina/Salta", "America/Argentina/Salta"),
        ("(UTC+01:00) Amsterdam, Berlin", "Europe/Amsterdam"),
        ("Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("GMT+0900", "Etc/GMT-9"),
        ("GMT+99", None),
        ("Sakura Time", None),
        ("../../etc/passwd", None),
        ("", None),
    ],
)
def test_zone_names_in_the_wild(name, zone):
    assert iana_zone(name) == zone


def test_bare_events_without_a_calendar_around_them_are_read():
    body = b"BEGIN:VEVENT\nUID:1\nSUMMARY:Yoga\nDTSTART:20261201T100000Z\nEND:VEVENT\n"
    (event,) = Ics(IcsOptions(url=URL)).parse(page_from_bytes(body, WINDOW, url=URL))
    assert event.title == "Yoga"


def test_a_fold_with_an_empty_line_in_it_is_undone():
    body = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID\n\n :1\nSUMMARY\n\n :Yoga\nDTSTART\n\n ;VALUE=DATE\n :20261201\nEND:VEVENT\nEND:VCALENDAR\n"
    (event,) = Ics(IcsOptions(url=URL)).parse(page_from_bytes(body, WINDOW, url=URL))
    assert (event.title, event.start) == ("Yoga", date(2026, 12, 1))
