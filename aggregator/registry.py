"""Find the adapter of a kind: ``sources.<kind>``, ``sources.kinds.<kind>``, then the entry point group ``asagao.sources``.

Names come from the user's config, so a module is imported only if its name is one that this module found itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points, packages_distributions
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import aggregator
from aggregator.errors import ConfigError
from aggregator.plugin import Source

GROUP = "asagao.sources"
PACKAGES = ("sources", "sources.kinds")
_KIND = re.compile(r"[a-z][a-z0-9_]*")


@cache
def kinds() -> Mapping[str, str]:
    """All kinds that can be used, in alphabetical order, each with the place it comes from.

    The place is ``sources.feed`` for an adapter of ours, ``package.module:Class`` for an entry point. No adapter is
    imported. Where two have one name, the order of this module's first line decides.

    Raises:
        ConfigError: another distribution's ``sources`` package lies in the way.
    """
    found: dict[str, str] = {}
    for point in _entry_points():
        found.setdefault(point.name, point.value)
    for package in reversed(PACKAGES):
        found.update({kind: f"{package}.{kind}" for kind in _modules(package)})
    return dict(sorted(found.items()))


@cache
def source_class(kind: str) -> type[Source[Any]]:
    """The adapter class of ``kind``.

    Raises:
        ConfigError: no such kind (the text proposes the nearest one), or its module cannot be used.
    """
    known = kinds()
    if kind not in known:
        near = get_close_matches(kind, known, n=1, cutoff=0.6)
        hint = f"did you mean {near[0]!r}?" if near else f"known kinds: {', '.join(known)}"
        raise ConfigError(f"there is no kind {kind!r}; {hint}", key="kind")
    place = known[kind]
    try:
        return _loaded(kind) if ":" in place else _only_adapter(import_module(place))
    except (ImportError, AttributeError, SyntaxError, TypeError) as error:
        raise ConfigError(f"kind {kind!r} ({place}) cannot be loaded: {error}", key="kind") from error


def _loaded(kind: str) -> type[Source[Any]]:
    point = next(point for point in _entry_points() if point.name == kind)
    found = point.load()
    if not (isinstance(found, type) and issubclass(found, Source)):
        raise TypeError(f"{point.value} is not a subclass of aggregator.plugin.Source")
    return found


def _only_adapter(module: ModuleType) -> type[Source[Any]]:
    """The one public adapter that ``module`` itself defines."""
    own = [
        value
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, Source)
        and value.__module__ == module.__name__
        and not name.startswith("_")
    ]
    if len(own) != 1:
        raise TypeError(f"one public subclass of Source is wanted in {module.__name__}, {len(own)} found")
    return own[0]


def _entry_points() -> Iterator[EntryPoint]:
    return (point for point in entry_points(group=GROUP) if _KIND.fullmatch(point.name))


def _modules(package: str) -> Iterator[str]:
    """Names of the adapter modules of one of our packages."""
    folder = _ours() / Path(*package.split(".")[1:])
    return (info.name for info in iter_modules([str(folder)]) if _KIND.fullmatch(info.name) and not info.ispkg)


def _ours() -> Path:
    """The folder of our ``sources`` package, made sure to be ours: pip lets another distribution overwrite it silently.

    Raises:
        ConfigError: it is not the sibling of ``aggregator``.
    """
    expected = Path(aggregator.__file__).resolve().parent.parent / "sources"
    actual = import_module("sources").__file__
    if actual is None or Path(actual).resolve().parent != expected:
        owners = sorted(set(packages_distributions().get("sources", [])) - {"asagao"})
        culprit = f"the distribution {', '.join(owners)}" if owners else f"the folder {actual or '(no __init__.py)'}"
        raise ConfigError(
            f"another package named 'sources' is in the way: {culprit}; install Asagao by itself: pipx install asagao"
        )
    return expected
