"""Base of adapters that are a generic kind with its options filled in."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, TypeVar

from aggregator.plugin import Found, OptionsT, Page, Request, Source, Window

SourceT = TypeVar("SourceT", bound=Source[Any])


def configured(kind: type[SourceT], **options: object) -> SourceT:
    """A generic kind with ``options``; those that are ``None`` keep their default."""
    given = {name: value for name, value in options.items() if value is not None}
    return kind(kind.options_type.model_validate(given))


class Preset(Source[OptionsT]):
    """An adapter that says which generic kind reads its site, and with which options.

    ``addresses`` are patterns of the addresses of its lists; their named groups are options of the adapter.
    """

    addresses: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def kind(self) -> Source[Any]:
        """The generic kind, made from this adapter's options."""

    def requests(self, window: Window) -> Iterable[Request]:
        """What the generic kind asks for."""
        return self.kind().requests(window)

    def parse(self, page: Page) -> Iterator[Found]:
        """What the generic kind reads."""
        return self.kind().parse(page)

    @classmethod
    def from_url(cls, url: str) -> dict[str, str] | None:
        """The options that read what a person sees at ``url``; ``None`` where it is not one of this site's lists."""
        for pattern in cls.addresses:
            found = re.match(rf"(?:https?|webcals?)://(?:www\.)?{pattern}", url.strip())
            if found:
                return {name: value for name, value in found.groupdict().items() if value}
        return None
