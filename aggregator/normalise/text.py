"""Text as every reader of this package sees it: folded for matching, with the way back to the original words. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

_DASHES = "‐‑‒–—―−﹘﹣－─━"
_TILDES = "〜～∼∽˜〰"
_COLONS = "：︓∶꞉ː"
_SLASHES = "⁄∕／"
_BARS = "│┃┆┇┊┋╎╏║¦❘⎮"
_BREAKS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# Radicals that look like the character and that Unicode does not map.
_RADICALS = {"⺝": "月", "⺼": "月", "⽇": "日", "⺜": "日"}


_PLAIN = {
    character: plain
    for characters, plain in (
        (_DASHES, "-"),
        (_TILDES, "~"),
        (_COLONS, ":"),
        (_SLASHES, "/"),
        (_BARS, "|"),
        (_BREAKS, "\n"),
    )
    for character in characters
} | _RADICALS


def _fold_character(character: str) -> str:
    """One character as matching sees it.

    Circled and superscript digits stay as they are: folded to plain digits they would run into the number beside them
    (``①11月`` is not November of a month 111).
    """
    if character in _PLAIN:
        return _PLAIN[character]
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return "\t" if character == "\t" else ""
    return character if category == "No" else unicodedata.normalize("NFKC", character)


class _Forms(dict[str, str]):
    """Folded form by character, worked out once each.

    ``tangled`` are the characters that cannot be replaced one after the other: their form is not one character, or
    would be folded again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tangled: set[str] = set()

    def __missing__(self, character: str) -> str:
        folded = self[character] = _fold_character(character)
        if len(folded) != 1 or _fold_character(folded) != folded:
            self.tangled.add(character)
        return folded


SAME: Final = r"\t\n -~ぁ-ゖァ-ー一-鿿々、。「」『』【】"
"""Most of what Japanese is written with, as a character class: these stay as they are, so only the others are looked up."""
_FOREIGN: Final = re.compile(f"[^{SAME}]")
_FORMS: Final = _Forms()
_MARKS: Final = "\u3099\u309a\u0300-\u036f"
_COMBINING: Final = re.compile(f"[^{_MARKS}][{_MARKS}]+")
_MARK: Final = re.compile(f"[{_MARKS}]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its folded form.

    ``folded`` is NFKC with one form of dash, tilde, colon, slash, upright bar and line break, without invisible and control
    characters. ``offsets[i]`` is the index in ``original`` of the character that became ``folded[i]``; one more entry
    stands for the end.
    """

    original: str
    folded: str
    offsets: Sequence[int]

    def quote(self, start: int, end: int) -> str:
        """The original words of the folded stretch ``start`` to ``end``."""
        return self.original[self.offsets[start] : self.offsets[end]].strip()


def fold(original: str) -> Text:
    """Fold ``original`` for matching; any Unicode text, in time linear in its length."""
    if original.isascii() and original.isprintable():
        return Text(original, original, range(len(original) + 1))
    foreign = set(_FOREIGN.findall(original))
    forms = {character: _FORMS[character] for character in foreign}
    composed = any(map(_MARK.match, foreign)) and _COMBINING.search(original) is not None
    if not composed and _FORMS.tangled.isdisjoint(foreign):
        folded = original
        for character, form in forms.items():
            folded = folded.replace(character, form)
        return Text(original, folded, range(len(original) + 1))
    pieces = _clusters(original) if composed else list(original)
    parts = [unicodedata.normalize("NFKC", piece) if len(piece) > 1 else _FORMS[piece] for piece in pieces]
    folded = "".join(parts)
    offsets: list[int] = []
    at = 0
    for piece, part in zip(pieces, parts, strict=True):
        offsets.extend([at] * len(part))
        at += len(piece)
    offsets.append(len(original))
    return Text(original, folded, tuple(offsets))


def _clusters(original: str) -> list[str]:
    """Characters, each with the combining marks that follow it."""
    pieces: list[str] = []
    at = 0
    for found in _COMBINING.finditer(original):
        pieces.extend(original[at : found.start()])
        pieces.append(found[0])
        at = found.end()
    pieces.extend(original[at:])
    return pieces


_HIDDEN = re.compile(
    r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*/?>|<[!?][^<>]*>")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_FIELD = re.compile(
    r"^[ \t]*([\"']?)([\w ・]{1,24})\1[ \t]*(?::|=>|=)[ \t]*([\"'`])((?:(?!\3).)*)\3[ \t]*[,;]?[ \t]*$", re.MULTILINE
)
_QUOTED = re.compile(r"^[ \t]*([\"'])((?:(?!\1).)*)\1[ \t]*,?[ \t]*$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"[ \u3000\t]*\n\s*\n\s*")
_SPACES = re.compile(r"[ \u00a0]{2,}")
COMMANDS: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u001f\u007f-\u0084\u0086-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Characters that write nothing: they command terminals, or turn the order of what follows."""
_EDGES = re.compile(r"[ \t]*\n[ \t]*")


def plain(html: str) -> str:
    """HTML, or text that is none, as readable text: a line for each block, a tab between the cells of a table row.

    No character in it commands a terminal or reorders what follows.
    """
    if "<" not in html and "&" not in html:
        return _unquoted(COMMANDS.sub("", html)).strip()
    if "<" in html:
        text = _HIDDEN.sub("", html)
        if any(_TAG.finditer(text)):
            text = _TAG.sub(_instead, text)
    else:
        text = html
    text = _SPACES.sub(" ", COMMANDS.sub("", unescape(text)))
    text = _EMPTY_LINES.sub("\n\n", text)
    return _EDGES.sub("\n", _unquoted(text)).strip()


def line(html: str) -> str:
    """The same on one line: a name."""
    return " ".join(plain(html).split())


def sentence_start(folded: str, at: int) -> int:
    """Where the sentence begins that ``at`` stands in: a line ends one, too."""
    return max(folded.rfind("\n", 0, at), folded.rfind("。", 0, at)) + 1


def sentence_end(folded: str, at: int) -> int:
    """Where it ends: before its last sign, or with the text."""
    return min((place for mark in "\n。" if (place := folded.find(mark, at)) >= 0), default=len(folded))


def _unquoted(text: str) -> str:
    """Lines of a data file, as repositories and page sources hold them, without their quotes: ``"venue": "青空会館",``."""
    if not ('",' in text or "'," in text or '"\n' in text):
        return text
    return _QUOTED.sub(r"\2", _FIELD.sub(r"\2: \4", text))


def _instead(tag: re.Match[str]) -> str:
    name = (tag[1] or "").lower()
    if name in _BLOCKS:
        return "\n"
    return "\t" if name in _CELLS and not tag[0].startswith("</") else ""
