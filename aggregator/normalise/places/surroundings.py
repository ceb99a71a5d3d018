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
    "東京都": ("東京メトロ 都営 京王 小田急 東急 京急 西武 京成 銀座線 丸ノ内線 日比谷線 千代田線 有楽町線 半蔵門線 "
    "三田線 大江戸線 浅草線 山手線 埼京線 青梅線 多摩モノレール ゆりかもめ りんかい線 都電"),
    "神奈川県": ("横浜市営 京王 小田急 東急 京急 相鉄 ブルーライン みなとみらい線 横浜線 江ノ電 江ノ島線 根岸線 "
    "シーサイドライン"),
    "埼玉県": "西武 東上線 埼京線 秩父鉄道 川越線 伊勢崎線 スカイツリーライン 埼玉高速鉄道 ニューシャトル",
    "千葉県": "京成 京葉線 外房線 内房線 成田線 千葉都市モノレール 千葉モノレール 流鉄 いすみ鉄道 東葉高速",
    "茨城県": "水戸線 ひたちなか海浜鉄道 関東鉄道", "栃木県": "烏山線 真岡鐵道 ライトライン", "群馬県": "上越線 両毛線 上信電鉄 吾妻線",
    "愛知県": "名古屋市営 名鉄 近鉄 名城線 東山線 鶴舞線 桜通線 リニモ 豊橋鉄道", "岐阜県": "名鉄 高山本線 長良川鉄道", "三重県": "近鉄 伊勢鉄道 四日市あすなろう",
    "静岡県": "遠鉄 遠州鉄道 伊豆急 静岡鉄道 静鉄 大井川鐵道 御殿場線", "長野県": "飯田線 しなの鉄道 長野電鉄 大糸線 アルピコ", "新潟県": "越後線 えちごトキめき 信越本線",
    "富山県": "あいの風 万葉線 富山地方鉄道", "石川県": "北陸鉄道 七尾線", "福井県": "えちぜん鉄道 福井鉄道",
    "大阪府": ("大阪メトロ 阪急 京阪 南海 近鉄 阪神 環状線 御堂筋線 谷町線 四つ橋線 堺筋線 千日前線 長堀鶴見緑地線 阪堺 "
    "北大阪急行 JR東西線"),
    "京都府": "京都市営 阪急 京阪 近鉄 烏丸線 嵯峨野線 叡山電鉄 叡電 嵐電 京福 京都丹後鉄道",
    "兵庫県": ("神戸市営 阪急 阪神 山陽電鉄 山陽電車 神戸電鉄 神鉄 福知山線 播但線 ポートライナー 六甲ライナー "
    "神戸新交通"), "奈良県": "近鉄 大和路線",
    "滋賀県": "京阪 湖西線 近江鉄道 信楽高原", "和歌山県": "南海 紀勢本線 きのくに線", "福岡県": "福岡市営 西鉄 七隈線 箱崎線 空港線 筑豊本線 筑豊電鉄",
    "宮城県": "仙台市営 仙石線 仙山線 東北本線", "福島県": "磐越西線 磐越東線 会津鉄道 福島交通 阿武隈急行 東北本線", "岩手県": "三陸鉄道 釜石線 東北本線",
    "北海道": "札幌市営 函館本線 千歳線 札沼線 学園都市線", "広島県": "広電 広島電鉄 アストラムライン 呉線 芸備線 福塩線 可部線", "岡山県": "岡電 津山線 宇野線 水島臨海",
    "香川県": "ことでん 琴電 高徳線 予讃線", "愛媛県": "伊予鉄", "高知県": "とさでん 土讃線", "熊本県": "熊本電鉄 熊本市電 豊肥本線", "佐賀県": "長崎本線 唐津線", "長崎県": "長崎本線 大村線 島原鉄道",
    "鹿児島県": "指宿枕崎線 鹿児島市電", "沖縄県": "ゆいレール",
}  # fmt: skip
"""Railways and lines by prefecture, coarse: of lines through several, the prefectures in which names are borne twice."""


_SURE: Final = (
    "江ノ電 みなとみらい線 ブルーライン 江ノ島線 根岸線 大江戸線 ゆりかもめ りんかい線 多摩モノレール "
    "副都心線 丸ノ内線 銀座線 四つ橋線 千日前線 長堀鶴見緑地線 堺筋線 谷町線 烏丸線 嵐電 叡山電鉄 叡電 "
    "名城線 東山線 鶴舞線 桜通線 "
    "七隈線 箱崎線 ゆいレール 広電 アストラムライン ことでん 琴電 伊予鉄 とさでん 熊本電鉄 静鉄 遠鉄 "
    "遠州鉄道 豊橋鉄道 北陸鉄道 えちぜん鉄道 福井鉄道 長野電鉄 上信電鉄 秩父鉄道 ニューシャトル "
    "千葉都市モノレール 神戸電鉄 神鉄 "
    "六甲ライナー ポートライナー 可部線 札沼線 学園都市線 札幌市営 仙台市営 福岡市営 横浜市営 近江鉄道 "
    "和歌山電鐵 島原鉄道"
)
SURE_LINES: Final = frozenset(_SURE.split())
"""Lines that run in one prefecture: they tell it for a station that no table has."""


def _by_word(table: dict[str, str]) -> dict[str, frozenset[str]]:
    """The table turned round: the prefectures of each word."""
    words = {word for line in table.values() for word in line.split()}
    return {word: frozenset(name for name, line in table.items() if word in line.split()) for word in words}


_CODES: Final = _by_word(AREA_CODES)
_COMPANIES: Final = _by_word(RAILWAYS)
_COMPANY: Final = re.compile("|".join(_COMPANIES))
_PHONE: Final = re.compile(r"(?<![\d-])(0\d{1,4})[-(]\d{1,4}[-)]\d{3,4}(?!\d)")
_POSTCODE: Final = re.compile(r"(?<!\d)(\d{2})\d-\d{4}(?![\d-])")


def by_line(text: str) -> str | None:
    """The prefecture of the lines in a text that run in one only; ``None`` where none does or they disagree."""
    found = {_COMPANIES[match[0]] for match in _COMPANY.finditer(text[:SCAN_LIMIT]) if match[0] in SURE_LINES}
    return next(iter(next(iter(found)))) if len(found) == 1 else None


def hints(texts: Iterable[tuple[str, bool]], places: Gazetteer) -> frozenset[str]:
    """The prefectures that texts around the venue name: by postal codes, place words, else railways and area codes.

    A text comes with whether a name counts that begins another word, as in titles (仙台ボードゲーム会).
    """
    told: set[str] = set()
    coded: set[str] = set()
    vague: set[str] = set()
    for text, attached in texts:
        head = text[:SCAN_LIMIT]
        told |= _named(head, places, Strength.ATTACHED if attached else Strength.BARE)
        coded |= coded_in(head, places)
        for match in _PHONE.finditer(head):
            vague |= _CODES.get(match[1][:3]) or _CODES.get(match[1][:2], frozenset())
        for match in _COMPANY.finditer(head):
            vague |= _COMPANIES[match[0]]
    return frozenset(coded & told or coded or told or vague)


def named(text: str, places: Gazetteer) -> frozenset[str]:
    """The prefectures that postal codes and names of places in a text tell for sure."""
    head = text[:SCAN_LIMIT]
    told = _named(head, places, Strength.BARE)
    coded = coded_in(head, places)
    return frozenset(coded & told or coded or told)


def coded_in(text: str, places: Gazetteer) -> frozenset[str]:
    """The prefectures of the postal codes in a text."""
    codes = (places.codes.get(match[1], frozenset()) for match in _POSTCODE.finditer(text))
    return frozenset(prefecture for found in codes for prefecture in found)


def _named(text: str, places: Gazetteer, least: Strength) -> set[str]:
    """The prefectures of names that stand in one prefecture only."""
    found = set()
    for mention in places.mentions(text):
        prefecture = sole(mention)
        if prefecture and strength(text, mention, venue=least is Strength.ATTACHED) >= least:
            found.add(prefecture)
    return found
