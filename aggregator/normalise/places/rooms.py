"""The room within a house: 青空会館 第2会議室 is the house 青空会館 and the room 第2会議室. Pure.

Who looks for a venue looks for the house, who goes there wants the room as well: a place's name keeps both, a record tells them apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from aggregator.normalise.places.houses import FACILITY, any_of, is_bare, is_kind

_NUMBER: Final = (
    r"(?:第?[0-9一二三四五六七八九十]{1,4}+号?|[A-Za-z](?![A-Za-z])|大|中|小|特別|多目的|多機能|展示|企画|常設|主"
    r"|別館|新館|本館|東館|西館|南館|北館|メイン|サブ|貸|共用|市民|町民|区民|研修|講習|集会|会議|イベント"
    r"|セミナー|プレイ|コミュニティ|ミーティング|カンファレンス|コンベンション|パーティー?|キッズ|スタジオ"
    r"|レクチャー|レセプション|マルチ|インフォメーション|サークル|ボランティア|オープン|フリー|円形|国際|映像"
    r"|土間|野外|屋内|屋外|和|洋)"
)
"""Possessive: many digits in a row would be cut up in every way, which takes for ever."""
_KINDS: Final = (
    "ホール ルーム ロビー ラウンジ ホワイエ サロン スタジオ スペース ギャラリー エントランス カフェテリア "
    "食堂 レストラン 講堂 教室 大教室 講義室 会議場 宴会場 宴会室 大広間 広間 座敷 武道場 柔道場 剣道場 "
    "弓道場 卓球場 アリーナ フロア "
    "コーナー 大会議室 の間 コート 舞台 シアター テラス アトリウム 保育ルーム"
)
_ALONE: Final = (
    "テラス席 カウンター席 個室 貸切個室 本堂 庫裏 客殿 書院 礼拝堂 聖堂 会議場 大広間 広間 座敷 奥座敷 離れ "
    "はなれ 土間 中庭 前庭 屋上 屋上庭園 玄関前 正面玄関 正面玄関前 正面入口 エントランス エントランスホール "
    "ロビー ホワイエ ラウンジ カフェテリア 講堂 講義棟 教室 茶席 客席 本校舎 新校舎 旧校舎 校舎 武道場 柔道場 "
    "剣道場 卓球場 プレイルーム プレールーム"
)
ROOM: Final = re.compile(
    r"[Rr](?:oom|OOM) ?[A-Z0-9]{1,3}"
    r"|[^ 「」・]{0,8}"
    r"(?:ロビー|コーナー|ルーム|サロン|ラウンジ|ホワイエ|エントランス(?:ホール)?|カフェテリア|食堂|講堂"
    r"|フリースペース|センターコート)(?:[ (]?[A-Z0-9]{1,4}(?:-[A-Z0-9]{1,2})?\)?)?|"
    rf"(?:{_NUMBER}[・,、と]?)*(?:{any_of(_KINDS)})(?:[ (]?[A-Z0-9]{{1,4}}\)?|[一二三四五])?"
    rf"|(?:{any_of(_ALONE)})(?:前|内)?"
    r"|[^ 「」]{0,12}[^\W\d](?<![市区町村県])室(?:[ (]?[A-Z0-9・,~-]{1,9}号?\)?|[一二三四五])?"
    r"(?:[・、と][^ 「」]{1,8}室[A-Z0-9]?)*"
    r"|[^ 「」]{1,8}の(?:へや|部屋|間)"
    r"|(?:第?\d|[A-Z])(?:競技場|体育室|運動場)|体育室"
    r"|(?:噴水|正門|表門|南門|北門|東門|西門|時計台|時計塔|管理事務所|管理棟|改札|窓口|案内所|インフォメーション"
    r"|モニュメント|銅像|鳥居|山門|大階段|[東西南北中]央?口|正面|入り?口|正面入り?口)(?:の?前|付近|横|脇)?"
    r"|(?:第?[0-9A-Z一二三四五]{1,4}号?室?)"
    r"|[0-9]{2,4}[A-Z]?(?:号室|教室|大教室|講義室|会議室)"
)
"""What stands behind a house's name and a space: 大会議室, 第1・第2展示室, 会議室502, ロビー, おはなしのへや, 本堂."""
_GROUNDS: Final = (
    "玄関 入口 入り口 出口 改札 改札口 ゲート 正門 南門 北門 東門 西門 駐車場 駐輪場 校庭 園庭 境内 中庭 "
    "前庭 芝生 屋上 ロビー ピロティ 総合受付 正面受付 テント 砂浜 ドッグラン トラック ロータリー 管理棟 "
    "管理事務所 掲示板 東屋 あずまや 乗り場 "
    "特設会場 特設ステージ 野外ステージ 屋外ステージ イベント広場 芝生広場 ふれあい広場 多目的広場 "
    "こども広場 中央広場 児童コーナー 競技場 球技場 多目的グラウンド サブグラウンド モニュメント 噴水 塔 "
    "本丸 二の丸 三の丸 すべり台 滑り台 ブランコ 砂場 ベンチ ハードコート クレーコート 人工芝コート"
)
SPOT: Final = re.compile(
    rf"[^ 「」、。をはがに]{{0,10}}(?:{any_of(_GROUNDS)})(?:[A-Z]?[0-9]{{1,2}}(?:面|番)?)?"
    r"(?:の?(?:前|横|脇|付近|内|裏|側|下|中|テント|広場))?"
    r"|[^ 「」、。をはがに0-9]{0,6}(?:第?[0-9]{1,2}|[A-Z])"
    r"(?:面|番|番?コート|コート[0-9]?|号館|棟|競技場|体育室|グラウンド)"
    r"|(?:[東西南北]{1,2}|中央|表|裏|新)口(?:改札口?|前|広場)?|店頭|玄関前|前広場|店前|前|[A-Z]?[0-9]{1,2}番?出口"
)
"""A part of a house's grounds where one meets: 管理棟前, 北側駐車場, ハードコート2面, 境内."""
_ENTRY: Final = re.compile(
    r"[^ 「」、。をはがに]{0,8}"
    r"(?:玄関|入り?口|出口|ゲート|正門|ロビー|ピロティ|受付|管理棟|管理事務所|掲示板|東屋|あずまや|乗り場"
    r"|ロータリー|モニュメント|噴水|塔|児童コーナー)(?:の?(?:前|横|脇|付近|内|裏|側|下|テント))?"
    r"|[^ 「」、。をはがに0-9]{0,8}[0-9]{1,2}(?:面|番)"
)
"""Of these those that are no place to hold an event by themselves: 校庭, 境内 and 陸上競技場 stay a part of the name."""
_ENTRY_WORD: Final = re.compile(
    "玄関|口|ゲート|正門|ロビー|ピロティ|受付|管理|掲示板|東屋|あずまや|乗り場|ロータリー|モニュメント|噴水"
)
_NAMED: Final = re.compile(
    rf"(?:[^ 「」]{{0,8}}(?:室|{any_of(_KINDS)}))?[「『][^「」『』]{{1,12}}[」』](?:の間|ルーム)?"
)
"""茶室「松涛庵」, 「白鳥」."""
_GLUED: Final = re.compile(
    r"(?P<house>\S*?"
    r"(?:会館|公民館|公会堂|センター|プラザ|図書館|美術館|博物館|文学館|資料館|記念館|交流館|体育館|科学館"
    r"|文化館|ビル|タワー|ホテル|庁舎|役所|役場|寺|院|大学|高校|学校|ホール|ハウス|学習館|福祉館|児童館))"
    r"(?P<room>(?:(?:第?[0-9一二三四五六七八九十]{1,3}|[大中小]|特別|多目的)"
    r"(?:ホール|研修室|和室|洋室|会議室|教室|講義室|展示室|集会室|学習室|ルーム|アリーナ)"
    r"|[0-9]{3,4}(?:号室?|会議室|教室)|研修室|和室|洋室|会議室|展示室|集会室|学習室|講義室|調理室|調理実習室"
    r"|料理実習室|実習室|音楽室|視聴覚室|多目的室|創作室|工作室|図書室|談話室|講堂|本堂|ロビー|ラウンジ"
    r"|エントランス)(?:[A-Z0-9]{1,3}|[一二三])?)"
)
"""彦根市民会館大会議室: only rooms of plain names, so that 文化会館桜ホール stays whole."""

_HALL_GLUED: Final = re.compile(r"(?P<house>\S{4,}(?<![民立営際的前\s]))(?P<room>[大中小]ホール)")


class House(NamedTuple):
    """A venue's name in two: the house, and the room in it, which is ``None`` where the name has none."""

    name: str
    room: str | None = None


@lru_cache(maxsize=4096)
def split_room(name: str) -> House:
    """The house and its room; a room that stands alone (第2会議室) is all there is, and stays the name.

    青空会館 第2会議室 -> 青空会館, 第2会議室; 松籟寺 本堂; 水前寺ホール 会議室502; 緑小学校 体育館 and 青空会館 桜ホール stay whole.
    """
    if station := _STATION.fullmatch(name):
        return House(station["house"], station["exit"])
    rooms: list[str] = []
    house = name
    while (last := _last_room(house)) and len(rooms) < _MOST:
        house = house[:last].rstrip(" ,・/")
        rooms.append(name[len(house) :].strip(" ,・/").removeprefix("の"))
    return House(house, rooms[-1] if rooms else None)


_MOST: Final = 3
_STATION: Final = re.compile(
    r"(?:JR)? ?(?P<house>[^ 「」]{1,10}駅)(?: |の)?"
    r"(?P<exit>(?:[東西南北]|中央|新|正面){1,3}(?:口|改札|出口)(?:前|側|改札|出口|を出た所)?"
    r"(?: \S{0,4}改札(?:口|前|外|内)?)?"
    r"|改札(?:口|前|外|内)?)"
)
"""JR高尾駅 北口改札: one meets at a station, at one of its exits."""


_BETWEEN: Final = re.compile(
    "(?=[ の・「『])(?: (?=[^ ])|(?<=[^ ])の(?=(?:噴水|正門|表門|[東西南北]門|時計台|改札|案内所|入り?口|[東西南北]口|本堂|会議室|和室|[大小中]ホール))|(?<=[館堂院校店屋])の(?=[^ ]{2,12}$)|(?<=センター)の(?=[^ ]{2,12}$)|(?<=ホテル)の(?=[^ ]{2,12}$)|(?<=[館堂院校室])・|(?<=センター)・|(?<=プラザ)・|(?<=ホール)・|(?<=[^ 「])(?=[「『]))"
)
"""What may stand between a house and its room."""


def _last_room(name: str) -> int | None:
    """Where the last room of a name begins; ``None`` where there is none, or nothing but rooms."""
    for space in _BETWEEN.finditer(name):
        rest = name[space.end() :]
        before = name[: space.start()]
        if (all_rooms(rest) or _ENTRY.fullmatch(rest) or _NAMED.fullmatch(rest)) and _may_hold_rooms(before, rest):
            return space.start()
    of = name.rfind("の")
    if "ホテル" in name[: max(of, 0)] and all_rooms(name[of + 1 :]):
        return of
    for joint in _OF.finditer(name, _LEAST):
        if FACILITY.search(name, joint.start()) and (_a_part(name[joint.end() :]) or _hall_of(name, joint)):
            return joint.start()
    glued = _GLUED.fullmatch(name) or _HALL_GLUED.fullmatch(name)
    if glued and len(glued["house"]) > 1:
        return glued.start("room")
    return _entry(name) if _ENTRY_WORD.search(name) else None


_KANA: Final = re.compile("[ァ-ヶー]")
"""リバーゲート: no word begins within katakana."""


def _entry(name: str) -> int | None:
    """Where a spot begins that is glued to its house: 町役場玄関前."""
    ends = range(len(name) - 2, 1, -1)
    return next(
        (
            at
            for at in ends
            if name[at] != "前"
            and not (_KANA.match(name, at) and _KANA.match(name, at - 1))
            and _ENTRY.fullmatch(name, at)
            and FACILITY.search(name, at)
        ),
        None,
    )


_OF: Final = re.compile("の")
_LEAST: Final = 3
"""Characters of a house's name before the の of its room: 港のギャラリー is a house of its own."""
_HALL: Final = re.compile(r"[^ の]{1,8}(?:ホール|室|スペース|コーナー|ルーム|フロア|ロビー|廊下|アリーナ|広間)")


def _hall_of(name: str, joint: re.Match[str]) -> bool:
    """Whether a hall is one of a public house: 中央公民館の視聴覚ホール."""
    return _HALL.fullmatch(name, joint.end()) is not None and is_large(name[: joint.start()])


def _a_part(words: str) -> bool:
    """Whether the words are a room, several, or a spot."""
    return all_rooms(words) or SPOT.fullmatch(words) is not None


def all_rooms(words: str) -> bool:
    """Whether the words are a room or several: 大ホール・小ホール."""
    return ROOM.fullmatch(words) is not None or all(map(ROOM.fullmatch, re.split("[・,、/と]", words)))


def _may_hold_rooms(before: str, rest: str) -> bool:
    """Whether the words before are a house; a name in quotes is a room of a large house only, behind カフェ it is the house."""
    if (
        not before
        or is_bare(before)
        or all_rooms(before)
        or (_KIND_ONLY.search(before) and not _MEETING_ROOM.search(rest))
    ):
        return False
    if _NUMBER_ONLY.fullmatch(rest):
        if _LETTERS.fullmatch(rest):
            return False  # LIVE SPACE ORB
        if is_kind(before.rpartition("・")[2]):
            return False  # 隠れ家バー R
        return (
            FACILITY.search(before) is not None
            or before.endswith("棟")
            or (_OF_THREE.fullmatch(rest) is not None and not before.isascii())
        )
    return not rest.startswith(("「", "『")) or (len(before) >= _LARGE and is_large(before))


_KIND_ONLY: Final = re.compile(r"[一-鿿](?:施設|拠点)$")
"""起業支援施設 はなれ: what the house is, and its name."""
_MEETING_ROOM: Final = re.compile("会議室|研修室|集会室")
_NUMBER_ONLY: Final = re.compile(r"[0-9A-Z]{1,4}")
_LETTERS: Final = re.compile("[A-Z]{3,4}")
_OF_THREE: Final = re.compile(r"[0-9]{3,4}[A-Z]?")
_LARGE: Final = 4
"""Characters of a large house's name at least: ホテル「ことり」 is called ことり."""


def is_large(words: str) -> bool:
    """Whether the words name a house with rooms that have names of their own: a hotel, a hall, a centre."""
    return _OF_ROOMS.search(words) is not None or (words.startswith("ホテル") and FACILITY.search(words) is None)


_OF_ROOMS: Final = re.compile(
    r"(?:ホテル|旅館|[会公交習祉童]館|公民館|センター|ホール|プラザ|庁舎|大学|学校|病院|本部|迎賓館|記念館|式場|荘)$"
)
