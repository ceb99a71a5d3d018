"""Dates that are not the event's own: closing days, deadlines, days of sale, and those of the page itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from aggregator.induce.marks import LIKELY, Mark

_NOT_THE_EVENT: Final = re.compile(
    (
        r"お?(?:申し?込み?|予約|受付|募集)(?:期間|方法|開始日?|期限)?\s*[:/]"
        r"|(?:申し?込み?|応募|募集|受付|締め?切り?)は\s?$"
        r"|(?<![^\W\d])お?(?:(?:ネット|電話|窓口|事前|参加)?(?:申し?込み?|予約|受付|募集|応募))+(?:期間|開始日?|期限)?\W?$|年末年始\s?[(:]|休館|休園|休廊|休業"
        r"|(?<![春夏冬昼])休み|定休|振替休|締切|〆切|受付期間|申込期間|申込み期間|募集期間|発売"
        r"|(?:先行|前売り?券?)(?:(?:発売|販売|受付)?開始)?日?\W{0,3}$"
        r"|(?:予約|受付|販売|募集|申し?込み?)開始日?\W{0,3}$"
        r"|^\W*(?:tickets?|advance|pre-?sale|on sale)\b\D{0,20}$|掲載|更新|公開日|投稿|アーカイブ配信|見逃し"
        r"|deadline|closed(?!\s+sessions?)|posted|updated|published on"
        r"|(?:チケット|前売り?券?|先行|当日券)(?:予約|販売|受付)?\s?[:/]"
    ),
    re.IGNORECASE,
)
"""Words beside or before a date that is not the event's own."""
_LABEL_OF_ANOTHER: Final = re.compile(
    (
        r"\W*"
        r"(?:一般|友の会|会員|電話|窓口|web|ネット|インターネット|チケット|プレイガイド|最速|抽選"
        r"|(?:第?\d次|\w次)?先行|前売り?券?|お)*"
        r"(?:申し?込み?|予約|受付|募集|締切|応募|発売|販売|先行|前売り?券?|更新|掲載)"
        r"(?:期間|方法|開始|締切|受付|発売|日時?)*は?\W*$"
    ),
    re.IGNORECASE,
)
"""A label alone on the line above, such as a table's cell: 申込, 会員先行."""
_COLUMN_OF_ANOTHER: Final = re.compile(
    (
        r"締め?切|〆切|期限|申し?込|受付|応募|募集|予約|発売|先行|任期|巡回|\bend dates?\b|\bterms?\b"
        r"|\bexpir(?:es|ation)\b|\bdeadlines?\b|\bdue\b|\bon sale\b|\bclosing\b|\bapply by\b|\bregister by\b"
    ),
    re.IGNORECASE,
)
_COLUMN_OF_EVENT: Final = re.compile(
    (
        r"(?:開催|実施|公演|会議|講座)(?:年月)?日(?:時|程)?\W*"
        r"|(?:meeting|event|hearing|show|concert|course)\s(?:dates?|days?)\b.*"
    ),
    re.IGNORECASE,
)
_SAYS_ANOTHER: Final = re.compile(
    (
        r"\W*(?:\([^)]{1,8}\))?\s?(?:に)?"
        r"(?:更新|掲載|投稿|必着|締切|〆切"
        r"|(?:から|より)"
        r"(?:[^。]{0,14}(?:受付|受け付け|発売|申し?込)|\s?(?:お?電話|fax|窓口|メール)(?:にて|で|・|または|に|$))"
        r"|(?:予約|受付|販売|募集|発売)(?:開始|スタート)|まで(?:受付|に申)"
        r"|[^。]{0,60}(?:休館|閉館|休室|閉室|休園|閉園|休場|休廊|閉廊|休店|休業|休演|休診|お?休み)日?"
        r"(?:し|いた|と|です|を))"
    ),
    re.IGNORECASE,
)
"""Words behind a date that is not the event's own: 9月4日から電話受付."""
_DUE: Final = re.compile(
    r"""\W*(?:\([^)]{1,8}\)\W*)?(?:(?:午前|午後)?\s?\d{1,2}(?::\d\d|時(?:半|\d{1,2}分)?)\s?)?
    (?: までに(?!は?終)|(?:から|より)\s?(?:お?電話|fax|窓口|メール|web|先着順?で|店頭)(?:にて|で|・|または|に|$)
    | (?:頃|ごろ)?(?:より|から|以降|に)?\s?(?:順次)?(?:発送|出荷|再?入荷|お届け|到着|発売(?!記念)) )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Behind the day until or from which one applies, or on which goods leave: 6月2日までに窓口へ, 10/31以降発送."""
_EXCEPT: Final = re.compile(
    r"\W*(?:\([^)]{1,8}\)\s?)?(?:(?:は|を)?\s?除[くき]|まで(?:に)?、?\s?(?:受け?付け?|申し?込|お?申込|予約|募集|販売))"
)
"""Behind the last of some days that are left out, or on which one applies: 12月29日から1月3日を除く, 7月31日まで受け付けました."""
_ON_SALE: Final = re.compile(
    r"(?:一般|先行|会員(?:先行)?|友の会(?:先行)?|前売り?(?:券|開始)?|(?:チケット|整理券)(?:一般)?)\s?"
    r"(?:発売|販売|受付|配布)(?:日|開始(?:日)?)?\W*$"
)
"""What ends with the sale begins it on that day: 9/14(土) 独演会 一般発売."""
_PUBLISHED: Final = re.compile(r"\W*に?公開")
"""Behind a date without a weekday: a page's. 6/10(土)公開 is a film's."""
_SHOW: Final = re.compile(r"\W*(?:\([^)]{1,8}\)\s?)?(?:\d{1,2}(?::\d\d|時)\s?)?の(?:回|公演|部)(?!\W*$)")
"""Behind the day of a performance that something is said of: 9/11(金)の回終演後トーク."""
_AS_OF: Final = re.compile(r"\W*(?:現在|時点)")
"""Behind the day on which a page was written."""
_SENTENCE: Final = re.compile(r"(?:で|ま)(?:す|した|せん|しょう)[ねよ]?。$")
_SOLD: Final = re.compile(r"(?:発売|先行|予約|受付)(?:日|開始日?)?\W{0,3}$")
_SOON: Final = re.compile(r"\W*(?:近日|好評|絶賛|まもなく|もうすぐ)\s?(?:発売|受付|予約|募集)(?:開始|中|予定)?\W*")
"""A badge of the item (近日発売), and no label of a day."""
_LABEL_END: Final = re.compile(r"(?:日時?|期間|期限|開始|方法|について)*\W*$")


def is_of_something_else(text: str, marks: Sequence[Mark], before: str, *, headed: bool = False) -> bool:
    """Whether a label says that the date is of a closing day, a deadline or the page itself; one that says nothing is the event's.

    ``before`` is the line above, unless that is what happens on an earlier day (3日 休館日). Where it is ``headed``, the line above
    is the head of its row (休館日 | 毎週月曜日、5月10日), and speaks of every day in it.
    """
    first = marks[0].start if marks else 0
    before = "" if _SOON.fullmatch(before) else before
    if _NOT_THE_EVENT.search(text[:first]):
        return True
    if marks and _says_another(text, marks, first):
        return True
    if marks and first < 8 and _LABEL_OF_ANOTHER.match(before.replace(" ", "")):
        return True
    if headed and len(before) < 12 and _NOT_THE_EVENT.match(before):
        return True
    label = _NOT_THE_EVENT.search(before) if len(before) < 16 and not LIKELY.search(before) else None
    return label is not None and _LABEL_END.match(before, label.end()) is not None and first < 8


def heads_another(head: str) -> bool:
    """Whether the head of a column says that its days are of something else: 申込締切, filing deadline, 一般発売."""
    return _COLUMN_OF_ANOTHER.search(head) is not None


def heads_the_event(head: str) -> bool:
    """Whether the head of a column says that its days are those on which it takes place: 開催日, Meeting Dates."""
    return _COLUMN_OF_EVENT.fullmatch(head) is not None


def _says_another(text: str, marks: Sequence[Mark], first: int) -> bool:
    """Whether what stands behind the date gives it to something else: に公開, 現在."""
    if first and _SHOW.match(text, marks[-1].end):
        return True
    if _AS_OF.match(text, marks[-1].end) or _EXCEPT.match(text, marks[-1].end) or _ON_SALE.search(text, marks[-1].end):
        return True
    behind = marks[0].end
    if _DUE.match(text, behind):
        return True
    return first < 16 and bool(_SAYS_ANOTHER.match(text, behind) or _PUBLISHED.match(text, behind))


def is_in_prose(text: str, first: int) -> bool:
    """Whether a day stands within sentences, or at the head of one: ``first`` is where the day begins in ``text``."""
    return "。" in text[:first] or _SENTENCE.search(text) is not None


def is_of_sale(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a day behind the first one is that of the sale: 1月13日 前売3,500円 発売日11月18日."""
    return any(_SOLD.search(text, one.end, other.start) for one, other in pairwise(marks))
