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


@click.command(help=_("二つの催しを同じ会としてまとめます。次に集めたときから効き、ずっと残ります。"))
@click.argument("a")
@click.argument("b")
@click.option("--undo", is_flag=True, help=_("この決定をやめる"))
@common
def merge(session: Session, a: str, b: str, *, undo: bool) -> int:
    """Keep that two copies are one event."""
    return _decide(session, a, b, same=True, undo=undo)


@click.command(help=_("まとめられた二つの催しを別の会に分けます。次に集めたときから効き、ずっと残ります。"))
@click.argument("a")
@click.argument("b")
@click.option("--undo", is_flag=True, help=_("この決定をやめる"))
@common
def split(session: Session, a: str, b: str, *, undo: bool) -> int:
    """Keep that two copies are different events."""
    return _decide(session, a, b, same=False, undo=undo)


def _decide(session: Session, a: str, b: str, *, same: bool, undo: bool) -> int:
    from aggregator.app.gather import settle

    first, second = _event(session, a).uid, _event(session, b).uid
    if first == second:
        raise Failure(_("同じ告知を二度指しています: {uid}").format(uid=first), 2)
    if undo:
        session.store.undecide(first, second)
    elif same:
        session.store.merge(first, second, now())
    else:
        session.store.split(first, second, now())
    settle(session.loaded, session.store, now())
    click.echo(_("覚えました。"))
    return 0


def _event(session: Session, key: str) -> Event:
    """The copy that ``key`` names: its own uid or address, else the shown copy of the listing."""
    listing = chosen(session, key)
    return next((copy for copy in listing.copies if key in (copy.uid, copy.url)), listing.copies[0])
