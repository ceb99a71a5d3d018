"""Ways of writing days and clocks that are read once they are written as usual: やさしい日本語, newspapers' clocks, corrections. Pure.

Each is rewritten to the same number of characters, so that what is found keeps its place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_KANA: Final = re.compile(r"\dがつ")
"""10がつ 4か."""
_UNITS: Final = (
    (re.compile(r"(?<=\d)ねん(?=\s?\d)"), "年 "),
    (re.compile(r"(?<=\d)がつ"), "月 "),
    (re.compile(r"(?<=\d)にち(?!よう|かん|め)"), "日 "),
    (re.compile(r"(?<=[月日] )(\d{1,2})か(?!ん|い|け|しょ)|(?<=月  )(\d{1,2})か(?!ん|い|け|しょ)"), r"\1\2日"),
)
_WEEKDAYS: Final = {"げつ": "月", "か": "火", "すい": "水", "もく": "木", "きん": "金", "ど": "土", "にち": "日"}
_WEEKDAY: Final = re.compile(r"(げつ|か|すい|もく|きん|ど|にち)よう(?:び|(?=[)\s]))")
_ONES: Final = (
    *((1, "いち"), (2, "に"), (3, "さん"), (4, "し"), (4, "よ"), (4, "よん"), (5, "ご"), (6, "ろく"), (7, "しち")),
    *((7, "なな"), (8, "はち"), (9, "く"), (9, "きゅう")),
)
_TENS: Final = ((0, ""), (10, "じゅう"), (20, "にじゅう"), (30, "さんじゅう"))
_SPOKEN: Final = {
    f"{tens}{ones}": ten + one for ten, tens in _TENS for one, ones in ((0, ""), *_ONES) if 0 < ten + one <= 31
}
"""Numbers as they are said: じゅういち."""
_DAYS: Final = ("ついたち", "ふつか", "みっか", "よっか", "いつか", "むいか", "なのか", "ようか", "ここのか", "とおか")
_SPOKEN_DAYS: Final = {
    **{f"{word}にち": number for word, number in _SPOKEN.items() if number > 10},
    **{word: number for number, word in enumerate(_DAYS, start=1)},
    "じゅうよっか": 14,
    "はつか": 20,
    "にじゅうよっか": 24,
}


def _words(numbers: Mapping[str, int], most: int) -> str:
    """The words up to a number as alternatives, the longest first."""
    return "|".join(sorted((word for word, number in numbers.items() if number <= most), key=len, reverse=True))


_IN_KANA: Final = re.compile(
    rf"(?:(?<![ぁ-ん])(?P<k>{_words(_SPOKEN, 12)})|(?P<m>1?\d))がつ[ \t]?の?[ \t]?(?P<d>{_words(_SPOKEN_DAYS, 31)})(?!よう)"
)
"""くがつ じゅうよっか, 5がつ いつか: an いつか or ようか by itself is another word."""
_HOUR_IN_KANA: Final = re.compile(rf"(ごぜん|ごご)([ \t]?)({_words(_SPOKEN, 12)})じ(?![ょゅゃかつ])")
"""ごご さんじはん."""
_HALF: Final = re.compile(r"[前後](?<![一-鿿][前後])\d{1,2}・[0-5]\d(?:\s?[~-]\s?[前後]?\d{1,2}・[0-5]\d)?")
"""後6・00~7・30, as newspapers write."""
_WRONG: Final = re.compile(
    (
        r"(?:^|(?<=[\s(【\[]))誤(?=[\s:)】\]])[^\n]{1,40}?(?=(?:→|⇒|[(【\[\s])\s*正[\s:)】\]])"
        r"|^[ \t]*[(【\[]?誤[)】\]:\s][^\n]*(?=\n\s*[(【\[]?正[)】\]:\s])"
    ),
    re.MULTILINE,
)
"""誤 開演13時 → 正 開演13時30分, in one line or two."""


_OLD: Final = re.compile(r"(?<=[時分半日])(?:ヨリ|カラ|マデ)|拾(?=[一二三四五六七八九壱弐参]?[年月日時分])")
_OLD_WORDS: Final = {"ヨリ": "より", "カラ": "から", "マデ": "まで", "拾": "十"}
"""四月拾壱日 六時半ヨリ八時マデ, as posters in the old manner write."""


def as_usual(folded: str) -> str:
    """The folded text with days and clocks as they are usually written, and without what it says to be wrong."""
    if "がつ" in folded and (_KANA.search(folded) or _IN_KANA.search(folded)):
        folded = _IN_KANA.sub(_day, folded)
        folded = _HOUR_IN_KANA.sub(lambda found: f"{found[1]}{_SPOKEN[found[3]]}時".rjust(len(found[0])), folded)
        folded = _WEEKDAY.sub(lambda found: f"{_WEEKDAYS[found[1]]}曜日".ljust(len(found[0])), folded)
        for pattern, usual in _UNITS:
            folded = pattern.sub(usual, folded)
    if "・" in folded:
        folded = _HALF.sub(lambda found: found[0].replace("・", ":"), folded)
    if any(word in folded for word in _OLD_WORDS):
        folded = _OLD.sub(lambda found: _OLD_WORDS[found[0]], folded)
    if "誤" in folded:
        folded = _WRONG.sub(lambda found: " " * len(found[0]), folded)
    return folded


def _day(found: re.Match[str]) -> str:
    """A day as it is said, with its numbers."""
    return f"{found['m'] or _SPOKEN[found['k']]}月{_SPOKEN_DAYS[found['d']]}日".rjust(len(found[0]))
