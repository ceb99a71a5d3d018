"""Which words of a list's items are their titles. Pure.

The lines at one place of every item form a column. A title differs from item to item in more than numbers, stands in a heading
or a link, comes early, and is no button, address or file name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import islice, zip_longest
from statistics import median_low
from typing import Final

from aggregator.induce.dated import Dated
from aggregator.induce.heads import fields_of, is_of_another_field, is_other_label, is_title_label
from aggregator.induce.marks import scan
from aggregator.induce.page import INLINE, Line, PageText
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
    |終了|終了しました|募集中|満員|満席|参加費|会場|場所|日時|日程|会期|期間|時間|料金|定員|対象|無料|有料|入場無料|new|pick\s?up|カレンダー|地図|アクセス){1,3}
    (?:を?(?:見る|みる|読む|はこちら|こちら|ページ|する))?(?:へ|はこちら)?\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"\b\d{1,5}\s+(?:[NSEW]\.?\s)?\w+.*\b(?:st|street|ave|avenue|rd|road|blvd|drive|suite|floor|room)\b|\b[A-Z]{2}\s+\d{5}\b|〒\s?\d|@\w+\.\w|https?://"
    r"|\(?\d{2,4}\)?[-‐ ]\d{2,4}-\d{3,4}",
    re.IGNORECASE,
)
_FILE: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|mp3|mp4|zip|jpe?g|png)\b", re.IGNORECASE)
_NAMED_FILE: Final = re.compile(r"^\S+\.(?:pdf|docx?)\b(?=\s+\w+\s+\w)", re.IGNORECASE)
_LEFTOVER: Final = re.compile(
    r"^(?:at|in|on|from|to|by|of|and|the|for|with|or|until|will|is|was|held|が|を|に|は|の|と|より|から|まで|開催|開場|開演|開始)(?:\b|(?<=[^\x00-\x7f]))",
    re.IGNORECASE,
)
_FIELD: Final = re.compile(
    r"\W*(?:会\s?場|場\s?所|ところ|内\s?容|定\s?員|対\s?象|講\s?師|出\s?演|主\s?催|共\s?催|料\s?金|参加費|受講料|入場料|観覧料|材料費|費\s?用|持ち物|申込(?:方法|先|み)?|申し込み|問い?合わ?せ先?|お問い?合わ?せ先?|と\s?き)(?:\s?[:：]|\s)"
    r"|\W*(?:\w+\s)?(?:times?|dates?|locations?|venues?|place|address|contact|e-?mail|phone|fees?|price|cost|admission|organi[sz]er|speakers?|description)\s?:",
    re.IGNORECASE,
)
"""The label of another field than the title."""
_ONLY_WHEN: Final = re.compile(
    r"(?:会期|期間|開催期間|開催日時?|開催|日時|日程|とき|公演日?|展示期間|時間|時刻|から|まで|より|および|及び|と|各日|毎日|いずれも|全|土日祝|祝日?|休日?|曜日?|回目|午前|午後|正午|頃|[\W\d月火水木金土日回分])*"
)
"""Labels and particles of dates, which name nothing by themselves: 会期 … から … まで."""
_LABELLED_DAY: Final = re.compile(r"\W*[^\W\d][^:：]{0,20}[:：]\s*(?:[^\W\d]{3,9},?\s*)?$")
"""What stands before the day of a field: Mandate: 12 June 2025."""
_STATE: Final = re.compile(
    r"\W*(?:cancell?ed|postponed|rescheduled|tentative)\b(?! by)[^:]{0,40}$|\W*(?:開催)?(?:中止|延期)(?:しました|になりました|となりました|のお知らせ)?\W*$",
    re.IGNORECASE,
)
"""What has become of an item; its name it is not."""
_KIND: Final = re.compile(
    r"""\W*(?:(?:次回|前回|今後|今回|次|現在(?:開催中)?|開催中|開催予定|これから)の)?(?:(?:展覧会|企画展示?|特別展示?|常設展示?|コレクション展|公演|主催(?:公演|事業)?|共催(?:事業)?|提携(?:公演)?|貸館(?:公演)?|自主(?:事業|公演)|講演会?|講座|教室|上映会?|映画|演劇|音楽|舞台|落語|寄席
    |美術|ダンス|クラシック|コンサート|ライブ|イベント|ワークショップ|トーク(?:イベント)?|レクチャー|シンポジウム|ツアー|こども|親子|一般|展示|催し?物?|行事|その他|体験|大会|スポーツ
    |exhibitions?|workshops?|talks?(?:\s?event)?|lectures?|concerts?|lives?|music|performances?|screenings?|films?|movies?|events?|parties|party|dance|theat(?:er|re)|stage|art|kids|tours?
    |one[\s-]?man|two[\s-]?man|sold\s?out|few\s?left|free|new|pick\s?up|hall\s?rental|残りわずか|残席(?:わずか|あり|なし|[○△×◎])?|予約(?:受付中|不要|制|可)|要予約|申込(?:受付中|不要|制)|要申込|受付前|受付(?:中|終了|開始前)|完売|(?:近日|好評|絶賛|まもなく|もうすぐ)\s?(?:発売|受付|予約|募集)(?:開始|中|予定)?|発売中|発売前|無観客|配信(?:あり|のみ)?
    |未定|調整中|詳細未定|終了|開催中|開催前|近日開催|次回|今週末|本日|予告)[・/、／\s]*)+\W*""",
    re.VERBOSE | re.IGNORECASE,
)
"""The kind or the state of an event alone, as badges say it."""
_ROOM: Final = re.compile(
    r"\W*(?:第?[\d一二三]+|[大中小])?(?:階)?\s?(?:ホール|展示室|ギャラリー|会議室|研修室|多目的(?:室|ホール)|視聴覚室|和室|講堂|ロビー|ドーム|スタジオ|シアター|スクリーン|アリーナ|体育館|エントランス|オンライン|studio|gallery|(?:main|small|large|grand)?\s?hall|theat(?:er|re)|(?:\w+\s)?room|lobby|online|foyer)(?:[\s+・,&]{0,2}(?:[A-Z](?![A-Z])|\d|[一二三四]))*\W*",
    re.IGNORECASE,
)
"""A room alone: 第1展示室, Gallery B."""
_INNER: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD: Final = re.compile(r"[a-z]+")
_TITLES: Final = re.compile(r"titles?|ttl|tit|name|subject|summary|headline|heading|midashi")
_NO_TITLES: Final = re.compile(
    r"acts?|artists?|casts?|members?|performers?|lineup|place|venue|hall|room|price|fee|charge|ticket|time|date|day|meta|cat|category"
    r"|cate|tags?|lab|status|state|icon|notes?|sale"
)
"""Words in the classes of what holds a line; they weigh less than what the lines themselves show."""
_CAST: Final = re.compile(
    r"[^/／]{1,40}\s[/／]\s[^/／]{1,40}(?:\s[/／]\s|$)|^\W*(?:出演|guests?|host|ホスト|ゲスト|司会|dj|vo|act|cast|w/)\s?[:：】]"
    r"|(?:\([a-z]{1,4}(?:[,/・.][a-z]{1,4})*\).{0,20}?){2}",
    re.IGNORECASE,
)
"""Who performs: A / B / C, guest: D, E(p) F(b)."""
ONLY_CLOCK: Final = re.compile(
    r"(?:\W|[\d_時分半頃]|午前|午後|正午|開場|開演|開始|終演|から|まで|より|open|start|doors?|(?<=\d)\s?[ap]\.?m\b\.?|noon|to|until)*",
    re.IGNORECASE,
)
"""A clock time with what begins at it: 11:00開演."""
_LARGE_FONT: Final = re.compile(r"[4-7]|\+[1-4]")
_LARGE_STYLE: Final = re.compile(
    r"font-size\s*:\s*(?:(?:1[89]|[2-6]\d)(?:\.\d+)?px|(?:1\.[2-9]|[2-4])\d*r?em|1[2-9]\d%|(?:x+-)?large)",
    re.IGNORECASE,
)
_NO_LETTER: Final = re.compile(r"[\W\d_]+")
_LONG: Final = 150
_SHORT: Final = 16
_BADGE: Final = 24
_SOME: Final = 4
_CLEAR: Final = 0.15
"""A column below this is no title at all."""


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
        return _NO_LETTER.sub("", self.text)


@dataclass
class Column:
    """The lines at one place of the items, by the item's number."""

    signature: str
    nth: int
    label: str = ""
    """What stands before its values in the items (イベント名, 会場); empty if nothing does."""
    told: dict[int, Told] = field(default_factory=dict)
    button: bool = False
    """Whether it is the same words in every link, beside a column that tells the items apart."""
    picture: bool = False
    """Whether it is what pictures show, in items that have headings."""
    merit: float = 0.0
    """How much it looks like the titles of the items (``score``)."""

    def names(self, item: int) -> bool:
        """Whether it has a title for an item; what looks like an address is one where hardly another line of it does."""
        told = self.told.get(item)
        return told is not None and (not told.weak or (told.looks_like_else and self.plain))

    @cached_property
    def plain(self) -> bool:
        """Whether most of its lines are no weak ones."""
        return sum(one.weak for one in self.told.values()) * 5 <= len(self.told)

    @property
    def constant(self) -> bool:
        """Whether all items say the same in it."""
        return len(self.told) >= _SOME and len({one.letters for one in self.told.values()}) == 1

    @cached_property
    def variety(self) -> float:
        """The share of different texts."""
        return len({one.letters for one in self.told.values()}) / len(self.told)

    def score(self, stretches: Sequence[tuple[int, int]]) -> float:
        """How much it looks like the titles of items in ``stretches`` of lines."""
        told = list(self.told.values())
        cover = len(told) / len(stretches)
        merit = self._dress(told) * cover
        merit -= 0.5 * cover * self.button + 0.3 * self.picture
        merit += 0.2 * cover * _mean(one.own for one in told)
        merit -= 0.8 * _mean(one.weak for one in told) + 0.25 * _mean(one.badge for one in told)
        length = median_low(len(one.text) for one in told)
        merit -= 0.3 if length < 4 else 0.5 if length > _LONG else 0
        digits = sum(sum(sign.isdigit() for sign in one.text) for one in told) / max(
            1, sum(len(one.text) for one in told)
        )
        merit -= 1.2 * max(0.0, digits - 0.15)
        late = _mean(
            (one.line.number - stretches[item][0]) / max(1, stretches[item][1] - stretches[item][0])
            for item, one in self.told.items()
        )
        merit += cover * (self.called - 0.2 * _mean(_CAST.search(one.text) is not None for one in told))
        return cover * (0.5 + 0.7 * self.variety) + merit - 0.35 * late

    @cached_property
    def called(self) -> float:
        """A little for what the page itself calls a title, as much against what it calls something else."""
        said = {
            word for step in self.signature.split("/")[-1:] for word in _WORD.findall(_INNER.sub("_", step).lower())
        }
        by_class = 0.15 * (any(map(_TITLES.fullmatch, said)) - any(map(_NO_TITLES.fullmatch, said)))
        return by_class + 0.3 * is_title_label(self.label)

    @staticmethod
    def _dress(told: Sequence[Told]) -> float:
        if told[0].line.is_heading:
            return 0.5
        if sum(one.line.link is not None for one in told) * 2 >= len(told):
            return 0.25
        if sum(_is_large(one.line) for one in told) * 2 > len(told):
            return 0.3
        small = sum(_is_small(one.line) for one in told) * 2 > len(told)
        return 0.1 if {"b", "strong", "th", "dt"} & set(told[0].line.around) else -0.1 if small else 0.0


def columns(
    page: PageText, stretches: Sequence[tuple[int, int]], anchors: Sequence[int], dated: Mapping[int, Dated]
) -> list[Column]:
    """The columns of the items in ``stretches``, the likeliest titles first."""
    labels = _labels([dated[number] for number in anchors])
    own = set(anchors)
    fields = fields_of(page, stretches)
    found: dict[tuple[str, int], Column] = {}
    for item, (first, last) in enumerate(stretches):
        seen: Counter[str] = Counter()
        for line in page.lines[first:last]:
            told = tell(line, dated.get(line.number), own=line.number in own, labels=labels)
            if told is None:
                continue
            label = fields.get(line.number, "")
            if not told.own and (is_other_label(label) or is_of_another_field(page, line.element)):
                told = replace(told, weak=True, looks_like_else=False)
            signature = page.place(line.element) + (label and f"[{label}]")
            nth = seen[signature]
            seen[signature] += 1
            if nth < 3:
                found.setdefault((signature, nth), Column(signature, nth, label=label)).told[item] = told
    together = _joined(found.values())
    varied = any(
        2 * len(column.told) > len(stretches)
        and not column.constant
        and _mean(one.weak for one in column.told.values()) < 0.5
        for column in together
    )
    headed = any(
        2 * len(column.told) > len(stretches) and next(iter(column.told.values())).line.is_heading
        for column in together
    )
    for column in together:
        column.button = varied and column.constant and next(iter(column.told.values())).line.link is not None
        column.picture = headed and all(_is_picture(one.line) for one in column.told.values())
        column.merit = column.score(stretches)
    return sorted(together, key=lambda column: -column.merit)


def _joined(found: Iterable[Column]) -> list[Column]:
    """The columns, those of different items as one that lie alike but for one class (``title cat-live``, ``title cat-expo``)."""
    joined: list[Column] = []
    for column in found:
        same = next(
            (
                one
                for one in joined
                if one.nth == column.nth
                and one.label == column.label
                and one.told.keys().isdisjoint(column.told)
                and _lie_alike(one.signature, column.signature)
            ),
            None,
        )
        if same is None:
            joined.append(column)
        else:
            same.told.update(column.told)
    return joined


def _lie_alike(one: str, other: str) -> bool:
    """Whether two places in the tree differ in one class of one element, which has another class in both."""
    steps = [pair for pair in zip_longest(one.split("/"), other.split("/"), fillvalue="") if pair[0] != pair[1]]
    if len(steps) != 1:
        return False
    (tag, *first), (of_other, *second) = (step.split(".") for step in steps[0])
    return (
        tag == of_other and bool({*first} & {*second}) and len({*first} ^ {*second}) == 2 and len(first) == len(second)
    )


def _mean(values: Iterable[float]) -> float:
    told = list(values)
    return sum(told) / len(told)


def _is_small(line: Line) -> bool:
    """Whether a line is in small print."""
    return line.element.tag == "small" or (line.element.tag == "font" and (line.element.get("size") or "")[:1] == "-")


def _is_large(line: Line) -> bool:
    """Whether a line is in large print: <font size="5">, font-size: 20px."""
    around = (line.element, *islice(line.element.iterancestors(), 2))
    return any(
        (one.tag == "font" and _LARGE_FONT.fullmatch(one.get("size") or "") is not None)
        or _LARGE_STYLE.search(one.get("style") or "") is not None
        for one in around
        if one is line.element or one.tag in INLINE
    )


def _is_picture(line: Line) -> bool:
    return line.element.tag == "img" and not line.is_heading


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
    letters = _NO_LETTER.sub("", rest)
    if (when is None or not when.marks) and len(rest) < _SHORT and scan(rest):  # a month alone
        letters = _NO_LETTER.sub("", "".join(piece for piece in _beside(rest)))
    if len(letters) < (3 if letters.isascii() else 2) or (own and _ONLY_WHEN.fullmatch(rest)):
        return None
    text = rest if own and not (when is not None and when.torn) else line.text.strip(" -–—:|•·")
    led = when.text[: when.marks[0].start] if when is not None and when.marks else ""
    labelled = not own and len(rest) < 2 * _SHORT and _LABELLED_DAY.match(led) is not None
    weak = _is_closed(text) or bool(
        labelled
        or _STATE.match(text)
        or _ACTIONS.match(text)
        or _FIELD.match(text)
        or (when is None and ONLY_CLOCK.fullmatch(text))
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


def _beside(text: str) -> Iterator[str]:
    """What stands beside the dates in a line."""
    at = 0
    for mark in scan(text):
        yield text[at : mark.start]
        at = mark.end
    yield text[at:]


def titles(
    found: Sequence[Column], stretches: Sequence[tuple[int, int]], *, of_calendar: bool = False
) -> list[str | None]:
    """The title of each item: of the best column that has one for it.

    In a calendar what comes again each week may stand at a place of its own: one that only items have which no other names.
    """
    good = [column for column in found if column.merit - min(0.0, column.called) > _CLEAR]
    good[1:1] = [
        column for column in found if good and column is not good[0] and _completes(column, good[0], len(stretches))
    ]
    closed = {item for item, one in good[0].told.items() if is_closed_day(one.text)} if good else set()
    best = [
        None if item in closed else next((column.told[item].text for column in good if column.names(item)), None)
        for item in range(len(stretches))
    ]
    for column in found if of_calendar else ():
        told = [one for one in column.told.values() if not one.weak and not one.badge and len(one.letters) >= _SOME]
        if len(told) == len(column.told) > 1 and not any(best[item] for item in column.told):
            for item, one in column.told.items():
                best[item] = one.text
    return best


def _completes(column: Column, best: Column, items: int) -> bool:
    """Whether a column has titles for just those items that the best one names not, in the same cell: some bold, some not."""
    near, far = sorted((column.signature, best.signature), key=len)
    rest = items - len(best.told)
    return (
        far.startswith(f"{near}/")
        and not column.told.keys() & best.told.keys()
        and len(column.told) >= _SOME
        and len(column.told) * 5 >= rest * 4
        and column.plain
    )


def _labels(anchors: Sequence[Dated]) -> frozenset[str]:
    """Words that stand beside the date of most items: ``Filed``, ``開催日``."""
    words = Counter(_NO_LETTER.sub("", one.rest) for one in anchors)
    return frozenset(word for word, times in words.items() if word and times > 2 and times * 5 >= len(anchors) * 3)


def by_signature(page: PageText, numbers: Sequence[int]) -> dict[str, list[int]]:
    """Line numbers by the place in the tree that they stand in."""
    found: dict[str, list[int]] = defaultdict(list)
    for number in sorted(numbers):
        found[page.signature(page.lines[number].element)].append(number)
    return found
