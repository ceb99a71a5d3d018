"""Kind ``json``: an API that answers with JSON, one JMESPath expression per field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from aggregator.plugin import Found, Page, ParseError, RawEvent, RecordError, Request, Source, TroubleKind, Window
from sources.kinds._expressions import Expression, checked, search
from sources.kinds._fields import Fields, built, unmarked
from sources.kinds._identity import distinct
from sources.kinds._ldjson import repaired
from sources.kinds._options import UrlOptions, fill
from sources.kinds._paging import Paging, next_request
from sources.kinds._selectors import Selector
from sources.kinds._selectors import checked as selectors

_TIMES = frozenset({"start", "end", "doors", "deadline", "published", "updated"})
_LINES = ("title", "venue", "organiser", "series")
_SECONDS = 100_000_000_000  # a larger number counts milliseconds since 1970: in seconds it would be after the year 5000


def _given(params: object) -> object:
    return {name: value for name, value in params.items() if value is not None} if isinstance(params, dict) else params


Params = Annotated[dict[str, str], BeforeValidator(_given)]


class Expressions(Fields):
    """One or several JMESPath expressions per field, within the record: ``venue.name``, ``"開始日時"``, ``join('', [a, b])``."""

    @field_validator("*")
    @classmethod
    def _valid(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(checked(expression) for expression in value)


class JsonOptions(UrlOptions):
    """Options of kind ``json``."""

    params: Params = Field({}, description="Query parameters; `{start}` and `{end}` become days, as in `url`.")
    headers: dict[str, str] = Field({}, description="Headers to send.")
    secret: dict[str, str] = Field(
        {}, description="Headers whose value is in an environment variable: `X-API-Key: MY_KEY`."
    )
    within: str | None = Field(
        None,
        description="Selector of the element that holds the JSON in a page (`script#__NEXT_DATA__`, `#app@data-page`).",
    )
    items: Expression = Field("@", description="Expression for the list of records (`events`, `data.items[].event`).")
    fields: Expressions = Field(description="Expressions per field.")
    link: str | None = Field(
        None, description="Address of an event's page, with `{id}` for its id, where the reply has none."
    )
    paging: Paging | None = Field(None, description="How to ask for the next page.")

    @field_validator("within")
    @classmethod
    def _selects(cls, value: str | None) -> str | None:
        return selectors([value])[0] if value else value


class Json(Source[JsonOptions]):
    """Events of a JSON API. Terms: the site's own."""

    interface = "api"
    gives = ("id", "start", "end", "venue", "price")

    def requests(self, window: Window) -> Iterable[Request]:
        """The first page."""
        options = self.options
        params = {name: fill(value, window) for name, value in options.params.items()}
        yield Request(fill(options.url, window), params=params, headers=options.headers, secret=options.secret)

    def parse(self, page: Page) -> Iterator[Found]:
        """One record per item, then the next page.

        Raises:
            ParseError: it is not JSON, or there is no list where ``items`` points.
        """
        if not page.text.strip():
            raise ParseError("the body is empty", kind=TroubleKind.EMPTY_BODY, url=page.url)
        reply = self._reply(page)
        items = search(self.options.items, reply)
        if isinstance(items, dict):
            items = (
                list(items.values()) if all(isinstance(item, dict) for item in items.values()) and items else [items]
            )
        if not isinstance(items, list):
            raise ParseError(f"no list at items: {self.options.items}", kind=TroubleKind.NOT_THE_KIND, url=page.url)
        found = [self._record(item, page) for item in items if item]
        yield from (record for record in found if isinstance(record, RecordError))
        yield from distinct((record for record in found if isinstance(record, RawEvent)), page.url)
        following = next_request(self.options.paging, page, reply, len(items)) if self.options.paging else None
        if following:
            yield following

    def _reply(self, page: Page) -> Any:
        if self.options.within:
            return _embedded(page, Selector.parse(self.options.within))
        if page.text.lstrip().startswith("<"):
            raise ParseError("a page (HTML or XML) where JSON should be", kind=TroubleKind.NOT_THE_KIND, url=page.url)
        return page.json

    def _record(self, item: Any, page: Page) -> RawEvent | RecordError:
        def value_of(field: str, expression: str) -> Any:
            value = search(expression, item)
            if field in {"url", "organiser_url"}:
                return page.absolute(value) if isinstance(value, str) else None
            if field in _TIMES and isinstance(value, int | float) and abs(value) > _SECONDS:
                return value / 1000
            return value

        values = self.options.fields.read(value_of)
        if self.options.link and "url" not in values and values.get("id"):
            values["url"] = page.absolute(self.options.link.replace("{id}", str(values["id"])))
        lines = {name: unmarked(values[name]) for name in _LINES if isinstance(values.get(name), str)}
        if values.get("all_day") == "True":  # whole days are told by their dates, whatever time is written with them
            lines |= {name: str(values[name])[:10] for name in ("start", "end") if name in values}
        return built(values | lines, page.url)


def _embedded(page: Page, selector: Selector) -> Any:
    """The JSON that a page carries in a script or an attribute for its own programs."""
    element = next(selector.elements(page.soup), None)
    told = element.get(selector.attribute) if element and selector.attribute else element and element.get_text()
    try:
        return repaired(str(told or ""))
    except ValueError as error:
        raise ParseError(f"no JSON at within: {error}", kind=TroubleKind.NOT_THE_KIND, url=page.url) from error
