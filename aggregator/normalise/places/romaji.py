"""Names of places in Latin letters (Musashino, Tokyo; Naka-ku, Yokohama), as listings in English write them."""

from __future__ import annotations

import re
from typing import Final

_PREFECTURES: Final = (
    "Hokkaido=北海道 Aomori=青森県 Iwate=岩手県 Miyagi=宮城県 Akita=秋田県 Yamagata=山形県 Fukushima=福島県 Ibaraki=茨城県 Tochigi=栃木県 Gunma=群馬県 Saitama=埼玉県 Chiba=千葉県 Tokyo=東京都 "
    "Kanagawa=神奈川県 Niigata=新潟県 Toyama=富山県 Ishikawa=石川県 Fukui=福井県 Yamanashi=山梨県 Nagano=長野県 Gifu=岐阜県 Shizuoka=静岡県 Aichi=愛知県 Mie=三重県 Shiga=滋賀県 Kyoto=京都府 Osaka=大阪府 "
    "Hyogo=兵庫県 Nara=奈良県 Wakayama=和歌山県 Tottori=鳥取県 Shimane=島根県 Okayama=岡山県 Hiroshima=広島県 Yamaguchi=山口県 Tokushima=徳島県 Kagawa=香川県 Ehime=愛媛県 Kochi=高知県 Fukuoka=福岡県 "
    "Saga=佐賀県 Nagasaki=長崎県 Kumamoto=熊本県 Oita=大分県 Miyazaki=宮崎県 Kagoshima=鹿児島県 Okinawa=沖縄県"
)
_CITIES: Final = (
    "Chiyoda=千代田区 Minato=港区 Shinjuku=新宿区 Bunkyo=文京区 Taito=台東区 Sumida=墨田区 Koto=江東区 Shinagawa=品川区 Meguro=目黒区 Ota=大田区 Setagaya=世田谷区 Shibuya=渋谷区 Nakano=中野区 "
    "Suginami=杉並区 Toshima=豊島区 Itabashi=板橋区 Nerima=練馬区 Adachi=足立区 Katsushika=葛飾区 Edogawa=江戸川区 Arakawa=荒川区 Musashino=武蔵野市 Mitaka=三鷹市 Hachioji=八王子市 Tachikawa=立川市 Machida=町田市 "
    "Yokohama=横浜市 Kawasaki=川崎市 Sagamihara=相模原市 Kamakura=鎌倉市 Fujisawa=藤沢市 Sapporo=札幌市 Sendai=仙台市 Nagoya=名古屋市 Kobe=神戸市 Sakai=堺市 Hamamatsu=浜松市 Kitakyushu=北九州市 Kanazawa=金沢市 "
    "Funabashi=船橋市 Kashiwa=柏市 Matsumoto=松本市 Himeji=姫路市 Nishinomiya=西宮市 Naha=那覇市"
)
_JAPANESE: Final = {
    latin.lower(): name
    for table in (_CITIES, _PREFECTURES)
    for latin, _, name in (pair.partition("=") for pair in table.split())
}
_NAMES: Final = re.compile(
    rf"(?:(?<=, )|(?<=\n)|^)({'|'.join(sorted(_JAPANESE, key=len, reverse=True))})(?:[- ](?:ku|shi|city|ward|prefecture|to|fu))?(?= ?(?:,|$|\n|〒|\d{{3}}-\d{{4}}|Japan))",
    re.IGNORECASE,
)
_WARD: Final = re.compile(
    r"[A-Z][a-z]{2,}(?:-ku| [Ww]ard), ?(Kyoto|Osaka|Hiroshima|Fukuoka|Saitama|Chiba|Niigata|Shizuoka|Okayama|Kumamoto|Sapporo|Sendai|Yokohama|Kawasaki|Nagoya|Kobe)(?![a-z])"
)
"""A ward before a name that a prefecture and its city share tells the city: Kamigyo-ku, Kyoto."""
_MOST: Final = 400


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
