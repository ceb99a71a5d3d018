"""Open data of municipalities: the event table 推奨データセット イベント一覧, or that of the Base Registry.

Terms: open data, mostly CC BY 4.0: name the municipality where its events are shown.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.csv import Csv


class MunicipalOptions(Options):
    """Options of kind ``municipal``."""

    url: str = Field(description="Address of the CSV file.")


class Municipal(Preset[MunicipalOptions]):
    """A municipality's event table. Terms: open data, credit the municipality."""

    addresses = (r"(?P<url>https?://[^?#]*event[^/?#]*\.csv)(?:$|[?#])",)
    interface = "feed"
    gives = ("id", "start", "end", "venue")

    def kind(self) -> Csv:
        """The table; both layouts are known by their headings, UTF-8 or Windows-31J."""
        return configured(Csv, url=self.options.url)
