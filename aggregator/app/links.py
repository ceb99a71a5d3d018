"""Links in mail that act without a login: signed, for one deed on one listing, until a day (HMAC-SHA256, RFC 2104)."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import quote

from aggregator.render.shown import anchor
from aggregator.store import BY_WORD

DEEDS: Final = frozenset([*BY_WORD, "unsubscribe"])
LAST: Final = timedelta(days=60)
"""How long a link in a digest acts."""
_LENGTH: Final = 22


def signature(secret: bytes, deed: str, listing: str, until: date) -> str:
    """The proof that a link was made by this program."""
    words = f"{deed}\n{listing}\n{until.isoformat()}".encode()
    return urlsafe_b64encode(hmac.new(secret, words, hashlib.sha256).digest()).decode()[:_LENGTH]


def signed_path(secret: bytes, deed: str, listing: str, until: date) -> str:
    """The path of a link: ``/m/<deed>/<listing>/<until>/<signature>``.

    ``listing`` is its short code: ids hold addresses, and no server on the way keeps the slashes of one in a path.
    """
    return f"/m/{deed}/{quote(listing, safe='')}/{until.isoformat()}/{signature(secret, deed, listing, until)}"


def of_digest(secret: bytes, day: date, base: str = "") -> Callable[[str, str], str]:
    """Makes the links of the digest of ``day`` from a deed and a listing's id, below the address ``base``."""
    return lambda deed, listing: f"{base}{signed_path(secret, deed, anchor(listing), day + LAST)}"


def holds(secret: bytes, deed: str, listing: str, until: str, given: str, today: date) -> bool:
    """Whether a link is ours and still counts."""
    try:
        last = date.fromisoformat(until)
    except ValueError:
        return False
    proof = signature(secret, deed, listing, last)
    return deed in DEEDS and today <= last and hmac.compare_digest(proof.encode(), given.encode())


def own_secret(folder: Path) -> bytes:
    """The key that signs sessions and links; made once in the data folder, readable by its owner only.

    Raises:
        OSError: the folder cannot be written.
    """
    file = folder / "secret"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(secrets.token_bytes(32))
    return file.read_bytes()
