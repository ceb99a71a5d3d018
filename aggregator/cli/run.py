"""``asagao run``: stay, gather through the day, deliver at the configured time."""

from __future__ import annotations

import signal
from datetime import datetime, timedelta
from types import FrameType
from typing import NoReturn

import click

from aggregator.cli.failure import Failure
from aggregator.cli.session import Session, common, now
from aggregator.cli.text import _

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
    from aggregator.schedule import scheduler

    settings = session.loaded.settings
    at, zone = settings.digest.at, settings.profile.zone
    day = _Day(session)
    if once:
        return day.look()
    jobs = scheduler(at=at, zone=zone, every=LOOK, look=day.look, digest=day.digest, late=day.late())
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


class _Day:
    """What the jobs do, and when a digest that did not arrive is tried again: a laptop wakes before its network does."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._failed = 0
        self._again: datetime | None = None

    def late(self) -> bool:
        """Whether today's digest was due and has not arrived."""
        from aggregator.schedule import is_late

        settings = self._session.loaded.settings
        last = self._session.store.last_run(JOB)
        return is_late(settings.digest.at, settings.profile.zone, last, now())

    def look(self) -> int:
        """Deliver a late digest unless it has failed just now; else read the sources that are due."""
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

        try:
            code = _digest(self._session)
        except Failure:
            self._failed += 1
            self._again = now() + pause(self._failed, LOOK)
            raise
        self._failed, self._again = 0, None
        return code


def _digest(session: Session) -> int:
    from aggregator.cli.digest import compose, deliver, finish, gather

    started = now()
    gathered = gather(session)
    deliver(session, compose(session, gathered))
    session.store.mark_run(JOB, started)
    return finish(session, gathered)
