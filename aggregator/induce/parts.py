"""The name in a line that tells the day, the name and more (`12/5 朝の読書会 会議室A 500円`). Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.induce.dated import WHEN, Dated
from aggregator.induce.page import Line
from aggregator.induce.ways import words
from aggregator.normalise.places.houses import ONLY_HOUSES, any_of, is_room
from aggregator.normalise.text import fold

_EDGES: Final = " \t~,;:|-–—•·・、。/●■◆▼▶○※＊*"
_LABEL: Final = (
    r"(?:会\s?場|場\s?所|ところ|開催地|集\s?合(?:場所)?|定\s?員|対\s?象|講\s?師|出\s?演|料\s?金|参加費|会\s?費|受講料|入場料|観覧料|費\s?用|主\s?催|共\s?催"
    r"|持ち物|申込み?|申し込み|問い?合わ?せ先?|venue|place|location|fee|price|admission|organi[sz]er|host)"
)
_LABELLED: Final = re.compile(rf"(?:^|(?<=[\s()\[\]/|、,]))\(?{_LABEL}\s?[:：/]", re.IGNORECASE)
"""The label of another field, in the line of the day."""
_PLACE: Final = re.compile(
    rf"[\w・ー\s]{{0,20}}(?:{any_of(ONLY_HOUSES)}|[館室寺]|会場|スタジオ|ロビー|ラウンジ|[\d一二三四五六七八九]階|\dF)"
    r"(?:\s?[A-Z\d]{1,2}|\s?[\d一二三]階)?",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = re.compile(r"\(\s?([^()]+?)\s?\)$")
_FEE: Final = re.compile(
    r"(?:(?:参加費|会費|料金|一般|大人|前売|当日|税込)\s?)?[¥￥]?\s?\d[\d,]*\s?円?(?:\s?\(税込\))?|(?:入場|参加|観覧)?無料"
)
_MONEY: Final = re.compile(r"[¥￥円料]")
_BADGE: Final = re.compile(r"【[^】]*】$|\[[^\]]*\]$")
_BLANKS: Final = re.compile(r"[\s|/・、]+")
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")


def named_in(line: Line, when: Dated) -> str | None:
    """The name in the line of a day, where all that stands beside it is the place, the fee or another labelled field."""
    pieces = _pieces(when)
    if not pieces:
        return None
    name, *behind = pieces
    led = _LABELLED.search(name) is not None  # 葦原の渡り 集合:8時 水門: what follows the label is its value
    if _LABELLED.match(name) or _is_fee(name) or _BADGE.match(name) or not (led or all(map(_is_other, behind))):
        return None
    cut = _without_fields(name, _dressed(line, name))
    return cut if cut != name or behind else None


def _pieces(when: Dated) -> list[str]:
    """What the line says between its days and clock times."""
    text = when.text
    for mark in reversed(when.marks):
        text = f"{text[: mark.start]}\n{text[mark.end :]}"
    parts = (part.strip(_EDGES) for part in WHEN.sub("\n", text).split("\n"))
    return [bare for part in parts if _LETTERS.search(bare := _bare(part))]


def _bare(part: str) -> str:
    """A part without brackets that only open or close: what is left of a day in brackets."""
    for opening, closing in ("()", "[]"):
        if part.count(opening) != part.count(closing):
            part = part.strip(opening + closing)
    return part.strip(_EDGES)


def _is_other(part: str) -> bool:
    """Whether a part is a place, a fee or a labelled field."""
    if (label := _LABELLED.search(part)) is not None:
        part = part[: label.start()]
    bare = part.strip("()[]@ ")
    return (
        not bare
        or part.startswith("@")
        or _PLACE.fullmatch(bare) is not None
        or all(_is_fee(word) or _PLACE.fullmatch(word) for word in _BLANKS.split(bare) if word)
    )


def _is_fee(word: str) -> bool:
    return _FEE.fullmatch(word) is not None and _MONEY.search(word) is not None


def _without_fields(name: str, dressed: str | None) -> str:
    """The name without what follows it in its part of the line."""
    if dressed is not None and _is_other(name.removeprefix(dressed).strip(_EDGES)):
        return dressed
    if (label := _LABELLED.search(name)) is not None and _LETTERS.search(name, 0, label.start()):
        name = name[: label.start()]
    kept = name.split()
    while len(kept) > 1 and (_is_fee(kept[-1].strip("()")) or kept[-1].startswith("@")):
        kept.pop()
    name = name if len(kept) == len(name.split()) else " ".join(kept)
    if (room := _IN_BRACKETS.search(name)) is not None and is_room(room[1]) and room.start():
        name = name[: room.start()]
    return name.strip(_EDGES)


def _dressed(line: Line, name: str) -> str | None:
    """The words of the one link or bold text with which the part begins."""
    found = {fold(words(one)).folded.strip() for one in line.dressed if one.tag != "span"}
    told = [one for one in found if one and name.startswith(one) and _LETTERS.search(one)]
    return told[0] if len(told) == 1 and told[0] != name else None
