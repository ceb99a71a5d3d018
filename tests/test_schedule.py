"""When the digest is due, and that a sleeping laptop still gets it once."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from aggregator.schedule import due_since, is_late, pause, scheduler

TOKYO = ZoneInfo("Asia/Tokyo")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-23T06:30", "2026-11-23T06:30"),
        ("2026-11-23T06:29", "2026-11-22T06:30"),
        ("2026-11-23T23:59", "2026-11-23T06:30"),
        ("2027-01-01T00:10", "2026-12-31T06:30"),
    ],
)
def test_the_digest_is_due_at_its_time_of_day(now: str, due: str) -> None:
    assert due_since("06:30", "Asia/Tokyo", at(now)) == at(due)


def test_due_time_is_meant_in_the_profiles_zone() -> None:
    morning_in_tokyo = datetime(2026, 11, 22, 21, 45, tzinfo=ZoneInfo("UTC"))
    assert due_since("06:30", "Asia/Tokyo", morning_in_tokyo) == at("2026-11-23T06:30")


@pytest.mark.parametrize(
    ("now", "last", "late"),
    [
        ("2026-11-23T07:00", None, True),  # switched on after breakfast
        ("2026-11-23T07:00", "2026-11-22T06:30", True),
        ("2026-11-23T07:00", "2026-11-23T06:31", False),  # today's was made
        ("2026-11-23T05:00", "2026-11-21T06:30", False),  # yesterday's is not made up for
    ],
)
def test_a_digest_that_was_missed_today_is_late(now: str, last: str | None, late: bool) -> None:
    assert is_late("06:30", "Asia/Tokyo", at(last) if last else None, at(now)) is late


def test_a_late_digest_runs_at_once_and_only_once() -> None:
    ran = threading.Event()
    count = []

    def digest() -> None:
        count.append(1)
        ran.set()
        threading.Thread(target=stop).start()

    def stop() -> None:
        jobs.get_job("late digest")  # waits until the scheduler has taken the job off its list
        jobs.shutdown(wait=False)

    jobs = scheduler(
        at="06:30", zone="Asia/Tokyo", every=timedelta(hours=1), look=lambda: None, digest=digest, late=True
    )
    thread = threading.Thread(target=jobs.start)
    thread.start()
    assert ran.wait(20)
    thread.join(20)
    assert len(count) == 1


def test_jobs_keep_their_zone_and_never_give_up_after_sleep() -> None:
    jobs = scheduler(
        at="06:30", zone="Asia/Tokyo", every=timedelta(hours=1), look=lambda: None, digest=lambda: None, late=False
    )
    waiting = {job.id: job for job, *_ in jobs._pending_jobs}
    assert set(waiting) == {"digest", "look"}
    following = waiting["digest"].trigger.get_next_fire_time(None, at("2026-11-23T12:00"))
    assert following == at("2026-11-24T06:30")


def test_a_digest_that_failed_is_tried_again_soon_and_a_server_that_keeps_refusing_is_left_alone_longer() -> None:
    minutes = [pause(failed, timedelta(minutes=10)) // timedelta(minutes=1) for failed in range(1, 8)]
    assert minutes == [10, 20, 40, 80, 120, 120, 120]
