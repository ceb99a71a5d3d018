"""Folding keeps the way back to the original; HTML becomes lines a person would read."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.normalise.text import SAME, fold, plain


@pytest.mark.parametrize(
    ("original", "folded"),
    [
        ("１９：００〜２１：００", "19:00~21:00"),
        ("19:00–21:00", "19:00-21:00"),
        ("19:00 ～ 21:00", "19:00 ~ 21:00"),
        ("12⽉5⽇（⼟）", "12月5日(土)"),
        ("12\u200b月\ufeff5日", "12月5日"),
        ("㏠", "1日"),
        ("①11月", "①11月"),
        ("か\u3099", "が"),
        ("一行\r\n二行", "一行\n\n二行"),
        ("a\u3000b\u00a0c", "a b c"),
        ("\x00\ud800", ""),
        ("A/B⁄C", "A/B/C"),
        ("", ""),
    ],
)
def test_fold(original: str, folded: str) -> None:
    assert fold(original).folded == folded


def test_quote_gives_the_original_words() -> None:
    text = fold("日時：１２⽉\u200b５⽇（⼟） ㏠")
    start = text.folded.index("12月")
    assert text.quote(start, start + len("12月5日(土)")) == "１２⽉\u200b５⽇（⼟）"


def test_the_characters_of_the_quick_way_are_their_own_forms() -> None:
    same = "".join(re.findall(f"[{SAME}]", "".join(map(chr, range(sys.maxunicode + 1)))))
    assert len(same) > 20_000
    assert fold("\0" + same).folded == same


@given(st.text())
def test_folding_is_idempotent_and_every_place_has_an_origin(original: str) -> None:
    text = fold(original)
    assert len(text.offsets) == len(text.folded) + 1
    assert list(text.offsets) == sorted(text.offsets)
    assert text.offsets[-1] == len(original)
    assert fold(text.folded).folded == text.folded


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("ただの文 ", "ただの文"),
        ("<p>日時</p><p>会場</p>", "日時\n\n会場"),
        ("一行<br>二行<br/>三行", "一行\n二行\n三行"),
        ("<ul><li>あ</li><li>い</li></ul>", "あ\n\nい"),
        ("<table><tr><th>日時</th><td>12/5</td></tr></table>", "日時\t12/5"),
        ("A &amp; B &lt;C&gt;", "A & B <C>"),
        ("<script>var x = '1/2';</script>本文<style>p{}</style><!-- 隠し -->", "本文"),
        ("1 < 2 で 3 > 2", "1 < 2 で 3 > 2"),
        ("<b>太</b>字", "太字"),
        ("<script>終わらない", ""),
    ],
)
def test_plain(html: str, text: str) -> None:
    assert plain(html) == text


@given(st.text(alphabet="<>/!-&;ap br\n\t本", max_size=200))
def test_plain_reads_anything(html: str) -> None:
    assert plain(html) == plain(html).strip()


@given(st.text())
def test_no_text_commands_a_terminal_or_turns_what_follows(words: str) -> None:
    for html in (words, words + "<br>", words + "&amp;", words + "&#27;[2J&#x202e;"):
        assert not [sign for sign in plain(html) if unicodedata.category(sign) == "Cc" and not sign.isspace()]
        assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & set(plain(html))
