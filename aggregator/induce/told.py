"""What one line of an item says beside its days, and whether that can be a title: no button, address, file name or field. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from aggregator.induce.dated import Dated
from aggregator.induce.marks import ENGLISH_DAY, scan
from aggregator.induce.page import Line
from aggregator.induce.parts import named_in
from aggregator.plugin import is_closed_day

_ACTIONS: Final = re.compile(
    r"""^\W*(?: (?:the|a|of|to|for|and|in|on|here|view|download|read|watch|click|see|more|below|above|accessible|final|draft|approved|signed|html|pdf|docx?
    |agendas?|minutes?|details?|info|information|video|audio|recordings?|register|registration|rsvp|map|directions|packets?|notices?
    |presentations?|i?cal(?:endar)?|link|materials?|documents?|opinions?|listen|summary|summaries|transcripts?|livestream|zoom|join|add
    |google|meeting|multimedia|supporting|public|comments?|handouts?|image|icon|export|print|attachments?|file|document|cancell?ed
    |postponed|results?|not|available|tba|tbd|n/a|no|none|posted|published|date|time|location|live|stream|slides?|youtube|webcast|media
    |report|reports|special|regular|updated|revised|amended|english|spanish|kb|mb|size|open|window|new|opens|button|symbol|addendum
    |exhibits?|schedule|order|decision|status|page|pages|text|version|versions|previous|next|tickets?|buy|book|now|free|share|tweet)
    \b[\s\W\d]* )+$
    | ^\W*(?:詳細|詳しく|くわしく|続き|つづき|もっと|申込|申し込み|お申し込み|予約|チケット|購入|一覧|戻る|次へ|前へ|印刷|受付中|受付終了|開催中|開催予定
    |終了|終了しました|議事次第|次第|議事録|会議録|議案|会議資料|配布資料|資料|録画|募集中|満員|満席|参加費|会場|場所|日時|日程|会期|期間|期限|締め?切り?|時間|料金|定員|対象|無料|有料|入場無料|new|pick\s?up|カレンダー|地図|アクセス){1,3}
    (?:を?(?:見る|みる|読む|はこちら|こちら|ページ|する))?(?:へ|はこちら)?\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"\b\d{1,5}\s+(?:[NSEW]\.?\s)?\w+.*\b(?:st|street|ave|avenue|rd|road|blvd|drive|suite|floor|room)\b"
    r"|\b[A-Z]{2}\s+\d{5}\b|〒\s?\d|@\w+\.\w|https?://"
    r"|\(?\d{2,4}\)?[-‐ ]\d{2,4}-\d{3,4}",
    re.IGNORECASE,
)
_FILE: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|mp3|mp4|zip|jpe?g|png)\b", re.IGNORECASE)
_NAMED_FILE: Final = re.compile(r"^\S+\.(?:pdf|docx?)\b(?=\s+\w+\s+\w)", re.IGNORECASE)
_LEFTOVER: Final = re.compile(
    r"^(?:(?:at|in|on|from|to|by|of|and|the|for|with|or|until|will|is|was|held)\b"
    r"|(?:が|に|は|の|と|より|から|まで)(?![ぁ-ん])|に(?:て|は)|(?:より|から|まで)[のはでに]|を|開催|開場|開演|開始)",
    re.IGNORECASE,
)
"""How a sentence goes on behind a day. A particle before further hiragana is the beginning of a word: はじめての短歌, とんぼ玉."""
_FIELD: Final = re.compile(
    r"\W*(?:主\s?催|共\s?催)\s?[:：]"
    r"|\W*"
    r"(?:会\s?場|場\s?所|ところ|内\s?容|定\s?員|対\s?象|講\s?師|出\s?演|料\s?金|参加費|受講料|入場料|観覧料"
    r"|材料費|費\s?用|持ち物|申込(?:方法|先|み)?|申し込み|問い?合わ?せ先?|お問い?合わ?せ先?|と\s?き)"
    r"(?:\s?[:：]|\s)"
    r"|\W*(?:\w+\s)?"
    r"(?:times?|dates?|locations?|venues?|place|address|contact|e-?mail|phone|fees?|price|cost|admission"
    r"|organi[sz]er|speakers?|description)\s?:",
    re.IGNORECASE,
)
"""The label of another field than the title."""
_ONLY_WHEN: Final = re.compile(
    r"(?:会期|期間|開催期間|開催日時?|開催|日時|日程|とき|公演日?|展示期間|時間|時刻|から|まで|より|および|及び"
    r"|と|各日|毎日|いずれも|全|土日祝|祝日?|休日?|曜日?|回目|午前|午後|正午|頃|[\W\d月火水木金土日回分])*"
)
"""Labels and particles of dates, which name nothing by themselves: 会期 … から … まで."""
_LABELLED_DAY: Final = re.compile(r"\W*[^\W\d][^:：]{0,20}[:：]\s*(?:[^\W\d]{3,9},?\s*)?$")
"""What stands before the day of a field: Mandate: 12 June 2025."""
_STATE: Final = re.compile(
    (
        r"\W*(?:cancell?ed|postponed|rescheduled|tentative)\b(?! by)[^:]{0,40}$"
        r"|\W*(?:開催)?(?:中止|延期)(?:しました|になりました|となりました|のお知らせ)?\W*$"
    ),
    re.IGNORECASE,
)
"""What has become of an item; its name it is not."""
_KIND: Final = re.compile(
    r"""\W*(?:(?:次回|前回|今後|今回|次|現在(?:開催中)?|開催中|開催予定|これから)の)?(?:(?:展覧会|企画展示?|特別展示?|常設展示?|(?:ロビー|ミニ|テーマ|特集|巡回|館蔵品?|収蔵品?|所蔵品?)展示?|コレクション展|公演|主催(?:公演|事業)?|共催(?:事業)?|提携(?:公演)?|貸館(?:公演)?|自主(?:事業|公演)|講演会?|講座|教室|上映会?|映画|演劇|音楽|舞台|落語|寄席
    |美術|ダンス|クラシック|コンサート|ライブ|イベント|ワークショップ|トーク(?:イベント)?|レクチャー|シンポジウム|ツアー|こども|親子|一般|展示|催し?物?|行事|その他|体験|大会|スポーツ
    |(?:(?:current|upcoming|ongoing|next|past|special|permanent)\s)?exhibitions?|now\s(?:on|showing)|workshops?|talks?(?:\s?event)?|lectures?|concerts?|lives?|music|performances?|screenings?|films?|movies?|events?|parties|party|dance|theat(?:er|re)|stage|art|kids|tours?
    |one[\s-]?man|two[\s-]?man|sold\s?out|few\s?left|free|new|pick\s?up|hall\s?rental|残りわずか|残席(?:わずか|あり|なし|[○△×◎])?|予約(?:受付中|不要|制|可)|要予約|申込(?:受付中|不要|制)|要申込|受付前|受付(?:中|終了|開始前)|完売|(?:近日|好評|絶賛|まもなく|もうすぐ)\s?(?:発売|受付|予約|募集)(?:開始|中|予定)?|発売中|発売前|無観客|配信(?:あり|のみ)?
    |未定|調整中|詳細未定|終了|開催中|開催前|近日開催|次回|今週末|本日|予告)[・/、／\s]*)+\W*""",
    re.VERBOSE | re.IGNORECASE,
)
"""The kind or the state of an event alone, as badges say it."""
_ROOM: Final = re.compile(
    (
        r"\W*(?:第?[\d一二三]+|[大中小])?(?:階)?\s?"
        r"(?:ホール|展示室|ギャラリー|会議室|研修室|多目的(?:室|ホール)|視聴覚室|和室|講堂|ロビー|ドーム|スタジオ"
        r"|シアター|スクリーン|アリーナ|体育館|エントランス|オンライン|studio|gallery"
        r"|(?:main|small|large|grand)?\s?hall|theat(?:er|re)|(?:\w+\s)?room|lobby|online|foyer)"
        r"(?:[\s+・,&]{0,2}(?:[A-Z](?![A-Z])|\d|[一二三四]))*\W*"
    ),
    re.IGNORECASE,
)
"""A room alone: 第1展示室, Gallery B."""
_ONLY_WEEKDAY: Final = re.compile(
    rf"\W*(?:{ENGLISH_DAY}|[月火水木金土日](?:曜日?)?(?:\W{{0,2}}(?:祝|休|holiday))?)\W*",
    re.IGNORECASE,
)
ONLY_CLOCK: Final = re.compile(
    (
        r"(?:\W|[\d_時分半頃]|午前|午後|正午|開場|開演|開始|終演|から|まで|より|open|start|doors?"
        r"|(?<=\d)\s?[ap]\.?m\b\.?|noon|to|until)*"
    ),
    re.IGNORECASE,
)
"""A clock time with what begins at it: 11:00開演."""
_BETWEEN_DASHES: Final = re.compile(r"\s([-–—])[^\s–—-][^–—-]*\1\s*$")
NO_LETTER: Final = re.compile(r"[\W\d_]+")
_SHORT: Final = 16
_BADGE: Final = 40


@dataclass(frozen=True)
class Told:
    """What one line of an item says, and whether it can be no title."""

    line: Line
    text: str
    weak: bool
    own: bool = False
    looks_like_else: bool = False
    """Whether it is weak for its form alone, as an address or a file has it: among titles it is one (27 W. 72nd St. LLC)."""

    @cached_property
    def badge(self) -> bool:
        """Whether it is but a kind, a state or a room, which is a title only where there is no other."""
        return len(self.text) <= _BADGE and bool(_KIND.fullmatch(self.text) or _ROOM.fullmatch(self.text))

    @cached_property
    def letters(self) -> str:
        """The text without digits and signs: ``No. 12`` and ``No. 13`` say the same."""
        return NO_LETTER.sub("", self.text)


def tell(line: Line, when: Dated | None, *, own: bool = False, labels: frozenset[str] = frozenset()) -> Told | None:
    """What a line says beside the days that it names; ``None`` if that is nothing.

    The day of the item itself (``own``) is cut out; a day in another line belongs to the title (``Minutes of May 3``).
    """
    key = (when is not None, own, labels)
    if key not in line.known:
        line.known[key] = _told(line, when, own=own, labels=labels)
    told: Told | None = line.known[key]
    return told


def _told(line: Line, when: Dated | None, *, own: bool, labels: frozenset[str]) -> Told | None:
    rest = _NAMED_FILE.sub(" ", when.rest if when else line.text).strip()
    letters = NO_LETTER.sub("", rest)
    if (when is None or not when.marks) and len(rest) < _SHORT and scan(rest):  # a month alone
        letters = NO_LETTER.sub("", "".join(piece for piece in _beside(rest)))
    if len(letters) < (3 if letters.isascii() else 2) or (own and _ONLY_WHEN.fullmatch(rest)):
        return None
    text = _trimmed(line.text)
    if own and when is not None and not when.torn:
        text = named_in(line, when) or rest
    elif own:
        text = rest if when is None else text
    led = when.text[: when.marks[0].start] if when is not None and when.marks else ""
    labelled = not own and len(rest) < 2 * _SHORT and _LABELLED_DAY.match(led) is not None
    weak = _is_closed(text) or bool(
        labelled
        or _STATE.match(text)
        or _ACTIONS.match(text)
        or _FIELD.match(text)
        or (when is None and (ONLY_CLOCK.fullmatch(text) or _ONLY_WEEKDAY.fullmatch(text)))
        or "thead" in line.around
    )
    if own:
        weak = weak or bool(_LEFTOVER.match(text)) or letters in labels
    looks = not weak and bool(_FILE.search(text) or _ADDRESS.search(text))
    return Told(line, text, weak or looks, own, looks)


@lru_cache(maxsize=4096)
def _is_closed(text: str) -> bool:
    """Whether nothing takes place, also with blanks between the signs (休 館 日)."""
    return is_closed_day(text) or (" " in text and is_closed_day("".join(text.split())))


def _trimmed(text: str) -> str:
    """A text without signs at its ends, but for the dash that closes a name between two (-FOREVER-)."""
    trimmed = text.strip(" -–—:|•·")
    closed = _BETWEEN_DASHES.search(text)
    return f"{trimmed}{closed[1]}" if closed is not None and not trimmed.endswith(closed[1]) else trimmed


def _beside(text: str) -> Iterator[str]:
    """What stands beside the dates in a line."""
    at = 0
    for mark in scan(text):
        yield text[at : mark.start]
        at = mark.end
    yield text[at:]
