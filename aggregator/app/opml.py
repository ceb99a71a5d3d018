"""Lists of subscriptions as feed readers exchange them (OPML 2.0: http://opml.org/spec2.opml). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import lxml.etree as xml

from aggregator.config.load import ConfiguredSource
from aggregator.errors import ConfigError

_KINDS: Final = {"feed": "rss", "ics": "ics"}


def read_opml(body: bytes) -> tuple[tuple[str, str], ...]:
    """Name and address of each subscription, in the order of the file; each address once.

    Raises:
        ConfigError: it is no OPML.
    """
    try:
        root = xml.fromstring(body, xml.XMLParser(resolve_entities=False, no_network=True, recover=False))
    except xml.XMLSyntaxError as error:
        raise ConfigError(f"not XML: {error}") from None
    if root.tag != "opml":
        raise ConfigError(f"not OPML, but <{root.tag}>")
    found: dict[str, str] = {}
    for outline in root.iter("outline"):
        url = outline.get("xmlUrl") or outline.get("url")
        if url and url.startswith(("http://", "https://")):
            found.setdefault(url, (outline.get("text") or outline.get("title") or url).strip())
    return tuple((name, url) for url, name in found.items())


def write_opml(sources: Iterable[ConfiguredSource]) -> str:
    """OPML of the sources that have an address."""
    root = xml.Element("opml", version="2.0")
    head = xml.SubElement(root, "head")
    xml.SubElement(head, "title").text = "Asagao"
    body = xml.SubElement(root, "body")
    for one in sources:
        if url := getattr(one.source.options, "url", None):
            kind = one.settings.kind
            xml.SubElement(body, "outline", text=one.name, type=_KINDS.get(kind, kind), xmlUrl=str(url))
    return xml.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8").decode()
