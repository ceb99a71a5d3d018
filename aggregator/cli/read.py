"""``asagao read``: what Asagao understands of a text. The tool to use when a listing was misread."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from aggregator.cli.text import LANGUAGE, _

if TYPE_CHECKING:
    from aggregator.normalise import Reading


@click.command(
    help=_(
        "告知文を読み、読み取った内容と、その元になった言葉を示します。TEXT にはファイルの名前も書けます。なければ標準入力を読みます。"
    )
)
@click.argument("text", required=False)
@click.option("--title", help=_("告知の題名"))
@click.option("--on", "on", metavar="YYYY-MM-DD", help=_("いつ見た告知か（年のない日付や「来週」の基準）。既定は今日"))
@click.option("--jsonl", is_flag=True, help=_("標準入力から1行1件のJSONを読み、1行1件のJSONで答える"))
@click.option("--json", "as_json", is_flag=True, help=_("表の代わりにJSONで答える"))
def command(text: str | None, title: str | None, on: str | None, jsonl: bool, as_json: bool) -> int:
    """Read a listing."""
    from aggregator.normalise import read

    today = _day(on) if on else datetime.now().astimezone().date()
    if jsonl:
        return _read_lines(sys.stdin, today)
    reading = read(_given(text), today, title=title)
    if as_json:
        click.echo(json.dumps(reading.record(), ensure_ascii=False))
    else:
        _show(reading)
    return 0


def _given(text: str | None) -> str:
    """The listing: ``text`` itself, or what stands in the file of that name, or on the standard input."""
    if text in (None, "-"):
        return sys.stdin.read()
    try:
        return Path(text).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.BadParameter(
            _("{file} は UTF-8 の文章ではありません").format(file=text), param_hint="TEXT"
        ) from None
    except (OSError, ValueError):  # a listing is no file's name
        return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            _("日付は 2026-11-23 の形で書いてください: {text}").format(text=text), param_hint="--on"
        ) from None


def _read_lines(lines: TextIO, today: date) -> int:
    """Answer each line of ``lines``; a line that is not a request gets an ``error`` and costs nothing else."""
    failed = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        answer = _answer(line, number, today)
        failed += "error" in answer
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 2 if failed else 0


def _answer(line: str, number: int, today: date) -> dict[str, Any]:
    from aggregator.normalise import read

    try:
        request = json.loads(line)
        on = date.fromisoformat(request["ref_date"]) if request.get("ref_date") else today
        title = request.get("title")
        reading = read(str(request.get("text") or ""), on, title=None if title is None else str(title))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        return {"id": None, "error": f"line {number}: {error}"}
    return {"id": request.get("id"), **reading.record()}


def _show(reading: Reading) -> None:
    """A table: field, value, and the words it was read from."""
    from aggregator.cli.table import show_table
    from aggregator.render.doubts import flag_sentence

    rows = list(_rows(reading))
    if not rows:
        click.echo(_("催しの案内としては、何も読み取れませんでした。"))
        return
    show_table([_("項目"), _("読み取り"), _("元の言葉")], rows)
    for flag in reading.flags:
        click.echo(f"⚠ {flag_sentence(flag, _)}")


def _rows(reading: Reading) -> Iterator[tuple[str, str, str]]:
    from aggregator.render.doubts import field_name
    from aggregator.render.reading import words

    quoted = {found.field: found.words for found in reading.provenance}
    for field, said in words(reading.record(), _, LANGUAGE).items():
        yield field_name(field, _), said, quoted.get(field, "")
