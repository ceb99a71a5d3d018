"""The wording of a notice: what it adds can be quoted, little text says little, and the table is learnt from examples alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.cautions import cautions
from aggregator.cautions.wording import AGAINST, FOR, PASSAGE, START, pieces, tone
from aggregator.data import read
from aggregator.model import Event
from tools.wording import notice, told, weighed

TELLING = (
    "あなたの人生を変えてくれた先生に、特別にお引き合わせします。先に習った方は、家族や仲間に伝えるだけで毎月お金が届くようになりました。"
    "本気の方だけ、担当が後日お話しします。"
)
ORDINARY = "公民館の調理室で、旬の野菜を使った煮物を習います。材料費は800円、持ち物はエプロンと三角巾です。申込は電話でできます。"


def event(title: str, description: str) -> Event:
    return Event.model_validate({"uid": "a", "source": "s", "title": title, "description": description})


def test_new_words_for_known_things_are_noted_and_quoted():
    found = cautions(event("大人のお茶の時間", TELLING))
    assert found.level != "ok"
    assert all(word in TELLING for note in found.found for word in note.words)
    assert cautions(event("大人のお茶の時間", ORDINARY)).found == ()


def test_a_long_plan_around_it_does_not_hide_a_passage():
    around = ORDINARY * 8
    assert tone("お茶の時間", around).points < 0
    assert tone("お茶の時間", f"{around}\n{TELLING}\n{around}").points > 0


def test_few_words_say_little_for_a_note_and_against_it():
    for text in ("10万円", "先生のお話", "公民館", "読書会"):
        assert abs(tone(text, "").points) < 1


@given(
    st.text(alphabet="だけ人生を変える。、\n 会場は12,30円!?ABあなた特別", max_size=3 * PASSAGE), st.text(max_size=20)
)
def test_what_the_wording_adds_can_be_quoted(text: str, title: str):
    found = tone(title, text)
    assert AGAINST <= found.points <= FOR
    assert found.points <= 0 or found.words
    assert all(word in f"{title}\n{text}" for word in found.words)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("月30万円", set("月0万円") | {"月0", "0万", "万円", "月0万", "0万円", "[月]", "[万円]"}),
        ("1,500円。無料", set("0円無料") | {"0円", "無料", "[円]", "[無料]"}),
        ("AB 人", {"a", "b", "ab", "[ab]", "[人]"}),
        ("夢だけ", set("夢だけ") | {"夢だ", "だけ", "夢だけ", "[夢]", "[だけ]"}),
        ("", set()),
    ],
)
def test_numbers_are_one_signs_part_pieces_and_a_script_is_a_word(text, held):
    assert pieces(text) == held


def test_the_shipped_table_has_pieces_points_and_counts():
    rows = [line.split("\t") for line in read("solicitation_wording.tsv").decode().splitlines() if line[:1] != "#"]
    assert rows[0][0] == START
    assert all(
        (1 <= len(piece) <= 3 or piece[0] + piece[-1] == "[]") and float(points) and int(risky) + int(plain)
        for piece, points, risky, plain in rows[1:]
    )
    assert len({row[0] for row in rows}) == len(rows)


def test_pieces_of_risky_examples_speak_for_a_note_and_others_against_it():
    known = [notice(f"必ず増える{letter}", risky=True) for letter in "甲乙丙"]
    known += [notice(f"みんなで歌う{letter}", risky=False) for letter in "甲乙丙"]
    points = weighed(known, kept=40)
    assert points["増え"] > 0 > points["歌う"]
    assert weighed(known, kept=40) == points
    assert f"増え\t{points['増え']:.1f}\t3\t0\n" in told(known, points)
