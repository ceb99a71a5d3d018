"""Take the value of 会場 or 場所 apart: the venue's name, the address, the way there, the floor, and words that are none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from aggregator.normalise.places.attendance import NO_EVENT
from aggregator.normalise.places.cleaned import DIGITS, FLOOR, TRIM, clean, without_floor
from aggregator.normalise.places.houses import (
    EVENT,
    FACILITY,
    HOUSE_WORD,
    SHOP,
    WHEREABOUTS,
    Quoted,
    inner_name,
    is_room,
)
from aggregator.normalise.places.nowhere import (
    AND_ONLINE,
    AT_HOME,
    FORMAT_VALUE,
    INSIDE,
    NAMELESS,
    ONLINE_VALUE,
    RECORDED,
    SEEN_LATER,
    TOLD,
    UNKNOWN,
)
from aggregator.normalise.places.rooms import all_rooms, is_large
from aggregator.normalise.places.several import apart
from aggregator.normalise.places.stations import itself

_ADMIN: Final = (
    "(?:東京都|北海道|(?:京都|大阪)府|[一-鿿]{2,3}県)(?!民[^ 0-9]{0,8}(?:館|センター|ホール|会場|プラザ|広場|[のホ]))"
)
_KANA_KANJI: Final = "[一-鿿ヶケのぁ-んァ-ヶー]"
ACCESS: Final = re.compile(
    r"徒歩|歩いて|との(?:市|県|区|町)?境|隣接"
    r"|からも?(?:直通)?の?(?:路線|市営|シャトル|無料)?(?:バス|送迎|電車|車で)|[0-9]番出口|出口|改札|下車|直結"
    r"|直通|最寄|アクセス|駅前すぐ|駅すぐ|バス停|駐車場(?= ?[はがもあな有無完を不:(0-9])|[^ ]線[^ ]{1,8}駅"
    r"|から[0-9約]+分|駅から|駅より"
)
POSTCODE: Final = re.compile(r"(?:日本[、, ]{1,2})?〒? ?\d{3}-\d{4} *")
PHONE: Final = re.compile(r"(?:TEL|Tel|tel|電話)[:.]? ?[\d()-]{9,}|(?<!\d)0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)")
MARKED_LINK: Final = re.compile(r"\[((?:[^\[\]\n\\]|\\.)+)\]\([^()\s]+\)")
"""Markdown: [青空ビル](https://…) 9F."""
_ESCAPE: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
LINK: Final = re.compile(r"https?://\S+|www\.\S+")
STREET: Final = re.compile(
    rf"{DIGITS}{{1,4}}丁目(?:[0-9]{{1,4}}(?:番地?(?:の[0-9]+)?)?(?:[0-9]{{1,3}}号)?(?:-[0-9]{{1,4}}){{0,3}})?"
    r"|[0-9]{1,5}(?:-[0-9]{1,5}){1,3}|[0-9]{1,5}番地?(?:の?[0-9]{1,4})?(?:[0-9]{1,3}号)?"
    r"|[0-9]{1,4}条[東西南北][0-9]{1,3}(?:丁目)?(?:[0-9]+(?:-[0-9]+)*)?"
)
"""The numbers of a Japanese address: 1-2-3, 1丁目2番3号, 25番地, 北3条西4丁目."""
PREFECTURE: Final = re.compile(rf"^{_ADMIN} ?")
REGION: Final = re.compile(
    r"^"
    rf"(?:{_ADMIN}|{_KANA_KANJI}{{1,6}}?[市区](?![民役立外営]|内(?![一-鿿]{{1,3}}[0-9]))"
    rf"|[一-鿿ヶケのぁ-ん]{{1,5}}?郡{_KANA_KANJI}{{1,5}}?[町村]|{_KANA_KANJI}{{1,4}}[町村](?= ))"
)
"""One step of an address: prefecture, city, ward, 郡 with its town."""
ANNOTATION: Final = re.compile(r"[(\[【〔《<][^()\[\]【】〔〕《》<>\n]{0,80}[)\]】〕》>]")
LABEL: Final = re.compile(
    (
        r"^[ ■□◆◇●○・*▼▶★☆>-]*"
        r"(?:会場名?|開催場所|場所|開催地|ところ|住所|所在地|名称|会場住所|現地(?:会場|参加)?|リアル(?:会場|参加)?"
        r"|オフライン(?:会場|参加)?|対面|venue|place|address|location) *[:】\]] *"
    ),
    re.IGNORECASE,
)
OTHER_LABEL: Final = re.compile(r"(?!会場|場所|住所|集合|ところ|所在地|アクセス|オンライン|現地)[^\s:(]{2,8}: ?\S")
"""コース:北鎌倉駅 on a later line: the place's value has ended."""
CLOCK: Final = re.compile(
    r"(?:(?:出発|集合|受付|開場|開演|解散)[ :]?)?(?:午前|午後)?"
    r"(?:(?<!\d)\d{1,2}:\d\d|\d{1,2}時(?:半|\d{1,2}分)?)(?:集合|出発|解散|開始|まで|頃|ごろ|~)*"
)
DAY: Final = re.compile(
    r"^[\s・-]*(?:20\d\d年)?\d{1,2}(?:月\d{1,2}日|/\d{1,2}(?=[ (]))\s?(?:\([月火水木金土日][^()]{0,3}\))?[\s:はに]?"
)
"""Before the hour and the place: 集合 12月13日(日) 8時50分 桐生駅南口."""
INSTEAD: Final = re.compile(r"^[^(\n]*(?:ではなく|でなく)[、 ]?|^[×✕][^→⇒]*[→⇒]\s*[○◯〇]?")
"""What the place is no longer: 旧体育館ではなく、総合体育館; ×東館 → ○南館."""
CHANGES: Final = ("なく", "×", "✕", "→", "⇒")
"""What tells of another place has one of these."""
MOVED: Final = re.compile(r"^(?P<old>[^→⇒]{2,40})[→⇒](?P<new>(?! ?(?:雨|荒天|悪天))[^→⇒]{2,40})$")
GENERIC: Final = re.compile(
    r"(?:立)?(?:近代|現代)?(?:美術館|博物館|図書館|文学館|体育館|武道館|民会館|民ホール|庁舎?)$"
)
"""What says nothing without its region: 長崎県美術館."""
_BARE: Final = 3
"""Characters of a name that is hardly more than the kind of the house (ホテル)."""
_BUILDING: Final = re.compile(
    r"(?:ビル|ビルヂング|ビルディング|タワー|ヒルズ|スクエア|マンション|駅|館|モール)$|[0-9A-Za-z]$"
)
"""Houses of many tenants: behind their floor a house of its own may stand."""
_TENANTS: Final = re.compile(r"(?:ビル|ビルヂング|ビルディング|タワー|マンション|ハイツ|コーポ)$")
_ROOM: Final = 12
"""Characters of a room's name at most."""
_TOWARDS: Final = re.compile(r"(?<=[^\sのまか])[へに] ?(?=(?:朝|午前|午後|AM|PM)? ?\d{1,2}(?:時|:\d\d))")
"""港のりばへ17時: the particle between the place and the hour."""
_NUMBERED: Final = re.compile(r"\s*\d{1,2}[.)、] ?[^\d\s]")
"""Below a value the next fact of a numbered list: 5.会費."""
_NEXT_LABEL: Final = re.compile(r" [〇○◯■●◆][^\s:]{2,8}:.*$")
"""Behind a value on its line: 基山駅前 〇集合時間: 9時."""
_NOTE_SAID: Final = re.compile(
    r"(?:ます|です|ません(?:でした)?|ました|ください|下さい|でしょう|(?<=[をと])予定|(?:あり|なし|有り|無し|可))[。!]?$"
)
"""A sentence in brackets (同駅着の列車をご利用ください) names nothing."""
ROUTE: Final = r"(?:解 ?散|(?:コース|行 ?程|経路|ルート)(?=[ :]))"
"""The beginning of a line that tells the way one goes, or where it ends: its stations are no venue."""
_ENDS: Final = re.compile(
    rf"\W*(?:{ROUTE}|(?:入場|見学|参加|観覧)(?:無料|自由|費|料)|(?:要|事前)?(?:予約|申込)|先着|定員)"
)
"""The line below where one meets (解散 15時 同駅), or another fact (入場無料)."""
_LARGE_OF: Final = re.compile(r"(?:ホテル|プラザ|パレス|会館|センター)[一-鿿ァ-ヶー]{2,6}$")
"""ロイヤルプラザ高松 4階「瀬戸」."""
_ROOM_NAME: Final = re.compile(r"[一-鿿]{2,3}(?:の間)?")
"""What rooms are called after: アルカディア平河 3階「富士」."""
_FLOOR_LAST: Final = re.compile(rf"{FLOOR.pattern}$")
_ROOM_AND_FLOOR: Final = re.compile(
    rf"{FLOOR.pattern}(?:ホール|ラウンジ|会議室|会議スペース|宴会場|バンケット|セミナールーム)\s?$"
)
"""ポート神戸 21F ホール「SKY」."""
_ROOM_LATIN: Final = re.compile(
    r"(?:(?:Meeting|Conference|Seminar|Main|Large|Small) )?(?:[Rr]oom|[Hh]all|[Ff]loor)(?: ?[A-Z0-9]{1,4})?"
)
_ASIDE: Final = re.compile(r"[※→⇒].*$")
_OWNED: Final = ("立", "営", "民")
"""東京都立水元学園: the prefecture is a part of the name."""
_IN_TOWN: Final = re.compile(r"[^ ・の]{1,6}[町村](?:・|の(?=\S{4}))(\S.+)$")
"""横手市増田町・蔵の駅, 栃木市万町のとちぎ青空美術館."""
_SHOP_IN: Final = re.compile(rf"[^ の]{{1,8}}の((?:{SHOP.pattern})[^ ]*)$")
"""三鷹市下連雀のカフェことり."""
_BESIDE: Final = re.compile(r"の(?:[東西南北]側?|手前|先|隣|向かい|近く|そば|裏|前)$")
"""姫路城の西、徒歩5分「西の丸茶屋」: where the quoted house stands."""
_OF_FLOOR: Final = re.compile(rf"の(?! )(?={FLOOR.pattern})")
"""学生会館の3階."""
_HOUSE_WITHIN: Final = re.compile(
    r"[^\s・]"
    r"(?:ホール|センター|プラザ|会館|公民館|図書館|ギャラリー|アリーナ|スタジオ|ハウス|ミュージアム|ステーション"
    r"|の[家里杜湯館]|[^\s]館(?=[ぁ-んァ-ヶA-Za-z]))(?=[^\s前横裏内隣近・、])"
    r"|[ァ-ヶー]{3,}(?<!アイランド)(?<!ランド)(?<!タウン)(?<!ポート)(?<!ニセコ)"
)
"""A house's word with more behind it, or a word in katakana, is no town: 福井市みらいホール桜, 渋谷区ヒカリエ."""
_SHOP_OF_TOWN: Final = re.compile(r"[^ の]{1,8}[市区町村][一-鿿ヶケ々]{0,6}の([^ の]{2,12} [^ ]{2,10})$")
"""津市東丸之内の青空屋6階画廊: a house of a town, and what is on its floor."""
_PUBLIC_HALL: Final = re.compile(r"[^ ](?:図書|科学|文学|美術|博物|資料|記念|体育|文化|芸術|水族|&ライフ)館$")
"""Behind the floor of one of these there is a room of it, whatever it is called."""
_BEHIND_WALK: Final = re.compile(r"(?:徒歩|歩いて)(?:約)?\d{1,2}分 (\S{3,}(?: \S+)?)$")
"""町田駅徒歩3分 カルチャースペースむく."""
_ROOM_ENDS: Final = re.compile(r"室[A-Z0-9]{0,3}$|^[0-9A-Z・,-]+$")
"""What surely is a room: セミナー室B, 501・502, but not 青空サロン."""
_SPACE: Final = re.compile(" ")
_STATION_LAST: Final = re.compile(r"(?: \S+(?:駅|線))+$")
_ADMIN_OF_ADDRESS: Final = re.compile(rf"{_ADMIN}(?=[一-鿿ぁ-んァ-ヶ])")
_CUT: Final = re.compile(
    r"(?=[ ①-⑳/|\t。、])"
    r"(?:(?: |^)?[①-⑳] ?| [/|] ?|[/|] |(?<=[館園店」』])[/|]|[/|](?=[^ /|]{2,4}[都道府県市区](?![民立]))"
    r"|(?<=会場)[/|]|(?:(?<=ホール)|(?<=センター)|(?<=プラザ))[/|]|[/|](?=入場|参加費|料金|定員|無料|駐車場)"
    r"| (?:所在地|住所)[ :]|[/|](?=オンライン|Zoom|zoom|[^ /|]{1,10}駅)|\t|。|、(?!\d))"
)
_BEHIND_TOWN: Final = re.compile(r"の(?!内|上|下)|と|[ ・、(]")
_CUT_LATIN: Final = re.compile(r" [/|] |\t|, ")


class Venue(NamedTuple):
    """The parts of a place value; ``access`` is all that says how to get there, ``beside`` what running text says around it.

    ``room`` is the end of the name that stands behind a floor: ホテル青空 2F 飛鳥. ``nameless``: one goes to a house that has no name in
    the text (近くの体育館). ``guessed``: no label and no sure form tells that it is the venue.
    """

    name: str | None = None
    address: str | None = None
    access: str = ""
    online: bool = False
    physical: bool = False
    beside: str = ""
    room: str | None = None
    nameless: bool = False
    guessed: bool = False


_WHEN_ONLY: Final = re.compile(
    r"(?:当日|各日|両日|毎回|同日|前日|翌日|朝|夕方|各回|全回)(?:の|は)?|(?:左手|右手|正面|目の前)の\S+"
)
"""What is left of 当日8時, and what only goes on telling where (左手のコンビニ前)."""
_SENTENCE_LABEL: Final = re.compile(r"^\s*(?:集合|開催|待ち?合わせ)?の?(?:場所|会場)は、?")
"""集合場所は大池公園の時計台の下: a sentence in the place of a value."""


@lru_cache(maxsize=4096)
def read_venue(value: str) -> Venue:
    """The parts of the value of a place field (NFKC text, may have several lines)."""
    parts = _Parts()
    for piece in _pieces(_SENTENCE_LABEL.sub("", value)):
        if RECORDED.search(piece) or NO_EVENT.match(piece) or _WHEN_ONLY.fullmatch(piece):
            continue
        if ONLINE_VALUE.match(piece) or AT_HOME.search(piece):
            parts.online = True
        elif not (
            FORMAT_VALUE.fullmatch(piece) or INSIDE.fullmatch(piece) or UNKNOWN.search(piece) or TOLD.search(piece)
        ):
            parts.add(piece)
    houses = (one for one in parts.housed() if not (is_room(one) or _ROOM_LATIN.fullmatch(one)))
    name = (
        next(houses, None)
        or next(iter(parts.names), None)
        or next((one[1] for one in map(itself, parts.access) if one and not NAMELESS.match(one[0])), None)
    )
    address = next(iter(parts.addresses), None)
    access = "\n".join(parts.access)
    return Venue(name, address, access, parts.online, bool(name or address or access), room=parts.rooms.get(name or ""))


def _a_room(piece: str, quoted: Quoted) -> bool:
    """Whether the name in quotes is a room on a floor of a large house: ホテル青空 2階「白鳥」, but not 青空ビル2階「カフェことり」."""
    head = piece[: quoted.start]
    house = FLOOR.sub("", head).rstrip().removesuffix("の")
    on_floor = _FLOOR_LAST.search(head) if house != head.rstrip() else None
    large = is_large(house) or _LARGE_OF.search(house)
    called = _ROOM_NAME.fullmatch(quoted.name) and not (_BUILDING.search(house) or WHEREABOUTS.search(house))
    kind = on_floor is None and _ROOM_AND_FLOOR.search(head)
    return bool(kind or (on_floor and (large or called))) and len(house) > _BARE and not SHOP.match(quoted.name)


@dataclass(slots=True)
class _Parts:
    """What the pieces of a place value are."""

    names: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    access: list[str] = field(default_factory=list)
    rooms: dict[str, str] = field(default_factory=dict)
    online: bool = False
    building: str | None = None

    def housed(self) -> list[str]:
        """The names; what is called like a house goes before the building on whose floor it is: 中央区1-2 月ビル5F / 茶話サロン椿."""
        first, *more = self.names or [""]
        within = next((one for one in more if HOUSE_WORD.search(one) and not EVENT.search(one)), None)
        return [within] if within and first == self.building else self.names

    def add(self, piece: str) -> None:
        """Take one piece for a name, an address, or the way there."""
        name: str | None
        address: str | None = None
        if NAMELESS.match(piece):
            self.access.append(piece)
            return
        if (quoted := inner_name(piece)) and not _a_room(piece, quoted):
            name, head = quoted.name, piece[: quoted.start]
            self.names = [] if all(map(_BESIDE.search, self.names)) else self.names
            if ACCESS.search(head):
                self.access.append(head)
            else:
                address = _address_before(head)
        elif ACCESS.search(piece):
            self.access.append(piece)
            name, address = (None, None) if self.names else _before_access(piece)
        else:
            name, address = _split_address(piece)
            if name and address and FLOOR.search(piece) and _TENANTS.search(name):
                self.building = name
        self.addresses += [address] if address else []
        if name:
            self.names.append(name)
            if room := _room_on_floor(piece, name):
                self.rooms[name] = room


def _room_on_floor(piece: str, name: str) -> str | None:
    """The room behind the floor of a large house: ホテル青空 2F 飛鳥, but not 青空会館 2F カフェことり."""
    floor = FLOOR.search(piece)
    if floor is None:
        return None
    room, house = clean(piece[floor.end() :]) or "", piece[: floor.start()].rpartition(" ")[2]
    if not 1 < len(room) <= _ROOM or not name.endswith(f" {room}") or SHOP.match(room):
        return None
    if (is_large(house) or _PUBLIC_HALL.search(house)) and len(house) > _BARE:
        return room
    return None if _BUILDING.search(house) or FACILITY.search(room) or len(house) < _BARE else room


def _pieces(value: str) -> list[str]:
    """Lines, notes in brackets and parts behind a slash, cleaned; a bracket inside a name stays with its content apart."""
    pieces: list[str] = []
    for number, line in enumerate(value.split("\n")):
        if number and (OTHER_LABEL.match(line) or _ENDS.match(line) or (pieces and _NUMBERED.match(line))):
            break
        plain = _ESCAPE.sub("", MARKED_LINK.sub(r"\1", line)) if "](" in line else line
        text = apart(_now(LINK.sub(" ", LABEL.sub("", SEEN_LATER.sub("", plain)))))
        if ":" in text or "時" in text:
            text = _TOWARDS.sub(" ", _NEXT_LABEL.sub("", text))
            text = CLOCK.sub(" ", DAY.sub("", PHONE.sub(" ", text)))
        else:
            text = DAY.sub("", PHONE.sub(" ", text))
        text = text.strip()
        text = f"{text})" if text.count("(") > text.count(")") else text
        inner = [match[0][1:-1] for match in ANNOTATION.finditer(text)]
        if inner and (_region_start(inner[0].strip()) == 0 or ACCESS.search(inner[0])):
            told = text.index(inner[0]) + len(inner[0]) + 1
            if also := AND_ONLINE.match(text, told):  # 青空カフェ(小樽市色内)+Zoom
                pieces.append(also[1])
            text = text[:told]  # 青空カフェ(小樽市色内) 撮影のあと…: the name is told
        elif not inner and (also := AND_ONLINE.search(text)) and not FORMAT_VALUE.fullmatch(text[: also.start()]):
            pieces.append(also[1])  # 青空会館 研修室およびZoom
            text = text[: also.start()]
        outer = ANNOTATION.sub(" ", text) if inner and len(ANNOTATION.sub("", text).strip(TRIM)) > 1 else text
        outer = outer.replace(" の", "の") if ")の" in text else outer
        notes = [one for one in inner if ACCESS.search(one) or not _NOTE_SAID.search(one) or ONLINE_VALUE.match(one)]
        for piece in (*(_CUT_LATIN if outer.isascii() else _CUT).split(outer), *notes):
            cleaned = _ASIDE.sub("", piece).strip(TRIM)
            if cleaned:
                pieces.append(cleaned)
    return pieces


def _now(value: str) -> str:
    """The place that holds where a line tells the former one too: ×東館 → ○南館, 東館→オンライン."""
    if not any(sign in value for sign in CHANGES):
        return value
    value = INSTEAD.sub("", value)
    moved = MOVED.match(value)
    return moved["new"] if moved and not ACCESS.search(value) else value


def _before_access(piece: str) -> tuple[str | None, str | None]:
    """The venue's name and address before the way to it on one line, or the name behind it.

    青空会館 あおぞら駅徒歩5分; あおぞら駅徒歩5分 青空ビル3F; 京都市上京区 西陣会館 駐車場はありません.
    """
    tokens = piece.split(" ")
    lead = " ".join(takewhile(lambda token: not ACCESS.search(token), tokens))
    if " " in lead and REGION.match(lead):
        return _split_address(lead)
    tail = " ".join([*takewhile(lambda token: not ACCESS.search(token), reversed(tokens))][::-1])
    for words in (_STATION_LAST.sub("", lead), tokens[0], tail, tokens[-1]):
        name = without_floor(words).strip(TRIM)
        housed = FACILITY.search(name) or (words is tail and FLOOR.search(words))
        if name and housed and not ACCESS.search(name) and not name.endswith("駅"):
            return clean(name), None
    if (behind := _BEHIND_WALK.search(piece)) and not ACCESS.search(behind[1]):
        return clean(behind[1]), None
    return None, None


def _address_before(head: str) -> str | None:
    """The address before a quoted name: 盛岡市菜園の喫茶「…」, 岡山市北区表町1-2「…」."""
    begin = _region_start(head)
    if begin is None:
        return None
    street = STREET.search(head, begin)
    end = street.end() if street else next((at.start() for at in _BEHIND_TOWN.finditer(head, begin)), len(head))
    return head[begin:end].strip(TRIM) or None


def _split_address(piece: str) -> tuple[str | None, str | None]:
    """(name, address) of one piece.

    The building follows the street number or a space (東京都港区芝1-2-3 青空ビル), or the name precedes the region
    (青空ビル 東京都港区芝1-2-3). A region that runs on into a facility is its name (渋谷区文化センター).
    """
    text = POSTCODE.sub("", piece)
    floored = without_floor(_OF_FLOOR.sub("", text)).strip(TRIM)
    of_town = floored != text.strip(TRIM) and _SHOP_OF_TOWN.match(floored)
    text = of_town[1] if of_town else floored
    begin = _region_start(text)
    if begin is None:
        return clean(text), None
    if street := STREET.search(text, begin):
        name = text[:begin].strip(TRIM) or text[street.end() :].strip(TRIM)
        return clean(name), text[begin : street.end()]
    if begin:
        return clean(text[:begin].strip(TRIM)), text[begin:]
    return _split_region(text)


def _split_region(text: str) -> tuple[str | None, str | None]:
    """(name, address) of a piece that begins with a region and has no street number."""
    end = _region_end(text)
    if text[end : end + 1] in ("・", "の") and not REGION.fullmatch(text[end + 1 :]):
        return clean(text[end + 1 :]), None
    if of_town := _IN_TOWN.match(text, end) or _SHOP_IN.match(text, end):
        return clean(of_town[1]), text[: of_town.start(1) - 1]
    town, _, rest = text[end:].partition(" ")
    room = rest and (is_room(rest) or (all_rooms(rest) and _ROOM_ENDS.search(rest)))
    if town and (room or _HOUSE_WITHIN.search(town)):
        return clean(text), None  # 小牧市消防本部 会議室, 糸魚川市ふれあいホール青海
    if rest and not (town and FACILITY.search(town)):
        address = text[:end] + town
        return clean(rest.strip(TRIM)), address if town else None
    if town and not INSIDE.fullmatch(town):
        named = FACILITY.search(town) or FACILITY.search(text) or (len(town) > 2 and town.endswith("室"))
        bare = PREFECTURE.sub("", text)
        whole = GENERIC.fullmatch(bare) or bare.startswith(_OWNED)
        return (clean(text if whole else bare), None) if named else (None, text)
    return None, None


def _region_start(text: str) -> int | None:
    """Where an address begins: at a prefecture, or at a municipality behind a space."""
    if match := _ADMIN_OF_ADDRESS.search(text):
        return match.start()
    if REGION.match(text):
        return 0
    return next((one.end() for one in _SPACE.finditer(text) if REGION.match(text[one.end() :])), None)


def _region_end(text: str) -> int:
    """How far prefecture and municipalities reach from the beginning."""
    at = 0
    while match := REGION.match(text[at:]):
        at += match.end()
    return at
