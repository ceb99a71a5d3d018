"""ストアカ (Street Academy): a teacher's lessons, or one lesson's dates, by the structured data of their pages.

Its pages are behind a guard that answers most programs with 405 or 403; then this source is in trouble, and says so. There is
no feed and no API for readers. Terms: the help page on forbidden acts
(support.street-academy.com, article 360001668659) was seen and speaks of teachers (payment past the site, soliciting), not of
programs; the terms of use themselves were not found to read, so that is unknown. robots.txt is obeyed, facts and a link only, five
seconds between requests.
"""

from pydantic import Field

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.jsonld import JsonLd


class StreetAcademyOptions(Options):
    """Options of kind ``street_academy``: one of the two."""

    teacher: str | None = Field(None, pattern=r"^\d+$", description="A teacher: the number behind `/steachers/`.")
    lesson: str | None = Field(None, pattern=r"^\d+$", description="A lesson: the number behind `/myclass/`.")


class StreetAcademy(Preset[StreetAcademyOptions]):
    """ストアカ's pages of teachers and lessons. Terms: on programs unknown; facts and a link only; often refused to programs."""

    hosts = ("street-academy.com",)
    addresses = (r"street-academy\.com/steachers/(?P<teacher>\d+)", r"street-academy\.com/myclass/(?P<lesson>\d+)")
    interval = 5.0
    lists_all = False
    gives = ("start", "end", "venue", "price")

    def kind(self) -> JsonLd:
        """A lesson's page, or a teacher's, which leads to those of the lessons."""
        if self.options.lesson:
            return configured(JsonLd, url=f"https://www.street-academy.com/myclass/{self.options.lesson}")
        url = f"https://www.street-academy.com/steachers/{self.options.teacher or ''}"
        return configured(JsonLd, url=url, follow='a[href*="/myclass/"]')
