"""``asagao sources kinds``: what can be read, and how far each kind can be relied on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aggregator.cli.table import show_table
from aggregator.cli.text import _

if TYPE_CHECKING:
    from aggregator.plugin import Source

_LEVELS = {"draft": _("下書き"), "bronze": _("ブロンズ"), "silver": _("シルバー"), "gold": _("ゴールド")}
_RULES = {
    "terms": _("利用規約が何を許すか"),
    "interface": _("公開されたAPIやフィード"),
    "identity": _("変わらない番号"),
    "start": _("開始の欄"),
    "end": _("終了の欄"),
    "place": _("場所の欄"),
    "status": _("中止の欄"),
    "all": _("先の予定すべて"),
}


def undone(adapter: type[Source[Any]]) -> str | None:
    """Where an adapter has to say what the site's terms allow, ``sources/teahouse.py:15``; ``None`` where it does."""
    from inspect import getsourcefile, getsourcelines

    from aggregator.quality import tells_terms

    if tells_terms(adapter):
        return None
    try:
        lines, first = getsourcelines(adapter)
        file = Path(getsourcefile(adapter) or adapter.__module__)
    except (OSError, TypeError):
        return f"{adapter.__module__}.{adapter.__qualname__}"
    told = next((number for number, line in enumerate(lines, first) if "Terms" in line), first)
    return f"{file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file}:{told}"


@click.command("kinds", help=_("取得元の種類と、その質（下書き・ブロンズ・シルバー・ゴールド）。"))
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
