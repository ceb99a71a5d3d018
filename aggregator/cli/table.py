"""Tables for people: aligned by display width, so that Japanese stands straight in a terminal and in a pipe."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from unicodedata import combining, east_asian_width

import click

_WORDS = 22
"""Columns that a few words take."""


def width(text: str) -> int:
    """Columns that ``text`` takes in a terminal (UAX #11: wide and full-width take two)."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def clip(text: str, columns: int) -> str:
    """``text`` on one line in at most ``columns``, with an ellipsis where something was cut."""
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    kept, used = "", 0
    for character in text:
        used += width(character)
        if used > columns - 1:
            break
        kept += character
    return kept + "…"


def show_table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    paint: Callable[[int, str], str] = lambda _column, cell: cell,
    spare: Sequence[int] = (),
) -> None:
    """Print ``rows`` under ``heads``; the widest columns give way where the terminal is narrow.

    ``paint`` may style a cell of a column once it has its width. ``spare`` columns are left out, in this order, before
    another one would become narrower than a few words.
    """
    room = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 160
    kept, listed = list(range(len(heads))), [heads, *rows]
    natural = [max(width(" ".join(cell.split())) for cell in column) for column in zip(*listed, strict=True)]
    for column in spare:
        if _room(min(natural[one], _WORDS) for one in kept) > room:
            kept.remove(column)
    widths = _fit([natural[column] for column in kept], room)
    for index, whole in enumerate(listed):
        row = [whole[column] for column in kept]
        cells = [clip(cell, columns) for cell, columns in zip(row, widths, strict=True)]
        gaps = [" " * (columns - width(cell)) for cell, columns in zip(cells, widths, strict=True)]
        if index:
            cells = [paint(column, cell) for column, cell in zip(kept, cells, strict=True)]
        line = "  ".join(cell + gap for cell, gap in zip(cells, gaps, strict=True)).rstrip()
        click.echo(line if index else click.style(line, bold=True))


def _room(widths: Iterable[int]) -> int:
    """Columns that a line of cells takes, with the gaps between them."""
    listed = list(widths)
    return sum(listed) + 2 * (len(listed) - 1)


def _fit(widths: list[int], room: int) -> list[int]:
    """Shrink the widest columns until all fit into ``room``."""
    widths = [min(columns, 60) for columns in widths]
    while _room(widths) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths
