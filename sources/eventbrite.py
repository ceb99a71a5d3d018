"""Eventbrite: an organiser's events, by the structured data of its page or by the API.

Terms: the API (token needed) is the way that Eventbrite offers; pages are read as robots.txt allows, facts and a link only.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.json import Json
from sources.kinds.jsonld import JsonLd

_FIELDS = {"id": "id", "title": "name.text", "url": "url", "start": "start.utc", "end": "end.utc"}
_FIELDS |= {"venue": "venue.name", "address": "venue.address.localized_address_display", "online": "online_event"}
_FIELDS |= {"lat": "venue.latitude", "lng": "venue.longitude", "capacity": "capacity", "updated": "changed"}
_FIELDS |= {"text": "description.html", "organiser": "organizer.name", "price": "is_free && `0`"}
_FIELDS["status"] = "status=='canceled' && 'cancelled'"


class EventbriteOptions(Options):
    """Options of kind ``eventbrite``."""

    organiser: str = Field(pattern=r"^\d+$", description="The organiser's number, at the end of its page's address.")
    api: bool = Field(False, description="Use the API, with the token in the environment variable `EVENTBRITE_TOKEN`.")


class Eventbrite(Preset[EventbriteOptions]):
    """An organiser on Eventbrite. Terms: the API with a token, or the page's structured data; facts and a link only."""

    hosts = ("eventbrite.com", "eventbrite.jp")
    addresses = (r"eventbrite\.[a-z.]+/o/(?:[^/?]*-)?(?P<organiser>\d+)",)
    interface = "api"
    gives = ("id", "start", "end", "venue", "status")

    def kind(self) -> Json | JsonLd:
        """The API where it is wanted, else the organiser's page."""
        number = self.options.organiser
        if not self.options.api:
            return configured(JsonLd, url=f"https://www.eventbrite.com/o/{number}", follow='a[href*="/e/"]')
        url = f"https://www.eventbriteapi.com/v3/organizers/{number}/events/"
        params = {"expand": "venue,organizer", "status": "live"}
        paging = {"page": "page", "pages": "pagination.page_count"}
        secret = {"Authorization": "Bearer EVENTBRITE_TOKEN"}
        return configured(Json, url=url, params=params, secret=secret, items="events", fields=_FIELDS, paging=paging)
