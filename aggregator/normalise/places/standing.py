"""A house that stands by itself near the day or the hour: on a line of its own, or behind the clock. Pure.

Listings without labels give one fact a line. What keeps other houses out: the line speaks of an errand (申込, 販売, 返金), of
another meeting (前回, 懇親会, 雨天), of people (講師), or it stands under a heading of such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from aggregator.normalise.places.gazetteer import Gazetteer
from aggregator.normalise.places.phrase import Sureness, house_in
from aggregator.normalise.places.venue import CLOCK

_NEAR: Final = 4
"""Lines between the day and the house, at most."""
_MOST: Final = 40
"""Lines that are looked at."""
_LONGEST: Final = 120
_TOP: Final = 600
"""Characters of the beginning in which a line with a place's name in it may be the venue wherever the day stands."""
_DAY: Final = r"(?:(?:20\d\d|令和|R) ?[年./-]? ?)?\d{1,2} ?[月/.] ?\d{1,2}日?|\d{1,2}日(?!間)|第[1-5一二三四五]\S{0,6}曜日?|毎週\S{1,2}曜日?|毎月"
_HOUR: Final = r"(?:午前|午後|朝|夜|昼|AM|PM|am|pm)? ?(?:\d{1,2}:\d\d|\d{1,2}時(?:半|\d{1,2}分)?|正午)(?: ?(?:AM|PM|am|pm))?|\d{1,2}-\d{1,2}時"
WHEN: Final = re.compile(rf"{_HOUR}|{_DAY}|[月火水木金土日]曜|\([月火水木金土日祝・]{{1,4}}\)|\d[ap]m", re.IGNORECASE)
_BEHIND: Final = re.compile(
    rf"(?:{_HOUR}|{_DAY}(?: ?\([^()]{{1,6}}\))?)(?:まで|頃|ごろ|開演|開場|開始|集合|スタート|出発|から|より|~|-|開会|受付)*(?: ?\([^()]{{1,16}}\))?(?:[ ,、/]+|$)|(?<=日|[0-9])\([月火水木金土日][^()\n]{{0,3}}\)"
)
"""The end of a day or an hour, behind which a house may stand."""
BARRED: Final = re.compile(
    r"申し?込|受付(?!\d|開始\d|\))|電話|TEL|Tel|問い?合|予約|チケット|販売|取り?扱|発売|配布|窓口|購入|主催|主管|講師|出演|共催|協力|後援|協賛|懇親|二次会|2次会|打ち?上げ|終了後|終わったら|雨天|荒天|悪天候|雨の|雨なら|曇り|曇天|前回|昨年|去年|前年|昨日|先週|先日|返金|郵送|必着|締切|締め切|〆切|しめ切|所属|在住|出身|勤務|宛|〒|集荷|プレイガイド|発行|編集|代表|共演|司会|審査|後日|次回|次号"
)
"""What a line speaks of that names no venue."""
_HEADING: Final = re.compile(r"^[\W_]*[【<\[《〈■□◆◇●○▼▽★☆※◎・][^:：]{1,16}$|^[^:：。、 ]{1,12}:$")
_PLACE_HEADING: Final = re.compile(r"会場|場所|ところ|集合|開催地|アクセス|日時|日程|とき|詳細|概要|案内|開催|お知らせ")
_AFTER: Final = re.compile(r"(?<=.)(?:集合|出発|発着|待ち合わせ)(?![時場]).*$|→.*$|^.*(?:解散|到着|ゴール).*$")
"""Behind the place where one meets: the course."""
_HOUR_BEHIND: Final = re.compile(r" (?:開演|開場|開始|集合|受付|OPEN|START|open|start)? ?\d{1,2}[:時].*$")
_OF_HOUSE: Final = re.compile(r"\W*([^\n、。]{3,28}?) (?:\d{1,2}|今|来)月(?:の|号|ライブ|スケジュール|予定|\n)")
"""A house's own bulletin: ジャズ喫茶 青空 7月のライブ."""
_BRACKET: Final = re.compile(r"\(([^()\n]{4,50})\)")
_SENTENCE: Final = re.compile("[^。]+")
_SENTENCES: Final = re.compile(r"[。\n]")
_PART: Final = re.compile(r"[^/、|]+")


class _Line(NamedTuple):
    text: str
    start: int
    when: bool
    barred: bool


def standing(text: str, barred: Sequence[tuple[int, int]], known: Gazetteer) -> Iterator[tuple[str, int, bool]]:
    """Words that are a house near the day or the hour, where they stand, and whether they are one whatever they end with.

    Args:
        text: the beginning of the description (NFKC).
        barred: stretches that speak of something else (主催, 講師).
        known: names of places.
    """
    rows = list(_lines(text, barred))
    near = _nearness(rows)
    found: list[tuple[Sureness, int, str, int]] = []
    bulletin = _OF_HOUSE.match(text)
    if bulletin and (house := house_in(bulletin[1], known)):
        found.append((house.sure, -2, bulletin[1], bulletin.start(1)))
    for words, at in _in_brackets(text):
        if house := house_in(words, known):
            found.append((house.sure, _MOST, words[house.start : house.end], at + house.start))
    for number, line in enumerate(rows):
        if line.barred:
            continue
        for words, at, alone in _pieces(line):
            if alone and not near[number] and not (line.start < _TOP and known.mentions(words)):
                continue
            house = house_in(words, known)
            if house is not None:
                found.append((house.sure, number, words[house.start : house.end], at + house.start))
    yield from _chosen(found)


def _in_brackets(text: str) -> Iterator[tuple[str, int]]:
    """The parts of brackets that speak of meeting: (8:30集合、総合運動公園 正面ゲート)."""
    for bracket in _BRACKET.finditer(text) if "集合" in text else ():
        before = _SENTENCES.split(text[max(0, bracket.start() - _LONGEST) : bracket.start()])[-1]
        if "集合" in bracket[1] and not BARRED.search(before):
            for part in _PART.finditer(bracket[1]):
                yield part[0], bracket.start(1) + part.start()


def _chosen(found: list[tuple[Sureness, int, str, int]]) -> Iterator[tuple[str, int, bool]]:
    """The surest first, of equals the first; houses line under line are a list of shops or stops, and none is the venue."""
    numbers = [number for _, number, _, _ in found]
    for _, number, words, at in sorted(found, key=lambda one: (-one[0], one[1])):
        if numbers.count(number + 1) or numbers.count(number - 1):
            continue
        yield words, at, True


def _lines(text: str, barred: Sequence[tuple[int, int]]) -> Iterator[_Line]:
    """The lines, each with what speaks for and against it."""
    at, heading = 0, False
    for number, line in enumerate(text.split("\n")):
        if number >= _MOST:
            return
        words = line.strip()
        start = at + line.find(words) if words else at
        at += len(line) + 1
        against = BARRED.search(words) is not None
        if not words:
            heading = False
        elif _HEADING.match(words) and not WHEN.search(words):
            heading = against and not _PLACE_HEADING.search(words)
        outside = any(begin < start + len(words) and start < end for begin, end in barred)
        yield _Line(
            words[:_LONGEST],
            start,
            WHEN.search(words) is not None,
            against or heading or outside or len(words) > _LONGEST,
        )


def _nearness(rows: Sequence[_Line]) -> list[bool]:
    """Whether each line stands near one with the day or the hour of the event."""
    near = [False] * len(rows)
    for number, line in enumerate(rows):
        if not line.when or line.barred:
            continue
        for step in (1, -1):
            blank, at = 0, number + step
            while 0 <= at < len(rows) and abs(at - number) <= (_NEAR if step > 0 else 2):
                blank += not rows[at].text
                if blank > 1:
                    break
                near[at] = True
                at += step
    return near


def _pieces(line: _Line) -> Iterator[tuple[str, int, bool]]:
    """The line, when it has no hour, else what stands behind its hours; where it stands, and whether it is the line."""
    if "。" in line.text.rstrip("。"):
        for part in _SENTENCE.finditer(line.text):
            if not WHEN.search(part[0]):
                yield part[0], line.start + part.start(), not line.when
        return
    if not line.when:
        yield line.text, line.start, True
        return
    text = _AFTER.sub("", line.text)
    for begin in reversed([found.end() for found in _BEHIND.finditer(text)]):
        rest = _HOUR_BEHIND.sub("", text[begin:])
        if rest and not CLOCK.search(rest):
            yield rest, line.start + begin, False
            parts = list(_PART.finditer(rest))
            for part in parts if len(parts) > 1 else ():
                yield part[0], line.start + begin + part.start(), False
            return
