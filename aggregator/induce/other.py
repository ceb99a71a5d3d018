"""Dates that are not the event's own: closing days, deadlines, days of sale, and those of the page itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from aggregator.induce.marks import LIKELY, Mark

_NOT_THE_EVENT: Final = re.compile(
    r"お?(?:申し?込み?|予約|受付|募集)(?:期間|方法|開始日?|期限)?\s*[:/]|(?<![^\W\d])お?(?:申し?込み?|予約|受付)(?:期間|開始日?|期限)?\W?$|年末年始\s?[(:]|休館|休園|休業|休み|定休|振替休|締切|〆切|受付期間|申込期間|申込み期間|募集期間|発売|掲載|更新|公開日|投稿|アーカイブ配信|見逃し|deadline|closed(?!\s+sessions?)|posted|updated|published on|(?:チケット|前売り?券?|先行|当日券)(?:予約|販売|受付)?\s?[:/]",
    re.IGNORECASE,
)
"""Words beside or before a date that is not the event's own."""
_LABEL_OF_ANOTHER: Final = re.compile(
    r"\W*お?(?:申し?込み?|予約|受付|募集|締切|応募|発売|先行|前売り?|会員先行|一般発売|チケット発売|更新|掲載)(?:期間|方法|開始|締切|受付|発売|日時?)*\W*$"
)
"""A label alone on the line above, such as a table's cell: 申込, 会員先行."""
_SAYS_ANOTHER: Final = re.compile(
    r"\W*(?:\([^)]{1,8}\))?\s?(?:に)?(?:更新|掲載|投稿|必着|締切|〆切|(?:から|より)[^。]{0,14}(?:受付|受け付け|発売|申し?込)|(?:予約|受付|販売|募集|発売)(?:開始|スタート)|まで(?:受付|に申)|[^。]{0,60}(?:休館|休室|閉室|休園|休業|お?休み)(?:し|いた|と|です|を))"
)
"""Words behind a date that is not the event's own: 9月4日から電話受付."""
_PUBLISHED: Final = re.compile(r"\W*に?公開")
"""Behind a date without a weekday: a page's. 6/10(土)公開 is a film's."""
_LABEL_END: Final = re.compile(r"(?:日時?|期間|期限|開始|方法|について)*\W*$")


def is_of_something_else(text: str, marks: Sequence[Mark], before: str, *, headed: bool = False) -> bool:
    """Whether a label says that the date is of a closing day, a deadline or the page itself; one that says nothing is the event's.

    ``before`` is the line above, unless that is what happens on an earlier day (3日 休館日). Where it is ``headed``, the line above
    is the head of its row (休館日 | 毎週月曜日、5月10日), and speaks of every day in it.
    """
    first = marks[0].start if marks else 0
    if _NOT_THE_EVENT.search(text[:first]):
        return True
    if marks and first < 16 and _SAYS_ANOTHER.match(text, marks[0].end):
        return True
    if marks and first < 16 and _PUBLISHED.match(text, marks[0].end):
        return True
    if marks and first < 8 and _LABEL_OF_ANOTHER.match(before):
        return True
    if headed and len(before) < 12 and _NOT_THE_EVENT.match(before):
        return True
    label = _NOT_THE_EVENT.search(before) if len(before) < 16 and not LIKELY.search(before) else None
    return label is not None and _LABEL_END.match(before, label.end()) is not None and first < 8
