"""``asagao run``: stay, gather through the day, deliver at the configured time."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from aggregator.cli.failure import Failure
from aggregator.cli.session import Session, common, now
from aggregator.cli.text import _
from aggregator.config.folder import written

log = logging.getLogger(__name__)

LOOK = timedelta(minutes=10)
"""How often it is looked whether a source is due, or a digest that did not arrive."""
JOB = "digest"


@click.command(
    help=_("動きつづけ、一日を通して取得元を読み、決まった時刻に便りを届けます。スリープのあとは追いつきます。")
)
@click.option("--once", is_flag=True, help=_("届けるべき便りがあれば届けて、終わる（cron などから呼ぶとき）"))
@common
def command(session: Session, *, once: bool) -> int:
    """Run until interrupted."""
    from aggregator.schedule import move, scheduler

    day = Day(session)
    if once:
        return day.look()
    at, zone = day.due
    jobs = scheduler(at=at, zone=zone, every=LOOK, look=day.look, digest=day.digest, late=day.late())
    day.moved = partial(move, jobs)
    if not session.quiet:
        click.echo(_("毎日 {at} に届けます（{zone}）。止めるには Ctrl-C。").format(at=at, zone=zone), err=True)
    signal.signal(signal.SIGTERM, _stop)
    try:
        jobs.start()
    except (KeyboardInterrupt, SystemExit):
        jobs.shutdown(wait=False)
    return 0


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


class Day:
    """What the jobs do, and when a digest that did not arrive is tried again: a laptop wakes before its network does.

    What changes in config.yaml holds from the next look on. ``moved`` is told the new time of the digest and its zone.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._file = Path(session.loaded.settings.folder, session.loaded.settings.file)
        self._stamp = written(self._file)
        self.moved: Callable[[str, str], object] = lambda _at, _zone: None
        self._failed = 0
        self._again: datetime | None = None

    @property
    def due(self) -> tuple[str, str]:
        """The time of the digest, and in which zone."""
        settings = self._session.loaded.settings
        return settings.digest.at, settings.profile.zone

    def late(self) -> bool:
        """Whether today's digest was due and has not arrived."""
        from aggregator.schedule import is_late

        return is_late(*self.due, self._session.store.last_run(JOB), now())

    def look(self) -> int:
        """Deliver a late digest unless it has failed just now; else read the sources that are due."""
        self._reread()
        waits = self._again is not None and now() < self._again
        if self.late() and not waits:
            return self.digest()
        from aggregator.cli.digest import gather

        gather(self._session)
        return 0

    def digest(self) -> int:
        """Make and deliver the digest.

        Raises:
            Failure: it did not arrive.
        """
        from aggregator.schedule import pause

        self._reread()
        try:
            code = _digest(self._session)
        except Failure:
            self._failed += 1
            self._again = now() + pause(self._failed, LOOK)
            raise
        self._failed, self._again = 0, None
        return code

    def _reread(self) -> None:
        """Take up what has changed in config.yaml; while that is wrong, what held before holds on, and the log says why."""
        from aggregator.config.load import load
        from aggregator.errors import ConfigError

        stamp = written(self._file)
        if stamp == self._stamp:
            return
        self._stamp, before = stamp, self.due
        try:
            self._session = replace(self._session, loaded=load(self._file, os.environ, _))
        except ConfigError as error:
            for one in (error, *error.others):
                log.warning("%s", one.told(_))
            return
        if self.due != before:
            self.moved(*self.due)


def _digest(session: Session) -> int:
    from aggregator.cli.digest import compose, deliver, finish, gather

    started = now()
    gathered = gather(session)
    deliver(session, compose(session, gathered))
    session.store.mark_run(JOB, started)
    return finish(session, gathered)
