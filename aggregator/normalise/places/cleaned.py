"""The bare name of a house: without its floor, notes behind it, the way to it before it. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.places.nowhere import ONLINE_PIECE, UNKNOWN

DIGITS: Final = "[0-9一二三四五六七八九十]"
FLOOR: Final = re.compile(
    rf" *(?:地[下上])?[Bb]?{DIGITS}{{1,3}}(?:[~・,/-][0-9]{{1,2}})? ?"
    r"(?:F(?![A-Za-z])|f(?![a-z])|かい(?=[\s)]|$)|階(?:[A-Z](?=$|[\s,)]))?)(?:フロア)?"
    r"(?:の?奥(?=$|[\s(])|席(?=$|[\s(]))? *"
)
FLOOR_LATIN: Final = re.compile(r",? *\b\d{1,2}(?:st|nd|rd|th) [Ff]loor\b *")
TRIM: Final = " \t,、。.・·:;/|-~*※■□◆◇●○▼▽▲▶★☆@≫≪»«▸"
NOTE: Final = re.compile(
    r"(?=[※*→⇒にへほな 他等お及らび並とさ貸し第でに周付一近の集発「])"
    r"(?:[※*→⇒].*$|[にへ]変更(?:に?な.*)?$"
    r"|(?<=\S\S)(?:ほか|など| 他| 等|(?:および|及び|ならびに|並びに|と)[そ]?の?周辺\S{0,6})$"
    r"|(?<=[店堂屋亭庵 ァ-ヶーA-Za-z])さん$| ?貸し?切り?$| (?:店|館|園|校|施設)内$| 第?[2二]会場.*$"
    r"|(?<=[社寺館園場校城堂])の?(?:周辺|付近|一帯|近辺)$"
    r"|(?:です|となります|になります|で(?:開催|行い|実施)(?:し|され|い)?ます?)[。.!]?$"
    r"|にて(?:開催|実施|行います)?[。.!]?$|で開催.*$| ?に?集合$| ?発着$|(?<=[場り館園前口駅])へ$"
    r"|(?<=\S\S)に[^\s、。]{2,14}[をて](?: ?[^\s。]{0,8}集合)?$"
    r"| (?:入場|参加|観覧|出入り?)(?:自由|無料|フリー).*$| (?:雨天|小雨|荒天|雨の日)\S*.*$"
    r"| (?:劇場|公式|会場|店舗|施設)?(?:HP|ホームページ|地図)(?![一-鿿]).*$"
    r"| (?![でにをがはもへと])\S*(?:ます|です|ません(?:でした)?|ました|ください|下さい)[。!]?$"
    r"|(?<=\S\S)「[^「」]{2,20}(?:市|祭り?|まつり|マルシェ|フェスタ?|マーケット)」.*$)"
)
STATION_EXIT: Final = re.compile(
    r"^\S{1,8}駅(?:[東西南北新]{1,2}|中央|公園|[A-Z]?\d{1,2}番?)(?:出?口)(?:前|側|すぐ)?\s+(?=\S)"
    r"(?!ペデストリアン|\S{0,6}デッキ|\S{0,6}広場|ロータリー|噴水|\S{0,4}交番|階段|エスカレーター|モニュメント"
    r"|コンコース|\S{0,4}バス|\S{0,3}タクシー|\S{1,8}像|時計|\S{0,6}改札)"
)
"""三鷹駅南口 青空ビル: the way to the venue before its name."""
SEATS: Final = re.compile(r"[ 、(]*(?:先着|定員|限定|各回)?\s?\d+(?:名|人|席)\S{0,6}$")
THAT_IS: Final = (
    r"(?:のある|に(?:ある|立つ|建つ|面した|できた|出来た|構える)|である|に?(?:隣接|位置|併設)(?:する|した|された)"
    r"|移築された|知られる|[知し]れた|親しまれる|おなじみの|生まれ変わった|オープンした"
    r"|(?:定番|拠点|名所|会場)[とに]なった)"
)
"""区役所に隣接する, いわずと知れた: what tells of the house before its name."""
LEAD: Final = re.compile(
    rf"^[^\n]{{0,30}}{THAT_IS}(?=\S{{3}})"
    rf"|^(?:(?:両方|どちら|いずれ|両日|各回|各日)と?も|全(?:日程|回)とも?) ?(?=\S{{3}})"
    rf"|^\S{{2,10}}エリア (?=\S{{3}})|"
    r"^第?[1一]会場[ :]*(?=\S{3})"
    r"|^\S{1,10}[駅口園館所前店社寺校局場院]の?(?:近く|そば|すぐそば|隣|となり|向かい|裏)の ?"
    r"(?=\S{2,8} \S{2})"
    r"|^(?:(?:今回|今月|次回|当日|今年|本年|毎年|恒例|いつも)[はもの])?(?:駅前の)?(?=\S{2})"
)
"""今回は駅前の青空会館: what is no part of the name, at its beginning."""
FOR_SOME: Final = re.compile(r"\([^()\n]{0,14}(?:方|車組|場合|希望者)は[^()\n]{0,12}\d{1,2}(?::\d\d|時)[^()\n]{0,10}\)")
"""(車の方は現地10:45): where others meet."""
_INSIDE: Final = re.compile("内(?<=[^都府県市区町村境案船車]内)$")
"""温室内."""
_MEASURE: Final = re.compile(
    r"[\d~/().: -]*(?:\d(?:km|m|周|月|日|時|分|回)[\d~/().: -]*)+|\d{1,2}/\d{1,2}[\d/ ~()月火水木金土日:.-]*"
)
"""1周5km, 6月15日~6月20日: no name."""
COMPANY: Final = re.compile(
    r"^"
    r"(?:JR(?:[東西]日本|九州|四国|北海道|東海)?|名鉄|近鉄|阪急|阪神|京阪|南海|西鉄|東急|京急|京王|京成|小田急"
    r"|西武|東武|相鉄|地下鉄|東京メトロ|都営(?:地下鉄)?|市営地下鉄|\S{1,8}(?:線|鉄道|電鉄|電車|メトロ|ライン))"
    r" (?=\S+駅)"
)
"""名鉄 東岡崎駅: the railway before a station to meet at."""
_ON_FLOOR: Final = re.compile(rf"{FLOOR.pattern}(?:の(?=\S))?")
_FLOOR_THERE: Final = re.compile(r" (?:で|にて)[!?。]*$")
"""喫茶ポプラ2階で!"""
_SENTENCE: Final = re.compile(r"(?:ます|ません|ました|でした|ください|下さい)$")
_SPACES: Final = re.compile(r"\s{2,}")


def without_floor(text: str) -> str:
    """The text with a space for each floor."""
    return _ON_FLOOR.sub(" ", text) if "階" in text or "F" in text or "f" in text or "かい" in text else text


def clean(name: str) -> str | None:
    """The bare name: no floor, no note, no marks at its ends; ``None`` where nothing is left."""
    text = SEATS.sub("", NOTE.sub("", name))
    lead = LEAD.match(text)
    text = _INSIDE.sub("", text[lead.end() :] if lead else text)
    text = ONLINE_PIECE.sub("", text)
    if "loor" in text:
        text = FLOOR_LATIN.sub(" ", text)
    if "駅" in text:
        text = COMPANY.sub("", STATION_EXIT.sub("", text))
    text = _FLOOR_THERE.sub("", without_floor(text)).strip(TRIM)
    text = _SPACES.sub(" ", text)
    none = UNKNOWN.search(text) or _MEASURE.fullmatch(text) or _SENTENCE.search(text)
    return text if 1 < len(text) <= 60 and not none else None
