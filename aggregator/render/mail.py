"""Rendered -> a mail message (RFC 5322, MIME): text and HTML of the same content, readable by every client."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr

from aggregator.model import Rendered

NAME = "朝顔"
"""Short, as Python folds longer names with a space in them."""


def build_mail(
    rendered: Rendered,
    *,
    sender: str,
    to: tuple[str, ...],
    made: datetime,
    profile: str,
    unsubscribe: str | None = None,
    calendar: bool = True,
) -> EmailMessage:
    """The message of one day's digest.

    The Message-ID is the same for the same day, profile and recipients, so that a mail that is sent twice after a crash is
    one mail in the reader's box. One-click unsubscription (RFC 8058) is offered only where an https address can act on it.

    Args:
        rendered: the digest.
        sender: address of the account that sends.
        to: recipients.
        made: when the digest was made; aware.
        profile: name of the profile.
        unsubscribe: https address at which a POST stops the mail.
        calendar: attach the calendar file.

    Raises:
        ValueError: an address holds a line break.
    """
    address = parseaddr(sender)[1] or sender
    domain = address.rpartition("@")[2] or "asagao.invalid"
    mark = hashlib.sha256(f"{made:%Y%m%d} {profile} {' '.join(to)}".encode()).hexdigest()[:16]
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((NAME, address), "utf-8")
    message["To"] = ", ".join(to)
    message["Subject"] = rendered.subject
    message["Date"] = format_datetime(made)
    message["Message-ID"] = f"<digest.{made:%Y%m%d}.{mark}@{domain}>"
    message["List-Id"] = f"asagao digest <digest.{profile_token(profile)}.{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if unsubscribe and unsubscribe.startswith("https://"):
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(rendered.text, charset="utf-8", cte="base64")
    message.add_alternative(rendered.mail_html, subtype="html", charset="utf-8", cte="base64")
    if calendar and "BEGIN:VEVENT" in rendered.ics:
        message.add_attachment(
            rendered.ics.encode(),
            maintype="text",
            subtype="calendar",
            filename="asagao.ics",
            params={"method": "PUBLISH", "charset": "utf-8"},
        )
    return message


def profile_token(profile: str) -> str:
    """The profile's name in letters that a List-Id may hold (RFC 2919)."""
    plain = "".join(character if character.isascii() and character.isalnum() else "-" for character in profile)
    return plain.strip("-") or "default"
