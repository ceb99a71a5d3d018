"""The demo is the whole program on real HTTP: what a newcomer sees in the first minute."""

from __future__ import annotations

import email
import email.policy
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from bs4 import BeautifulSoup

from aggregator.demo.play import Played, play
from aggregator.model import TroubleKind

MORNING = datetime(2026, 11, 20, 6, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("demo"), now=MORNING)


def titles(played: Played) -> list[str]:
    return [item.ranked.match.listing.event.title for item in played.digest.items]


def rules(played: Played) -> dict[str, str]:
    return {one.listing.event.title: one.rule for one in played.digest.rejected}


def test_three_files_are_left(played: Played) -> None:
    assert [path.name for path in played.files] == ["digest.html", "digest.eml", "digest.ics"]
    assert all(path.stat().st_size > 1000 for path in played.files)


def test_every_format_gave_its_events(played: Played) -> None:
    states = {state.name: state for state in played.digest.sources}
    assert len(states) == 10
    assert {name for name, state in states.items() if not state.ok} == {"わざと壊した見本"}
    assert all(state.events for state in states.values() if state.ok)


def test_the_source_that_fails_is_named_at_the_foot(played: Played) -> None:
    broken = next(state for state in played.digest.sources if not state.ok)
    assert [trouble.kind for trouble in broken.troubles] == [TroubleKind.HTTP_STATUS]
    assert "わざと壊した見本" in played.files[0].read_text(encoding="utf-8")


def test_unchanged_sources_answer_304_in_the_morning(played: Played) -> None:
    unchanged = {state.name for state in played.digest.sources if state.not_modified}
    assert "井の頭カレンダー" in unchanged
    assert "吉祥寺・新宿 集まり便り" not in unchanged


def test_copies_on_three_sources_are_one_line(played: Played) -> None:
    games = [item for item in played.digest.items if "ボードゲーム" in item.ranked.match.listing.event.title]
    assert len(games) == 1
    assert len({copy.source for copy in games[0].ranked.match.listing.copies}) == 3


def test_a_cancelled_event_is_left_out_and_told_first(played: Played) -> None:
    assert "cancelled" in [rule for title, rule in rules(played).items() if "多摩川" in title]
    assert not any("多摩川" in title for title in titles(played))
    assert any("多摩川" in item.ranked.match.listing.event.title for item in played.digest.notices)


def test_a_changed_time_stands_above_everything(played: Played) -> None:
    page = BeautifulSoup(played.files[0].read_text(encoding="utf-8"), "lxml")
    urgent = page.select_one(".urg")
    assert urgent is not None
    assert "サウナ談義" in urgent.text
    assert "19:30" in urgent.text


def test_solicitation_is_folded_with_its_words_and_never_recommended(played: Played) -> None:
    (folded,) = played.digest.folded
    assert "自由な働き方" in folded.ranked.match.listing.event.title
    assert "自由な働き方" not in " ".join(titles(played))
    page = BeautifulSoup(played.files[0].read_text(encoding="utf-8"), "lxml")
    caution = page.select_one(".fold .cau")
    assert caution is not None
    assert "権利収入" in caution.text


def test_a_recommendation_says_why_in_facts(played: Played) -> None:
    picks = [item for item in played.digest.items if item.ranked.pick]
    assert len(picks) == 3
    assert all(item.ranked.reasons for item in picks)


def test_a_recommendation_says_nothing_twice(played: Played) -> None:
    page = BeautifulSoup(played.files[0].read_text(encoding="utf-8"), "html.parser")
    for card in page.select(".why ul"):
        told = [one.get_text() for one in card.select("li")]
        assert told
        assert not [one for one in told if any(one in other for other in told if other is not one)]
        assert sum(one.startswith("目的「学習・スキル」") for one in told) <= 1


def test_new_is_what_came_overnight(played: Played) -> None:
    new = {item.ranked.match.listing.event.title for item in played.digest.items if item.new}
    assert any("異業種交流会" in title for title in new)
    assert not any("もくもく会" in title for title in new)


def test_the_night_changes_something_at_whatever_hour_it_is_played(tmp_path: Path) -> None:
    late = play(tmp_path, now=MORNING.replace(hour=20)).digest
    assert [item.changes for item in late.notices if item.changes]
    assert 0 < sum(item.new for item in late.items) < len(late.items)


def test_the_mail_reads_the_same_as_the_page(played: Played) -> None:
    message = email.message_from_bytes(played.files[1].read_bytes(), policy=email.policy.SMTP)
    assert isinstance(message, email.message.EmailMessage)
    text = message.get_body(("plain",))
    html = message.get_body(("html",))
    assert text is not None
    assert html is not None
    for title in titles(played):
        assert title in text.get_content()
        assert title in BeautifulSoup(html.get_content(), "lxml").text


def test_the_calendar_can_be_taken_in(played: Played) -> None:
    calendar = icalendar.Calendar.from_ical(played.files[2].read_bytes())
    events = calendar.walk("VEVENT")
    assert len(events) == len(played.digest.items)
    assert {str(event["TRANSP"]) for event in events} == {"TRANSPARENT"}


def test_the_demo_speaks_english(tmp_path: Path) -> None:
    page = play(tmp_path, language="en", now=MORNING).files[0].read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "けさのおすすめ" not in page
