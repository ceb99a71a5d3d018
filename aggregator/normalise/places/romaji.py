"""Names of places in Latin letters (Musashino, Tokyo; Naka-ku, Yokohama), as listings and readers in English write them.

The shipped tables of stations and towns hold no readings: a name that is not here must be written in Japanese.
"""

from __future__ import annotations

import re
from typing import Final

_PREFECTURES: Final = (
    "Hokkaido=北海道 Aomori=青森県 Iwate=岩手県 Miyagi=宮城県 Akita=秋田県 Yamagata=山形県 Fukushima=福島県 "
    "Ibaraki=茨城県 Tochigi=栃木県 Gunma=群馬県 Saitama=埼玉県 Chiba=千葉県 Tokyo=東京都 "
    "Kanagawa=神奈川県 Niigata=新潟県 Toyama=富山県 Ishikawa=石川県 Fukui=福井県 Yamanashi=山梨県 "
    "Nagano=長野県 Gifu=岐阜県 Shizuoka=静岡県 Aichi=愛知県 Mie=三重県 Shiga=滋賀県 Kyoto=京都府 "
    "Osaka=大阪府 "
    "Hyogo=兵庫県 Nara=奈良県 Wakayama=和歌山県 Tottori=鳥取県 Shimane=島根県 Okayama=岡山県 "
    "Hiroshima=広島県 Yamaguchi=山口県 Tokushima=徳島県 Kagawa=香川県 Ehime=愛媛県 Kochi=高知県 "
    "Fukuoka=福岡県 "
    "Saga=佐賀県 Nagasaki=長崎県 Kumamoto=熊本県 Oita=大分県 Miyazaki=宮崎県 Kagoshima=鹿児島県 Okinawa=沖縄県"
)
_CITIES: Final = (
    "Chiyoda=千代田区 Minato=港区 Shinjuku=新宿区 Bunkyo=文京区 Taito=台東区 Sumida=墨田区 Koto=江東区 "
    "Shinagawa=品川区 Meguro=目黒区 Ota=大田区 Setagaya=世田谷区 Shibuya=渋谷区 Nakano=中野区 "
    "Suginami=杉並区 Toshima=豊島区 Itabashi=板橋区 Nerima=練馬区 Adachi=足立区 Katsushika=葛飾区 "
    "Edogawa=江戸川区 Arakawa=荒川区 Musashino=武蔵野市 Mitaka=三鷹市 Hachioji=八王子市 Tachikawa=立川市 "
    "Machida=町田市 "
    "Yokohama=横浜市 Kawasaki=川崎市 Sagamihara=相模原市 Kamakura=鎌倉市 Fujisawa=藤沢市 Sapporo=札幌市 "
    "Sendai=仙台市 Nagoya=名古屋市 Kobe=神戸市 Sakai=堺市 Hamamatsu=浜松市 Kitakyushu=北九州市 "
    "Kanazawa=金沢市 "
    "Funabashi=船橋市 Kashiwa=柏市 Matsumoto=松本市 Himeji=姫路市 Nishinomiya=西宮市 Naha=那覇市"
)
_JAPANESE: Final = {
    latin.lower(): name
    for table in (_CITIES, _PREFECTURES)
    for latin, _, name in (pair.partition("=") for pair in table.split())
}
_NAMES: Final = re.compile(
    (
        rf"(?:(?<=, )|(?<=\n)|^)({'|'.join(sorted(_JAPANESE, key=len, reverse=True))})"
        rf"(?:[- ](?:ku|shi|city|ward|prefecture|to|fu))?(?= ?(?:,|$|\n|〒|\d{{3}}-\d{{4}}|Japan))"
    ),
    re.IGNORECASE,
)
_WARD: Final = re.compile(
    r"[A-Z][a-z]{2,}(?:-ku| [Ww]ard), ?"
    r"(Kyoto|Osaka|Hiroshima|Fukuoka|Saitama|Chiba|Niigata|Shizuoka|Okayama|Kumamoto|Sapporo|Sendai|Yokohama"
    r"|Kawasaki|Nagoya|Kobe)(?![a-z])"
)
"""A ward before a name that a prefecture and its city share tells the city: Kamigyo-ku, Kyoto."""
_MOST: Final = 400
_IN: Final = re.compile(
    r"(?<!born )(?<!live )(?<!lived )(?<!living )(?<!based )(?<!raised )(?<!grew up )(?<!studied )"
    r"(?<!worked )(?<!made )(?<!founded )\bin ([A-Z][a-z]+(?:-(?:ku|shi))?(?:, ?[A-Z][a-z]+)?)"
    r"(?![\w'-]| (?:[A-Z]|and ))"
)
_LINE: Final = re.compile(r"^(?:[^,\n]{3,40}, )?([A-Z][a-z]+-(?:ku|shi), [A-Z][a-z]+)\.?$", re.MULTILINE)


def in_japanese(value: str) -> str | None:
    """The regions that a place value in Latin letters names, the larger first, in Japanese; ``None`` where it names none."""
    head = value[:_MOST]
    if not (head.isascii() or ", " in head):
        return None
    found = [_JAPANESE[match[1].lower()] for match in _NAMES.finditer(head)]
    ward = _WARD.search(head)
    if ward and found and found[-1][-1] in "都道府県":
        found[-1] += f"{found[-1][:-1]}市"
    return "".join(reversed(found)) or None


def said_of(text: str) -> str | None:
    """The one region that English sentences or address lines name (in Nara, Chuo-ku, Niigata), in Japanese; ``None`` where they disagree."""
    found = {in_japanese(one[1]) for form in (_LINE, _IN) for one in form.finditer(text[: 10 * _MOST])} - {None}
    return found.pop() if len(found) == 1 else None


_STATIONS: Final = (
    "tokyo=東京 shinjuku=新宿 shibuya=渋谷 ikebukuro=池袋 ueno=上野 shinagawa=品川 akihabara=秋葉原 "
    "kichijoji=吉祥寺 mitaka=三鷹 nakano=中野 ogikubo=荻窪 koenji=高円寺 asagaya=阿佐ケ谷 "
    "nishiogikubo=西荻窪 musashisakai=武蔵境 kokubunji=国分寺 tachikawa=立川 hachioji=八王子 chofu=調布 "
    "machida=町田 shimokitazawa=下北沢 sangenjaya=三軒茶屋 jiyugaoka=自由が丘 "
    "futakotamagawa=二子玉川 nakameguro=中目黒 meguro=目黒 ebisu=恵比寿 gotanda=五反田 osaki=大崎 "
    "tamachi=田町 hamamatsucho=浜松町 shimbashi=新橋 shinbashi=新橋 yurakucho=有楽町 kanda=神田 "
    "ochanomizu=御茶ノ水 iidabashi=飯田橋 ichigaya=市ケ谷 yotsuya=四ツ谷 sendagaya=千駄ケ谷 yoyogi=代々木 "
    "harajuku=原宿 omotesando=表参道 roppongi=六本木 azabujuban=麻布十番 toranomon=虎ノ門 "
    "kasumigaseki=霞ケ関 ginza=銀座 otemachi=大手町 asakusa=浅草 kinshicho=錦糸町 ryogoku=両国 "
    "kitasenju=北千住 akabane=赤羽 otsuka=大塚 sugamo=巣鴨 "
    "takadanobaba=高田馬場 nippori=日暮里 monzennakacho=門前仲町 toyosu=豊洲 oimachi=大井町 kamata=蒲田 "
    "kawasaki=川崎 musashikosugi=武蔵小杉 mizonokuchi=溝の口 yokohama=横浜 shinyokohama=新横浜 "
    "sakuragicho=桜木町 kannai=関内 fujisawa=藤沢 kamakura=鎌倉 ofuna=大船 atsugi=本厚木 odawara=小田原 "
    "omiya=大宮 urawa=浦和 kawaguchi=川口 kawagoe=川越 tokorozawa=所沢 koshigaya=越谷 "
    "chiba=千葉 funabashi=船橋 tsudanuma=津田沼 ichikawa=市川 matsudo=松戸 kashiwa=柏 maihama=舞浜 "
    "osaka=大阪 umeda=梅田 shinosaka=新大阪 namba=難波 nanba=難波 tennoji=天王寺 shinsaibashi=心斎橋 "
    "hommachi=本町 honmachi=本町 yodoyabashi=淀屋橋 kitahama=北浜 takatsuki=高槻 sannomiya=三ノ宮 kobe=神戸 "
    "himeji=姫路 nishinomiya=西宮 kyoto=京都 kawaramachi=京都河原町 "
    "nara=奈良 nagoya=名古屋 sakae=栄 kanayama=金山 hamamatsu=浜松 shizuoka=静岡 kanazawa=金沢 toyama=富山 "
    "niigata=新潟 nagano=長野 matsumoto=松本 sendai=仙台 sapporo=札幌 hakodate=函館 "
    "hiroshima=広島 okayama=岡山 matsuyama=松山 hakata=博多 tenjin=天神 kokura=小倉 kumamoto=熊本 "
    "kagoshimachuo=鹿児島中央 oita=大分 nagasaki=長崎"
)
_STATION: Final = {latin: f"{name}駅" for latin, _, name in (pair.partition("=") for pair in _STATIONS.split())}
_CALLED: Final = re.compile(r"[ -](?:station|sta\.?|eki)$")


def meant(words: str) -> str | None:
    """The place that a person means by a name in Latin letters (Kichijoji, Shin-Osaka Station, Minato-ku Tokyo), in Japanese."""
    if not words.isascii() or not words.strip():
        return None
    name = _CALLED.sub("", words.strip().lower())
    return _STATION.get(re.sub(r"[ '-]", "", name)) or in_japanese(name)
