"""``asagao sources``: how the sources are, and what a new one would give."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from aggregator.cli.failure import Failure, usage
from aggregator.cli.session import Session, common, located, now, set_up_logging
from aggregator.cli.table import show_table
from aggregator.cli.text import _
from aggregator.i18n import os_words

if TYPE_CHECKING:
    from aggregator.app.discover import Discovery, Step
    from aggregator.config.load import ConfiguredSource
    from aggregator.model import SourceState


@click.group(invoke_without_command=True, help=_("取得元を一覧・確認します。"))
@click.option("--json", "as_json", is_flag=True, help=_("1行1件のJSONで"))
@located
@click.pass_context
def command(context: click.Context, config: Path, data: str | None, *, as_json: bool) -> int:
    """List the sources unless a subcommand is named, which then takes over where config and data are."""
    if context.invoked_subcommand is None:
        return int(context.invoke(listing, config=config, data=data, as_json=as_json))
    context.default_map = {context.invoked_subcommand: {"config": config, "data": data}}
    return 0


@command.command("list", help=_("取得元とその調子の一覧。"))
@click.option("--json", "as_json", is_flag=True, help=_("1行1件のJSONで"))
@common
def listing(session: Session, *, as_json: bool = False) -> int:
    """Show state, last success, number of events and troubles of each source."""
    from aggregator.app.gather import states

    known = {state.name: state for state in states(session.loaded, session.store)}
    rows = [_row(session, one, known.get(one.name)) for one in session.loaded.sources]
    zone = ZoneInfo(session.loaded.settings.profile.zone)
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return 0
    if not rows:
        click.echo(_("取得元がありません。asagao sources add アドレス で足せます"))
        return 0
    heads = [
        _("名前"), _("種類"), _("状態"), _("読めた"), _("件数"), _("いつも"), _("最後の予定"), _("次に読む"), _("robots"), _("変更なし"),
    ]  # fmt: skip
    show_table(
        heads, [_cells(row, f"{now().astimezone(zone):%m/%d}") for row in rows], spare=(_KIND, _UNTIL),
        paint=lambda column, cell: _painted(cell) if column == _STATE else cell,
    )  # fmt: skip
    _show_troubles(rows)
    return 0


def _cells(row: dict[str, str], today: str) -> tuple[str, ...]:
    """A row of the table; of the moments of ``today`` the time, of others the day."""
    robots = _ROBOTS[row["robots"]] + (_("（{n}秒おき）").format(n=row["delay"]) if row["delay"] else "")
    read, following = (
        row[key].removeprefix(today).strip() if row[key].startswith(today) else row[key][:5]
        for key in ("last_success", "next")
    )
    return (
        row["name"], row["kind"], _STATES[row["state"]], read or "—", row["events"], row["usually"] or "—",
        row["until"] or "—", following or ("—" if row["state"] == "paused" else _("すぐ")), robots, row["cached"],
    )  # fmt: skip


def _show_troubles(rows: list[dict[str, str]]) -> None:
    """Under the table: what is wrong, since when, and the command that shows it again."""
    for number, row in enumerate(row for row in rows if row["trouble"]):
        if not number:
            click.echo()
        click.echo(click.style("● ", fg=_COLOURS.get(_STATES[row["state"]])) + f"{row['name']}: {row['trouble']}")
        click.echo(click.style(f"  {row['command'].strip()}", dim=True))


def _painted(state: str) -> str:
    return click.style(state, fg=_COLOURS.get(state))


_KIND, _STATE, _UNTIL = 1, 2, 6
_ROBOTS = {"allowed": _("可"), "forbidden": _("不可"), "unknown": "—"}
_STATES = {"fresh": _("正常"), "degraded": _("一部"), "broken": _("故障"), "never_run": _("未読"), "paused": _("休止")}
_COLOURS = {_("正常"): "green", _("一部"): "yellow", _("故障"): "red"}


def _row(session: Session, one: ConfiguredSource, state: SourceState | None) -> dict[str, str]:
    from aggregator.app.gather import next_time, robots_of
    from aggregator.health import health
    from aggregator.render.sources import command as remedy
    from aggregator.render.sources import told, usually

    runs = session.store.runs(one.name)
    known = health(runs, session.store.arrivals(one.name))
    zone = ZoneInfo(session.loaded.settings.profile.zone)
    troubles = state.troubles if state else ()
    robots = robots_of(one, session.store, session.loaded, now())
    following = next_time(one, runs, session.loaded.settings.fetch)
    waits = following is not None and following > now() and not one.settings.paused
    return {
        "name": one.name,
        "kind": one.settings.kind,
        "state": "paused" if one.settings.paused else str(known.state),
        "last_success": _short(state.last_success if state else known.last_success, zone),
        "events": str(runs[-1].events) if runs else "0",
        "usually": usually(known, _),
        "usual": "" if known.usual is None else f"{known.usual:g}",
        "every_days": "" if known.interval is None else f"{known.interval.total_seconds() / 86400:g}",
        "fields": " ".join(known.fields),
        "until": f"{known.horizon.astimezone(zone):%Y-%m-%d}" if known.horizon else "",
        "next": _short(following, zone) if waits else "",
        "robots": "unknown" if robots is None else "allowed" if robots.allows else "forbidden",
        "delay": f"{robots.delay:g}" if robots and robots.delay else "",
        "cached": "—" if known.conditional_rate is None else f"{known.conditional_rate:.0%}",
        "trouble": told(state, _, zone) if state else "",
        "command": remedy(one.name, troubles, _) if troubles else "",
        "details": "; ".join(f"{trouble.kind}: {trouble.detail}" for trouble in troubles),
    }


def _short(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%m/%d %H:%M}" if moment else ""


@command.command(
    "preview", help=_("アドレスか保存したページから何が読めるかを見ます。sources add と同じに調べ、何も書きません。")
)
@click.argument("target", metavar="URL_OR_FILE")
@click.option("--kind", help=_("種類を決めて、ほかは試さない"))
@click.option(
    "--option", "options", multiple=True, metavar="K=V", help=_("種類のオプション。入れ子は fields.title=h3 のように")
)
@click.option("--allow-private", is_flag=True, help=_("手元のネットワークのアドレスも許す"))
@click.option("--json", "as_json", is_flag=True, help=_("1行1件のJSONで"))
@click.option("--verbose", "-v", is_flag=True, help=_("していることを詳しく言う"))
def preview(
    target: str, kind: str | None, options: tuple[str, ...], *, allow_private: bool, as_json: bool, verbose: bool
) -> int:
    """Print the events that are read from an address or a file."""
    from aggregator.cli.sources_add import NOTHING_FOUND, look, show, show_block, show_step, unseen
    from aggregator.http import Http

    set_up_logging(quiet=False, verbose=verbose)
    step, given = unseen if as_json else show_step, nested(options)
    file = Path(target)
    if saved := file.is_file() or not _is_address(target):
        found = _saved(file, kind, given, step)
    else:
        found = look(
            lambda: Http(now=now, environment=os.environ), target, kind=kind, options=given,
            allow_private=allow_private, step=step,
        )  # fmt: skip
    if as_json:
        for event in found.events:
            click.echo(event.model_dump_json())
        for sentence in (*found.warnings, *found.advice):
            click.echo(sentence, err=True)
    else:
        show(found, "Asia/Tokyo")
        if found.works:
            show_block(found)
            if saved and "url" not in given:
                click.echo(_("url には、ページのアドレスを書いてください"))
    return 0 if found.events else NOTHING_FOUND


def _is_address(target: str) -> bool:
    """Whether it is an address rather than the name of a file that is not there: ``hall.example/events``, ``https://…``."""
    return "://" in target or (not target.startswith((".", "/", "~")) and "/" in target)


def _saved(file: Path, kind: str | None, options: dict[str, object], step: Callable[[Step], None]) -> Discovery:
    from aggregator.app.discover import discover_saved
    from aggregator.errors import ConfigError

    try:
        return asyncio.run(discover_saved(file.read_bytes(), file.name, now, _, kind=kind, options=options, step=step))
    except ConfigError as error:
        raise usage(error) from error
    except OSError as error:
        raise Failure(_("{file} を読めません（{what}）").format(file=file, what=os_words(error, _)), 2) from error


def nested(options: tuple[str, ...]) -> dict[str, object]:
    """``a.b=c`` as ``{"a": {"b": "c"}}``."""
    found: dict[str, object] = {}
    for option in options:
        key, equals, value = option.partition("=")
        if not equals:
            raise click.BadParameter(
                _("K=V の形で書いてください: {option}").format(option=option), param_hint="--option"
            )
        node = found
        *way, last = key.split(".")
        for step in way:
            inner = node.setdefault(step, {})
            if not isinstance(inner, dict):
                raise click.BadParameter(_("{key} は入れ子にできません").format(key=step), param_hint="--option")
            node = inner
        node[last] = value
    return found


def _register() -> None:
    from aggregator.cli import sources_add, sources_change, sources_kinds, sources_new

    for one in (
        sources_add.command, sources_change.remove, sources_change.pause, sources_change.resume, sources_change.edit,
        sources_change.test, sources_change.import_, sources_change.export, sources_new.command, sources_kinds.command,
    ):  # fmt: skip
        command.add_command(one)


_register()
