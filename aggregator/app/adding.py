"""A source that was found, written into config.yaml with its case, and both taken out again: for command line and page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from aggregator.app import cases
from aggregator.app.discover import Discovery
from aggregator.config.edit import add_item, remove_item, write_config
from aggregator.config.load import Loaded
from aggregator.i18n import Translate

_OWN: Final = frozenset({"name", "kind", "expect", "allow_private"})
"""Keys of a block that do not say what is read."""


def add_source(
    found: Discovery,
    loaded: Loaded,
    file: Path,
    data: Path,
    now: datetime,
    environment: Mapping[str, str],
    say: Translate,
) -> str | None:
    """Put the block of ``found`` into config.yaml, under a name that is free, and keep its case under that name.

    Args:
        found: what was found, with a block.
        loaded: what config.yaml says now.
        file: config.yaml.
        data: the data folder, for the case.
        now: aware.
        environment: where ``${NAME}`` is looked up.
        say: translates messages.

    Returns:
        The name; ``None`` where the same source is there already.

    Raises:
        ConfigError: config.yaml would not be right any more, or cannot be written.
        OSError: the data folder cannot be written.
    """
    block = dict(found.block or {})
    if _known(loaded, block):
        return None
    name = block["name"] = _free_name(loaded, str(block["name"]))
    write_config(file, add_item(file.read_text(encoding="utf-8"), ("sources",), block), environment, say)
    if found.pages:
        cases.save(data, name, found.window, found.pages, found.events, now)
    return name


def remove_source(name: str, file: Path, data: Path, environment: Mapping[str, str], say: Translate) -> None:
    """Take the source called ``name`` out of config.yaml, and forget its case.

    Raises:
        ConfigError: config.yaml would not be right any more, or cannot be written.
    """
    write_config(file, remove_item(file.read_text(encoding="utf-8"), ("sources",), name), environment, say)
    cases.remove(data, name)


def _known(loaded: Loaded, block: Mapping[str, Any]) -> bool:
    """Whether a source of the same kind has the same address, or where the kind takes none, the same options."""
    wanted = {key: value for key, value in block.items() if key not in _OWN}
    for one in loaded.sources:
        if one.settings.kind != block["kind"]:
            continue
        options = one.source.options.model_dump(mode="json", exclude_defaults=True)
        if (options.get("url") == wanted["url"]) if "url" in wanted else options == wanted:
            return True
    return False


def _free_name(loaded: Loaded, name: str) -> str:
    taken = {one.name for one in loaded.sources}
    return next(free for free in (name, *(f"{name} {number}" for number in range(2, 1000))) if free not in taken)
