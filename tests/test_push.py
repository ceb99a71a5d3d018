"""A short message to phone or chat, received by a real web server on the loopback interface."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from aggregator.deliver.push import push
from aggregator.errors import DeliveryError

pytest.importorskip("apprise")


class Chat:
    """A chat's address that takes messages as JSON, or refuses them."""

    def __init__(self) -> None:
        self.taken: list[dict[str, str]] = []
        self.answer = 200
        chat = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                chat.taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(chat.answer)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"json://127.0.0.1:{self.server.server_port}/secret-room"


@pytest.fixture
def chat() -> Iterator[Chat]:
    chat = Chat()
    Thread(target=chat.server.serve_forever, daemon=True).start()
    yield chat
    chat.server.shutdown()
    chat.server.server_close()


def test_message_arrives_whole(chat: Chat) -> None:
    push("11/23(月) 空き時間に合う2件", "19:00 朝顔の会\n京都・無料", [chat.address])
    assert chat.taken[0]["title"] == "11/23(月) 空き時間に合う2件"
    assert chat.taken[0]["message"] == "19:00 朝顔の会\n京都・無料"


def test_refusal_is_told_without_the_address(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    chat.answer = 500
    with pytest.raises(DeliveryError, match="届かなかったアドレス") as told:
        push("t", "b", [chat.address])
    assert "secret-room" not in str(told.value) + caplog.text


def test_what_is_no_address_is_named_by_its_number_only(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(DeliveryError, match="2個のうち2番目") as told:
        push("t", "b", [chat.address, "no-such-thing-secret"])
    assert "secret" not in str(told.value) + caplog.text
    assert chat.taken == []
