"""Peatix: events of every kind, by the JSON that its own search page asks for.

The address is not documented, and data centres are answered with an empty body: switched on by the user only.
Terms (about.peatix.com/tos.html): articles 1 and 2 were seen in a stored copy (the agreement holds for whoever uses the
services, and says whom it means); its list of prohibited acts was not, so whether programs may read is unknown. robots.txt asks
for a second between requests; facts and a link only.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.json import Json
from sources.kinds.jsonld import JsonLd

_FIELDS = {"id": "id", "title": "name", "start": "datetime_start || datetime", "end": "datetime_end"}
_FIELDS |= {"venue": "venue_name=='xxxonlineeventxxx' && 'オンライン' || venue_name", "address": "address"}
_FIELDS |= {"organiser": "organizer.nickname", "online": "isOnline"}


class PeatixOptions(Options):
    """Options of kind ``peatix``."""

    keyword: str = Field("", description="Words to search for, such as `朝活` or `経営者 交流会`.")
    group: str | None = Field(
        None, pattern=r"^\d+$", description="Number of a group, whose list is read in place of a search."
    )


class Peatix(Preset[PeatixOptions]):
    """Peatix's search, or a group's list. Terms: read in part, on programs unknown; facts and a link only, at least a second and a half apart."""

    hosts = ("peatix.com",)
    addresses = (r"peatix\.com/group/(?P<group>\d+)", r"peatix\.com/search\?(?:.*&)?q=(?P<keyword>[^&]+)")
    interval = 1.5
    lists_all = False
    gives = ("id", "start", "end", "venue")

    def kind(self) -> Json | JsonLd:
        """The search's JSON; a group's page leads to pages with structured data."""
        if self.options.group:
            url = f"https://peatix.com/group/{self.options.group}/events"
            return configured(JsonLd, url=url, follow='a[href*="/event/"]')
        headers = {"X-Requested-With": "XMLHttpRequest", "Accept": "application/json"}
        params, link = (
            {"q": self.options.keyword, "country": "JP", "size": "50", "p": "1"},
            "https://peatix.com/event/{id}",
        )
        query = {"url": "https://peatix.com/search/events", "params": params, "headers": headers}
        return configured(Json, **query, items="json_data.events", fields=_FIELDS, link=link, paging={"page": "p"})
