"""Links that put an event into a calendar on the web in one tap; they work without any server of ours. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote, urlencode

_GUESSED_LENGTH: Final = timedelta(hours=2)
"""Of an event that does not say when it ends."""
_LONGEST_TITLE: Final = 150
_LONGEST_PLACE: Final = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar needs to know: ``start`` and ``end`` in ``zone``; of a whole day ``end`` is the day after the last."""

    title: str
    start: datetime
    end: datetime | None
    all_day: bool
    zone: str
    place: str
    url: str

    @property
    def until(self) -> datetime:
        """The end, a guessed one where it is not said."""
        return self.end or self.start + (timedelta(days=1) if self.all_day else _GUESSED_LENGTH)


def google(entry: Entry) -> str:
    """Google Calendar's template link."""
    form = "%Y%m%d" if entry.all_day else "%Y%m%dT%H%M%S"
    asked = {
        "action": "TEMPLATE",
        "text": entry.title[:_LONGEST_TITLE],
        "dates": f"{entry.start:{form}}/{entry.until:{form}}",
        "ctz": entry.zone,
        "location": entry.place[:_LONGEST_PLACE],
        "details": entry.url,
    }
    return "https://calendar.google.com/calendar/render?" + urlencode(asked, quote_via=quote)


def outlook(entry: Entry) -> str:
    """The compose link of Outlook on the web."""
    form = "%Y-%m-%d" if entry.all_day else "%Y-%m-%dT%H:%M:%S%z"
    asked = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": entry.title[:_LONGEST_TITLE],
        "startdt": f"{entry.start:{form}}",
        "enddt": f"{entry.until:{form}}",
        "location": entry.place[:_LONGEST_PLACE],
        "body": entry.url,
    }
    if entry.all_day:
        asked["allday"] = "true"
    return "https://outlook.live.com/calendar/0/deeplink/compose?" + urlencode(asked, quote_via=quote)
