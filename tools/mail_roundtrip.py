"""A real delivery on this machine alone: our SMTP client → Postfix → Maildir → Dovecot → IMAP, signed with DKIM (RFC 6376).

Part of ``make check-digest``; needs root, Postfix and Dovecot 2.3 (Debian: postfix, dovecot-imapd). Nothing leaves the loopback interface.
"""

from __future__ import annotations

import base64
import email
import email.policy
import imaplib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import dkim

from aggregator.deliver.smtp import Server, send

SMTP_PORT, IMAP_PORT = 21025, 21143
SIGNED = (b"from", b"to", b"subject", b"date", b"message-id", b"list-id", b"list-unsubscribe", b"list-unsubscribe-post")
_QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "timeout": 30}
"""For servers that stay: a pipe would be waited for until they end."""
POSTFIX = """\
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
myhostname = mx.reader.example
inet_interfaces = 127.0.0.1
mydestination =
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = mail.example
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = static:reader/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
default_transport = error:no outbound mail
smtpd_recipient_restrictions = permit_mynetworks, reject
alias_maps =
alias_database =
"""
DOVECOT = """\
base_dir = {folder}/run
instance_name = asagao-check
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/reader
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
passdb {{
  driver = static
  args = password=reader
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail
}}
"""


def missing() -> str:
    """What this machine lacks for a real delivery; empty if nothing."""
    lacking = [name for name in ("postfix", "dovecot", "doveadm", "openssl") if not shutil.which(name)]
    return ", ".join([*lacking, *(["root"] if os.getuid() else [])])


def roundtrip(message: EmailMessage) -> tuple[str, bool]:
    """Send ``message`` and fetch it again: whether every part arrives byte for byte and the signature still holds."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as place, _servers(Path(place)):
        folder = Path(place)
        record = _sign(message, folder)
        begun = time.monotonic()
        send(message, Server("127.0.0.1", SMTP_PORT, "none", None, None))
        raw = _fetched()
        spent = time.monotonic() - begun
    got = email.message_from_bytes(raw, policy=email.policy.default)
    same = [one.get_content() for one in message.walk() if not one.is_multipart()] == [
        one.get_content() for one in got.walk() if not one.is_multipart()
    ] and message["subject"] == got["subject"]
    signed = bool(dkim.verify(raw, dnsfunc=lambda _name, timeout=5: record))  # noqa: ARG005 - dkimpy passes it
    return (
        f"{spent:.2f} s, parts {'the same' if same else 'DIFFER'}, DKIM {'holds' if signed else 'BROKEN'}",
        same and signed,
    )


def _sign(message: EmailMessage, folder: Path) -> bytes:
    """Put a DKIM signature on ``message``; the key's DNS record."""
    key = folder / "dkim.pem"
    subprocess.run(["openssl", "genrsa", "-out", str(key), "2048"], check=True, capture_output=True)
    public = subprocess.run(
        ["openssl", "rsa", "-in", str(key), "-pubout", "-outform", "DER"], check=True, capture_output=True
    ).stdout
    raw = message.as_bytes(policy=email.policy.SMTP)
    present = [name for name in SIGNED if name.decode() in message]
    domain = str(message["from"]).rpartition("@")[2].strip(">").encode()
    header = dkim.sign(raw, b"check", domain, key.read_bytes(), include_headers=present)
    message["DKIM-Signature"] = " ".join(header.decode().partition(":")[2].split())
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


@contextmanager
def _servers(folder: Path) -> Iterator[None]:
    """Postfix and Dovecot with everything of theirs in ``folder``."""
    for name in ("pf", "spool", "data", "mail", "run"):
        (folder / name).mkdir()
    folder.chmod(0o755)
    nobody = int(subprocess.run(["id", "-u", "nobody"], check=True, capture_output=True, text=True).stdout)
    os.chown(folder / "mail", nobody, nobody)
    shutil.chown(folder / "data", "postfix")
    values = {"folder": folder, "uid": nobody, "gid": nobody, "port": IMAP_PORT}
    (folder / "pf" / "main.cf").write_text(POSTFIX.format(**values), encoding="utf-8")
    (folder / "pf" / "master.cf").write_text(_master(), encoding="utf-8")
    dovecot = folder / "dovecot.conf"
    dovecot.write_text(DOVECOT.format(**values), encoding="utf-8")
    subprocess.run(["postfix", "-c", str(folder / "pf"), "start"], check=True, **_QUIET)
    subprocess.run(["dovecot", "-c", str(dovecot)], check=True, **_QUIET)
    try:
        yield
    finally:
        subprocess.run(["postfix", "-c", str(folder / "pf"), "stop"], check=False, **_QUIET)
        subprocess.run(["doveadm", "-c", str(dovecot), "stop"], check=False, **_QUIET)


def _master() -> str:
    """Debian's services, none in a chroot, SMTP on our port."""
    known = (Path("/etc/postfix/master.cf.proto"), Path("/usr/share/postfix/master.cf.dist"))
    lines = []
    for line in next(one for one in known if one.exists()).read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if line[:1].isalnum() and len(fields) > 7:
            fields[4] = "n"
            if fields[:2] == ["smtp", "inet"]:
                fields[0] = f"127.0.0.1:{SMTP_PORT}"
            line = "\t".join(fields)
        lines.append(line)
    return "\n".join(lines) + "\n"


def _fetched() -> bytes:
    """The mail as the reader's client gets it, within ten seconds."""
    for _attempt in range(100):
        with imaplib.IMAP4("127.0.0.1", IMAP_PORT) as client:
            client.login("reader", "reader")
            client.select()
            found = client.search(None, "ALL")[1][0].split()
            if found:
                answer = client.fetch(found[-1], "(RFC822)")[1][0]
                return answer[1] if isinstance(answer, tuple) else b""
        time.sleep(0.1)
    return b""
