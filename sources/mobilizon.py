"""Mobilizon: instances of the free event network, and groups on them, by their iCalendar feeds.

Terms: each instance's own; the feeds are published for subscribing.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.ics import Ics


class MobilizonOptions(Options):
    """Options of kind ``mobilizon``."""

    instance: str = Field(pattern=r"^[\w.-]+(?::\d+)?$", description="Host of the instance: `mobilizon.example`.")
    group: str | None = Field(None, description="A group on it, as after the `@` in its address.")


class Mobilizon(Preset[MobilizonOptions]):
    """A Mobilizon instance or group. Terms: the instance's; feeds are published for subscribing."""

    hosts = ("mobilizon.fr", "mobilizon.it", "mobilizon.us", "keskonfai.fr")
    addresses = (r"(?P<instance>[\w.-]*(?:mobilizon|keskonfai)[\w.-]*)(?:/@(?P<group>[\w.@-]+))?(?:/|$)",)
    interface = "feed"
    gives = ("id", "start", "end", "venue", "status")

    def kind(self) -> Ics:
        """The group's calendar, or that of the whole instance."""
        group = self.options.group
        path, named = (f"@{group}/feed/ics", True) if group else ("feed/instance/ics", False)
        return configured(Ics, url=f"https://{self.options.instance}/{path}", named_after_organiser=named)
