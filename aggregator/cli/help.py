"""Help texts by display width: click counts letters, and a Japanese letter takes two columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import click

from aggregator.cli.table import width

_PIECE = re.compile(r"[ \t]+|[!-~\u00a0-\u02ff]+|[（「『【〈《]*.[、。，．）」』】〉》！？ー…]*", re.DOTALL)
"""What stays together: a Latin word, or a Japanese letter with the marks that may not end or begin a line (JIS X 4051)."""


class Formatter(click.HelpFormatter):
    """Columns that stand straight and lines that fit, whatever the letters."""

    def write_text(self, text: str) -> None:
        """Write paragraphs at the present indentation."""
        room = max(self.width - self.current_indent, 11)
        for paragraph in text.split("\n\n"):
            for line in wrapped(" ".join(paragraph.split()), room):
                self.write(f"{'':{self.current_indent}}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str | None]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of terms and what they mean; a term that is too long has a line of its own."""
        listed = [(term, " ".join((text or "").split())) for term, text in rows]
        column = min(max((width(term) for term, _text in listed), default=0), col_max) + col_spacing
        margin = self.current_indent + column
        for term, text in listed:
            self.write(f"{'':{self.current_indent}}{term}")
            fits = width(term) <= column - col_spacing
            self.write(" " * (column - width(term)) if fits else f"\n{'':{margin}}")
            lines = wrapped(text, max(self.width - margin, 10))
            self.write(f"\n{'':{margin}}".join(lines) + "\n")


def wrapped(text: str, columns: int) -> Iterator[str]:
    """``text`` in lines of at most ``columns``, broken at blanks and between Japanese letters."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and width(line + piece.rstrip()) > columns:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line.rstrip()
