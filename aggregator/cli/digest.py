"""``asagao digest``: gather, choose, make the digest, deliver it."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from aggregator.cli.failure import Failure
from aggregator.cli.session import Session, common, now
from aggregator.cli.text import _

if TYPE_CHECKING:
    from aggregator.app.gather import Gathered
    from aggregator.model import Digest, Receipt

SOURCES_FAILED = 3


@click.command(help=_("取得元を読み、行ける会・行きたい会を選び、便りを作ります。"))
@click.option(
    "--to",
    "channels",
    multiple=True,
    type=click.Choice(["html", "mail", "push", "stdout", "markdown"]),
    help=_("届け先。既定は config.yaml の digest.to"),
)
@click.option("--open", "show", is_flag=True, help=_("できたページをブラウザーで開く"))
@click.option(
    "--dry-run", is_flag=True, help=_("便りを作らず送らず、内容だけを標準出力に見せる（読んだものは手元に残す）")
)
@click.option("--json", "as_json", is_flag=True, help=_("便りをJSONで標準出力に書く"))
@click.option("--refresh", is_flag=True, help=_("まだ読む時刻でない取得元も読む"))
@click.option("--again", is_flag=True, help=_("今日もう送った便りも送りなおす"))
@common
def command(
    session: Session, channels: tuple[str, ...], *, show: bool, dry_run: bool, as_json: bool, refresh: bool, again: bool
) -> int:
    """Make today's digest."""
    gathered = gather(session, refresh=refresh)
    if not session.loaded.sources and not session.quiet:
        click.echo(_("取得元がありません。asagao sources add アドレス で足せます"), err=True)
    digest = compose(session, gathered)
    if "markdown" in channels:
        from aggregator.render.markdown import markdown

        sys.stdout.write(markdown(digest))
    elif as_json or dry_run:
        _print(digest, as_json=as_json)
    rest = tuple(channel for channel in channels if channel != "markdown")
    if not (as_json or dry_run) and (rest or not channels):
        deliver(session, digest, rest, show=show, again=again)
    _tell_unread(session, digest)
    return finish(session, gathered)


def _tell_unread(session: Session, digest: Digest) -> None:
    """Name the own calendars that could not be read: what clashes with them is not seen."""
    if digest.unread and not session.quiet:
        names = _("、").join(name for name, _why in digest.unread)
        click.echo(_("読めなかった予定表: {names}（asagao check で詳しく）").format(names=names), err=True)


def gather(session: Session, *, refresh: bool = False) -> Gathered:
    """Read the sources that are due, with progress."""
    from aggregator.app.gather import gather as run
    from aggregator.cli.progress import shown

    with shown(quiet=session.quiet, total=len(session.loaded.sources)) as progress:
        return asyncio.run(run(session.loaded, session.store, now, progress=progress, refresh=refresh))


def compose(session: Session, gathered: Gathered) -> Digest:
    """Today's digest of what is stored."""
    from aggregator.app.morning import compose as make

    return make(session.loaded, session.store, gathered, now())


def finish(session: Session, gathered: Gathered) -> int:
    """The exit code; sources that failed are named where nobody has seen the page yet."""
    from aggregator.app.gather import failed

    if not failed(gathered.states):
        return 0
    if not session.quiet:
        names = _("、").join(state.name for state in gathered.states if state.stale or not state.ok)
        click.echo(_("問題のあった取得元: {names}（asagao sources で詳しく）").format(names=names), err=True)
    return SOURCES_FAILED


def _print(digest: Digest, *, as_json: bool) -> None:
    from aggregator.render.forms import render
    from aggregator.render.record import to_json
    from aggregator.render.view import make_view

    sys.stdout.write(to_json(digest, make_view(digest)) if as_json else render(digest).text)
    sys.stdout.write("\n")


def deliver(
    session: Session, digest: Digest, channels: tuple[str, ...] = (), *, show: bool = False, again: bool = False
) -> None:
    """Send the digest over its channels; say where it went."""
    from aggregator.app.send import send
    from aggregator.errors import DeliveryError

    settings = session.loaded.settings
    try:
        for receipt in send(settings, session.store, digest, channels or settings.digest.to, now(), again=again):
            if not session.quiet and receipt.channel != "stdout":
                click.echo(_told(receipt), err=True)
            if show and receipt.channel == "html":
                click.launch(receipt.where)
    except DeliveryError as error:
        raise Failure(error.told(_), 1) from error


def _told(receipt: Receipt) -> str:
    if receipt.empty:
        return _("お知らせする会がないので、送りませんでした: {where}").format(where=receipt.where)
    if receipt.repeated:
        return _("今日の便りはもう届いています: {where}").format(where=receipt.where)
    if receipt.refused:
        names = ", ".join(receipt.refused)
        return _("便りを届けました: {where}（断られた宛先: {names}）").format(where=receipt.where, names=names)
    if receipt.channel == "html":
        return _("便りのページを書きました: {where}").format(where=receipt.where)
    return _("便りを届けました: {where}").format(where=receipt.where)
