"""What is asked at other times than this one: 通常料金(大人400円)がこの日に限り無料, 通常3,000円のところ2,000円, 1,500円→1,000円. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.fees.amounts import Amount

_USUAL: Final = re.compile(r"通常の?(?:料金|入[館場園]料)")
_OLD: Final = re.compile(
    r"\s*(?:\([^()\n]{0,12}\))?\s*(?:→|⇒|➡|->|=>)\s*[^\d\n]{0,12}(?:¥\d|\d[\d,]*\s?[千万]?円|無料)"
)
_INSTEAD: Final = re.compile(r"のところ(?:を)?[、\s]?(?P<who>[^\d\n。]{0,14})\d[\d,]*円(?!引|割|OFF|オフ)")
_OFFER: Final = re.compile(
    r"円\((?:平日|土日|普段|ふだん)なら$"
    r"|(?:お試し|初回体験|初回限定|特別価格|特価|今だけ|今回(?:限り|のみ)|記念|キャンペーン)[^\n。(]{0,20}\("
    r"(?:通常|定価)(?:[1一]回)?[^\d)]{0,6}$"
)
"""Before what is asked at other times: お試し価格1,100円(通常3,300円)."""
_USUALLY: Final = re.compile(r"円\((?:通常|定価|普段|ふだん|もと)[^\d)]{0,6}$")
_TODAY: Final = re.compile(r"[^()\n]{0,14}(?:→|本日|今回|限り|半額|特別)")
"""1,980円(通常3,980円→本日限り半額)."""
_SOME: Final = re.compile(r"方|持参|会員|学生|限定?の方|提示")
_DAY: Final = re.compile(r"(?<![\d/])(?P<month>\d{1,2})(?:月|/)(?P<day>\d{1,2})(?:日|(?![\d/]))")
_NOTE: Final = re.compile(
    r"\s*(?:[※*]\s?|なお、?)?"
    r"(?:(?<=[※*、おな ])(?!当日|本日|今回|開催|受付|前売|早割|早期|会期|期間|予備|第|一般|学生|会員)"
    r"[^\s\d、。()]{1,12}(?<!支払い)(?<!振込)(?<!キャンセル)(?<!申込)(?<!申し込み)(?<!予約)(?<!販売)(?<!発売)"
    r"(?<!締切)(?<!受付)(?<!参加)"
    r"|次回)[はが]\s?"
    rf"(?:{_DAY.pattern})(?:\([^()\n]*\))?(?!\s?(?:まで|から|より|以[降前]|必着|締|〆|中に))"
)
"""A note on another thing and its day; not on how this time is signed up for or paid."""
_BEFORE: Final = 44


def of_other_day(folded: str, at: int) -> bool:
    """Whether an amount stands in a note on another thing with a day of its own: ※実技は5月23日、受講料1,500円."""
    line = folded.rfind("\n", 0, at) + 1
    note = folded[line:at]
    if not line or not _NOTE.match(note):
        return False
    days = {(day["month"], day["day"]) for day in _DAY.finditer(note)}
    told = {(day["month"], day["day"]) for day in _DAY.finditer(folded, 0, line)}
    return bool(days and told) and not days & told


def lifted(folded: str, amount: Amount, after: str) -> bool:
    """Whether an amount is not asked this time; ``after`` are the words of its line behind it."""
    near = max(0, amount.start - _BEFORE)
    if (
        _OLD.match(after)
        or _OFFER.search(folded, near, amount.start)
        or (_USUALLY.search(folded, near, amount.start) and _TODAY.match(folded, amount.end))
    ):
        return True
    rest = folded[amount.end : amount.end + 60].partition("\n")[0]
    if (instead := _INSTEAD.match(rest)) is not None and not _SOME.search(instead["who"]):
        return True
    if "無料" not in rest:
        return False
    line = folded.rfind("\n", 0, amount.start) + 1
    return _USUAL.search(folded, max(line, amount.start - 40), amount.start) is not None
