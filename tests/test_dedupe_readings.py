"""Names in Latin letters and their kanji: what may be read so, and what only looks like it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.data import read
from aggregator.dedupe.readings import names, read_as, spoken


@pytest.mark.parametrize(
    ("latin", "japanese", "stretch"),
    [
        ("hanamachi studio", "花町スタジオ", "花町"),
        ("furukawa", "古川橋", "古川"),
        ("shinbashi", "新橋", "新橋"),
        ("shimbashi", "新橋", "新橋"),
        ("gakko", "みなと学校", "学校"),
        ("gakkou", "みなと学校", "学校"),
        ("oosawa", "大沢", "大沢"),
        ("osawa", "大沢", "大沢"),
        ("hitobito", "人々の集い", "人々"),
        ("yamaaruki", "やまあるき", "やまあるき"),
        ("yama-aruki", "山歩き", "山歩き"),
        ("takaido", "高井戸", "高井戸"),
        ("kyo-machi", "京町会館", "京町"),
        ("syodo", "書道教室", "書道"),
        ("shodou", "書道教室", "書道"),
    ],
)
def test_a_name_is_found_by_its_reading(latin: str, japanese: str, stretch: str) -> None:
    assert list(read_as(latin, japanese).values()) == [stretch]


@pytest.mark.parametrize(
    ("latin", "japanese"),
    [
        ("note", "野の手しごと"),
        ("hanamachi", "花壇の町"),
        ("maya cable", "六甲ケーブル"),
        ("no", "野"),
        ("time", "大人の手帳を使う時間"),
        ("kawa", "花と川"),
        ("", "花町"),
        ("hanamachi", ""),
    ],
)
def test_what_is_read_otherwise_is_none(latin: str, japanese: str) -> None:
    assert read_as(latin, japanese) == {}


def test_the_town_of_both_and_general_words_are_no_names() -> None:
    assert names("okazaki yakai", "おかざき夜会", "愛知 岡崎市") == []
    assert names("okazaki yuukaze", "おかざき夕風の会", "愛知 岡崎市") == ["夕風"]


@given(st.text(alphabet="abcdefghijklmnoprstuwyz'-ōū", max_size=12))
def test_transcription_is_settled_at_once(latin: str) -> None:
    assert spoken(latin).isalpha() or spoken(latin) == ""


def test_each_word_of_the_glossary_stands_once() -> None:
    told = json.loads(read("glossary.json"))
    lines = [*told["things"].items(), *told["manner"].items()]
    for side in (0, 1):
        words = [word for line in lines for word in line[side].split()]
        assert sorted(set(words)) == sorted(words)
    same = [word for line in told["same"] for word in line.split()]
    assert sorted(set(same)) == sorted(same)
