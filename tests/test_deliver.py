"""Mail on its way, as its reader meets it: once, to everybody who can have it, and a plain word on what went wrong."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from click.testing import CliRunner

from aggregator.cli import cli
from aggregator.deliver.smtp import Server, send
from aggregator.errors import DeliveryError
from aggregator.i18n import translator
from aggregator.model import Rendered
from aggregator.store import CLAIM, Parcel, Store

MORNING = datetime(2026, 11, 20, 7, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


class Box:
    """A mailbox that refuses who is told to it, may be ``full``, and may break the connection at the farewell."""

    def __init__(
        self,
        refused: frozenset[str] = frozenset(),
        *,
        answer: str = "550 no such user",
        full: str = "",
        rude: bool = False,
    ) -> None:
        self.taken: list[list[str]] = []
        self._refused, self._answer, self._full, self._rude = refused, answer, full, rude

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self._refused:
            return self._answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if not self._full:
            self.taken.append(list(envelope.rcpt_tos))
        return self._full or "250 OK"

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:
        return "421 going down" if self._rude else "221 Bye"


def right(_server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: LoginPassword) -> AuthResult:
    return AuthResult(success=given.password == b"right", handled=False)


@contextmanager
def started(box: Box) -> Iterator[Controller]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = Controller(
        box, hostname="127.0.0.1", port=port, authenticator=right, auth_require_tls=False, auth_required=False
    )
    running.start()
    try:
        yield running
    finally:
        running.stop()


def server(running: Controller, *, user: str | None = None, password: str | None = None) -> Server:
    return Server("127.0.0.1", running.port, "none", user, password, variable="MY_SECRET")


@pytest.fixture
def message() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.jp", "b@example.jp, c@example.jp", "朝"
    mail.set_content("会")
    return mail


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=True):
        yield


def test_who_has_the_mail_does_not_get_it_again_because_another_address_is_wrong(message: EmailMessage) -> None:
    box = Box(frozenset({"c@example.jp"}))
    with started(box) as running:
        assert send(message, server(running)) == ("c@example.jp",)
    assert box.taken == [["b@example.jp"]]


def test_a_mail_that_nobody_may_have_is_a_failure_that_names_them(message: EmailMessage) -> None:
    box = Box(frozenset({"b@example.jp", "c@example.jp"}))
    with started(box) as running, pytest.raises(DeliveryError) as failed:
        send(message, server(running))
    assert "断りました: b@example.jp（550 no such user）, c@example.jp（550 no such user）" in failed.value.told(str)
    assert "refuses the recipients" in failed.value.told(translator("en"))


def test_a_server_that_makes_strangers_wait_is_told_from_one_that_refuses(message: EmailMessage) -> None:
    box = Box(frozenset({"b@example.jp", "c@example.jp"}), answer="451 4.7.1 greylisted")
    with started(box) as running, pytest.raises(DeliveryError) as failed:
        send(message, server(running))
    assert "いまは便りを受けとりません（451 4.7.1 greylisted）。しばらくしてから" in failed.value.told(str)
    with started(Box(full="552 5.2.2 mailbox full")) as running, pytest.raises(DeliveryError) as failed:
        send(message, server(running))
    assert failed.value.told(str).endswith("が便りを断りました（552 5.2.2 mailbox full）")


def test_a_mail_that_was_taken_is_sent_whatever_the_server_says_at_parting(message: EmailMessage) -> None:
    box = Box(rude=True)
    with started(box) as running:
        assert send(message, server(running)) == ()
    assert len(box.taken) == 1


@pytest.mark.parametrize(
    ("password", "told"), [(None, "パスワードを求めています"), ("secret-wrong", "パスワードを受けつけません")]
)
def test_a_wrong_or_missing_password_names_its_variable_and_never_the_password(
    message: EmailMessage, password: str | None, told: str
) -> None:
    with started(Box()) as running:
        with pytest.raises(DeliveryError) as failed:
            send(message, server(running, user="a", password=password))
        send(message, server(running, user="a", password="right"))
    assert told in str(failed.value)
    assert "MY_SECRET" in str(failed.value)
    assert "secret-wrong" not in str(failed.value)


def configure(folder: Path, port: int, more: str = "") -> None:
    (folder / "config.yaml").write_text(
        f"profile: {{name: me, home: 吉祥寺}}\nstore: events.db\ndigest: {{to: [mail, html]{more}}}\n"
        f"mail: {{to: me@example.jp, host: 127.0.0.1, port: {port}, security: none}}\n",
        encoding="utf-8",
    )


def test_the_page_is_there_although_the_mail_failed_and_the_next_round_sends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    configure(tmp_path, 1, ", empty: true")
    failed = CliRunner().invoke(cli, ["run", "--once"])
    assert failed.exit_code == 1
    assert "便りのページを書きました" in failed.output
    assert (tmp_path / "out" / "digest.html").exists()
    box = Box()
    with started(box) as running:
        configure(tmp_path, running.port, ", empty: true")
        assert CliRunner().invoke(cli, ["run", "--once"]).exit_code == 0
        assert CliRunner().invoke(cli, ["run", "--once"]).exit_code == 0
    assert len(box.taken) == 1


def test_of_two_ways_that_fail_both_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ASAGAO_PUSH", raising=False)
    configure(tmp_path, 1, ", empty: true")
    failed = CliRunner().invoke(cli, ["digest", "--to", "mail", "--to", "push"])
    assert failed.exit_code == 1
    assert "127.0.0.1:1" in failed.output
    assert "ASAGAO_PUSH" in failed.output + caplog.text


def test_a_digest_without_events_is_told_as_such_and_not_as_delivered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    configure(tmp_path, 1)
    done = CliRunner().invoke(cli, ["digest", "--to", "mail"])
    assert done.exit_code == 0
    assert "お知らせする会がないので、送りませんでした" in done.output
    assert "届い" not in done.output


def test_after_a_crash_while_sending_the_day_is_not_done_until_the_mail_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    crashed = Rendered(subject="その朝", html="<p>", mail_html="<p>", text="会", ics="BEGIN")
    with Store.open(tmp_path / "events.db") as store:
        store.begin_delivery("mail:2026-11-20:me", Parcel(rendered=crashed, profile="me"), MORNING)
    box = Box()
    with started(box) as running:
        configure(tmp_path, running.port, ", empty: true")
        soon = CliRunner().invoke(cli, ["run", "--once"])
        assert soon.exit_code == 1
        assert "送りなおせます" in soon.output
        with time_machine.travel(MORNING + CLAIM + timedelta(minutes=1), tick=True):
            assert CliRunner().invoke(cli, ["run", "--once"]).exit_code == 0
    assert box.taken == [["me@example.jp"]]


def test_markdown_is_printed_beside_a_mail_that_goes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    box = Box()
    with started(box) as running:
        configure(tmp_path, running.port, ", empty: true")
        printed = CliRunner().invoke(cli, ["digest", "--to", "markdown", "--to", "mail", "--quiet"]).stdout
    assert printed.startswith("# 11/20(金)")
    assert len(box.taken) == 1
