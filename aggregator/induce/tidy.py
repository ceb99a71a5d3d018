"""A title as one would say it: without the badges, clock times, papers and places that its line goes on with. Pure."""

from __future__ import annotations

import re
from typing import Final

_STATE: Final = (
    r"(?:(?:(?:事前|参加)?(?:お?申し?込み?|予約|受付)(?:受付)?|募集)(?:中|終了|開始|前|不要|制)|受付(?:終了|前)|当日(?:受付|参加可)|要(?:事前)?(?:申し?込み?|予約)"
    r"|(?:参加者|受講生|受講者|出店者)(?:を)?募集(?:中|開始)?|開催(?:中|終了|予定)|終了(?:しました)?|満[席員](?:御礼)?|完売(?:御礼)?|残席?(?:り?わずか|あり)|残りわずか|キャンセル待ち"
    r"|(?:好評)?発売中|(?:入場|参加|観覧|聴講)無料|無料|有料|sold\s?out|few\s?left|coming\s?soon)"
)
"""What has become of an item or how one gets in, which its text tells as well; that it is called off stays in its title."""
_BRACKET: Final = re.compile(
    rf"^\s*[【\[(（〔＜<〈]\s?(?:{_STATE}|予告|必見|注目|pick\s?up|new!*|up!*)\s?[】\])）〕＞>〉]\s*(?=\S)",
    re.IGNORECASE,
)
_LED: Final = re.compile(
    r"^\s*(?:[①-⑳❶-❿]|NEW!*(?=\s+[^\x00-\x7f])|(?:主催|共催|自主|提携|貸館)(?=\s+[^\x00-\x7f]))\s*(?=\S{2})",
    re.IGNORECASE,
)
"""A number in a circle; a badge before a Japanese name: NEW 講演会, and not NEW YEAR CONCERT."""
_BEHIND: Final = re.compile(
    rf"""(?: \s{{0,4}}[\s・/／|｜]\s{{0,4}}{_STATE}
    | \s{{0,4}}[【\[(（〔＜<〈※]\s?{_STATE}\s?[】\])）〕＞>〉]?
    | \s{{1,4}}(?:から|より|まで)
    | \s{{0,4}}[(（\[［]\s?[~〜～]?(?:\d{{1,2}}[/月]\s?)?\d{{1,2}}日?(?:\([^)]\))?\s?まで\s?[)）\]］]
    | \s{{0,4}}[(（\[［]\s?\d{{1,2}}[:：]\d\d\s?(?:[~〜～–-]\s?(?:\d{{1,2}}[:：]\d\d)?)?(?:開演|開始|開場)?\s?[)）\]］]
    | \s{{1,4}}\d{{1,2}}[:：]\d\d\s?(?:[~〜～–-]\s?(?:\d{{1,2}}[:：]\d\d)?)?(?:開演|開始|開場|から|より)?
    | \s{{1,4}}(?:午前|午後)\d{{1,2}}時(?:半|\d\d分)?(?:開演|開始|開場|から|より)?
    | \s{{1,4}}\d{{1,2}}時(?:半|\d\d分)?(?:開演|開始|開場|から|より)
    | \s{{1,4}}(?:チラシ|ちらし)?\s?[\[(（［]?\s?PDF(?:ファイル)?[^\])）］]{{0,20}}[\])）］]?
    | \s{{1,4}}(?:チラシ|ちらし)(?:はこちら)?
    | [(（][・、,\s]{{0,8}}(?:祝日?|休日?)?\s{{0,4}}[)）]
    | \s[@＠]\s?\S.{{0,30}}
    | \s?の(?:お知らせ|おしらせ|ご案内) )$""",
    re.VERBOSE | re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]")
_LEAST: Final = 2
"""So many letters are left at least, else the words are the name."""
_ROUNDS: Final = 4


def tidy(title: str) -> str:
    """The title without what is said around the name: 【受付中】, 要申込, 10:00, （7日まで）, チラシ [PDF], @ 会場, のお知らせ."""
    title = title.strip()
    for _ in range(_ROUNDS):
        cut = _BEHIND.sub("", _LED.sub("", _BRACKET.sub("", title, count=1), count=1), count=1).strip()
        if cut == title or len(_LETTERS.findall(cut)) < _LEAST:
            break
        title = cut
    return title
