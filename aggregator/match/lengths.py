"""How long meetings last that do not say so, and at which of them one may come and go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from aggregator.model import Event

UNKNOWN: Final = timedelta(hours=2)
"""A meeting of no known kind."""
USUAL: Final[Mapping[str, timedelta]] = {
    kind: timedelta(minutes=minutes)
    for minutes, kinds in (
        (90, ("morning_activity", "lunch", "tea", "company_event", "book_talk", "language_exchange", "consultation", "assembly")),
        (120, ("networking", "cross_industry", "same_industry", "study_group", "lt_meetup", "reading_circle", "reading_club", "seminar")),
        (120, ("workshop", "dialogue", "pitch", "sports", "walk", "music_meet", "screening", "parents_event", "membership_meeting", "performance", "tour")),
        (150, ("party", "drinks", "matchmaking")),
        (180, ("mokumoku", "hands_on", "volunteer_activity", "exhibition", "festival")),
        (240, ("game_meet", "outdoor", "competition")),
        (480, ("conference", "hackathon")),
        (1440, ("camp",)),
    )
    for kind in kinds
}  # fmt: skip
"""By kind of the taxonomy: what such meetings take in the listings that say so."""
MORNING: Final = "morning_activity"
OPEN_HOURS: Final = frozenset({"exhibition", "festival"})
"""Kinds at which people come and go while it is open."""
HALF_DAY: Final = timedelta(hours=4)
"""What has open hours of this length is not stayed at from beginning to end."""
STAY: Final = timedelta(hours=20)
"""Nothing but a camp is stayed at for longer."""


def usual_length(event: Event) -> timedelta:
    """The stated default for an event without an end: its longest kind's; before work there is no time for two hours."""
    longest = max((USUAL[kind] for kind in event.kinds if kind in USUAL), default=UNKNOWN)
    return USUAL[MORNING] if MORNING in event.kinds and longest < HALF_DAY else longest


def drops_in(event: Event, length: timedelta) -> bool:
    """Whether one comes and goes as one likes: a long exhibition or festival, or days on end that are no camp."""
    if "camp" in event.kinds:
        return False
    return length > STAY or (length >= HALF_DAY and not OPEN_HOURS.isdisjoint(event.kinds))
