"""``asagao run``: stay, gather through the day, deliver at the configured time."""

from __future__ import annotations

import signal
from datetime import timedelta
from types import FrameType
from typing import NoReturn

import click

from aggregator.cli.session import Session, common, now
from aggregator.cli.text import _

LOOK = timedelta(minutes=10)
"""How often it is looked whether a source is due."""
JOB = "digest"


@click.command(
    help=_("動きつづけ、一日を通して取得元を読み、決まった時刻に便りを届けます。スリープのあとは追いつきます。")
)
@click.option("--once", is_flag=True, help=_("届けるべき便りがあれば届けて、終わる（cron などから呼ぶとき）"))
@common
def command(session: Session, *, once: bool) -> int:
    """Run until interrupted."""
    from aggregator.schedule import is_late, scheduler

    settings = session.loaded.settings
    at, zone = settings.digest.at, settings.profile.zone
    late = is_late(at, zone, session.store.last_run(JOB), now())
    if once:
        return _digest(session) if late else _gather(session)
    jobs = scheduler(
        at=at, zone=zone, every=LOOK, gather=lambda: _gather(session), digest=lambda: _digest(session), late=late
    )
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


def _gather(session: Session) -> int:
    from aggregator.cli.digest import gather

    gather(session)
    return 0


def _digest(session: Session) -> int:
    from aggregator.cli.digest import compose, deliver, finish, gather

    started = now()
    gathered = gather(session)
    deliver(session, compose(session, gathered))
    session.store.mark_run(JOB, started)
    return finish(session, gathered)
