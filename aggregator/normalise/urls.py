"""One form for each web address, so that copies of one page are seen to be one."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

TRACKING: Final = re.compile(
    r"""utm_\w+ | (?:fb|g|ms|tw|y|dc|ig|ttc|li_fat_|epik_)clid | gclsrc | gbraid | wbraid | igshid | igsh | fbclid | _ga | _gl
    | mc_[ce]id | mkt_tok | oly_\w+_id | vero_id | _hs\w+ | hsctatracking | yclid | spm | scm | ref_src | ref_url
    | from_source | trk | trkinfo | share_?id | si | s_kwcid | cmpid | aff | aff_id | openexternalbrowser""",
    re.VERBOSE | re.IGNORECASE,
)
"""Query keys that say where the reader came from, not which page it is."""
_HOST: Final = re.compile(r"[a-z0-9._~:-]+")
_ESCAPE: Final = re.compile(r"(%[0-9a-fA-F]{2})")
DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """The address without tracking, fragment, default port and user; host in lower case; escapes in one form (RFC 3986 §6).

    The order of the remaining query is kept, since some sites read it. What is not a web address (``mailto:``,
    ``javascript:``, a bare word) gives the empty string, so that the result is always safe to link to.
    """
    try:
        parts = urlsplit("".join(url.split()))
        netloc = _netloc(parts)
        path, query = _path(parts.path), _query(parts.query)
    except ValueError:  # a port beyond 65535, an unclosed bracket, a lone surrogate
        return ""
    return SplitResult(parts.scheme, netloc, path, query, "").geturl() if netloc else ""


def _netloc(parts: SplitResult) -> str:
    """Host and port, empty where this is no web address."""
    host = parts.hostname or ""
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    host = host.rstrip(".")
    if parts.scheme not in DEFAULT_PORTS or not _HOST.fullmatch(host):
        return ""
    if ":" in host:
        host = f"[{host}]"
    return host if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{parts.port}"


def _path(path: str) -> str:
    """The path with ``.`` and ``..`` resolved."""
    resolved: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del resolved[max(1, len(resolved) - 1) :]
        elif segment != ".":
            resolved.append(_escaped(segment, "!$&'()*+,;=:@"))
    return "/".join(resolved) or "/"


def _query(query: str) -> str:
    pairs = [pair for pair in query.split("&") if pair and not TRACKING.fullmatch(pair.partition("=")[0])]
    return "&".join(_escaped(pair, "!$'()*+,;=:@/?") for pair in pairs)


def _escaped(part: str, safe: str) -> str:
    """Every escape written one way, whatever charset its bytes are in (older Japanese sites escape EUC-JP)."""
    return "".join(
        piece.upper() if index % 2 else quote(piece, safe=safe) for index, piece in enumerate(_ESCAPE.split(part))
    )
