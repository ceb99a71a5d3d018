"""How many may come, how many have signed up, how many wait. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from aggregator.normalise.dates.numbers import number
from aggregator.normalise.needed import Needed, led
from aggregator.normalise.sections import Role, Section
from aggregator.normalise.text import Text

_PEOPLE: Final = r"(?:名様?|人|席|組|枠|者|people|seats|persons|pax)"
_N: Final = r"(?:\d{1,4}\s*(?:名|人)?\s*[~-]\s*)?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,5})"
_LABELLED: Final = re.compile(
    led(
        r":\d\sオ上会先全各合抽最現男約計限",
        rf"(?:各回|各日|先着|限定|最大|約|合計|計|全|上限|会場|現地|オフライン|男女各|抽選で?|[:\s])*{_N}\s*(?:{_PEOPLE}|$|\s|\()",
    ),
    re.IGNORECASE,
)
_PERSONS: Final = re.compile(r"\d{1,4}組\s*\(?(?P<n>\d{1,5})[名人]")
"""20組40名: of couples and people the people."""
_KANJI: Final = re.compile(r"^[^\n]{0,6}?(?P<n>[一二三四五六七八九十百]{1,5})\s*(?:名|人|席|組)")
_SAID: Final = (
    re.compile(
        rf"(?:定員|募集人数|募集定員|募集枠|定数|上限|人数制限|参加可能人数|収容人数|受入人数|capacity)[はを:\s]*(?:各回|各部屋|各クラス|各日|各|先着順?|限定|最大|約|で|:|\s)*{_N}\s*{_PEOPLE}?(?!年|月|歳|%|[:/]\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:先着順?|限定|抽選で?|limited to)\s*[:の(]?\s*{_N}\s*{_PEOPLE}(?!様?に(?:プレゼント|進呈|特典|[^\n。]{{0,24}}?(?:プレゼント|進呈|配布|差し上げ))|分の特典)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:max(?:imum)?(?: of)?|up to|limited to|only)\s*:?\s*{_N}\s*(?:people|persons|seats|participants|guests|pax)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:最大|上限|MAX|キャパ(?:シティ)?は?)\s*:?\s*{_N}\s*(?:名様?|人|組|席)(?!規模|以上|が?参加)", re.IGNORECASE
    ),
    re.compile(rf"{_N}\s*(?:名様?|人|組)(?:に(?:なり|達し)次第|で)(?:受付)?(?:を)?(?:締め?切|〆切|終了)"),
    re.compile(rf"{_N}\s*名様?を?ご招待"),
    re.compile(rf"{_N}\s*(?:名様?|人|組)\s*\((?:申込)?(?:先着|抽選|限定|要予約|定員|事前|予約)"),
    re.compile(rf"(?:各(?:回|日|部|クラス)|の部 ?各)\s*(?:限定|定員)?\s*{_N}\s*(?:名様?|人)(?!ずつ)"),
    re.compile(rf"{_N}\s*(?:席|人|名)(?:ほど|くらい)の?(?:席|です|$|なので|ので)"),
    re.compile(rf"(?:全|計|・)\s*{_N}\s*席(?=$|[\s。、)])"),
    re.compile(rf"全\s*{_N}\s*席"),
    re.compile(r"(?P<n>[二三四五六七八九十百]{1,5})\s*(?:席|名様?|人|組)(?:まで|限定|様?限り|の?定員)"),
    re.compile(rf"{_N}\s*(?:名様?|人|組)(?:まで|限定|を?募集|の?定員|様?限り)(?!無料|割引)"),
)
_AUDIENCE_COUNT: Final = re.compile(rf"(?<![\d~-]){_N}\s*(?:名様?|人|組)\s*(?:\([^)]*\))?\s*$")
_RATIO: Final = re.compile(
    led(
        r"\da予先参現申登",
        r"(?:(?:先着順?|(?:申込|申し込み|参加|予約)[者数]{0,2}[:は]?)\s?(?P<fa>\d{1,4})\s?/\s?(?P<fn>\d{1,4})(?![\d/])|(?:(?:現在|参加|申込|申し込み|予約|登録|accepted|attendees)[者数済み人:\sは]{0,5})?(?P<a>\d{1,5})\s*(?:名|人)?\s*/\s*(?:定員\s*)?(?P<n>\d{1,5})\s*(?:名|人|席)(?!に1|中))",
    ),
    re.IGNORECASE,
)
_RAISED: Final = re.compile(
    r"(?P<o>\d{1,5})\s*(?:名|人|席)?\s*(?:→|⇒|->|=>|から)\s*(?P<n>\d{1,5})\s*(?:名|人|席)(?:に|へ)?\s*(?:増|拡大|変更)?"
)
_ACCEPTED: Final = re.compile(
    r"(?:現在|参加予定|参加者|申込者?数?|申し込み|予約済み?|参加表明)[数はが:\s]{0,4}(?P<n>\d{1,5})\s*(?:名|人)(?!募集|限定|まで|枠)"
)
_WAITING: Final = re.compile(
    r"(?:補欠|キャンセル待ち|ウェイティング|waiting)[者数はが:\s]{0,4}(?P<n>\d{1,5})\s*(?:名|人)?(?!日|月|:)",
    re.IGNORECASE,
)
_LEFT: Final = re.compile(r"(?:残席|残り|あと|残)[数わずかは:\s]{0,4}(?P<n>\d{1,4})\s*(?:席|名|枠|人)")


def _counted(people: str, ends: str) -> tuple[str, ...]:
    """The words for people with each of the words behind them."""
    return tuple(f"{one}{end}" for one in people.split() for end in ends.split())


_COUNTED: Final = (*_SAID, _ACCEPTED, _WAITING, _LEFT)
_NEEDED: Final = Needed(
    dict(
        enumerate(
            (
                ("定員", "募集人数", "募集枠", "定数", "上限", "人数", "capacity"),
                ("先着", "限定", "抽選", "limited to"),
                ("max", "up to", "limited to", "only"),
                ("最大", "上限", "max", "キャパ"),
                ("なり次第", "達し次第", *_counted("名 名様 人 組", "で")),
                ("招待",),
                ("先着", "抽選", "限定", "予約", "定員", "事前"),
                ("各",),
                ("ほど", "くらい"),
                ("席",),
                ("席",),
                _counted("席 名 名様 人 組", "まで 限定 限り 様限り 定員 の定員"),
                _counted("名 名様 人 組", "まで 限定 限り 様限り 定員 の定員 募集 を募集"),
                ("現在", "参加", "申込", "申し込み", "予約"),
                ("補欠", "キャンセル待ち", "ウェイティング", "waiting"),
                ("残", "あと"),
            )
        )
    )
)
"""For each of ``_COUNTED``: one of these stands in every text in which it finds something."""
_OF: Final = re.compile(r"/\s*(?:定員\s*)?\d")
"""So every ratio ends."""
_CLAUSE: Final = re.compile(r"[/、,。;・\n)】\]]")
_OF_SPEAKERS: Final = re.compile(
    r"(?<![A-Za-z])LT(?![A-Za-z])|ライトニング|(?:喋り|しゃべり|話し|発表し|登壇し)たい|(?:発表|登壇|出展)[者枠]|ブース"
)
"""Whose number is not the audience's."""
_LINE: Final = 80
_UNLIMITED: Final = re.compile(r"無制限|制限なし|定員なし|特になし|なし|unlimited", re.IGNORECASE)
_NOT_NOW: Final = re.compile(
    r"最少|最低|催行|最小|以上で|前回|昨年|過去|累計|のべ|延べ|実績|講師|スタッフ|登壇|会員数|社員|従業員|学年|対象|グループ|につき|お一人|出演枠|[A-Za-z]$"
)


@dataclass(frozen=True, slots=True)
class CapacityReading:
    """People counts; ``None`` where the listing does not say. ``left`` seats are free."""

    capacity: int | None = None
    accepted: int | None = None
    waiting: int | None = None
    left: int | None = None
    span: tuple[int, int] | None = None


def read_capacity(text: Text, sections: Sequence[Section] = ()) -> CapacityReading:
    """The counts of one listing: the labelled part first, then sentences that say so."""
    folded = text.folded
    likely = _NEEDED(folded)
    capacity, span = _labelled(folded, sections)
    if capacity is None:
        capacity, span = _said(folded, likely)
    if capacity is None:
        capacity, span = _beside_audience(folded, sections)
    accepted, waiting, left = (
        _first(_COUNTED[place], folded) if place in likely else None for place in range(len(_SAID), len(_COUNTED))
    )
    ratio = _RATIO.search(folded) if _OF.search(folded) else None
    if ratio and not _NOT_NOW.search(folded[max(0, ratio.start() - 8) : ratio.start()]):
        there, most = int(ratio["a"] or ratio["fa"]), int(ratio["n"] or ratio["fn"])
        accepted = there if accepted is None and most > 0 else accepted
        if most > 0 and (capacity is None or capacity == there):
            capacity, span = most, ratio.span()
    return CapacityReading(capacity, accepted, waiting, left, span)


def _labelled(folded: str, sections: Sequence[Section]) -> tuple[int | None, tuple[int, int] | None]:
    for section in sections:
        if section.role is not Role.CAPACITY or (section.label in ("残席", "人数") and "定員" in folded):
            continue
        value = folded[section.start : section.end]
        if _UNLIMITED.match(value.strip()):
            return None, None
        raised = _RAISED.search(value)
        match = raised or next(
            (
                one
                for one in chain(_LABELLED.finditer(value), _KANJI.finditer(value))
                if not _NOT_NOW.search(value[max(0, one.start() - 6) : one.start("n")])
            ),
            None,
        )
        if match and (people := _number(match["n"])):
            persons = _PERSONS.match(value, match.start("n"))
            people = int(persons["n"]) if persons else people
            both = 2 if "男女各" in value[match.start() : match.start("n")] else 1
            return both * people, (section.start + match.start("n"), section.start + match.end())
    return None, None


def _said(folded: str, likely: Container[int]) -> tuple[int | None, tuple[int, int] | None]:
    for place, pattern in enumerate(_SAID):
        if place not in likely:
            continue
        for match in pattern.finditer(folded):
            line = folded[max(folded.rfind("\n", 0, match.start()) + 1, match.start() - _LINE) : match.start()]
            if _OF_SPEAKERS.search(line):
                continue
            if not _NOT_NOW.search(_near(folded, match.start(), match.start("n"))) and (number := _number(match["n"])):
                raised = _RAISED.match(folded, match.start("n"))
                return (_number(raised["n"]) if raised else number), match.span()
    return None, None


def _beside_audience(folded: str, sections: Sequence[Section]) -> tuple[int | None, tuple[int, int] | None]:
    """The number behind the audience, as municipal bulletins write it (``対象: 小学生20人``)."""
    for section in sections:
        if section.role is Role.AUDIENCE:
            line = folded[section.start : section.end].partition("\n")[0]
            match = _AUDIENCE_COUNT.search(line)
            if match and (number := _number(match["n"])):
                return number, (section.start + match.start("n"), section.start + match.end())
    return None, None


def _first(pattern: re.Pattern[str], folded: str) -> int | None:
    for match in pattern.finditer(folded):
        if not _NOT_NOW.search(_near(folded, match.start(), match.start())):
            return _number(match["n"])
    return None


def _near(folded: str, start: int, end: int) -> str:
    """The words before a number, as far back as its clause goes, at most eight signs."""
    before = _CLAUSE.split(folded[max(0, start - 8) : start])[-1]
    return before + folded[start:end]


def _number(digits: str) -> int | None:
    value = number(digits.replace(",", ""))
    return value if value is not None and value < 100_000 else None
