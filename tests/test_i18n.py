"""The interface speaks two languages, wholly."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from aggregator.i18n import translator, ui_language

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from tools.messages import compiled, missing, used


def test_every_text_has_an_english_version() -> None:
    assert missing(used()) == []


def test_the_compiled_catalogue_is_current() -> None:
    assert (ROOT / "aggregator" / "locale" / "en.json").read_text(encoding="utf-8") == compiled()


@pytest.mark.parametrize("text", used())
def test_a_translation_fills_in_the_same_values(text: str) -> None:
    english = translator("en")(text)
    assert _fields(english) == _fields(text)
    assert (
        not re.search(r"[ぁ-ん]", re.sub(r"asagao|朝顔|「[^」]*」|\{[^}]*\}", "", english))
        or text in _JAPANESE_EXAMPLES
    )


_JAPANESE_EXAMPLES = {text for text in used() if re.search(r"平日|第2土曜|土日祝|吉祥寺", text)}


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANGUAGE": "ja", "LANG": "C"}, "ja"),
        ({}, "en"),
    ],
)
def test_the_terminals_language_decides(environment: dict[str, str], language: str) -> None:
    assert ui_language(environment) == language


def test_a_text_without_translation_is_shown_as_it_is() -> None:
    assert translator("en")("まだ訳のない文") == "まだ訳のない文"


def test_the_tool_finds_nothing_left_to_do() -> None:
    done = subprocess.run(
        [sys.executable, "tools/messages.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
