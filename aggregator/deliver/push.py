"""A short message to phone or chat through apprise (extra ``asagao[notify]``): LINE, Slack, Discord, ntfy and many more."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.util import find_spec

from aggregator.errors import DeliveryError
from aggregator.i18n import said


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
            said("短い知らせには apprise が要ります（pipx inject asagao apprise、または pip install 'asagao[notify]'）")
        ) from None
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)  # it logs the addresses, which are secrets
    sender = apprise.Apprise()
    for number, address in enumerate(addresses, 1):
        if not sender.add(address):
            raise DeliveryError(
                said(
                    "短い知らせ: {all}個のうち{n}番目のアドレスは apprise の形ではありません",
                    all=len(addresses),
                    n=number,
                )
            )
    if not sender.notify(title=title, body=body):
        raise DeliveryError(said("短い知らせ: 届かなかったアドレスがあります（全部で{all}個）", all=len(addresses)))
