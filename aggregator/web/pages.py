"""The pages that only show: today, week, month, search, saved, left out, one event, weights, sources, settings."""

from __future__ import annotations

import calendar as months
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from aggregator.app.links import of_digest
from aggregator.app.morning import Known
from aggregator.app.story import code, find, tell
from aggregator.app.taste import weights_of
from aggregator.cautions import cautions
from aggregator.i18n import Translate, bare_moment
from aggregator.model import Event, Listing
from aggregator.render.addlinks import Entry, google, outlook
from aggregator.render.calendar import list_calendar
from aggregator.render.caution import caution_lines, caution_words
from aggregator.render.changes import in_words
from aggregator.render.doubts import doubts
from aggregator.render.feeds import atom, json_feed
from aggregator.render.forms import render, week
from aggregator.render.jinja import fill
from aggregator.render.parts import part_words
from aggregator.render.shown import Row, clean
from aggregator.render.understood import understood
from aggregator.render.view import make_view
from aggregator.render.words import Words, start_words
from aggregator.store import Verb
from aggregator.web.desk import Desk, Filters, as_json
from aggregator.web.guard import nonce

_SHOWN = 200
_YEARS = timedelta(days=3660)
"""How far from today a week or a month may be looked at."""


@dataclass(frozen=True, slots=True)
class Line:
    """One listing in a list."""

    code: str
    title: str
    url: str | None
    when: str
    place: str
    price: str
    sources: tuple[str, ...]
    marks: frozenset[str]
    note: str = ""
    remedy: str = ""
    reasons: tuple[str, ...] = ()
    caution: str = ""
    off: bool = False


def desk_of(request: Request) -> Desk:
    """The desk of the running server."""
    desk: Desk = request.app.state.desk
    return desk


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A filled template with what every page needs."""
    desk = desk_of(request)
    shared: dict[str, Any] = {
        "lang": desk.language,
        "nonce": nonce.get(),
        "token": request.state.token,
        "path": request.url.path,
    }
    shared["done"] = request.query_params.get("done", "")
    return HTMLResponse(fill(f"web/{template}.html.j2", desk.language, **(shared | values)), status)


def today(request: Request) -> Response:
    """Today's digest, with marks."""
    desk = desk_of(request)
    digest = desk.digest()
    view, marks = make_view(digest), desk.marks()
    lines, folded = ([_told(row, marks) for row in rows] for rows in (view.rows, view.folded))
    listings = [item.ranked.match.listing for item in digest.items]
    return _listed(
        request, "today", lines, listings, folded=folded, counts=view.counts, notices=view.notices, unread=digest.unread
    )


def _told(row: Row, marks: Mapping[str, set[str]]) -> Line:
    """A row of the digest."""
    return Line(
        code=row.id, title=row.title, url=row.url, when=row.day_words,
        place=row.place, price=row.price, sources=row.sources, marks=frozenset(marks.get(row.listing, ())),
        note=row.note, reasons=row.because, caution=row.caution, off=row.off,
    )  # fmt: skip


def digest(request: Request) -> Response:
    """The digest as it was or will be sent, for reading offline too."""
    desk = desk_of(request)
    made = desk.digest()
    text = render(made, link=of_digest(request.app.state.secret, made.day)).html
    own = f'nonce="{nonce.get()}"'
    return HTMLResponse(text.replace("<style>", f"<style {own}>").replace("<script", f"<script {own}"))


def subscription(request: Request) -> Response:
    """The digest's events as a calendar to subscribe to, at an address of the profile's own."""
    desk = desk_of(request)
    if request.path_params["profile"] != desk.profile:
        raise HTTPException(404)
    return Response(render(desk.digest()).ics, media_type="text/calendar; charset=utf-8")


def search(request: Request) -> Response:
    """Search and filters; everything is in the address."""
    desk = desk_of(request)
    wanted = Filters.of(request.query_params)
    found = desk.search(wanted)
    lines = _lines(desk, found[:_SHOWN])
    names = [(one.name, one.name) for one in desk.loaded.sources]
    here = f"/events?{urlencode(wanted.query)}"
    choices = desk.choices()
    return _listed(
        request, "events", lines, found, wanted=wanted, choices=choices, names=names, here=here, total=len(found)
    )


def saved(request: Request) -> Response:
    """What the person has saved, put off till later, and been to; the last meetings first. Other forms give what is saved."""
    desk = desk_of(request)
    found, later, went = (desk.marked(verb) for verb in (Verb.SAVED, Verb.LATER, Verb.WENT))
    return _listed(
        request, "saved", _lines(desk, found), found, later=_lines(desk, later), went=_lines(desk, went[::-1][:_SHOWN])
    )


def out(request: Request) -> Response:
    """落選: every rejected listing, with the rule and what would bring it back."""
    desk = desk_of(request)
    rejected = desk.judged().rejected
    shown = rejected[:_SHOWN]
    lines = [  # what was called off is not struck out here: its note says so
        replace(line, note=why.reason, remedy=why.remedy, off=False)
        for line, why in zip(
            _lines(desk, [one.listing for one in shown]), (one.wording() for one in shown), strict=True
        )
    ]
    return _listed(request, "out", lines, [one.listing for one in rejected], total=len(rejected))


def _listed(request: Request, template: str, lines: list[Line], listings: list[Listing], **values: Any) -> Response:
    """The list as a page, or for programs, by the ending of the address."""
    ending = request.path_params.get("ending", "")
    if not ending:
        return page(request, template, lines=lines, forms=_forms(request), **values)
    desk = desk_of(request)
    now, address = desk.clock().astimezone(ZoneInfo(desk.loaded.settings.profile.zone)), str(request.url)
    name = f"{desk.say('朝顔')} {_names(desk.say)[template]}"
    if ending == "ics":
        return Response(list_calendar(listings, name, now, desk.say), media_type="text/calendar; charset=utf-8")
    if ending == "atom":
        return Response(atom(listings, name, address, now, desk.say), media_type="application/atom+xml")
    if request.query_params.get("form") == "feed":
        return Response(json_feed(listings, name, address, desk.say), media_type="application/feed+json")
    return JSONResponse([as_json(one) for one in listings])


def _names(say: Translate) -> dict[str, str]:
    """What each list is called where somebody subscribes to it, as in the menu."""
    return {
        "today": say("今日"), "events": say("さがす"), "saved": say("保存"), "out": say("落選"), "week": say("週"), "month": say("月"),
    }  # fmt: skip


def _forms(request: Request) -> dict[str, str]:
    """The addresses of the other forms of this list."""
    base = {"/": "/today"}.get(request.url.path, request.url.path)
    query = f"?{request.url.query}" if request.url.query else ""
    return {ending: f"{base}.{ending}{query}" for ending in ("ics", "atom", "json")}


def _lines(desk: Desk, listings: Iterable[Listing]) -> list[Line]:
    marks, words, dismissed = desk.marks(), desk.words(), desk.store.dismissed(desk.profile)
    return [
        replace(
            line, caution="" if one.event.organiser in dismissed else caution_words(cautions(one.event), desk.language)
        )
        for one in listings
        for line in (_line(one, marks, words),)
    ]


def _line(one: Listing, marks: Mapping[str, set[str]], words: Words) -> Line:
    event = one.event
    return Line(
        code=code(one), title=clean(event.title), url=event.url, when=start_words(event, words.zone, words.language),
        place=words.place(event), price=words.price(event.price), sources=tuple(dict.fromkeys(copy.source for copy in one.copies)),
        marks=frozenset(marks.get(one.id, ())), off=event.status == "cancelled",
    )  # fmt: skip


def weekly(request: Request) -> Response:
    """A week as a timetable: the digest's events beside the free slots."""
    desk = desk_of(request)
    digest = desk.digest()
    view = make_view(digest)
    try:
        first = date.fromisoformat(request.query_params.get("first", ""))
    except ValueError:
        first = view.day
    step = timedelta(days=7)
    if abs(first - view.day) > _YEARS:
        first = view.day
    shown = {row.listing for row in view.rows if row.start is not None and first <= row.start.date() < first + step}
    listings = [one for item in digest.items if (one := item.ranked.match.listing).id in shown]
    return _listed(
        request, "week", [], listings, first=first, last=first + step - timedelta(days=1), columns=list(week(view, first)), always=view.always,
        before=first - step if first > view.day else None, after=first + step,
    )  # fmt: skip


def month(request: Request) -> Response:
    """A month as a calendar."""
    desk = desk_of(request)
    zone = ZoneInfo(desk.loaded.settings.profile.zone)
    by_day: dict[date, list[Listing]] = {}
    for one in desk.search(Filters(days=366)):
        if one.event.start is not None:
            by_day.setdefault(one.event.start.astimezone(zone).date(), []).append(one)
    today = desk.clock().astimezone(zone).date()
    shown = _month(request.query_params.get("month", ""), min((day for day in by_day if day >= today), default=today))
    own = [one for day, found in by_day.items() if (day.year, day.month) == (shown.year, shown.month) for one in found]
    weeks = months.Calendar(0).monthdatescalendar(shown.year, shown.month)
    marks, words = desk.marks(), desk.words()
    days = {day: [_line(one, marks, words) for one in by_day.get(day, ())] for week in weeks for day in week}
    before, after = _step(shown, -1), _step(shown, 1)
    holidays = {day: name for day in days if (name := words.holiday(day))}
    return _listed(
        request, "month", [], own, shown=shown, weeks=weeks, days=days, before=before, after=after, today=today,
        holidays=holidays,
    )  # fmt: skip


def _month(written: str, first: date) -> date:
    """The first day of the month that was asked for, else of the one that holds ``first``: the next events."""
    try:
        asked = datetime.strptime(written, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError:
        asked = first
    return (asked if abs(asked - first) <= _YEARS else first).replace(day=1)


def _step(shown: date, by: int) -> str:
    at = shown.year * 12 + shown.month - 1 + by
    return f"{at // 12:04}-{at % 12 + 1:02}"


def event(request: Request) -> Response:
    """One event's whole story."""
    desk = desk_of(request)
    listing = find(desk.store, request.path_params["code"])
    if listing is None:
        raise HTTPException(404, desk.say("その催しは見つかりません"))
    story = tell(desk.loaded, desk.store, listing, desk.clock())
    if request.path_params.get("ending") == "json":
        return JSONResponse(as_json(listing))
    zone = ZoneInfo(desk.loaded.settings.profile.zone)
    if request.path_params.get("ending") == "ics":
        text = list_calendar([listing], listing.event.title, desk.clock().astimezone(zone), desk.say)
        return Response(text, media_type="text/calendar; charset=utf-8")
    (line,) = _lines(desk, [listing])
    name, parts = Known(desk.language, desk.loaded.settings.profile).name, story.match.parts if story.match else ()
    moment = desk.clock().astimezone(zone)
    read = list(understood(listing.event, Words(desk.language, zone, moment.date(), moment), Known(desk.language).name))
    history = [(bare_moment(one.at.astimezone(zone)), in_words(one, desk.say, zone, name)) for one in story.history]
    dismissed = listing.event.organiser in desk.store.dismissed(desk.profile)
    return page(
        request, "event", line=line, story=story, event=listing.event, read=read,
        doubts=doubts(listing.event, desk.say, zone), history=history, calendars=_calendars(listing.event, line, zone),
        parts=[(one.points, *part_words(one, name, desk.say)) for one in parts],
        dismissed=dismissed, cautions=() if dismissed else caution_lines(cautions(listing.event), desk.language),
    )  # fmt: skip


def _calendars(event: Event, line: Line, zone: ZoneInfo) -> list[tuple[str, str]]:
    """Name and link of each calendar that can take the event in one tap."""
    if event.start is None:
        return []
    end = event.end.astimezone(zone) if event.end else None
    entry = Entry(line.title, event.start.astimezone(zone), end, event.all_day, zone.key, line.place, event.url or "")
    return [("Google", google(entry)), ("Outlook", outlook(entry)), ("Apple・iCalendar", f"/e/{line.code}.ics")]


def weights(request: Request) -> Response:
    """What the marks have taught."""
    from aggregator.weights import feature_words

    desk = desk_of(request)
    found = weights_of(desk.store, desk.loaded.settings.profile)
    name = Known(desk.language).name
    rows = [
        (feature, feature_words(feature, name, desk.say), value, feature in found.own)
        for feature, value in sorted(found.values.items(), key=lambda one: (-abs(one[1]), one[0]))
    ]
    return page(request, "weights", rows=rows, count=found.marks)


def settings(request: Request) -> Response:
    """The configuration as the YAML that it is."""
    desk = desk_of(request)
    text = desk.file.read_text(encoding="utf-8")
    return page(request, "settings", text=text, seen=stamp(text), error="")


def stamp(text: str) -> str:
    """What tells one state of config.yaml from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def help_(request: Request) -> Response:
    """The keys."""
    return page(request, "help")


def back(request: Request, done: str) -> RedirectResponse:
    """After a deed: to the page it came from, which says what was done (Post/Redirect/Get)."""
    return RedirectResponse(
        f"{request.state.back}{'&' if '?' in request.state.back else '?'}{urlencode({'done': done})}", 303
    )
