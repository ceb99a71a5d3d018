"""The rules that keep a listing out. Each gives the one reason, and what would bring the listing back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from aggregator.i18n import Translate
from aggregator.match.attend import Attendance, last_moment, sittings
from aggregator.model import Cautions, Event, Fit, Format, Listing, Profile, Rejected, Status

AUDIENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "women_only": ("women", "woman", "女性"),
    "men_only": ("men", "man", "男性"),
    "students": ("students", "student", "学生"),
    "executives_only": ("executives", "executive", "owners", "経営者"),
    "companies_only": ("companies", "company", "法人"),
    "members_only": ("members", "会員"),
}
"""Labels of the taxonomy that limit who may come, and the words of ``profile.attributes`` that satisfy them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A listing before the gates."""

    listing: Listing
    attendance: Attendance
    cautions: Cautions
    now: datetime

    @property
    def event(self) -> Event:
        """The merged view."""
        return self.listing.event


class Gates:
    """The rules of one profile, in the order in which a person would say them."""

    def __init__(self, profile: Profile, say: Translate, excluded: Callable[[str], str | None], limits: Mapping[str, str]) -> None:
        self._profile, self._say, self._excluded, self._limits = profile, say, excluded, limits
        self._own = frozenset(word.lower() for word in profile.attributes)

    def reject(self, case: Case) -> Rejected | None:
        """The first rule that removes the listing."""
        for rule, found in self._rules(case):
            if found is not None:
                return Rejected(listing=case.listing, rule=rule, reason=found[0], remedy=found[1])
        return None

    def _rules(self, case: Case) -> Iterator[tuple[str, tuple[str, str] | None]]:
        yield "past", self._past(case)
        yield "cancelled", self._state(case)
        yield "horizon", self._horizon(case)
        yield "exclude", self._exclude(case)
        yield "matchmaking", self._matchmaking(case)
        yield "cautions", self._cautions(case)
        yield "format", self._format(case)
        yield "area", self._area(case)
        yield "audience", self._audience(case)
        yield "budget", self._budget(case)
        yield "language", self._language(case)
        yield "deadline", self._deadline(case)
        yield "travel", self._travel(case)
        yield "clash", self._time(case, Fit.CLASH, self._say("予定を動かすか、予定表でその予定を「空き時間」にすると入ります"))
        yield "free", self._time(case, Fit.OUTSIDE, self._say("空き時間（profile.free）にその時間を足すと入ります"))

    def _past(self, case: Case) -> tuple[str, str] | None:
        every = sittings(case.event)
        if every and all(last_moment(one, case.event) <= case.now for one in every):
            return self._say("終わっています"), ""
        return None

    def _state(self, case: Case) -> tuple[str, str] | None:
        words = {Status.CANCELLED: self._say("中止になりました"), Status.POSTPONED: self._say("延期になり、新しい日はまだ書かれていません")}
        reason = words.get(case.event.status) if case.event.status else None
        return (reason, "") if reason else None

    def _horizon(self, case: Case) -> tuple[str, str] | None:
        start = case.attendance.sitting.start if case.attendance.sitting else None
        if start is not None and start > case.now + timedelta(days=self._profile.horizon_days):
            return self._say("{n}日より先です").format(n=self._profile.horizon_days), self._say("profile.horizon_days を大きくすると入ります")
        return None

    def _exclude(self, case: Case) -> tuple[str, str] | None:
        event = case.event
        word = self._excluded(f"{event.title}\n{event.organiser or ''}\n{event.description[:1500]}")
        if word is None:
            return None
        return self._say("外す言葉「{word}」があります").format(word=word), self._say("profile.exclude から「{word}」を消すと入ります").format(word=word)

    def _matchmaking(self, case: Case) -> tuple[str, str] | None:
        if case.cautions.matchmaking and not self._profile.show_matchmaking:
            return self._say("婚活・恋活の会と読めます"), self._say("profile.show_matchmaking を true にすると入ります")
        return None

    def _cautions(self, case: Case) -> tuple[str, str] | None:
        if case.cautions.level != "risky" or self._profile.cautions != "hide" or case.event.organiser in self._profile.dismissed_organisers:
            return None
        words = "」「".join(word for one in case.cautions.found[:2] for word in one.words[:1])
        return self._say("勧誘に注意したい言葉「{words}」があります").format(words=words), self._say("profile.cautions を fold か show にすると見られます")

    def _format(self, case: Case) -> tuple[str, str] | None:
        form = case.event.format
        if form is None or form in self._profile.formats or (form is Format.HYBRID and self._profile.formats):
            return None
        name = self._say("オンラインの会です") if form is Format.ONLINE else self._say("会場に行く会です")
        return name, self._say("profile.formats に {form} を足すと入ります").format(form=form.value)

    def _area(self, case: Case) -> tuple[str, str] | None:
        event, areas = case.event, self._profile.areas
        if not areas or event.format in (Format.ONLINE, Format.HYBRID) or event.place is None or event.place.prefecture is None:
            return None
        told = f"{event.place.prefecture}{event.place.city or ''}"
        if any(area in told for area in areas):
            return None
        return self._say("会場は{place}です").format(place=told), self._say("profile.areas に{place}を足すと入ります").format(place=event.place.prefecture)

    def _audience(self, case: Case) -> tuple[str, str] | None:
        for label in case.event.audience:
            wanted = AUDIENCES.get(label)
            if wanted and not self._own.intersection(wanted):
                name = self._limits.get(label, label)
                return self._say("対象は{name}です").format(name=name), self._say("あてはまるなら profile.attributes に {word} を足すと入ります").format(word=wanted[0])
        return None

    def _budget(self, case: Case) -> tuple[str, str] | None:
        price, budget = case.event.price, self._profile.budget
        cost = fee_for(case.event, self._own)
        if budget is None or price is None or cost is None or price.currency != "JPY" or cost <= budget:
            return None
        return self._say("参加費{cost:,}円は予算{budget:,}円を超えます").format(cost=cost, budget=budget), self._say("profile.budget を{cost}にすると入ります").format(cost=cost)

    def _language(self, case: Case) -> tuple[str, str] | None:
        spoken, own = case.event.language, self._profile.languages
        if not own or spoken is None or spoken[:2].lower() in own:
            return None
        return self._say("{language}の会です").format(language=spoken), self._say("profile.languages に {language} を足すと入ります").format(language=spoken[:2].lower())

    def _deadline(self, case: Case) -> tuple[str, str] | None:
        event = case.event
        if event.status is Status.CLOSED:
            return self._say("申込の受付は終わっています"), ""
        if event.deadline is not None and event.deadline < case.now:
            return self._say("申込は{day}に締め切られました").format(day=f"{event.deadline.month}/{event.deadline.day}"), ""
        return None

    def _travel(self, case: Case) -> tuple[str, str] | None:
        way, limit = case.attendance.way, self._profile.max_travel
        if limit is None or way.assumed or way.minutes <= limit:
            return None
        return self._say("{way}で、{limit}分より遠いです").format(way=way.words, limit=limit), self._say("profile.max_travel を{n}にすると入ります").format(n=way.minutes)

    @staticmethod
    def _time(case: Case, fit: Fit, remedy: str) -> tuple[str, str] | None:
        return (case.attendance.words, remedy) if case.attendance.fit is fit else None


def fee_for(event: Event, own: frozenset[str]) -> int | None:
    """What this person pays: the cheapest tier that is not for others."""
    price = event.price
    if price is None or price.min is None:
        return None
    extra = sum(tier.amount for tier in price.extras)
    open_tiers = [tier.amount + extra for tier in price.tiers if not _for_others(tier.label, own)]
    return min(open_tiers) if open_tiers else price.min


_OTHERS: Final = {"学生": "students", "女性": "women", "男性": "men", "会員": "members", "小人": "children", "子ども": "children", "こども": "children", "高校生": "students", "中学生": "students"}


def _for_others(label: str, own: frozenset[str]) -> bool:
    return any(word in label and need not in own for word, need in _OTHERS.items())
