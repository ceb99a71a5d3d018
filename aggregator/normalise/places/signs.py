"""What speaks for and against a noun being where an event is: the names of the signs that it bears. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from aggregator.lazy import Once
from aggregator.normalise.needed import led
from aggregator.normalise.places.cleaned import FLOOR
from aggregator.normalise.places.ends import ending
from aggregator.normalise.places.gazetteer import Gazetteer
from aggregator.normalise.places.houses import FACILITY, SHOP, is_kind
from aggregator.normalise.places.lines import NO_NAME, OF_PEOPLE, is_place
from aggregator.normalise.places.nouns import SAID, Noun
from aggregator.normalise.places.phrase import Sureness, house_in, is_generic
from aggregator.normalise.places.quoted import OF_A_WORK, TITLE_LIKE
from aggregator.normalise.places.spoken import elsewhere, held_behind
from aggregator.normalise.places.standing import WHEN

_TOWN: Final = 8
"""Characters of a town's name."""
_BEFORE: Final = 24
"""Characters before a noun that may lead to it."""
_AROUND: Final = 80
"""Characters of its sentence."""
_FAR: Final = 400
_SHORT_LINE: Final = 60
_AT: Final = re.compile(r"(?:\b(?:at|At)(?: the)?|[@＠]) ?$")
_SAID: Final = re.compile(
    r"(?:会場|場所|ところ|集合|待ち合わせ|お店|店|現地|行き先|開催地|乗り場|所|教室|舞台|対面|一次会|会場となる"
    r"|舞台となる|会場の)(?:場所|地点|先)?(?:に?は|が|も|:)?"
    r"(?:(?:前回|従来|例年|当初|予定|昨年|いつも)?の?(?:とおり|どおり|通り|と同じく?)(?:の|、)?|今回も|変わらず|いつもの|おなじみの|同じく|引き続き|すべて|いずれも)?、?\s?$"
)
"""The venue is …"""
_WHEN_LEADS: Final = re.compile(
    r"(?:\d時半?|分|:\d\d|[一二三四五六七八九十]時半?|\d日|[日曜祝\d]\)|曜日?|正午|午[前後]|[朝夜昼]"
    r"|:\d\d[~-]\d{1,2}:\d\d)(?:ごろ|頃|から|より|に|まで|スタート|開始|開演|集合|の)?[、 \t]?"
    r"(?:に|は|から|、)?$"
)
_INSTEAD: Final = re.compile(r"(?:で(?:は)?|じゃ)なくて?、?$")
"""Not there, but here."""
_LED_BY: Final = (
    ("at", "te@＠ ", _AT), ("instead", "くて、", _INSTEAD), ("said", ":、がきくじずせてのはもりるろ会先台合地場室店所点面 \t\u3000", _SAID), ("when", "\t )、でにのはらりろト分前午半合夜始後日昼時曜朝演頃0123456789", _WHEN_LEADS),
)  # fmt: skip
"""What leads to a noun, the characters that it can end with, and its form."""
_BY_SIGN: Final = {"。": "stop", "!": "stop", "?": "stop", " ": "space", "」": "quote", "』": "quote"}
_PARTICLES: Final = "をはがもにでとの"
_OF_VERB: Final = "るたいうくすなてでりえけせ"
_MARK: Final = re.compile(r"[^\wー々]")
_NO_MARKS: Final = "_\n。、「」『』()!?:"
_MARKS_BACK: Final = re.compile(rf"[^\w{_NO_MARKS}]+\Z")
_MARKS_FIRST: Final = re.compile(r"^[^\w「(]+")
_TOWN_BACK: Final = re.compile(r"(?:[一-鿿ヶケ々]+|[ァ-ヶー]+)\Z")
_HEAD: Final = re.compile(r"[^\s、。「」『』()!?:・はがをにでも]*\Z")
"""The word right before a quote or a comma."""
LED: Final = frozenset(
    {"at", "instead", "town", "kind", "said", "when", "line", "open", "comma", "stop", "mark", "quote", "space", "の"}
)
"""What stands before a noun where nothing behind it tells that one meets there."""
_TOLD: Final = re.compile(rf"(?:{SAID.pattern})(?:に?は|も|が)")
"""The sentence tells of the venue, if not right before."""
WEAK: Final = frozenset({"comma", "stop", "note", "close", "space", "host"})

_KANJI: Final = re.compile(r"[一-鿿々ヶ]+")
_DE: Final = re.compile("[一-鿿ァ-ヶーA-Za-z]で")
_STATION: Final = re.compile(r"(?:駅|駅前|改札|[東西南北]口|出口)$")
STOP: Final = re.compile(
    r"(?:バス停|駅前?|[東西南北]口|改札口?(?:の?[前外内横])?|停留所|ロータリー|駐車場|乗り?場|のりば)$"
)
"""Where one may meet, though it is no house."""
_GROUP: Final = re.compile(
    r"(?:クラブ|サークル|チーム|グループ|[同好友人者話護研流動]会|の会|部会?|[楽劇合唱]団|隊|班|協会|連盟|有志|ユニット|バンド|ゼミ)の?$"
)
"""What stands before the name of a group, not of a house."""
_BY_THEN: Final = re.compile(r"(?:まで|中)に(?:は|、)?[^、。\n]{0,10}$")
"""The day by which one sends word, right before where to."""
_REPLIES: Final = re.compile(
    r"(?:返事|返信|申込書?|申し込み書?|申込み|申請|応募|出欠|欠席|連絡|問合せ|問い合わせ|質問|予約|要旨|原稿|詳細|名前|希望者?|写真|作品|整理券"
    r"|チケット)[はをも、]"
)
"""What the sentence asks for, before where it is sent."""
_DURATION: Final = re.compile(r"[ ]?\(?\d{1,3}分")
"""Behind a film's or a song's name."""
_SELF: Final = 28
"""Characters from the beginning of a text within which one tells who one is."""
_SPLIT_KANA: Final = re.compile(r"[ぁ-ん][やもとにへはで]\Z")
"""Before kana: a word goes on there (け|や|き)."""
_OVER_THERE: Final = re.compile(
    r"で(?:、?\d{1,2}時(?:半|\d\d分)?(?:ごろ|頃)?(?:に)?)?(?:解散|終了|おしまい|お開き|おひらき|ゴール|昼食|お昼|休憩|ランチ|打ち?上げ|二次会|乾杯)"
)
_PREDICATE: Final = re.compile(
    r"(?:ます|です|した|ません|ください|しよう|ない|たい|する|られる|って|ながら)(?=$|[一-鿿ァ-ヶA-Z])"
    r"|[一-鿿ァ-ヶ](?:が|から|まで|より|では|には)(?=[一-鿿ァ-ヶA-Z])|[^りらわ]は(?=お?[一-鿿ァ-ヶA-Z])"
    r"|\d(?:時|:\d|月|円|名|人|日)"
)
"""Words that are more than a noun."""
_SHY: Final = re.compile(
    r"まま|そのまま|あと|それ|これ|ここ|そこ|あそこ|お?近く|最寄り?|いつも|全国|[各全当本弊](?=[地館校店社会院園寺])|うち|私|わたし|僕|自分|自宅|我が"
    r"|わが|どこ|同じ|別|他|その|この|どの|前回|昨年|去年|次回|今回|今年|今月|来月|毎月|毎年|当日|場所|会場"
    r"|現地|両|主に|また|さらに|なお|まずは?|ぜひ|もし|一緒"
)
"""So the names of houses do not begin."""
_OFF: Final = re.compile(
    r" ?\d{1,2}[:時]\d{0,2}分?発|(?:では|で)なく|が(?:取れ|使え|いっぱい|満室|塞が|休み|変わ)"
    r"|は(?:使え|休み|取れ|混)|だった|でした"
    r"|[ の]?(?:(?:保護者|会員|関係者|組合員|参加者|生徒|役員|氏子|檀家)(?:の)?)?(?:各位|御中)"
    r"|の(?:主催|共催|協力|皆|みなさ|会員|スタッフ|職員|店主|館長|住職|先生|方|営業)"
)
"""Behind a noun: it is not held there, or it is no place."""
_OVER: Final = re.compile(r"(?:が|けど|けれど|ため|ので|続き|通り|とおり|たら|[しっ]て)、$")
"""A clause of what was ends before that of what will be."""
_OVER_REACH: Final = 24
_SENTENCE: Final = re.compile(r"[。\n!?]")
_CLOCK: Final = re.compile(
    led(r"\d一二三四五六七八九十正", r"\d{1,2}時|\d:\d\d|[一二三四五六七八九十]時|正午|\d[ap]\.?m")
)
_DAY: Final = re.compile(
    r"\d{1,2}[月/]\d{1,2}|\d日|[月火水木金土日]曜|\([月火水木金土日]|[一二三四五六七八九十]日|元日|今日|明日"
    r"|あさって|明後日|今週|来週"
)
_ADDRESS: Final = re.compile(r"[市区町村]\S*\d|〒|徒歩\d")
_OF_PLACE: Final = re.compile(r"\([^()\n]{0,22}(?:[市区町村都府県](?![立営民内])|駅|徒歩|\d階|\dF)")


_LENGTHS: Final = ((2, "2"), (4, "3-4"), (9, "5-9"), (15, "10-15"))


class Page:
    """A text, with what all nouns have in common that begin at one place, stand in one sentence or on one line: found once."""

    def __init__(self, text: str, title: str) -> None:
        self.text: Final = text
        self.title: Final = title
        self._led: Final = Once[int, str](lambda start: _led_by(text, start))
        self._asked: Final = Once[int, tuple[str, ...]](self._asked_before)
        self._before: Final = Once[int, tuple[str, ...]](lambda start: tuple(self._before_in_sentence(start)))
        self._behind: Final = Once[int, tuple[str, ...]](lambda end: tuple(self._behind_in_sentence(end)))
        self._held: Final = Once[int, bool](lambda end: held_behind(text, end))
        self._lines: Final[dict[int, tuple[str, tuple[str, ...]]]] = {}
        self._stops: Final = [-1, *(stop.start() for stop in _SENTENCE.finditer(text)), len(text)]
        self._replies: Final = [found.end() for found in _REPLIES.finditer(text)]
        self._told: Final = [found.end() for found in _TOLD.finditer(text)]
        self._first: Final = len(text) - len(text.lstrip())

    def led_by(self, noun: Noun) -> tuple[str, str]:
        """What stands right before a noun, and what the word before its quote is, if it has one."""
        if noun.quote is None:
            return self._led[noun.start], ""
        word = _word_before(self.text, noun.quote)
        if word == "":
            head = "none"
        elif _GROUP.search(word):
            head = "group"
        elif is_kind(word.rpartition("の")[2]) or SHOP.search(f"{word} x") is not None:
            head = "kind"
        else:
            head = "other"
        return self._led[noun.quote - len(word)], head

    def behind(self, noun: Noun) -> Iterator[str]:
        """The signs of what follows a noun, the one of its name first."""
        if noun.behind == "host":
            yield "right host では" if self.text.endswith("では", 0, noun.right) else "right host は"
            return
        if noun.behind == "held" and self._held[noun.right]:
            yield "right held done"
        else:
            yield f"right {noun.behind}"
        if noun.behind == "held" and self.text.startswith("、", noun.right):
            yield "right held comma"

    def in_lines(self, noun: Noun) -> Iterator[str]:
        """The signs of the text and of the lines around a noun."""
        text, start, end = self.text, noun.start, _end(noun)
        words = text[start : noun.end]
        if words in self.title:
            yield "in title"
        if text.find(words, noun.end) >= 0:
            yield "again"
        if start > _FAR:
            yield "far"
        elif noun.behind == "is" and start <= _SELF and not self._clocked(start):
            yield "self"
        if "\n" in text:
            if start <= self._first and not self.title:
                yield "headline"
            bare, told = self._line(text.rfind("\n", 0, start) + 1, text.find("\n", end))
            yield from told
            if bare == words:
                yield "whole line"

    def asked(self, noun: Noun) -> tuple[str, ...]:
        """The signs of what the sentence before a noun tells of: the venue, or what is sent somewhere."""
        return self._asked[noun.start] if self._replies or self._told else ()

    def in_sentence(self, noun: Noun) -> Iterator[str]:
        """The signs of the sentence around a noun."""
        before, behind = self._before[noun.start], self._behind[_end(noun)]
        yield from before
        yield from (sign for sign in behind if sign != "clock behind" or "clock before" not in before)

    def _asked_before(self, start: int) -> tuple[str, ...]:
        begin = max(start - _AROUND, self._stops[bisect_left(self._stops, start) - 1] + 1)
        replies = ("replies",) * (_last(self._replies, start) >= begin)
        return (*replies, "said before") if _last(self._told, start) >= begin else replies

    def _clocked(self, start: int) -> bool:
        """Whether a day or an hour stands before ``start``."""
        return WHEN.search(self.text, 0, start) is not None

    def _before_in_sentence(self, start: int) -> Iterator[str]:
        begin = max(start - _AROUND, self._stops[bisect_left(self._stops, start) - 1] + 1)
        if _DAY.search(self.text, begin, start):
            yield "day before"
        if _CLOCK.search(self.text, begin, start):
            yield "clock before"
        if _BY_THEN.search(self.text, max(begin, start - _BEFORE), start):
            yield "by then"
        if _SPLIT_KANA.search(self.text, max(0, start - 2), start) and "ぁ" <= self.text[start : start + 1] <= "ん":
            yield "split kana"

    def _behind_in_sentence(self, end: int) -> Iterator[str]:
        stop = min(end + _AROUND, self._stops[bisect_left(self._stops, end)])
        if _OFF.match(self.text, end, stop):
            yield "off"
        if _OVER_THERE.match(self.text, end, stop):
            yield "over"
        if _DURATION.match(self.text, end, stop):
            yield "duration"
        if _CLOCK.search(self.text, end, stop):
            yield "clock behind"
        if _OF_PLACE.match(self.text, end, stop):
            yield "note of place"

    def _line(self, begin: int, close: int) -> tuple[str, tuple[str, ...]]:
        """A line without the marks at its ends, and the signs of those above and below it."""
        if begin not in self._lines:
            line = self.text[begin : close if close >= 0 else len(self.text)]
            bare = _MARKS_BACK.sub("", _MARKS_FIRST.sub("", line))
            self._lines[begin] = bare, tuple(_beside_line(self.text, begin, close))
        return self._lines[begin]


def on_floor(words: str) -> bool:
    """Whether a floor stands in the words."""
    return ("階" in words or "F" in words) and FLOOR.search(words) is not None


def _last(ends: Sequence[int], at: int) -> int:
    """The last of ``ends`` before ``at`` or there; -1 where there is none."""
    nth = bisect_right(ends, at)
    return ends[nth - 1] if nth else -1


def _end(noun: Noun) -> int:
    """Where a noun ends with its quote."""
    return noun.end if noun.quote is None else noun.end + 1


def _beside_line(text: str, begin: int, close: int) -> Iterator[str]:
    """The signs of the lines above and below one."""
    above = text[text.rfind("\n", 0, begin - 1) + 1 : begin - 1] if begin else ""
    below = text[close + 1 :].partition("\n")[0] if close >= 0 else ""
    if len(above) < _SHORT_LINE and WHEN.search(above):
        yield "day above"
    if _ADDRESS.search(below):
        yield "address below"


def _led_by(text: str, start: int) -> str:
    """What stands right before ``start``."""
    before = text[max(0, start - _BEFORE) : start]
    last = before[-1:]
    bare = before if last.isalnum() or last in _NO_MARKS else _MARKS_BACK.sub("", before)
    if not bare or bare.endswith("\n"):
        return "line" if "\n" in text else "open"
    if (led := next((name for name, ends, form in _LED_BY if last in ends and form.search(before)), None)) is not None:
        return led
    if last == "、":
        return "kind" if is_kind(_word_before(text, start - 1).rpartition("の")[2]) else "comma"
    if last == "の" and FACILITY.search(_word_before(text, start - 1)):
        return "house"
    if last in _PARTICLES:
        return last
    return _BY_SIGN.get(last) or ("verb" if last in _OF_VERB else "mark" if _MARK.match(last) else "none")


def _word_before(text: str, at: int) -> str:
    word = _HEAD.search(text, max(0, at - 16), at)
    return word[0] if word else ""


def behind_town(text: str, start: int, known: Gazetteer) -> bool:
    """Whether の right before ``start`` stands behind a town."""
    word = _TOWN_BACK.search(text, max(0, start - _TOWN - 2), start - 1)
    return word is not None and is_place(word[0], known)


def of_words(words: str, noun: Noun) -> Iterator[str]:
    """The signs of the words as they stand."""
    if noun.quote is not None:
        return
    if _PREDICATE.search(words):
        yield "predicate"
    if _SHY.match(words):
        yield "shy"
    if " " in words:
        yield "has space"


def of_house(house: str, words: str, known: Gazetteer) -> Iterator[str]:
    """The signs of the house that the words name.

    Args:
        house: its name, without rooms, floors, and what tells where it is.
        words: all the words.
        known: names of places.
    """
    if house != words:
        yield "cut"
    yield ending(house)
    if SHOP.match(house):
        yield "shop first"
    if is_generic(house):
        yield "generic"
    elif is_kind(house):
        yield "kind alone"
    if is_place(house, known):
        yield "town"
    for name, form in _WITHIN.items():
        if form.search(house):
            yield name
    yield "length " + next((name for most, name in _LENGTHS if len(house) <= most), "16+")


def sureness(house: str, known: Gazetteer) -> Iterator[str]:
    """The sign of a name that is a house's by its grammar."""
    found = house_in(house, known)
    if found is not None and (found.start, found.end) == (0, len(house)):
        yield "house sure" if found.sure is Sureness.HOUSE else "house like"


_WITHIN: Final = {
    "station": _STATION,
    "has で": _DE,
    "kanji": re.compile(rf"^{_KANJI.pattern}$"),
    "begins hiragana": re.compile("^[ぁ-ん]"),
    "begins digit": re.compile(r"^\d"),
    "no name": re.compile(f"{NO_NAME.pattern}|{OF_PEOPLE.pattern}"),
}


def of_quote(text: str, noun: Noun, house: str) -> Iterator[str]:
    """The signs of a name in quotes."""
    if noun.quote is None:
        return
    yield "quoted 『" if text[noun.quote] == "『" else "quoted"
    if OF_A_WORK.search(text, max(0, noun.quote - _BEFORE), noun.quote):
        yield "of a work"
    if TITLE_LIKE.search(house):
        yield "title like"


def of_another(text: str, noun: Noun, left: str) -> tuple[str, ...]:
    """The sign of a sentence that speaks of another day, another weather, an errand; weaker where a clause of these is over."""
    if left != "said" and elsewhere(text, noun.start, noun.right if noun.quote is None else noun.end + 1):
        comma = text.rfind("、", max(0, noun.start - _OVER_REACH), noun.start)
        over = comma >= 0 and _OVER.search(text, max(0, comma - 12), comma + 1) is not None
        return ("elsewhere over",) if over else ("elsewhere",)
    return ()
