"""``asagao init``: a first config.yaml from a few answers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from aggregator.cli.failure import Failure, put
from aggregator.cli.text import LANGUAGE, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aggregator.normalise.labels import Group

STARTER_AREAS = ("東京都", "神奈川県", "埼玉県", "千葉県")
"""The areas of the config.yaml that is shipped (a test holds them against it)."""
_LISTED: Final[dict[str, Group]] = {
    "hobbies": "hobby",
    "industries": "industry",
    "kinds": "kind",
    "purposes": "purpose",
}
_NONE: Final = frozenset({"なし", "ない", "none", "None", "-"})


@click.command(help=_("config.yaml を作ります。端末では少しだけ質問し、そうでなければ指定と既定値で作ります。"))
@click.option(
    "--config",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("config.yaml"),
    show_default=True,
    help=_("作るファイル"),
)
@click.option("--home", help=_("家（駅名か市区町村）"))
@click.option("--work", help=_("勤め先（駅名か市区町村）"))
@click.option("--free", multiple=True, help=_("空いている時間（例: 平日 19:00-22:00）。何度でも"))
@click.option("--hobby", "hobbies", multiple=True, help=_("趣味（例: ボードゲーム）。何度でも"))
@click.option("--industry", "industries", multiple=True, help=_("業種（例: IT）。何度でも"))
@click.option("--kind", "kinds", multiple=True, help=_("会の種類（例: 朝活）。何度でも"))
@click.option("--purpose", "purposes", multiple=True, help=_("目的（例: 学び）。何度でも"))
@click.option("--word", "words", multiple=True, help=_("気になる言葉。何度でも"))
@click.option("--mail", help=_("便りを受け取るメールアドレス"))
@click.option("--language", type=click.Choice(["ja", "en"]), default=LANGUAGE, show_default=True, help=_("便りの言葉"))
@click.option("--force", is_flag=True, help=_("すでにあっても作り直す（前のものは .bak に残します）"))
@click.option("--yes", "-y", is_flag=True, help=_("質問しない"))
def command(target: Path, *, force: bool, yes: bool, **answers: Any) -> int:
    """Write the file, checked before it is written."""
    import sys

    if target.exists() and not force:
        raise click.UsageError(_("{file} はもうあります。作り直すなら --force を付けてください").format(file=target))
    if sys.stdin.isatty() and not yes:
        ask(answers)
    if mistakes := _mistakes(answers):  # nothing is written that ``asagao check`` would refuse
        raise Failure("\n".join(f"{_flag(key)}: {message}" for key, message in mistakes), 2)
    put(target, _filled(answers), keep=True)
    click.echo(_("{file} を作りました。次は asagao check、そして asagao digest --open です。").format(file=target))
    return 0


def ask(answers: dict[str, Any]) -> None:
    """Ask for what no flag has said; Enter keeps the default, and what cannot be read is asked again.

    A name that no list has becomes a word to look for. Of the starter's words, which nobody was asked about,
    none stays.
    """
    click.echo(_("いくつか質問します。Enter だけなら [ ] の中のままです。答えはあとでいつでも直せます。"))
    own = list(answers.get("words") or ())
    for key, question, default in (
        ("home", _("家の最寄り駅か市区町村"), "吉祥寺駅"),
        ("work", _("勤め先の最寄り駅か市区町村（なければ空のまま）"), ""),
        (
            "free",
            _("空いている時間（、で区切る。例: 平日の夜、土日の午後、水 19:00-22:00）"),
            "平日 19:00-22:00、土日祝 9:00-18:00",
        ),
        ("hobbies", _("趣味（、で区切る。なければ「なし」）"), "読書、ボードゲーム"),
        ("industries", _("業種（、で区切る。なければ「なし」）"), "IT"),
        ("kinds", _("行きたい会の種類（、で区切る。なければ「なし」）"), "朝活、勉強会、異業種交流会"),
        ("purposes", _("目的（、で区切る。例: 人脈、学び、友達。なければ「なし」）"), "学び"),
    ):
        answers[key] = answers[key] or click.prompt(
            question, default=default, show_default=bool(default), value_proc=partial(_understood, key, own)
        )
    answers["words"] = list(dict.fromkeys(own))


def _understood(key: str, own: list[str], given: str) -> str | tuple[str, ...] | list[str] | None:
    """An answer as config.yaml holds it; words that no list has are added to ``own``.

    Raises:
        UsageError: it cannot be read; ``click.prompt`` shows why and asks the same question again.
    """
    answer = given.strip() or None if key in ("home", "work") else _split(given)
    if key in _LISTED:
        return _known(key, answer or (), own)
    if mistakes := _mistakes({key: answer}):
        raise click.UsageError("\n".join(dict.fromkeys(message for _key, message in mistakes)))
    return answer


def _known(key: str, names: Iterable[str], own: list[str]) -> list[str]:
    """The names that the list has; the others are added to ``own``, and the reader is told so."""
    from aggregator.config.explain import nearest
    from aggregator.normalise.labels import names_of, resolve

    listed = [name for name in names if name not in _NONE]
    known = [name for name in listed if resolve(name, _LISTED[key]) is not None]
    for name in (name for name in listed if name not in known):
        own.append(name)
        near = nearest(name, names_of(_LISTED[key]))
        hint = _("（近い名前: {near}）").format(near=near) if near else ""
        click.echo(_("「{name}」は一覧にないので、言葉（words）として探します{hint}").format(name=name, hint=hint))
    return known


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(",", "、").split("、") if part.strip())


def _filled(answers: dict[str, Any]) -> str:
    """The starter with the answers in it."""
    from aggregator.config.edit import set_values, starter, uncomment

    text = uncomment(starter(), "mail") if answers.get("mail") else starter()
    return set_values(text, _values(answers))


def _values(answers: dict[str, Any]) -> dict[tuple[str | int, ...], Any]:
    """The answers as places in config.yaml; what was not said stays as the starter has it.

    But for places: who says a home without a workplace has none, and does not go to the starter's areas from far away; and
    for the starter's words, which are not those of whoever says what they like.
    """
    values: dict[tuple[str | int, ...], Any] = {
        ("profile", key): list(value) if isinstance(value, tuple) else value
        for key in ("home", "work", "free", *_LISTED, "words", "language")
        if (value := answers.get(key)) or isinstance(value, list)
    }
    if not answers.get("words") and any(answers.get(key) for key in _LISTED):
        values["profile", "words"] = []
    if home := answers.get("home"):
        values["profile", "work"] = answers.get("work")
        if not _near(home):
            values["profile", "areas"] = []
    if mail := answers.get("mail"):
        values |= {("digest", "to"): ["html", "mail"], ("mail", "to"): mail, ("mail", "user"): mail}
    return values


def _near(home: str) -> bool:
    """Whether ``home`` lies in the areas of the starter."""
    from aggregator.match.areas import Areas
    from aggregator.model import Place
    from aggregator.normalise.places import locate

    found = locate(home)
    return found is None or found.prefecture is None or Areas(STARTER_AREAS).hold(Place(prefecture=found.prefecture))


def _mistakes(answers: dict[str, Any]) -> list[tuple[str, str]]:
    """Key and sentence of everything in ``answers`` that the configuration would refuse; no file is there yet to point into."""
    import os

    from aggregator.config.load import load_text
    from aggregator.errors import ConfigError

    try:
        load_text(_filled(answers), os.environ, _)
    except ConfigError as error:
        return [(one.key or "", one.message) for one in (error, *error.others)]
    return []


def _flag(key: str) -> str:
    """The option that holds what stands at ``profile.hobbies.0``."""
    name = key.removeprefix("profile.").partition(".")[0]
    return f"--{ {**_LISTED, 'words': 'word'}.get(name, name) }"
