"""``asagao demo``: the real pipeline on sample sources of this machine."""

from __future__ import annotations

from pathlib import Path

import click

from aggregator.cli.events import when
from aggregator.cli.failure import Failure
from aggregator.cli.session import set_up_logging
from aggregator.cli.table import show_table
from aggregator.cli.text import _


@click.command(help=_("見本の取得元をこの機械の中に立て、本物と同じ手順で便りを作ります。"))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out/demo"),
    show_default=True,
    help=_("置き場所"),
)
@click.option("--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True, help=_("便りの言葉"))
@click.option("--open", "show", is_flag=True, help=_("できたページをブラウザーで開く"))
@click.option("--quiet", "-q", is_flag=True, help=_("結果のほかは何も言わない"))
def command(out: Path, *, language: str, show: bool, quiet: bool) -> int:
    """Make the demo's digest and print it as a short table."""
    from aggregator.cli.progress import shown
    from aggregator.demo.play import SOURCES, play
    from aggregator.errors import DeliveryError
    from aggregator.i18n import translator

    set_up_logging(quiet=True, verbose=False)
    say = translator(language)  # the table tells the page's reasons: its heads are in the page's language, too
    with shown(quiet=quiet, total=SOURCES, say=say) as progress:
        try:
            played = play(out, language=language, progress=progress)
        except DeliveryError as error:
            raise Failure(error.told(_), 1) from error
    if not quiet:
        rows = [
            (
                "★" if item.ranked.pick else "",
                when(item.ranked.match.listing.event, "Asia/Tokyo", language),
                item.ranked.match.listing.event.title,
                say("、").join(item.ranked.reasons[:2]),
            )
            for item in played.digest.items
        ]
        show_table(["", say("日時"), say("題名"), say("理由")], rows)
        click.echo(
            say("{read}件を調べ、重複{merged}件をまとめ、{kept}件").format(
                read=played.digest.read, merged=played.digest.merged, kept=len(played.digest.items)
            )
        )
    for path in played.files:
        click.echo(str(path))
    if show:
        click.launch(str(played.files[0]))
    return 0
