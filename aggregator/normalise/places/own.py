"""The house whose own notice a text is: 当店, 本校体育館 stand for it, and where no venue is named it is the likeliest one. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from aggregator.normalise.places.gazetteer import Gazetteer
from aggregator.normalise.places.houses import EVENT, FACILITY, HOUSE_WORD, SHOP
from aggregator.normalise.places.lines import NO_NAME, OF_PEOPLE, PERSON
from aggregator.normalise.places.phrase import LATIN_HOUSE, Sureness, house_in
from aggregator.normalise.sections import Role, Section

_OURS: Final = re.compile(
    r"(?:当"
    r"(?P<kind>店|館|[寺山院園社校所]|教室|施設|神社|教会|センター|ホール|会館|ホテル|宿|サロン|スタジオ|工房"
    r"|ギャラリー|カフェ|アトリエ|クリニック|道場|農園|牧場|劇場|画廊|蔵)"
    r"|本(?P<main>[校園学])|店[内頭舗])"
    r"(?P<rest>$|[ の]?(?!本館|一)[^\s、。:]{1,12}$)"
)
"""当店2階, 当館 講堂, 本校体育館."""
_LIKE: Final = {
    "館": "館|センター|プラザ|ホール",
    "寺": "[寺院堂庵]",
    "山": "[寺院堂庵]",
    "院": "[院寺]|クリニック|サロン",
    "園": "園|ガーデン|ファーム",
    "校": "校|学園|スクール",
    "学": "大学|学院|学園",
    "社": "[社宮]",
    "所": "所",
}
"""What the name of such a house ends with; elsewhere the word itself stands in it, or any house may be meant (店)."""
_SHOPS: Final = frozenset({"店", "教室", "施設", "宿", "蔵", "サロン", "スタジオ", "工房", "アトリエ", "道場"})
_SIGNED: Final = re.compile(
    r"〒|(?:営業(?:時間)?|定休日?|住所|所在地|TEL|Tel|tel|電話|院長|店主|住職|アクセス)[ :/]?|0\d{1,4}-\d"
    r"|\d{1,2}:\d\d ?[-~]|(?:https?:|www)|\S{1,5}[都道府県市]\S{2,}\d"
)
"""Below a shop's name at the end of its notice."""
_LONGEST: Final = 30
_MARKS: Final = re.compile(r"^[^\w「『(]+|[^\w」』)]+$")
_SENTENCE: Final = re.compile(r"[。、:!?]|(?:です|ます|ました|ません|ください)$")
_GREETING: Final = re.compile(
    r"(?:いつも(?!の)|日頃より|平素より)、?([^\n、。]{3,20}?)(?:を|に|へ)"
    r"(?:ご利用|ご愛顧|ご来[店館場]|お越し)"
    r"|(?:こんにちは|こんばんは|おはようございます)[、。!☀-➿ ]{0,3}([^\n、。!はがを]{3,20}?)"
    r"(?:です|より|から)(?=[\n。!])"
)
"""いつもブックカフェ月待ちをご利用いただき."""
_HOST: Final = re.compile(r"\W*([^\n、。「」()]{3,24})では(?=、|\S{3})")
"""The first sentence: 県立天文台では、土星を観望します."""
_LATIN: Final = re.compile(
    r"[^\w\n]*((?:[A-Z][\w'&.-]*|&)(?: (?:[A-Z0-9][\w'&.-]*|&|of|the))+?)(?= {2,}|\t|\(|\n|$)",
)
_NO_HOUSE: Final = re.compile(
    r"(?i)\b"
    r"(?:night|party|meetup|event|fest?|festival|market|tour|live|anniversary|club|day|weekend|class|workshop"
    r"|lesson|vol|session|show|talk|exchange|jam|camp|walk|run|ride|hike|open|start|happy|merry)\b"
)


def _own_house(text: str, title: str, sections: Sequence[Section], kind: str, known: Gazetteer) -> str | None:
    """The house that a notice is of, and that may be called 当店, 当館 in it: its signature, its organiser, its headline."""
    organisers = [text[one.start : one.end].partition("\n")[0] for one in sections if one.role is Role.ORGANISER]
    signed, last = _signatures(text), text.rstrip().rpartition("\n")[2]
    for number, words in enumerate((*signed, *organisers, title, text.partition("\n")[0], last)):
        if (house := _fitting(_MARKS.sub("", words.strip()), kind, known, signed=number < len(signed))) is not None:
            return house
    return None


def resolved(words: str, text: str, title: str, sections: Sequence[Section], known: Gazetteer) -> str:
    """The words of a place field with the house's name in the place of 当店, 本校; as they are where the text does not tell it."""
    ours = _OURS.fullmatch(words)
    if ours is None:
        return words
    house = _own_house(text, title, sections, ours["kind"] or ours["main"] or "店", known)
    if house is None:
        return words
    rest = ours["rest"].strip(" の")
    return f"{house} {rest}" if rest and not rest.startswith(("内", "頭")) else house


def announced(text: str, known: Gazetteer) -> tuple[str, int] | None:
    """The house whose notice the beginning tells the text to be, and where it stands: いつもカフェ月待ちをご利用, …天文台では、…, BAR LOOSE ENDS."""
    if (greeting := _GREETING.search(text)) is not None:
        told = 1 if greeting[1] else 2
        if HOUSE_WORD.search(greeting[told]) and not (EVENT.search(greeting[told]) or OF_PEOPLE.search(greeting[told])):
            return greeting[told], greeting.start(told)
    if (host := _HOST.match(text)) is not None:
        house = house_in(host[1], known)
        if house is not None and house.sure is Sureness.HOUSE:
            return host[1][house.start : house.end], host.start(1) + house.start
    return _latin_first(text)


def _latin_first(text: str) -> tuple[str, int] | None:
    """The name in Latin letters with a house's word in it that heads a notice: Wine Bar & Deli CANTINA DODICI."""
    first = _LATIN.match(text)
    if first is None or _NO_HOUSE.search(first[1]):
        return None
    words = " ".join(word.title() if word.isupper() else word for word in first[1].split())
    house = re.search(rf"\b{LATIN_HOUSE.pattern}\b", words)
    return (first[1], first.start(1)) if house and house[0] != words else None


def _signatures(text: str) -> list[str]:
    """The lines under which an address, a telephone or the hours of a shop stand, the last first."""
    rows = [row.strip() for row in text.split("\n")]
    return [
        row
        for row, below in zip(reversed(rows[:-1]), reversed(rows[1:]), strict=True)
        if 1 < len(row) <= _LONGEST
        and _SIGNED.match(below)
        and not (_SENTENCE.search(row) or NO_NAME.search(row) or _SIGNED.match(row))
    ]


def _fitting(words: str, kind: str, known: Gazetteer, *, signed: bool) -> str | None:
    """The house that the words are, where it may be called by the kind."""
    if not words or len(words) > _LONGEST or _SENTENCE.search(words):
        return None
    house = house_in(words, known)
    sure = house is not None and house.sure is Sureness.HOUSE
    if house is not None and sure:
        words = words[house.start : house.end]
    elif kind == "校":
        words = words.partition(" ")[0]
    if words.startswith(("当", "本", "同")) or EVENT.search(words):
        return None
    if kind in _SHOPS:
        named = any((FACILITY.search(words), SHOP.match(words)))
        named = named or (signed and (HOUSE_WORD.search(words) is not None or not PERSON.fullmatch(words)))
        return words if named and not OF_PEOPLE.search(words) else None
    called = re.search(rf"(?:{_LIKE.get(kind, kind)})$", words)
    return words if called and (sure or not PERSON.fullmatch(words)) else None
