"""The samples in the formats of real sites: one function a format, each returning the bytes that a server would send."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any

from icalendar import Calendar, Event, vRecur

from aggregator.demo.samples import TOKYO, WEEKDAYS, Sample

PAGE_SIZE = 4
"""Records on one page of the sample JSON API."""

Writer = Callable[[Sequence[Sample], date, str], bytes]


def rss(samples: Sequence[Sample], today: date, base: str) -> bytes:
    """RSS 2.0; date, place and fee stand in the description, as most event feeds have it."""
    items = "".join(
        f"<item><title>{escape(s.title)}</title><link>{base}/rss/{s.key}</link><guid isPermaLink='false'>{s.key}</guid>"
        f"<pubDate>{format_datetime(_published(today))}</pubDate><author>{escape(s.organiser)}</author>"
        f"<description>{escape(_description(s, today, '<br>'))}</description></item>"
        for s in samples
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>吉祥寺・新宿 集まり便り</title><link>{base}/rss/</link><description>見本</description>{items}</channel></rss>'.encode()


def atom(samples: Sequence[Sample], today: date, base: str) -> bytes:
    """Atom (RFC 4287) in the shape that group feeds of study-group sites have."""
    entries = "".join(
        f"<entry><id>tag:example.jp,2026:{s.key}</id><title>{escape(s.title)}</title><link href='{base}/atom/{s.key}'/><updated>{_published(today).isoformat()}</updated>"
        f"<author><name>{escape(s.organiser)}</name></author><summary type='html'>{escape(_atom_summary(s, today))}</summary></entry>"
        for s in samples
    )
    return f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>技術の集まり</title><id>tag:example.jp,2026:atom</id><updated>{_published(today).isoformat()}</updated>{entries}</feed>'.encode()


def rdf(samples: Sequence[Sample], today: date, base: str) -> bytes:
    """RSS 1.0 (RDF) with the event module (purl.org/rss/1.0/modules/event), in EUC-JP as old sites send it."""
    items = "".join(
        f"<item rdf:about='{base}/rdf/{s.key}'><title>{escape(s.title)}</title><link>{base}/rdf/{s.key}</link><description>{escape(_description(s, today, chr(10)))}</description>"
        f"<ev:startdate>{s.start(today).isoformat()}</ev:startdate><ev:enddate>{s.end(today).isoformat()}</ev:enddate><ev:location>{escape(s.venue)}</ev:location><ev:organizer>{escape(s.organiser)}</ev:organizer></item>"
        for s in samples
    )
    listed = "".join(f"<rdf:li rdf:resource='{base}/rdf/{s.key}'/>" for s in samples)
    text = (
        '<?xml version="1.0" encoding="EUC-JP"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ev="http://purl.org/rss/1.0/modules/event/">'
        f"<channel rdf:about='{base}/rdf/'><title>三鷹の催し</title><link>{base}/rdf/</link><description>見本</description><items><rdf:Seq>{listed}</rdf:Seq></items></channel>{items}</rdf:RDF>"
    )
    return text.encode("euc_jp", "xmlcharrefreplace")


def jsonld(samples: Sequence[Sample], today: date, base: str) -> bytes:
    """A web page whose events stand in JSON-LD (schema.org Event)."""
    events = [_schema_event(s, today, base) for s in samples]
    cards = "".join(f"<li><a href='/jsonld/{s.key}'>{escape(s.title)}</a></li>" for s in samples)
    block = json.dumps({"@context": "https://schema.org", "@graph": events}, ensure_ascii=False).replace("</", "<\\/")
    return f"<!doctype html><html lang=ja><meta charset=utf-8><title>中野・新宿の交流会</title><ul>{cards}</ul><script type='application/ld+json'>{block}</script></html>".encode()


def html(samples: Sequence[Sample], today: date, base: str) -> bytes:
    """A page without any markup for machines, in Shift_JIS with the characters that only Windows' table has (①, 髙, 﨑)."""
    rows = "".join(
        f"<div class=event><h3><a href='{base}/html/{s.key}'>{escape(s.title)}</a></h3><dl><dt>日時</dt><dd class=when>{s.when(today)}</dd>"
        f"<dt>会場</dt><dd class=place>{escape(s.venue)}（{escape(s.address)}）</dd><dt>参加費</dt><dd class=fee>{escape(s.fee)}</dd></dl><p class=text>{escape(s.text)}</p><p class=by>{escape(s.organiser)}</p></div>"
        for s in samples
    )
    return f"<html><head><meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'><title>杉並・武蔵野 文化の集い</title></head><body>{rows}</body></html>".encode(
        "cp932"
    )


def api(samples: Sequence[Sample], today: date, base: str, *, page: int = 1) -> bytes:
    """A JSON API that gives its records in pages."""
    begin = (page - 1) * PAGE_SIZE
    records = [_record(s, today, base) for s in samples[begin : begin + PAGE_SIZE]]
    following = f"{base}/json/events?page={page + 1}" if begin + PAGE_SIZE < len(samples) else None
    return json.dumps({"total": len(samples), "next": following, "events": records}, ensure_ascii=False).encode()


def table(samples: Sequence[Sample], today: date, base: str) -> bytes:
    """A municipality's open data (自治体標準オープンデータセット イベント一覧), UTF-8 with BOM."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            "NO",
            "都道府県名",
            "市区町村名",
            "イベント名",
            "開始日",
            "終了日",
            "開始時間",
            "終了時間",
            "説明",
            "料金(基本)",
            "主催者",
            "場所名称",
            "住所",
            "定員",
            "URL",
        ]
    )
    for number, s in enumerate(samples, 1):
        day = s.day(today).isoformat()
        writer.writerow(
            [
                number,
                "東京都",
                "武蔵野市",
                s.title,
                day,
                day,
                s.begins,
                s.ends,
                s.text,
                s.fee,
                s.organiser,
                s.venue,
                s.address,
                s.capacity or "",
                f"{base}/csv/{s.key}",
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def ics(samples: Sequence[Sample], today: date, base: str) -> bytes:
    """ICalendar (RFC 5545) with a weekly recurrence and one date left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Asagao//sample//JA")
    calendar.add("version", "2.0")
    for s in samples:
        event = Event()
        first = s.start(today) - timedelta(weeks=3)
        event.add("uid", f"{s.key}@example.jp")
        event.add("dtstamp", _published(today))
        event.add("summary", s.title)
        event.add("dtstart", first)
        event.add("dtend", first + (s.end(today) - s.start(today)))
        event.add("rrule", vRecur({"FREQ": "WEEKLY", "COUNT": 8}))
        event.add("exdate", s.start(today) + timedelta(weeks=1))
        event.add("location", f"{s.venue} {s.address}")
        event.add("description", s.text)
        event.add("url", f"{base}/ics/{s.key}")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    body: bytes = calendar.to_ical()
    return body


WRITERS: dict[str, tuple[str, Writer]] = {
    "rss": ("application/rss+xml; charset=utf-8", rss),
    "atom": ("application/atom+xml", atom),
    "rdf": ("application/rdf+xml", rdf),
    "jsonld": ("text/html; charset=utf-8", jsonld),
    "html": ("text/html", html),
    "json": ("application/json", api),
    "csv": ("text/csv", table),
    "ics": ("text/calendar; charset=utf-8", ics),
}


def _published(today: date) -> datetime:
    return datetime(today.year, today.month, today.day, 5, 0, tzinfo=TOKYO) - timedelta(days=1)


def _description(s: Sample, today: date, line: str) -> str:
    place = f"{s.venue}（{s.address}）" if s.address else s.venue
    parts = [
        f"■日時：{s.when(today)}",
        f"■会場：{place}",
        f"■参加費：{s.fee}",
        *_seats(s),
        s.text,
        f"主催：{s.organiser}",
    ]
    return line.join(parts)


def _atom_summary(s: Sample, today: date) -> str:
    day = s.day(today)
    place = f"{s.venue} {s.address}".strip()
    return f"開催日時: {day:%Y/%m/%d} {s.begins} ～ {s.ends}<br />開催場所: {place}<br />{'<br />'.join([*_seats(s), s.text])}"


def _seats(s: Sample) -> list[str]:
    if s.capacity is None:
        return []
    taken = f"（現在{s.accepted}名）" if s.accepted is not None else ""
    return [f"■定員：{s.capacity}名{taken}"]


def _schema_event(s: Sample, today: date, base: str) -> dict[str, Any]:
    return {
        "@type": "SocialEvent",
        "name": s.title,
        "url": f"{base}/jsonld/{s.key}",
        "startDate": s.start(today).isoformat(),
        "endDate": s.end(today).isoformat(),
        "eventStatus": "https://schema.org/EventCancelled" if s.cancelled else "https://schema.org/EventScheduled",
        "location": {"@type": "Place", "name": s.venue, "address": s.address},
        "organizer": {"@type": "Organization", "name": s.organiser},
        "maximumAttendeeCapacity": s.capacity,
        "offers": {"@type": "Offer", "price": "".join(filter(str.isdigit, s.fee)) or "0", "priceCurrency": "JPY"},
        "description": s.text,
    }


def _record(s: Sample, today: date, base: str) -> dict[str, Any]:
    day = s.day(today)
    return {
        "id": s.key,
        "name": s.title,
        "permalink": f"{base}/json/{s.key}",
        "date": f"{day.month}/{day.day}({WEEKDAYS[day.weekday()]}) {s.begins}-{s.ends}",
        "place": {"name": s.venue, "address": s.address},
        "host": s.organiser,
        "fee": s.fee,
        "seats": {"limit": s.capacity, "taken": s.accepted},
        "body": s.text,
    }
