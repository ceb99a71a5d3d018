"""The interface's two languages. The msgid is the Japanese text itself; ``locale/en.po`` holds the English.

``make messages`` collects new texts and compiles the catalogue (gettext's PO format) to JSON, which loads without Babel in
a millisecond; a test fails while a text has no English, or the two differ.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Final

Translate = Callable[[str], str]
WEEKDAYS: Final = {"ja": tuple("月火水木金土日"), "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
"""Short names of the days from Monday, by language."""


def bare_day(day: date) -> str:
    """Month and day: ``11/28``."""
    return f"{day.month}/{day.day}"


def bare_clock(moment: datetime) -> str:
    """The time of day of a local time: ``7:05``."""
    return f"{moment.hour}:{moment.minute:02}"


def bare_moment(moment: datetime) -> str:
    """Month, day and clock of a local time: ``11/28 7:05``."""
    return f"{bare_day(moment)} {bare_clock(moment)}"


def short_day(day: date, language: str) -> str:
    """A day in as few letters as a table or a subject line has room for: ``11/28(土)``, ``11/28 (Sat)``."""
    gap = " " if language == "en" else ""
    return f"{bare_day(day)}{gap}({WEEKDAYS[language][day.weekday()]})"


def translator(language: str) -> Translate:
    """The function that turns an interface text into ``language`` (``ja`` or ``en``).

    A text without a translation comes back as it is: a reader is better served by Japanese than by an error.
    """
    if language != "en":
        return _same
    catalogue = _catalogue()
    return lambda text: catalogue.get(text, text)


def yen(amount: int, say: Translate) -> str:
    """An amount of yen: ``1,500円``."""
    return say("{n}円").format(n=f"{amount:,}")


class Said(str):
    """A Japanese sentence that remembers how it was made, so that it can be told in the reader's language."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]


def said(template: str, **values: object) -> Said:
    """``template`` with ``values`` filled in."""
    made = Said(template.format(**values) if values else template)
    made.template, made.values = template, values
    return made


def told(words: str, say: Translate) -> str:
    """``words`` in the language of ``say``; a text that was not made by ``said`` stays."""
    return say(words.template).format(**words.values) if isinstance(words, Said) else words


def os_words(error: OSError, say: Translate) -> str:
    """Why the operating system refuses a file, in the reader's language where it is one of the usual reasons."""
    usual = {
        errno.ENOENT: say("ファイルがありません"),
        errno.EACCES: say("権限がありません"),
        errno.EPERM: say("権限がありません"),
        errno.EROFS: say("書き込みのできない場所です"),
        errno.ENOSPC: say("空き容量がありません"),
        errno.EISDIR: say("フォルダーです"),
        errno.EADDRINUSE: say("ほかのプログラムが使っています"),
        errno.ENOTDIR: say("フォルダーではないものが途中にあります"),
    }
    return usual.get(error.errno or 0) or error.strerror or str(error)


def language_names(say: Translate) -> dict[str, str]:
    """The languages that listings name, by their tags, as the reader calls them."""
    return {
        "ja": say("日本語"),
        "en": say("英語"),
        "zh": say("中国語"),
        "ko": say("韓国語"),
        "fr": say("フランス語"),
        "es": say("スペイン語"),
        "de": say("ドイツ語"),
        "it": say("イタリア語"),
        "pt": say("ポルトガル語"),
        "ru": say("ロシア語"),
        "uk": say("ウクライナ語"),
        "vi": say("ベトナム語"),
        "th": say("タイ語"),
        "id": say("インドネシア語"),
        "tl": say("フィリピノ語"),
        "ne": say("ネパール語"),
        "my": say("ミャンマー語"),
        "mn": say("モンゴル語"),
        "hi": say("ヒンディー語"),
        "bn": say("ベンガル語"),
        "ar": say("アラビア語"),
        "yue": say("広東語"),
    }


def ui_language(environment: dict[str, str]) -> str:
    """The language for terminal messages, from ``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES``, ``LANG`` (POSIX.1-2024 §8.2)."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


def _same(text: str) -> str:
    return text


@cache
def _catalogue() -> dict[str, str]:
    with (files("aggregator") / "locale" / "en.json").open("rb") as file:
        found: dict[str, str] = json.load(file)
    return found
