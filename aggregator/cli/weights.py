"""``asagao weights``: what was learnt from the marks, visible and changeable."""

from __future__ import annotations

import json

import click

from aggregator.cli.failure import Failure
from aggregator.cli.session import Session, common, now
from aggregator.cli.table import show_table
from aggregator.cli.text import LANGUAGE, _


@click.command(help=_("印から学んだ重みを見ます。自分で決めた重みは学んだものより優先されます。"))
@click.option("--set", "setting", metavar="NAME=N", help=_("重みを自分で決める（例: kind:study_group=0.5）"))
@click.option("--unset", metavar="NAME", help=_("自分で決めた重みをやめる"))
@click.option("--reset", is_flag=True, help=_("増やす・減らす・あとでの印と、自分で決めた重みをすべて消す"))
@click.option("--json", "as_json", is_flag=True, help=_("JSONで"))
@common
def command(session: Session, *, setting: str | None, unset: str | None, reset: bool, as_json: bool) -> int:
    """Show, set or reset weights."""
    from aggregator.app.taste import forget, set_weight, weights_of
    from aggregator.errors import ConfigError
    from aggregator.i18n import told

    profile = session.loaded.settings.profile
    if reset:
        forget(session.store, profile)
    try:
        if setting:
            set_weight(session.store, profile, *_parsed(setting), now())
        if unset:
            set_weight(session.store, profile, unset, None, now())
    except ConfigError as error:
        raise Failure(f"{error.key}: {told(error.message, _)}", 2) from error
    weights = weights_of(session.store, profile)
    if as_json:
        click.echo(
            json.dumps({"marks": weights.marks, "learned": weights.learned, "own": weights.own}, ensure_ascii=False)
        )
    else:
        _show(weights.values, weights.own, weights.marks)
    return 0


def _parsed(setting: str) -> tuple[str, float]:
    name, _equals, value = setting.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise click.BadParameter(
            _("NAME=数 の形で書いてください: {setting}").format(setting=setting), param_hint="--set"
        ) from None


def _show(values: dict[str, float], own: dict[str, float], marks: int) -> None:
    from aggregator.app.morning import Known
    from aggregator.i18n import translator
    from aggregator.weights import feature_words

    if not values:
        click.echo(_("まだ何も学んでいません。asagao mark で催しに印をつけてください。"))
        return
    name, say = Known(LANGUAGE).name, translator(LANGUAGE)
    rows = sorted(values.items(), key=lambda one: (-abs(one[1]), one[0]))
    show_table(
        [_("重み"), _("名前"), _("意味"), ""],
        [
            (f"{value:+.2f}", feature, feature_words(feature, name, say), _("自分で") if feature in own else "")
            for feature, value in rows
        ],
    )
    click.echo(_("{n}個の印から").format(n=marks))
