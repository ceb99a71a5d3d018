"""Read a body piece by piece and stop at the cap: what a server sends never decides how much memory is used.

Decompression is ours because a library that unpacks whole chunks lets 64 KB grow to 64 MB before anyone can look.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable
from typing import Protocol

from aggregator.errors import FetchError
from aggregator.model import TroubleKind

ACCEPT_ENCODING = "gzip, deflate"
_GZIP = 16 + zlib.MAX_WBITS
_PLAIN = frozenset({"", "identity"})


class _Unpacker(Protocol):
    """Takes the body as it came, gives it as it was meant; never gives more than ``room`` + 1 bytes."""

    def feed(self, data: bytes, room: int) -> bytes: ...

    def finish(self) -> None:
        """The body has ended.

        Raises:
            zlib.error: in the middle of the compressed data.
        """
        ...


class _Identity:
    def feed(self, data: bytes, room: int) -> bytes:
        return data[: room + 1]

    def finish(self) -> None:
        """Nothing is left over: the body is what came."""


class _Inflate:
    """gzip (RFC 1952, also several members one after another) and deflate (RFC 1950, or RFC 1951 as some servers send)."""

    def __init__(self, coding: str) -> None:
        self._gzip = coding in {"gzip", "x-gzip"}
        self._engine = zlib.decompressobj(_GZIP if self._gzip else zlib.MAX_WBITS)
        self._held = b""
        self._started = False

    def feed(self, data: bytes, room: int) -> bytes:
        if not self._started:
            data = self._begun(data)
        out = bytearray()
        while data and len(out) <= room:
            if self._engine.eof:
                if not self._gzip or not data.startswith(b"\x1f"):
                    break
                self._engine = zlib.decompressobj(_GZIP)
            out += self._engine.decompress(data, room + 1 - len(out))
            data = self._engine.unconsumed_tail or self._engine.unused_data
        return bytes(out)

    def _begun(self, data: bytes) -> bytes:
        """What can be fed: the first two bytes tell whether deflate has its header (RFC 1950 §2.2)."""
        self._held += data
        if len(self._held) < 2:
            return b""
        self._started = True
        headed = self._held[0] & 0x0F == 8 and int.from_bytes(self._held[:2]) % 31 == 0
        if not self._gzip and not headed:
            self._engine = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._held

    def finish(self) -> None:
        if self._held and not self._engine.eof:
            raise zlib.error("the compressed data ends too early")


async def read_body(chunks: AsyncIterable[bytes], coding: str, cap: int, *, cut: bool = False) -> bytes:
    """The body of an answer.

    Args:
        chunks: the bytes as they come from the network.
        coding: the Content-Encoding header.
        cap: most bytes after decompression.
        cut: whether a larger body is cut there instead of being an error.

    Raises:
        FetchError: it is larger than ``cap``, or its compression is broken or unknown.
    """
    unpacker = _unpacker(coding.strip().lower())
    body = bytearray()
    try:
        async for chunk in chunks:
            body += unpacker.feed(chunk, cap - len(body))
            if len(body) > cap and cut:
                return bytes(body[:cap])
            if len(body) > cap:
                raise FetchError(
                    f"the page is larger than {cap:,} bytes; reading stopped there", kind=TroubleKind.TOO_LARGE
                )
        unpacker.finish()
    except zlib.error as error:
        raise FetchError(f"the {coding} compression is broken: {error}", kind=TroubleKind.UNREADABLE) from error
    return bytes(body)


def _unpacker(coding: str) -> _Unpacker:
    if coding in _PLAIN:
        return _Identity()
    if coding in {"gzip", "x-gzip", "deflate"}:
        return _Inflate(coding)
    raise FetchError(f"Content-Encoding {coding!r} was not asked for and cannot be read", kind=TroubleKind.UNREADABLE)
