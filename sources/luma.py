"""Luma: calendars and cities, by their public iCalendar addresses.

Terms: the calendar address is what Luma offers for subscribing; no key is needed.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import Field

from aggregator.plugin import Found, Options, Page, ParseError, Request, Window
from sources.kinds._preset import Preset, configured
from sources.kinds.ics import Ics


class LumaOptions(Options):
    """Options of kind ``luma``."""

    calendar: str = Field(description="Id of a calendar (`cal-…`) or city (`discplace-…`), or the name in its address.")


class Luma(Preset[LumaOptions]):
    """A Luma calendar. Terms: published for subscribing."""

    hosts = ("luma.com", "lu.ma")
    addresses = (
        r"api2?\.(?:luma\.com|lu\.ma)/ics/get\?(?:.*&)?id=(?P<calendar>[\w-]+)",
        r"(?:luma\.com|lu\.ma)/(?:(?:embed/)?calendar/)?(?P<calendar>[\w-]+)(?:/events)?/?(?:\?.*)?$",
    )
    interface = "feed"
    gives = ("id", "start", "end")

    def kind(self) -> Ics:
        """The calendar of the id; a name's id is not known before its page is read."""
        entity = "discover" if self.options.calendar.startswith("discplace-") else "calendar"
        url = f"https://api2.luma.com/ics/get?entity={entity}&id={self.options.calendar}"
        return configured(Ics, url=url, named_after_organiser=entity == "calendar")

    def requests(self, window: Window) -> Iterable[Request]:
        """The calendar, or the page that holds its id."""
        known = re.match(r"(?:cal|discplace)-", name := self.options.calendar)
        return super().requests(window) if known else [Request(f"https://luma.com/{name}", note="page")]

    def parse(self, page: Page) -> Iterator[Found]:
        """The calendar's events; of a page, the address of its calendar."""
        if page.request.note != "page":
            yield from super().parse(page)
        elif found := re.search(r'"(?:calendar_)?api_id":\s*"((?:cal|discplace)-\w+)"', page.text):
            yield from Luma(LumaOptions(calendar=found[1])).requests(page.window)
        else:
            raise ParseError("no calendar in this page", url=page.url)
