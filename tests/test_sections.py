"""Labelled parts are found in time linear in the text, whatever it is made of."""

from __future__ import annotations

import pytest

from aggregator.normalise.sections import sections
from aggregator.normalise.text import fold


@pytest.mark.parametrize("signs", [" ", "\n", "\t", "■", "2", "【", "/ ", "\n "])
def test_a_very_long_row_of_signs_has_no_parts(signs: str) -> None:
    assert sections(fold(signs * 100_000)) == ()


def test_a_number_may_belong_to_the_label_or_to_the_line() -> None:
    found = sections(fold("日時: 12月11日\n2次会 21:00\n3. 会場: みどりビル"))
    assert [one.label for one in found] == ["日時", "2次会", "会場"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("■会場■ みどりビル\n■参加費：500円", ["会場", "参加費"]),
        ("▼日時＝6月7日9時～11時▼場所＝みどり会館▼定員＝8人", ["日時", "場所", "定員"]),
        ("◎日時 6月7日 ◎会場 みどり会館(津市) ◎定員 8名", ["日時", "会場", "定員"]),
        ("6/7(日)10:00 📍みどり会館 💴800円", ["📍", "💴"]),
        ("みなさん 🏠 遊びに来てね。定員は8名", []),
        ("☕️場所 みどり会館\n〇会　場　みどり会館\n✨定員✨8名\n🌸参加費🌸\n500円", ["場所", "会場", "定員", "参加費"]),
        ("会場》みどり会館\n会場 ▷ みどり会館\n会場・・・みどり会館\n会場 - みどり会館", ["会場"] * 4),
        (
            "場所は→みどり会館\n会場はこちら：みどり会館\nどこで？ みどり会館\n(2) 会場 みどり会館",
            ["場所", "会場", "どこで", "会場"],
        ),
        ("集合/解散 みどり駅\n会場/アクセス みどり会館", ["集合", "会場"]),
        ("会場-1階でお待ちします", []),
        ("音楽会★会場が変わりました", []),
    ],
)
def test_labels_within_a_line_are_told_by_their_marks(text: str, labels: list[str]) -> None:
    assert [one.label for one in sections(fold(text))] == labels
