"""connpass: IT study groups of all Japan, by its Atom feeds or its API v2.

Terms: fetching by any other means than the API and the published feeds is forbidden, so its pages are never read. The
API needs a key (free for persons, after a review) and asks for at most one request in five seconds.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.feed import Feed
from sources.kinds.json import Json

_FIELDS = {name: name for name in ("title", "url", "id", "address", "lat", "accepted", "waiting")}
_FIELDS |= {"start": "started_at", "end": "ended_at", "venue": "place", "lng": "lon", "updated": "updated_at"}
_FIELDS |= {"organiser": "group.title", "organiser_url": "group.url", "text": "[catch, description]"}
_FIELDS |= {"capacity": "event_type=='participation' && limit", "status": "open_status=='cancelled' && open_status"}
_API = {"url": "https://connpass.com/api/v2/events/?order=2&count=100", "secret": {"X-API-Key": "CONNPASS_API_KEY"}}
_SEARCH = r"connpass\.com/search/?\?(?=.*\bq=(?P<keyword>[^&]+))(?:.*\bprefectures=(?P<prefecture>[a-z]+))?"


class ConnpassOptions(Options):
    """Options of kind ``connpass``. Without any, the feed of all new events is read."""

    group: str | None = Field(None, pattern=r"^[a-z0-9-]+$", description="A group: `example` of example.connpass.com.")
    keyword: str | None = Field(None, description="Words that an event must hold, all of them.")
    prefecture: str | None = Field(None, description="`tokyo`, `osaka` … or `online`; needs `api: true`.")
    api: bool = Field(False, description="Use API v2, with the key in the environment variable `CONNPASS_API_KEY`.")


class Connpass(Preset[ConnpassOptions]):
    """connpass by feed or API. Terms: feeds and API only, five seconds between requests, facts and a link back."""

    hosts = ("connpass.com",)
    addresses = (r"(?P<group>(?!www\.)[a-z0-9-]+)\.connpass\.com(?:/|$)", r"connpass\.com/?(?:explore.*)?$", _SEARCH)
    interval = 5.0
    lists_all = False
    interface = "api"
    gives = ("id", "start", "end", "venue", "status")

    def kind(self) -> Json | Feed:
        """The API where it is wanted, else the Atom feed of the group or of everything."""
        if not (asked := self.options).api:
            host, folder = (f"{asked.group}.connpass.com", "") if asked.group else ("connpass.com", "explore/")
            return configured(Feed, url=f"https://{host}/{folder}ja.atom", authors=False, keyword=asked.keyword)
        params = asked.model_dump(include={"keyword", "prefecture"}) | {"subdomain": asked.group, "ym": "{months:%Y%m}"}
        paging = {"offset": "start", "origin": 1, "total": "results_available"}
        return configured(Json, **_API, params=params, items="events", fields=_FIELDS, paging=paging)
