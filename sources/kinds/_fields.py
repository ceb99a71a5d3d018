"""The map from a site's names to an event's fields, as a person writes it under ``fields:`` in config.yaml."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field, ValidationError

from aggregator.plugin import Options, RawEvent, RecordError

_INLINE: Final = re.compile(
    r"</?(?:a|b|big|br|code|em|font|h\d|i|img|mark|p|rb|rp|rt|ruby|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]


class Fields(Options):
    """Where each field of an event is found. What a name is (a CSS selector, an expression, a column) depends on the kind.

    Each takes one name or a list; the values of a list are joined with a space.
    """

    title: Names = Field((), description="Title of the event.")
    url: Names = Field((), description="Address of the event's own page.")
    id: Names = Field((), description="The site's own number or key of the event.")
    start: Names = Field((), description="When it begins, machine-readable (ISO 8601, unix seconds …).")
    end: Names = Field((), description="When it ends, machine-readable; a date alone is the last day.")
    doors: Names = Field((), description="When the doors open.")
    all_day: Names = Field((), description="Whether it takes whole days (`true`, `false`).")
    zone: Names = Field((), description="IANA zone of times that are given without one.")
    when: Names = Field(
        (), description="Words with date and time (`11月28日(土) 7:00〜8:30`); read where `start` is missing."
    )
    venue: Names = Field((), description="Name of the place.")
    address: Names = Field((), description="Postal address of the place.")
    online: Names = Field((), description="Whether it is held online (`true`, `false`).")
    lat: Names = Field((), description="Latitude in degrees.")
    lng: Names = Field((), description="Longitude in degrees.")
    organiser: Names = Field((), description="Who holds it.")
    organiser_url: Names = Field((), description="Address of the organiser's page.")
    series: Names = Field((), description="The group or series that it belongs to.")
    price: Names = Field((), description="The fee, as words or a number of yen.")
    capacity: Names = Field((), description="How many people can take part.")
    accepted: Names = Field((), description="How many have registered.")
    waiting: Names = Field((), description="How many are waiting.")
    status: Names = Field((), description="State (`中止`, `満席`, `EventCancelled` …).")
    deadline: Names = Field((), description="Until when one can apply.")
    tags: Names = Field((), description="Tags or categories; every match is taken.")
    text: Names = Field((), description="Description, plain or HTML; fee, place and the like are read in it.")
    published: Names = Field((), description="When the listing was published.")
    updated: Names = Field((), description="When the listing was last changed.")
    language: Names = Field((), description="Language of the event (`ja`, `en`).")

    def given(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The fields that were filled in, with their names."""
        for field in type(self).model_fields:
            names: tuple[str, ...] = getattr(self, field)
            if names:
                yield field, names

    def every_name(self) -> Iterator[str]:
        """All names that were filled in."""
        for _, names in self.given():
            yield from names

    def read(self, value_of: Callable[[str, str], Any]) -> dict[str, Any]:
        """Values by field for RawEvent; ``value_of(field, name)`` gives text, a number, a list or ``None``."""
        values = {field: _joined(field, [value_of(field, name) for name in names]) for field, names in self.given()}
        return {field: value for field, value in values.items() if value not in (None, "", ())}


def _joined(field: str, values: list[Any]) -> Any:
    present = [value for value in values if value is not False and value not in (None, "", [], {})]
    if field == "tags":
        return tuple(_words(present))
    if len(present) == 1 and isinstance(present[0], int | float) and not isinstance(present[0], bool):
        return str(present[0]) if field in _TEXTUAL else present[0]
    between = "\n" if field == "text" else " "
    return between.join(_words(present)) or None


def _words(value: Any) -> list[str]:
    """Every text in ``value``, however nested, in order."""
    if isinstance(value, dict):
        return [word for part in value.values() for word in _words(part)]
    if isinstance(value, list | tuple):
        return [word for part in value for word in _words(part)]
    return [str(value).strip()] if value not in (None, "") else []


def unmarked(words: str) -> str:
    """A line of text without the entities and inline tags that some sites put into it."""
    return " ".join(html.unescape(_INLINE.sub("", words)).split())


def built(values: dict[str, Any], page_url: str) -> RawEvent | RecordError:
    """``values`` as a record, or the error that names the first field whose value does not fit."""
    try:
        return RawEvent(**values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        return RecordError(first["msg"], field=field, value=first["input"], url=page_url)


_NUMERIC = {
    "start",
    "end",
    "doors",
    "lat",
    "lng",
    "price",
    "capacity",
    "accepted",
    "waiting",
    "deadline",
    "published",
    "updated",
}
_TEXTUAL = frozenset(RawEvent.model_fields) - _NUMERIC
