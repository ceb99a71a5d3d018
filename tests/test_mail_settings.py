"""Mail that cannot be sent yet: check says what is missing, digest which setting to look at."""

from __future__ import annotations

import socket
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from aggregator.cli import cli
from tests.loopback import Loopback, Reply


def test_a_mail_server_that_is_missing_or_refuses_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    base = "profile: {home: 吉祥寺}\nstore: events.db\ndigest: {to: [mail]}\nmail: {to: me@example.jp"
    config = tmp_path / "config.yaml"
    config.write_text(f"{base}}}\n", encoding="utf-8")
    assert "mail.host がないので" in CliRunner().invoke(cli, ["check", "--offline"]).output
    config.write_text(f"{base}, host: a.example}}\n".replace("[mail]", "[html]"), encoding="utf-8")
    assert "digest.to に mail がないので" in CliRunner().invoke(cli, ["check", "--offline"]).output
    day = datetime.now().astimezone() + timedelta(days=3)
    calendar = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:句会\nDTSTART;TZID=Asia/Tokyo:{day:%Y%m%d}T100000\nEND:VEVENT\nEND:VCALENDAR\n"
    with Loopback() as site, socket.socket() as unused:  # bound, and nobody listens
        unused.bind(("127.0.0.1", 0))
        site.on("/robots.txt", Reply(404))
        site.on("/a.ics", Reply(body=calendar.encode(), headers={"Content-Type": "text/calendar"}))
        source = f"sources: [{{name: 緑, kind: ics, url: '{site.base}/a.ics', allow_private: true}}]\n"
        port = unused.getsockname()[1]
        config.write_text(f"{base}, host: 127.0.0.1, port: {port}, sender: me@example.jp}}\n{source}", encoding="utf-8")
        assert "mail.host" not in CliRunner().invoke(cli, ["check", "--offline"]).output
        told = CliRunner().invoke(cli, ["digest"]).output
    assert f"メールサーバー 127.0.0.1:{port} につながらず" in told
    assert "mail.host と mail.port を確かめてください" in told
