"""The command line. Every command lives in a module of its own that is imported when it is called, so that start-up is fast.

Exit codes: 0 done, 1 a bug (with a traceback) or a delivery that failed, 2 a mistake of the user's, 3 the digest was made
but a source could not be read, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from aggregator import __version__
from aggregator.cli.help import Formatter
from aggregator.cli.text import _

COMMANDS = {  # name: (module or module:attribute, one line of help)
    "init": ("init", _("config.yaml を作る")),
    "check": ("check", _("設定を確かめ、取得元に届くか調べる")),
    "digest": ("digest", _("集めて、選んで、便りを作る")),
    "run": ("run", _("常駐して、毎日決まった時刻に届ける")),
    "events": ("events", _("集めた催しを一覧・検索する")),
    "why": ("why", _("ある催しが選ばれた・外れた理由を見る")),
    "mark": ("mark", _("催しに印をつける（増やす・減らす・あとで・行った・保存）")),
    "weights": ("weights", _("印から学んだ重みを見る・変える")),
    "why-same": ("merging:why_same", _("二つの催しが同じ会と見られる理由を見る")),
    "merge": ("merging:merge", _("二つの催しを同じ会としてまとめる")),
    "split": ("merging:split", _("まとめられた催しを分ける")),
    "read": ("read", _("告知文をどう読み取るかを見る")),
    "sources": ("sources", _("取得元を一覧・確認・追加する")),
    "serve": ("serve", _("手元のウェブページを開く")),
    "demo": ("demo", _("見本の取得元で試してみる")),
}


class LazyGroup(click.Group):
    """Knows the names and one-line helps of the commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name, _colon, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"aggregator.cli.{name}"), attribute or "command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table above."""
        del ctx
        with formatter.section(_("コマンド")):
            formatter.write_dl([(name, text) for name, (_module, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="asagao", message="%(prog)s %(version)s")
def cli() -> None:
    """The root of all commands; its help text is set below, in the terminal's language."""


click.Context.formatter_class = Formatter
cli.help = _("朝顔: 行ける集まり、行きたい集まりを、毎朝ひとつの便りで。")


def main() -> NoReturn:
    """Run the program and leave with its exit code; a closed pipe and Ctrl-C are not errors of the program."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = getattr(error, "code", error.exit_code)
    except BrokenPipeError:
        code = _pipe_closed()
    except KeyboardInterrupt:
        code = 130
    else:
        code = _flushed(code if isinstance(code, int) else 0)
    sys.exit(code)


def _flushed(code: int) -> int:
    """The exit code after the last output has gone out, or found nobody reading."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    return code


def _pipe_closed() -> int:
    """The reader has gone (``asagao digest | head``): say nothing more, also not at interpreter exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
