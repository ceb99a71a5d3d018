"""Sites made with Squarespace: any page of events, by its JSON form.

Terms: each site's own; ``?format=json`` is documented for developers.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.json import Json

_FIELDS = {
    "id": "id",
    "title": "title",
    "url": "fullUrl",
    "start": "startDate",
    "end": "endDate",
    "tags": "[categories, tags]",
}
_FIELDS |= {
    "venue": "location.addressTitle",
    "address": "join(' ', [location.addressLine1 || '', location.addressLine2 || ''])",
}
_FIELDS |= {"lat": "location.mapLat", "lng": "location.mapLng", "text": "excerpt || body", "updated": "updatedOn"}


class SquarespaceOptions(Options):
    """Options of kind ``squarespace``."""

    url: str = Field(pattern=r"^https?://[^\s?#]+$", description="Address of the page of events.")


class Squarespace(Preset[SquarespaceOptions]):
    """A Squarespace page of events. Terms: the site's."""

    addresses = (r"(?P<url>https?://[^?#]+)\?(?:.*&)?format=json",)
    marks = ("Static.SQUARESPACE_CONTEXT", "static1.squarespace.com/static/")
    interface = "api"
    gives = ("id", "start", "end", "venue")

    def kind(self) -> Json:
        """The page's coming events; times are unix milliseconds."""
        return configured(
            Json, url=self.options.url, params={"format": "json"}, items="upcoming || items", fields=_FIELDS
        )
