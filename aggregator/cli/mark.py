"""``asagao mark``: 増やす, 減らす, あとで, 行った, 保存; what teaches the order of the digest."""

from __future__ import annotations

import click

from aggregator.cli.chosen import chosen
from aggregator.cli.events import MARKS
from aggregator.cli.session import Session, common, now
from aggregator.cli.text import _


@click.command(
    help=_("催しに印をつけます: up（増やす）、down（減らす）、later（あとで）、went（行った）、save（保存）。")
)
@click.argument("event")
@click.argument("verb", type=click.Choice(MARKS))
@click.option("--undo", is_flag=True, help=_("印を取り消す"))
@common
def command(session: Session, event: str, verb: str, *, undo: bool) -> int:
    """Put a mark on an event, or take it back."""
    from aggregator.store import BY_WORD

    listing = chosen(session, event)
    kept = BY_WORD[verb]
    if undo:
        session.store.unmark(session.profile, listing.id, kept)
    else:
        session.store.mark(session.profile, listing.id, kept, now())
    if not session.quiet:
        done = _("取り消しました: {title}") if undo else _("印をつけました: {title}")
        click.echo(done.format(title=listing.event.title))
    return 0
