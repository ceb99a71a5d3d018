"""Whether a name in a text is said of a place: not of a person (千葉さん), a product (札幌ビール) or an origin (京都出身)."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final

from aggregator.normalise.places.gazetteer import Kind, Mention, Spot, is_kanji

SCAN_LIMIT: Final = 4000
"""Characters of a description in which place words are looked for."""

_FACILITIES: Final = (
    "カフェ 喫茶 会議室 公園 体育館 コート 店 ビル ホール スタジオ 会場 居酒屋 レストラン バー スペース "
    "コワーキング 図書館 ジム プール 海 山 川 寺 神社 駅 "
    "オフィス 街 町 教室 公民館 センター ラウンジ ギャラリー 書店 本屋 ホテル キャンパス 大学 広場 倉庫 工房 "
    "古民家 路地 某"
)
_PLACED: Final = (
    "駅 市内 区内 県内 府内 周辺 近郊 近辺 付近 エリア 方面 地区 地域 開催 会場 集合 発着 支部 支店 本社 校舎 校 "
    "店 編 版 場所 にて"
)
_BRANDED: Final = (
    "王将 ビール 家系 海上 電力 ガス 銀行 議定書 牛 風 めし メシ 焼き ちゃんぽん ばな奈 タワーズ "
    "エレクトロン 書籍 インテリア ラーメン カレー 五輪 オリンピック 弁 コーチン "
    "菓子 野菜 箱根間 卍 リベンジャーズ 喰種 事変 アラート カープ レッズ ベイスターズ グランパス サンガ "
    "ドラゴンズ マラソン トヨペット 製鋼 三菱 理科大"
)
_TITLES: Final = "さん 氏 様 さま くん 君 ちゃん 先生 選手 教授 講師 監督 議員 社長 師匠 師 親方 代表 店長 アナ 先輩"
_ORIGINS: Final = "出身 在住 在勤 生まれ 育ち 行き 発祥 産 料理 旅行 県人会 弁護士会"


def _any(words: str) -> str:
    return "|".join(words.split())


PERSON: Final = re.compile(rf" ?(?:{_any(_TITLES)}|[一-鿿]{{1,2}}(?:さん|氏|先生|様))")
FACILITY_NEAR: Final = rf"の(?=[^\n。、]{{0,14}}?(?:{_any(_FACILITIES)}))"
CLAUSE: Final = rf"{_any(_PLACED)}|で(?!す|は(?:な|あり)|も)|に(?:て|集|行|あ[るり]|お|出)|{FACILITY_NEAR}"
PLACED: Final = re.compile(rf"(?:{CLAUSE}| ?(?:[0-9]{{1,2}}/|#)|[\s、。,.・/|\])}}】」』〉》!?~:;※★☆♪☕@+&×-]|$)")
"""What may follow the bare name of a place when the place is meant."""
PLACED_CLEARLY: Final = re.compile(rf"(?:{CLAUSE}|[\])}}】」』〉》]|$| *[\n/|#@])")
"""As ``PLACED``, for names that are surnames as well: a space or a comma is not enough."""
SURNAMES: Final = frozenset(
    [
        "上野",
        "品川",
        "目黒",
        "川崎",
        "町田",
        "大宮",
        "船橋",
        "松戸",
        "水戸",
        "前橋",
        "高崎",
        "長岡",
        "金沢",
        "松本",
        "小倉",
        "金山",
        "広尾",
        "千葉",
        "福島",
        "石川",
        "宮崎",
        "山口",
        "秋田",
        "富山",
        "福井",
        "長野",
        "山形",
        "香川",
        "徳島",
        "岡山",
        "熊本",
        "高知",
        "島根",
        "鳥取",
        "佐賀",
        "長崎",
        "大分",
        "滋賀",
        "三重",
        "愛媛",
        "宮城",
        "岩手",
        "青森",
        "栃木",
        "茨城",
        "山梨",
        "岐阜",
        "静岡",
        "奈良",
    ]
)
COMMON_WORDS: Final = frozenset({"みどり", "さくら", "みやこ", "みなと", "あさひ", "ときわ", "うきは", "みやま"})
"""Names of municipalities that halls and cafés all over the country bear as well: only みどり市 is the place."""
NOT_PLACES: Final = re.compile(
    rf"(?:大阪|札幌|横浜|京都|東京|名古屋|神戸|広島|福岡|仙台|長崎|熊本|金沢|千葉|静岡|浦和|横須賀)(?:{_any(_BRANDED)})"
)
"""Brands, dishes, teams and titles that begin with a place."""
OF_OFFICE: Final = re.compile(
    r"[^\s()、。:]{1,14}(?:住職|教授|院長|所長|館長|園長|校長|会長|代表|医師|弁護士|税理士|僧侶|職員)(?=[)、\s]|$)"
)
"""Behind a name: who comes from there (下関市西楽寺住職)."""
COMPANY: Final = re.compile("新聞|放送|テレビ|電力|銀行|ガス|日本ハム|知事|議会議員|民放")
"""A company or office that bears the name of a prefecture: 北海道新聞."""
FROM_ELSEWHERE: Final = re.compile(rf"から(?!徒歩|[0-9]|すぐ|バス|車|歩)|{_any(_ORIGINS)}")
NOT_HERE: Final = re.compile(
    r"からも?(?!徒歩|[0-9約すバ車歩近送タ])(?!の?(?:シャトル|送迎|路線|直通|無料|市営|市バス))"
    r"|の方(?:から|々)|出身|生まれ|育ち|発祥|との姉妹|の姉妹|を(?:退職|離れ|出て)"
    r"|会場(?:は|での開催は)(?:あり|ござい|なく)"
    r"|本?線[^\n。、]{0,10}駅|との(?:市|県|区|町)?境|に隣接|寄り|が(?:運営|主催|設置|発行|進め|募集)"
    r"|(?:で)?は(?:なく|ありません)|でなく"
    r"|(?:の|にある)[^\n。、「」]{0,8}「[^」\n]{1,20}」"
    r"(?:の?(?:代表|主宰|店主|オーナー|所長|館長|理事|メンバー|スタッフ|社長|職員|編集)"
    r"|の?[一-鿿]{1,4}(?:さん|氏))"
)
"""Behind a name, even one in full: somebody or something comes from there, or the event is not there."""
HIRAGANA: Final = re.compile("[ぁ-ん]+")
BEFORE: Final = frozenset("回弾日末夜朝夕晩週月年次祝土於")
"""Kanji that may stand directly before a place that is meant: 第3回大阪, 週末渋谷で."""
NUMBER: Final = re.compile(r"(?!\d{1,2}(?:階|F|号室))[\d一二三四五六七八九十]")


COMMUNAL: Final = re.compile(
    r"公民館|[小中]学校|高校|児童館|集会[所場]|自治会館|町内会館|会館|コミュニティ|公園|保育園|幼稚園|図書館"
    r"|地区|団地|交流館|市民|文化|体育館|[ァ-ヶー]{0,8}(?:ビーチ|パーク|キャンプ場)|海水浴場|海岸"
)
"""Houses that every town has: behind 緑が丘 or 桜台 they tell of no station of that name."""


SCHOOL: Final = re.compile(r"[小中]学校|[小中](?![一-鿿])|幼稚園|保育園")
"""Behind a bare name these are called after their part of the town: 宮崎小学校 stands in Kawasaki."""


_OF_STATION: Final = re.compile("[一-鿿々ヶケ]{1,4}駅")
"""Behind a little known name: it only begins that of a station (日向和田駅)."""


class Strength(IntEnum):
    """How surely a name is said of the place."""

    NOT = 0
    ATTACHED = 1
    BARE = 2
    FULL = 3


def strength(text: str, mention: Mention, *, venue: bool) -> Strength:
    """How surely the name is a place. ``venue``: the text is the value of 会場 or 場所, where even 大阪産業創造館 tells."""
    end = mention.end
    if mention.full:
        elsewhere = NOT_HERE.match(text, end) or OF_OFFICE.match(text, end) or (not venue and COMPANY.match(text, end))
        return Strength.NOT if elsewhere else Strength.FULL
    towns = all(spot.kind is Kind.TOWN for spot in mention.spots)
    if towns and not (venue and NUMBER.match(text, end)):
        return Strength.NOT
    if (
        mention.name in COMMON_WORDS
        or PERSON.match(text, end)
        or NOT_PLACES.match(text, mention.start)
        or FROM_ELSEWHERE.match(text, end)
        or NOT_HERE.match(text, end)
        or SCHOOL.match(text, end)
        or (len(mention.name) < 3 and HIRAGANA.fullmatch(mention.name))
    ):
        return Strength.NOT
    if towns:
        return Strength.BARE
    glued = is_kanji(text, mention.start - 1) and (
        text[mention.start - 1] not in BEFORE or text.startswith("日本", mention.start - 1)
    )
    follows = PLACED_CLEARLY if mention.name in SURNAMES and not venue else PLACED
    if follows.match(text, end) and not glued:
        known = venue or any(spot.known or spot.kind is Kind.PREFECTURE for spot in mention.spots)
        return Strength.BARE if known else Strength.NOT
    hamlet = len(mention.name) < 3 and all((spot.city or "").endswith(("町", "村")) for spot in mention.spots)
    common = COMMUNAL.match(text, end) is not None and all(
        spot.kind in (Kind.STATION, Kind.AREA) and not spot.known for spot in mention.spots
    )
    campus = text.startswith("キャンパス", end) and len({spot.prefecture for spot in mention.spots}) > 1
    station = _OF_STATION.match(text, end) and not any(spot.known for spot in mention.spots)
    return Strength.ATTACHED if venue and not (glued or hamlet or common or campus or station) else Strength.NOT


def meant(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Of one name's places: the prefecture before its city (大阪), the city before its station and before towns (横浜)."""
    if len(spots) == 1:
        return spots
    choices = (
        [spot for spot in spots if spot.kind is Kind.PREFECTURE],
        [spot for spot in spots if spot.kind is Kind.CITY and spot.name[-1] in "市区"],
        [spot for spot in spots if spot.kind is Kind.CITY],
        [spot for spot in spots if spot.kind is not Kind.TOWN],
    )
    return next((tuple(found) for found in choices if found), spots)


def sole(mention: Mention) -> str | None:
    """The prefecture of a name that stands in one prefecture only."""
    prefectures = {spot.prefecture for spot in meant(mention.spots)}
    return prefectures.pop() if len(prefectures) == 1 else None
