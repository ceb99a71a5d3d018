"""A source that was found, written into config.yaml with its case, and both taken out again: for command line and page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from aggregator.app import cases
from aggregator.app.discover import Discovery
from aggregator.config.edit import add_item, remove_item, write_config
from aggregator.config.load import Loaded
from aggregator.errors import ConfigError
from aggregator.i18n import Translate, os_words

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
    """Like :func:`add_sources` for one: its name; ``None`` where the same source is there already."""
    return next(iter(add_sources([found], loaded, file, data, now, environment, say)), None)


def add_sources(
    found: Iterable[Discovery],
    loaded: Loaded,
    file: Path,
    data: Path,
    now: datetime,
    environment: Mapping[str, str],
    say: Translate,
) -> tuple[str, ...]:
    """Put the blocks of ``found`` into config.yaml at once, under names that are free, and keep their cases under these.

    Args:
        found: what was found, each with a block; what is there already is passed over.
        loaded: what config.yaml says now.
        file: config.yaml.
        data: the data folder, for the cases.
        now: aware.
        environment: where ``${NAME}`` is looked up.
        say: translates messages.

    Returns:
        The names.

    Raises:
        ConfigError: config.yaml would not be right any more, or it or the data folder cannot be written: then nothing is.
    """
    text, taken = file.read_text(encoding="utf-8"), {one.name for one in loaded.sources}
    added: dict[str, Discovery] = {}
    for one in found:
        block = dict(one.block or {})
        if not is_there(loaded, block):
            name = block["name"] = _free_name({*taken, *added}, str(block["name"]))
            added[name], text = one, add_item(text, ("sources",), block)
    try:
        for name, one in added.items():
            if one.pages:
                cases.save(data, name, one.window, one.pages, one.events, now)
        if added:
            write_config(file, text, environment, say)
    except (ConfigError, OSError) as error:
        for name in added:
            with suppress(OSError):
                cases.remove(data, name)
        if isinstance(error, ConfigError):
            raise
        raise ConfigError(say("{file} に書けません（{what}）").format(file=data, what=os_words(error, say))) from None
    return tuple(added)


def remove_source(name: str, file: Path, data: Path, environment: Mapping[str, str], say: Translate) -> None:
    """Take the source called ``name`` out of config.yaml, and forget its case.

    Raises:
        ConfigError: config.yaml would not be right any more, or cannot be written.
    """
    write_config(file, remove_item(file.read_text(encoding="utf-8"), ("sources",), name), environment, say)
    cases.remove(data, name)


def is_there(loaded: Loaded, block: Mapping[str, Any]) -> bool:
    """Whether a source of the same kind has the same address, or where the kind takes none, the same options."""
    wanted = {key: value for key, value in block.items() if key not in _OWN}
    for one in loaded.sources:
        if one.settings.kind != block["kind"]:
            continue
        options = one.source.options.model_dump(mode="json", exclude_defaults=True)
        if (options.get("url") == wanted["url"]) if "url" in wanted else options == wanted:
            return True
    return False


def _free_name(taken: Collection[str], name: str) -> str:
    return next(free for free in (name, *(f"{name} {number}" for number in range(2, 1000))) if free not in taken)
