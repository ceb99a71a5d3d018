"""From names to one prefecture and municipality: which names are said of a place, and which of several places is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from aggregator.normalise.places.gazetteer import Gazetteer, Kind, Mention, Spot, is_kanji

SCAN_LIMIT: Final = 4000
"""Characters of a description in which place words are looked for."""

PERSON: Final = re.compile(
    r"[ 　]?(?:さん|氏|様|さま|くん|君|ちゃん|先生|選手|教授|講師|監督|議員|社長|師匠|師|親方|代表|店長|アナ|先輩|[一-鿿]{1,2}(?:さん|氏|先生|様))"
)
PLACED: Final = re.compile(
    r"(?:駅|市内|区内|県内|府内|周辺|近郊|近辺|付近|エリア|方面|地区|地域|開催|会場|集合|発着|支部|支店|本社|校舎|校|店|編|版|場所|にて|で(?!す|は(?:な|あり)|も)"
    r"|に(?:て|集|行|あ(?:る|り)|お|出)|の(?=[^\n。、]{0,14}?(?:カフェ|喫茶|会議室|公園|体育館|コート|店|ビル|ホール|スタジオ|会場|居酒屋|レストラン|バー|スペース|コワーキング"
    r"|図書館|ジム|プール|海|山|川|寺|神社|駅|オフィス|街|町|教室|公民館|センター|ラウンジ|ギャラリー|書店|本屋|ホテル|キャンパス|大学|広場|倉庫|工房|古民家|路地|某))"
    r"|[ 　]?(?:[0-9]{1,2}/|[#＃])|[\s、。,.・/|\])}】」』〉》)!?~〜:;※★☆♪☕@+&×-]|$)"
)
"""What may follow the bare name of a place when the place is meant."""
CLAUSE: Final = re.compile(
    r"(?:駅|市内|県内|周辺|エリア|開催|会場|集合|支部|校|店|にて|で(?!す|は(?:な|あり)|も)|に(?:て|集)|の(?=[^\n。、]{0,14}?(?:カフェ|会議室|公園|体育館|店|ビル|ホール|スタジオ|スペース|図書館|公民館|センター)))|[\])}】」』〉》)]|$|[ 　]*[\n/|#@]"
)
"""As PLACED, for names that are surnames as well: a space or a comma is not enough."""
SURNAMES: Final = frozenset(
    [
        "上野", "品川", "目黒", "川崎", "町田", "大宮", "船橋", "松戸", "水戸", "前橋", "高崎", "長岡", "金沢", "松本", "小倉", "金山", "広尾", "千葉", "福島",
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
COMMON_WORDS: Final = frozenset("みどり さくら みやこ みなと あさひ ときわ うきは みやま".split())
"""Names of municipalities that halls and cafés all over the country bear as well."""
NOT_PLACES: Final = re.compile(
    r"(?:大阪|札幌|横浜|京都|東京|名古屋|神戸|広島|福岡|仙台|長崎|熊本|金沢|千葉|静岡)(?:王将|ビール|家系|海上|電力|ガス|銀行|議定書|牛|風|めし|メシ|焼き|ちゃんぽん|ばな奈|タワーズ|エレクトロン|書籍|インテリア|ラーメン|カレー|五輪|オリンピック"
    r"|弁|コーチン|牛タン|菓子|野菜|箱根間|卍|リベンジャーズ|喰種|事変|03|アラート|カープ|レッズ|ベイスターズ|グランパス|サンガ|ドラゴンズ|マラソン|ローン|トヨペット|製鋼|三菱|工業|理科大|工科)"
)
"""Brands, dishes, teams and titles that begin with a place."""
FROM_ELSEWHERE: Final = re.compile(
    r"(?:から(?!徒歩|[0-9]|すぐ|バス|車|歩)|出身|在住|在勤|生まれ|育ち|行きの?|発祥|産|料理|旅行|県人会|弁護士会)"
)

HINT_CODES: Final = (
    (("03",), "東京都"), (("042",), "東京都 埼玉県 神奈川県"), (("04",), "千葉県 埼玉県 東京都"), (("043", "047"), "千葉県"), (("048", "049"), "埼玉県"),
    (("044", "045", "046"), "神奈川県"), (("011", "012", "013", "014", "015", "016"), "北海道"), (("017",), "青森県"), (("018",), "秋田県"),
    (("019",), "岩手県"), (("022",), "宮城県"), (("023",), "山形県"), (("024",), "福島県"), (("025",), "新潟県"), (("026",), "長野県"),
    (("027",), "群馬県"), (("028",), "栃木県 茨城県"), (("029",), "茨城県"), (("052", "053", "056"), "愛知県 静岡県"), (("054",), "静岡県"),
    (("055",), "山梨県 静岡県"), (("058", "057"), "岐阜県"), (("059",), "三重県"), (("06",), "大阪府 兵庫県"), (("072",), "大阪府 兵庫県"),
    (("073",), "和歌山県"), (("074",), "奈良県"), (("075",), "京都府"), (("077",), "滋賀県 京都府 福井県"), (("076",), "石川県 富山県"),
    (("078", "079"), "兵庫県"), (("082", "084"), "広島県"), (("083",), "山口県"), (("085",), "鳥取県 島根県"), (("086",), "岡山県"),
    (("087",), "香川県"), (("088",), "徳島県 高知県"), (("089",), "愛媛県"), (("092", "093", "094"), "福岡県"), (("095",), "長崎県 佐賀県"),
    (("096",), "熊本県"), (("097",), "大分県"), (("098",), "宮崎県 沖縄県"), (("099",), "鹿児島県"),
)  # fmt: skip
"""Prefectures of the area codes (総務省 市外局番の一覧), coarse: they only decide between places of one name."""
PHONE: Final = re.compile(r"(?<![\d-])(0\d{1,4})[-(](\d{1,4})[-)]\d{3,4}(?!\d)")
POSTCODE: Final = re.compile(r"〒? ?(?<!\d)(\d{2})\d-\d{4}(?!\d)")
_PHONE_HINTS: Final = {code: frozenset(names.split()) for codes, names in HINT_CODES for code in codes}
_RAILWAY_HINTS: Final = {
    name: frozenset(prefectures.split())
    for name, prefectures in {
        "東京メトロ": "東京都", "都営": "東京都", "京王": "東京都 神奈川県", "大阪メトロ": "大阪府", "Osaka Metro": "大阪府", "横浜市営": "神奈川県",
        "小田急": "東京都 神奈川県", "東急": "東京都 神奈川県", "京急": "東京都 神奈川県", "西武": "東京都 埼玉県", "京成": "東京都 千葉県",
        "相鉄": "神奈川県", "名鉄": "愛知県 岐阜県", "名古屋市営": "愛知県", "阪急": "大阪府 兵庫県 京都府", "阪神電": "大阪府 兵庫県",
        "京阪": "大阪府 京都府 滋賀県", "南海": "大阪府 和歌山県", "近鉄": "大阪府 京都府 奈良県 三重県 愛知県", "西鉄": "福岡県", "神戸市営": "兵庫県",
        "京都市営": "京都府", "仙台市営": "宮城県", "札幌市営": "北海道", "福岡市営": "福岡県", "広電": "広島県",
    }.items()
}  # fmt: skip
RAILWAYS: Final = re.compile("|".join(_RAILWAY_HINTS))


class Strength(IntEnum):
    """How surely a name is said of the place."""

    NOT = 0
    ATTACHED = 1
    BARE = 2
    FULL = 3


@dataclass(frozen=True, slots=True)
class Region:
    """Prefecture and municipality, as far as the words decide them. ``ambiguous``: a name of several places stayed open."""

    prefecture: str | None = None
    city: str | None = None
    spot: Spot | None = None
    mention: Mention | None = None
    ambiguous: bool = False


@dataclass(slots=True)
class _Settling:
    """What the names seen so far have decided."""

    prefectures: frozenset[str]
    prefecture: str | None = None
    city: str | None = None
    spot: Spot | None = None
    mention: Mention | None = None
    ambiguous: bool = False
    open: list[Mention] = field(default_factory=list)


def strength(text: str, mention: Mention, *, venue: bool) -> Strength:
    """How surely the name is a place. ``venue``: the text is the value of 会場 or 場所, where even 大阪産業創造館 tells."""
    if mention.full:
        return Strength.FULL
    if (
        PERSON.match(text, mention.end)
        or NOT_PLACES.match(text, mention.start)
        or FROM_ELSEWHERE.match(text, mention.end)
    ):
        return Strength.NOT
    town = all(spot.kind is Kind.TOWN for spot in mention.spots)
    if town:
        return (
            Strength.BARE
            if venue and re.compile(r"[\d一二三四五六七八九十]").match(text, mention.end)
            else Strength.NOT
        )
    follows = CLAUSE if mention.name in SURNAMES and not venue else PLACED
    if follows.match(text, mention.end) and not (
        is_kanji(text, mention.start - 1) and text[mention.start - 1] not in "回弾日末夜朝夕晩週月年次祝土於"
    ):
        safe = venue or any(spot.known or spot.kind is Kind.PREFECTURE for spot in mention.spots) or _is_large(mention)
        return Strength.BARE if safe else Strength.NOT
    attached = venue and not is_kanji(text, mention.start - 1) and mention.name not in COMMON_WORDS
    return Strength.ATTACHED if attached else Strength.NOT


def _is_large(mention: Mention) -> bool:
    """Whether the name is that of a city with wards or of a prefecture's seat."""
    return any(spot.kind is Kind.CITY and spot.city == spot.name and spot.known for spot in mention.spots)


def region(text: str, places: Gazetteer, *, venue: bool, hints: frozenset[str] = frozenset()) -> Region:
    """The one region that the text names; ``hints`` are prefectures that the surroundings name."""
    rated = [(strength(text, mention, venue=venue), mention) for mention in places.mentions(text[:SCAN_LIMIT])]
    said = [(rating, mention) for rating, mention in rated if rating is not Strength.NOT]
    stated = _stated(said)
    inner = frozenset(_sole(mention) for rating, mention in said if rating >= Strength.BARE) - {None}
    settling = _Settling(stated or frozenset(filter(None, inner)) or hints)
    for rating, mention in sorted(said, key=lambda pair: (-pair[0], _rank(pair[1]), pair[1].start)):
        if rating is Strength.ATTACHED and settling.prefecture:
            break
        _settle(settling, mention, narrow=bool(stated))
    if settling.prefecture is None and len(stated) == 1:
        settling.prefecture = next(iter(stated))
    return Region(
        settling.prefecture,
        settling.city,
        settling.spot,
        settling.mention,
        settling.ambiguous and settling.city is None,
    )


def _settle(settling: _Settling, mention: Mention, *, narrow: bool) -> None:
    """Let one more name decide what is still open."""
    spots = mention.spots
    agreeing = tuple(spot for spot in spots if spot.prefecture in settling.prefectures)
    if agreeing:
        spots = agreeing
    elif narrow:
        return
    if settling.prefecture:
        spots = tuple(spot for spot in spots if spot.prefecture == settling.prefecture)
    whole = settling.city
    if whole:
        spots = tuple(spot for spot in spots if spot.city and spot.city != whole and spot.city.startswith(whole))
    meant = _meant(mention, spots)
    prefectures = {spot.prefecture for spot in meant}
    settling.ambiguous |= len(prefectures) > 1
    if len(prefectures) != 1:
        return
    settling.prefecture = meant[0].prefecture
    cities = {spot.city for spot in meant}
    if len(cities) == 1 and (meant[0].city or settling.spot is None):
        settling.city, settling.spot, settling.mention = meant[0].city, meant[0], mention
    else:
        settling.ambiguous |= len(cities) > 1


def _meant(mention: Mention, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Of one name's places: the prefecture before its city (大阪), the city before its station and before towns (横浜)."""
    choices = (
        [spot for spot in spots if spot.kind is Kind.PREFECTURE],
        [spot for spot in spots if spot.kind is Kind.CITY and spot.name[-1] in "市区"],
        [spot for spot in spots if spot.kind is Kind.CITY],
        [spot for spot in spots if spot.kind is not Kind.TOWN],
    )
    return next((tuple(found) for found in choices if found), spots)


def _rank(mention: Mention) -> int:
    return min(spot.kind for spot in mention.spots)


def _sole(mention: Mention) -> str | None:
    """The prefecture of a name that stands in one prefecture only."""
    prefectures = {spot.prefecture for spot in _meant(mention, mention.spots)}
    return prefectures.pop() if len(prefectures) == 1 else None


def _stated(said: Sequence[tuple[Strength, Mention]]) -> frozenset[str]:
    """Prefectures that are named in full."""
    return frozenset(
        spot.prefecture
        for rating, mention in said
        for spot in mention.spots
        if spot.kind is Kind.PREFECTURE and rating is Strength.FULL
    )


def hints(texts: Iterable[tuple[str, bool]], places: Gazetteer) -> frozenset[str]:
    """Prefectures that texts around the venue name: by postal codes, place words, railways, else area codes.

    A text comes with whether a name counts that begins another word, as in titles (仙台ボードゲーム会).
    """
    named: set[str] = set()
    coded: set[str] = set()
    dialled: set[str] = set()
    for text, attached in texts:
        head = text[:SCAN_LIMIT]
        for match in RAILWAYS.finditer(head):
            dialled |= _RAILWAY_HINTS[match[0]]
        for mention in places.mentions(head):
            sole = _sole(mention)
            if sole and strength(head, mention, venue=attached) >= (Strength.ATTACHED if attached else Strength.BARE):
                named.add(sole)
        for match in POSTCODE.finditer(head):
            coded |= places.codes.get(match[1], frozenset())
        for match in PHONE.finditer(head):
            dialled |= _PHONE_HINTS.get(match[1][:3]) or _PHONE_HINTS.get(match[1][:2], frozenset())
    return frozenset(coded & named or coded or named or dialled)
