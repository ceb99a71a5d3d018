"""What the reader is told to check."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from aggregator.i18n import translator
from aggregator.model import Change, Conflict, Event
from aggregator.normalise import normalise
from aggregator.plugin import RawEvent
from aggregator.render.changes import in_words
from aggregator.render.doubts import doubts, field_name, flag_sentence

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
        ("end", '"2027-01-10T06:00:00Z"', '"2027-01-10T07:00:00Z"', "終了: 1/10 15:00 → 1/10 16:00"),
        ("organiser", "null", '"甲の会"', "主催: なし → 甲の会"),
        ("status", '"full"', "null", "空きが出ました"),
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
