"""A house that stands by itself near the day or the hour: on a line of its own, or behind the clock. Pure.

Listings without labels give one fact a line. What keeps other houses out: the line speaks of an errand (申込, 販売, 返金), of
another meeting (前回, 懇親会, 雨天), of people (講師), or it stands under a heading of such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from aggregator.normalise.places.gazetteer import Gazetteer
from aggregator.normalise.places.houses import EVENT, FACILITY, is_bare
from aggregator.normalise.places.phrase import Phrase, Sureness, house_in
from aggregator.normalise.places.venue import CLOCK, ROUTE

_NEAR: Final = 4
_FAR: Final = 9
"""Lines between the day and a house, at most; the second where only a house can be called so."""
_MOST: Final = 40
"""Lines that are looked at."""
_LONGEST: Final = 120
_MOST_OF_HOUSE: Final = 64
"""Characters of a house with its rooms and notes."""
_SHORTEST: Final = 3
_TOP: Final = 600
"""Characters of the beginning in which a line with a place's name in it may be the venue wherever the day stands."""
_DAY: Final = (
    r"(?:(?:20\d\d|令和|R) ?[年./-]? ?)?\d{1,2} ?[月/.] ?\d{1,2}日?|\d{1,2}日(?!間)|第[1-5一二三四五]\S{0,6}曜日?"
    r"|毎週\S{1,2}曜日?|毎月"
)
_HOUR: Final = (
    r"(?:(?:午前|午後|朝|夜|昼|AM|PM|am|pm) ?)?(?:\d{1,2}:\d\d|\d{1,2}時(?:半|\d{1,2}分)?|正午)"
    r"(?: ?(?:AM|PM|am|pm))?"
    r"|\d{1,2}-\d{1,2}時"
)
WHEN: Final = re.compile(
    (
        r"(?=[\d第毎令RrAaPp月火水木金土日(午朝夜昼正])"
        rf"(?:{_HOUR}|{_DAY}|[月火水木金土日]曜|\([月火水木金土日祝・]{{1,4}}\)|\d[ap]m)"
    ),
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    rf"(?:{_HOUR}|{_DAY}(?: ?\([^()]{{1,6}}\))?)"
    rf"(?:まで|頃|ごろ|開演|開場|開始|集合|スタート|出発|から|より|~|-|開会|受付)*(?: ?\([^()]{{1,16}}\))?"
    r"(?:[ ,、/\t]+|$)"
    rf"|(?<=日|[0-9])\([月火水木金土日][^()\n]{{0,3}}\)(?:には?|は)?"
)
"""The end of a day or an hour, behind which a house may stand."""
BARRED: Final = re.compile(
    r"申し?込|受付(?! ?\d|開始\d|\))|電話|TEL|Tel|問い?合|予約|チケット|販売|取り?扱|発売|配布|窓口|購入|主催"
    r"|主管|講師|出演|共催|協力|後援|協賛|懇親|二次会|2次会|打ち?上げ|終了後|終わったら|雨天|荒天|悪天候|雨の"
    r"|雨なら|曇り|曇天|前回|昨年|去年|前年|昨日|先週|先日|返金|郵送|必着|締切|締め切|〆切|しめ切|所属|在住"
    r"|出身|勤務|宛|〒|集荷|プレイガイド|発行|編集|代表|共演|司会|審査|後日|次回|次号"
)
"""What a line speaks of that names no venue."""
_HEADING: Final = re.compile(r"^[\W_]*[【<\[《〈■□◆◇●○▼▽★☆※◎・][^:：]{1,16}$|^[^:：。、 ]{1,12}:$")
_PLACE_HEADING: Final = re.compile(r"会場|場所|ところ|集合|開催地|アクセス|日時|日程|とき|詳細|概要|案内|開催|お知らせ")
_AFTER: Final = re.compile(r"(?<=.)(?:集合|出発|発着|待ち合わせ)(?![時場]).*$|→.*$|^.*(?:解 ?散|到着|ゴール).*$")
"""Behind the place where one meets: the course."""
_ROUTE: Final = re.compile(rf"\W*{ROUTE}(?=[ :])")
_HOUR_BEHIND: Final = re.compile(r" (?:開演|開場|開始|集合|受付|OPEN|START|open|start)? ?\d{1,2}[:時].*$")
_NOT_THE_DAY: Final = re.compile(
    r"締め?切|〆切|しめ切|必着|申し?込(?!不要|み不要)|発売|販売|受付(?:開始|期間)|募集期間|前回|次回|昨年"
    r"|去年|先日|発行|更新|返金|雨天|荒天|予備日|懇親|二次会|打ち?上げ"
)
"""What a line with a day speaks of when it is not the event's day."""
_UNTIL: Final = re.compile(r"までに|必着|締め?切|〆切|発売|販売開始|(?:から|より)(?:受付|申)")
_NOTE: Final = re.compile(r" ?※.*$| ?\([^()]*(?:\d[:時]|予約|雨天|荒天|駐車|申|問)[^()]*\).*$")
"""A note behind a house."""
_FACT: Final = re.compile(
    r" "
    r"(?=(?:入場|参加|観覧|聴講)?無料|参加費|会費|入場料?|料金|定員|先着|対象|申し?込|要(?:予約|申)|予約|各回"
    r"|雨天|小雨|持ち物|持参|主催|¥|\d[\d,]*円|\d+(?:名|人|組)|どなた)"
)
"""Behind a house and a space: the next fact on its line."""
_OF_HOUSE: Final = re.compile(r"\W*([^\n、。]{3,28}?) (?:\d{1,2}|今|来)月(?:の|号|ライブ|スケジュール|予定|\n)")
"""A house's own bulletin: ジャズ喫茶 青空 7月のライブ."""
_HOUR_ENDS: Final = re.compile(r"(?:\d時半?|\d分|\d:\d\d)(?:まで|頃|~)?\s?$")
_HEADLINE: Final = re.compile(r"\W*?(?:【([^【】\n]{3,30})】|([^\s【】()、。:/|]{3,24}) (?=[^\s\d(]))")
_BRACKET: Final = re.compile(r"\(((?:[^()\n]|\([^()\n]{0,6}\)){4,60})\)")
_SENTENCE: Final = re.compile("[^。]+")
_SENTENCES: Final = re.compile(r"[。\n]")
_SHOP_LINE: Final = re.compile(r"[^\w\n]*(?P<kind>[^\s、。:()]{2,14}) (?P<name>[^\s、。:()\d]{2,12})(?=\n)")
_SHOP_ENDS: Final = ("の店", "屋", "書店", "書肆", "書房", "珈琲", "喫茶", "食堂", "酒場", "画廊", "文庫", "茶房")
"""What shops are, and events are not (ギャラリー, カフェ)."""
_WORD: Final = re.compile(r"[^\s()]+")
_MOST_WORDS: Final = 12
"""Words of a line among which a house is looked for."""
_CLAUSE: Final = re.compile(r"\(|(?<=[一-鿿ァ-ヶん])(?:は|が|も|へ|に|から|まで)(?=[一-鿿ァ-ヶ])")
"""What no house has within its name: 急患は休日診療所."""
_STOP: Final = re.compile("駅")
_MEETING: Final = re.compile("集合|待ち合わせ|解散")
"""A station on a line is where one meets, or where a bus leaves."""
_PART: Final = re.compile(r"[^/、|\t]+")


class _Line(NamedTuple):
    text: str
    start: int
    when: bool
    barred: bool


class _Found(NamedTuple):
    sure: Sureness
    number: int
    alone: bool
    words: str
    start: int


def standing(text: str, barred: Sequence[tuple[int, int]], known: Gazetteer) -> Iterator[tuple[str, int, bool]]:
    """Words that are a house near the day or the hour, where they stand, and whether they are one whatever they end with.

    Args:
        text: the beginning of the description (NFKC).
        barred: stretches that speak of something else (主催, 講師).
        known: names of places.
    """
    rows = list(_lines(text, barred))
    found = [*_of_bulletin(text, known), *_in_brackets(text, known)]
    nearest = _nearest(rows)
    for number, line in enumerate(rows):
        if line.barred:
            continue
        for words, at, alone in _pieces(line):
            near = nearest[number] if alone else 0
            if near > _FAR and not (line.start < _TOP and known.mentions(words)):
                continue
            house = house_in(words, known) if len(words) <= _MOST_OF_HOUSE else None
            if house is None or (near > _NEAR and house.sure is not Sureness.HOUSE):
                continue
            name = words[house.start : house.end]
            if not BARRED.search(name) and not BARRED.search(line.text[: max(0, at - line.start)]):
                found.append(_Found(house.sure, number, alone, name, at + house.start))
        if not found or found[-1].number != number:
            found += _in_one_line(line, number, known)
    yield from _chosen(found)


def _in_one_line(line: _Line, number: int, known: Gazetteer) -> Iterator[_Found]:
    """The house among the words of a line that tells the whole event: 12/5(土) 13:30 北公民館 スマホ教室 無料."""
    if not line.when or "。" in line.text or " " not in line.text:
        return
    text = _NOTE.sub("", line.text)
    words = list(islice(_WORD.finditer(text), _MOST_WORDS))
    for first, word in enumerate(words):
        if (
            word[0][0].isdecimal()
            or not FACILITY.search(word[0])
            or (_STOP.search(word[0]) and not _MEETING.search(text))
        ):
            continue
        if (found := _a_house(word[0], known)) is None:
            continue
        if BARRED.search(text, 0, word.end()):
            return
        if is_bare(word[0]) and (named := _named_shop(text, words[first : first + 2], known)) is not None:
            yield named._replace(number=number, start=line.start + named.start)
            return
        for last in words[first + 2 : first : -1]:  # with the rooms behind it
            longer = _a_house(text[word.start() : last.end()], known)
            if longer is not None:
                found = longer
                break
        begin = word.start() + found.start
        yield _Found(found.sure, number, False, text[begin : word.start() + found.end], line.start + begin)
        return


def _named_shop(text: str, words: Sequence[re.Match[str]], known: Gazetteer) -> _Found | None:
    """The shop whose name stands behind what it is: 珈琲館 木蓮."""
    begin = words[0].start()
    house = house_in(text[begin : words[-1].end()], known) if len(words) > 1 else None
    if house is None or house.end <= words[0].end() - begin:
        return None
    return _Found(Sureness.HOUSE, 0, False, text[begin : begin + house.end], begin)


def _a_house(words: str, known: Gazetteer) -> Phrase | None:
    """The house that words of a line surely are."""
    house = None if _CLAUSE.search(words) else house_in(words, known)
    return house if house and house.sure is Sureness.HOUSE else None


def _of_bulletin(text: str, known: Gazetteer) -> Iterator[_Found]:
    """The house whose own bulletin the text is."""
    bulletin = _OF_HOUSE.match(text)
    if bulletin is None:
        return
    house = house_in(bulletin[1], known)
    kind, _, name = bulletin[1].partition(" ")
    if house or (name and kind.endswith(_SHOP_ENDS) and not EVENT.search(name)):
        yield _Found(house.sure if house else Sureness.HOUSE, -_MOST, False, bulletin[1], bulletin.start(1))


def _in_brackets(text: str, known: Gazetteer) -> Iterator[_Found]:
    """The parts of brackets that speak of meeting: (8:30集合、総合運動公園 正面ゲート)."""
    for bracket in _BRACKET.finditer(text):
        before = _SENTENCES.split(text[max(0, bracket.start() - _LONGEST) : bracket.start()])[-1]
        if BARRED.search(before) or BARRED.search(bracket[1]) or not _when_and_where(before, bracket[1]):
            continue
        for part in _PART.finditer(bracket[1]):
            told = WHEN.search(bracket[1], 0, part.start()) is not None
            if (house := house_in(part[0], known)) and (told or house.sure is Sureness.HOUSE):
                at = bracket.start(1) + part.start() + house.start
                yield _Found(house.sure, _MOST, False, part[0][house.start : house.end], at)


def _when_and_where(before: str, inside: str) -> bool:
    """Whether brackets tell where as well as when, or stand right behind the hour: (14時、みどり会館), 14時~16時(みどり会館)."""
    if EVENT.search(before) and WHEN.search(before):
        return True  # 12/5 17:40~ 体験ライブ(学生会館 ホール)
    return "集合" in inside or WHEN.search(inside) is not None or _HOUR_ENDS.search(before) is not None


def of_headline(text: str, known: Gazetteer) -> Iterator[tuple[str, int, bool]]:
    """The house that the first line begins with: 【中央図書館】おはなし会, 中央図書館 おはなし会."""
    headline = _HEADLINE.match(text)
    words = headline[1] or headline[2] if headline else ""
    if headline and (house := _a_house(words, known)):
        yield words[house.start : house.end], text.index(words) + house.start, True


def shop_first(text: str) -> Iterator[tuple[str, int, bool]]:
    """The shop whose own notice it is, where the title stands apart: えほんの店 くるり in the first line, the day below it."""
    first = _SHOP_LINE.match(text)
    if first and first["kind"].endswith(_SHOP_ENDS) and not EVENT.search(first["name"]) and not WHEN.search(first[0]):
        yield first[0].strip(), first.start("kind"), True


def _chosen(found: list[_Found]) -> Iterator[tuple[str, int, bool]]:
    """The surest first, of equals the first; houses line under line are a list of shops or stops, and none is the venue."""
    numbers = {one.number for one in found if one.alone}
    for one in sorted(found, key=lambda one: (-one.sure, one.number)):
        if not (one.alone and {one.number - 1, one.number + 1} & numbers):
            yield one.words, one.start, True


def _lines(text: str, barred: Sequence[tuple[int, int]]) -> Iterator[_Line]:
    """The lines, each with whether it tells the event's day or hour, and whether it stands under a heading of something else."""
    at, heading = 0, False
    for number, line in enumerate(text.split("\n")):
        if number >= _MOST:
            return
        words = line.strip()
        start = at + line.find(words) if words else at
        at += len(line) + 1
        when = len(words) <= _LONGEST and WHEN.search(words) is not None
        if not words:
            heading = False
        elif not when and _HEADING.match(words):
            heading = BARRED.search(words) is not None and not _PLACE_HEADING.search(words)
        outside = _ROUTE.match(words) is not None or any(begin <= start < end for begin, end in barred)
        behind = min((begin for begin, _ in barred if start < begin < start + len(words)), default=None)
        words = words if behind is None else words[: behind - start]  # …/みどりの家/申込:電話
        yield _Line(words[:_LONGEST], start, when, heading or outside or len(words) > _LONGEST)


def _nearest(rows: Sequence[_Line]) -> list[int]:
    """How many lines each line stands from one with the day or the hour of the event; a blank line counts as three."""
    far = 2 * _FAR
    days = [line.when and not line.barred and _tells_the_day(line.text) for line in rows]
    nearest = [far] * len(rows)
    for order, step in ((range(len(rows)), 1), (range(len(rows) - 1, -1, -1), _NEAR // 2)):
        away = far
        for number in order:
            away = 0 if days[number] else min(far, away + (step if rows[number].text else 3))
            nearest[number] = min(nearest[number], away)
    return nearest


def _tells_the_day(words: str) -> bool:
    """Whether a line with a day tells the event's: no deadline, no day of rain."""
    first = WHEN.search(words)
    return first is not None and not (_NOT_THE_DAY.search(words, 0, first.start()) or _UNTIL.search(words, first.end()))


def _pieces(line: _Line) -> Iterator[tuple[str, int, bool]]:
    """The line, when it has no hour, else what stands behind its hours; where it stands, and whether it is the line."""
    text = _NOTE.sub("", line.text)
    if "。" in text.rstrip("。"):
        for part in _SENTENCE.finditer(text):
            if len(part[0]) <= _MOST_OF_HOUSE and not WHEN.search(part[0]):
                yield part[0], line.start + part.start(), not line.when
        return
    if not line.when:
        yield from _parts_of(text, line.start, alone=True)
        return
    text = _AFTER.sub("", text)
    for found in _BEHIND.finditer(text):
        begin = found.end()
        rest = _HOUR_BEHIND.sub("", text[begin:])
        following = WHEN.search(rest)
        rest = rest[: following.start()] if following else rest
        if len(rest.strip()) >= _SHORTEST and not CLOCK.search(rest):
            yield from _parts_of(rest, line.start + begin, alone=False)


def _parts_of(words: str, at: int, *, alone: bool) -> Iterator[tuple[str, int, bool]]:
    """Words as one fact, and the facts in them that slashes, commas and spaces part."""
    fact = _FACT.search(words, 1)
    words = words[: fact.start()] if fact else words
    yield words, at, alone
    parts = list(_PART.finditer(words))
    for part in parts if len(parts) > 1 else ():
        yield part[0], at + part.start(), alone
