"""How often a password may be tried: after some wrong ones each address waits, ever longer. In memory, and bounded. Pure."""

from __future__ import annotations

import math
from collections import OrderedDict
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

FREE: Final = 5
"""So many wrong passwords cost nothing: people mistype."""
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(minutes=15)
"""The wait doubles with each further wrong one, up to this: at most about a hundred guesses a day from one address."""
FORGOTTEN: Final = timedelta(hours=24)
"""After so long without a wrong password an address begins anew."""
ADDRESSES: Final = 1024
"""So many addresses are remembered; of more, the one that has been quiet for longest is forgotten."""


class Attempts:
    """Wrong passwords by the address that they came from."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def wait(self, address: str, now: datetime) -> int:
        """Whole seconds until ``address`` may try again; 0 where it may now."""
        count, last = self._wrong.get(_network(address), (0, now))
        if count < FREE or now - last >= FORGOTTEN:
            return 0
        doubled = FIRST_WAIT * (1 << min(count - FREE, 10))
        return max(0, math.ceil((last + min(doubled, LONGEST_WAIT) - now).total_seconds()))

    def failed(self, address: str, now: datetime) -> None:
        """Note a wrong password."""
        key = _network(address)
        count, last = self._wrong.pop(key, (0, now))
        self._wrong[key] = (1 if now - last >= FORGOTTEN else count + 1, now)
        if len(self._wrong) > ADDRESSES:
            self._wrong.popitem(last=False)

    def succeeded(self, address: str) -> None:
        """Forget the wrong ones: it was the person."""
        self._wrong.pop(_network(address), None)


def _network(address: str) -> str:
    """Whose address it is: of IPv6 the /64, which one household has all of (RFC 6177)."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)
