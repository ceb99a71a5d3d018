"""Many words are found in one pass, with and without the native search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.words import Words

TEXTS = st.text(st.sampled_from("あいう漢aA\n\ud800😀"), max_size=20)


@pytest.mark.parametrize("native", [True, False])
def test_words_within_and_beside_others_are_found(native: bool) -> None:
    words = Words(("東京", "京都", "東京都", "都", "😀"), native=native)
    assert sorted(words.find("東京都😀都"), key=lambda one: one[1:]) == [
        (0, 0, 2), (2, 0, 3), (1, 1, 3), (3, 2, 3), (4, 3, 4), (3, 4, 5),
    ]  # fmt: skip
    assert words.said("京都") == {"京都", "都"}


@pytest.mark.parametrize("native", [True, False])
def test_no_words_are_nowhere(native: bool) -> None:
    assert Words((), native=native).find("東京") == []


@given(st.lists(st.text("あいう漢a", min_size=1, max_size=3), unique=True), TEXTS)
def test_both_searches_agree_on_any_text(words: list[str], text: str) -> None:
    assert sorted(Words(words).find(text)) == sorted(Words(words, native=False).find(text))
