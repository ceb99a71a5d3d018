"""config.yaml as a document: YAML 1.2 with the line of every key. With ``edit``, the only one that imports ruamel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from aggregator.errors import ConfigError
from aggregator.i18n import Translate

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")

Path = tuple[str | int, ...]


class Document:
    """The parsed file and where each of its keys stands.

    Args:
        text: the file's text.
        file: its name, for messages.
        say: translates messages.

    Raises:
        ConfigError: it is not YAML, has a key twice, or is not a mapping.
    """

    def __init__(self, text: str, file: str, say: Translate) -> None:
        self.file = file
        self._say = say
        try:
            self.root: Any = YAML(typ="rt").load(text)
        except DuplicateKeyError as error:
            key = re.search(r'duplicate key "(.*?)"', str(error))
            raise self._broken(
                error, say("同じキーが2回書かれています: {key}").format(key=key[1] if key else "?")
            ) from None
        except MarkedYAMLError as error:
            if "'\\t'" in (error.problem or ""):
                raise self._broken(error, say("タブは使えません。空白で字下げしてください")) from None
            what = " ".join(part for part in (error.context, error.problem) if part)
            raise self._broken(error, say("YAMLとして読めません（{what}）").format(what=what)) from None
        except YAMLError as error:
            raise ConfigError(
                say("YAMLとして読めません（{what}）").format(what=str(error).splitlines()[0]), file=file
            ) from None
        if self.root is None:
            self.root = CommentedMap()
        if not isinstance(self.root, CommentedMap):
            raise ConfigError(say("「キー: 値」の形で書いてください"), file=file, line=1)

    def _broken(self, error: MarkedYAMLError, message: str) -> ConfigError:
        mark = error.problem_mark or error.context_mark
        return ConfigError(message, file=self.file, line=mark.line + 1 if mark else None)

    def line(self, path: Path) -> int:
        """The line, from 1, of the deepest part of ``path`` that exists."""
        node, line = self.root, 1
        for step in path:
            try:
                if isinstance(node, CommentedMap) and step in node:
                    line = node.lc.key(step)[0] + 1
                elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
                    line = node.lc.item(step)[0] + 1
                else:
                    break
            except (KeyError, TypeError, AttributeError):
                break
            node = node[step]
        return line

    def error(self, path: Path, message: str) -> ConfigError:
        """A ConfigError at ``path``."""
        return ConfigError(message, file=self.file, line=self.line(path), key=".".join(map(str, path)) or None)

    def expanded(self, environment: Mapping[str, str]) -> tuple[dict[str, Any], list[ConfigError]]:
        """The document as plain data with each ``${NAME}`` replaced, and an error for each name that is not set."""
        errors: list[ConfigError] = []

        def plain(node: Any, path: Path) -> Any:
            if isinstance(node, Mapping):
                return {str(key): plain(value, (*path, key)) for key, value in node.items()}
            if isinstance(node, Sequence) and not isinstance(node, str):
                return [plain(value, (*path, index)) for index, value in enumerate(node)]
            if isinstance(node, str):
                errors.extend(
                    self.error(path, self._say("環境変数 {name} がありません").format(name=name))
                    for name in self._missing(node, environment)
                )
                return _VARIABLE.sub(lambda found: environment.get(found[1], found[0]), node)
            return node

        return plain(self.root, ()), errors

    @staticmethod
    def _missing(text: str, environment: Mapping[str, str]) -> Iterator[str]:
        return (found[1] for found in _VARIABLE.finditer(text) if found[1] not in environment)
