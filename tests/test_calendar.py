"""Lists as calendars: they say what the digest's own calendar says of the same event."""

from __future__ import annotations

import icalendar

from aggregator.i18n import translator
from aggregator.model import Format, Status
from aggregator.render.calendar import list_calendar
from tests.digests import MADE, listing


def entries(language: str, *listings):
    read = icalendar.Calendar.from_ical(list_calendar(listings, "朝顔 今日", MADE, translator(language)))
    assert (read["METHOD"], read["X-WR-CALNAME"], read["X-WR-TIMEZONE"]) == ("PUBLISH", "朝顔 今日", "Asia/Tokyo")
    return read.walk("VEVENT")


def test_what_is_called_off_is_no_appointment_any_more():
    off, told = entries(
        "ja", listing(1, status=Status.CANCELLED), listing(2, title="【中止】朝の会", status=Status.CANCELLED)
    )
    assert off["SUMMARY"].startswith("【中止】")
    assert (off["STATUS"], off["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert told["SUMMARY"] == "【中止】朝の会"


def test_a_list_is_in_the_readers_language():
    (online,) = entries("en", listing(1, format=Format.ONLINE, place=None))
    assert online["LOCATION"].lower() == "online"


def test_what_has_no_day_is_left_out_and_what_has_no_end_lasts_two_hours():
    (one,) = entries("ja", listing(1, start=None, end=None), listing(2, end=None))
    assert (one["DTEND"].dt - one["DTSTART"].dt).total_seconds() == 7200


def test_a_whole_day_is_a_day():
    (one,) = entries("ja", listing(1, start=MADE.replace(hour=0, minute=0), end=None, all_day=True))
    assert (one["DTEND"].dt - one["DTSTART"].dt).days == 1
    assert one["DTSTART"].dt == MADE.date()
