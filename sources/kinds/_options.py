"""What the generic kinds' options share: an address that may name the window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from pydantic import Field, field_validator

from aggregator.plugin import Options, Window

_PLACEHOLDER: Final = re.compile(r"\{(start|end|months)(?::([^{}]*))?\}")


class UrlOptions(Options):
    """Options of a kind that begins at one address."""

    url: str = Field(
        description="Address of the page (http or https). `{start}` and `{end}` become the first and last day that is "
        "of interest (`2026-11-23`); `{start:%Y%m%d}` writes the day in another form; `{months:%Y%m}` is every month of it."
    )

    @field_validator("url")
    @classmethod
    def _with_scheme(cls, url: str) -> str:
        url = url.strip()
        if url.startswith(("webcal://", "webcals://")):
            url = "https://" + url.partition("://")[2]
        if not re.match(r"https?://[^/\s]+", url):
            raise ValueError("https:// から始まるアドレスを全部書いてください（例: https://example.jp/events）")
        return url


def fill(template: str, window: Window) -> str:
    """``template`` with ``{start}``, ``{end}`` and ``{months}`` replaced by those of ``window``.

    A strftime form may follow a colon; months are joined by commas.
    """

    def told(found: re.Match[str]) -> str:
        if found[1] == "months":
            return ",".join(month.strftime(found[2] or "%Y-%m") for month in _months(window))
        return (window.start if found[1] == "start" else window.end).strftime(found[2] or "%Y-%m-%d")

    return _PLACEHOLDER.sub(told, template)


def _months(window: Window) -> Iterator[date]:
    month = window.start.date().replace(day=1)
    while month <= window.end.date():
        yield month
        month = (month + timedelta(days=32)).replace(day=1)
