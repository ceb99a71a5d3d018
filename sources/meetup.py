"""Meetup: groups, by their public iCalendar addresses. At most the next ten events, and no venues.

Terms: the calendar address is what Meetup offers for subscribing; the API is closed to free accounts.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.ics import Ics


class MeetupOptions(Options):
    """Options of kind ``meetup``."""

    group: str = Field(pattern=r"^[\w-]+$", description="The group: `example-group` of meetup.com/example-group.")


class Meetup(Preset[MeetupOptions]):
    """A Meetup group's calendar. Terms: published for subscribing."""

    hosts = ("meetup.com",)
    addresses = (
        r"meetup\.com/(?:[a-z]{2}-[A-Za-z]{2}/)?(?P<group>(?!(?:find|topics|cities|apps|pro)(?:/|$))[\w-]+)(?:/|$|\?)",
    )
    lists_all = False
    interface = "feed"
    gives = ("id", "start", "end", "status")

    def kind(self) -> Ics:
        """The group's calendar, which bears the group's name."""
        url = f"https://www.meetup.com/{self.options.group}/events/ical/"
        return configured(Ics, url=url, named_after_organiser=True)
