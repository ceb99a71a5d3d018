"""config.yaml -> Settings. A mistake is reported as ``config.yaml:LINE: key: what to do``."""

from aggregator.config.load import load, load_text
from aggregator.config.schema import (
    CalendarSettings,
    DigestSettings,
    FetchSettings,
    MailSettings,
    Settings,
    SourceSettings,
)

__all__ = [
    "CalendarSettings",
    "DigestSettings",
    "FetchSettings",
    "MailSettings",
    "Settings",
    "SourceSettings",
    "load",
    "load_text",
]
