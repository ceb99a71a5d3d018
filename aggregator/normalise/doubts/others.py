"""Signs that a venue, the way to attend or the state is wrong. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.model import Format, Status
from aggregator.normalise.doubts.said import SAID
from aggregator.normalise.places import PlaceReading
from aggregator.normalise.places.houses import HOUSE_WORD
from aggregator.normalise.status import StatusReading
from aggregator.normalise.text import Text, sentence_start

_WAY: Final = re.compile("駅|近く|となり|隣|向かい|徒歩|出口|会場|場所|ところ|いずれ")
"""Within a name they tell the way to the house, or that it is a field's label."""
_PARTICLE: Final = re.compile(
    r"^[はがをにへの]|(?<=[^ぁ-ん])(?:[はをへ](?=[^ぁ-ん])|が(?=[^ぁ-ん丘谷原浜浦崎岡池]))|[、。]|(?:です|ます)"
)
"""What joins words of a sentence, where no name of kana is cut: 緑が丘, かけはし."""
_GROWN: Final = re.compile(r"[一-鿿ァ-ヶー々ヶが](?=[一-鿿])|[ァ-ヶー](?=[ァ-ヶー])|[A-Za-z](?=[A-Za-z])")
_QUOTES: Final = frozenset("「『")
_MARKS: Final = frozenset(":\"'()[]=/|→*<>#")
_BEFORE: Final = {one: f"before {one}" for one in "はの、に"}
_BEHIND: Final = {"へ": "behind へ"}
_OTHER_STATE: Final = re.compile(
    "懇親|二次会|出店|出展|搬入|前回|昨年|去年|先月|先日|当初|旧|早割|先行|前売|電話|郵送|予備日|雨|部は|回は|日は|枠|席は|バス|駐車|託児|展示|出演|参加予定|募集は|休館|休み|以前|一部"
)
"""Before a state: it may be that of another thing, time or part."""
_STATE_NEAR: Final = 40
_OFF: Final = frozenset({Status.CANCELLED, Status.POSTPONED, Status.RESCHEDULED})


def of_place(where: PlaceReading, folded: str, title: str, *, labelled: bool) -> list[str]:
    """Signs of the venue."""
    name = where.house
    if not name:
        return []
    told = _of_letters(name)
    if _WAY.search(name):
        told.append("way within")
    if where.room:
        told.append("room")
    elif HOUSE_WORD.search(name) is None:
        told.append("no house")
    if f"「{name}」" in folded or f"『{name}』" in folded:
        told.append("quoted")
    told += _of_edges(name, folded, title)
    if labelled:
        return told
    for field, begin, end in where.spans:
        if field == "place":
            told += filter(None, (_BEFORE.get(folded[begin - 1 : begin]), _BEHIND.get(folded[end : end + 1])))
            break
    return told


def _of_edges(name: str, folded: str, title: str) -> list[str]:
    """Whether a name stands in the text as it is, and whether it is the rest of a longer one: 丘集会所 of 南が丘集会所."""
    begin = folded.find(name)
    if begin < 0:
        return [] if name in title else ["put together"]
    return ["cut before"] if begin and _GROWN.match(folded, begin - 1) else []


def _of_letters(name: str) -> list[str]:
    """How long a name is, and what it holds that names hardly hold."""
    length, letters, first = len(name), set(name), name[0]
    told = []
    if length > 15:
        told.append("length 16+")
    elif length < 3 and not HOUSE_WORD.search(name):
        told.append("length 1-2")
    if _PARTICLE.search(name):
        told.append("particle")
    if not letters.isdisjoint(_MARKS):
        told.append("mark")
    if not letters.isdisjoint(_QUOTES):
        told.append("quote")
    if "の" in letters:
        told.append("の")
    if not first.isalpha():
        told.append("begins digit" if first.isdigit() else "begins mark")
    return told


def of_format(format_: Format | None, where: PlaceReading, folded: str) -> list[str]:
    """Signs of the way to attend."""
    if format_ is None:
        return []
    told = [format_.value]
    if format_ is Format.ONSITE:
        if "said online" in SAID(folded):
            told.append("onsite though online")
        if not where.house:
            told.append("onsite no house")
    elif format_ is Format.HYBRID:
        told.append("hybrid house" if where.house else "hybrid no house")
    return told


def of_status(state: StatusReading, folded: str, title: Text | None) -> list[str]:
    """Signs of the state."""
    if state.status is None:
        return []
    if title is not None and state.words and state.words in title.original:
        return [state.status.value, "title"]
    told = [state.status.value]
    if state.status not in _OFF:
        told.append("full told")
    at = folded.find(state.words)
    if at < 0 or _OTHER_STATE.search(folded, max(sentence_start(folded, at), at - _STATE_NEAR), at + len(state.words)):
        told.append("other state")
    return told
