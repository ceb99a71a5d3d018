"""Hand a message to a mail server (RFC 5321), with STARTTLS or SSL."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

from aggregator.errors import DeliveryError


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail goes. ``trust`` holds the certificates that are trusted; the usual authorities if missing."""

    host: str
    port: int
    security: Literal["starttls", "ssl", "none"] = "starttls"
    user: str | None = None
    password: str | None = None
    timeout: float = 30.0
    trust: ssl.SSLContext | None = None


def send(message: EmailMessage, server: Server) -> None:
    """Send ``message``.

    Raises:
        DeliveryError: the server cannot be reached, does not take the password, or refuses somebody; the text names the
            server and never the password.
    """
    try:
        with _connected(server) as connection:
            if server.user is not None:
                connection.login(server.user, server.password or "")
            refused = connection.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise DeliveryError(
            f"{server.host}:{server.port} does not take the user name and password ({error.smtp_code})"
        ) from None
    except smtplib.SMTPRecipientsRefused as error:
        raise DeliveryError(
            f"{server.host}:{server.port} refuses the recipients {', '.join(error.recipients)}"
        ) from error
    except ssl.SSLError as error:
        raise DeliveryError(f"{server.host}:{server.port}: no secure connection: {error.reason or error}") from error
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(f"{server.host}:{server.port}: {type(error).__name__}: {error}") from error
    if refused:
        raise DeliveryError(f"{server.host}:{server.port} refuses {', '.join(refused)}")


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
