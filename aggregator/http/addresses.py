"""Which addresses may be connected to, held where the connection is made.

A name is resolved once, the answers are judged, and the connection goes to a judged address: a name that resolves to
another address a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

import httpcore

from aggregator.errors import FetchError
from aggregator.model import TroubleKind

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

# Where cloud machines keep their keys: nobody announces events there, so no config can allow it.
_METADATA = frozenset(
    ip_address(text)
    for text in ("169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254")
)
# Prefixes that carry an IPv4 address in their last 32 bits: NAT64 (RFC 6052) and IPv4-compatible (RFC 4291 §2.5.5.1).
_EMBEDDING = tuple(IPv6Network(text) for text in ("64:ff9b::/96", "::/96"))
# Local by their definition, and called global by some versions of Python.
_LOCAL = tuple(ip_network(text) for text in ("fec0::/10", "64:ff9b:1::/48", "100.64.0.0/10"))


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of ``host`` from the system's resolver, best first.

    Raises:
        OSError: there is none.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def refused(address: str, *, allow_private: bool) -> bool:
    """Whether ``address`` must not be connected to.

    Args:
        address: IPv4 or IPv6 in text; anything else is refused.
        allow_private: whether loopback, private and link-local addresses are fine.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return True
    faces = _embedded(parsed) or [parsed]
    if any(face in _METADATA for face in faces):
        return True
    return not allow_private and not all(_public(face) for face in faces)


def _public(address: IPv4Address | IPv6Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and not any(address in network for network in _LOCAL if network.version == address.version)
    )


def _embedded(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The IPv4 addresses that ``address`` leads to by way of a translator or a tunnel."""
    if isinstance(address, IPv4Address):
        return []
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _EMBEDDING) and int(address) > 1:
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in inner if one is not None]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """A network backend that connects to judged addresses only.

    Args:
        resolve: from host and port to addresses.
        dial: makes the connection to an address.
        allow_private: whether addresses of the own machine and network are fine.
    """

    def __init__(self, resolve: Resolve, dial: httpcore.AsyncNetworkBackend, *, allow_private: bool) -> None:
        self._resolve, self._dial, self._allow_private = resolve, dial, allow_private

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first judged address of ``host`` that answers.

        Raises:
            FetchError: ``host`` has only addresses that are refused.
            httpcore.ConnectError: no address, or none answers.
        """
        addresses = await self._judged(host, port)
        share = timeout / len(addresses) if timeout else None
        failure: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in addresses:
            try:
                return await self._dial.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        assert failure is not None
        raise failure

    async def _judged(self, host: str, port: int) -> list[str]:
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} cannot be resolved: {error}") from error
        allowed = [address for address in found if not refused(address, allow_private=self._allow_private)]
        if not allowed:
            what = ", ".join(found) or "no address"
            raise FetchError(
                f"{host} leads to {what}: addresses of this machine and of private networks are refused (allow_private allows them for a source)",
                kind=TroubleKind.FORBIDDEN_ADDRESS,
            )
        return allowed
