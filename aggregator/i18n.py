"""The interface's two languages. The msgid is the Japanese text itself; ``locale/en.po`` holds the English.

Catalogues follow gettext's PO format; ``make messages`` collects new texts, and a test fails while one has no English.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

Translate = Callable[[str], str]


def translator(language: str) -> Translate:
    """The function that turns an interface text into ``language`` (``ja`` or ``en``).

    A text without a translation comes back as it is: a reader is better served by Japanese than by an error.
    """
    if language != "en":
        return _same
    catalogue = _catalogue()
    return lambda text: catalogue.get(text, text)


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
    from babel.messages.pofile import read_po

    with (files("aggregator") / "locale" / "en.po").open("rb") as file:
        messages = read_po(file, locale="en")
    return {message.id: message.string for message in messages if isinstance(message.id, str) and message.string and not message.fuzzy}
