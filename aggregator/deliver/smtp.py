"""Hand a message to a mail server (RFC 5321), with STARTTLS or SSL."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final, Literal

from aggregator.errors import DeliveryError
from aggregator.i18n import said

_LATER: Final = 400
_NEVER: Final = 500


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail goes.

    ``variable``: the environment variable that holds the password, for messages. ``trust``: the certificates that are
    trusted; the usual authorities if missing.
    """

    host: str
    port: int
    security: Literal["starttls", "ssl", "none"] = "starttls"
    user: str | None = None
    password: str | None = None
    timeout: float = 30.0
    variable: str = "ASAGAO_SMTP_PASSWORD"
    trust: ssl.SSLContext | None = None


def send(message: EmailMessage, server: Server) -> tuple[str, ...]:
    """Send ``message``; the recipients whom the server refused while it took the message for the others.

    Raises:
        DeliveryError: the server cannot be reached, does not take the password, or refuses everybody; the text names the
            server and never the password.
    """
    try:
        connection = _connected(server)
        try:
            if server.user is not None:
                connection.login(server.user, server.password or "")
            refused = connection.send_message(message)
        finally:
            _goodbye(connection)
    except smtplib.SMTPAuthenticationError as error:
        raise DeliveryError(_refused(server, error.smtp_code)) from None
    except smtplib.SMTPRecipientsRefused as error:
        raise DeliveryError(_refusing(server, error.recipients)) from error
    except smtplib.SMTPResponseException as error:
        raise DeliveryError(_answered(server, error.smtp_code, error.smtp_error)) from error
    except ssl.SSLError as error:
        why = error.reason or error
        raise DeliveryError(
            said(
                "メールサーバー {host}:{port} と安全につながりません（{why}）。config.yaml の mail.security と mail.port を確かめてください",
                host=server.host,
                port=server.port,
                why=why,
            )
        ) from error
    except (ConnectionError, TimeoutError, socket.gaierror) as error:
        raise DeliveryError(
            said(
                "メールサーバー {host}:{port} につながらず、便りを送れませんでした。config.yaml の mail.host と mail.port を確かめてください",
                host=server.host,
                port=server.port,
            )
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(
            said(
                "メールサーバー {host}:{port} に便りを渡せませんでした（{why}）",
                host=server.host,
                port=server.port,
                why=f"{type(error).__name__}: {error}",
            )
        ) from error
    return tuple(refused)


def _refusing(server: Server, recipients: Mapping[str, tuple[int, bytes]]) -> str:
    """That nobody may have the message, with the server's own words: they tell a wrong address from a server that makes one wait."""
    if all(_LATER <= code < _NEVER for code, _words in recipients.values()):
        return _answered(server, *next(iter(recipients.values())))
    names = ", ".join(f"{name}（{_reply(*answer)}）" for name, answer in recipients.items())
    return said(
        "メールサーバー {host}:{port} が宛先を断りました: {names}", host=server.host, port=server.port, names=names
    )


def _answered(server: Server, code: int, words: bytes | str) -> str:
    """What the server answered instead of taking the message: 4xx means that it may later (RFC 5321 §4.2.1), as by greylisting."""
    known = {"host": server.host, "port": server.port, "reply": _reply(code, words)}
    if _LATER <= code < _NEVER:
        return said(
            "メールサーバー {host}:{port} は、いまは便りを受けとりません（{reply}）。しばらくしてから、もう一度試してください",
            **known,
        )
    return said("メールサーバー {host}:{port} が便りを断りました（{reply}）", **known)


def _reply(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(f"{code} {text}".split())


def _goodbye(connection: smtplib.SMTP) -> None:
    """Part from the server. The message is taken or not by now: what goes wrong here must not have it sent again."""
    try:
        connection.quit()
    except (smtplib.SMTPException, OSError):
        connection.close()


def _connected(server: Server) -> smtplib.SMTP:
    context = server.trust or ssl.create_default_context()
    if server.security == "ssl":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
    connection = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    if server.security == "starttls":
        try:
            connection.starttls(context=context)
        except BaseException:
            connection.close()
            raise
    return connection


def _refused(server: Server, code: int) -> str:
    """That the server wants another user name or password; which of them, it does not tell."""
    known = {"host": server.host, "port": server.port, "variable": server.variable, "code": code}
    if not server.password:
        return said(
            "メールサーバー {host}:{port} はパスワードを求めています（{code}）。環境変数 {variable} に入れてください",
            **known,
        )
    return said(
        "メールサーバー {host}:{port} が利用者名かパスワードを受けつけません（{code}）。"
        "config.yaml の mail.user と環境変数 {variable} を確かめてください",
        **known,
    )
