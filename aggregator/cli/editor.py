"""The user's editor, opened at a line of config.yaml; what is not right is not written, and can be put right at once."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

import click

from aggregator.cli.failure import Failure
from aggregator.cli.text import _
from aggregator.i18n import os_words

_WAITING = {
    "code": "--wait",
    "codium": "--wait",
    "cursor": "--wait",
    "code-insiders": "--wait",
    "subl": "--wait",
    "zed": "--wait",
    "mate": "--wait",
}
"""Editors that return at once unless they are told to wait."""
_GOTO = frozenset({"code", "codium", "cursor", "code-insiders"})
_COLON = frozenset({"subl", "zed", "hx", "helix"})
_LINE_OPTION = frozenset({"kate", "mate"})
_PLUS = frozenset(
    {
        "vi",
        "vim",
        "nvim",
        "view",
        "vim.basic",
        "vim.tiny",
        "gvim",
        "nano",
        "pico",
        "emacs",
        "emacsclient",
        "mg",
        "micro",
        "joe",
        "jed",
        "ne",
        "kak",
        "gedit",
        "sensible-editor",
    }
)


def editor_command(editor: str, file: str, line: int) -> list[str]:
    """The command that opens ``file`` at ``line`` (from 1) in ``editor``, which may have arguments; an unknown one opens it at its top."""
    words = shlex.split(editor, posix=os.name != "nt") or [editor]
    name = (
        Path(words[0]).stem.lower()
        if words[0].lower().endswith((".exe", ".cmd", ".app"))
        else Path(words[0]).name.lower()
    )
    wait = _WAITING.get(name)
    if wait and not {wait, "-w"} & set(words):
        words.append(wait)
    if name in _GOTO:
        return [*words, "--goto", f"{file}:{line}"]
    if name in _COLON:
        return [*words, f"{file}:{line}"]
    if name in _LINE_OPTION:
        return [*words, "--line", str(line), file]
    return [*words, f"+{line}", file] if name in _PLUS else [*words, file]


def edit_config(file: Path, section: tuple[str, ...], name: str) -> int:
    """Let the item called ``name`` in the list ``section`` of ``file`` be edited; the exit code.

    A mistake is told with its line, and the editor opened again there if the user wants; else nothing is written, and what was
    typed stays in a file beside ``file``.

    Raises:
        Failure: there is no editor, or what was typed is not right and there is nobody to ask.
    """
    from aggregator.config.document import Document
    from aggregator.config.edit import write_config
    from aggregator.errors import ConfigError

    before = file.read_text(encoding="utf-8")
    document = Document(before, file.name, _)
    items = document.root.get(section[0]) or []
    index = next((number for number, item in enumerate(items) if item.get("name") == name), 0)
    text, line = before, document.line((*section, index))
    while True:
        text = _edited(text, line)
        if text == before:
            click.echo(_("何も変えませんでした"))
            return 0
        try:
            write_config(file, text, os.environ, _)
        except ConfigError as error:
            line = error.line or line
            _again(error, file, text)
        else:
            click.echo(_("書きました: {file}").format(file=file.name))
            return 0


def _again(error: Exception, file: Path, text: str) -> None:
    """Tell the mistakes, and ask whether to go on editing.

    Raises:
        Failure: not to be gone on with; the draft is kept.
    """
    mistakes = getattr(error, "mistakes", (str(error),))
    if sys.stdin.isatty():
        click.echo("\n".join(mistakes), err=True)
        if click.confirm(_("エディターをもう一度開いて直しますか？"), default=True):
            return
    draft = file.with_name(f"{file.name}.draft")
    draft.write_text(text, encoding="utf-8")
    kept = _("{file} はそのままです。直しかけは {draft} にあります").format(file=file.name, draft=draft.name)
    raise Failure("\n".join((*mistakes, kept)), 2)


def _edited(text: str, line: int) -> str:
    """``text`` as it comes back from the editor.

    Raises:
        Failure: there is none, or it failed.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    editor = named or next((one for one in ("sensible-editor", "vim", "nano", "vi", "notepad") if which(one)), None)
    if editor is None:
        raise Failure(_("エディターが見つかりません。環境変数 EDITOR に書いてください"), 2)
    handle, path = tempfile.mkstemp(prefix="asagao-", suffix=".yaml")
    place = Path(path)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        done = subprocess.run(editor_command(editor, path, line), check=False)  # noqa: S603 - the user's own editor
        if done.returncode:
            raise Failure(
                _("エディター（{editor}）が終了コード {code} で終わったので、何も書きませんでした").format(
                    editor=editor, code=done.returncode
                ),
                2,
            )
        return place.read_text(encoding="utf-8")
    except OSError as error:
        raise Failure(
            _("エディター（{editor}）を開けません（{what}）").format(editor=editor, what=os_words(error, _)), 2
        ) from error
    finally:
        place.unlink(missing_ok=True)
