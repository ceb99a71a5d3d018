"""A short message to phone or chat through apprise (extra ``asagao[notify]``): LINE, Slack, Discord, ntfy and many more."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from aggregator.errors import DeliveryError


def installed() -> bool:
    """Whether the extra is there."""
    return find_spec("apprise") is not None


def push(title: str, body: str, addresses: Sequence[str]) -> None:
    """Send to all ``addresses`` (https://github.com/caronc/apprise/wiki). They hold secrets and are never named in an error.

    Raises:
        DeliveryError: apprise is not installed, an address is not one of its forms, or somebody did not take the message.
    """
    try:
        import apprise
    except ModuleNotFoundError:
        raise DeliveryError(
            "push needs the extra: pipx inject asagao apprise, or pip install 'asagao[notify]'"
        ) from None
    sender = apprise.Apprise()
    for number, address in enumerate(addresses, 1):
        if not sender.add(address):
            raise DeliveryError(f"push: address {number} of {len(addresses)} is not one that apprise knows")
    if not sender.notify(title=title, body=body):
        raise DeliveryError(f"push: not all of {len(addresses)} addresses took the message")
