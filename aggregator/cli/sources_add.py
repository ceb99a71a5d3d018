"""``asagao sources add``: from an address to a working source, showing what was tried and what it gives."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from aggregator.cli.events import when
from aggregator.cli.failure import Failure, usage
from aggregator.cli.session import Session, common, now
from aggregator.cli.table import show_table
from aggregator.cli.text import _

if TYPE_CHECKING:
    from aggregator.app.discover import Discovery, Step
    from aggregator.http import Http
    from aggregator.model import Event

log = logging.getLogger(__name__)

NOTHING_FOUND = 3
_SHOWN = 8
_ELSEWHERE = 6
_SOON = timedelta(days=31)


@click.command("add", help=_("アドレスから取得元を見つけて、試し読みを見せ、config.yaml に足します。"))
@click.argument("url")
@click.option("--name", help=_("取得元の名前。既定はページから"))
@click.option("--kind", help=_("種類を決めて、ほかは試さない"))
@click.option(
    "--option", "options", multiple=True, metavar="K=V", help=_("種類のオプション。入れ子は fields.title=h3 のように")
)
@click.option("--allow-private", is_flag=True, help=_("手元のネットワークのアドレスも許す"))
@click.option("--dry-run", is_flag=True, help=_("見せるだけで、何も書かない"))
@click.option("--yes", "-y", is_flag=True, help=_("聞かずに書く"))
@click.option("--force", is_flag=True, help=_("一件も読めなくても書く（--kind とともに）"))
@click.option("--json", "as_json", is_flag=True, help=_("結果をJSONで"))
@common
def command(
    session: Session, url: str, *, name: str | None, kind: str | None, options: tuple[str, ...], allow_private: bool,
    dry_run: bool, yes: bool, force: bool, as_json: bool,
) -> int:  # fmt: skip
    """Discover, show, ask, write."""
    from aggregator.app.adding import is_there
    from aggregator.cli.sources import nested

    try:
        found = look(
            network(session), url, name=name, kind=kind, options=nested(options), allow_private=allow_private,
            days=session.loaded.settings.profile.horizon_days, step=unseen if as_json else show_step,
        )  # fmt: skip
    except Failure as error:
        if not as_json:
            raise
        click.echo(json.dumps({"url": url, "error": error.message, "written": False}, ensure_ascii=False, indent=2))
        return error.code
    writable = found.works or (force and found.block is not None)
    if as_json:
        added = _write(session, found) if writable and yes and not dry_run else None
        click.echo(json.dumps(_record(found, added), ensure_ascii=False, indent=2))
        return 0 if found.works else NOTHING_FOUND
    show(found, session.loaded.settings.profile.zone)
    if not writable:
        if found.block is not None:
            click.echo(_("このままでは書きません。それでも書くなら --force を付けてください"), err=True)
        return NOTHING_FOUND
    show_block(found)
    if dry_run:
        return 0
    if yes or is_there(session.loaded, found.block or {}) or agreed(_("config.yaml に足しますか？")):
        _add(session, found)
    return 0


def _add(session: Session, found: Discovery) -> None:
    """Write it, and say what has been written where."""
    from aggregator.render.sources import shell_word

    added = _write(session, found)
    if added is None:
        click.echo(_("同じ取得元がもうあります"))
        return
    click.secho(_("足しました: {name}").format(name=added), fg="green")
    told = _("次の asagao digest から読みます（前の設定は {file}.bak）")
    click.echo(f"・{told.format(file=session.loaded.settings.file)}")
    if found.pages and found.events:
        kept = _("見本のページと{n}件を取っておきました。読みくらべるには: asagao sources test {name}")
        click.echo(f"・{kept.format(n=len(found.events), name=shell_word(added))}")
    if floor := (found.block or {}).get("expect"):
        click.echo("・" + _("一度に{n}件より少なくなったら、便りで知らせます").format(n=floor))


def look(
    network: Callable[[], Http], url: str, *, name: str | None = None, kind: str | None = None,
    options: Mapping[str, Any] | None = None, allow_private: bool = False, days: int | None = None,
    step: Callable[[Step], None] | None = None,
) -> Discovery:  # fmt: skip
    """Climb the ladder for ``url``; an address that cannot be read ends in one sentence."""
    from aggregator.app.discover import discover
    from aggregator.errors import AsagaoError, ConfigError, FetchError
    from aggregator.model import HORIZON_DAYS
    from aggregator.render.sources import fetch_sentence

    async def run() -> Discovery:
        async with network() as http:
            return await discover(
                url, http, now, _, name=name, kind=kind, options=options, allow_private=allow_private,
                days=days or HORIZON_DAYS, step=step or unseen,
            )  # fmt: skip

    try:
        return asyncio.run(run())
    except ConfigError as error:
        raise usage(error) from error
    except FetchError as error:
        log.info("%s", error)
        raise Failure(fetch_sentence(error, _), NOTHING_FOUND) from error
    except AsagaoError as error:
        raise Failure(str(error), NOTHING_FOUND) from error


def network(session: Session) -> Callable[[], Http]:
    """Opens the network as the configuration wants it."""
    from aggregator.app.gather import client

    return lambda: client(session.loaded, now, None)


def unseen(_step: Step) -> None:
    """A step that nobody waits for."""


def show_step(step: Step) -> None:
    """One rung of the ladder, as soon as it has been tried."""
    if step.rung == _ELSEWHERE:
        click.echo(f"→ {step.text}")
        return
    if step.events:
        sign, told = ("✓", "green") if step.chosen else ("△", "yellow")
        click.echo(
            f"{click.style(sign, fg=told)} {step.text}  " + click.style(_("{n}件").format(n=step.events), fg=told)
        )
    else:
        click.echo(click.style(f"・{step.text}  {step.why or _('なし')}", dim=True))


def show(found: Discovery, zone: str) -> None:
    """What was found: its name, the coverage, a table of the next events, and what to mind."""
    if found.block is not None:
        click.echo()
        click.echo(click.style(str(found.block["name"]), bold=True) + click.style(f"  {found.kind}", dim=True))
        if found.events:
            click.echo("  ".join(_covered(found)))
            click.echo()
            rows = [(_day(event, zone), event.title, _place(event)) for event in _coming(found)[:_SHOWN]]
            show_table([_("日時"), _("題名"), _("場所")], rows)
        if len(found.events) > _SHOWN:
            click.echo(_("ほか {n}件").format(n=len(found.events) - _SHOWN))
    for sentence in (*found.warnings, *found.advice):
        click.secho(f"・{sentence}", fg="yellow", err=True)


def show_block(found: Discovery) -> None:
    """The lines for config.yaml, as they will stand there."""
    from aggregator.config.edit import add_item

    click.echo()
    click.secho(_("config.yaml に足すもの:"), bold=True)
    click.secho(add_item("", ("sources",), found.block or {}).partition("\n")[2].rstrip(), dim=True)


def _day(event: Event, zone: str) -> str:
    """When an event is, with its year where a reader would take it for that of another one."""
    far = event.start is not None and not -_SOON < event.start - now() < timedelta(days=330)
    year = event.start.astimezone(ZoneInfo(zone)).year if event.start and far else None
    return f"{year}/{when(event, zone)}" if year else when(event, zone)


def _place(event: Event) -> str:
    return (event.place.name or event.place.city or "") if event.place else ""


def _coming(found: Discovery) -> list[Any]:
    """The next events first, those without a day last."""
    today = now()
    coming = [event for event in found.events if event.start and (event.end or event.start) >= today]
    rest = [event for event in found.events if event not in coming]
    return sorted(coming, key=lambda event: event.start or today) + rest


def _covered(found: Discovery) -> list[str]:
    """How many events state each field; what all state is green, what none states is dim."""
    from aggregator.render.doubts import field_name

    total = len(found.events)
    return [
        click.style(f"{field_name(name, _)} {count}/{total}", fg="green" if count == total else None, dim=not count)
        for name, count in found.coverage.items()
    ]


def agreed(question: str) -> bool:
    """Whether the person says yes.

    Raises:
        Failure: nobody can be asked, as there is no terminal; who calls from a script must not take that for done.
    """
    if not sys.stdin.isatty():
        raise Failure(_("まだ足していません。端末でないので聞けません。足すには --yes を付けてください"), 2)
    return click.confirm(question, default=True)


def _write(session: Session, found: Discovery) -> str | None:
    """The name under which it stands in config.yaml now; ``None`` where the same source is there already."""
    from aggregator.app.adding import add_source
    from aggregator.config.folder import data_folder

    return add_source(found, session.loaded, config_path(session), data_folder(), now(), os.environ, _)


def config_path(session: Session) -> Path:
    """The configuration file in use."""
    return Path(session.loaded.settings.folder, session.loaded.settings.file)


def store_text(session: Session, change: Callable[[str], str]) -> None:
    """Change config.yaml by ``change(text)``; what would not be right any more is not written."""
    from aggregator.config.edit import write_config

    file = config_path(session)
    write_config(file, change(file.read_text(encoding="utf-8")), os.environ, _)


def _record(found: Discovery, added: str | None) -> dict[str, Any]:
    return {
        "url": found.url,
        "steps": [
            {"rung": step.rung, "text": step.text, "events": step.events, "why": step.why} for step in found.steps
        ],
        "block": {**found.block, "name": added or found.block["name"]} if found.block else None,
        "coverage": dict(found.coverage),
        "events": [event.model_dump(mode="json") for event in found.events],
        "warnings": list(found.warnings),
        "advice": list(found.advice),
        "written": added is not None,
    }
