"""Collect the interface's texts and hold the English catalogue complete: ``make messages`` writes, ``--check`` only looks.

The msgid is the Japanese text. New texts are added to ``aggregator/locale/en.po`` with an empty translation; texts that
no code uses any more are dropped.
"""

from __future__ import annotations

import ast
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "aggregator" / "locale" / "en.po"
COMPILED = CATALOGUE.with_suffix(".json")
CLICK = ROOT / "aggregator" / "locale" / "click.po"
CLICK_COMPILED = ROOT / "aggregator" / "locale" / "ja" / "LC_MESSAGES" / "click.mo"
CALLS = frozenset({"_", "say", "_say", "N_", "said"})
_JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
_TEMPLATE_CALL = re.compile(r"""\b_\(\s*(?P<quote>["'])(?P<text>.*?)(?P=quote)\s*\)""")


def in_python(source: str) -> Iterator[str]:
    """Texts given to a translating call, and Japanese sentences of errors that are translated where they are shown."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
            continue
        text = node.args[0].value
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if isinstance(text, str) and (
            name in CALLS or (name in ("ValueError", "SlotError") and _JAPANESE.search(text))
        ):
            yield text


def in_template(source: str) -> Iterator[str]:
    """Texts given to ``_(…)`` in a template."""
    return (found["text"] for found in _TEMPLATE_CALL.finditer(source))


def used() -> list[str]:
    """All texts of the interface, in the order in which they stand in the files."""
    texts: dict[str, None] = {}
    for path in (*sorted((ROOT / "aggregator").rglob("*.py")), *sorted((ROOT / "sources").rglob("*.py"))):
        texts.update(dict.fromkeys(in_python(path.read_text(encoding="utf-8"))))
    for path in sorted((ROOT / "templates").rglob("*.j2")):
        texts.update(dict.fromkeys(in_template(path.read_text(encoding="utf-8"))))
    return [text for text in texts if text]


def missing(texts: list[str]) -> list[str]:
    """The texts that have no English."""
    with CATALOGUE.open("rb") as file:
        known = {str(message.id) for message in read_po(file, locale="en") if message.string}
    return [text for text in texts if text not in known]


def update(texts: list[str]) -> None:
    """Write the catalogue anew: the texts in use, each with the English that it had."""
    with CATALOGUE.open("rb") as file:
        old = {message.id: message.string for message in read_po(file, locale="en")}
    catalogue = Catalog(locale="en", project="asagao", fuzzy=False)
    for text in texts:
        catalogue.add(text, old.get(text, ""))
    out = io.BytesIO()
    write_po(out, catalogue, width=0, omit_header=False, sort_output=False)
    lines = out.getvalue().splitlines(keepends=True)  # the hour of writing would be a conflict in every merge
    CATALOGUE.write_bytes(b"".join(line for line in lines if not line.startswith(b'"POT-Creation-Date:')))
    COMPILED.write_text(compiled(), encoding="utf-8")
    CLICK_COMPILED.write_bytes(click_compiled())


def click_compiled() -> bytes:
    """The Japanese texts of click itself (usage errors, help) as gettext loads them."""
    with CLICK.open("rb") as file:
        catalogue = read_po(file, locale="ja")
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def compiled() -> str:
    """The catalogue as the program loads it: English by Japanese, as JSON."""
    with CATALOGUE.open("rb") as file:
        pairs = {
            str(message.id): str(message.string)
            for message in read_po(file, locale="en")
            if message.id and message.string
        }
    return json.dumps(pairs, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def main() -> int:
    """Update or check; the texts without English are printed."""
    texts = used()
    if "--check" not in sys.argv[1:]:
        update(texts)
    for text in (lacking := missing(texts)):
        print(text)
    stale = COMPILED.read_text(encoding="utf-8") != compiled() or CLICK_COMPILED.read_bytes() != click_compiled()
    return 1 if lacking or stale else 0


if __name__ == "__main__":
    sys.exit(main())
