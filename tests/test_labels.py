"""Labels: the taxonomy's words on Japanese boundaries, topic against doing, and what a reader's own words find."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from aggregator.data import read
from aggregator.normalise.labels import Labels, Lexicon, outermost, read_labels, resolve, taxonomy
from aggregator.normalise.labels.ties import ACTIVITY_KINDS
from aggregator.normalise.text import fold

DATA = Path(__file__).parent / "data" / "labels"
SHIPPED = Path(__file__).parents[1] / "aggregator" / "data"
TOKYO = ZoneInfo("Asia/Tokyo")


def cases(name: str) -> list[dict]:
    return YAML(typ="safe").load(DATA / name)


def labelled(labels: Labels) -> set[str]:
    groups = (labels.kinds, labels.hobbies, labels.industries, labels.purposes, labels.audience, labels.topics)
    return {f"{letter}:{label}" for letter, group in zip("khipat", groups, strict=True) for label in group}


def of(title: str, text: str = "", tags: tuple[str, ...] = (), start: datetime | None = None) -> Labels:
    return read_labels(fold(text), fold(title) if title else None, tags, start)


@pytest.mark.parametrize(
    "case",
    [
        *cases("titles.yaml"),
        *cases("titles2.yaml"),
        *cases("titles3.yaml"),
        *cases("traps.yaml"),
        *cases("listings.yaml"),
        *cases("subjects.yaml"),
    ],
    ids=lambda case: case.get("t") or case["text"][:30],
)
def test_invented_listings(case):
    found = labelled(of(case.get("t", ""), case.get("text", ""), tuple(case.get("tags", ()))))
    assert set(case.get("has", ())) <= found
    assert not set(case.get("no", ())) & found


@pytest.mark.parametrize("name", ["taxonomy", "solicitation_rules"])
def test_the_json_that_runs_says_what_the_yaml_says(name):
    assert json.loads(read(f"{name}.json")) == YAML(typ="safe").load(SHIPPED / f"{name}.yaml")


def test_a_start_before_nine_is_a_morning_activity_and_says_so():
    early = of("フットサル", start=datetime(2026, 11, 28, 7, 0, tzinfo=TOKYO))
    assert "morning_activity" in early.kinds
    assert "morning_activity" in early.inferred
    assert "morning_activity" not in of("フットサル", start=datetime(2026, 11, 28, 9, 0, tzinfo=TOKYO)).kinds
    assert "morning_activity" not in of("夜明けまで遊ぶ会", start=datetime(2026, 11, 28, 0, 30, tzinfo=TOKYO)).kinds


def test_one_word_of_the_body_is_not_enough_two_are():
    assert "hiking" not in of("秋の集まり", "先日は登山の話も出ました。").hobbies
    assert "hiking" in of("秋の集まり", "登山とトレッキングが好きな方へ。").hobbies


def test_a_sentence_that_says_what_the_event_is_is_enough():
    assert "reading_club" in of("土曜の午後に", "駅前で読書会を開きます。").kinds
    assert "party" not in of("設計勉強会", "終了後に懇親会を開催します。").kinds


def test_tags_weigh_as_much_as_the_title():
    assert "running" in of("日曜の朝", tags=("ランニング",)).hobbies


def test_every_label_says_by_which_words_it_was_read():
    spans = of("【朝活】公園でヨガ").spans
    assert {(span.label, span.words, span.where) for span in spans} >= {
        ("morning_activity", "朝活", "title"),
        ("yoga", "ヨガ", "title"),
    }


def test_a_kind_brings_its_usual_purposes_as_inferred():
    labels = of("異業種交流会")
    assert "contacts" in labels.purposes
    assert "contacts" in labels.inferred


@pytest.mark.parametrize(
    ("value", "group", "label"),
    [
        ("running", "hobby", "running"),
        ("ランニング", "hobby", "running"),
        ("Running", "hobby", "running"),
        ("マラソン", "hobby", "running"),
        ("将棋", "hobby", "shogi_go"),
        ("バスケットボール", "hobby", "basketball"),
        ("朝活", "kind", "morning_activity"),
        ("製造", "industry", "manufacturing"),
        ("転職", "purpose", "job_change"),
        ("ﾖｶﾞ", "hobby", "yoga"),
        ("宇宙人との交信", "hobby", None),
        ("", "hobby", None),
    ],
)
def test_people_name_labels_in_their_own_ways(value, group, label):
    assert resolve(value, group) == label


def test_every_name_and_id_resolves_to_its_own_label():
    for group, label in taxonomy():
        assert {resolve(name, group) for name in (label.id, label.ja, label.en)} == {label.id}
        assert label.words()[0] == label.ja


def test_every_label_is_found_by_its_own_words():
    letters = {"kind": "k", "hobby": "h", "industry": "i", "purpose": "p", "audience": "a"}
    silent = []
    for group, label in taxonomy():
        for word in label.any:
            found = labelled(of(f"【{word}】"))
            if not {f"{letters[group]}:{label.id}", f"t:{label.id}"} & found and label.id not in ACTIVITY_KINDS:
                silent.append((label.id, word))
    assert silent == []


def test_purposes_of_kinds_and_parents_exist():
    known = taxonomy()
    for label in known.labels["kind"].values():
        assert set(label.purposes) <= set(known.labels["purpose"])
        assert label.parent is None or label.parent in known.labels["kind"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RubyKaigi に行く", ["ruby"]),
        ("JavaScript の会", []),
        ("Java 入門", ["Java"]),
        ("ガイダンス", []),
        ("ダンスレッスン", ["ダンス"]),
        ("太宰治を読む", ["太宰治"]),
        ("algorithms", []),
    ],
)
def test_a_readers_own_words_have_boundaries(text, found):
    matcher = taxonomy().matcher(["ruby", "Java", "ダンス", "太宰治", "go"])
    assert [key for hit in matcher.longest(text) for key in hit.keys] == found


def test_one_lexicon_holds_many_readers():
    lexicon = Lexicon({f"語{index:04}句": [f"reader{index}"] for index in range(5000)})
    assert [hit.keys for hit in lexicon.hits("前 語0042句 後 語4999句")] == [("reader42",), ("reader4999",)]


def test_words_of_one_character_are_found():
    assert [hit.start for hit in Lexicon({"旅": ["travel"]}).hits("旅の会、ひとり旅")] == [0, 7]


@given(st.text(max_size=200))
def test_property_never_raises_and_is_stable(text):
    assert of("", text) == of("", text)
    hits = taxonomy().lexicon.hits(fold(text).folded)
    assert outermost(outermost(hits)) == outermost(hits)


@given(
    st.lists(
        st.sampled_from(["朝活", "ヨガ", "スキー", "ウイ", "マ", "会", "JavaScript", "lt", " ", "ア" * 30]), max_size=20
    )
)
def test_property_hits_are_words_of_the_text(parts):
    text = "".join(parts)
    for hit in taxonomy().lexicon.hits(text):
        assert text[hit.start : hit.end].lower() == hit.word


@pytest.mark.parametrize("unit", ["朝活もくもく会", "ア", "スキー", "a", "İ"])
def test_a_very_long_text_is_read(unit):
    assert isinstance(of("", unit * (200_000 // len(unit))), Labels)
