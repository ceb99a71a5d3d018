"""What the reader is told to check."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from aggregator.i18n import translator
from aggregator.model import Change, Conflict, Event, Occurrence, Place, Price, Provenance
from aggregator.normalise import normalise
from aggregator.normalise.doubts.weights import SCALES
from aggregator.normalise.doubts.why import WHY, doubted
from aggregator.normalise.reading import read
from aggregator.plugin import RawEvent
from aggregator.render.changes import in_words
from aggregator.render.doubts import doubts, field_name, flag_sentence
from aggregator.render.understood import understood
from aggregator.render.words import Words

TOKYO = ZoneInfo("Asia/Tokyo")
say = translator("ja")


def event(**fields):
    return Event(uid="a:1", source="a", title="会", start=datetime(2026, 11, 28, 0, 0, tzinfo=UTC), **fields)


def conflict(field, chosen, other, teller="Aサイト", by="Bサイト"):
    return Conflict(field=field, chosen=chosen, other=other, chosen_from=teller, other_from=by)


def test_a_wrong_weekday_is_told_and_an_inferred_year_is_not_worth_a_line():
    assert doubts(event(flags=("year_inferred", "weekday_mismatch")), say, TOKYO) == ("日付と曜日が合いません",)


@pytest.mark.parametrize(
    ("flag", "told"),
    [
        ("other_start:9:30", "9:30からかもしれません（その時刻も書かれています）"),
        ("other_end:29:00", "29:00までかもしれません（その時刻も書かれています）"),
        ("other_day:2026-11-29", "11/29かもしれません（その日付も書かれています）"),
        ("month_inferred", "月は書かれていないので、次に来るその日としました"),
        ("other_fee:5500", "5,500円かもしれません（その額も書かれています）"),
        ("free_or_fee:600", "無料とも600円とも書かれています"),
        ("other_capacity:20", "定員は20人かもしれません（その人数も書かれています）"),
        ("weighed_fee", "参加費は前後の言葉から推し量りました"),
        ("weighed_seats", "定員は前後の言葉から推し量りました"),
        ("format_unsure", "会場とオンラインのどちらで参加するのか、はっきり書かれていません"),
        ("status_unsure", "中止や延期の言葉がありますが、この催しのことかは分かりません"),
    ],
)
def test_what_was_passed_over_is_named(flag, told):
    assert doubts(event(flags=(flag,)), say, TOKYO) == (told,)


def test_statements_that_disagree_are_both_shown_in_local_time():
    start = conflict("start", "2026-11-28T00:00+00:00", "2026-11-28T10:00+09:00")
    (told,) = doubts(event(conflicts=(start,)), say, TOKYO)
    assert told == "開始が食い違っています: 11/28 9:00（Aサイト）と11/28 10:00（Bサイト）"


def test_a_field_is_told_once_however_many_copies_disagree():
    many = (conflict("price", "1000 JPY", "1500 JPY"), conflict("price", "1000 JPY", "2000 JPY", by="Cサイト"))
    assert doubts(event(conflicts=many), say, TOKYO) == (
        "参加費が食い違っています: 1,000円（Aサイト）と1,500円（Bサイト）",
    )


def test_a_day_without_a_clock_and_words_stay_as_they_are():
    told = doubts(event(conflicts=(conflict("deadline", "2026-11-27", "2026-99-99"),)), say, TOKYO)
    assert told == ("申込締切が食い違っています: 11/27（Aサイト）と2026-99-99（Bサイト）",)


def test_what_has_no_words_yet_is_shown_by_its_name():
    assert field_name("shoe_size", say) == "shoe_size"
    assert flag_sentence("odd", say) == "odd"
    assert translator("en")("開始") == "start"


@pytest.mark.parametrize(
    ("field", "old", "new", "says"),
    [
        ("kinds", '["study_group"]', '["study_group", "networking"]', "種類: ＋［networking］"),
        ("hobbies", '["tea"]', "[]", "趣味: −［tea］"),
        ("tags", '["a", "b"]', '["b", "a"]', "タグ: 順序だけ"),
        ("capacity", "20", "30", "定員: 20 → 30"),
        ("end", '"2027-01-10T06:00:00Z"', '"2027-01-10T07:00:00Z"', "終了 1/10 15:00 → 1/10 16:00"),
        ("organiser", "null", '"甲の会"', "主催: なし → 甲の会"),
        ("status", '"full"', "null", "空きが出ました"),
        ("format", '"onsite"', '"online"', "開催方法 会場 → オンライン"),
    ],
)
def test_every_change_of_a_history_is_told_in_words(field, old, new, says):
    change = Change(listing="a", field=field, old=old, new=new, at=datetime(2027, 1, 1, tzinfo=TOKYO))
    assert in_words(change, translator("ja"), TOKYO, lambda label, _group: f"［{label}］") == says


def test_what_the_source_states_is_not_doubted():
    told = "5/30(土)18時から。入場無料。\n・展示\n・物販\n体験 参加費600円\n相談は先着4名、話は20名まで。"
    bare = RawEvent(id="1", title="会", text=told)
    assert {"free_or_fee:600", "other_capacity:20"} <= set(normalise(bare, "a", TOKYO, date(2026, 5, 1)).flags)
    stated = RawEvent(id="1", title="会", text=told, price=600, capacity=20)
    assert not {"free_or_fee:600", "other_capacity:20"} & set(normalise(stated, "a", TOKYO, date(2026, 5, 1)).flags)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("会は8月の2日にあります。鐘は9時、10時10分と11時半と13時。", "start_doubtful:clocks"),
        ("8月2日(日)10時〜。受講料: 会員 1,200円\n一般 4,800円", "price_doubtful:tiers"),
        (
            "8月2日(日)12時から。集会所です。会費は500円。ほかに飲みもの代を300円、場所代を200円いただきます。古い皿は1枚50円。",
            "price_doubtful:beside",
        ),
        ("8月2日(日)19時〜21時、ネットでも聞けます(Zoom)。部屋は市民会館2階。", "place_doubtful:name"),
        ("8月2日(日) 10:00〜12:00\n場所: 3丁目\n参加費: 300円", "place_doubtful:name"),
        (
            "8月2日(日)20時から21時半まで、Zoomと二階の小部屋で。本は各自で。終わりに少し話します。次回は10月2日です。前回は11人でした。",
            "format_doubtful:ways",
        ),
        ("8月2日(日)13時から\n場所: 山の駅(下り) 二輪置き場の奥", "place_doubtful:name"),
        (
            "8月2日(日)10時〜12時、みどり会館で。みんなで苗を植えます。花の会員も一般の方もどうぞ。苗代の枠は満席です。軍手をお持ちください。雨でも植えます。締切はありません。",
            "status_doubtful:people",
        ),
    ],
)
def test_what_is_likely_to_be_wrong_is_doubted_for_the_reason_that_weighs_most(text, flag):
    assert flag in read(text, date(2026, 7, 1), title="もちよりの会").flags


@pytest.mark.parametrize(
    "text",
    [
        "日時: 8月2日(日) 13:00〜16:00\n場所: 町民会館 2階工作室\n参加費: 2,500円\n定員: 10名",
        "8月2日(日)の13時から16時まで、町民会館の工作室で。参加費は2,500円、定員は10名です。",
        "8月2日(日) 開場18:30 開演19:00\n会場: かけはし劇場\n前売2,500円 当日3,000円(別途1ドリンク600円)",
        "日時: 8月2日(日) 10:00〜11:30\n会場: 緑が丘公民館 和室\n参加費: 無料\n対象: 小学生とその保護者 15組",
        "日時: 8月2日(日) 20:00〜21:00\n形式: オンライン(Zoom)\n参加費: 無料",
    ],
)
def test_a_listing_that_says_all_plainly_is_not_doubted(text):
    flags = read(text, date(2026, 7, 1), title="もちよりの会").flags
    assert not [flag for flag in flags if doubted(flag)]


def test_every_sign_that_speaks_for_a_doubt_has_a_reason_in_words():
    for scale in SCALES.values():
        positive = {sign for weights in (scale.own, scale.text) for sign, weight in weights.items() if weight > 0}
        assert positive <= set(WHY)
    for why in set(WHY.values()):
        told = flag_sentence(f"start_doubtful:{why}", say)
        assert told.startswith("開始は確かではありません（")
        assert why not in told
        assert flag_sentence(f"price_doubtful:{why}", translator("en")).startswith("fee is not certain (")


def test_what_a_rule_doubts_is_not_doubted_twice():
    flags = read("8月2日(日)18時から。入場無料。\n・体験 参加費600円、1,900円", date(2026, 7, 1), title="会").flags
    assert [flag.partition(":")[0] for flag in flags if "fee" in flag or "price" in flag] == ["free_or_fee"]


def test_the_source_s_own_statement_is_not_doubted():
    told = "8月2日(日)10時〜。受講料: 会員 1,200円\n一般 4,800円"
    bare = normalise(RawEvent(id="1", title="会", text=told), "a", TOKYO, date(2026, 7, 1))
    stated = normalise(RawEvent(id="1", title="会", text=told, price=1200), "a", TOKYO, date(2026, 7, 1))
    assert "price_doubtful:tiers" in bare.flags
    assert not [flag for flag in stated.flags if doubted(flag) == "price"]


@pytest.mark.parametrize(
    ("field", "words", "fields", "value", "own"),
    [
        ("start", "2026-11-28T00:00:00Z", {}, "11/28(土) 9:00", "2026-11-28T00:00:00Z"),
        ("end", "29日まで", {"all_day": True, "end": datetime(2026, 11, 29, 15, tzinfo=UTC)}, "11/29(日)", "29日まで"),
        ("place", "駅前の庵", {"place": Place(name="駅前の庵", prefecture="東京都", city="三鷹市")}, "駅前の庵 東京都三鷹市", "駅前の庵"),
        ("price", "入場無料", {"price": Price(min=0, max=0)}, "無料", "入場無料"),
        ("price", "一般900円 学生400円", {"price": Price(min=400, max=900, tiers=({"label": "一般", "amount": 900}, {"label": "学生", "amount": 400}))}, "一般 900円、学生 400円", "一般900円 学生400円"),
        ("status", "満員", {"status": "full"}, "満席", "満員"),
        ("capacity", "18名", {"capacity": 18}, "18人", "18名"),
        ("organiser", "庵の会", {"organiser": "庵の会"}, "庵の会", ""),
        ("language", "", {"language": "ja, en"}, "日本語、英語", ""),
        ("kinds", "輪読", {"kinds": ("reading_circle",)}, "kind/reading_circle", "輪読"),
        ("dates", "4日と5日", {"dates": (Occurrence(start=datetime(2026, 12, 4, 1, tzinfo=UTC), end=datetime(2026, 12, 4, 2, tzinfo=UTC)), Occurrence(start=datetime(2026, 12, 5, 1, tzinfo=UTC)))}, "12/4(金) 10:00–11:00、12/5(土) 10:00", "4日と5日"),
    ],
)  # fmt: skip
def test_what_was_understood_stands_beside_the_words_for_it(field, words, fields, value, own):
    told = event(provenance=(Provenance(field=field, origin="text", words=words, source="a"),), **fields)
    now = datetime(2026, 11, 25, tzinfo=TOKYO)
    (one,) = understood(told, Words("ja", TOKYO, now.date(), now), lambda label, group: f"{group}/{label}")
    assert (one.value, one.words, one.origin) == (value, own, "本文")
