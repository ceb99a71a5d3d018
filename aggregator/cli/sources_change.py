"""``asagao sources remove, pause, resume, edit, test, import, export``: what is done with sources that are there."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aggregator.cli.failure import Failure, put
from aggregator.cli.session import Session, common, now
from aggregator.cli.sources_add import NOTHING_FOUND, agreed, config_path, look, network, store_text
from aggregator.cli.sources_kinds import undone
from aggregator.cli.text import _
from aggregator.i18n import os_words, told

if TYPE_CHECKING:
    from aggregator.app.discover import Discovery
    from aggregator.app.trial import Trial
    from aggregator.config.load import ConfiguredSource


def _find(session: Session, name: str) -> ConfiguredSource:
    """The source called ``name``; a part of the name is enough if only one has it."""
    sources = session.loaded.sources
    exact = [one for one in sources if one.name == name]
    found = exact or [one for one in sources if name.casefold() in one.name.casefold()]
    if len(found) != 1:
        names = _("、").join(one.name for one in found or sources)
        told = (
            _("{name} では決まりません: {names}") if found else _("取得元 {name} はありません。あるのは {names} です")
        )
        raise Failure(told.format(name=name, names=names), 2)
    return found[0]


def _set(session: Session, one: ConfiguredSource, key: str, value: bool | str | None) -> None:
    """Write one key of a source; ``None`` takes it out."""
    from aggregator.config.edit import set_in_item

    store_text(session, lambda text: set_in_item(text, ("sources",), one.name, {key: value}))


@click.command(
    "remove", help=_("取得元を config.yaml から外します。その催しは便りに出なくなります（記録には残ります）。")
)
@click.argument("name")
@click.option("--yes", "-y", is_flag=True, help=_("聞かずに外す"))
@common
def remove(session: Session, name: str, *, yes: bool) -> int:
    """Take a source out."""
    from aggregator.app.adding import remove_source
    from aggregator.config.folder import data_folder

    one = _find(session, name)
    if not yes and sys.stdin.isatty() and not click.confirm(_("{name} を外しますか？").format(name=one.name)):
        return 0
    remove_source(one.name, config_path(session), data_folder(), os.environ, _)
    click.echo(_("外しました: {name}").format(name=one.name))
    click.echo(
        _(
            "ここだけに載っていた催しは、次の便りから出ません（記録には残ります）。ほかの取得元にもある会は、そのまま出ます"
        )
    )
    return 0


@click.command("pause", help=_("取得元をしばらく読みません。知っている催しは残ります。"))
@click.argument("name")
@common
def pause(session: Session, name: str) -> int:
    """Do not read a source for now."""
    from aggregator.render.sources import shell_word

    one = _find(session, name)
    _set(session, one, "paused", True)
    click.echo(
        _("休ませました: {name}（戻すには asagao sources resume {word}）").format(
            name=one.name, word=shell_word(one.name)
        )
    )
    return 0


@click.command("resume", help=_("休ませた取得元をまた読みます。"))
@click.argument("name")
@common
def resume(session: Session, name: str) -> int:
    """Read a paused source again."""
    one = _find(session, name)
    _set(session, one, "paused", None)
    click.echo(_("また読みます: {name}").format(name=one.name))
    return 0


@click.command("edit", help=_("取得元の設定をエディターで直します。--moved は引っ越した先のアドレスに書きかえます。"))
@click.argument("name")
@click.option("--moved", is_flag=True, help=_("サイトが知らせた新しいアドレスに書きかえる"))
@common
def edit(session: Session, name: str, *, moved: bool) -> int:
    """Open the editor at the source's block, or write the new address."""
    from aggregator.cli.editor import edit_config

    one = _find(session, name)
    return _moved(session, one) if moved else edit_config(config_path(session), ("sources",), one.name)


def _moved(session: Session, one: ConfiguredSource) -> int:
    from aggregator.app.opml import address_of
    from aggregator.app.trial import trial
    from aggregator.config.folder import data_folder
    from aggregator.model import TroubleKind

    runs = session.store.runs(one.name)
    target = next(
        (trouble.value for run in reversed(runs) for trouble in run.troubles if trouble.kind is TroubleKind.MOVED), None
    )
    if target is None:  # it may have moved since it was last read
        target = asyncio.run(trial(session.loaded, one, data_folder(), now)).moved_to
    if target is None:
        click.echo(_("引っ越しの知らせはありません: {name}").format(name=one.name))
        return 0
    old = address_of(one)
    if old is None or "{" in old:  # made by the kind, or of a pattern that the new address does not show
        told_of = _("{name} のアドレスはひとつに決まっていないので、書きかえません。新しいアドレス: {url}")
        click.echo(told_of.format(name=one.name, url=target))
        return NOTHING_FOUND
    _set(session, one, "url", target)
    click.echo(_("新しいアドレスに書きかえました: {url}").format(url=target))
    return 0


@click.command(
    "test",
    help=_("保存したページと今のサイトを読みくらべ、変わった項目を知らせます。NAME がなければ、すべての取得元を。"),
)
@click.argument("name", required=False)
@click.option("--offline", is_flag=True, help=_("保存したページだけを読み、ネットワークを使わない"))
@click.option("--accept", is_flag=True, help=_("今のサイトのページを、これからの見本として保存する"))
@common
def test(session: Session, name: str | None, *, offline: bool, accept: bool) -> int:
    """Replay the saved case, then read the site: of one source, or of all that are not paused."""
    if offline and accept:
        raise click.UsageError(_("--offline と --accept は一緒に使えません"))
    if name is not None:
        return _tested(session, _find(session, name), offline=offline, accept=accept)
    codes: list[int] = []
    for one in session.loaded.sources:
        if not one.settings.paused:
            click.secho(("\n" if codes else "") + one.name, bold=True)
            codes.append(_tested(session, one, offline=offline, accept=accept))
    return max(codes, default=0)


def _tested(session: Session, one: ConfiguredSource, *, offline: bool, accept: bool) -> int:
    from zoneinfo import ZoneInfo

    from aggregator.app.opml import address_of
    from aggregator.app.trial import trial
    from aggregator.config.folder import data_folder
    from aggregator.render.sources import sentence, shell_word
    from aggregator.render.trial import trial_lines, verdict

    zone = ZoneInfo(session.loaded.settings.profile.zone)
    done = asyncio.run(trial(session.loaded, one, data_folder(), now, offline=offline))
    word = shell_word(one.name)
    if done.damaged:
        _tell(_("保存した見本が壊れていて、読めません"), ok=False)
    elif done.case is None or done.replayed is None:
        click.echo(_("保存したページはありません（asagao sources add で足した取得元にあります）"))
    else:
        count, day = len(done.case.expected), f"{done.case.made.astimezone(zone):%Y-%m-%d}"
        lines = () if done.reads_the_same else trial_lines(done.replayed, _, zone)
        _tell(_("保存したページ（{day}、{n}件）").format(day=day, n=count), lines, ok=done.reads_the_same)
    if done.live is not None:
        compared = done.compared
        lines = trial_lines(compared, _, zone) if compared else ()
        well = bool(done.live.events) and (compared is None or compared.verdict.well)
        _tell(_("今のサイト（{n}件）").format(n=len(done.live.events)), lines, ok=well)
        for told in dict.fromkeys(sentence(trouble, _, zone) for trouble in done.live.troubles):
            click.echo(f"  ・{told}")
        if compared is not None:
            url = address_of(one)
            click.echo(f"→ {verdict(compared, _, word, shell_word(url) if url else None)}")
        if done.moved_to is not None:
            told_of = _("新しいアドレス {url} に書きかえるには asagao sources edit {name} --moved")
            click.echo(f"→ {told_of.format(url=done.moved_to, name=word)}")
    draft = undone(type(one.source))
    if draft is not None:
        lacks = _("{place}: Terms: サイトの利用規約が何を許すかを書いてください。それまでは下書きです")
        click.echo(f"→ {lacks.format(place=draft)}")
    if accept:
        return _accepted(one, done)
    if done.damaged or not done.reads_the_same:
        click.echo(f"→ {_again(word, damaged=done.damaged)}")
    return 0 if done.well and draft is None else NOTHING_FOUND


def _again(word: str, *, damaged: bool) -> str:
    """What to do about a case that does not hold any more."""
    command = _("asagao sources test {name} --accept で、今のサイトから見本を取りなおせます。").format(name=word)
    if damaged:
        return command
    return (
        _("設定（config.yaml）かプログラムが変わり、保存したページの読まれ方が変わりました。意図したとおりなら、")
        + command
    )


def _accepted(one: ConfiguredSource, done: Trial) -> int:
    """Keep the site of today as the case, if anything with a day could be read of it."""
    from aggregator.app import cases
    from aggregator.config.folder import data_folder

    live = done.live
    if live is None or not any(event.start for event in live.events):
        click.echo(_("日付のある催しが読めないので、見本は取りかえませんでした"))
        return NOTHING_FOUND
    cases.save(data_folder(), one.name, live.window, live.pages, live.events, now())
    click.echo(_("今のサイトの{n}件を、これからの見本にしました").format(n=len(live.events)))
    return 0


def _tell(title: str, lines: Iterable[tuple[int, str]] = (), *, ok: bool) -> None:
    sign = click.style("✓", fg="green") if ok else click.style("✗", fg="red")
    click.echo(f"{sign} {title}")
    for depth, line in lines:
        click.echo("  " * (depth + 1) + line)


@click.command("import", help=_("OPMLの購読一覧から、催しの読める取得元を足します。"))
@click.argument("file", metavar="FILE_OR_URL")
@click.option("--allow-private", is_flag=True, help=_("手元のネットワークのアドレスも許す"))
@click.option("--yes", "-y", is_flag=True, help=_("聞かずに書く"))
@click.option("--force", is_flag=True, help=_("試し読みせずに、すべて足す"))
@common
def import_(session: Session, file: str, *, yes: bool, force: bool, allow_private: bool) -> int:
    """Add the sources of an OPML file (http://opml.org/spec2.opml), here or on the web."""
    from aggregator.app.adding import add_sources
    from aggregator.app.opml import address_of, read_opml
    from aggregator.config.folder import data_folder
    from aggregator.errors import ConfigError

    try:
        outlines = read_opml(_body(session, file, allow_private=allow_private))
    except ConfigError as error:
        raise Failure(f"{Path(file).name}: {told(error.message, _)}", 2) from error
    known = {address_of(one) for one in session.loaded.sources}
    taken = {one.name for one in session.loaded.sources}
    found, failed = [], False
    for name, url in outlines:
        if url in known:
            click.echo(_("・{name}: もうあります").format(name=name))
        elif name in taken:
            click.echo(_("・{name}: 同じ名前の取得元がもうあります").format(name=name))
        elif (one := _subscription(session, name, url, force=force, allow_private=allow_private)) is not None:
            found.append(one)
        else:
            failed = True
    if not found:
        click.echo(_("足せる取得元がありませんでした"))
        return NOTHING_FOUND if failed or not outlines else 0
    if not yes and not agreed(_("{n}件を足しますか？").format(n=len(found))):
        return 0
    added = add_sources(found, session.loaded, config_path(session), data_folder(), now(), os.environ, _)
    click.echo(_("{n}件を足しました").format(n=len(added)))
    return 0


def _body(session: Session, file: str, *, allow_private: bool) -> bytes:
    """The bytes of a file or of an address."""
    from aggregator.app.gather import client
    from aggregator.app.preview import NAME, ahead
    from aggregator.errors import FetchError
    from aggregator.plugin import Request
    from aggregator.render.sources import fetch_sentence

    async def get() -> bytes:
        async with client(session.loaded, now, None) as http:
            return (await http.get(NAME, Request(file), ahead(now()), allow_private=allow_private)).body

    try:
        return asyncio.run(get()) if file.startswith(("http://", "https://")) else Path(file).read_bytes()
    except FetchError as error:
        raise Failure(fetch_sentence(error, _), NOTHING_FOUND) from error
    except OSError as error:
        raise Failure(_("{file} を読めません（{what}）").format(file=file, what=os_words(error, _)), 2) from error


def _subscription(session: Session, name: str, url: str, *, force: bool, allow_private: bool) -> Discovery | None:
    """What can be read at a subscription's address, told in a line; by ``force`` a feed that nobody has looked at."""
    from aggregator.app.discover import Discovery
    from aggregator.app.preview import ahead

    if force:
        return Discovery(url, ahead(now()), block={"name": name, "kind": "feed", "url": url})
    try:
        days = session.loaded.settings.profile.horizon_days
        found = look(network(session), url, name=name, allow_private=allow_private, days=days)
    except Failure as error:
        click.echo(f"✗ {name}: {error.message.splitlines()[0]}")
        return None
    if not found.works:
        why = next(iter((*found.advice, *found.warnings)), _("催しが読めませんでした"))
        click.echo(f"✗ {name}: {why}")
        return None
    click.echo(_("✓ {name}: {n}件").format(name=name, n=len(found.events)))
    for sentence in found.warnings:
        click.echo(f"    {sentence}")
    return found


@click.command("export", help=_("取得元の一覧をOPMLで書き出します。"))
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@common
def export(session: Session, file: Path | None) -> int:
    """Write the sources that have an address as OPML, to standard output or to a file."""
    from aggregator.app.opml import address_of, write_opml

    text = write_opml(session.loaded.sources)
    if without := [one.name for one in session.loaded.sources if address_of(one) is None]:
        left_out = _("アドレスで読むのではない取得元は入りません: {names}")
        click.echo(left_out.format(names=_("、").join(without)), err=True)
    if file is None:
        click.echo(text, nl=False)
    else:
        put(file, text)
        count = sum(address_of(one) is not None for one in session.loaded.sources)
        click.echo(_("{n}件を {file} に書き出しました").format(n=count, file=file))
    return 0
