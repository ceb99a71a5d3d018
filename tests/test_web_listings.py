"""What a list and a story of the web page say of one listing: its hints, its hour, its fee and its history."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from aggregator.dedupe import dedupe
from aggregator.model import Event, Place, Price
from aggregator.web.desk import Desk
from tests.test_web import NOW, client, code, desk, event, file, post

__all__ = ["client", "desk", "file"]

TRAP = event(
    "c:1",
    "副収入セミナー 必ず稼げる仕組み",
    "2026-11-28T14:00",
    description="権利収入と不労所得の話をします。必ず稼げます。",
    place=Place(name="駅前ビル", city="新宿区", prefecture="東京都"),
    organiser="夢の会",
    price=Price(min=1000, max=5000),
)


def keep(desk: Desk, *events: Event, now: datetime = NOW) -> None:
    desk.store.save(dedupe(events, now=now), now)


def test_signs_of_solicitation_stand_wherever_the_listing_does(client: httpx.Client, desk: Desk) -> None:
    keep(desk, TRAP)
    key = code(client, TRAP.title)
    story = client.get(f"/e/{key}").text
    assert "確認ポイント" in story
    assert "「不労所得」" in story
    today = client.get("/").text
    assert re.search(r"<summary>勧誘に注意したい会 1件</summary>", today)
    assert "勧誘に注意: この告知には" in client.get("/events").text
    post(client, f"/e/{key}/dismiss")
    assert "確認ポイント" not in client.get(f"/e/{key}").text
    assert "勧誘に注意: " not in client.get("/events").text


def test_a_list_tells_the_highest_fee_too(client: httpx.Client, desk: Desk) -> None:
    keep(desk, TRAP)
    assert "1,000円〜5,000円" in client.get("/events").text


def test_morning_is_the_readers_also_where_the_source_counts_in_utc(client: httpx.Client, desk: Desk) -> None:
    start = datetime(2026, 11, 26, 22, 0, tzinfo=UTC)
    keep(desk, Event(uid="d:1", source="d", title="朝の体操", start=start, end=start + timedelta(hours=1)))
    assert "朝の体操" in [one["title"] for one in client.get("/events.json?slot=morning").json()]
    assert "朝の体操" not in [one["title"] for one in client.get("/events.json?slot=evening").json()]


def test_what_has_changed_is_told_in_words(client: httpx.Client, desk: Desk) -> None:
    moved = TRAP.model_copy(update={"place": Place(name="駅裏ホール", city="新宿区", prefecture="東京都")})
    keep(desk, TRAP)
    keep(desk, moved, now=NOW + timedelta(hours=1))
    story = client.get(f"/e/{code(client, TRAP.title)}").text
    assert re.findall(r"<td>([^<]+ → [^<]+)</td>", story) == ["会場 駅前ビル → 駅裏ホール"]
    assert "null" not in story


@pytest.mark.parametrize(
    "path",
    [
        "/events?days=%C2%B2&price=%C2%B2",
        f"/events?price={'9' * 5000}",
        "/week?first=9999-12-31",
        "/month?month=9999-12",
        "/month?month=0001-01",
    ],
)
def test_an_address_that_makes_no_sense_shows_what_does(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_a_deed_on_a_source_that_does_not_exist_changes_nothing(client: httpx.Client, file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    assert post(client, "/sources/forget", name="山").status_code == 404
    assert file.read_text(encoding="utf-8") == before


def test_a_subscription_is_called_as_in_the_menu(client: httpx.Client) -> None:
    assert "X-WR-CALNAME:朝顔 落選" in client.get("/out.ics").text
    assert client.get("/today.json?form=feed").json()["title"] == "朝顔 今日"
