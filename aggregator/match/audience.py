"""Limits on who may come, against what the person is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from aggregator.model import Event

_ONLY: Final = r"(?:の方|の人|の皆さん|の皆様)?(?:限定|のみ|だけ|専用|オンリー|に限|を対象|対象)"
_NOT_MONEY: Final = r"(?!の?(?:割引|価格|料金|無料|特典|チケット|席|枠|\s*[:：]?\s*[¥\d]))"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: the ``label`` of the taxonomy, the words of ``profile.attributes`` that satisfy it, and what must be said.

    Labels such as 学生 are given to listings that only welcome students; ``said`` is then the wording that makes a limit of
    it, and ``unless`` the wording that opens it again (学生・社会人どなたでも).
    """

    label: str
    own: tuple[str, ...]
    said: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None

    @property
    def japanese(self) -> str:
        """The Japanese word of ``own``."""
        return next((word for word in self.own if not word.isascii()), self.own[0])

    def holds(self, event: Event, own: frozenset[str]) -> bool:
        """Whether the listing keeps a person with the attributes ``own`` out."""
        if self.label not in event.audience or own.intersection(self.own):
            return False
        if self.said is None:
            return True
        text = f"{event.title}\n{event.description}"
        found = self.said.search(text)
        return found is not None and not (self.unless and self.unless.search(_line(text, found.start())))


def _line(text: str, at: int) -> str:
    """The line of ``text`` around ``at``."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _said(who: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{who}){_ONLY}{_NOT_MONEY}|対象(?:者)?\s*[】\]:：・|は]\s*(?:{who})")


def _age(decade: int) -> Limit:
    return Limit(
        f"age_{decade}s",
        (f"{decade}s", f"{decade}代"),
        _said(f"{decade}代"),
        re.compile(r"中心|歓迎|目安|くらい|前後|どなたでも"),
    )


_ANYBODY: Final = re.compile(r"社会人|一般|どなた|誰でも|だれでも|問わ|不問|歓迎|以外")
_STUDENT: Final = "学生|大学生|高校生|高専生|専門学生|大学院生|就活生|中高生"
_CHILD: Final = "小学生|中学生|小中学生|親子|子ども|子供|こども|キッズ|未就学児|乳幼児"
LIMITS: Final = (
    Limit("women_only", ("women", "woman", "female", "女性")),
    Limit("men_only", ("men", "man", "male", "男性")),
    Limit("executives_only", ("executives", "executive", "owners", "owner", "経営者", "経営者・役員", "役員")),
    Limit("companies_only", ("companies", "company", "法人", "企業")),
    Limit("members_only", ("members", "member", "会員")),
    Limit("first_timers_only", ("first_timers", "first-timers", "初参加")),
    Limit("students", ("students", "student", "学生", "大学生", "高校生"), _said(_STUDENT), _ANYBODY),
    Limit("children", ("children", "parents", "parent", "family", "親子", "子育て"), _said(_CHILD), _ANYBODY),
    Limit(
        "working_adults",
        ("working_adults", "workers", "社会人", "会社員"),
        re.compile(rf"(?:社会人|会社員){_ONLY}{_NOT_MONEY}"),
    ),
    *(_age(decade) for decade in (20, 30, 40)),
)
"""``working_adults`` and ages hold only against a profile that says what it is instead (see ``Limits``)."""

_OPEN_TO_UNSTATED: Final[dict[str, frozenset[str]]] = {
    "working_adults": frozenset({"students", "student", "学生", "大学生", "高校生"}),
    **{
        f"age_{decade}s": frozenset(f"{n}{form}" for n in range(10, 100, 10) for form in ("s", "代"))
        for decade in (20, 30, 40)
    },
}
"""Most people work and have some age: these limits refuse only who has stated one of these other things."""


class Limits:
    """The limits that may keep out a person with the (lower-case) attributes ``own``."""

    def __init__(self, own: frozenset[str]) -> None:
        self._own = own
        self._limits = tuple(limit for limit in LIMITS if _applies(limit, own))
        self._labels = frozenset(limit.label for limit in self._limits)

    def of(self, event: Event) -> Limit | None:
        """The limit that keeps the person out of ``event``."""
        if self._labels.isdisjoint(event.audience):
            return None
        return next((limit for limit in self._limits if limit.holds(event, self._own)), None)


def _applies(limit: Limit, own: frozenset[str]) -> bool:
    contrary = _OPEN_TO_UNSTATED.get(limit.label)
    return contrary is None or bool(contrary & own)
