"""What the words around a venue say of its prefecture: place names, postal codes, area codes, railways."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from aggregator.normalise.places.gazetteer import Gazetteer
from aggregator.normalise.places.said import SCAN_LIMIT, Strength, sole, strength

AREA_CODES: Final = {
    "東京都": "03 042 04", "埼玉県": "048 049 042 04", "千葉県": "043 047 04", "神奈川県": "044 045 046 042", "茨城県": "029 028", "栃木県": "028",
    "群馬県": "027", "北海道": "011 012 013 014 015 016", "青森県": "017", "秋田県": "018", "岩手県": "019", "宮城県": "022", "山形県": "023",
    "福島県": "024", "新潟県": "025", "長野県": "026", "山梨県": "055", "静岡県": "053 054 055", "愛知県": "052 053 056", "岐阜県": "057 058",
    "三重県": "059", "石川県": "076", "富山県": "076", "福井県": "077", "滋賀県": "074 077", "京都府": "075 077", "大阪府": "06 072", "兵庫県": "06 072 078 079",
    "奈良県": "074", "和歌山県": "073", "広島県": "082 084", "山口県": "083", "鳥取県": "085", "島根県": "085", "岡山県": "086", "香川県": "087",
    "徳島県": "088", "高知県": "088", "愛媛県": "089", "福岡県": "092 093 094", "佐賀県": "095", "長崎県": "095", "熊本県": "096", "大分県": "097",
    "宮崎県": "098", "沖縄県": "098", "鹿児島県": "099",
}  # fmt: skip
"""The first digits of area codes (総務省 市外局番の一覧), coarse: they only decide between places of one name."""
RAILWAYS: Final = {
    "東京都": "東京メトロ 都営 京王 小田急 東急 京急 西武 京成", "神奈川県": "横浜市営 京王 小田急 東急 京急 相鉄", "埼玉県": "西武", "千葉県": "京成",
    "愛知県": "名古屋市営 名鉄 近鉄", "岐阜県": "名鉄", "三重県": "近鉄", "大阪府": "大阪メトロ 阪急 京阪 南海 近鉄", "京都府": "京都市営 阪急 京阪 近鉄",
    "兵庫県": "神戸市営 阪急", "奈良県": "近鉄", "滋賀県": "京阪", "和歌山県": "南海", "福岡県": "福岡市営 西鉄", "宮城県": "仙台市営", "北海道": "札幌市営",
    "広島県": "広電",
}  # fmt: skip


def _by_word(table: dict[str, str]) -> dict[str, frozenset[str]]:
    """The table turned round: the prefectures of each word."""
    words = {word for line in table.values() for word in line.split()}
    return {word: frozenset(name for name, line in table.items() if word in line.split()) for word in words}


_CODES: Final = _by_word(AREA_CODES)
_COMPANIES: Final = _by_word(RAILWAYS)
_COMPANY: Final = re.compile("|".join(_COMPANIES))
_PHONE: Final = re.compile(r"(?<![\d-])(0\d{1,4})[-(]\d{1,4}[-)]\d{3,4}(?!\d)")
_POSTCODE: Final = re.compile(r"(?<!\d)(\d{2})\d-\d{4}(?![\d-])")


def hints(texts: Iterable[tuple[str, bool]], places: Gazetteer) -> frozenset[str]:
    """The prefectures that texts around the venue name: by postal codes, place words, else railways and area codes.

    A text comes with whether a name counts that begins another word, as in titles (仙台ボードゲーム会).
    """
    named: set[str] = set()
    coded: set[str] = set()
    vague: set[str] = set()
    for text, attached in texts:
        head = text[:SCAN_LIMIT]
        named |= _named(head, places, Strength.ATTACHED if attached else Strength.BARE)
        for match in _POSTCODE.finditer(head):
            coded |= places.codes.get(match[1], frozenset())
        for match in _PHONE.finditer(head):
            vague |= _CODES.get(match[1][:3]) or _CODES.get(match[1][:2], frozenset())
        for match in _COMPANY.finditer(head):
            vague |= _COMPANIES[match[0]]
    return frozenset(coded & named or coded or named or vague)


def _named(text: str, places: Gazetteer, least: Strength) -> set[str]:
    """The prefectures of names that stand in one prefecture only."""
    found = set()
    for mention in places.mentions(text):
        prefecture = sole(mention)
        if prefecture and strength(text, mention, venue=least is Strength.ATTACHED) >= least:
            found.add(prefecture)
    return found
