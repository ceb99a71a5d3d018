"""Google Calendar: public calendars, by their iCalendar address.

Terms: the owner has made the calendar public; the address is what Google offers for subscribing.
"""

import binascii
from base64 import urlsafe_b64decode
from urllib.parse import quote, unquote

from pydantic import Field, field_validator

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.ics import Ics


class GoogleCalendarOptions(Options):
    """Options of kind ``google_calendar``."""

    calendar: str = Field(description="The calendar's id: `…@group.calendar.google.com`, or the code of a shared link.")
    organiser: str | None = Field(None, description="Who holds the events.")

    @field_validator("calendar")
    @classmethod
    def _decoded(cls, calendar: str) -> str:
        calendar = unquote(calendar)
        try:
            return calendar if "@" in calendar else urlsafe_b64decode(calendar + "===").decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise ValueError("カレンダーのID（@ があります）か、共有リンクの cid= の符号を書いてください") from error


class GoogleCalendar(Preset[GoogleCalendarOptions]):
    """A public Google calendar. Terms: published by its owner for subscribing."""

    hosts = ("calendar.google.com",)
    addresses = (
        r"(?:calendar\.)?google\.com/calendar/(?:ical|feeds)/(?P<calendar>[^/]+)/public",
        r"(?:calendar\.)?google\.com/calendar/(?!render).*?[?&](?:src|cid)=(?P<calendar>[^&]+)",
    )
    interface = "feed"
    gives = ("id", "start", "end", "venue", "status")

    def kind(self) -> Ics:
        """The calendar's public address; a private one answers with a login page."""
        url = f"https://calendar.google.com/calendar/ical/{quote(self.options.calendar)}/public/basic.ics"
        return configured(Ics, url=url, organiser=self.options.organiser)
