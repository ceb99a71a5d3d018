"""The daily round: gather through the day, send the digest at its time, catch up after sleep. The only importer of APScheduler."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

Job = Callable[[], object]

LONGEST_PAUSE = timedelta(hours=2)
"""Between two attempts to deliver one digest."""


def due_since(at: str, zone: str, now: datetime) -> datetime:
    """The latest moment, not after ``now``, at which the digest was due.

    Args:
        at: time of day, ``HH:MM``.
        zone: IANA zone in which that time is meant.
        now: aware.
    """
    place = ZoneInfo(zone)
    local = now.astimezone(place)
    today = datetime.combine(local.date(), time.fromisoformat(at), place)
    return today if today <= now else datetime.combine(local.date() - timedelta(days=1), time.fromisoformat(at), place)


def is_late(at: str, zone: str, last: datetime | None, now: datetime) -> bool:
    """Whether a digest that was due earlier today has not been made: the machine slept, or was off.

    Yesterday's is not made up for: nobody wants two mails in one morning.
    """
    due = due_since(at, zone, now)
    if due.date() != now.astimezone(ZoneInfo(zone)).date():
        return False
    return last is None or last < due


def pause(failed: int, first: timedelta) -> timedelta:
    """How long to wait after a digest has failed to arrive ``failed`` times in a row: ``first``, then twice as long each time.

    Two hours at most: a network may be back any minute, but a mail server that refuses a password ten times an hour
    locks the account.
    """
    doubled: timedelta = first * 2 ** min(failed - 1, 10)
    return min(doubled, LONGEST_PAUSE)


def scheduler(*, at: str, zone: str, every: timedelta, look: Job, digest: Job, late: bool) -> BlockingScheduler:
    """A scheduler, not yet started, with the two jobs.

    Args:
        at: time of the digest, ``HH:MM`` in ``zone``.
        zone: IANA zone of the profile; given to every trigger, as a trigger without one takes the machine's.
        every: how often ``look`` runs.
        look: reads the sources that are due (each has its own interval), or makes up for a digest that failed.
        digest: makes and sends the digest.
        late: run the digest at once, too.
    """
    place = ZoneInfo(zone)
    # One thread: a source is not read by two jobs at once, nor a digest sent.
    # A laptop that wakes at 6:31 must still get its 6:30 digest, once: no grace limit, missed runs folded into one.
    jobs = BlockingScheduler(
        timezone=place,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
    )
    jobs.add_job(digest, _daily(at, zone), id="digest")
    jobs.add_job(look, IntervalTrigger(seconds=int(every.total_seconds()), timezone=place), id="look")
    if late:
        jobs.add_job(digest, id="late digest")
    jobs.add_listener(_log_failure, EVENT_JOB_ERROR)
    return jobs


def move(jobs: BlockingScheduler, at: str, zone: str) -> None:
    """Let the digest come at another time of day from now on."""
    jobs.reschedule_job("digest", trigger=_daily(at, zone))


def _daily(at: str, zone: str) -> CronTrigger:
    hour, minute = at.split(":")
    return CronTrigger(hour=int(hour), minute=int(minute), timezone=ZoneInfo(zone))


def _log_failure(event: JobExecutionEvent) -> None:
    """A job that failed runs again at its next time; what happened is in the log, with ``--verbose`` also where."""
    log.error("job %s failed: %s", event.job_id, event.exception)
    log.debug("%s", event.traceback)
