"""What is the same for everybody who asks about one listing: read once, however many do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from aggregator.lazy import lazy
from aggregator.match.sittings import begins_once, last_moment, sittings
from aggregator.match.words import Told
from aggregator.model import Cautions, Event, Listing, Sitting

Judge = Callable[[Event], Cautions]


class When:
    """The sittings of an event that one could still go to at ``now``.

    Attributes:
        first: the start of the first of them.
        over: there were some, and one can go to none of them.
    """

    __slots__ = ("_coming", "_event", "first", "now", "over")

    def __init__(self, event: Event, now: datetime) -> None:
        self._event, self.now = event, now
        self._coming: Sequence[Sitting] | None = None
        if event.start is not None and begins_once(event):  # most do, and most are refused: no sitting is made for them
            self.over = event.start <= now
            self.first = None if self.over else event.start
        else:
            every = sittings(event)
            self._coming = [one for one in every if last_moment(one, event) > now]
            self.over = bool(every) and not self._coming
            self.first = self._coming[0].start if self._coming else None

    @property
    def coming(self) -> Sequence[Sitting]:
        """These sittings, the first one first."""
        if self._coming is None:
            self._coming = () if self.over else sittings(self._event)
        return self._coming


class Facts:
    """A listing with its sittings and its words.

    Args:
        listing: the event.
        cautions: what was found on it, or the function that finds it, which is then asked only where it matters, and once.
        now: aware.
    """

    def __init__(self, listing: Listing, cautions: Cautions | Judge, now: datetime) -> None:
        self.listing, self.event, self.now = listing, listing.event, now
        self.when = When(listing.event, now)
        self._judge = cautions

    @lazy
    def told(self) -> Told:
        """Its words."""
        return Told(self.event)

    @lazy
    def cautions(self) -> Cautions:
        """What a careful reader would look at twice."""
        return self._judge if isinstance(self._judge, Cautions) else self._judge(self.event)
