"""The one listing that a person means: by ID, address, short code or a piece of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aggregator.cli.events import when
from aggregator.cli.failure import Failure
from aggregator.cli.text import _

if TYPE_CHECKING:
    from aggregator.cli.session import Session
    from aggregator.model import Listing

_SHOWN = 20
"""So many matches are listed."""


def chosen(session: Session, key: str) -> Listing:
    """The listing that ``key`` names.

    Raises:
        Failure: none is, or several are: then with their IDs.
        ConfigError: ``key`` begins the ids of several.
    """
    from aggregator.app.story import code, find, titled

    listing = find(session.store, key)
    if listing is not None:
        return listing
    several = titled(session.store, key)
    if not several:
        raise Failure(_("見つかりません: {event}。asagao events で探せます").format(event=key), 2)
    told = [_("「{event}」に当たる会が{n}件あります。IDで選んでください:").format(event=key, n=len(several))]
    zone = session.loaded.settings.profile.zone
    told += [f"  {code(one)}  {when(one.event, zone)}  {one.event.title}" for one in several[:_SHOWN]]
    if len(several) > _SHOWN:
        told.append(_("ほか {n}件").format(n=len(several) - _SHOWN))
    raise Failure("\n".join(told), 2)
