"""``asagao serve``: the local web page."""

from __future__ import annotations

import hashlib
import os
import socket
import webbrowser
from urllib.parse import urlsplit

import click

from aggregator.cli.failure import Failure
from aggregator.cli.session import Session, common, now
from aggregator.cli.text import _
from aggregator.i18n import os_words

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command(help=_("手元のウェブページを開きます。止めるには Ctrl-C。"))
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help=_("待ち受けるアドレス。手元のほかで待つにはパスワードが要ります"),
)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help=_("ポート"))
@click.option("--base-url", help=_("外から見たアドレス（https://…）。手元のほかで待つときに要ります"))
@click.option("--open", "show", is_flag=True, help=_("ブラウザーで開く"))
@common
def command(session: Session, *, host: str, port: int, base_url: str | None, show: bool) -> int:
    """Serve until interrupted."""
    import uvicorn

    from aggregator.app.links import own_secret
    from aggregator.cli.sources_add import config_path
    from aggregator.config.folder import data_folder
    from aggregator.web.app import make_app
    from aggregator.web.desk import Desk

    secret = own_secret(data_folder())
    hashed = os.environ.get("ASAGAO_PASSWORD_HASH") or _hash(os.environ.get("ASAGAO_PASSWORD"), secret)
    if host not in LOOPBACK and (hashed is None or not base_url):
        raise Failure(
            _("手元のほかで待つには、環境変数 ASAGAO_PASSWORD（か ASAGAO_PASSWORD_HASH）と --base-url が要ります"), 2
        )
    names = [*LOOPBACK, *([urlsplit(base_url).hostname or ""] if base_url else [])]
    desk = Desk(config_path(session), session.store, now, os.environ)
    app = make_app(desk, hosts=names, secret=secret, data=data_folder(), password_hash=hashed)
    listening = _listening(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    if not session.quiet:
        click.echo(_("開いています: {address}（止めるには Ctrl-C）").format(address=address), err=True)
    if show:
        webbrowser.open(address)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, date_header=True))
    server.run(sockets=[listening])
    return 0


def _listening(host: str, port: int) -> socket.socket:
    """A socket that takes requests from now on, so that a browser may be opened before the server runs.

    Raises:
        Failure: nobody can listen there; most often another ``asagao serve`` does.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        what = os_words(error, _)
        told = _("{host} のポート {port} では待てません（{what}）。--port でほかの番号を選べます")
        raise Failure(told.format(host=host, port=port, what=what), 1) from error


def _hash(password: str | None, secret: bytes) -> str | None:
    """The same for the same password each time that the server is started: sessions last as long as it does."""
    if not password:
        return None
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password, salt=hashlib.sha256(secret).digest()[:16])
