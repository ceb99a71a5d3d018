"""Base of adapters that are a generic kind with its options filled in."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, ClassVar, TypeVar
from urllib.parse import unquote_plus

from aggregator.plugin import Found, OptionsT, Page, Request, Source, Window

SourceT = TypeVar("SourceT", bound=Source[Any])


def configured(kind: type[SourceT], **options: object) -> SourceT:
    """A generic kind with ``options``; those that are ``None`` keep their default."""
    given = {name: value for name, value in options.items() if value is not None}
    return kind(kind.options_type.model_validate(given))


class Preset(Source[OptionsT]):
    """An adapter that says which generic kind reads its site, and with which options.

    ``addresses`` are patterns of the addresses of its lists, without ``https://www.`` unless they write a scheme
    themselves; their named groups are options of the adapter. ``no_hits``
    are HTTP codes by which the site says that nothing was found. ``marks`` are words in the source of a page that only this
    platform writes; such a page's own address is the option ``url``.
    """

    addresses: ClassVar[tuple[str, ...]] = ()
    marks: ClassVar[tuple[str, ...]] = ()
    no_hits: ClassVar[tuple[int, ...]] = ()

    @abstractmethod
    def kind(self) -> Source[Any]:
        """The generic kind, made from this adapter's options."""

    def requests(self, window: Window) -> Iterable[Request]:
        """What the generic kind asks for."""
        return map(self._patient, self.kind().requests(window))

    def parse(self, page: Page) -> Iterator[Found]:
        """What the generic kind reads."""
        for found in self.kind().parse(page):
            yield self._patient(found) if isinstance(found, Request) else found

    def _patient(self, request: Request) -> Request:
        return replace(request, empty_status=(*request.empty_status, *self.no_hits))

    @classmethod
    def from_url(cls, url: str) -> dict[str, str] | None:
        """The options that read what a person sees at ``url``; ``None`` where it is not one of this site's lists."""
        for pattern in cls.addresses:
            start = "" if "://" in pattern else r"(?:https?|webcals?)://(?:www\.)?"
            if found := re.match(start + pattern, url.strip()):
                given = {name: value for name, value in found.groupdict().items() if value}
                return {name: value if "://" in value else unquote_plus(value) for name, value in given.items()}
        return None

    @classmethod
    def from_page(cls, page: Page) -> dict[str, str] | None:
        """The options that read a page which the platform made under an address of its owner's; ``None`` for others."""
        return {"url": re.split(r"[?#]", page.url)[0]} if any(mark in page.text for mark in cls.marks) else None
