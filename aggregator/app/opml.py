"""Lists of subscriptions as feed readers exchange them (OPML 2.0: http://opml.org/spec2.opml). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import lxml.etree as xml

from aggregator.config.load import ConfiguredSource
from aggregator.errors import ConfigError
from aggregator.i18n import said

_KINDS: Final = {"feed": "rss", "ics": "ics"}


def read_opml(body: bytes) -> tuple[tuple[str, str], ...]:
    """Name and address of each subscription, in the order of the file; each address once.

    Raises:
        ConfigError: it is no OPML.
    """
    try:
        root = xml.fromstring(body, xml.XMLParser(resolve_entities=False, no_network=True, recover=False))
    except xml.XMLSyntaxError as error:
        raise ConfigError(
            said("OPML（購読の一覧）ではありません。XMLとして読めません（{line}行目）", line=error.lineno or 1)
        ) from None
    if root.tag != "opml":
        raise ConfigError(said("OPML（購読の一覧）ではありません（<{tag}> でした）", tag=root.tag))
    found: dict[str, str] = {}
    for outline in root.iter("outline"):
        url = outline.get("xmlUrl") or outline.get("url")
        if url and url.startswith(("http://", "https://")):
            found.setdefault(url, (outline.get("text") or outline.get("title") or url).strip())
    return tuple((name, url) for url, name in found.items())


def address_of(one: ConfiguredSource) -> str | None:
    """The address of a source, where it is one of its options."""
    url = getattr(one.source.options, "url", None)
    return str(url) if url else None


def write_opml(sources: Iterable[ConfiguredSource]) -> str:
    """OPML of the sources that have an address."""
    root = xml.Element("opml", version="2.0")
    head = xml.SubElement(root, "head")
    xml.SubElement(head, "title").text = "Asagao"
    body = xml.SubElement(root, "body")
    for one in sources:
        if url := address_of(one):
            kind = one.settings.kind
            xml.SubElement(body, "outline", text=one.name, type=_KINDS.get(kind, kind), xmlUrl=url)
    return xml.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8").decode()
