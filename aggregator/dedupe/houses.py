"""Names of houses in two scripts: read by kanji's readings, by their sound, or translated."""

from __future__ import annotations

import re
from functools import lru_cache

from aggregator.dedupe import glossary, readings, sounds, spelling, words
from aggregator.dedupe.holders import MANY
from aggregator.dedupe.traits import Traits

_KINDS = """
ギャラリー ラウンジ ホール アリーナ スタジオ プラザ サロン スペース コワーキング レンタル アトリエ ショールーム オフィス ビルディング ビル タワー シアター パーク ガーデン スクエア
センター 会館 公民館 公会堂 体育館 図書館 美術館 博物館 資料館 記念館 児童館 会議室 集会所 広場 公園 道の駅 の家 の里 の館
レストラン ダイニング ビストロ トラットリア 居酒屋 食堂 焼肉 割烹 カフェ 喫茶室 喫茶店 喫茶 珈琲店 珈琲 コーヒー バー ベーカリー ホテル 旅館 民宿 ゲストハウス
大学 高等学校 高校 中学校 小学校 学校 学園 幼稚園 保育園 保育所 こども園 教室 道場 神社 教会 寺院 酒造 酒蔵 醸造 ワイナリー
病院 医院 クリニック 薬局 歯科 整骨院 接骨院 鍼灸院 治療院 デンタル 美容室 ヘアサロン 工務店 工房 工場 農園 農場 牧場 果樹園 観光農園 キャンプ場 スキー場
書店 文庫 ブックス 本屋 古民家 ライブハウス 信用金庫 銀行 支店 本店 店
"""
_KINDS_OF_VENUE = re.compile(
    "|".join(map(spelling.spelt, sorted(_KINDS.split(), key=len, reverse=True)))
    + (
        r"|ギャラリ|センタ"
        r"|(?:cafe|coffee|hall|studio|lounge|bar|space|gallery|atelier|galerie|books|park|hotel|theater|theatre"
        r"|museum|center|centre|plaza|square|garden)"
    )
)
"""What a house is, in general."""
_LATIN_WORD = re.compile(r"(?<![a-z\d])[a-z][a-z-]{2,}")
_HOUSES_IN_ENGLISH = frozenset(
    {"center", "centre", "hall", "house", "plaza", "building", "room", "city", "town", "municipal", "the", "and"}
)
_WORDS_OF_HOUSE = 2
"""So many words of a house's name in two languages are no chance."""
_BRACKETED = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_STATION = re.compile(r"駅|station")


def sound_alike(a: Traits, b: Traits) -> bool:
    """Whether one venue is the other in kana, or a name within it is: Create Hamamatsu, 多文化センター（クリエート浜松）."""
    if not (a.venue and b.venue):
        return False
    if in_kana(a, b) or _read_wholly(a, b) or _read_wholly(b, a):
        return True
    if words.script(a.venue) == words.script(b.venue):
        return False
    ours, theirs = own_name(a.venue_told), own_name(b.venue_told)
    if ours and theirs and (sounds.alike(ours, theirs) or _by_own_words(a, b) or _by_own_words(b, a)):
        return True
    if any(_STATION.search(one.venue) for one in (a, b)):
        return False
    return any(
        _names(one, latin=True) & _names(other, latin=False) or _read_alike(one, other)
        for one, other in ((a, b), (b, a))
    )


@lru_cache(maxsize=MANY)
def own_name(venue: str) -> str:
    """A venue's folded name without the words for what it is: 薬局, Cafe."""
    return " ".join(_KINDS_OF_VENUE.sub(" ", venue).split())


def _by_own_words(latin: Traits, other: Traits) -> bool:
    """Whether a Latin venue, without its town (told in the address too), sounds like the other: Kurashiki Ivy Square, 倉敷アイビースクエア."""
    if words.script(latin.venue) != "latin":
        return False
    spot = f"{latin.spot_town} {other.spot_told}"
    own = [
        word
        for word in _LATIN_WORD.findall(own_name(latin.venue_told))
        if latin.place_told.count(word) < 2 and not readings.read_as(word, spot)
    ]
    return bool(own) and sounds.alike(" ".join(own), own_name(other.venue_told))


def _read_wholly(one: Traits, other: Traits) -> bool:
    """Whether the whole of a venue's own name, in Latin letters or kana, is how the whole of the other's is read: Gallery Aoi, ギャラリー葵."""
    return read_wholly(_unbracketed(one.venue_told), _unbracketed(other.venue_told))


@lru_cache(maxsize=MANY)
def read_wholly(one: str, other: str) -> bool:
    """Whether a folded name, without what it is in general, is how the whole of the other is read: Atelier Mori, アトリエ森."""
    return readings.wholly(*(own_name(name).replace(" ", "") for name in (one, other)))


def _unbracketed(name: str) -> str:
    return _BRACKETED.sub("", name) if "(" in name or "[" in name or "【" in name else name


def translated(a: Traits, b: Traits) -> bool:
    """Whether one venue is the other in English."""
    return _is_translated(a, b) or _is_translated(b, a)


def unheard(a: Traits, b: Traits) -> bool:
    """Whether a Latin venue has a name of its own that is not how the other's is read."""
    return _is_unheard(a, b) or _is_unheard(b, a)


def in_kana(a: Traits, b: Traits) -> bool:
    """Whether one venue has a word in kana that the other has in kanji: 喫茶にざみ, 弐座見喫茶室."""
    return bool(readings.of_kana(a.venue, b.venue) or readings.of_kana(b.venue, a.venue))


def _read_alike(latin: Traits, other: Traits) -> bool:
    """Whether a name in a Latin venue is how one in the other's is read: Hanakawado Studio, 花川戸スタジオ; not the town of both."""
    if words.script(latin.venue) == "japanese":
        return False
    return bool(readings.names(latin.venue_told, other.venue_told, f"{latin.spot_town} {other.spot_town}"))


def _is_translated(latin: Traits, other: Traits) -> bool:
    """Whether all words of a Latin venue are the other's in English, but for the town: Civic Activity Center, 市民活動センター."""
    if not _in_two_scripts(latin, other):
        return False
    town = f"{latin.spot_town} {other.spot_town}"
    known = missing = 0
    for word in _LATIN_WORD.findall(latin.venue_told):
        if glossary.translated(word, other.venue_told, of_all=True) or readings.read_as(word, town):
            known += 1
        else:
            missing += word not in _HOUSES_IN_ENGLISH
    return known >= _WORDS_OF_HOUSE and not missing


def _is_unheard(latin: Traits, other: Traits) -> bool:
    """Whether a Latin venue has a name of its own of which the other's, in Japanese, has nothing: Maya Station, 六甲駅."""
    if not (other.venue and _in_two_scripts(latin, other)):
        return False
    town, bones = f"{latin.spot_town} {other.spot_town}", sounds.skeletons(other.venue_told)
    own = [
        word
        for word in _LATIN_WORD.findall(latin.venue_told)
        if word not in _HOUSES_IN_ENGLISH and not glossary.general(word) and not readings.read_as(word, town)
    ]
    return bool(own) and not (
        readings.read_as(own[0], other.spot_told) or any(sounds.same(sounds.skeleton(own[0]), bare) for bare in bones)
    )


def _in_two_scripts(latin: Traits, other: Traits) -> bool:
    """Whether the one venue is in Latin letters, and the other in others, if it is told."""
    return bool(latin.venue) and words.script(latin.venue) == "latin" and words.script(other.venue) != "latin"


def _names(one: Traits, *, latin: bool) -> frozenset[str]:
    """The consonants of the names within a venue's name, in one script; what houses are called in general is none."""
    return sounds.names(own_name(one.venue_told), latin=latin)
