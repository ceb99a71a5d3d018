"""What config.yaml may hold. The descriptions here become the reference page in docs/."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, AnyHttpUrl, BeforeValidator, Field, model_validator

from aggregator.model import HORIZON_DAYS, Format, Frozen, Profile

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DURATION = re.compile(r"(\d+)\s*(m|min|h|d|分|時間|日)")
_UNIT_MINUTES = {"m": 1, "min": 1, "分": 1, "h": 60, "時間": 60, "d": 1440, "日": 1440}


def _clock(value: str) -> str:
    found = _CLOCK.fullmatch(value.strip())
    if not found:
        raise ValueError("時刻は 06:30 のように書いてください")
    return f"{int(found[1]):02}:{found[2]}"


def _minutes(value: Any) -> Any:
    if isinstance(value, str):
        found = _DURATION.fullmatch(value.strip().lower())
        if not found:
            raise ValueError("間隔は 30m、6h、1d のように書いてください")
        return int(found[1]) * _UNIT_MINUTES[found[2]]
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("時間帯の名前は Asia/Tokyo のように書いてください") from None
    return value


def _several(value: Any) -> Any:
    """One value where a list may stand is a list of one."""
    return [value] if isinstance(value, str | int | dict) else value


Clock = Annotated[str, AfterValidator(_clock)]
Minutes = Annotated[int, BeforeValidator(_minutes), Field(ge=1)]
Zone = Annotated[str, AfterValidator(_zone)]
Words = Annotated[tuple[str, ...], BeforeValidator(_several)]
Weighted = Annotated[tuple[str | dict[str, float], ...], BeforeValidator(_several)]


class ProfileSettings(Frozen):
    """Who reads the digest. A home, free slots and five interests are enough for a good one."""

    name: str = Field("default", description="Name of the profile, shown nowhere but in file names.")
    language: Literal["ja", "en"] = Field("ja", description="Language of page and mail.")
    zone: Zone = Field("Asia/Tokyo", description="IANA time zone of the reader.")
    home: str | None = Field(None, description="Home as station, municipality or `35.70,139.58`.")
    work: str | None = Field(None, description="Workplace, likewise; weekday evenings start here.")
    areas: Words = Field((), description="Prefectures or municipalities to go to; none means anywhere.")
    formats: Annotated[tuple[Format, ...], BeforeValidator(_several)] = Field(
        (Format.ONSITE, Format.ONLINE, Format.HYBRID), description="`onsite`, `online`, `hybrid`."
    )
    max_travel: int | None = Field(None, ge=0, description="Longest way there, in minutes.")
    travel: dict[str, int] = Field(default_factory=dict, description="Minutes to a venue or area that you know better.")
    home_by: Clock | None = Field(None, description="Be home again by this time.")
    budget: int | None = Field(None, ge=0, description="Most to pay for one visit, in yen.")
    free: Words = Field((), description="Weekly free slots, such as `平日 19:00-22:00`; none means always.")
    days_off: Words = Field((), description="Days off and exceptions by date, such as `2026-12-29..2027-01-03`.")
    busy: Words = Field((), description="Times that are taken, in the words of free slots or by date.")
    hobbies: Weighted = Field((), description="Hobbies of the taxonomy, each with a weight if you like: `テニス: 2`.")
    industries: Weighted = Field((), description="Industries of the taxonomy.")
    kinds: Weighted = Field((), description="Kinds of event: 交流会, 朝活, 勉強会 …")
    purposes: Weighted = Field((), description="What you go for, in your own words or the taxonomy's.")
    words: Weighted = Field((), description="Your own words, found on word boundaries.")
    exclude: Words = Field((), description="Words that keep an event out.")
    follow: Words = Field((), description="Communities, organisers and speakers that you follow.")
    attributes: Words = Field(
        (), description="What you are, for limits such as 女性限定: `women`, `students`, `executives` …"
    )
    languages: Words = Field(
        (), description="Languages you can follow an event in (`ja`, `en`, `zh`, `ko` …); none means any."
    )
    show_matchmaking: bool = Field(False, description="Show events that are matchmaking.")
    cautions: Literal["hide", "fold", "show"] = Field(
        "fold", description="What to do with listings that show signs of solicitation."
    )
    dismissed_organisers: Words = Field((), description="Organisers whose cautions you have looked into and dismissed.")
    horizon_days: int = Field(HORIZON_DAYS, ge=1, le=366, description="How many days ahead to look.")


class DigestSettings(Frozen):
    """When the digest is made and where it goes."""

    at: Clock = Field("06:30", description="Time of the daily digest in the profile's zone.")
    to: Annotated[tuple[Literal["html", "mail", "push", "stdout"], ...], BeforeValidator(_several)] = Field(
        ("html",), description="Where it goes: `html`, `mail`, `push` (needs `asagao[notify]`), `stdout`."
    )
    folder: str = Field("out", description="Folder of the page, relative to config.yaml.")
    empty: bool = Field(False, description="Send a one-line digest on a day without anything.")
    limit: int = Field(30, ge=1, le=500, description="Most events in one digest.")
    base_url: AnyHttpUrl | None = Field(None, description="Public address of `asagao serve`, for links in mail.")
    push_env: str = Field(
        "ASAGAO_PUSH", description="Environment variable with the apprise addresses for `push`, separated by blanks."
    )


class MailSettings(Frozen):
    """How mail is sent. The password comes from the environment variable that `password_env` names."""

    to: Words = Field(description="Recipients.")
    sender: str | None = Field(None, description="From address; the user name where it is missing.")
    host: str = Field("localhost", description="SMTP server.")
    port: int = Field(587, ge=1, le=65535, description="Port: 587 for STARTTLS, 465 for SSL.")
    security: Literal["starttls", "ssl", "none"] = Field("starttls", description="`starttls`, `ssl` or `none`.")
    user: str | None = Field(None, description="User name, if the server asks for one.")
    password_env: str = Field("ASAGAO_SMTP_PASSWORD", description="Environment variable that holds the password.")
    calendar: bool = Field(True, description="Attach the calendar file.")


class FetchSettings(Frozen):
    """Manners on the network."""

    contact: str = Field(
        "https://github.com/asagao-digest/asagao",
        description="Address in the User-Agent under which a site's owner can reach you.",
    )
    every: Minutes = Field(360, description="How often a source is read, such as `6h`.")
    timeout: float = Field(20, gt=0, le=300, description="Seconds for one request, all in all.")
    max_bytes: int = Field(8 * 1024 * 1024, ge=1024, description="Largest page, in bytes after decompression.")
    hosts: int = Field(32, ge=1, le=64, description="How many hosts are asked at the same time.")


class CalendarSettings(Frozen):
    """One of your own calendars: times in it are not free."""

    name: str = Field("calendar", description="Name shown when an event clashes.")
    file: str | None = Field(None, description="An .ics file.")
    url: str | None = Field(None, description="An address; put a secret one into the environment: `${MY_CALENDAR}`.")
    allow_private: bool = Field(False, description="Allow an address in your own network.")

    @model_validator(mode="after")
    def _one_of_two(self) -> CalendarSettings:
        if bool(self.file) == bool(self.url):
            raise ValueError("file か url のどちらか一つを書いてください")
        return self


class SourceSettings(Frozen):
    """The keys that every source has; all further keys are options of its kind."""

    name: str = Field(min_length=1, description="Name of the source, unique, shown in the digest.")
    kind: str = Field(description="Kind of the source: see docs/kinds.")
    every: Minutes | None = Field(None, description="How often it is read; `fetch.every` otherwise.")
    zone: Zone | None = Field(None, description="IANA zone of times that the site gives without one.")
    max_pages: int = Field(20, ge=1, le=1000, description="Most pages in one run.")
    allow_private: bool = Field(False, description="Allow addresses in your own network for this source.")
    paused: bool = Field(False, description="Do not read it for now; its known events stay.")
    expect: int | None = Field(None, ge=0, description="Fewer events than this is a trouble.")


class ConfigFile(Frozen):
    """config.yaml as it is written; ``load`` makes Settings of it."""

    profile: ProfileSettings = Field(ProfileSettings(), description="Who reads the digest.")
    digest: DigestSettings = Field(DigestSettings(), description="When the digest is made and where it goes.")
    mail: MailSettings | None = Field(None, description="How mail is sent.")
    fetch: FetchSettings = Field(FetchSettings(), description="Manners on the network.")
    store: str | None = Field(
        None, description="Database: a file, or a PostgreSQL address; the platform's data folder otherwise."
    )
    calendars: tuple[CalendarSettings, ...] = Field((), description="Your own calendars.")
    sources: tuple[dict[str, Any], ...] = Field((), description="Where events are read.")


class Settings(Frozen):
    """All that the program needs to know of the user's wishes. Relative paths are relative to ``folder``."""

    profile: Profile = Profile()
    digest: DigestSettings = DigestSettings()
    mail: MailSettings | None = None
    fetch: FetchSettings = FetchSettings()
    store: str | None = None
    calendars: tuple[CalendarSettings, ...] = ()
    file: str = "config.yaml"
    folder: str = "."
