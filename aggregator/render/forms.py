"""All forms of a digest, made of one view, and what the web page shares with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import jpholiday

from aggregator.i18n import WEEKDAYS, short_day, translator
from aggregator.model import Digest, Rendered
from aggregator.render.calendar import make_calendar
from aggregator.render.jinja import fill, script_json
from aggregator.render.record import to_schema_org
from aggregator.render.shown import Day, Row, View
from aggregator.render.timetable import Block, blocks, free_blocks
from aggregator.render.view import make_view

MAIL_BYTES: Final = 95_000
"""Gmail clips a mail near 102 kB of decoded HTML; with a margin for what servers add."""
OUT_ON_PAGE: Final = 60
"""Left-out listings on the page itself."""
OUT_IN_MAIL: Final = 12
"""Left-out listings in a mail, which is read in half a minute; their number is told."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One day of the timetable."""

    day: date
    today: bool
    weekday: str
    holiday: str
    free: tuple[tuple[float, float], ...]
    blocks: tuple[Block, ...]


Link = Callable[[str, str], str]
"""Address of a signed link: of a deed (``up``, ``later`` …) and a listing's id."""


def render(digest: Digest, *, base_url: str | None = None, link: Link | None = None) -> Rendered:
    """All forms of ``digest``.

    Args:
        digest: what to show.
        base_url: public address of the local web page, for the link in mail; left out where there is none.
        link: makes the addresses behind 増やす, 減らす and あとで on page and in mail; left out where there is none.
    """
    view = make_view(digest)
    subject = _subject(view)
    shared = {"v": view, "c": view.counts, "subject": subject, "preheader": _preheader(view)}
    page = fill(
        "web/digest.html.j2",
        view.language,
        **shared,
        week=list(week(view, view.day)),
        categories=_categories(view),
        limit=OUT_ON_PAGE,
        mark=link,
        ld=script_json(to_schema_org(digest)),
    )
    return Rendered(
        subject=subject,
        html=page,
        mail_html=_mail_html(view, {**shared, "link": link}, base_url),
        text=_text(view, shared),
        ics=make_calendar(digest, digest.items),
    )


def picks_text(digest: Digest) -> str:
    """The picks in a few lines, for a push message."""
    view = make_view(digest)
    lines = (
        "\n".join(
            filter(None, (f"{row.day_words} {row.title}", "・".join(filter(None, (row.place, row.price))), row.url))
        )
        for row in view.picks
    )
    return "\n\n".join(lines)


def _subject(view: View) -> str:
    """``11/20(金) 空き時間に合う13件・変更1件・締切4件｜朝顔``: the numbers first, so that a phone shows them."""
    say, counts = translator(view.language), view.counts
    day = short_day(view.day, view.language)
    if not counts["total"] and counts["changed"]:
        return say("{day} 変更・中止{n}件｜朝顔").format(day=day, n=counts["changed"])
    if not counts["total"]:
        return say("{day} 今日お知らせする会はありません｜朝顔").format(day=day)
    changed = say("・変更{n}件").format(n=counts["changed"]) if counts["changed"] else ""
    deadline = say("・締切{n}件").format(n=counts["deadline"]) if counts["deadline"] else ""
    told = say("{day} 空き時間に合う{n}件{changed}{deadline}｜朝顔")
    return told.format(day=day, n=counts["fit"], changed=changed, deadline=deadline)


def _preheader(view: View) -> str:
    """The first words that a mail client shows beside the subject: the picks, or how much was looked at."""
    say = translator(view.language)
    if not view.picks:
        return say("{n}件を調べました。").format(n=view.counts["read"])
    return "／".join(f"{row.day_words} {row.title}" for row in view.picks)[:88]


def week(view: View, first: date) -> Iterator[_Column]:
    """The columns of a timetable: seven days from ``first``."""
    for step in range(7):
        day = first + timedelta(days=step)
        yield _Column(
            day,
            day == view.day,
            WEEKDAYS[view.language][day.weekday()],
            jpholiday.is_holiday_name(day) or "",
            tuple(free_blocks(view.slots, day)),
            tuple(blocks(view.rows, day)),
        )


def _categories(view: View) -> list[Row]:
    """One row of each category on the page, in the order of their first appearance."""
    found: dict[str, Row] = {}
    for row in view.rows:
        found.setdefault(row.category, row)
    return list(found.values())


def _mail_html(view: View, shared: dict[str, object], base_url: str | None) -> str:
    """The mail, below the size at which it would be clipped: row links give way first, then the last rows."""
    total = len(view.rows)
    html = ""
    for links, rows in _budgets(total):
        html = fill(
            "mail/digest.html.j2",
            view.language,
            **shared,
            **_cut(view, rows),
            calendar_links=links,
            base_url=base_url,
            more=total - min(rows, total),
            folded=view.folded[:20],
            limit=OUT_IN_MAIL if rows == total else 0,
        )
        if len(html.replace("\n", "\r\n").encode()) < MAIL_BYTES:
            return html
    return html


def _budgets(total: int) -> Iterator[tuple[bool, int]]:
    """From the full mail to ever shorter ones."""
    yield True, total
    rows = total
    while rows > 4:
        yield False, rows
        rows = rows * 3 // 4
    yield False, rows


def _cut(view: View, rows: int) -> dict[str, tuple[Day, ...] | tuple[Row, ...]]:
    """The days with the ``rows`` best rows only; the order of the digest is the order of worth."""
    if rows >= len(view.rows):
        return {"days": view.days, "undated": view.undated}
    kept = set(view.order[:rows])
    days = tuple(
        replace(day, rows=left) for day in view.days if (left := tuple(row for row in day.rows if row.id in kept))
    )
    return {"days": days, "undated": tuple(row for row in view.undated if row.id in kept)}


def _text(view: View, shared: dict[str, object]) -> str:
    text = fill(
        "mail/digest.txt.j2",
        view.language,
        **shared,
        **_cut(view, len(view.rows)),
        more=0,
        folded=view.folded,
        limit=OUT_IN_MAIL,
    )
    return text.strip() + "\n"
