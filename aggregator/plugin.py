"""THE PLUGIN API: all that a source adapter may import.

An adapter is a class ``Source[OptionsT]`` in ``sources/<kind>.py`` (or behind an entry point of the group
``asagao.sources``). It does no I/O and has no clock: it names the requests to make and reads the pages that come back.

    class FooOptions(Options):
        group: str

    class Foo(Source[FooOptions]):
        '''Foo's API. Terms: …'''

        hosts = ("foo.example",)

        def requests(self, window: Window) -> Iterable[Request]:
            yield Request(f"https://foo.example/api/{self.options.group}/events")

        def parse(self, page: Page) -> Iterator[Found]:
            for row in page.json["events"]:
                yield RawEvent(title=row["title"], url=row["url"], start=row["starts_at"], id=str(row["id"]))
"""

from __future__ import annotations

import json as json_
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Protocol, TypeVar, get_args, runtime_checkable
from urllib.parse import urljoin

from pydantic import BaseModel, ConfigDict

from aggregator.errors import ParseError, RecordError
from aggregator.i18n import said
from aggregator.model import Frozen, Trouble, TroubleKind

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = [
    "Found",
    "Options",
    "Page",
    "ParseError",
    "RawEvent",
    "Recognises",
    "RecognisesPages",
    "RecordError",
    "Request",
    "Source",
    "TroubleKind",
    "Window",
    "is_closed_day",
    "said",
]

_BEFORE_CLOSED = r"""(?: 本日|終日|全日|臨時|年末年始|定期|夏季|夏期|冬季|冬期|お盆|メンテナンス|保守|設備|点検|整備|工事|作業|のため|による|に伴う|店舗?|全館|ホール|会場|企業|団体|館内|展示室|清掃|展示替え?|午[前後]中?|(?:毎週)?[月火水木金土日]曜日? | \W )"""
_NO_VISITORS = r"""(?: 休館|休園|休業|休演|休場|休店|休室|休廊|店休|定休|閉館|閉園|閉場|公休|振替休[館日]|お?休み|(?:お?正月|春|夏|冬)休み|貸切|貸し切り?|館内整理|整理休館|(?:保守|設備|館内|施設|機器|機構|舞台|消防|電気|空調|法定|定期)++点検|点検日|メンテナンス(?:期間|日)?|空き(?:日|枠|あり)?|空いて(?:い)?ます|個人利用(?:開放)?|一般(?:利用|開放)|(?:[^\s\W]{1,4})?設営|撤去|準備日|関係者(?:のみ|利用|専用)|クローズ|closed|専用(?:利用|使用)|(?:ハウス|ホール|スタジオ|会場)レンタル|(?:hall|house|studio|venue)\s?rental|private(?:\s?(?:event|party|rental))?|リハーサル|rehearsal )"""
_CLOSED = re.compile(  # what follows the first sign is read once, from left to right: in every way it would take for ever
    rf"""{_BEFORE_CLOSED}*? {_NO_VISITORS}
        (?: [(][^)]*[)]? | {_NO_VISITORS} | 営業|公演|利用|使用|期間|日|です|となります|します|いたします|させていただきます|の為 | {_BEFORE_CLOSED} )*+""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_PUBLIC = re.compile(r"[(（【［\[]\s?(?:関係者(?:のみ|限定|専用)?|(?:一般)?非公開|招待者?のみ)\s?[)）】］\]]\W*$")
"""What ends so is for those who are asked: 表彰式（関係者のみ）."""
_SHORT = 60


class Options(BaseModel):
    """Base of an adapter's options: the keys of its block in config.yaml beside ``name`` and ``kind``."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time that is of interest: events that end before ``start`` or begin after ``end`` need not be fetched."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """One page to get. ``note`` travels with the request and comes back as ``page.request.note``.

    ``secret`` names environment variables by header: ``{"X-API-Key": "CONNPASS_API_KEY"}``; a missing one is a Trouble
    that says so, and the value is never logged. Words before the variable's name are sent as they are:
    ``{"Authorization": "Bearer DOORKEEPER_TOKEN"}``. ``empty_status`` are HTTP codes by which this site says "no hits".
    ``hidden``: the address is a secret itself; of it only the host stands in logs and messages.

    ``row`` marks the own page of one event of a list, and is what the list says of it: it stands where the page does not
    come. Such pages are asked for last, a few in a run, and kept until the row says something else or some days have passed.
    ``remembered``: only what is kept of earlier runs will do, nothing is asked. ``renew``: what is kept is asked for again, and
    stands where the site does not give it.
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict)
    empty_status: tuple[int, ...] = ()
    note: Any = None
    hidden: bool = False
    row: RawEvent | None = None
    remembered: bool = False
    renew: bool = False


@dataclass(frozen=True)
class Page:
    """A page that arrived: ``body`` as bytes, ``text`` decoded as browsers do, ``url`` after redirects.

    ``not_modified`` says that the server answered 304 and the body is the one of last time, ``remembered`` that it was not
    even asked, since the page is kept as long as its row is the same; ``aged`` is when it was last read, where that is long
    enough ago to ask again. ``notices`` are what the
    fetcher saw in passing (moved for good, certificate about to expire, wrong charset); adapters need not look at them.
    ``reader`` is what finds ``listed``; the fetcher gives it.
    """

    request: Request
    url: str
    body: bytes
    window: Window
    content_type: str = ""
    charset: str = "utf-8"
    not_modified: bool = False
    remembered: bool = False
    aged: datetime | None = None
    notices: tuple[Trouble, ...] = ()
    reader: Callable[[Page], tuple[RawEvent, ...]] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def listed(self) -> tuple[RawEvent, ...]:
        """The list of events that a person sees on the page, found without selectors; empty where there is none."""
        return self.reader(self) if self.reader is not None else ()

    @cached_property
    def text(self) -> str:
        """The body as text; undecodable bytes become U+FFFD."""
        return self.body.decode(self.charset, "replace").removeprefix("\ufeff")

    @cached_property
    def json(self) -> Any:
        """The body as JSON.

        Raises:
            ParseError: it is not JSON.
        """
        try:
            return json_.loads(self.text, strict=False)
        except (ValueError, RecursionError) as error:
            raise ParseError(f"not JSON: {error}", url=self.url) from error

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The body as HTML."""
        from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

        warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)  # XHTML is read as browsers read it
        return BeautifulSoup(self.text, "lxml")

    def absolute(self, href: str | None) -> str | None:
        """``href`` against the page's address (RFC 3986 §5); ``None`` stays ``None``."""
        if not href:
            return None
        try:
            return urljoin(self.url, href.strip())
        except ValueError:
            return None


class RawEvent(Frozen):
    """A record as the site gives it: text, untouched. ``normalise`` understands it.

    ``start``, ``end``, ``deadline``, ``published`` and ``updated`` take ISO or RFC 5322 text, any date text a person would
    read, unix seconds, or a ``datetime``/``date`` (naive = in ``zone``, else in the source's zone). An ``end`` that is only
    a date is the last day itself (as people write it; an iCalendar DTEND is one day later). ``when`` is free
    text with date and time (read where ``start`` is missing). ``hybrid``: one can come, or take part online, as one likes.
    ``price`` is text (``一般 1,000円``) or yen. ``text`` is the description, HTML or plain.
    """

    title: str | None = None
    url: str | None = None
    id: str | None = None
    start: Any = None
    end: Any = None
    doors: Any = None
    when: str | None = None
    all_day: bool | None = None
    zone: str | None = None
    venue: str | None = None
    address: str | None = None
    lat: float | str | None = None
    lng: float | str | None = None
    online: bool | None = None
    hybrid: bool = False
    organiser: str | None = None
    organiser_url: str | None = None
    series: str | None = None
    price: int | float | str | None = None
    capacity: int | str | None = None
    accepted: int | str | None = None
    waiting: int | str | None = None
    status: str | None = None
    deadline: Any = None
    tags: tuple[str, ...] = ()
    text: str = ""
    published: Any = None
    updated: Any = None
    language: str | None = None


Found = RawEvent | Request | RecordError
OptionsT = TypeVar("OptionsT", bound=Options)


class Source(Generic[OptionsT]):
    """Base of every adapter. The options type is learnt from ``Source[FooOptions]``.

    ``zone`` is the IANA zone of times that the site gives without one. ``hosts`` are the sites an adapter knows, for
    ``asagao sources add URL``. ``interval`` is the least time between two requests to one host, in seconds.
    ``lists_all``: the source lists all its coming events, so that one that is missing is gone; a feed of the newest
    entries does not. ``interface`` is what the best of its ways reads: an ``api`` or a ``feed`` published for programs, else a
    ``page``. ``gives`` are those fields of ``RawEvent`` that the site has as fields of their own there. Both decide the
    adapter's quality (``aggregator.quality``).
    """

    options_type: ClassVar[type[Options]] = Options
    hosts: ClassVar[tuple[str, ...]] = ()
    zone: ClassVar[str] = "Asia/Tokyo"
    interval: ClassVar[float] = 1.0
    lists_all: ClassVar[bool] = True
    interface: ClassVar[Literal["api", "feed", "page"]] = "page"
    gives: ClassVar[tuple[str, ...]] = ()

    options: OptionsT

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for base in getattr(cls, "__orig_bases__", ()):
            for argument in get_args(base):
                if isinstance(argument, type) and issubclass(argument, Options):
                    cls.options_type = argument

    def __init__(self, options: OptionsT) -> None:
        self.options = options

    def requests(self, window: Window) -> Iterable[Request]:
        """The first requests of a run."""
        raise NotImplementedError

    def parse(self, page: Page) -> Iterator[Found]:
        """Read a page: records, and further requests (the next page, a detail page).

        A record that cannot be read is yielded as a ``RecordError``: its neighbours live. Raising one ends the page.

        Raises:
            ParseError: the page is not what this kind reads.
        """
        raise NotImplementedError


@runtime_checkable
class Recognises(Protocol):
    """Optional ability of an adapter: to know one of its own addresses, for ``asagao sources add URL``."""

    @classmethod
    def from_url(cls, url: str) -> dict[str, str] | None:
        """The options that read what a person sees at ``url``; ``None`` where it is not one of this site's lists."""
        ...


@runtime_checkable
class RecognisesPages(Protocol):
    """Optional ability of an adapter: to know a page of its platform that stands under somebody's own address."""

    @classmethod
    def from_page(cls, page: Page) -> dict[str, str] | None:
        """The options that read what a person sees on ``page``; ``None`` where the platform did not make it."""
        ...


def is_closed_day(title: str) -> bool:
    """Whether a line of a house's calendar says that nothing takes place for the public: 休館日, 臨時休業（点検のため）, 貸切."""
    plain = unicodedata.normalize("NFKC", title) if len(title) <= _SHORT else ""
    return _CLOSED.fullmatch(plain) is not None or _NOT_PUBLIC.search(plain) is not None
