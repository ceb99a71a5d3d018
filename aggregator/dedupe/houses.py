"""Names of houses in two scripts: read by kanji's readings, by their sound, or translated."""

from __future__ import annotations

import re

from aggregator.dedupe import glossary, readings, sounds, words
from aggregator.dedupe.traits import Traits

KINDS_OF_VENUE = re.compile(
    r"ギャラリー?|ラウンジ|カフェ|喫茶|ホール|センタ|会館|公民館|プラザ|体育館|スタジオ|会議室|ビル|アリーナ|図書館|美術館|博物館|公園|スペース|コワーキング|"
    r"レンタル|サロン|レストラン|ダイニング|居酒屋|バー|ホテル|大学|学校|教室|広場|本?店|cafe|hall|studio|lounge|bar|space"
)
_LATIN_WORD = re.compile(r"(?<![a-z\d])[a-z][a-z-]{2,}")
_HOUSES_IN_ENGLISH = frozenset(
    {"center", "centre", "hall", "house", "plaza", "building", "room", "city", "town", "municipal", "the", "and"}
)
_WORDS_OF_HOUSE = 2
"""So many words of a house's name in two languages are no chance."""
_STATION = re.compile(r"駅|station")


def sound_alike(a: Traits, b: Traits) -> bool:
    """Whether one venue is the other in kana, or a name within it is: Create Hamamatsu, 多文化センター（クリエート浜松）."""
    if not (a.venue and b.venue):
        return False
    if in_kana(a, b):
        return True
    if words.script(a.venue) == words.script(b.venue):
        return False
    if sounds.alike(a.venue, b.venue) or sounds.alike(a.venue_told, b.venue_told):
        return True
    if any(_STATION.search(one.venue) for one in (a, b)):
        return False
    return any(
        _names(one, latin=True) & _names(other, latin=False) or _read_alike(one, other)
        for one, other in ((a, b), (b, a))
    )


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
    return sounds.names(KINDS_OF_VENUE.sub(" ", one.venue_told), latin=latin)
