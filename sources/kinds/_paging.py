"""The further pages of a JSON API: by an address in the reply, a cursor, a page number or an offset."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import Field, model_validator

from aggregator.plugin import Options, Page, Request, said
from sources.kinds._expressions import Expression, search


class Paging(Options):
    """How to ask for the next page. Give one of ``next``, ``cursor``, ``page`` and ``offset``."""

    next: Expression = Field(
        "", description="Expression for the address of the next page (`meta.next`, `next_rest_url`)."
    )
    cursor: Expression = Field("", description="Expression for the mark to send for the next page (`next_cursor`).")
    cursor_param: str = Field("cursor", description="Query parameter that takes the mark.")
    page: str = Field("", description="Query parameter that takes the page's number (`page`).")
    first: int = Field(1, ge=0, description="Number of the first page.")
    offset: str = Field(
        "", description="Query parameter that takes the number of the first record (`start`, `offset`)."
    )
    origin: int = Field(0, ge=0, le=1, description="Number of the very first record, with `offset`.")
    total: Expression = Field(
        "", description="Expression for the number of all records; paging ends there, else at a page without records."
    )
    pages: Expression = Field("", description="Expression for the number of pages, with `page`.")

    @model_validator(mode="after")
    def _one_way(self) -> Paging:
        ways = [name for name in ("next", "cursor", "page", "offset") if getattr(self, name)]
        if len(ways) != 1:
            raise ValueError(
                said(
                    "next、cursor、page、offset のどれか一つだけを書いてください（今: {ways}）",
                    ways=", ".join(ways) or "—",
                )
            )
        return self


def next_request(paging: Paging, page: Page, reply: Any, count: int) -> Request | None:
    """The request after ``page``, which gave ``count`` records; ``None`` at the end.

    The number of records read so far and the page's number travel in the request's note.
    """
    note = page.request.note if isinstance(page.request.note, dict) else {}
    number, read = int(note.get("number", paging.first)), int(note.get("read", 0)) + count
    if count == 0 or _finished(paging, reply, number, read):
        return None
    changes: dict[str, str] = {}
    address: str | None = page.request.url
    if paging.next:
        address = page.absolute(_text(search(paging.next, reply)))
    elif paging.cursor:
        mark = _text(search(paging.cursor, reply))
        address, changes = (address if mark else None), {paging.cursor_param: mark or ""}
    elif paging.page:
        changes = {paging.page: str(number + 1)}
    else:
        changes = {paging.offset: str(paging.origin + read)}
    if not address:
        return None
    following = _asked(page.request, address, changes, {"number": number + 1, "read": read})
    return None if (following.url, following.params) == (page.request.url, page.request.params) else following


def _finished(paging: Paging, reply: Any, number: int, read: int) -> bool:
    total = search(paging.total, reply) if paging.total else None
    pages = search(paging.pages, reply) if paging.pages else None
    if isinstance(total, int | float) and read >= total:
        return True
    return isinstance(pages, int | float) and number - paging.first + 1 >= pages


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and str(value) else None


def _asked(request: Request, address: str, changes: Mapping[str, str], note: dict[str, int]) -> Request:
    """``request`` with another address, or other query parameters."""
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in changes]
    params = dict(request.params) | dict(changes)
    if address != request.url:
        params = {}
    else:
        address = urlunsplit(parts._replace(query=urlencode(query)))
    return Request(
        address,
        headers=request.headers,
        params=params,
        secret=request.secret,
        empty_status=request.empty_status,
        note=note,
    )
