"""Certificates as a user meets them: a real TLS server, the whole command line."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from click.testing import CliRunner, Result

from aggregator.cli import cli
from tests.loopback import Loopback, Reply

PEM = Path(__file__).parent / "data" / "tls" / "server.pem"
ENDS = datetime.fromisoformat("2126-10-30T14:59:04+00:00").astimezone(ZoneInfo("Asia/Tokyo"))


def calendar(first: datetime) -> Reply:
    events = "".join(
        f"BEGIN:VEVENT\nUID:{number}\nSUMMARY:会{number}\nDTSTART:{first + timedelta(days=number):%Y%m%d}T100000\nEND:VEVENT\n"
        for number in range(1, 6)
    )
    return Reply(body=f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n".encode(), headers={"Content-Type": "text/calendar"})


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "config.yaml").write_text("profile: {home: 吉祥寺}\nstore: events.db\nsources: []\n", encoding="utf-8")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with Loopback(context) as running:
        running.on("/robots.txt", Reply(404))
        yield running


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments], standalone_mode=False)


def test_a_certificate_that_ends_soon_is_told_with_its_day_and_the_source_goes_on(
    site: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    with time_machine.travel(ENDS - timedelta(days=20)) as clock:
        site.on("/a.ics", calendar(ENDS - timedelta(days=18)))
        added = run("sources", "add", f"{site.base}/a.ics", "--allow-private", "--yes", "--name", "緑")
        assert added.return_value == 0
        assert "証明書" not in added.output
        run("digest", "--dry-run")
        assert json.loads(run("sources", "--json").stdout)["state"] == "fresh"
        clock.move_to(ENDS - timedelta(days=13))
        told = run("digest", "--dry-run")
        assert "から、サイトの証明書の期限が迫っています（10/30まで）。" in told.output
        assert told.return_value == 0
        row = json.loads(run("sources", "--json").stdout)
        assert (row["state"], row["events"]) == ("degraded", "5")
        assert "証明書の期限が迫っています（10/30まで）" in run("sources", "test", "緑").stdout


def test_a_certificate_that_nobody_vouches_for_is_told_and_nothing_is_written(site: Loopback, tmp_path: Path) -> None:
    site.on("/a.ics", calendar(ENDS))
    before = (tmp_path / "config.yaml").read_text(encoding="utf-8")
    told = run("sources", "add", f"{site.base}/a.ics", "--allow-private", "--yes")
    assert str(told.exception).startswith("サイトの証明書を出したところが、確かめられません。ブラウザーで開いて")
    assert (tmp_path / "config.yaml").read_text(encoding="utf-8") == before
