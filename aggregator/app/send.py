"""Render and deliver: the page every time, a mail once for one day and profile."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from aggregator.app.links import of_digest, own_secret
from aggregator.config.folder import data_folder
from aggregator.config.schema import MailSettings, Settings
from aggregator.deliver.file import write_file
from aggregator.deliver.push import push
from aggregator.deliver.smtp import Server
from aggregator.deliver.smtp import send as send_mail
from aggregator.errors import ConfigError, DeliveryError
from aggregator.i18n import said
from aggregator.model import Digest, Receipt, Rendered
from aggregator.render.forms import picks_text, render
from aggregator.render.mail import build_mail
from aggregator.store import CLAIM, Parcel, Store, Turn, fingerprint

log = logging.getLogger(__name__)


def send(
    settings: Settings,
    store: Store,
    digest: Digest,
    channels: Iterable[str],
    now: datetime,
    *,
    again: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> Iterator[Receipt]:
    """Deliver ``digest`` over ``channels`` (html, mail, push, stdout), a receipt for each; one that fails does not stop the others.

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
        DeliveryError: over one of the channels it did not arrive and can be sent again; a further one is in the log.
        ConfigError: mail or push is asked for and not configured.
    """
    first: DeliveryError | ConfigError | None = None
    rendered = _rendered(settings, digest)
    for channel in dict.fromkeys(channels):
        try:
            receipt = _through(channel, settings, store, digest, rendered, now, again=again, environment=environment)
        except (DeliveryError, ConfigError) as error:
            if first is not None:
                log.error("%s: %s", channel, error)  # noqa: TRY400 - its sentence says all
            first = first or error
        else:
            yield receipt
    if first is not None:
        raise first


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


def _rendered(settings: Settings, digest: Digest) -> Rendered:
    """All forms, with links to the web page where it has an address."""
    base_url = str(settings.digest.base_url) if settings.digest.base_url else None
    return render(digest, base_url=base_url, link=_links(settings, digest))


def _links(settings: Settings, digest: Digest) -> Callable[[str, str], str] | None:
    """Makes signed links to the web page; ``None`` where it has no address."""
    if settings.digest.base_url is None:
        return None
    return of_digest(own_secret(data_folder()), digest.day, str(settings.digest.base_url).rstrip("/"))


def _page(settings: Settings, rendered: Rendered) -> Path:
    folder = Path(settings.folder, settings.digest.folder)
    write_file(folder / "digest.ics", rendered.ics)
    write_file(folder / "digest.html", rendered.html)
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
        raise ConfigError(
            said("mail: がありません。宛先（to）とサーバー（host）を書いてください"), file=settings.file, key="mail"
        )

    def go(kept: Rendered) -> tuple[str, ...]:
        message = build_mail(
            kept,
            sender=wish.sender or wish.user or wish.to[0],
            to=wish.to,
            made=digest.made,
            profile=digest.profile.name,
            unsubscribe=link("unsubscribe", "-") if (link := _links(settings, digest)) else None,
            calendar=wish.calendar,
        )
        return send_mail(message, _server(wish, environment))

    receipt = Receipt(channel="mail", key=key, where=", ".join(wish.to), at=now)
    return (
        _once(store, digest, rendered, receipt, go)
        if digest.items or digest.notices or settings.digest.empty
        else _nothing(receipt)
    )


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
            said("環境変数 {name} に届け先のアドレスがありません", name=settings.digest.push_env),
            file=settings.file,
            key="digest.push_env",
        )

    def go(kept: Rendered) -> tuple[str, ...]:
        push(kept.subject, picks_text(digest), addresses)
        return ()

    receipt = Receipt(channel="push", key=key, where="push", at=now)
    return _once(store, digest, rendered, receipt, go) if digest.items or settings.digest.empty else _nothing(receipt)


def _once(
    store: Store, digest: Digest, rendered: Rendered, receipt: Receipt, go: Callable[[Rendered], tuple[str, ...]]
) -> Receipt:
    """Deliver once for one day and profile, also if the program is started twice or crashes between.

    Raises:
        DeliveryError: it did not arrive, or another run has begun to send it and may have crashed.
    """
    key, now = receipt.key, receipt.at
    listings = (item.ranked.match.listing for item in (*digest.items, *digest.notices))
    shows = {listing.id: fingerprint(listing) for listing in listings}
    turn = store.begin_delivery(key, Parcel(rendered=rendered, profile=digest.profile.name, shows=shows), now)
    if turn.turn is Turn.DELIVERED:
        return receipt.model_copy(update={"repeated": True})
    if turn.parcel is None:
        minutes = CLAIM // timedelta(minutes=1)
        raise DeliveryError(
            said(
                "今日の便りは別の実行が送っているところです。途中で止まっていたら、{n}分あとに送りなおせます", n=minutes
            )
        )
    try:
        refused = go(turn.parcel.rendered)
    except DeliveryError:
        store.failed(key)
        raise
    receipt = receipt.model_copy(update={"refused": refused})
    store.delivered(key, receipt, now)
    return receipt


def _nothing(receipt: Receipt) -> Receipt:
    """What is told of a day without anything to say."""
    return receipt.model_copy(update={"empty": True})


def _server(wish: MailSettings, environment: Mapping[str, str]) -> Server:
    password = environment.get(wish.password_env)
    return Server(wish.host, wish.port, wish.security, wish.user, password, variable=wish.password_env)


def write_files(digest: Digest, folder: Path, settings: Settings) -> tuple[Path, ...]:
    """Write page, mail and calendar to ``folder``: what would be sent, for looking at."""
    rendered = _rendered(settings, digest)
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
        write_file(folder / name, content)
    return tuple(folder / name for name in files)
