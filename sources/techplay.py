"""TECH PLAY: study groups and webinars for engineers, by its one RSS feed for the whole site.

The feed holds the newest 50 events, which is about a day and a half: read it several times a day.
Terms: art. 7-3 reserves the re-use of its works, so facts and the link are kept; nothing is said against reading the feed.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.feed import Feed


class TechplayOptions(Options):
    """Options of kind ``techplay``. The feed itself cannot be narrowed."""

    keyword: str | None = Field(None, description="Only events that hold all of these words.")


class Techplay(Preset[TechplayOptions]):
    """TECH PLAY's RSS. Terms: facts and a link only."""

    hosts = ("techplay.jp",)
    addresses = (r"techplay\.jp/event/search\?(?:.*&)?keyword=(?P<keyword>[^&]+)", r"(?:rss\.)?techplay\.jp(?:/|$)")
    lists_all = False
    interface = "feed"
    gives = ("id", "start", "end", "venue")

    def kind(self) -> Feed:
        """The feed, with its times in elements of its own (``tp:``, Japanese time)."""
        url = "https://rss.techplay.jp/event/w3c-rss-format/rss.xml"
        return configured(Feed, url=url, keyword=self.options.keyword)
