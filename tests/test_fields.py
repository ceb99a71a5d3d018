"""Fee, seats and state as organisers write them: one invented phrase a line, with what a careful person understands."""

import json
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.app.understanding import understand
from aggregator.normalise import normalise, read
from aggregator.normalise.capacity import read_capacity
from aggregator.normalise.fees import read_fees
from aggregator.normalise.sections import sections
from aggregator.normalise.status import read_status
from aggregator.normalise.text import fold
from aggregator.plugin import RawEvent

ON = date(2026, 11, 23)
TOKYO = ZoneInfo("Asia/Tokyo")
TABLES = Path(__file__).parent / "data/fields"
PHRASES, MONEY, PEOPLE, STATE, WHERE, LISTINGS, MORE, LATER, BESIDE, LAYOUTS = (
    [json.loads(line) for line in (TABLES / name).read_text("utf-8").splitlines()]
    for name in (
        "phrases.jsonl",
        "money.jsonl",
        "people.jsonl",
        "state.jsonl",
        "where.jsonl",
        "listings.jsonl",
        "listings2.jsonl",
        "listings3.jsonl",
        "listings4.jsonl",
        "layouts.jsonl",
    )
)


@pytest.mark.parametrize(
    "phrase",
    [*PHRASES, *MONEY, *PEOPLE, *STATE, *WHERE],
    ids=lambda phrase: (phrase.get("title", "") + phrase["text"])[:30],
)
def test_a_phrase_is_understood(phrase):
    understood = read(phrase["text"], ON, title=phrase.get("title")).record()
    for field, wanted in phrase.items():
        if field not in ("text", "title"):
            allowed = wanted["any"] if isinstance(wanted, dict) else [wanted]
            assert understood[field] in allowed, field


@pytest.mark.parametrize(
    "listing",
    [*LISTINGS, *MORE, *LATER, *BESIDE, *LAYOUTS],
    ids=lambda listing: (listing["title"] or listing["text"])[:30],
)
def test_a_whole_listing_is_understood(listing):
    wanted = dict(listing)
    title, text, on = wanted.pop("title"), wanted.pop("text"), date.fromisoformat(wanted.pop("on"))
    understood = read(text, on, title=title or None).record()
    assert {field: understood[field] for field in wanted} == wanted


def test_the_party_is_no_part_of_the_fee_and_extras_are():
    price = read_fees(
        fold("参加費：1,000円\n懇親会：4,000円"), sections(fold("参加費：1,000円\n懇親会：4,000円"))
    ).price
    assert (price.min, price.max, price.after_party) == (1000, 1000, 4000)
    text = fold("前売 2,500円（別途ドリンク代600円）")
    price = read_fees(text, sections(text)).price
    assert [extra.amount for extra in price.extras] == [600]
    assert price.min == 3100


def test_tiers_bear_the_names_that_the_listing_gives():
    text = fold("参加費：一般 1,500円／学生 800円／小学生以下無料")
    tiers = read_fees(text, sections(text)).price.tiers
    assert [(tier.label, tier.amount) for tier in tiers if tier.amount] == [("一般", 1500), ("学生", 800)]


def test_a_course_is_no_visit():
    reading = read(fold_text := "受講料：全6回 12,000円", ON)
    assert reading.record()["price_min"] is None
    assert "course_fee" in reading.flags
    assert fold_text


def test_counts_beside_the_capacity():
    found = read_capacity(fold("申込者数 18名、キャンセル待ち 3名、残席 2席"))
    assert (found.accepted, found.waiting, found.left) == (18, 3, 2)


@given(
    st.integers(100, 90_000),
    st.sampled_from(["参加費：{}円", "会費 ¥{}", "【料金】{}円（税込）", "受講料: {} yen", "■参加費\n{}円"]),
)
def test_property_a_plain_fee_reads_back(amount, form):
    for written in (str(amount), f"{amount:,}", "".join(chr(ord(sign) + 0xFEE0) for sign in str(amount))):
        record = read(form.format(written), ON).record()
        assert (record["price_min"], record["price_max"]) == (amount, amount)


@given(
    st.integers(2, 5000),
    st.sampled_from(
        ["定員：{}名", "定員 先着{}人", "募集人数：{}名様", "【定員】{}人（申込順）", "capacity: {} people"]
    ),
)
def test_property_a_plain_capacity_reads_back(count, form):
    assert read(form.format(count), ON).record()["capacity"] == count


@given(st.text(max_size=300))
def test_property_any_text_is_survived_and_reading_it_twice_is_the_same(text):
    folded = fold(text)
    parts = sections(folded)
    assert read_fees(folded, parts) == read_fees(folded, parts)
    assert read_capacity(folded, parts) == read_capacity(folded, parts)
    assert read_status(folded, folded) == read_status(folded, folded)
    assert read(text, ON).record() == read(text, ON).record()


@given(
    st.lists(
        st.sampled_from(
            ["参加費", "円", "1,000", "無料", "定員", "名", "満席", "中止", "：", "\n", "（", "）", "/", "と", "の場合"]
        ),
        max_size=60,
    )
)
def test_property_any_words_in_any_order_are_survived(words):
    record = read("".join(words), ON).record()
    assert record["price_min"] is None or record["price_max"] is None or record["price_min"] <= record["price_max"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("定員10名 申込10名", "full"),
        ("定員：10名（現在10名）", "full"),
        ("参加者 12人 / 定員12人", "full"),
        ("定員10名 残り0席", "full"),
        ("定員10名 申込10名 キャンセル待ち0名", "waitlist"),
        ("定員10名 申込9名", None),
        ("定員10名（抽選） 申込18名", None),
        ("一般枠 10/10人\n学生枠 2/5人", None),
        ("定員10名 申込10名\n抽選会もあります", "full"),
        ("日程：12/5(土) 10:00、12/12(土) 10:00\n定員10名 申込10名", None),
    ],
)
def test_counts_tell_that_no_seat_is_left(text, state):
    event = normalise(
        RawEvent(title="会", text=text, id="1", when="12/5(土) 10:00" if "日程" not in text else None), "s", TOKYO, ON
    )
    assert event.status == state
    told = [one for one in event.provenance if one.field == "status"]
    assert len(told) == (state is not None)
    assert all(one.words or one.origin == "inferred" for one in told)


def test_a_sites_open_is_about_registration_not_about_seats():
    raw = RawEvent(title="会", id="1", start="2026-12-05T10:00:00+09:00", capacity=10, accepted=10, status="open")
    assert normalise(raw, "s", TOKYO, ON).status == "full"
    assert normalise(raw.model_copy(update={"waiting": 0}), "s", TOKYO, ON).status == "waitlist"


@pytest.mark.parametrize(
    ("fields", "unknown"),
    [
        ({"start": "2026-12-05"}, True),
        ({"start": "2026-12-05", "all_day": True}, False),
        ({"when": "12/5(土) 終日"}, False),
        ({"when": "12/5(土)"}, True),
        ({"when": "12/5(土) 10:00"}, False),
    ],
)
def test_a_day_without_a_clock_lasts_all_day_only_where_it_says_so(fields, unknown):
    event = normalise(RawEvent(title="会", id="1", **fields), "s", TOKYO, ON)
    assert event.clock_unknown is unknown
    assert event.all_day is ("10:00" not in str(fields))


def test_what_a_site_writes_commands_no_terminal():
    bad = "\x1b]0;x\x07あさ\u202eの\r\n会\x9b2J"
    raw = RawEvent(
        title=bad,
        organiser=bad,
        series=bad,
        venue=bad,
        tags=(bad, "\x07"),
        text=f"{bad}\n講師: {bad}",
        start="2026-12-05",
        id="1",
    )
    event = normalise(raw, "s", TOKYO, ON)
    assert event.title == event.organiser == event.series == "]0;xあさの 会2J"
    assert event.tags == ("]0;xあさの 会2J",)
    told = event.model_dump_json(exclude={"provenance", "uid"})
    assert not any(sign in told for sign in ("\\u001b", "\\u0007", "\x9b", "\u202e"))


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "参加費 " + "9" * 400},
        {"text": "参加費 " + "9" * 400 + "円"},
        {"text": "参加費 " + "万" * 200 + "円"},
        {"price": "9" * 20_000 + "円"},
        {"price": float("inf")},
        {"text": "定員" + "9" * 5000 + "名、第" + "9" * 5000 + "回"},
    ],
)
def test_a_number_that_is_none_costs_no_event(fields):
    event = normalise(RawEvent(title="会", id="1", start="2026-12-05", **fields), "s", TOKYO, ON)
    assert event.price is None or event.price.min is None
    assert event.capacity is None


def test_a_record_that_nobody_foresaw_costs_itself_only(caplog):
    class Strange:
        def __str__(self):
            raise ZeroDivisionError

    raws = [RawEvent(title="甲", id="1", start=Strange()), RawEvent(title="乙", id="2", start="2026-12-05"), RawEvent()]
    events, bad = understand(raws, "s", TOKYO, ON)
    assert [event.title for event in events] == ["乙"]
    assert [(one.field, one.value) for one in bad] == [("description", "甲"), ("title", None)]
    assert "甲" in caplog.text


def test_what_a_site_calls_hybrid_is_both_whatever_its_text_says():
    raw = RawEvent(title="会", id="1", start="2026-12-05", venue="渋谷区立青空会館", text="会場で", hybrid=True)
    event = normalise(raw, "s", TOKYO, ON)
    assert event.format == "hybrid"
    assert event.place is not None
    assert event.place.city == "渋谷区"


def test_a_price_list_of_many_amounts_is_not_weighed_and_a_long_one_is_read_in_time():
    menu = "12月5日10時から市。" + "、".join(f"皿{number}は{number}00円" for number in range(1, 3000))
    assert read(menu, ON).price is None
