"""TECH PLAY: study groups and webinars for engineers, by its one RSS feed for the whole site.

The feed holds the newest 50 events, which is about a day and a half: read it several times a day.
Terms: art. 7-3 reserves the re-use of its works, so facts and the link are kept; nothing is said against reading the feed.
"""

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.feed import Feed


class TechplayOptions(Options):
    """Options of kind ``techplay``: none, the feed cannot be narrowed."""


class Techplay(Preset[TechplayOptions]):
    """TECH PLAY's RSS. Terms: facts and a link only."""

    hosts = ("techplay.jp",)
    addresses = (r"(?:rss\.)?techplay\.jp(?:/|$)",)
    lists_all = False
    interface = "feed"
    gives = ("id", "start", "end", "venue")

    def kind(self) -> Feed:
        """The feed, with its times in elements of its own (``tp:``, Japanese time)."""
        return configured(Feed, url="https://rss.techplay.jp/event/w3c-rss-format/rss.xml")
