"""Change config.yaml as its owner would: comments, order and quotes stay."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from aggregator.atomic import replace
from aggregator.config.document import Path as Place
from aggregator.config.load import load_text
from aggregator.errors import ConfigError
from aggregator.i18n import Translate, os_words

_APART = re.compile(r"\n[ \t]*\n(?:[ \t]*#.*\n)*[ \t]*- \w+:")
"""A blank line before an item of a list, or before the comment above it."""


def starter() -> str:
    """The text of the config.yaml that is shipped: inside the package in a wheel, at the top of a checkout."""
    package = files("aggregator")
    inside = package / "starter" / "config.yaml"
    if inside.is_file():
        return inside.read_text(encoding="utf-8")
    return (Path(str(package)).parent / "config.yaml").read_text(encoding="utf-8")


def set_values(text: str, values: Mapping[Place, Any]) -> str:
    """``text`` with the value at each path set; mappings on the way are made where they are missing. ``None`` takes a key out."""
    yaml, root = _load(text)
    for path, value in values.items():
        node = root
        for step in path[:-1]:
            if node.get(step) is None:
                node[step] = CommentedMap()
            node = node[step]
        old = node.get(path[-1])
        if value is None:
            node.pop(path[-1], None)
        elif isinstance(old, CommentedSeq) and isinstance(value, list) and value:
            _replace(old, value)
        else:
            node[path[-1]] = _flow(value)
    return _dump(yaml, root)


def uncomment(text: str, key: str) -> str:
    """``text`` with the block ``# key:`` and what is indented under it taken out of its comment; unchanged where there is none."""
    return re.sub(
        rf"^# {re.escape(key)}:\n(?:#  +.*\n)*",
        lambda block: re.sub(r"(?m)^# ", "", block[0]),
        text,
        flags=re.MULTILINE,
    )


def add_item(text: str, path: Place, block: Mapping[str, Any]) -> str:
    """``text`` with ``block`` put at the end of the list at ``path``, below a blank line where the text keeps items apart so."""
    yaml, root = _load(text)
    node = root
    for step in path[:-1]:
        node = node.setdefault(step, CommentedMap())
    items = node.get(path[-1])
    if items is None:
        items = node[path[-1]] = CommentedSeq()
    items.append(CommentedMap(block))
    if not _APART.search(text):
        return _dump(yaml, root)
    items.yaml_set_comment_before_after_key(len(items) - 1, before="\n")
    return re.sub(r"\n{3,}(?=[ \t]*- )", "\n\n", _dump(yaml, root))


def remove_item(text: str, path: Place, name: str) -> str:
    """``text`` without the item called ``name`` in the list at ``path``; unchanged where there is none."""
    yaml, root = _load(text)
    items = _items(root, path)
    kept = [index for index, item in enumerate(items) if item.get("name") == name]
    for index in reversed(kept):
        del items[index]
    if kept and not items:  # an empty list with comments below its key cannot be written as a block
        node = root
        for step in path[:-1]:
            node = node[step]
        node.ca.items.pop(path[-1], None)
        node[path[-1]] = _flow([])
    return _dump(yaml, root) if kept else text


def set_in_item(text: str, path: Place, name: str, values: Mapping[str, Any]) -> str:
    """``text`` with keys of the item called ``name`` in the list at ``path`` set; a value of ``None`` takes its key out.

    Unchanged where there is no such item.
    """
    yaml, root = _load(text)
    found = [item for item in _items(root, path) if item.get("name") == name]
    for item in found:
        for key, value in values.items():
            if value is None:
                item.pop(key, None)
            else:
                item[key] = value
    return _dump(yaml, root) if found else text


def write_config(file: Path, text: str, environment: Mapping[str, str], say: Translate) -> None:
    """Put ``text`` in place of ``file`` if it is right, keeping the old one as ``.bak``.

    Raises:
        ConfigError: with all mistakes of ``text``, or the folder cannot be written; nothing has changed.
    """
    load_text(text, environment, say, file=file.name, folder=str(file.parent))
    try:
        replace(file, text, keep=True)
    except OSError as error:
        raise ConfigError(
            say("{file} に書けません（{what}）").format(file=file.name, what=os_words(error, say))
        ) from None


def _load(text: str) -> tuple[YAML, Any]:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    root = yaml.load(text)
    return yaml, CommentedMap() if root is None else root


def _items(root: Any, path: Place) -> Any:
    """The list at ``path``; an empty one where there is none."""
    for step in path:
        root = root.get(step) if root is not None else None
    return root or []


def _dump(yaml: YAML, root: Any) -> str:
    out = io.StringIO()
    yaml.dump(root, out)
    return out.getvalue()


def _replace(items: CommentedSeq, values: list[Any]) -> None:
    """Put ``values`` in place of ``items``; what is written below the last item stays below the last one."""
    below = items.ca.items.pop(len(items) - 1, None) if items else None
    items[:] = values
    if below is not None:
        items.ca.items[len(items) - 1] = below


def _flow(value: Any) -> Any:
    """A short list on one line, as people write it."""
    if not isinstance(value, list):
        return value
    sequence = CommentedSeq(value)
    sequence.fa.set_flow_style()
    return sequence
