"""What the generic kinds' options share: an address that may name the window."""

from __future__ import annotations

import re
from typing import Final

from pydantic import Field, field_validator

from aggregator.plugin import Options, Window

_PLACEHOLDER: Final = re.compile(r"\{(start|end)(?::([^{}]*))?\}")


class UrlOptions(Options):
    """Options of a kind that begins at one address."""

    url: str = Field(
        description="Address of the page (http or https). `{start}` and `{end}` become the first and last day that is "
        "of interest (`2026-11-23`); `{start:%Y%m%d}` writes the day in another form."
    )

    @field_validator("url")
    @classmethod
    def _with_scheme(cls, url: str) -> str:
        url = url.strip()
        if url.startswith(("webcal://", "webcals://")):
            url = "https://" + url.partition("://")[2]
        if not re.match(r"https?://[^/\s]+", url):
            raise ValueError("write a full address, such as https://example.jp/events")
        return url


def fill(template: str, window: Window) -> str:
    """``template`` with ``{start}`` and ``{end}`` replaced by the days of ``window`` (strftime form after a colon)."""

    def day(found: re.Match[str]) -> str:
        moment = window.start if found[1] == "start" else window.end
        return moment.strftime(found[2] or "%Y-%m-%d")

    return _PLACEHOLDER.sub(day, template)
