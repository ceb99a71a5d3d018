"""How a collection is going: a live display on a terminal, a plain line for each source elsewhere, nothing if quiet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import TYPE_CHECKING

import click

from aggregator.cli.text import _

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from aggregator.harvest import Harvest, Progress
    from aggregator.i18n import Translate
    from aggregator.model import Trouble


@contextmanager
def shown(*, quiet: bool, total: int, say: Translate = _) -> Iterator[Progress | None]:
    """A progress for ``total`` sources on standard error, as suits whoever looks at it."""
    if quiet or not total:
        yield None
    elif sys.stderr.isatty():
        with _bar() as bar:
            yield _Live(bar, total, say)
    else:
        yield _Lines(say)


def outcome(harvest: Harvest, say: Translate = _) -> str:
    """One line on a source that is done."""
    if not harvest.events and (trouble := next((one for one in harvest.troubles if not _aside(one)), None)):
        from aggregator.render.sources import sentence

        said = sentence(trouble, say, UTC)
        return say("✗ {name}: {detail}").format(name=harvest.source, detail=said)
    unchanged = say("（変わりなし）") if harvest.not_modified else ""
    # Whether there should be some, the digest knows; a tick would say that all is well.
    told = say("✓ {name}: {n}件{unchanged}") if harvest.events else say("△ {name}: {n}件{unchanged}")
    return told.format(name=harvest.source, n=len(harvest.events), unchanged=unchanged)


def _aside(trouble: Trouble) -> bool:
    """Whether a trouble does not say why there are no events: the page was read all the same."""
    return trouble.harmless or trouble.kind in ("moved", "certificate_expiring")


def _bar() -> RichProgress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


class _Lines:
    """A line for each source when it is done."""

    def __init__(self, say: Translate) -> None:
        self._say = say

    def started(self, name: str) -> None:
        """Nothing to say yet."""

    def page(self, name: str, pages: int, events: int) -> None:
        """Nothing to say yet."""

    def finished(self, harvest: Harvest) -> None:
        """Say how it went."""
        click.echo(outcome(harvest, self._say), err=True)


class _Live:
    """A bar over all sources; finished ones scroll by above it."""

    def __init__(self, bar: RichProgress, total: int, say: Translate) -> None:
        self._bar, self._say = bar, say
        self._task: TaskID = bar.add_task(say("取得元を読んでいます"), total=total)

    def started(self, name: str) -> None:
        """Name the source at work."""
        self._bar.update(self._task, description=name)

    def page(self, name: str, pages: int, events: int) -> None:
        """Show how far a long source is."""
        self._bar.update(
            self._task,
            description=self._say("{name} {pages}ページ {events}件").format(name=name, pages=pages, events=events),
        )

    def finished(self, harvest: Harvest) -> None:
        """Let the line stand above the bar."""
        self._bar.console.print(outcome(harvest, self._say), markup=False, highlight=False)
        self._bar.advance(self._task)
