"""The digest as Markdown (CommonMark 0.31): for notes, wikis and chats. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aggregator.i18n import Translate, short_day, translator
from aggregator.model import Digest
from aggregator.render.shown import Row
from aggregator.render.view import make_view

_SIGNS: Final = re.compile(r"([\\\\`*_{}\[\]<>#+!|~-])")


def markdown(digest: Digest) -> str:
    """The digest's events by day, the picks marked, with reasons and links."""
    view = make_view(digest)
    say = translator(view.language)
    lines = [f"# {short_day(view.day, view.language)}", ""]
    if not view.rows:
        lines += [view.heading, ""]
    for notice in view.notices:
        lines += [f"> **{escaped(notice.badge.text)}** {escaped(notice.text)}", ""]
    for day in view.days:
        lines += [f"## {escaped(day.words)}", "", *(line for row in day.rows for line in _row(row, say)), ""]
    if view.undated:
        lines += [f"## {say('日時の分からない会')}", "", *(line for row in view.undated for line in _row(row, say)), ""]
    for name, sentence in view.troubles:
        lines.append(f"- {escaped(name)}: {escaped(sentence)}")
    return "\n".join(lines).strip() + "\n"


def _row(row: Row, say: Translate) -> Iterator[str]:
    title = f"[{escaped(row.title)}](<{row.url}>)" if row.url else escaped(row.title)
    star = "★ " if row.pick else ""
    struck = f"~~{title}~~" if row.off else title
    yield f"- {star}**{row.clock}** {struck} — {escaped('・'.join(filter(None, (row.place, row.price, say('、').join(row.sources)))))}"
    for told in filter(None, (row.note, row.caution, say("、").join(row.because), *row.doubts)):
        yield f"  - {escaped(told)}"


def escaped(text: str) -> str:
    """``text`` with every sign that Markdown would read taken literally (CommonMark §2.4)."""
    return _SIGNS.sub(r"\\\1", text)
