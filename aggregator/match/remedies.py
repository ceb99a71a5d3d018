"""What would bring a listing back that a rule keeps out: the change that this rule asks for, and those of all rules behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aggregator.i18n import Translate
from aggregator.match.attend import Attend
from aggregator.match.facts import Facts
from aggregator.match.gates import Against, Gates, Refused
from aggregator.model import Refusal

_UNKNOWN: Final = frozenset({"horizon", "clash", "free"})
"""Beyond the horizon nobody has looked yet when the person is free."""


class Remedies:
    """Puts a refusal into words when somebody asks for it. Most never are: the further rules are asked only then."""

    def __init__(self, gates: Gates, attend: Attend, say: Translate) -> None:
        self._gates, self._attend, self._say = gates, attend, say

    def refusal(self, facts: Facts, refused: Refused) -> Refusal:
        """Why, and what would bring the listing back: more than one change where more than one rule refuses."""
        say, first = self._say, refused.tell()
        further = list(self._further(facts, refused.rule))
        if further:
            changes = (
                first.change,
                *(say("{change}（{reason}）").format(change=one.change, reason=one.reason) for one in further),
            )
            return Refusal(
                first.reason, say("すべてかなうと入ります: {changes}").format(changes=say("／").join(changes))
            )
        if refused.rule == "horizon" and not self._attend.always:
            return Refusal(first.reason, say("{change}と、空き時間に合うかを調べます").format(change=first.change))
        return Refusal(first.reason, say("{change}と入ります").format(change=first.change))

    def _further(self, facts: Facts, first: str) -> Iterator[Against]:
        """What the rules behind ``first`` have against the listing, each asked as if those before it had been met."""
        if first == "past":  # the next meeting is another one: nothing is known of it
            return
        lifted = {first} | (_UNKNOWN if first == "horizon" else set())
        while (refused := self._next(facts, lifted)) is not None:
            lifted.add(refused.rule)
            yield refused.tell()

    def _next(self, facts: Facts, lifted: set[str]) -> Refused | None:
        if (refused := self._gates.before(facts, lifted)) is not None:
            return refused
        attendance = self._attend.best(facts.event, facts.when.coming, facts.now, lifted)
        return self._gates.after(facts, attendance, lifted)
