"""Cautions: quoted signs, what could be confirmed, and matchmaking as a kind of its own."""

import json
import re
import unicodedata
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from aggregator.cautions import cautions
from aggregator.cautions.bans import without_bans
from aggregator.cautions.needed import Sieve, needed
from aggregator.cautions.rules import compiled, shipped
from aggregator.model import Event, Place, Price, Tier

DATA = Path(__file__).parent / "data" / "cautions"
EARLY = datetime(2026, 11, 28, 8, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


def event(title: str, description: str = "", **fields: object) -> Event:
    return Event.model_validate({"uid": "a", "source": "s", "title": title, "description": description, **fields})


def cases(name: str) -> list[str]:
    return YAML(typ="safe").load(DATA / name)


@pytest.mark.parametrize("text", cases("risky.yaml"))
def test_plainly_risky_notices_are_noted_with_their_own_words(text):
    told = unicodedata.normalize("NFKC", text).casefold()
    for found in (cautions(event(text)), cautions(event("土曜の会", text))):
        assert found.level != "ok"
        assert found.found
        assert all(note.say and note.words for note in found.found)
        assert all(word.casefold() in told for note in found.found for word in note.words)


@pytest.mark.parametrize("text", cases("ordinary.yaml"))
def test_ordinary_notices_are_not_noted(text):
    assert cautions(event(text)).found == ()
    assert cautions(event("土曜の会", text)).level == "ok"


NOTICES = [json.loads(line) for line in (DATA / "notices.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", NOTICES, ids=lambda case: case["title"])
def test_whole_notices_are_told_by_what_they_offer_ask_and_hold_back(case):
    found = cautions(event(case["title"], case["text"], organiser=case["organiser"]))
    assert bool(found.found) is case["risky"]
    assert all(note.say and note.words for note in found.found)


def test_notices_in_many_voices_are_told_from_their_honest_twins():
    """``hands.jsonl``: what the wording has learnt from, not told one by one."""
    rows = [json.loads(line) for line in (DATA / "hands.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [cautions(event(row["title"], row["text"], organiser=row["organiser"])).found for row in rows]
    wrong = [row["title"] for row, notes in zip(rows, found, strict=True) if bool(notes) is not row["risky"]]
    assert len(wrong) <= len(rows) / 100, wrong


def test_one_everyday_sign_is_nothing_and_two_of_different_kinds_are_noted():
    asked, after = "通帳をお持ちください。", "全員に個別面談があります。"
    assert cautions(event("暮らしの会", asked)).found == ()
    assert cautions(event("暮らしの会", after)).found == ()
    assert {note.group for note in cautions(event("暮らしの会", asked + after)).found} == {"asks", "follow_up"}


def test_signs_count_together_where_they_stand_near_each_other():
    signs = (
        "通帳をお持ちください。",
        "全員に個別面談があります。",
        "家族には内緒で来てください。",
        "師匠の話が聞けます。",
    )
    between = "\n".join(f"{hour}時に窯の火を見て、薪をくべ、茶碗の焼け具合を帳面につけます。" for hour in range(24))
    assert cautions(event("窯の一日", "".join((between, *signs, between)))).found
    assert cautions(event("窯の一日", between.join(signs))).found == ()


def test_what_is_said_not_to_be_there_is_no_sign():
    assert cautions(event("出資のしくみ", "元本保証がないことを確かめます。")).level == "ok"
    assert cautions(event("出資のしくみ", "元本保証で月利5%です。")).level == "risky"


BANS = (
    "※ネットワークビジネス、宗教、保険などの勧誘が目的の方はご入場いただけません",
    "【禁止】MLM・投資・宗教の勧誘、ナンパ",
    "■ご遠慮いただくこと MLM、投資の勧誘",
    "No politics, no MLM, no religion please.",
    "MLMの営業目的の方NGです！",
)


@pytest.mark.parametrize("ban", BANS)
def test_what_the_host_forbids_is_no_sign_and_hides_none(ban):
    held = "毎月第2土曜に、持ち寄った曲を順に弾きます。部屋代は500円、聴くだけの方も歓迎です。"
    offer = "紹介した人数に応じて毎月の報酬が入り、師匠が1年で会社を辞めた方法を教えてくれます。"
    assert cautions(event("弾き語りの会", f"{held}\n{ban}")).found == ()
    noted = cautions(event("弾き語りの会", f"{offer}\n{ban}"))
    assert noted.level == "risky"
    assert not any(word in ban for note in noted.found for word in note.words)


def test_a_ban_is_still_shown_among_what_could_be_confirmed():
    assert any("勧誘を禁じる" in line for line in cautions(event("朝の会", "勧誘は固くお断りします。")).confirmed)


@given(st.text(alphabet="勧誘は禁止MLM。\nお断り 朝の会※A", max_size=400))
def test_property_what_is_forbidden_leaves_every_letter_in_its_place(text):
    left = without_bans(text)
    assert len(left) == len(text)
    assert all(now in (" ", was) for now, was in zip(left, text, strict=True))


def test_what_a_fund_costs_is_no_reward():
    report = "投資信託の運用報告会。信託報酬は年0.9%、基準価額は先月より下がりました。参加は受益者の方に限ります。"
    assert cautions(event("秋の報告会", report)).found == ()
    assert cautions(event("秋の報告会", "友人を紹介すると報酬は年9%、何もしなくても毎月入ります。")).level == "risky"


def test_the_same_words_are_no_second_sign():
    assert cautions(event("町の教室", "入会金10,000円、年会費12,000円。見学は無料です")).found == ()


def test_a_public_organiser_needs_more_than_two_signs():
    text = "源泉徴収票をお持ちください。全員に個別面談があります。"
    assert cautions(event("暮らしの会", text, organiser="さくら")).found
    assert cautions(event("暮らしの会", text, organiser="青空市市民課")).found == ()


def test_a_talk_about_fraud_quotes_its_words_but_the_title_must_say_so():
    quoted = "「必ず儲かる」と言われたら。"
    assert cautions(event("投資詐欺の手口", quoted)).found == ()
    assert cautions(event("大人の集まり", "必ず儲かる副業で毎月20万円。悪質なものとは違います")).level != "ok"


def test_named_openly_is_decisive_whatever_speaks_for_it():
    found = cautions(
        event("ネットワークビジネスで成功する方法", "株式会社青空主催 第12回 会場は公民館 キャンセルは前日まで")
    )
    assert found.level != "ok"


def test_what_could_be_confirmed_stands_beside():
    found = cautions(
        event(
            "勉強会",
            "領収書を出します。",
            organiser="青空コミュニティ",
            place=Place(name="青空会館"),
            speakers=("佐藤あお",),
            edition=12,
        )
    )
    assert found.level == "ok"
    assert [line.partition("（")[2].rstrip("）") for line in found.confirmed] == [
        "青空コミュニティ",
        "青空会館",
        "佐藤あお",
        "12回目",
        "領収書",
    ]


def test_a_membership_club_is_information_not_a_sign():
    found = cautions(event("BNI ビジターデー"))
    assert found.level == "ok"
    assert any("会員制" in line for line in found.confirmed)


def test_a_cheap_fee_and_a_nameless_organiser_count_only_beside_words():
    cheap = Price(min=500, max=500)
    assert cautions(event("朝の読書会", organiser="あおい", price=cheap, start=EARLY)).level == "ok"
    noted = cautions(
        event("キャッシュフローゲーム会", "師匠の話が聞けます", organiser="あおい", price=cheap, start=EARLY)
    )
    assert {"Y01", "Y02", "O01", "B01"} <= {note.id for note in noted.found}
    assert noted.level == "risky"


@pytest.mark.parametrize(
    ("text", "dating"),
    [
        ("婚活パーティー", True),
        ("立食パーティー 男性6,000円 女性500円", True),
        ("交流会 男性 7000円／女性 無料", True),
        ("20代30代限定 男女各10名 席替えあり 男性4,000円 女性2,000円", True),
        ("大人の夜会 男性は1万2千円、女性は3千円ではなく1,000円", True),
        ("女性にはお車代をお渡しします。お写真を送ってください。", True),
        ("女性無料 護身術 男性は500円", False),
        ("英会話カフェ 男性2,000円 女性1,500円", False),
        ("女性エンジニア支援の勉強会 女性無料 男性1,000円", False),
        ("男女比のデータを見る研究会", False),
        ("テニス練習会 男女1,000円", False),
        ("友達づくりのお茶会 13:45受付 14:00席替え 15:20フリータイム", False),
        ("配位化学：クロスカップリング反応の勉強会", False),
    ],
)
def test_matchmaking_in_disguise_is_told_by_the_price(text, dating):
    found = cautions(event(text))
    assert found.matchmaking is dating
    assert found.level == "ok"


def test_prices_of_the_tiers_tell_it_too():
    tiers = (Tier(label="男性", amount=8000), Tier(label="女性", amount=1000))
    found = cautions(event("大人の夜会", price=Price(min=1000, max=8000, tiers=tiers)))
    assert found.matchmaking
    assert found.found[0].words == ("男性 8,000円", "女性 1,000円")


def test_the_kind_of_the_source_is_enough():
    assert cautions(event("秋の夜会", kinds=("matchmaking",))).matchmaking


def test_no_verdict_is_spoken():
    rules = shipped()
    for rule in (*rules.rules, *rules.price_rules, *rules.organiser_rules):
        assert rule.say
        assert rule.en
        assert not any(word in rule.say for word in ("詐欺", "違法", "危険", "悪質", "怪しい"))
        assert not any(word in rule.en for word in ("fraud", "illegal", "danger is", "scam", "suspicious"))


@given(st.text(max_size=300))
def test_property_never_raises(text):
    assert cautions(event(text or "-", text)) == cautions(event(text or "-", text))


@pytest.mark.parametrize("unit", ["月10万円", "紹介", "稼", "a", "1:1 "])
def test_a_very_long_text_is_read(unit):
    assert cautions(event("長い告知", unit * (200_000 // len(unit)))).level in ("ok", "ambiguous", "risky")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(必ず|絶対)に?稼げ", (("稼げ",), ("必ず", "絶対"))),
        ("夢の?(ある|を持った)人", (("ある", "を持った"), ("夢",), ("人",))),
        ("勝率\\d{2,3}(%|パーセント)?", (("勝率",),)),
        ("(?<![a-z])FX(?![a-z])", (("fx",),)),
        ("奇跡|覚醒", (("奇跡", "覚醒"),)),
        ("本気+の[^。\\n]{0,6}\\.", (("本",), ("気",), ("の",), (".",))),
        ("[市区]立?", ()),
        ("(?:朝|\\d)活?", ()),
    ],
)
def test_what_a_pattern_needs(pattern, words):
    assert needed(pattern) == words


ASKED = [one for rule in (*shipped().rules, *shipped().counters, *shipped().konkatsu.hints) for one in rule.any]
SIEVE = Sieve([(one,) for one in ASKED])


@given(st.lists(st.sampled_from([*cases("risky.yaml"), *cases("ordinary.yaml")]), max_size=3), st.data())
def test_property_no_rule_finds_what_the_sieve_holds_back(texts, data):
    text = unicodedata.normalize("NFKC", "。".join(texts))
    text = text[data.draw(st.integers(0, len(text))) :]
    finding = {place for place, alternative in enumerate(ASKED) if compiled(alternative).search(text)}
    assert finding <= SIEVE.possible(text)


@pytest.mark.parametrize("alternative", ASKED)
def test_no_sign_is_looked_for_without_an_end(alternative):
    """A text of nothing but digits would take a quarter of a minute."""
    assert not re.search(r"(?:\\[dw]|\])[+*]|\.[+*]", compiled(alternative).pattern)


def test_a_title_against_fraud_excuses_no_offer_that_wants_papers():
    offer = "元本は会社がお返しします。毎月8%ずつ受け取れます。"
    assert cautions(event("詐欺に注意", offer)).found == ()
    asked = offer + "給与明細と通帳をお持ちください。"
    assert cautions(event("詐欺に注意", asked)).level == "risky"


def test_papers_that_one_is_to_bring_are_no_rule_of_the_house():
    def confirmed(text):
        return any("ルール" in one for one in cautions(event("大人の会", text)).confirmed)

    assert confirmed("受付で身分証を確認します。")
    assert not confirmed("身分証のコピーを持参してください。")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("このやり方なら必ず儲かります。元本保証、月利5%です。", {"必ず儲かります", "元本保証", "月利5%"}),
        ("「働かなくても入ってくる収入」を月120万円、と先輩は言います。権利収入を学ぶ会。", {"権利収入"}),
    ],
)
def test_a_quotation_does_not_break_off_within_a_word_or_bracket(text, quoted):
    words = {word for note in cautions(event("お茶会", text)).found for word in note.words}
    assert quoted <= words, words
    assert all(word.count("「") == word.count("」") for word in words)
