"""WordPress sites with The Events Calendar, by the REST interface of that plugin.

Terms: each site's own; the interface answers anybody, and is what the plugin offers to programs.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.json import Json

_FIELDS = {"id": "id", "title": "title", "url": "url", "all_day": "all_day", "text": "description", "price": "cost"}
_FIELDS |= {"start": "all_day && start_date || join('', [utc_start_date, 'Z'])", "status": "event_status"}
_FIELDS |= {"end": "all_day && end_date || join('', [utc_end_date, 'Z'])", "venue": "venue.venue"}
_FIELDS |= {"address": "join('', [venue.stateprovince || '', venue.city || '', venue.address || ''])"}
_FIELDS |= {"lat": "venue.geo_lat", "lng": "venue.geo_lng", "organiser": "organizer[0].organizer"}
_FIELDS |= {"organiser_url": "organizer[0].url", "tags": "[categories[].name, tags[].name]"}


class TribeOptions(Options):
    """Options of kind ``tribe``."""

    site: str = Field(
        pattern=r"^https?://[^\s?#]+$", description="Address of the WordPress site: `https://example.jp`."
    )
    category: str | None = Field(None, description="Only events of this category (its slug).")


class Tribe(Preset[TribeOptions]):
    """The Events Calendar's REST interface. Terms: the site's; open to anybody."""

    addresses = (r"(?P<site>https?://.+?)/wp-json/tribe/events/v1(?:/|$)",)
    interface = "api"
    gives = ("id", "start", "end", "venue", "price")

    def kind(self) -> Json:
        """The events of the window, 50 a page, which is the most."""
        url = f"{self.options.site.rstrip('/')}/wp-json/tribe/events/v1/events"
        params = {"per_page": "50", "start_date": "{start}", "end_date": "{end}", "categories": self.options.category}
        return configured(
            Json, url=url, params=params, items="events", fields=_FIELDS, paging={"next": "next_rest_url"}
        )
