"""``asagao why-same``, ``merge``, ``split``: the person has the last word on what is one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aggregator.cli.chosen import chosen
from aggregator.cli.failure import Failure
from aggregator.cli.session import Session, common, now
from aggregator.cli.table import show_table
from aggregator.cli.text import _

if TYPE_CHECKING:
    from aggregator.model import Event


@click.command("why-same", help=_("二つの催しが同じ会と見られる（見られない）理由。"))
@click.argument("a")
@click.argument("b")
@common
def why_same(session: Session, a: str, b: str) -> int:
    """Show the evidence for and against."""
    from aggregator.dedupe import why_same as judge
    from aggregator.i18n import told

    first, second = _event(session, a), _event(session, b)
    decided = session.store.decisions().says(first.uid, second.uid)
    if decided is not None:
        click.echo(_("あなたが同じ会としました") if decided else _("あなたが別の会としました"))
        click.echo(_("この決定がなければ:"))
    verdict = judge(first, second)
    click.echo(_("同じ会と見ます") if verdict.same else _("別の会と見ます"))
    if verdict.veto:
        click.echo(_("分ける理由: {veto}").format(veto=told(verdict.veto, _)))
    rows = [(f"{one.points:+.1f}", _name(one.name), told(one.words, _)) for one in verdict.reasons]
    show_table([_("点"), _("名前"), _("理由")], rows)
    return 0


def _name(reason: str) -> str:
    """What a reason is about: by the words of its key, the first that is one of these."""
    about = {
        "uid": _("識別子"),
        "id": _("識別子"),
        "alike": _("全体"),
        "time": _("日時"),
        "end": _("日時"),
        "day": _("日時"),
        "edition": _("回"),
        **dict.fromkeys(
            ("online", "venue", "spot", "town", "house", "building", "branch", "street", "room"), _("場所")
        ),
        **dict.fromkeys(("place", "area", "site"), _("場所")),
        **dict.fromkeys(("organiser", "strangers", "name"), _("主催")),
        "speakers": _("登壇者"),
        "price": _("参加費"),
        "free": _("参加費"),
        "capacity": _("定員"),
        "link": _("リンク"),
        "address": _("アドレス"),
        "page": _("アドレス"),
        **dict.fromkeys(("hybrid", "attendance"), _("形式")),
        **dict.fromkeys(("text", "shared", "told"), _("文章")),
    }
    return next((about[word] for word in reason.split() if word in about), _("題名"))


@click.command(help=_("二つの催しを同じ会としてまとめます。すぐに効き、ずっと残ります。"))
@click.argument("a")
@click.argument("b")
@click.option("--undo", is_flag=True, help=_("この決定をやめる"))
@common
def merge(session: Session, a: str, b: str, *, undo: bool) -> int:
    """Keep that two copies are one event."""
    return _decide(session, _event(session, a), _event(session, b), same=True, undo=undo)


@click.command(
    help=_(
        "まとめられた二つの催しを別の会に分けます。すぐに効き、ずっと残ります。二つだけがまとめられているなら、IDは一つで足ります。"
    )
)
@click.argument("a")
@click.argument("b", required=False)
@click.option("--undo", is_flag=True, help=_("この決定をやめる"))
@common
def split(session: Session, a: str, b: str | None, *, undo: bool) -> int:
    """Keep that two copies are different events."""
    return _decide(session, *_pair(session, a, b), same=False, undo=undo)


def _pair(session: Session, a: str, b: str | None) -> tuple[Event, Event]:
    """The two copies to be told apart; both copies of one listing need no second name.

    Raises:
        Failure: there is one copy, or there are more than two.
    """
    from aggregator.render.shown import anchor

    if b is not None:
        return _event(session, a), _event(session, b)
    listing = chosen(session, a)
    if len(listing.copies) == 1:
        raise Failure(_("ひとつの告知だけの会なので、分けられません: {title}").format(title=listing.event.title), 2)
    if len(listing.copies) > 2:
        told = [_("{n}つの告知がまとめられています。分ける二つのIDを書いてください:").format(n=len(listing.copies))]
        told += [f"  {anchor(copy.uid)}  {copy.source}  {copy.title}" for copy in listing.copies]
        raise Failure("\n".join(told), 2)
    return listing.copies[0], listing.copies[1]


def _decide(session: Session, first: Event, second: Event, *, same: bool, undo: bool) -> int:
    from aggregator.app.gather import settle

    if first.uid == second.uid:
        raise Failure(_("同じ告知を二度指しています: {uid}").format(uid=first.uid), 2)
    if undo:
        session.store.undecide(first.uid, second.uid)
        told = _("「{a}」と「{b}」についての決定をやめました")
    elif same:
        session.store.merge(first.uid, second.uid, now())
        told = _("「{a}」と「{b}」を同じ会としてまとめました")
    else:
        session.store.split(first.uid, second.uid, now())
        told = _("「{a}」と「{b}」を別の会に分けました")
    settle(session.loaded, session.store, now())
    click.echo(told.format(a=first.title, b=second.title))
    return 0


def _event(session: Session, key: str) -> Event:
    """The copy that ``key`` names: its own uid, address or short name, or a piece of its title; else the shown copy of the listing."""
    from aggregator.render.shown import anchor

    listing = chosen(session, key)
    exact = (copy for copy in listing.copies if key in (copy.uid, copy.url, anchor(copy.uid)))
    titled = (copy for copy in listing.copies if key in copy.title)
    return next(exact, None) or next(titled, listing.copies[0])
