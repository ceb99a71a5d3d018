"""The further pages of a list in HTML."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from aggregator.plugin import Page
from sources.kinds._selectors import Selector


def link(written: str) -> Selector:
    """The selector of a link: its ``href`` unless it names another attribute."""
    selector = Selector.parse(written)
    return selector if selector.attribute else selector._replace(attribute="href")


def linked_page(page: Page, written: str) -> str | None:
    """Address of the first link that matches the selector; ``None`` where there is none but to the page itself."""
    address = page.absolute(next(link(written).values(page.soup), None))
    return None if address in {page.url, page.request.url} else address


def numbered_page(address: str, parameter: str) -> str:
    """``address`` with the number in its query one higher; without one it is page 1."""
    parts = urlsplit(address)
    query = parse_qsl(parts.query, keep_blank_values=True)
    number = next((int(value) for name, value in query if name == parameter and value.isdecimal()), 1)
    kept = [(name, value) for name, value in query if name != parameter]
    return urlunsplit(parts._replace(query=urlencode([*kept, (parameter, str(number + 1))])))
