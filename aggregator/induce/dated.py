"""A line of a page that names days, and what it says beside them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from aggregator.induce.marks import DAY_NUMBER, ENGLISH_DAY, Mark, scan
from aggregator.induce.other import is_in_prose
from aggregator.induce.page import Line

_COUNTED: Final = "[歳才階名人回組円時年級部枚点号番本冊分台室席]|丁目|箇所|か所|[FfBb]\\b"
ONLY_DAY: Final = re.compile(
    rf"^\W*(?:(?:[A-Za-z]{{2,9}}|[月火水木金土日](?:曜日?)?)[,.]?\s)?({DAY_NUMBER})(?:st|nd|rd|th|日)?"
    rf"(?:\s?[(\s]?(?!{_COUNTED})"
    rf"(?:[^\W\d\u3040-\u9fff]{{1,9}}|[月火水木金土日祝休振替曜・]{{1,6}}|元日|\w{{1,4}}の日|大安|仏滅|友引"
    rf"|先[勝負]|赤口)(?:[・/][^\W\d]{{1,4}})?[)]?)?"
    rf"(?:\s?[・,、~-]\s?(?:{DAY_NUMBER})日?\s?\([^)\d]{{1,5}}\))*\W*$"
)
WEEKDAY: Final = re.compile(
    rf"\b({ENGLISH_DAY})|[(\[]([月火水木金土日])(?=[・)\]祝])|([月火水木金土日])曜", re.IGNORECASE
)
CLOCK: Final = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-9])\s?(?::[0-5]\d|時)|(?<![\d:])1?\d\s?[ap]\.?m\b", re.IGNORECASE)
WHEN: Final = re.compile(
    r"""(?:(?:開演|開場|開始)\s?[:/]?\s?)?(?<![\d:])(?:午前|午後)?(?:[01]?\d|2[0-9])(?::[0-5]\d|時(?:半|[0-5]?\d分)?)(?:\s*[ap]\.?\s?m\b\.?)?(?:\s?~?\s?(?:開演|開場|開始)(?![^\W\d]))?
    | (?<![\d:])1?\d\s*[ap]\.?\s?m\b\.? | \bnoon\b
    | \b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b\.?
    | [(\[]\s?[月火水木金土日祝・休]+\s?[)\]] | [月火水木金土日]曜(?:日(?!の?[会市])|(?![^\W\d])) | \b[CEMP][SD]T\b | \b(?:to|at|from|on)\b\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_BEGINS: Final = re.compile(r"\W*(?:\([^)]{1,8}\))?\W*(?:から|より|まで|をもって)")
"""Behind the day from which something holds: 4月1日（土）から開園時間が…."""
CODE: Final = re.compile(r"\W*[A-Z]{1,3}\W{0,2}\d{0,3}\W{0,2}\d{0,3}\W*")
"""A code behind a day (4/24/24 CA2/7), which is no part of a name."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b年?")
_PAIRS: Final = ("()", "[]", "“”", '""')
"""Brackets and quotes, of which the last one belongs to what they close."""
_LEFT_OVER: Final = re.compile(r"^(?:at|on|from|to)\s*[-–—:|,]+\s*", re.IGNORECASE)
"""What is left of `at noon - Board meeting`."""
_EDGES: Final = " ,;:|-–—•·@()[]{}<>/~.*\t\"'“”、。・:→●■◆▼▶○※＊"
_EMPTY: Final = re.compile(
    r"[\[(【「<](?:\W|から|より|まで|開催(?:予定)?|実施|公演|のみ|限定)*[\])】」>]|(?<=\s)~(?=\s|$)"
)
"""What is left of a range or of a day in brackets, which may stand in brackets themselves."""
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_GOES_ON: Final = re.compile(
    r"\s?(?:[(\[][月火水木金土日祝・休]+[)\]]\s?)?(?:\d{1,2}:\d\d\s?)?"
    r"(?:まで|より|から|に|の|は|も|で|を|が|と|迄|以降|限定|初回|開催|開始|公開)(?!\W*$)"
)
"""A word that leans on the day before it."""


@dataclass(frozen=True)
class Dated:
    """A line that names days: the marks, the day of each, and the last day where the first two are a range.

    ``headings`` are the numbers of the lines above that gave the year and the month which the first mark lacks.
    """

    line: Line
    text: str
    marks: tuple[Mark, ...]
    days: tuple[date, ...]
    until: date | None = None
    headings: tuple[int, ...] = ()

    @cached_property
    def rest(self) -> str:
        """The line without its dates, clock times and weekdays: what it says beside when."""
        text = self.text
        if self.marks and CODE.fullmatch(text, self.marks[-1].end):
            text = text[: self.marks[-1].end]
        for mark in reversed(self.marks):
            text = f"{text[: mark.start]} {text[mark.end :]}"
        text = WHEN.sub(" ", text)
        if not all(mark.year for mark in self.marks):
            text = _YEAR.sub(" ", text)
        rest = _LEFT_OVER.sub("", " ".join(_EMPTY.sub(" ", _EMPTY.sub(" ", text)).split()).strip(_EDGES))
        for first, last in _PAIRS:
            is_open = rest.count(first) % 2 if first == last else rest.count(first) - rest.count(last)
            rest += last if is_open == 1 else ""
        return rest

    @cached_property
    def torn(self) -> bool:
        """Whether a day stands in the middle of what the line says (「学割」は9月30日まで延長): without it the words make no sense."""
        return any(
            _LETTERS.search(self.text, 0, mark.start) is not None and _GOES_ON.match(self.text, mark.end) is not None
            for mark in self.marks
        )

    @cached_property
    def bare(self) -> bool:
        """Whether it is but the number of a day, as in a calendar, and names no month."""
        return bool(ONLY_DAY.match(self.text)) and not any(mark.day for mark in scan(self.text))

    @cached_property
    def in_prose(self) -> bool:
        """Whether the day stands in a sentence, as in an introduction or a diary; with weekday and clock time it begins an announcement."""
        first = self.marks[0].start if self.marks else 0
        held = not first and WEEKDAY.search(self.text) is not None and CLOCK.search(self.text) is not None
        begins = self.marks and _BEGINS.match(self.text, self.marks[0].end) is not None
        return not (held and not begins) and is_in_prose(self.text, first)

    @cached_property
    def says_when(self) -> bool:
        """Whether it also names a clock time, a weekday or a last day, as lines of events do and bylines do not."""
        return self.until is not None or bool(CLOCK.search(self.text) or WEEKDAY.search(self.text))
