"""``asagao sources new``: an adapter of one's own to begin with, and its case, from an address."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from aggregator.cli.failure import Failure
from aggregator.cli.session import Session, common
from aggregator.cli.text import _

if TYPE_CHECKING:
    from aggregator.app.discover import Discovery

_SUFFIXES = {"ics": "ics", "feed": "xml", "json": "json", "csv": "csv"}
_PAGE = """# `{module}`: {title}

What can be found there.

```yaml
- name: {title}
  kind: {module}
```

Terms: fill in what the site's terms of use allow.

Quality: bronze
"""
_ADAPTER = '''"""{title}: what it is, and which of its pages or addresses are read.

Terms: fill in what the site's terms of use allow. A site that forbids it gets no adapter.
"""

from aggregator.plugin import Options
from sources.kinds._preset import Preset, configured
from sources.kinds.{kind} import {base}


class {name}Options(Options):
    """Options of kind ``{module}``. What differs from one list of this site to the next becomes an option."""


class {name}(Preset[{name}Options]):
    """{title}. Terms: fill in."""

    hosts = ({host},)

    def kind(self) -> {base}:
        """How the site is read."""
        return configured(
            {base},
{options}
        )
'''


@click.command("new", help=_("自分のアダプターの下書きと、その試験の材料を作ります（リポジトリの中で）。"))
@click.argument("name")
@click.option("--url", required=True, help=_("一覧のページやフィードのアドレス"))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), help=_("リポジトリの場所"))
@click.option("--allow-private", is_flag=True, help=_("手元のネットワークのアドレスも許す"))
@common
def command(session: Session, name: str, *, url: str, folder: Path, allow_private: bool) -> int:
    """Write the adapter's file, the saved pages and the case's block."""
    from aggregator.cli.sources_add import NOTHING_FOUND, look, network, show, show_step
    from aggregator.registry import kinds

    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise Failure(_("名前は英小文字・数字・_ で書いてください: {name}").format(name=name), 2)
    adapter = folder / "sources" / f"{name}.py"
    if adapter.exists():
        raise Failure(_("もうあります: {file}").format(file=adapter), 2)
    days = session.loaded.settings.profile.horizon_days
    found = look(network(session), url, allow_private=allow_private, days=days, step=show_step)
    show(found, session.loaded.settings.profile.zone)
    if found.block is None or not found.events:
        return NOTHING_FOUND
    if not kinds()[str(found.kind)].startswith("sources.kinds."):
        raise Failure(_("このサイトのアダプターはもうあります: {kind}").format(kind=found.kind), 2)
    case = folder / "tests" / "sources" / name / "list"
    case.mkdir(parents=True, exist_ok=True)
    adapter.parent.mkdir(parents=True, exist_ok=True)
    adapter.write_text(_adapter(name, found), encoding="utf-8")
    (case / "source.yaml").write_text(f"kind: {name}\n", encoding="utf-8")
    made = [adapter, case]
    if (docs := folder / "docs" / "kinds").is_dir():
        made.append(docs / f"{name}.md")
        made[-1].write_text(_PAGE.format(module=name, title=_said((found.block or {})["name"])), encoding="utf-8")
    suffix = _SUFFIXES.get(str(found.kind), "html")
    for number, page in enumerate(found.pages, 1):
        (case / f"{number}.{suffix}").write_bytes(page.body)
    click.echo()
    click.echo(_("作りました: {files}").format(files=_("、").join(map(str, made))))
    place = next(n for n, line in enumerate(adapter.read_text(encoding="utf-8").splitlines(), 1) if ". Terms:" in line)
    lacks = _("まだ下書きです: {file}:{line} の Terms: に、サイトの利用規約が何を許すかを書いてください")
    click.secho(lacks.format(file=adapter, line=place), fg="yellow")
    click.echo(
        _("次は: pytest -n0 tests/test_sources.py -k {name} --accept（docs/write-a-source.md）").format(name=name)
    )
    return 0


def _adapter(module: str, found: Discovery) -> str:
    block: dict[str, Any] = dict(found.block or {})
    kind = str(block.pop("kind"))
    title = _said(block.pop("name"))
    for key in ("expect", "allow_private"):
        block.pop(key, None)
    options = "\n".join(f"            {key}={_literal(value)}," for key, value in block.items())
    return _ADAPTER.format(
        title=title,
        kind=kind,
        base=_class_name(kind),
        name="".join(part.capitalize() for part in module.split("_")),
        module=module,
        host=_literal((urlsplit(found.url).hostname or "").removeprefix("www.")),
        options=options,
    )


def _said(words: object) -> str:
    """``words`` as they may stand in a docstring."""
    return str(words).replace("\\", "").replace('"', "'")


def _class_name(kind: str) -> str:
    from aggregator.registry import source_class

    return source_class(kind).__name__


def _literal(value: object) -> str:
    """``value`` as Python writes it, with double quotes."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_literal(key)}: {_literal(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
