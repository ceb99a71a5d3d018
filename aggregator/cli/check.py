"""``asagao check``: is the configuration right, do the sources answer, does the mail server?"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from aggregator.cli.session import Session, common, now
from aggregator.cli.text import _
from aggregator.i18n import bare_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aggregator.config.schema import Settings
    from aggregator.model import SourceState

log = logging.getLogger(__name__)

SOURCES_FAILED = 3


@click.command(help=_("設定を確かめ、取得元を実際に読んでみます。まちがいは行番号つきで示します。"))
@click.option("--offline", is_flag=True, help=_("設定だけを確かめ、ネットワークを使わない"))
@common
def command(session: Session, *, offline: bool) -> int:
    """Check the configuration, then the sources."""
    from aggregator.cli.digest import gather

    settings = session.loaded.settings
    click.echo(
        _("設定に問題はありません（{file}、取得元{n}件）").format(file=settings.file, n=len(session.loaded.sources))
    )
    for advice in _advice(session):
        click.echo(f"・{advice}")
    if offline:
        return 0
    gathered = gather(session, refresh=True)
    zone = ZoneInfo(settings.profile.zone)
    broken = [state for state in gathered.states if state.stale or not state.ok]
    for state in broken:
        _tell(state, zone)
    click.echo(_("取得元 {ok}/{all} 正常").format(ok=len(gathered.states) - len(broken), all=len(gathered.states)))
    calendars_work = _calendars(session, zone)
    return SOURCES_FAILED if broken or not calendars_work else 0


def _tell(state: SourceState, zone: ZoneInfo) -> None:
    """What is wrong with a source, at which addresses, and the command that shows it again; the log has it in technical words."""
    from aggregator.render.sources import command as again
    from aggregator.render.sources import sentence

    for trouble in state.troubles:
        click.echo(_("✗ {name}: {detail}").format(name=state.name, detail=sentence(trouble, _, zone)))
        if trouble.url:
            click.echo(f"    {trouble.url}")
        log.info("%s: %s: %s", state.name, trouble.kind, trouble.detail)
    click.echo(f"    {again(state.name, state.troubles, _)}")


def _calendars(session: Session, zone: ZoneInfo) -> bool:
    """A line for each of the own calendars, never with its address; whether all can be read."""
    from aggregator.app.diary import calendars, wrong

    at, days, well = now(), session.loaded.settings.profile.horizon_days, True
    for one in calendars(session.loaded, session.store, at, refresh=True):
        told = _("予定表 {name}: ").format(name=one.name)
        coming = sum(interval.end > at for interval in one.busy)
        if one.error is None:
            click.echo(told + _("読めました。{days}日のあいだに予定が{n}件").format(days=days, n=coming))
            continue
        well = False
        kept = ""
        if one.kept is not None:
            kept = _("{when}に読んだ予定{n}件で数えます。").format(
                when=bare_moment(one.kept.astimezone(zone)), n=coming
            )
        click.echo(f"✗ {told}{wrong(one.error, _, zone)}{kept}")
    return well


def _advice(session: Session) -> list[str]:
    """What is right and could still be better."""
    from aggregator.app.semantic import installed
    from aggregator.deliver.push import installed as can_push

    settings = session.loaded.settings
    profile = settings.profile
    found = [
        _("profile.areas の「{name}」に当たる都道府県も市区町村もないので、そこの会はありません").format(name=name)
        for name in profile.areas
        if not _known_area(name)
    ]
    if not session.loaded.sources:
        found.append(_("取得元がありません。sources: に一つ足してください"))
    if not profile.free:
        found.append(_("空き時間（profile.free）がないので、いつでも行けるものとして数えます"))
    if not profile.interests:
        found.append(_("趣味も業種も言葉もないので、好みでは選べません"))
    found.extend(_mail_advice(settings))
    if "push" in settings.digest.to and not can_push():
        found.append(_("digest.to に push がありますが、apprise が入っていません（pip install 'asagao[notify]'）"))
    if profile.interests and not installed():
        found.append(_("意味の近さでは探しません（入れるなら pip install 'asagao[semantic]'。なくても動きます）"))
    return found


def _mail_advice(settings: Settings) -> Iterator[str]:
    """What keeps a mail from being sent."""
    mail = settings.mail
    if mail is None:
        if "mail" in settings.digest.to:
            yield _("digest.to に mail がありますが、mail: の設定がありません")
        return
    if "mail" not in settings.digest.to:
        yield _("mail: の設定がありますが、digest.to に mail がないので、メールは送りません")
    if "host" not in mail.model_fields_set:
        yield _("mail.host がないので、この機械のメールサーバー（localhost）で送ります。config.yaml に書いてください")
    if mail.host.endswith(".example.jp"):
        yield _("mail.host が見本のままです。お使いのメールサーバーの名前に書きかえてください")
    if mail.user and not os.environ.get(mail.password_env):
        yield _("メールのパスワードがありません。環境変数 {name} に入れてください").format(name=mail.password_env)


def _known_area(name: str) -> bool:
    """Whether a place can lie in the area that is called ``name``."""
    from aggregator.match.areas import Areas
    from aggregator.model import Place
    from aggregator.normalise.places import locate

    found = locate(name)
    return (
        found is not None
        and found.prefecture is not None
        and Areas((name,)).hold(Place(prefecture=found.prefecture, city=found.city))
    )
