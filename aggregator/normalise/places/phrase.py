"""Whether words are the name of a house with its rooms and nothing else: 公民館分館 大会議室, 有明テニスの森 ハードコート2面. Pure.

What tells a house from an event of a like name (ほっとカフェ, 木工教室, なかよし広場) is its last word: some words only houses end
with, others houses and events alike, and these need more beside them: a room, a floor, a town.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from aggregator.normalise.places.cleaned import FLOOR
from aggregator.normalise.places.gazetteer import Gazetteer
from aggregator.normalise.places.houses import (
    BEHIND_GA,
    EVENT,
    FACILITY,
    HOUSE_WORD,
    ONLY_HOUSES,
    SHOP,
    any_of,
    is_bare,
    is_kind,
    is_room,
)
from aggregator.normalise.places.lines import is_place
from aggregator.normalise.places.rooms import ROOM, SPOT
from aggregator.normalise.places.venue import REGION


class Sureness(IntEnum):
    """How surely words are a house and no event."""

    NOT = 0
    LIKE = 1
    HOUSE = 2


class Phrase(NamedTuple):
    """A house with its rooms: where it stands in the words, and how sure it is."""

    start: int
    end: int
    sure: Sureness


_HOUSE: Final = re.compile(
    rf"(?<!移動)(?<!コール)(?<!データ)(?<!おもちゃの)(?<!おもちゃ)(?:{any_of(ONLY_HOUSES)}|病院|(?<!出張)プラザ"
    r"|[^\W開休閉入来退本別新旧東西南北中各当同]館|(?<=[民動ー])館|分館|(?<=[一-鿿])寺(?!子屋)"
    r"|[^\W出開閉売各協参新当本支同お他]店|[一-鿿ァ-ヶーA-Za-z]{3,}[本支]店|(?<=[一-鿿ァ-ヶー])駅"
    r"|(?:バーベキュー|BBQ|釣り|荷捌き|荷さばき|競馬|競輪|練習|射撃|乗馬|醸造|製茶)場"
    r"|[市区町村都府県]営コート|[一-鿿]{2}[荘庵亭軒閣楼苑邸]|[一-鿿]{2,}[漁農]協"
    r"|(?:駅前?|公園|芝生|市民|中央|緑地|ふれあい|ちびっこ|丁目|[一-鿿]前)広場|[一-鿿ァ-ヶ]{2,}酒場)$"
)
_KINDS: Final = (
    rf"(?:{any_of(ONLY_HOUSES)}|会館|公民館|図書館|体育館|美術館|博物館|資料館|旅館|児童館|文学館|科学館|水族館"
    r"|映画館|病院|お?寺|大学|駅|お?店|(?:喫茶|飲食|専門|商|量販|代理|販売|加盟|売)店|書店|居酒屋|カフェ"
    r"|広場|駅前広場|会場|校庭|駐車場|本館|分館|別館|新館|旧館|店舗|フロア|スタジオ|スペース"
    r"|教室|会議室|喫茶室|喫茶|ルーム|ロビー|市場|食堂|工房|劇場|ギャラリー|事務所|オフィス|自宅|部屋|座敷|温泉)"
)
_GENERIC: Final = re.compile(
    r"(?:お?近く|近隣|最寄り?|付近|地元|地域|市内|町内|区内|村内|県内|都内|団地|近所|全国|各地|各|両|同|当|本|弊"
    r"|貴|某|隣|別|他|私立|公共|我が|わが|母|[小中]学校の"
    r"|\S*(?:後|中|時|日|夜|朝|隣|近所|職場|会社|(?<![小中])学校|団地|商店街|町|村|街)の"
    r"|\S*[一-鿿](?:い|しい|な|た|った|る|える|れる)|\S*(?:大きな|小さな|ある|この|その|いう|よう))?の?"
    rf"(?:各|ご?)?{_KINDS}(?:の(?:前|中|近く))?"
)
"""What names no house: 公園, 近くの体育館, 喫茶店."""
_LEFT: Final = re.compile(
    r"^"
    r"(?:[^\w「『(]+|[はがで]、?(?=[一-鿿ァ-ヶ]{2})|\S*[^ A-Za-z](?:in|IN)(?=[^A-Za-z ])"
    r"|.* (?:in|IN|at|@) (?=[^ A-Za-z])"
    r"|(?:於|会場|場所|ところ|集合(?:場所)?|in|at|IN|AT)(?:[ :]|[はが]、?)?(?=\S{3})"
    r"|(?:ただ今|ただいま|いつもの|恒例の|今年も|今回は|今月は|次回は|ひさしぶりに|久しぶりに|お馴染みの"
    r"|おなじみの|例年通り|今年は))+"
)
_RIGHT: Final = re.compile(
    r" ?"
    r"(?:,? ?[0-9]{1,2}F|に?て?(?:集合|出発|発着?|待ち合わせ)|にて|に|で|です|貸切|開催|まで|集合|\([^()]*\)"
    r"|[^\w)」』。]+)+$"
)
_NAMED: Final = re.compile(r"(?:[一-鿿々ァ-ヶーA-Za-z&・]|(?<![一-鿿])[ぁ-ん](?![一-鿿])){3,12}")
"""What may be a house's own name where a room stands behind it: アミュゼ柏 クリスタルホール."""
_TAIL: Final = re.compile(r"[ぁ-んァ-ヶーA-Za-z]{2,10}[0-9]{0,4}")
_KIND: Final = re.compile(
    r"\S*?"
    r"(?:レンタルスペース|コワーキングスペース|コワーキング|イベントスペース|コミュニティスペース|フリースペース"
    r"|シェアキッチン|レンタルスタジオ|レンタルルーム|コミュニティカフェ|コミュニティハウス|カルチャーハウス"
    r"|ゲストハウス|ライブハウス|ミュージックバー|ジャズ喫茶|貸し?会議室|ブックカフェ|カラオケルーム"
    r"|専門学校|児童センター|支援センター|文化会館|市民会館|公民館|スポーツセンター|ふれあいセンター"
    r"|学習センター|ふれあい館|交流センター|センターホール)"
)
"""Words for a house of which the name may follow at once: レンタルスペースひだまり, 児童センターわんぱく."""
_INNER: Final = re.compile(
    r"[^\sはがをにでへもと]{0,14}"
    r"(?:ギャラリー|スタジオ|カフェ|喫茶|居酒屋|酒場|食堂|工房|アトリエ|劇場|シアター|モール|タウン|ハウス"
    r"|ベース|ラボ|コワーキング|スペース|キッチン|ダイニング|レストラン|ホテル|旅館|農園|牧場|道場|画廊|書店"
    r"|文庫|古民家|町家|倉庫|ガーデン|テラス|会館|公民館|図書館|美術館|センター|プラザ|ホール|寺"
    r"|[^\W開休閉入退来]館(?=[ァ-ヶーA-Z]|[ぁ-ん]{3,6}$))"
    r"(?![のでにをはがとへもdD]|から|まで)[一-鿿ぁ-んァ-ヶーA-Za-z・☆]{1,8}"
)
"""A name behind the word for the house: 里山工房くぬぎ, ギャラリー坂の途中, イオンモール青空, 円覚寺別院."""
_STORE: Final = re.compile(r"[^\s出開閉売各協参新当同お他、]{1,8}店$")
_LATIN: Final = re.compile(r"(?:The )?(?:[A-Z0-9][\w'&.+-]*|of|the|and|&)(?: (?:[A-Z0-9][\w'&.+-]*|of|the|and|&))*")
LATIN_HOUSE: Final = re.compile(
    r"(?:Park|Hall|Cent(?:er|re)|Caf[eé]|Coffee|Bar|Pub|Library|Museum|Gallery|Studio|Station|Hotel|Lounge"
    r"|Garden|School|University|Church|Temple|Shrine|Theat(?:er|re)|Stadium|Arena|Gym|Plaza|Tower|Building"
    r"|House|Beach|Restaurant|Dojo|Brewery|Kitchen|Square|Court|Campus|Salon|Terrace|Hostel|Inn|Gardens?"
    r"|Forest|Castle|Space)"
)
_GOES_ON: Final = re.compile(
    r"[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff♪■◆●▼→※!?#|]"
    r"| "
    r"(?:男性?|女性?|学生|一般|大人|参加|会費|定員|募集|残り?|先着|無料|初心者|初参加|レベル|主催|開場|開演|OPEN"
    r"|open|START|start|ADV|¥|\d)"
    r"| \S*(?:限定|歓迎|募集|不問|OK|のみ|あり|なし|開催)(?= |$)"
)
"""Behind an @: here the name of the house is over."""
_LATIN_ENDS: Final = re.compile(
    rf"(?:^{LATIN_HOUSE.pattern} \S|.*\S (?:{LATIN_HOUSE.pattern}|CAFE|BAR|HALL|STUDIO|GALLERY|LOUNGE|THEATER)$)"
)
_BODY: Final = re.compile(r"(?:協議会|商工会|協会|組合|連盟|社)$")
"""A body has a house, on a floor of which one meets."""
_COURSE: Final = re.compile(
    r"(?:教室|講座|フォーラム|クラブ|倶楽部|サロン|学校|大学|座|カフェ|アカデミー|シネマ|ラボ|会場)$"
)
_OF: Final = re.compile("の")
_ROOM: Final = 12
"""Characters of a room's name at most."""
_OURS: Final = re.compile("当|本校|弊|各")
_SHORT: Final = 2
"""Characters of a word for a house that is no name even with a room: 寺."""
_GROUND: Final = re.compile(r"広場|ギャラリー|スタジオ|スペース|テラス|ガーデン|コート|ショールーム")
_TOWN_AND_HALL: Final = re.compile(r"([一-鿿]{2,4}?)([A-Z][A-Z0-9&'-]{2,}|[A-Z]{4,})")
"""代官山UNIT, 渋谷WWW: a live house."""
_OF_TOWN: Final = re.compile(r"^[^\s、。の]{1,12}[市区町村]の")
_HALL_OF_TOWN: Final = re.compile(
    r"([ァ-ヶー・]{3,10}(?<!フェスタ)(?<!フェスティバル)(?<!マラソン)(?<!マーケット)(?<!サミット)"
    r"(?<!ファッション)(?<!コレクション)(?<!ミス))([一-鿿]{2,4}|[ぁ-ん]{3,5})"
)
_TOWN_AND_NAME: Final = re.compile(
    r"([一-鿿ヶケ]{2,5})([ァ-ヶー・]{4,12}|[ぁ-ん]{4,8})(?<!フェスタ)(?<!フェスティバル)(?<!マラソン)"
    r"(?<!サミット)(?<!ファッション)(?<!コレクション)(?<!オンライン)(?<!チーム)(?<!グループ)(?<!メンバー)"
    r"(?<!スタイル)(?<!シリーズ)(?<!リーグ)(?<!みなさん)(?<!ならでは)"
)
"""渋谷ヒカリエ, 三軒茶屋しゃれなあど."""
_COURTS: Final = re.compile("[A-Z](?:[・,~-][A-Z])*")
_TOWN: Final = re.compile("[一-鿿]{1,2}[寺院堂館園]")
"""Behind a municipality: more likely a part of the town than a house (左京区一乗寺)."""
_CAPITAL_OR_FLOOR: Final = re.compile("[A-Z階]")
_PARTLY: Final = re.compile(
    r"[室間口門前席階丸F0-9A-Z]|ホール|ルーム|ロビー|ラウンジ|ホワイエ|サロン|スタジオ|スペース|ギャラリー"
    r"|エントランス|食堂|レストラン|講堂|教室|場|広場|座敷|アリーナ|フロア|コーナー|コート|舞台|シアター"
    r"|テラス|本堂|庫裏|客殿|書院|礼拝堂|聖堂|離れ|はなれ|庭|屋上|玄関|へや|部屋|噴水|時計|管理|改札|案内"
    r"|モニュメント|銅像|鳥居|階段|ゲート|校庭|境内|芝生|ピロティ|受付|テント|砂浜|ドッグラン|トラック"
    r"|ロータリー|掲示板|東屋|あずまや|塔|グラウンド|面|番|棟|店頭"
)
"""What a room or a spot has in its name."""
_LESSON: Final = re.compile(r"(?<![0-9A-Z一二三四五大中小])教室$")
"""少年自然の家."""
_YEAR: Final = 4
"""Digits of a year, which no room has behind its house."""
_MOST: Final = 5
"""Tokens of a phrase."""
_PREDICATE: Final = re.compile(
    r"[、。!?:*【】<>《》]|を|(?<=[一-鿿ァ-ヶー])が(?!"
    + BEHIND_GA
    + (
        r")|(?<=[一-鿿])で(?=[一-鿿])"
        r"|(?:ます|です|した|ません|ください|しよう|ない|たい|する|ため|こと|など|では)$|(?<=[\d千百万])円"
        r"|\d(?:名|人|組|歳)|(?<!お)はじめ"
    )
)


@lru_cache(maxsize=4096)
def house_in(words: str, known: Gazetteer) -> Phrase | None:
    """The house that the words are, when they are nothing but one with its rooms; ``None`` where more or less stands there."""
    if (
        "を" in words
        or "でなく" in words
        or "ではなく" in words
        or not (HOUSE_WORD.search(words) or _CAPITAL_OR_FLOOR.search(words))
    ):
        return None
    left = _LEFT.match(words)
    start = left.end() if left else 0
    right = _RIGHT.search(words, start)
    end = right.start() if right else len(words)
    body = words[start:end]
    if not 2 < len(body) <= 40 or _PREDICATE.search(body) or body.count("(") != body.count(")"):
        return None
    tokens = body.split(" ")
    town = 0
    while town < len(tokens) - 1 and is_place(tokens[town].strip("・"), known):
        town += 1
    if len(tokens) - town > _MOST:
        return None
    begin = len(" ".join(tokens[:town])) + 1 if town else 0
    for many in range(len(tokens) - town, 0, -1):
        name, rest = " ".join(tokens[town : town + many]), tokens[town + many :]
        if not _are_parts(rest):
            continue
        sure = _judged(name, known, more=bool(rest), placed=bool(town))
        if sure is not Sureness.NOT:
            return Phrase(start + begin, end, sure)
    return None


def first_house(words: str, known: Gazetteer) -> str:
    """The house at the beginning of the words behind an @; all of them where nothing tells that they go on.

    フットサルパーク青空 エンジョイ限定⚽ 男性1 -> フットサルパーク青空; コミュニティカフェ まる stays whole.
    """
    sign = _GOES_ON.search(words)
    if sign is None:
        return words
    tokens = words[: sign.start()].split(" ")
    many = 1
    while many < len(tokens) and (
        is_bare(tokens[many - 1])
        or is_place(tokens[many - 1], known)
        or _is_part(tokens[many])
        or _STORE.search(tokens[many])
    ):
        many += 1
    return " ".join(tokens[:many])


@lru_cache(maxsize=4096)
def is_generic(name: str) -> bool:
    """Whether the words name no house of their own: 公園, 近くの体育館."""
    return _GENERIC.fullmatch(name) is not None


def _are_parts(tokens: list[str]) -> bool:
    """Whether all words are floors, rooms and spots; behind a floor a room may be called anything."""
    floor = next((number for number, one in enumerate(tokens) if FLOOR.fullmatch(one)), len(tokens))
    return all(map(_is_part, tokens[:floor])) and all(
        len(one) <= _ROOM and not EVENT.search(one) for one in tokens[floor:]
    )


def _is_part(token: str) -> bool:
    """Whether a token is a floor, a room or a spot of a house."""
    return bool(
        FLOOR.fullmatch(token)
        or token in ("全館", "全室", "全フロア")
        or _COURTS.fullmatch(token)
        or (ROOM.fullmatch(token) and not _LESSON.search(token))
        or SPOT.fullmatch(token)
        or (FLOOR.match(token) and _is_part(FLOOR.sub("", token, count=1)))
    )


def _judged(name: str, known: Gazetteer, *, more: bool, placed: bool) -> Sureness:
    """How surely a name is a house's.

    Args:
        name: the words without the rooms behind them.
        known: names of places.
        more: a room or a floor stands behind it.
        placed: a town stands before it.
    """
    within = _within_town(name)
    first, _, last = name.rpartition(" ")
    bare, cut = _without_rooms(last)
    core = f"{first} {bare}".strip()
    town, _, house = core.partition("の")
    core = house.strip() if house.strip() and is_place(town, known) else core
    more = more or cut
    if (
        not core
        or is_room(name)
        or is_place(within, known)
        or _OURS.match(name)
        or (within != name and _TOWN.fullmatch(within))
    ):
        return Sureness.NOT
    if _LATIN.fullmatch(core):
        return Sureness.HOUSE if _LATIN_ENDS.match(core) else Sureness.NOT
    if " " in core:
        return _of_words(core, more=more)
    if _GENERIC.fullmatch(core):
        return Sureness.LIKE if more and _HOUSE.search(core) and len(core) > _SHORT else Sureness.NOT
    if _HOUSE.search(core):
        return Sureness.HOUSE
    return Sureness.LIKE if _may_be_house(core, known, more=more, placed=placed) else Sureness.NOT


def _within_town(name: str) -> str:
    """The name without prefecture and municipality: 京都市左京区一乗寺 is a place, and no temple."""
    rest = name
    while (step := REGION.match(rest)) and step.end() < len(rest):
        rest = rest[step.end() :]
    return rest


def _may_be_house(core: str, known: Gazetteer, *, more: bool, placed: bool) -> bool:
    """Whether one word may be a house's name though others end so: カルチャーハウスほのか, 福山みなとハウス, アミュゼ柏 クリスタルホール."""
    named = EVENT.search(core.rstrip("0123456789")) is None
    kind = _KIND.match(core) if named else None
    if kind and _TAIL.fullmatch(core, kind.end()):
        return True
    if named and (_INNER.fullmatch(core) or _hall_in_town(core, known)):
        return True
    if FACILITY.search(core):
        return more or placed or _of_town(core, known)
    return more and _NAMED.fullmatch(core) is not None and (named or _BODY.search(core) is not None)


def hall_of_town(words: str, known: Gazetteer) -> bool:
    """Whether the words are a name in kana and a town, as public halls are called: ラポート十日町, 渋谷ヒカリエ, not フェスタ大阪."""
    own = _OF_TOWN.sub("", words)
    if hall := _HALL_OF_TOWN.fullmatch(own):
        name, town = hall.groups()
    elif hall := _TOWN_AND_NAME.fullmatch(own):
        town, name = hall.groups()
    else:
        return False
    return is_place(town, known) and EVENT.search(name) is None


def _hall_in_town(core: str, known: Gazetteer) -> bool:
    """Whether a word is a town and a name in capitals."""
    hall = _TOWN_AND_HALL.fullmatch(core)
    return hall is not None and is_place(hall[1], known)


def _of_town(core: str, known: Gazetteer) -> bool:
    """Whether a house's name begins with a town's and ends with no word that lessons and clubs end with: 福山みなとハウス."""
    first = next(iter(known.mentions(core[:8])), None)
    return first is not None and first.start == 0 and _COURSE.search(core) is None


def _of_words(core: str, *, more: bool) -> Sureness:
    """How surely several words are a house: コワーキング 縁側, 喫茶アルル 荻窪店, ふれあい広場 センター."""
    first, _, rest = core.partition(" ")
    if EVENT.search(core) or "の" in (first[-1], rest[0]):
        return Sureness.NOT
    if _STORE.search(rest):
        return Sureness.HOUSE
    if first == "道の駅" or all(is_bare(one) or _KIND.fullmatch(one) for one in re.split("[&・+]", first)):
        return Sureness.HOUSE if _HOUSE.search(core) else Sureness.LIKE
    if _HOUSE.search(first) and not _GENERIC.fullmatch(first) and (_HOUSE.search(rest) or _GROUND.search(rest)):
        return Sureness.HOUSE
    if (SHOP.match(first) or is_kind(first)) and more and not EVENT.search(first):
        return Sureness.LIKE
    return Sureness.NOT


def _without_rooms(token: str) -> tuple[str, bool]:
    """A word without the floors, rooms and spots that are glued to it: 町役場玄関前, センター2F料理室."""
    cut = False
    if not _PARTLY.search(token):
        return token, cut
    while (at := _part_at(token)) is not None:
        token, cut = token[:at].removesuffix("の"), True
    return token, cut


def _part_at(token: str) -> int | None:
    """Where the floor, the room or the spot at the end of a word begins."""
    floor = FLOOR.search(token, 1)
    if floor and (floor.end() == len(token) or _is_part(token[floor.end() :].removeprefix("の"))):
        return floor.start()
    for of in _OF.finditer(token, 1):
        if _HOUSE.search(token, 0, of.start()) and _is_part(token[of.end() :]):
            return of.start()
    for at in range(len(token) - 1, 1, -1):
        house = token[:at].removesuffix("の")
        if not FACILITY.search(house) or _HOUSE.search(token) or not _is_part(token[at:]):
            continue
        if not token[at:].isdecimal() or (_HOUSE.search(house) and len(token) - at < _YEAR):
            return at
    return None
