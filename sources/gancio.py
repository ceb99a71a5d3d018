"""Gancio: shared agendas of towns and scenes, by the JSON of an instance.

Terms: each instance's own; the API is open and documented.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.json import Json

_FIELDS = {"id": "id", "title": "title", "url": "join('', ['/event/', slug])", "start": "start_datetime"}
_FIELDS |= {"end": "end_datetime", "venue": "place.name", "address": "place.address", "lat": "place.latitude"}
_FIELDS |= {"lng": "place.longitude", "tags": "tags", "text": "description"}


class GancioOptions(Options):
    """Options of kind ``gancio``."""

    instance: str = Field(pattern=r"^[\w.-]+(?::\d+)?$", description="Host of the instance: `gancio.example`.")
    tags: str | None = Field(None, description="Only events with one of these tags (`音楽,映画`).")


class Gancio(Preset[GancioOptions]):
    """A Gancio instance. Terms: the instance's; the API is open."""

    hosts = ("gancio.org", "gancio.cisti.org")
    addresses = (r"(?P<instance>[\w.-]*gancio[\w.-]*)(?:/|$)",)
    interface = "api"
    gives = ("id", "start", "end", "venue")

    def kind(self) -> Json:
        """The coming events; times are unix seconds."""
        url, params = f"https://{self.options.instance}/api/events", {"tags": self.options.tags}
        return configured(Json, url=url, params=params, fields=_FIELDS)
