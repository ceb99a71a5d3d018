"""The rules that keep a listing out. Each gives the one reason, and what would have to change."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from aggregator.i18n import Translate, bare_clock, bare_day, language_names
from aggregator.match.areas import Areas
from aggregator.match.attend import Attendance
from aggregator.match.audience import Limit, Limits
from aggregator.match.cost import fee_for, is_yen
from aggregator.match.facts import Facts, When
from aggregator.match.travel import Way, Ways
from aggregator.match.words import Words
from aggregator.model import Cautions, Event, Fit, Format, Interval, Place, Profile, Status


class Against(NamedTuple):
    """What a rule has against a listing: the fact, and what would have to change, as the dictionary has verbs (…を足す)."""

    reason: str
    change: str


Verdict = Callable[[], Against] | None
"""What puts it into words if somebody asks, or ``None``: the rule has nothing against the listing."""


class Refused(NamedTuple):
    """The rule that refuses a listing, and its words when somebody asks."""

    rule: str
    tell: Callable[[], Against]


NONE: Final[frozenset[str]] = frozenset()

RULES: Final = (
    "cancelled", "past", "horizon", "closed", "full", "format", "area", "audience", "budget", "language",
    "travel", "clash", "home_by", "free", "exclude", "matchmaking", "cautions",
)  # fmt: skip
"""In the order in which they are asked: what the listing says of itself, then the way and the time, then its words."""

_THERE: Final = frozenset({Fit.FITS, Fit.TIGHT, Fit.UNKNOWN})
"""Where one can be there, or nobody knows: only the way may be too long."""


class Gates:
    """The rules of one profile.

    Args:
        profile: the person.
        say: into their language.
        excluded: the words that keep a listing out.
        names: labels of audiences as the reader calls them.
        ways: how far is too far.
    """

    def __init__(self, profile: Profile, say: Translate, excluded: Words, names: Mapping[str, str], ways: Ways) -> None:
        self._profile, self._say, self._excluded, self._names = profile, say, excluded, names
        self._zone = ZoneInfo(profile.zone)
        self._own = frozenset(word.strip().lower() for word in profile.attributes)
        self._limits = Limits(self._own)
        self._areas = Areas(profile.areas)
        self._languages = frozenset(_primary(word) for word in profile.languages)
        self._ways = ways
        self._run: tuple[datetime, datetime] | None = None
        everybody: dict[str, Callable[[Event, When], Verdict]] = {
            "cancelled": self._cancelled,
            "past": self._past,
            "horizon": self._horizon,
            "closed": self._closed,
            "full": self._full,
            "format": self._format,
            "area": self._area,
            "audience": self._audience,
            "budget": self._budget,
            "language": self._language,
        }
        self._first = [(rule, gate) for rule, gate in everybody.items() if rule not in self._unasked()]
        self._open = [(rule, gate) for rule, gate in self._first if rule not in ("cancelled", "closed", "full")]
        self._second: tuple[tuple[str, Callable[[Attendance], Verdict]], ...] = (
            ("travel", self._travel),
            ("clash", self._clash),
            ("home_by", self._late),
            ("free", self._outside),
        )
        readers: dict[str, Callable[[Facts], Verdict]] = {
            "exclude": self._exclude,
            "matchmaking": self._matchmaking,
            "cautions": self._cautions,
        }
        self._third = [(rule, gate) for rule, gate in readers.items() if rule not in self._unasked()]

    def _unasked(self) -> frozenset[str]:
        """The rules that this profile gives nothing to refuse by."""
        profile = self._profile
        given = {
            "format": set(profile.formats) != set(Format),
            "area": bool(self._areas),
            "budget": profile.budget is not None,
            "language": bool(self._languages),
            "exclude": bool(self._excluded),
            "matchmaking": not profile.show_matchmaking,
            "cautions": profile.cautions == "hide",
        }
        return frozenset(rule for rule, stated in given.items() if not stated)

    def before(self, facts: Facts, lifted: AbstractSet[str] = NONE) -> Refused | None:
        """The first rule that needs nothing but the event itself; ``lifted`` are rules that are not to be asked."""
        event, when = facts.event, facts.when
        plainly_open = event.status is None and event.deadline is None
        for rule, gate in self._open if plainly_open else self._first:
            if (found := gate(event, when)) is not None and rule not in lifted:
                return Refused(rule, found)
        return None

    def after(self, facts: Facts, attendance: Attendance, lifted: AbstractSet[str] = NONE) -> Refused | None:
        """The first rule that needs to know whether the person can be there, or reads the text."""
        if attendance.fit not in _THERE or self._ways.too_far(attendance.way):
            for rule, gate in self._second:
                if (found := gate(attendance)) is not None and rule not in lifted:
                    return Refused(rule, found)
        for rule, read in self._third:
            if (found := read(facts)) is not None and rule not in lifted:
                return Refused(rule, found)
        return None

    def _cancelled(self, event: Event, _when: When) -> Verdict:
        say = self._say
        if event.status is Status.CANCELLED:
            return lambda: Against(say("中止になりました"), say("再開の知らせがある"))
        if event.status is Status.POSTPONED:
            return lambda: Against(say("延期になり、新しい日はまだ書かれていません"), say("新しい日が決まる"))
        return None

    def _past(self, _event: Event, when: When) -> Verdict:
        return self._begun if when.over else None

    def _begun(self) -> Against:
        return Against(self._say("もう始まったか、終わっています"), self._say("次の回が載る"))

    def _horizon(self, _event: Event, when: When) -> Verdict:
        start, now = when.first, when.now
        if start is None or start <= self._latest(now):
            return None
        return lambda: self._too_early(start, now)

    def _too_early(self, start: datetime, now: datetime) -> Against:
        say, days = self._say, self._profile.horizon_days
        reason = say("{date}の会で、{n}日より先です").format(date=self._day(start), n=days)
        return Against(reason, say("profile.horizon_days を{n}以上にする").format(n=(start - now).days + 1))

    def _latest(self, now: datetime) -> datetime:
        """How far the profile looks at ``now``; computed once for all listings of a run."""
        if self._run is None or self._run[0] is not now:
            self._run = now, now + timedelta(days=self._profile.horizon_days)
        return self._run[1]

    def _closed(self, event: Event, when: When) -> Verdict:
        say, deadline = self._say, event.deadline
        if event.status is Status.CLOSED:
            return lambda: Against(say("申込の受付は終わっています"), say("受付が再び開く"))
        if deadline is not None and deadline < when.now:
            return lambda: Against(
                say("申込は{date}に締め切られました").format(date=self._day(deadline)), say("締切が延びる")
            )
        return None

    def _full(self, event: Event, _when: When) -> Verdict:
        return self._taken if event.status is Status.FULL else None

    def _taken(self) -> Against:
        return Against(self._say("満席です"), self._say("空きが出る"))

    def _format(self, event: Event, _when: When) -> Verdict:
        form, wanted = event.format, self._profile.formats
        if form is None or form in wanted or (form is Format.HYBRID and wanted):
            return None
        return lambda: self._unwished(form)

    def _unwished(self, form: Format) -> Against:
        name = self._say("オンラインの会です") if form is Format.ONLINE else self._say("会場に行く会です")
        return Against(name, self._say("profile.formats に {form} を足す").format(form=form.value))

    def _area(self, event: Event, _when: When) -> Verdict:
        place = event.place
        if (
            not self._areas
            or event.format in (Format.ONLINE, Format.HYBRID)
            or place is None
            or self._areas.hold(place)
        ):
            return None
        return lambda: self._elsewhere(place)

    def _elsewhere(self, place: Place) -> Against:
        told = f"{place.prefecture}{place.city or ''}"
        remedy = self._say("profile.areas に{place}を足す").format(place=place.prefecture)
        return Against(self._say("会場は{place}です").format(place=told), remedy)

    def _audience(self, event: Event, _when: When) -> Verdict:
        limit = self._limits.of(event)
        return None if limit is None else lambda: self._for_others(limit)

    def _for_others(self, limit: Limit) -> Against:
        reason = self._say("対象の限られた会です（{name}）").format(name=self._names.get(limit.label, limit.label))
        word = limit.japanese if self._profile.language == "ja" else limit.own[0]
        remedy = self._say("あてはまるなら profile.attributes に {word} を足す").format(word=word)
        return Against(reason, remedy)

    def _budget(self, event: Event, _when: When) -> Verdict:
        price, budget = event.price, self._profile.budget
        if budget is None or price is None or not is_yen(price):
            return None
        cost = fee_for(event, self._own)
        if cost is None or cost <= budget:
            return None
        return lambda: self._too_dear(cost, budget)

    def _too_dear(self, cost: int, budget: int) -> Against:
        reason = self._say("参加費{cost}円は予算{budget}円を超えます").format(cost=f"{cost:,}", budget=f"{budget:,}")
        return Against(reason, self._say("profile.budget を{cost}以上にする").format(cost=cost))

    def _language(self, event: Event, _when: When) -> Verdict:
        spoken = [_primary(tag) for tag in (event.language or "").split(",") if tag.strip()]
        if not spoken or not self._languages.isdisjoint(spoken):
            return None
        return lambda: self._foreign(spoken)

    def _foreign(self, spoken: Sequence[str]) -> Against:
        names = language_names(self._say)
        told = " / ".join(names.get(tag, tag) for tag in dict.fromkeys(spoken))
        reason = self._say("{language}の会です").format(language=told)
        return Against(reason, self._say("profile.languages に {language} を足す").format(language=spoken[0]))

    def _travel(self, attendance: Attendance) -> Verdict:
        way = attendance.way
        return (lambda: self._too_far(way)) if self._ways.too_far(way) else None

    def _too_far(self, way: Way) -> Against:
        reason = self._say("{way}かかり、{limit}分より遠いです").format(way=way.words, limit=self._ways.limit)
        return Against(reason, self._say("profile.max_travel を{n}以上にする").format(n=way.minutes))

    def _clash(self, attendance: Attendance) -> Verdict:
        if attendance.fit is not Fit.CLASH:
            return None
        return lambda: Against(attendance.words, self._without(attendance.slot))

    def _without(self, appointment: Interval | None) -> str:
        """What to do about an appointment: of config.yaml, or of a calendar."""
        if appointment is not None and appointment.label in self._profile.busy:
            return self._say("profile.busy から「{words}」を消す").format(words=appointment.label)
        return self._say("予定を動かすか、予定表でその予定を「空き時間」にする")

    def _late(self, attendance: Attendance) -> Verdict:
        home = attendance.home
        return None if home is None else lambda: self._too_late(attendance, home)

    def _too_late(self, attendance: Attendance, home: datetime) -> Against:
        return Against(
            attendance.words, self._say("profile.home_by を{clock}以降にする").format(clock=bare_clock(home))
        )

    def _outside(self, attendance: Attendance) -> Verdict:
        if attendance.fit is not Fit.OUTSIDE:
            return None
        return lambda: Against(attendance.words, self._say("profile.free にその時間を足す"))

    def _exclude(self, facts: Facts) -> Verdict:
        found = self._excluded.found(facts.told.everything)
        return (lambda: self._unwanted(found[0])) if found else None

    def _unwanted(self, word: str) -> Against:
        reason = self._say("外す言葉「{word}」があります").format(word=word)
        return Against(reason, self._say("profile.exclude から「{word}」を消す").format(word=word))

    def _matchmaking(self, facts: Facts) -> Verdict:
        if not facts.cautions.matchmaking:
            return None
        say = self._say
        return lambda: Against(say("婚活・恋活の会と読めます"), say("profile.show_matchmaking を true にする"))

    def _cautions(self, facts: Facts) -> Verdict:
        if facts.event.organiser in self._profile.dismissed_organisers:
            return None
        found = facts.cautions
        return (lambda: self._soliciting(found)) if found.level == "risky" else None

    def _soliciting(self, found: Cautions) -> Against:
        words = "」「".join(word for one in found.found[:2] for word in one.words[:1])
        reason = self._say("勧誘に注意したい言葉「{words}」があります").format(words=words)
        return Against(reason, self._say("profile.cautions を fold か show にする"))

    def _day(self, moment: datetime) -> str:
        return bare_day(moment.astimezone(self._zone))


def _primary(tag: str) -> str:
    """The language of a tag without region and script: ``zh-Hant-TW`` is ``zh``."""
    return re.split("[-_]", tag.strip().lower())[0]
