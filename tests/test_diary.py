"""The own calendars at an address: asked as often as a source, kept while they are silent, never named in a log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback import Loopback, Reply

from aggregator.app.diary import calendars
from aggregator.app.gather import Gathered
from aggregator.app.morning import compose
from aggregator.config.load import Loaded, load_text
from aggregator.i18n import translator
from aggregator.render.forms import render
from aggregator.store import Store

NOW = datetime(2026, 11, 28, 21, 0, tzinfo=UTC)
SECRET = "private-0a1b2c3d4e"
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//ことのは//JA
BEGIN:VEVENT
UID:1
DTSTAMP:20261101T000000Z
DTSTART:20261202T100000Z
DTEND:20261202T110000Z
SUMMARY:{summary}
END:VEVENT
END:VCALENDAR
"""


def reply(summary: str, **headers: str) -> Reply:
    body = CALENDAR.format(summary=summary).replace("\n", "\r\n").encode()
    return Reply(body=body, headers={"Content-Type": "text/calendar", **headers})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "asagao.db") as opened:
        yield opened


def appointments(loaded: Loaded, store: Store, at: datetime) -> list[str]:
    return [one.label for state in calendars(loaded, store, at) for one in state.busy]


def labels(site: Loopback, store: Store, hours: float = 0) -> list[str]:
    text = "calendars:\n  - {name: 仕事, url: '${MINE}', allow_private: true}\n"
    loaded = load_text(text, {"MINE": site.url(f"/own.ics?{SECRET}")}, translator("ja"))
    return appointments(loaded, store, NOW + timedelta(hours=hours))


def asked(site: Loopback) -> int:
    return sum(path.startswith("/own.ics") for path in site.paths())


def test_a_calendar_is_asked_as_often_as_a_source(store: Store) -> None:
    with Loopback() as site:
        site.on(f"/own.ics?{SECRET}", reply("歯医者"), reply("床屋"))
        assert labels(site, store) == ["歯医者"]
        assert labels(site, store, hours=5) == ["歯医者"]
        assert asked(site) == 1
        assert labels(site, store, hours=7) == ["床屋"]
        assert asked(site) == 2


@pytest.mark.parametrize("answer", [Reply(503), Reply(404), Reply(body=b"<html>sign in</html>")])
def test_while_it_is_silent_what_it_said_last_counts(store: Store, answer: Reply) -> None:
    with Loopback() as site:
        site.on(f"/own.ics?{SECRET}", reply("歯医者"), answer)
        assert labels(site, store) == ["歯医者"]
        assert labels(site, store, hours=7) == ["歯医者"]


def test_a_calendar_that_never_answered_leaves_the_others(store: Store, tmp_path: Path) -> None:
    (tmp_path / "own.ics").write_bytes(reply("散歩").body)
    with Loopback() as site:
        site.on(f"/own.ics?{SECRET}", Reply(404))
        text = f"calendars:\n  - {{name: 仕事, url: '{site.url('/own.ics')}', allow_private: true}}\n  - {{file: {tmp_path}/own.ics}}\n"
        loaded = load_text(text, {}, translator("ja"))
        assert appointments(loaded, store, NOW) == ["散歩"]


@pytest.mark.parametrize("answer", [reply("歯医者"), Reply(503), Reply(302, headers={"Location": f"/else?{SECRET}"})])
def test_its_address_stands_in_no_log_and_not_in_the_store(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture, answer: Reply
) -> None:
    caplog.set_level(logging.DEBUG)
    with Loopback() as site:
        site.on(f"/own.ics?{SECRET}", answer)
        site.on(f"/else?{SECRET}", Reply(404))
        labels(site, store)
    store.close()
    assert "仕事" in caplog.text
    assert SECRET not in caplog.text
    assert all(SECRET.encode() not in file.read_bytes() for file in tmp_path.iterdir())


def test_the_digest_says_that_a_calendar_was_not_read_and_what_is_counted_instead(store: Store) -> None:
    def told(hours: float) -> str:
        digest = compose(loaded, store, Gathered(states=()), NOW + timedelta(hours=hours))
        rendered = render(digest)
        (line,) = [line for line in rendered.text.splitlines() if line.startswith("- 予定表 仕事: ")] or [""]
        assert (line != "") == ("予定表 仕事" in rendered.html) == ("予定表 仕事" in rendered.mail_html)
        assert SECRET not in rendered.html
        return line.removeprefix("- 予定表 仕事: ")

    with Loopback() as site:
        site.on(f"/own.ics?{SECRET}", Reply(404), reply("歯医者"), Reply(404))
        text = "calendars:\n  - {name: 仕事, url: '${MINE}', allow_private: true}\n"
        loaded = load_text(text, {"MINE": site.url(f"/own.ics?{SECRET}")}, translator("ja"))
        never, well, kept = told(0), told(7), told(14)
    assert never.endswith("この予定表の予定は数えていません。確かめるには: asagao check")
    assert well == ""
    assert (
        kept
        == "サイトがエラーを返しました（404: ページがありません）。11/29 13:00に読んだ予定で数えます。確かめるには: asagao check"
    )
