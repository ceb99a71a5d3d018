"""One morning: what is told, in all its forms, and where it went."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import AwareDatetime

from aggregator.model.base import Frozen
from aggregator.model.events import Change
from aggregator.model.matches import Ranked, Rejected
from aggregator.model.person import Free, Profile
from aggregator.model.sources import SourceState


class Item(Frozen):
    """One line of the digest. ``new`` since the last digest; ``changes`` are shown field by field."""

    ranked: Ranked
    new: bool = False
    changes: tuple[Change, ...] = ()
    saved: bool = False


class Digest(Frozen):
    """Everything that page, mail, text, JSON and calendar show: one record, many forms.

    ``made`` carries the profile's zone. ``notices`` (changes and cancellations of shown or saved events, deadlines of
    today) come first; ``items`` are in rank order. ``unread`` are the person's own calendars that could not be read: name, and a
    sentence in the profile's language.
    """

    made: AwareDatetime
    day: date
    profile: Profile
    free: Free = Free()
    items: tuple[Item, ...] = ()
    notices: tuple[Item, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    folded: tuple[Item, ...] = ()
    sources: tuple[SourceState, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    read: int = 0
    merged: int = 0
    dropped: int = 0


class Rendered(Frozen):
    """The finished forms of one digest."""

    subject: str
    html: str
    mail_html: str
    text: str
    ics: str


class Receipt(Frozen):
    """What a delivery did.

    ``repeated``: this key had been delivered already, nothing was sent. ``empty``: there was nothing to tell, nothing was
    sent. ``refused``: recipients whom the server refused while it took the message for the others.
    """

    channel: str
    key: str
    where: str
    at: datetime
    repeated: bool = False
    empty: bool = False
    refused: tuple[str, ...] = ()
