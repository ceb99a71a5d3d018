"""From pairs to listings: best evidence first, and never two events in one listing that some fact parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from aggregator.dedupe.blocks import candidates
from aggregator.dedupe.traits import Traits
from aggregator.dedupe.verdict import parted, score, unlike
from aggregator.model import Listing


@dataclass(frozen=True)
class Decisions:
    """What the user decided: pairs of uids that are ``same`` or ``different`` whatever they look like."""

    same: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    different: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def says(self, a: str, b: str) -> bool | None:
        """The decision on one pair in either order; ``None`` where there is none."""
        if not (self.same or self.different):
            return None
        first, second = min(a, b), max(a, b)
        for pair in ((first, second), (second, first)):
            if pair in self.different:
                return False
            if pair in self.same:
                return True
        return None


class Clusters:
    """Groups of copies. ``of[uid]`` is the group that holds a copy."""

    def __init__(self, traits: Sequence[Traits], decisions: Decisions) -> None:
        self._decisions = decisions
        self._same: set[tuple[str, str]] = set()
        self._settled: set[str] = set()
        self.of: dict[str, list[Traits]] = {one.uid: [one] for one in traits}

    def groups(self) -> list[list[Traits]]:
        """Every group once, by the least uid in it."""
        return [self.of[uid] for uid in sorted(self.of) if uid == min(one.uid for one in self.of[uid])]

    def keep(self, known: Iterable[Listing], settled: Iterable[Listing] = ()) -> None:
        """Take over what was merged before: only the user, or a fact that no move explains, parts it again.

        Nothing can have parted those of ``settled``, nor joined two of them.
        """
        for listing in settled:
            uids = [copy.uid for copy in listing.copies]
            self._settled.update(uids)
            for uid in uids[1:]:
                self._unite(uids[0], uid)
        for listing in sorted(known, key=lambda one: one.id):
            if listing.copies[0].uid in self._settled:
                continue
            members = [self.of[copy.uid][0] for copy in listing.copies]
            for index, member in enumerate(members):
                for earlier in members[:index]:
                    if self._join(earlier, member, moved=True):
                        break

    def obey(self) -> None:
        """Join what the user declared one."""
        for a, b in sorted(self._decisions.same):
            if a in self.of and b in self.of and self._decisions.says(a, b):
                self._unite(a, b)

    def grow(self, traits: Sequence[Traits]) -> None:
        """Join what is the same by its evidence, best first."""
        edges = []
        for a, b in candidates(traits, self._settled):
            if self.of[a.uid] is self.of[b.uid]:
                continue
            sure = score(a, b)
            if sure is not None:
                edges.append((-sure, a.uid, b.uid))
                self._same.add((a.uid, b.uid))
        for _, first, second in sorted(edges):
            self._join(self.of[first][0], self.of[second][0], moved=False)

    def _join(self, a: Traits, b: Traits, *, moved: bool) -> bool:
        ours, theirs = self.of[a.uid], self.of[b.uid]
        if ours is theirs:
            return True
        if not all(self._may(one, other, moved=moved) for one in ours for other in theirs):
            return False
        self._unite(a.uid, b.uid)
        return True

    def _may(self, a: Traits, b: Traits, *, moved: bool) -> bool:
        decided = self._decisions.says(a.uid, b.uid)
        if decided is not None:
            return decided
        if not moved and ((a.uid, b.uid) if a.uid < b.uid else (b.uid, a.uid)) in self._same:
            return True  # judged to be one: nothing parts them
        return parted(a, b, moved=moved) is None and (moved or not unlike(a, b))

    def _unite(self, a: str, b: str) -> None:
        ours, theirs = self.of[a], self.of[b]
        if ours is theirs:
            return
        ours += theirs
        for one in theirs:
            self.of[one.uid] = ours
