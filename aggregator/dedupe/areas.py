"""Names of places that stand in titles (in 新宿, @渋谷, 大阪会場): each with its prefecture.

Not a gazetteer: the names that organisers of meetings put into titles to tell their own meetings apart.
"""

from __future__ import annotations

import re
from functools import cache

_TABLE = """
北海道 札幌 函館 旭川 帯広 釧路 小樽 すすきの
青森 八戸 弘前
岩手 盛岡
宮城 仙台
秋田県
山形
福島県 郡山 いわき
茨城 水戸 つくば 土浦
栃木 宇都宮
群馬 高崎 前橋
埼玉 大宮 浦和 川越 所沢 川口 越谷 さいたま
千葉 船橋 柏 松戸 市川 幕張 津田沼 浦安 木更津
東京 新宿 渋谷 池袋 銀座 有楽町 丸の内 六本木 恵比寿 品川 上野 秋葉原 表参道 原宿 目黒 中目黒 吉祥寺 立川 八王子 町田 神田 日本橋 新橋 赤坂 青山 浅草 五反田 大手町 飯田橋 水道橋 御茶ノ水 四ツ谷 高田馬場 中野 下北沢 三軒茶屋 自由が丘 二子玉川 蒲田 北千住 錦糸町 両国 門前仲町 豊洲 お台場 虎ノ門 麻布十番 代々木 代官山 神保町 国分寺 調布 府中 三鷹 荻窪 赤羽 大塚 巣鴨 田町 浜松町 月島 築地 麹町 市ヶ谷 後楽園 汐留 押上 西新宿 大井町 武蔵境 世田谷 練馬 板橋 足立 葛飾 江戸川 杉並
神奈川 横浜 川崎 藤沢 鎌倉 相模原 湘南 小田原 武蔵小杉 みなとみらい 関内 厚木 新横浜 横須賀 茅ヶ崎 溝の口
新潟 長岡
富山
石川県 金沢
福井
山梨 甲府
長野 松本 軽井沢
岐阜
静岡 浜松 沼津
愛知 名古屋 名駅 栄 大須 豊田 豊橋 岡崎 一宮 金山
三重 四日市
滋賀 大津 草津
京都 河原町 烏丸
大阪 梅田 難波 大阪駅 中之島 なんば 心斎橋 天王寺 本町 淀屋橋 堺 新大阪 京橋 高槻 枚方 豊中 吹田 北浜 天満橋
兵庫 神戸 三宮 姫路 西宮 尼崎 明石 芦屋
奈良
和歌山
鳥取 米子
島根 松江
岡山 倉敷
広島 福山
山口県 下関
徳島
香川 高松
愛媛 松山
高知
福岡 博多 天神 薬院 大名 北九州 小倉 久留米
佐賀
長崎 佐世保
熊本
大分 別府
宮崎
鹿児島
沖縄 那覇 宜野湾
"""
_PREFECTURE = {name: line.split()[0].rstrip("県") for line in _TABLE.strip().splitlines() for name in line.split()}
_ROMAN = {
    "tokyo": "東京", "osaka": "大阪", "kyoto": "京都", "nagoya": "名古屋", "fukuoka": "福岡", "sapporo": "札幌",
    "sendai": "仙台", "yokohama": "横浜", "kobe": "神戸", "shibuya": "渋谷", "shinjuku": "新宿", "ginza": "銀座",
    "hiroshima": "広島", "okinawa": "沖縄", "roppongi": "六本木", "ikebukuro": "池袋", "kanazawa": "金沢",
    "niigata": "新潟", "umeda": "梅田", "akihabara": "秋葉原", "nagano": "長野", "shizuoka": "静岡", "chiba": "千葉",
    "hokkaido": "北海道", "aomori": "青森", "iwate": "岩手", "morioka": "盛岡", "akita": "秋田", "yamagata": "山形", "fukushima": "福島県",
    "ibaraki": "茨城", "tsukuba": "つくば", "tochigi": "栃木", "utsunomiya": "宇都宮", "gunma": "群馬", "toyama": "富山", "ishikawa": "石川県",
    "fukui": "福井", "yamanashi": "山梨", "matsumoto": "松本", "gifu": "岐阜", "hamamatsu": "浜松", "aichi": "愛知", "mie": "三重",
    "shiga": "滋賀", "hyogo": "兵庫", "himeji": "姫路", "nara": "奈良", "wakayama": "和歌山", "tottori": "鳥取", "shimane": "島根",
    "matsue": "松江", "okayama": "岡山", "yamaguchi": "山口県", "tokushima": "徳島", "kagawa": "香川", "takamatsu": "高松", "ehime": "愛媛",
    "matsuyama": "松山", "kochi": "高知", "hakata": "博多", "saga": "佐賀", "nagasaki": "長崎", "kumamoto": "熊本", "oita": "大分",
    "miyazaki": "宮崎", "kagoshima": "鹿児島", "naha": "那覇", "kichijoji": "吉祥寺", "marunouchi": "丸の内", "toranomon": "虎ノ門",
    "kamakura": "鎌倉", "fujisawa": "藤沢", "shonan": "湘南", "tachikawa": "立川", "hachioji": "八王子", "machida": "町田", "omiya": "大宮",
    "kawasaki": "川崎", "saitama": "大宮", "shinagawa": "品川", "ebisu": "恵比寿",
}  # fmt: skip
_QUARTERS = """
札幌 すすきの
名古屋 名駅 栄 大須 金山
横浜 みなとみらい 関内
川崎 武蔵小杉 溝の口
神戸 三宮
北九州 小倉
"""
_CITY_OF = {name: line.split()[0] for line in _QUARTERS.strip().splitlines() for name in line.split()[1:]}
"""Cities that are not called like their prefecture, of their quarters."""
_SHORT = {name for name in _PREFECTURE if len(name) == 1}
_LONG_NAMES = "|".join(sorted(_PREFECTURE.keys() - _SHORT, key=len, reverse=True)).replace("江戸川", "江戸川(?!越)")
_NAME = re.compile(rf"(?:{_LONG_NAMES})(?!さん|先生|氏|教授|監督|社長|選手)")
"""Many places are surnames too."""
_ROMAN_NAME = re.compile(rf"(?<![a-z])(?:{'|'.join(_ROMAN)})(?![a-z]|\.[a-z])")
_LATIN = re.compile("[a-z]{3}")
_SHORT_NAME = re.compile(f"[{''.join(_SHORT)}]")
_MARKED = re.compile(
    rf"(?:in\s*|@\s*|[\[(【<《])({'|'.join(_SHORT)})(?=[\])】>》\s]|$)|({'|'.join(_SHORT)})(?:会場|開催|店|校|駅)"
)
_PREFECTURES = re.compile(r"東京都|北海道|京都府|大阪府|(?:神奈川|和歌山|鹿児島|[一-龥]{2})県")
_CITY = re.compile(r"(?:[一-龥ぁ-んァ-ヶー]{1,6}?郡)?[一-龥ぁ-んァ-ヶー]{1,6}?[市区町村](?!場|立|民|役)")


def areas(title: str) -> frozenset[str]:
    """The place names that a folded title carries, romanised ones as kanji."""
    found = set(_NAME.findall(title))
    if _SHORT_NAME.search(title):
        found |= {match.group(1) or match.group(2) for match in _MARKED.finditer(title)}
    if _LATIN.search(title):
        found |= {_ROMAN[name] for name in _ROMAN_NAME.findall(title)}
    return frozenset(found)


def as_surname(name: str, title: str) -> bool:
    """Whether a name of the table may be a surname in a folded title: other kanji stand right behind it, which no place has there."""
    return re.search(rf"{name}(?=[一-龥])(?!会|開|校|店|駅|市|区|県|府|都|町|村|版|編|本|支)", title) is not None


def without(title: str, names: frozenset[str]) -> str:
    """A folded title without these of its place names, however they are written."""
    rest = title
    for name in names:
        rest = _named(name).sub(" ", rest)
    if not names or not _LATIN.search(rest):
        return rest
    return _ROMAN_NAME.sub(lambda match: " " if _ROMAN[match.group()] in names else match.group(), rest)


def apart(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two titles name different places: each has a name that lies in none of the other's.

    東京 and 渋谷 agree, one lies in the other; 新宿 and 渋谷 do not, nor do 湘南 藤沢 and 湘南 鎌倉.
    """
    alone, others_alone = ours - theirs, theirs - ours
    if not alone or not others_alone:
        return False
    return not any(_within(one, other) for one in ours for other in others_alone) and not any(
        _within(one, other) for one in alone for other in theirs
    )


def prefecture(words: str) -> str | None:
    """The prefecture that an address names, without its 都道府県."""
    match = _PREFECTURES.search(words)
    return bare(match.group()) if match else None


def city(address: str) -> str | None:
    """The municipality that an address names: ``渋谷区``, ``横浜市``."""
    match = _CITY.search(_PREFECTURES.sub("", address, count=1))
    return match.group() if match else None


@cache
def _named(name: str) -> re.Pattern[str]:
    """A name of the table with what may stand behind it: 渋谷区."""
    return re.compile(rf"{name}(?:都|府|県|市|区|町|村|駅)?")


def bare(prefecture: str) -> str:
    """``東京都`` -> ``東京``; 北海道 keeps its 道."""
    return prefecture if prefecture == "北海道" else re.sub(r"[都府県]$", "", prefecture)


def home(name: str) -> str | None:
    """The prefecture in which a name of the table lies."""
    return _PREFECTURE.get(name)


def _within(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    return other in {_PREFECTURE[one], _CITY_OF.get(one)} or one in {_PREFECTURE[other], _CITY_OF.get(other)}
