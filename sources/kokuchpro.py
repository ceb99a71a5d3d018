"""こくちーずプロ: exchange meetings and seminars of all Japan, by its search pages.

Terms: no copy could be found to read, so what they say of programs is unknown; robots.txt is obeyed, facts and a link only. A
search without hits is answered with 404.
"""

from urllib.parse import quote

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.html import Html

_FIELDS = {"title": "a.event_name", "url": "a.event_name@href", "start": ".value-title@title"}


class KokuchproOptions(Options):
    """Options of kind ``kokuchpro``."""

    keyword: str | None = Field(None, description="Words to search for, such as `朝活` or `異業種交流会`.")
    area: str | None = Field(None, description="A prefecture as it is written: `東京都`.")


class Kokuchpro(Preset[KokuchproOptions]):
    """こくちーずプロ's search. Terms: none found to read; robots.txt is obeyed, facts and a link only."""

    hosts = ("kokuchpro.com",)
    addresses = (
        r"kokuchpro\.com/s/\?(?:.*&)?q=(?P<keyword>[^&]+)",
        r"kokuchpro\.com/s/(?:q-(?P<keyword>[^/]+)/)?(?:area-(?P<area>[^/]+)/)?",
    )
    no_hits = (404,)
    lists_all = False
    gives = ("start",)

    def kind(self) -> Html:
        """The cards of the search, whose pager is not followed since it leads to pages of another shape."""
        words, area = self.options.keyword, self.options.area
        folders = (f"q-{quote(words)}/" if words else "") + (f"area-{quote(area)}/" if area else "")
        url = f"https://www.kokuchpro.com/s/{folders}?start_date={{start}}&end_date={{end}}&enabled=1&sort=date"
        return configured(Html, url=url, item=".event_list .event_item", fields=_FIELDS, page="page")
