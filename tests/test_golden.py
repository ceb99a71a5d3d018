"""What a reader sees on certain mornings, word by word: page, mail and text part. ``--accept`` writes what is shown now."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from digests import CANCELLED, MADE, broken, digest, item, moved, rejected, risky

from aggregator.render.forms import render
from aggregator.render.markdown import markdown

GOLDEN = Path(__file__).parent / "data" / "golden"
MIDNIGHT = MADE.replace(hour=0, minute=0)
NEW_YEAR = MADE.replace(year=2027, month=1, day=1, hour=10)


def cancelled(number):
    return item(number, status=CANCELLED, changes=(moved(number),))


SCENARIOS = {
    "no_events": lambda: digest(0),
    "one_event": lambda: digest(1),
    "three_events": lambda: digest(3),
    "thirty_events": lambda: digest(30, rejected=(rejected(50), rejected(51))),
    "120_events": lambda: digest(120),
    "all_cancelled": lambda: digest(items=[cancelled(n) for n in range(3)]),
    "every_source_down": lambda: digest(0, sources=(broken(), broken("もうひとつ"))),
    "title_of_200": lambda: digest(items=[item(0, title="長" * 200, pick=1)]),
    "strange_signs": lambda: digest(
        items=[
            item(0, title="🎉絵文字の会👨‍👩‍👧‍👦 髙﨑さんと", pick=1),
            item(1, title="\u202eさかさま\u202c の会\u200f مساء"),
            item(2, title="</script><script>alert(1)</script>"),
        ]
    ),
    "long_and_short_days": lambda: digest(
        items=[
            item(0, title="一日の会", start=MIDNIGHT + timedelta(days=1), end=MIDNIGHT + timedelta(days=2), all_day=True),
            item(1, title="夜通しの会", start=MADE.replace(hour=22), end=MADE.replace(hour=5) + timedelta(days=1)),
            item(2, title="展覧会", start=MIDNIGHT + timedelta(days=3), end=MIDNIGHT + timedelta(days=40), all_day=True),
            item(3, title="日時不明の会", start=None, end=None),
        ]
    ),
    "new_year": lambda: digest(items=[item(0, start=NEW_YEAR, end=NEW_YEAR + timedelta(hours=2))]),
    "called_off_and_moved": lambda: digest(
        items=[item(1, changes=(moved(1),)), item(2)], notices=(cancelled(0),), folded=(item(3, cautions=risky()),)
    ),
    "english": lambda: digest(3, language="en"),
}  # fmt: skip


def lines(html: str) -> str:
    """The words of a page, an element a line; without styles and scripts."""
    soup = BeautifulSoup(html, "lxml")
    for hidden in soup.select("script, style, head"):
        hidden.decompose()
    return "\n".join(" ".join(text.split()) for text in soup.stripped_strings)


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_a_morning_is_told_as_it_was(name, request):
    made = SCENARIOS[name]()
    shown = render(made)
    parts = {
        "subject": shown.subject, "page": lines(shown.html), "mail": lines(shown.mail_html), "text": shown.text,
        "markdown": markdown(made),
    }  # fmt: skip
    told = "".join(f"=== {part}\n{words.rstrip()}\n" for part, words in parts.items())
    file = GOLDEN / f"{name}.txt"
    if request.config.getoption("--accept"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")
