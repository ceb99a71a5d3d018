"""Hand a message to a mail server (RFC 5321), with STARTTLS or SSL."""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

from aggregator.errors import DeliveryError
from aggregator.i18n import said


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
        names = ", ".join(error.recipients)
        raise DeliveryError(
            said(
                "メールサーバー {host}:{port} が宛先を断りました: {names}",
                host=server.host,
                port=server.port,
                names=names,
            )
        ) from error
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
