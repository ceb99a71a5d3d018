"""In which language an event is held: said by words, inferred from what it is written in, or unknown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from match_builders import listing, match

from aggregator.dedupe import dedupe
from aggregator.model import Event, Match, Origin, Rejected
from aggregator.normalise import normalise
from aggregator.normalise.language import read_language
from aggregator.normalise.text import fold
from aggregator.plugin import RawEvent

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data/fields/language.jsonl").read_text(encoding="utf-8").splitlines()
]
ENGLISH = CASES[0]["text"]


def read(title: str, text: str, language: str | None = None) -> Event:
    raw = RawEvent(title=title, text=text, id="1", start="2026-11-25T19:00:00+09:00", language=language)
    return normalise(raw, "ことのは", ZoneInfo("Asia/Tokyo"), date(2026, 11, 23))


def origins(event: Event) -> list[Origin]:
    return [one.origin for one in event.provenance if one.field == "language"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: (case.get("title", "") + case["text"])[:30])
def test_the_language_is_read_and_says_where_from(case: dict[str, str]) -> None:
    event = read(case.get("title", "集い"), case["text"])
    assert event.language == case["language"]
    assert origins(event) == ([case["origin"]] if case["language"] else [])


def test_the_sources_own_field_wins() -> None:
    event = read("Tea", ENGLISH, "ja")
    assert (event.language, origins(event)) == ("ja", [Origin.STRUCTURED])


@pytest.mark.parametrize("case", CASES, ids=lambda case: (case.get("title", "") + case["text"])[:30])
@pytest.mark.parametrize("mine", ["ja", "en"])
def test_a_listing_is_refused_for_its_language_only_where_it_is_known(case: dict[str, str], mine: str) -> None:
    event = read(case.get("title", "集い"), case["text"])
    found = match(listing(language=event.language), languages=(mine,))
    follows = event.language is None or mine in event.language
    assert isinstance(found, Match if follows else Rejected)


def test_the_refusal_names_the_language_and_the_key() -> None:
    found = match(listing(language="en, fr"), languages=("ja",))
    assert isinstance(found, Rejected)
    assert (found.rule, found.reason) == ("language", "英語 / フランス語の会です")
    assert found.remedy == "profile.languages に en を足すと入ります"
    assert match(listing(language="en"), languages=("ja",), language="en").reason == "It is held in English"


def test_of_copies_what_one_states_outweighs_what_the_others_are_written_in() -> None:
    japanese = CASES[1]["text"]
    told = {"the organiser's": ENGLISH, "a copy": japanese}
    both = [_copy(name, text) for name, text in told.items()]
    assert set(str(dedupe(both)[0].event.language).split(", ")) == {"ja", "en"}
    stated = [*both, _copy("a third", f"{japanese}\n使用言語: 日本語")]
    merged = dedupe(stated)[0].event
    assert (merged.language, origins(merged)) == ("ja", [Origin.TEXT])


def _copy(source: str, text: str) -> Event:
    raw = RawEvent(
        title="灯りの下の朗読会", text=text, id="1", start="2026-11-25T19:00:00+09:00", venue="青空会館", address="東京都渋谷区神南1-2-3"
    )  # fmt: skip
    return normalise(raw, source, ZoneInfo("Asia/Tokyo"), date(2026, 11, 23))


@given(st.text(max_size=200), st.text(alphabet="英語日本でのみ開催バイリンガル通訳あり:。\n Englishonly", max_size=80))
def test_property_any_text_is_read_and_its_words_stand_in_it(text: str, more: str) -> None:
    found = read_language(fold(text + more))
    assert found.languages is None or set(found.languages.split(", ")) <= {"ja", "en"}
    assert all(words in text + more for words in found.words.split("、")) or len(found.words) == 80
