"""Render and deliver: the page every time, a mail once for one day and profile."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from aggregator.app.links import own_secret, signed_path
from aggregator.config.folder import data_folder
from aggregator.config.schema import MailSettings, Settings
from aggregator.deliver.file import write_atomically
from aggregator.deliver.push import push
from aggregator.deliver.smtp import Server
from aggregator.deliver.smtp import send as send_mail
from aggregator.errors import ConfigError, DeliveryError
from aggregator.model import Digest, Receipt, Rendered
from aggregator.render import build_mail, picks_text, render
from aggregator.store import Parcel, Store, Turn, fingerprint

LINKS_LAST = timedelta(days=60)
"""How long a link in a mail acts."""


def send(
    settings: Settings,
    store: Store,
    digest: Digest,
    channels: Iterable[str],
    now: datetime,
    *,
    again: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> list[Receipt]:
    """Deliver ``digest`` over ``channels`` (html, mail, push, stdout).

    A mail goes out once for one day and profile, also if the program is started twice or crashes between; an empty one
    only if the user asked for it. What was delivered counts as shown.

    Args:
        settings: where things go.
        store: remembers what was sent and shown.
        digest: what to send.
        channels: by name.
        now: aware.
        again: send today's mail although it was sent.
        environment: where the mail password is.

    Raises:
        DeliveryError: it did not arrive and can be sent again.
        ConfigError: mail is asked for and not configured.
    """
    link = _links(settings, digest)
    base_url = str(settings.digest.base_url) if settings.digest.base_url else None
    rendered = render(digest, base_url=base_url, link=link)
    return [
        _through(channel, settings, store, digest, rendered, now, again=again, environment=environment)
        for channel in dict.fromkeys(channels)
    ]


def _through(
    channel: str,
    settings: Settings,
    store: Store,
    digest: Digest,
    rendered: Rendered,
    now: datetime,
    *,
    again: bool,
    environment: Mapping[str, str],
) -> Receipt:
    key = f"{channel}:{digest.day.isoformat()}:{digest.profile.name}"
    if channel == "html":
        path = _page(settings, rendered)
        return _shown(store, digest, Receipt(channel=channel, key=key, where=str(path), at=now), now)
    if channel == "push":
        return _push(settings, store, digest, rendered, f"{key}:{now.isoformat()}" if again else key, now, environment)
    if channel == "stdout":
        sys.stdout.write(rendered.text)
        return _shown(store, digest, Receipt(channel=channel, key=key, where="stdout", at=now), now)
    return _mail(settings, store, digest, rendered, f"{key}:{now.isoformat()}" if again else key, now, environment)


def _links(settings: Settings, digest: Digest) -> Callable[[str, str], str] | None:
    """Makes signed links to the web page, which count for two months; ``None`` where it has no address."""
    if settings.digest.base_url is None:
        return None
    base = str(settings.digest.base_url).rstrip("/")
    key, until = own_secret(data_folder()), digest.day + LINKS_LAST
    return lambda deed, listing: f"{base}{signed_path(key, deed, listing, until)}"


def _page(settings: Settings, rendered: Rendered) -> Path:
    folder = Path(settings.folder, settings.digest.folder)
    write_atomically(folder / "digest.ics", rendered.ics)
    write_atomically(folder / "digest.html", rendered.html)
    return folder / "digest.html"


def _shown(store: Store, digest: Digest, receipt: Receipt, now: datetime) -> Receipt:
    store.show(digest.profile.name, (item.ranked.match.listing for item in (*digest.items, *digest.notices)), now)
    return receipt


def _mail(
    settings: Settings,
    store: Store,
    digest: Digest,
    rendered: Rendered,
    key: str,
    now: datetime,
    environment: Mapping[str, str],
) -> Receipt:
    wish = settings.mail
    if wish is None:
        raise ConfigError("mail: is missing: say to whom and through which server", file=settings.file, key="mail")
    said = bool(digest.items or digest.notices)

    def go(kept: Rendered) -> None:
        message = build_mail(
            kept,
            sender=wish.sender or wish.user or wish.to[0],
            to=wish.to,
            made=digest.made,
            profile=digest.profile.name,
            unsubscribe=link("unsubscribe", "-") if (link := _links(settings, digest)) else None,
            calendar=wish.calendar,
        )
        send_mail(message, _server(wish, environment))

    receipt = Receipt(channel="mail", key=key, where=", ".join(wish.to), at=now)
    return _once(store, digest, rendered, receipt, go) if said or settings.digest.empty else _nothing(receipt)


def _push(
    settings: Settings,
    store: Store,
    digest: Digest,
    rendered: Rendered,
    key: str,
    now: datetime,
    environment: Mapping[str, str],
) -> Receipt:
    """A short message with the picks."""
    addresses = environment.get(settings.digest.push_env, "").split()
    if not addresses:
        raise ConfigError(
            f"push needs addresses in {settings.digest.push_env}", file=settings.file, key="digest.push_env"
        )

    def go(kept: Rendered) -> None:
        push(kept.subject, picks_text(digest), addresses)

    receipt = Receipt(channel="push", key=key, where="push", at=now)
    return _once(store, digest, rendered, receipt, go) if digest.items or settings.digest.empty else _nothing(receipt)


def _once(
    store: Store, digest: Digest, rendered: Rendered, receipt: Receipt, go: Callable[[Rendered], None]
) -> Receipt:
    """Deliver once for one day and profile, also if the program is started twice or crashes between."""
    key, now = receipt.key, receipt.at
    listings = (item.ranked.match.listing for item in (*digest.items, *digest.notices))
    shows = {listing.id: fingerprint(listing) for listing in listings}
    turn = store.begin_delivery(key, Parcel(rendered=rendered, profile=digest.profile.name, shows=shows), now)
    if turn.turn is not Turn.SEND or turn.parcel is None:
        return receipt.model_copy(update={"repeated": True})
    try:
        go(turn.parcel.rendered)
    except DeliveryError:
        store.failed(key, now)
        raise
    store.delivered(key, receipt, now)
    return receipt


def _nothing(receipt: Receipt) -> Receipt:
    """What is told of a day without anything to say."""
    return receipt.model_copy(update={"where": f"{receipt.where} (empty, not sent)", "repeated": True})


def _server(wish: MailSettings, environment: Mapping[str, str]) -> Server:
    return Server(wish.host, wish.port, wish.security, wish.user, environment.get(wish.password_env))


def write_files(digest: Digest, folder: Path, settings: Settings) -> tuple[Path, ...]:
    """Write page, mail and calendar to ``folder``: what would be sent, for looking at."""
    rendered = render(digest)
    wish = settings.mail
    to = wish.to if wish else ("you@example.jp",)
    message = build_mail(
        rendered,
        sender=(wish.sender if wish else None) or "asagao@example.jp",
        to=to,
        made=digest.made,
        profile=digest.profile.name,
    )
    files: dict[str, str | bytes] = {
        "digest.html": rendered.html,
        "digest.eml": message.as_bytes(),
        "digest.ics": rendered.ics,
    }
    for name, content in files.items():
        write_atomically(folder / name, content)
    return tuple(folder / name for name in files)
