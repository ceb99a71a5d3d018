"""Doorkeeper: communities and their meetings, by its API.

Terms (API Terms of Use): each event shown links to its public address without nofollow; facts may be kept, descriptions
belong to Doorkeeper and its customers; no competing service. The API asks for a free token.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.json import Json

_FIELDS = {"title": "title", "id": "id", "url": "public_url", "start": "starts_at", "end": "ends_at", "lat": "lat"}
_FIELDS |= {"venue": "venue_name", "address": "address", "lng": "long", "capacity": "ticket_limit"}
_FIELDS |= {"accepted": "participants", "waiting": "waitlisted", "published": "published_at", "updated": "updated_at"}
_FIELDS |= {"organiser": "group.name", "organiser_url": "group.public_url", "text": "description"}
_EACH = {"since": "{start}", "until": "{end}", "sort": "starts_at", "locale": "ja", "expand[]": "group"}


class DoorkeeperOptions(Options):
    """Options of kind ``doorkeeper``. Without any, all featured events are read."""

    group: str | None = Field(None, pattern=r"^[\w-]+$", description="A community: `example` of example.doorkeeper.jp.")
    keyword: str | None = Field(None, description="Words to search for.")
    prefecture: str | None = Field(None, description="`tokyo`, `osaka` …")


class Doorkeeper(Preset[DoorkeeperOptions]):
    """Doorkeeper's API. Terms: link back without nofollow, facts only."""

    hosts = ("doorkeeper.jp",)
    addresses = (
        r"(?P<group>(?!www\.|api\.)[\w-]+)\.doorkeeper\.jp(?:/|$)",
        r"doorkeeper\.jp/events/?\?(?:.*&)?q=(?P<keyword>[^&]+)",
        r"doorkeeper\.jp/?(?:events.*)?$",
    )
    interface = "api"
    gives = ("id", "start", "end", "venue", "capacity")

    def kind(self) -> Json:
        """The API's events of the window, 25 a page until an empty one."""
        path = f"groups/{self.options.group}/events" if self.options.group else "events"
        params = {"q": self.options.keyword, "prefecture": self.options.prefecture, **_EACH}
        secret, url = {"Authorization": "Bearer DOORKEEPER_TOKEN"}, f"https://api.doorkeeper.jp/{path}"
        paging = {"page": "page"}
        return configured(Json, url=url, params=params, secret=secret, items="[].event", fields=_FIELDS, paging=paging)
