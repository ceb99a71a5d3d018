"""Who holds an event, who speaks at it, in which language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aggregator.model import Provenance
from aggregator.normalise.event.record import Record
from aggregator.normalise.language import read_language
from aggregator.normalise.sections import Role
from aggregator.normalise.text import line

_ORGANISER: Final = 60
"""Characters of an organiser's name in a text at most."""


def organiser(record: Record) -> str | None:
    """Who holds it: the record's, else what stands under a label for it."""
    if record.raw.organiser:
        record.structured("organiser", record.raw.organiser)
        return line(record.raw.organiser) or None
    for section in record.reading.sections:
        if section.role is Role.ORGANISER:
            name = record.reading.text.folded[section.start : section.end].partition("\n")[0].strip(" 　:・")
            if 0 < len(name) <= _ORGANISER:
                return record.reading.text.quote(section.start, section.start + len(name))
    return None


def speakers(record: Record) -> Iterator[str]:
    """Who speaks, as the labels for speakers tell."""
    for section in record.reading.sections:
        if section.role is Role.SPEAKER and section.label in (
            "講師",
            "登壇者",
            "登壇",
            "スピーカー",
            "ゲスト",
            "speaker",
            "speakers",
        ):
            value = record.reading.text.folded[section.start : section.end].partition("\n")[0]
            yield from (name.strip() for name in re.split(r"[、,/]", value) if 0 < len(name.strip()) <= 30)


def language(record: Record) -> str | None:
    """The languages it is held in: the record's, else what the text says or is written in."""
    if record.raw.language:
        record.structured("language", record.raw.language)
        return record.raw.language
    found = read_language(record.reading.text, record.reading.title)
    if found.languages is not None:
        record.provenance.append(
            Provenance(field="language", origin=found.origin, words=found.words, source=record.source)
        )
    return found.languages
