"""Mornings with a source that gets into trouble: what the digest, the table and the log say, with a real server."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from click.testing import CliRunner

from aggregator.app.gather import gather
from aggregator.cli import cli
from aggregator.config.load import load_text
from aggregator.i18n import translator
from aggregator.store import Store
from tests.loopback import Answer, Loopback, Reply

FIRST = datetime(2026, 11, 23, 6, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
CONFIG = """\
profile: {{home: 吉祥寺駅, horizon_days: 60}}
store: events.db
sources:
  - {{name: みどりの会, kind: ics, url: {base}/a.ics, allow_private: true, every: 12h}}
"""


def calendar(count: int, *, place: bool = True) -> Reply:
    where = "LOCATION:みどり会館\n" if place else ""
    days = [FIRST + timedelta(days=20 + number) for number in range(count)]
    events = "".join(
        f"BEGIN:VEVENT\nUID:{day:%m%d}\nSUMMARY:{name}の会\nDTSTART;TZID=Asia/Tokyo:{day:%Y%m%d}T190000\n{where}END:VEVENT\n"
        for day, name in zip(days, "甲乙丙丁戊己庚辛壬癸", strict=False)
    )
    body = f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n".encode()
    return Reply(body=body, headers={"Content-Type": "text/calendar"})


Morning = Callable[[int, Answer], str]


@pytest.fixture
def site() -> Iterator[Loopback]:
    with Loopback() as running:
        running.on("/robots.txt", Reply(404))
        yield running


@pytest.fixture
def morning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Loopback) -> Iterator[Morning]:
    """One morning after the first ones: the digest's text when the source answers so."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "config.yaml").write_text(CONFIG.format(base=site.base), encoding="utf-8")
    with time_machine.travel(FIRST, tick=False) as clock:

        def read(day: int, answer: Answer) -> str:
            clock.move_to(FIRST + timedelta(days=day))
            site.on("/a.ics", answer)
            return CliRunner().invoke(cli, ["digest", "--dry-run"], standalone_mode=False).output

        for day in range(3):
            read(day, calendar(10))
        yield read


def row() -> dict[str, str]:
    out = CliRunner().invoke(cli, ["sources", "--json"], standalone_mode=False).stdout
    return dict(json.loads(out))


@pytest.mark.parametrize(
    ("answer", "state", "sentence"),
    [
        (calendar(4), "degraded", "催しの数がいつもの半分より少なくなっています。"),
        (calendar(0), "broken", "いつもはある催しが、一件もありませんでした。"),
        (Reply(body=b"<!doctype html><html><body>x</body></html>", headers={"Content-Type": "text/html"}), "broken", "中身が別の種類のページになっています。"),
        (Reply(403), "broken", "サイトがエラーを返しました（403: 機械には見せないページです）。"),
        (Reply(body=b""), "broken", "中身が空でした。"),
        (Reply(drop=True), "broken", "サイトにつながりません。"),
    ],
)  # fmt: skip
def test_a_source_in_trouble_is_told_of_and_its_last_events_stay(
    morning: Morning, answer: Answer, state: str, sentence: str
) -> None:
    digest = morning(3, answer)
    (line,) = [line for line in digest.splitlines() if line.startswith("- みどりの会: ")]
    shown = "11/25 6:00に読んだ内容を表示しています。"
    assert line == f"- みどりの会: 11/26から、{sentence}{shown}確かめるには: asagao sources test みどりの会"
    assert digest.count("みどり会館") == 10  # those that it no longer gives as well
    assert (row()["state"], sentence in row()["trouble"]) == (state, True)
    assert f"- みどりの会: 11/26から、{sentence}" in morning(4, answer)
    assert "- みどりの会: " not in morning(6, calendar(10))
    assert row()["state"] == "fresh"


@pytest.mark.parametrize("validator", [{}, {"ETag": '"2"'}], ids=["same body", "304"])
def test_an_unchanged_page_keeps_its_trouble(morning: Morning, validator: dict[str, str]) -> None:
    broken = calendar(0)
    reply = Reply(body=broken.body, headers={**broken.headers, **validator})
    line = "- みどりの会: 11/26から、いつもはある催しが、一件もありませんでした。"
    assert line in morning(3, reply)
    again = morning(4, Reply(304, headers=validator) if validator else reply)
    assert line in again
    assert again.count("みどり会館") == 10
    assert "△ みどりの会: 0件" in again
    assert row()["state"] == "broken"
    assert "- みどりの会: " not in morning(5, calendar(10))
    assert row()["state"] == "fresh"


def test_a_page_that_never_had_events_is_not_said_to_have_them_usually(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Loopback
) -> None:
    monkeypatch.chdir(tmp_path)
    text = CONFIG.format(base=site.base).replace("kind: ics", "kind: jsonld")
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    empty = Reply(body=b"<html><body>x</body></html>", headers={"Content-Type": "text/html"})
    marked = '{"@type": "Event", "name": "朝の会", "startDate": "2026-12-06T13:00+09:00"}'
    full = replace(empty, body=f'<script type="application/ld+json">{marked}</script>'.encode())
    told = []
    with time_machine.travel(FIRST, tick=False) as clock:
        for day, answer in enumerate((empty, empty, full, empty)):
            clock.move_to(FIRST + timedelta(days=day))
            site.on("/a.ics", answer)
            output = CliRunner().invoke(cli, ["digest", "--dry-run"], standalone_mode=False).output
            told += [
                line.partition("確かめる")[0] for line in output.splitlines() if line.startswith("- みどりの会")
            ] or [""]
    never = "- みどりの会: 催しが一件も見つかりませんでした。"
    usually = (
        "- みどりの会: 11/26から、いつもはある催しが、一件もありませんでした。11/25 6:00に読んだ内容を表示しています。"
    )
    assert told == [never, never, "", usually]


def test_the_floor_of_a_new_source_is_told_until_it_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Loopback
) -> None:
    monkeypatch.chdir(tmp_path)
    text = CONFIG.format(base=site.base).replace("every: 12h", "every: 12h, expect: 3")
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    told = []
    fewer = calendar(1)
    with time_machine.travel(FIRST, tick=False) as clock:
        for day, answer in enumerate(
            (Reply(body=fewer.body, headers={**fewer.headers, "ETag": '"1"'}), Reply(304), calendar(4))
        ):
            clock.move_to(FIRST + timedelta(days=day))
            site.on("/a.ics", answer)
            output = CliRunner().invoke(cli, ["digest", "--dry-run"], standalone_mode=False).output
            told.append("- みどりの会: 11/23から、催しが1件しかありません（設定の expect は3件）。" in output)
    assert told == [True, True, False]


def test_a_field_that_vanished_is_named(morning: Morning) -> None:
    digest = morning(3, calendar(10, place=False))
    assert "いつも書かれている項目（場所）がなくなりました" in digest


def test_a_calendar_that_nobody_keeps_is_named(morning: Morning) -> None:
    assert "あとの予定がありません" not in morning(34, calendar(10))
    assert "12/22のあとの予定がありません。サイトが更新されていないのかもしれません。" in morning(38, calendar(10))
    assert row()["state"] == "degraded"


def test_logged_once_when_it_breaks_and_once_when_it_recovers(
    tmp_path: Path, site: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    loaded = load_text(CONFIG.format(base=site.base), {}, translator("ja"), folder=str(tmp_path))
    answers = [calendar(10), Reply(410), Reply(410), Reply(410), calendar(10), calendar(10)]
    with Store.open(tmp_path / "events.db") as store, caplog.at_level(logging.WARNING):
        for day, answer in enumerate(answers):
            site.on("/a.ics", answer)
            now = FIRST + timedelta(days=day)
            asyncio.run(gather(loaded, store, lambda now=now: now))
    told = [record.getMessage() for record in caplog.records if "みどりの会" in record.getMessage()]
    assert [line.partition(":")[0] for line in told] == ["みどりの会 broke", "みどりの会 works again"]


def test_a_broken_source_is_asked_every_day_for_ever(morning: Morning, site: Loopback) -> None:
    for day in range(3, 11):
        morning(day, Reply(410))
    site.asked.clear()
    morning(41, Reply(410))
    assert "/a.ics" in site.paths()
    assert row()["next"] == "01/04 06:00"


def test_the_table_shows_robots_and_what_was_unchanged(morning: Morning, site: Loopback) -> None:
    tagged = calendar(10)
    once = Reply(body=tagged.body, headers={**tagged.headers, "ETag": '"1"'})
    morning(3, once)
    morning(4, Reply(304, headers={"ETag": '"1"'}))
    assert row()["cached"] == "20%"
    assert row()["robots"] == "allowed"
    site.on("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /a\nCrawl-delay: 2\n"))
    morning(7, once)
    assert "不可（2秒おき）" in CliRunner().invoke(cli, ["sources"], standalone_mode=False).stdout


def test_a_source_that_stops_bringing_anything_new_is_told_of_until_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Loopback
) -> None:
    monkeypatch.chdir(tmp_path)
    text = CONFIG.format(base=site.base).replace("horizon_days: 60", "horizon_days: 90")
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")

    def listed(count: int) -> Reply:
        """The first ``count`` of meetings that are announced long before."""
        days = [FIRST + timedelta(days=50 + 4 * number) for number in range(count)]
        events = "".join(
            f"BEGIN:VEVENT\nUID:{day:%m%d}\nSUMMARY:会{day:%m%d}\nDTSTART;TZID=Asia/Tokyo:{day:%Y%m%d}T190000\nEND:VEVENT\n"
            for day in days
        )
        return Reply(
            body=f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n".encode(), headers={"Content-Type": "text/calendar"}
        )

    sentence = "12/8のあと、新しい催しが出ていません（いつもは3日ごと）。サイトが更新されていないのかもしれません。"
    with time_machine.travel(FIRST, tick=False) as clock:

        def morning_of(day: int, count: int) -> tuple[bool, int]:
            clock.move_to(FIRST + timedelta(days=day))
            site.on("/a.ics", listed(count))
            done = CliRunner().invoke(cli, ["digest", "--dry-run"], standalone_mode=False)
            return sentence in done.output, done.return_value

        for number in range(6):
            assert morning_of(3 * number, 3 + number) == (False, 0)
        assert row()["usually"] == "6件・3日ごと"
        assert morning_of(36, 8) == (False, 0)
        assert morning_of(37, 8) == (True, 0)
        assert (row()["state"], sentence in row()["trouble"]) == ("degraded", True)
        assert morning_of(40, 9) == (False, 0)
        assert row()["state"] == "fresh"
