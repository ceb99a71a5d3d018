"""Write aggregator/data/readings.tsv from Unicode's Unihan_Readings.txt: ``python tools/readings.py UNIHAN_READINGS``.

The file is in Debian's package ``unicode-data`` and in Unicode's Unihan.zip. Kept are the kanji of JIS levels 1 and 2. Kun readings
come with the okurigana (歩 ARUKU); names have less of it, so that stands beside them: aruku, aru, aruki; asai, asa.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).parents[1] / "aggregator" / "data" / "readings.tsv"
HEAD = """\
# Readings of kanji: Unihan database, Copyright © 1991-2022 Unicode, Inc., shortened and added to by tools/readings.py.
# Permission is hereby granted, free of charge, to any person obtaining a copy of the Unicode data files and any associated documentation
# (the "Data Files") to deal in the Data Files without restriction, including without limitation the rights to use, copy, modify, merge,
# publish, distribute, and/or sell copies of the Data Files, and to permit persons to whom the Data Files are furnished to do so, provided
# that this copyright and permission notice appear with all copies of the Data Files. THE DATA FILES ARE PROVIDED "AS IS", WITHOUT WARRANTY
# OF ANY KIND. https://www.unicode.org/license.txt
"""
NAMES = """
谷 ya; 上 uwa kan; 下 shimo; 中 naka; 日 hi ni ka; 木 ko; 金 kana; 酒 saka; 雨 ama; 船 funa; 風 kaza; 白 shira; 天 ama; 火 ho; 手 ta;
目 ma; 稲 ina; 音 oto ne; 尾 o; 家 ya; 屋 ya; 小 ko o; 大 oo; 三 mi; 四 yo; 五 i; 六 mu; 七 nana; 八 ya; 千 chi; 百 momo; 原 wara;
生 iku nama ki u; 神 kan; 羽 ha wa; 戸 to be; 部 be; 津 tsu; 浜 hama; 沢 sawa; 崎 saki; 宮 miya; 城 ki shiro; 国 kuni; 葉 ha; 井 i; 江 e; 巣 su;
里 sato; 和 wa yama; 柏 kashiwa; 榛 haru; 祇 gi; 園 sono; 館 tate; 水 mi; 久 ku; 子 ko; 女 me; 男 o; 花 hana; 月 tsuki; 星 hoshi; 雪 yuki; 筑 tsuku; 茨 ibara; 埼 sai; 沖 oki; 鶴 tsuru; 亀 kame; 熊 kuma; 鹿 ka shika
"""
"""Readings that names have and the table lacks."""
_VOWELS = "aiueo"


def stems(kun: str) -> list[str]:
    """What stands in names of a verb or an adjective: aru and aruki of aruku, ka and kachi of katsu, asa of asai; nothing of a noun."""
    if kun.endswith(("ai", "oi", "ui", "ii")) and len(kun) > 2:
        return [kun[:-1]]
    if not kun.endswith("u") or len(kun) < 3 or kun.endswith("uu"):
        return []
    rest = kun[:-1]
    while rest and rest[-1] not in _VOWELS:
        rest = rest[:-1]
    end = kun[len(rest) :]
    return [one for one in (rest, rest + {"tsu": "chi", "su": "shi"}.get(end, end[:-1] + "i")) if one]


def usual(letter: str) -> bool:
    """Whether a letter is one of the 6,355 kanji of JIS levels 1 and 2."""
    try:
        code = letter.encode("euc_jp")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0xB0 <= code[0] <= 0xF4


def rows(told: list[str]) -> dict[str, dict[str, None]]:
    """The readings of each kanji, in the table's order."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for line in told:
        code, field, words = [*line.split("\t"), "", ""][:3]
        if field not in {"kJapaneseOn", "kJapaneseKun"} or code.startswith("#"):
            continue
        if not usual(kanji := chr(int(code.removeprefix("U+"), 16))):
            continue
        for word in words.lower().split():
            found[kanji][word] = None
            if field == "kJapaneseKun":
                found[kanji].update(dict.fromkeys(stems(word)))
    for name in NAMES.replace("\n", " ").split(";"):
        kanji, *more = name.split()
        if usual(kanji):
            found[kanji].update(dict.fromkeys(more))
    return found


def main() -> None:
    """Write the table."""
    found = rows(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    lines = [f"{kanji}\t{' '.join(found[kanji])}\n" for kanji in sorted(found)]
    OUT.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
