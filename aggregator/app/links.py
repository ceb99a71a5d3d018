"""Links in mail that act without a login: signed, for one deed on one listing, until a day (HMAC-SHA256, RFC 2104). Pure."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import date
from typing import Final
from urllib.parse import quote

DEEDS: Final = frozenset(["up", "down", "later", "went", "save", "unsubscribe"])
_LENGTH: Final = 22


def signature(secret: bytes, deed: str, listing: str, until: date) -> str:
    """The proof that a link was made by this program."""
    words = f"{deed}\n{listing}\n{until.isoformat()}".encode()
    return urlsafe_b64encode(hmac.new(secret, words, hashlib.sha256).digest()).decode()[:_LENGTH]


def signed_path(secret: bytes, deed: str, listing: str, until: date) -> str:
    """The path of a link: ``/m/<deed>/<listing>/<until>/<signature>``."""
    return f"/m/{deed}/{quote(listing, safe='')}/{until.isoformat()}/{signature(secret, deed, listing, until)}"


def holds(secret: bytes, deed: str, listing: str, until: str, given: str, today: date) -> bool:
    """Whether a link is ours and still counts."""
    try:
        last = date.fromisoformat(until)
    except ValueError:
        return False
    return deed in DEEDS and today <= last and hmac.compare_digest(signature(secret, deed, listing, last), given)
