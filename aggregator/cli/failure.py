"""Errors of the core as the command line shows them: one sentence each, no traceback for what the user can mend."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aggregator.cli.text import _

if TYPE_CHECKING:
    from aggregator.errors import ConfigError


class Failure(click.ClickException):
    """A failure with its own exit ``code``."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code

    def show(self, file: object = None) -> None:
        """Print the message as it is: it already says where."""
        del file
        click.echo(self.message, err=True)


def usage(error: ConfigError) -> Failure:
    """All mistakes of a config file, a line each, exit code 2."""
    lines = [one.told(_) for one in (error, *error.others)]
    if len(lines) > 1:
        lines.append(_("{n}か所を直してください").format(n=len(lines)))
    return Failure("\n".join(lines), 2)


def put(file: Path, text: str, *, keep: bool = False) -> None:
    """Put ``text`` in place of ``file``; ``keep`` leaves the old one beside it as ``.bak``.

    Raises:
        Failure: it cannot be written.
    """
    from aggregator.atomic import replace
    from aggregator.i18n import os_words

    try:
        replace(file, text, keep=keep)
    except OSError as error:
        raise Failure(_("{file} に書けません（{what}）").format(file=file, what=os_words(error, _)), 2) from error
