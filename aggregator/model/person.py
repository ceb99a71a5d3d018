"""Who reads the digest: interests, places, free time."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import AwareDatetime, Field

from aggregator.model.base import Frozen
from aggregator.model.events import Format

HORIZON_DAYS: Final = 30
"""How many days ahead a digest looks, where the person has not said."""


class Interest(Frozen):
    """What the person cares about. ``value`` is a label id of the taxonomy, or the person's own word.

    ``said`` is the word by which the person named a label, where it is another one than the label's own name (サウナ of 旅行).
    """

    group: Literal["hobby", "industry", "kind", "purpose", "word"]
    value: str
    weight: float = 1.0
    said: str = ""


class Profile(Frozen):
    """Who reads the digest. Every field has a default that works.

    ``free`` holds weekly slots in words (``平日 6:30-8:45``); empty means always free. ``budget`` is in yen for one
    visit. ``areas`` are prefectures or municipalities; empty means anywhere. ``travel`` maps a venue or area to
    minutes one way. ``home_by`` is the latest time to be home again (``HH:MM``).
    """

    name: str = "default"
    language: Literal["ja", "en"] = "ja"
    zone: str = "Asia/Tokyo"
    home: str | None = None
    work: str | None = None
    areas: tuple[str, ...] = ()
    formats: tuple[Format, ...] = (Format.ONSITE, Format.ONLINE, Format.HYBRID)
    max_travel: int | None = Field(None, ge=0, description="minutes one way")
    travel: dict[str, int] = Field(default_factory=dict)
    home_by: str | None = None
    budget: int | None = Field(None, ge=0)
    free: tuple[str, ...] = ()
    days_off: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()
    interests: tuple[Interest, ...] = ()
    purposes: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    attributes: tuple[str, ...] = Field(
        (), description="what the person is, for audience limits: women, students, owners …"
    )
    languages: tuple[str, ...] = ()
    show_matchmaking: bool = False
    cautions: Literal["hide", "fold", "show"] = "fold"
    dismissed_organisers: tuple[str, ...] = ()
    horizon_days: int = Field(HORIZON_DAYS, ge=1, le=366)


class Interval(Frozen):
    """A half-open stretch of time, ``start`` <= t < ``end``; ``label`` says what it is (a slot's words, an appointment)."""

    start: AwareDatetime
    end: AwareDatetime
    label: str = ""


class Free(Frozen):
    """When the person can go: ``slots`` are the free stretches, ``busy`` the appointments of the own calendars.

    ``off`` are the days off: then nobody comes from work.
    """

    slots: tuple[Interval, ...] = ()
    busy: tuple[Interval, ...] = ()
    off: tuple[Interval, ...] = ()
    always: bool = False
