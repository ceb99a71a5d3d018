"""How a source does, and what is wrong with it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import AwareDatetime

from aggregator.model.base import Frozen


class TroubleKind(StrEnum):
    """What went wrong with a source; each has one plain sentence in the digest's foot."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    HTTP_STATUS = "http_status"
    TOO_MANY_REQUESTS = "too_many_requests"
    ROBOTS = "robots"
    FORBIDDEN_ADDRESS = "forbidden_address"
    REDIRECT_LOOP = "redirect_loop"
    TOO_LARGE = "too_large"
    EMPTY_BODY = "empty_body"
    CERTIFICATE = "certificate"
    UNREADABLE = "unreadable"
    NOT_THE_KIND = "not_the_kind"
    NO_EVENTS = "no_events"
    FEWER_EVENTS = "fewer_events"
    FIELD_VANISHED = "field_vanished"
    NOTHING_AHEAD = "nothing_ahead"
    NOTHING_NEW = "nothing_new"
    MOVED = "moved"
    CERTIFICATE_EXPIRING = "certificate_expiring"
    BAD_RECORD = "bad_record"
    PAGE_LIMIT = "page_limit"
    NEEDS_KEY = "needs_key"
    CRASHED = "crashed"


class Trouble(Frozen):
    """Something that a source did not give. ``detail`` is English for the log; the reader's sentence comes from ``kind``."""

    source: str
    kind: TroubleKind
    detail: str = ""
    url: str | None = None
    field: str | None = None
    value: str | None = None
    count: int = 1
    since: AwareDatetime | None = None

    @property
    def harmless(self) -> bool:
        """Whether nothing is lost by it: a page in another charset than it says is read all the same."""
        return self.kind is TroubleKind.UNREADABLE and self.field == "charset"


class SourceState(Frozen):
    """How one source did: for the foot of the digest and ``asagao sources``."""

    name: str
    ok: bool
    events: int = 0
    not_modified: bool = False
    last_success: AwareDatetime | None = None
    stale: bool = False
    troubles: tuple[Trouble, ...] = ()
