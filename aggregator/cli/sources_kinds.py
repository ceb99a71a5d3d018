"""``asagao sources kinds``: what can be read, and how far each kind can be relied on."""

from __future__ import annotations

import json

import click

from aggregator.cli.table import show_table
from aggregator.cli.text import _

_LEVELS = {"bronze": _("ブロンズ"), "silver": _("シルバー"), "gold": _("ゴールド")}
_RULES = {
    "interface": _("公開されたAPIやフィード"),
    "identity": _("変わらない番号"),
    "start": _("開始の欄"),
    "end": _("終了の欄"),
    "place": _("場所の欄"),
    "status": _("中止の欄"),
    "all": _("先の予定すべて"),
}


@click.command("kinds", help=_("取得元の種類と、その質（ブロンズ・シルバー・ゴールド）。"))
@click.option("--json", "as_json", is_flag=True, help=_("1行1件のJSONで"))
def command(*, as_json: bool) -> int:
    """Print each kind with its quality and what keeps it from the next level."""
    from aggregator.quality import quality
    from aggregator.registry import kinds, source_class

    rows = []
    for kind in kinds():
        adapter = source_class(kind)
        found = quality(adapter)
        if as_json:
            about = (adapter.__doc__ or "").strip().partition("\n")[0]
            row = {"kind": kind, "quality": found.level, "missing": found.missing, "about": about}
            click.echo(json.dumps(row, ensure_ascii=False))
        rows.append((kind, _LEVELS[found.level], " / ".join(_RULES[name] for name in found.missing) or "—"))
    if not as_json:
        show_table([_("種類"), _("質"), _("次の段階に足りないもの")], rows)
    return 0
