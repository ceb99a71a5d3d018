"""One event, once: which copies come together, who is believed, and that the result does not depend on chance."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.dedupe import Decisions, Sequels, dedupe, follows, series, version, why_same
from aggregator.dedupe.areas import apart, areas, city, prefecture
from aggregator.dedupe.facets import clash, facets, number
from aggregator.dedupe.links import mentioned, record, rivals
from aggregator.dedupe.sounds import alike, skeleton
from aggregator.dedupe.spelling import fold
from aggregator.dedupe.words import core
from aggregator.model import Event, Format, Listing, Origin, Place, Precision, Price, Provenance, Status

JST = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
START = datetime(2026, 12, 5, 19, 0, tzinfo=JST)
SPOT = Place(name="喫茶ランプ", prefecture="東京都", city="杉並区")


def event(uid: str, title: str = "灯りの下の朗読会", **fields: object) -> Event:
    told = {"start": START, "place": SPOT, **fields}
    return Event(uid=uid, source=uid.partition(":")[0], title=title, **told)


def ids(listings: list[Listing]) -> list[list[str]]:
    return [[copy.uid for copy in one.copies] for one in listings]


# --- what comes together


def test_copies_become_one_listing_with_every_source() -> None:
    (listing,) = dedupe([event("a:1"), event("b:7", "【残席3】灯りの下の朗読会♪")], now=NOW)
    assert {copy.source for copy in listing.copies} == {"a", "b"}
    assert (listing.first_seen, listing.last_seen) == (NOW, NOW)


def test_the_same_uid_is_one_event_whatever_changed() -> None:
    known = dedupe([event("a:1")], now=NOW)
    moved = event("a:1", "別の題になった会", start=START + timedelta(days=9), place=None)
    (listing,) = dedupe([moved], known, now=NOW)
    assert (listing.id, listing.event) == ("a:1", moved)


def test_a_source_that_tells_an_event_twice_is_heard_once() -> None:
    older, newer = event("a:1", updated=NOW), event("a:1", capacity=12, updated=NOW + timedelta(hours=1))
    assert dedupe([newer, older, older])[0].event.capacity == 12


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第12回 朗読会", "第13回 朗読会"),
        ("朗読会 vol.3", "朗読会 #4"),
        ("第十二回 朗読会", "朗読会（13回目）"),
        ("朗読会 20代限定", "朗読会 30代限定"),
        ("朗読会 20代・30代", "朗読会 30代・40代"),
        ("朗読会 in 新宿", "朗読会 in 渋谷"),
        ("Reading Night in Tokyo", "Reading Night in Osaka"),
        ("朗読 初級", "朗読 中級"),
        ("朗読会 昼の部", "朗読会 夜の部"),
        ("朗読会 経験者席", "朗読会（初心者席）"),
        ("朗読祭 Day1", "朗読祭 Day2"),
        ("朗読祭 1日目", "朗読祭 2日目"),
        ("朗読会 東京会場", "朗読会 大阪会場"),
        ("朗読会 Aコース", "朗読会 Bコース"),
        ("朗読会（女性限定）", "朗読会（男性限定）"),
        ("英語で朗読会", "中国語で朗読会"),
        ("朗読教室 俳句コース", "朗読教室 短歌コース"),
        ("朗読会「銀河の汽車」", "朗読会「走る友」"),
        ("朗読会 前編", "朗読会 後編"),
        ("朗読会（オンライン）", "朗読会（対面）"),
        ("親子朗読会", "大人の朗読会"),
        ("朗読講座2025", "朗読講座2026"),
    ],
)
def test_neighbours_at_one_hour_and_place_stay_apart(one: str, other: str) -> None:
    a, b = event("a:1", one, organiser="朗読の輪"), event("b:2", other, organiser="朗読の輪")
    assert not why_same(a, b).same
    assert len(dedupe([a, b])) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第12回 朗読会", "朗読会 #12（参加無料・初心者歓迎）"),
        ("第三回 朗読会", "朗読会 vol.3"),
        ("ヴァイオリンの夕べ", "【満員御礼】バイオリンの夕べ"),
        ("サーバー構築ハンズオン", "サーバ構築ハンズオン@高円寺"),
        ("ＡＩ×農業 Ｍｅｅｔｕｐ", "AI×農業 ミートアップ 【懇親会あり】"),
        ("子供と作る門松", "12/5(土) 子どもと作る門松 19:00〜"),
        ("朗読の輪｜灯りの下の朗読会", "灯りの下の朗読会 by 朗読の輪"),
        ("Tokyo朗読ナイト", "東京朗読ナイト"),
    ],
)
def test_decoration_and_spelling_do_not_part(one: str, other: str) -> None:
    a, b = event("a:1", one, organiser="朗読の輪"), event("b:2", other, organiser="株式会社朗読の輪")
    verdict = why_same(a, b)
    assert verdict.same, verdict


def test_an_address_in_the_text_is_strong_evidence() -> None:
    page = event("a:1", "夜会", url="https://asa.example/events/2026-yakai", place=None)
    told = "申込は https://www.asa.example/events/2026-yakai/?utm_source=x まで。"
    copy = event("b:2", "冬の集まりのご案内", description=told, place=None)
    verdict = why_same(page, copy)
    assert verdict.same
    assert "link" in {reason.name for reason in verdict.reasons}


def test_a_page_for_a_whole_series_proves_nothing() -> None:
    url = "https://asa.example/asakatsu-series"
    one = event("a:1", "朝活", url=url)
    other = event("b:2", "朝活", start=START + timedelta(days=7), description=f"詳細 {url}")
    assert not why_same(one, other).same


def test_a_linked_copy_that_was_moved_is_still_the_same() -> None:
    page = event("a:1", "夜会", url="https://asa.example/events/20261205", start=START + timedelta(hours=2))
    copy = event("b:2", "夜会", description="https://asa.example/events/20261205")
    assert why_same(page, copy).same
    (listing,) = dedupe([page, copy])
    assert [conflict.field for conflict in listing.event.conflicts] == ["start"]


def test_one_site_tells_its_events_apart_itself() -> None:
    a = event("a:1", source_id="1")
    b = Event(**{**a.model_dump(), "uid": "a:2", "source_id": "2"})
    assert why_same(a, b).veto == "a に両方あります: 1 と 2"
    occurrence = Event(**{**a.model_dump(), "uid": "a:1/x", "source_id": "1/x"})
    assert why_same(a, occurrence).same


def test_two_feeds_of_one_site_meet_in_the_address() -> None:
    a = event("group:1", url="https://readers.groups.example/event/310022/")
    b = event("all:1", url="https://groups.example/event/310022/?ref=top")
    c = event("all:2", url="https://groups.example/event/310023/")
    assert why_same(a, b).same
    assert not why_same(a, c).same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"doors": START - timedelta(minutes=30)}, {"start": START - timedelta(minutes=30)}, True),
        ({"end": START + timedelta(hours=2)}, {"start": START + timedelta(minutes=5)}, True),
        ({"end": START + timedelta(hours=1)}, {"start": START + timedelta(hours=1)}, False),
        ({}, {"start": START + timedelta(hours=3)}, False),
        ({}, {"start": START.replace(hour=0), "all_day": True, "precision": Precision.DAY}, True),
        ({}, {"start": START.replace(hour=0)}, True),
        ({}, {"start": START.astimezone(UTC)}, True),
        ({}, {"start": START + timedelta(days=1)}, False),
        ({"start": None}, {}, False),
        ({"start": None, "status": Status.CANCELLED}, {}, True),
        ({"end": START + timedelta(hours=2)}, {"end": START + timedelta(hours=5)}, True),
        (
            {"start": START + timedelta(minutes=45), "end": START + timedelta(hours=3)},
            {"end": START + timedelta(hours=3)},
            True,
        ),
    ],
)
def test_times(first: dict[str, object], second: dict[str, object], same: bool) -> None:
    assert why_same(event("a:1", **first), event("b:2", **second)).same is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (Place(name="喫茶ランプ 2F"), Place(address="東京都杉並区高円寺1-2 喫茶ランプ"), True),
        (Place(name="ランプ", prefecture="東京都"), Place(name="ランプ", prefecture="大阪府"), False),
        (Place(name="公民館", address="埼玉県川口市本町1"), Place(name="公民館", address="埼玉県草加市本町1"), False),
        (Place(name="はらっぱ", lat=35.70, lng=139.64), Place(name="第二緑地", lat=35.7001, lng=139.6401), True),
        (Place(name="緑地", lat=35.70, lng=139.64), Place(name="緑地", lat=36.70, lng=139.64), False),
        (None, Place(name="喫茶ランプ"), True),
    ],
)
def test_places(first: Place | None, second: Place, same: bool) -> None:
    assert why_same(event("a:1", place=first), event("b:2", place=second)).same is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("みどり会館 第2集会室", "みどり会館第1集会室", False),
        ("みどり会館 第二練習室", "みどり会館 練習室2", True),
        ("みどり会館 和室1", "みどり会館 和室2", False),
        ("みどり会館 和室1", "みどり会館 和室", True),
        ("みどり会館 会議室A", "みどり会館 B会議室", False),
        ("みどり会館 Room A", "みどり会館 ルームA", True),
        ("みどり会館 大ホール", "みどり会館 小ホール", False),
        ("みどり会館 302会議室", "みどり会館 会議室", True),
        ("みどり会館 3F ルームB", "みどり会館 3階", True),
        ("スタジオ葦 A", "スタジオ葦 Bスタジオ", False),
        ("スタジオ葦 A", "スタジオ葦 Aスタジオ", True),
    ],
)
def test_rooms_of_one_house(first: str, second: str, same: bool) -> None:
    """Two groups play at one hour in two rooms; what only one side tells parts nothing."""
    one = event("a:1", "囲碁の会", organiser="みどり棋友会", place=Place(name=first, city="新宿区"))
    other = event("b:2", "囲碁の会 体験日", organiser="みどり棋友会", place=Place(name=second, city="新宿区"))
    assert why_same(one, other).same is same


def test_namesakes_of_strangers_stay_apart() -> None:
    one = event("a:1", "異業種交流会", organiser="つながる会", place=Place(name="カフェ青磁", city="新宿区"))
    other = event("b:2", "異業種交流会", organiser="ビズの森", place=Place(name="ラウンジ昴", city="新宿区"))
    assert not why_same(one, other).same
    far = event("c:3", "異業種交流会", organiser="ビズの森", place=None, format=Format.ONLINE)
    assert not why_same(one, far).same


def test_the_reasons_add_up() -> None:
    verdict = why_same(event("a:1", capacity=12), event("b:2", capacity=12))
    assert verdict.score == pytest.approx(sum(reason.points for reason in verdict.reasons))
    assert why_same(event("a:1"), event("a:1")).score == 100


# --- decisions


def test_the_user_has_the_last_word() -> None:
    twins, strangers = (
        [event("a:1"), event("b:2")],
        [event("a:1"), event("b:2", "まったく別の会", start=START + timedelta(days=3))],
    )
    assert ids(dedupe(twins, decisions=Decisions(different=frozenset({("b:2", "a:1")})))) == [["a:1"], ["b:2"]]
    assert ids(dedupe(strangers, decisions=Decisions(same=frozenset({("a:1", "b:2")})))) == [["a:1", "b:2"]]
    both = Decisions(same=frozenset({("a:1", "b:2")}), different=frozenset({("a:1", "b:2")}))
    assert len(dedupe(twins, decisions=both)) == 2


def test_a_split_holds_against_what_was_merged_before() -> None:
    known = dedupe([event("a:1"), event("b:2")], now=NOW)
    apart_now = dedupe([], known, Decisions(different=frozenset({("a:1", "b:2")})))
    assert [one.id for one in apart_now] == ["a:1", "b:2"]
    assert {one.first_seen for one in apart_now} == {NOW}


# --- staying as it was


def test_the_id_and_the_winner_stay() -> None:
    known = dedupe([event("b:2")], now=NOW)
    (listing,) = dedupe(
        [event("a:1", capacity=10, organiser="朗読の輪"), event("b:2")], known, now=NOW + timedelta(days=1)
    )
    assert (listing.id, listing.event.uid) == ("b:2", "b:2")
    assert (listing.first_seen, listing.last_seen) == (NOW, NOW + timedelta(days=1))
    assert listing.event.capacity == 10


def test_what_was_merged_stays_when_one_copy_moves() -> None:
    known = dedupe([event("a:1"), event("b:2")], now=NOW)
    moved = event("a:1", start=START + timedelta(days=1), status=Status.RESCHEDULED)
    (listing,) = dedupe([moved, event("b:2")], known)
    assert len(listing.copies) == 2
    assert {conflict.field for conflict in listing.event.conflicts} == {"start"}


def test_what_was_merged_parts_when_titles_come_to_contradict() -> None:
    known = dedupe([event("a:1", "朗読会"), event("b:2", "朗読会")], now=NOW)
    if len(known) == 1:
        assert len(dedupe([event("a:1", "第4回 朗読会"), event("b:2", "第5回 朗読会")], known)) == 2


def test_what_did_not_come_is_kept_as_it_was() -> None:
    known = dedupe([event("a:1")], now=NOW)
    assert dedupe([], known, now=NOW + timedelta(days=1)) == known
    assert dedupe([], []) == []


def test_gone_is_forgotten_when_the_source_lists_it_again() -> None:
    (listing,) = dedupe([event("a:1"), event("b:2")], now=NOW)
    gone = listing.model_copy(update={"gone_from": ("a", "b")})
    (again,) = dedupe([event("a:1")], [gone], now=NOW)
    assert again.gone_from == ("b",)


# --- one view


def test_the_organisers_own_page_is_believed() -> None:
    own = event("own:1", url="https://asa.example/events/20261205", organiser_url="https://asa.example/")
    full = event(
        "agg:1",
        "灯りの下の朗読会 ほか",
        url="https://list.example/1234567",
        capacity=99,
        organiser="まとめ",
        end=START + timedelta(hours=1),
        price=Price(min=1),
    )
    (listing,) = dedupe([own, full])
    assert listing.event.uid == "own:1"
    pointing = event(
        "agg:2", url="https://agg.example/e/7654321", description="元: https://hall.example/s/20261205", capacity=5
    )
    hall = event("hall:1", url="https://hall.example/s/20261205")
    assert dedupe([pointing, hall])[0].event.uid == "hall:1"


def test_gaps_are_filled_and_each_field_knows_its_teller() -> None:
    first = event(
        "a:1",
        price=Price(min=500, max=500),
        organiser="朗読の輪",
        provenance=(Provenance(field="price", origin=Origin.TEXT, words="500円"),),
    )
    second = event(
        "b:2",
        capacity=12,
        end=START + timedelta(hours=2),
        place=Place(name="喫茶ランプ", address="東京都杉並区高円寺1-2"),
        tags=("朗読",),
    )
    (listing,) = dedupe([first, second])
    view = listing.event
    assert (view.price.min, view.capacity, view.end, view.tags) == (500, 12, START + timedelta(hours=2), ("朗読",))
    assert (view.place.city, view.place.address) == ("杉並区", "東京都杉並区高円寺1-2")
    said_by = {entry.field: entry.source for entry in view.provenance}
    assert (said_by["price"], said_by["capacity"], said_by["title"]) == ("a", "b", view.source)
    assert {"start", "place", "organiser", "end"} <= said_by.keys()


def test_disagreement_is_shown() -> None:
    (listing,) = dedupe(
        [event("a:1", capacity=30, price=Price(min=500, max=800)), event("b:2", capacity=25, price=Price(min=600))]
    )
    found = {
        conflict.field: (conflict.chosen, conflict.other, conflict.chosen_from, conflict.other_from)
        for conflict in listing.event.conflicts
    }
    assert found == {"capacity": ("30", "25", "a", "b"), "price": ("500-800 JPY", "600 JPY", "a", "b")}


def test_doors_taken_for_the_start_are_put_right() -> None:
    early = event("a:1", start=START - timedelta(minutes=30), organiser="朗読の輪", capacity=20, price=Price(min=0))
    exact = event("b:2", doors=START - timedelta(minutes=30))
    view = dedupe([early, exact])[0].event
    assert (view.uid, view.start, view.doors, view.conflicts) == ("a:1", START, START - timedelta(minutes=30), ())


@pytest.mark.parametrize(
    ("own", "other", "shown"),
    [
        (Status.CANCELLED, None, Status.CANCELLED),
        (Status.CANCELLED, Status.SCHEDULED, Status.CANCELLED),
        (None, Status.CANCELLED, Status.CANCELLED),
        (Status.SCHEDULED, Status.CANCELLED, Status.SCHEDULED),
        (None, Status.FULL, None),
        (Status.FULL, Status.SCHEDULED, Status.FULL),
    ],
)
def test_whose_word_on_cancelling_counts(own: Status | None, other: Status | None, shown: Status | None) -> None:
    page = event("own:1", url="https://hall.example/s/20261205", status=own)
    copy = event(
        "agg:1", url="https://agg.example/e/7654321", status=other, description="元 https://hall.example/s/20261205"
    )
    view = dedupe([page, copy])[0].event
    assert (view.uid, view.status) == ("own:1", shown)


def test_among_equals_a_cancelled_copy_is_believed() -> None:
    view = dedupe([event("a:1", status=Status.SCHEDULED), event("b:2", status=Status.CANCELLED)])[0].event
    assert view.status is Status.CANCELLED
    assert [conflict.field for conflict in view.conflicts] == ["status"]


# --- properties

TITLES = st.sampled_from(
    ("朗読会", "第2回 朗読会", "朗読会 #3", "【無料】朗読会", "読書会", "灯りの下の朗読会", "Reading Night", "", "会")
)
EVENTS = st.builds(
    lambda number, source, title, hours, place, link: event(
        f"{source}:{number}",
        title,
        start=None if hours is None else START + timedelta(hours=hours),
        place=place,
        url=f"https://{source}.example/event/{10_000 + number}",
        description=f"https://{link}.example/event/{10_000 + number}" if link else "",
    ),
    st.integers(1, 4), st.sampled_from("abc"), TITLES, st.sampled_from((0, 0, 1, 24, None)),
    st.sampled_from((SPOT, None, Place(name="公民館", prefecture="大阪府"))), st.sampled_from(("", "a", "b")),
)  # fmt: skip
MANY = st.lists(EVENTS, max_size=9, unique_by=lambda one: one.uid)


@settings(max_examples=60, deadline=None)
@given(MANY, st.randoms(use_true_random=False))
def test_order_does_not_matter(events: list[Event], dice: random.Random) -> None:
    shuffled = list(events)
    dice.shuffle(shuffled)
    assert dedupe(shuffled, now=NOW) == dedupe(events, now=NOW)


@settings(max_examples=60, deadline=None)
@given(MANY, MANY)
def test_merging_again_changes_nothing(before: list[Event], events: list[Event]) -> None:
    known = dedupe(before, now=NOW)
    once = dedupe(events, known, now=NOW)
    assert dedupe(events, once, now=NOW) == once
    assert dedupe([], once) == once


@settings(max_examples=120, deadline=None)
@given(MANY, MANY)
def test_what_is_settled_gives_the_same_without_a_second_look(before: list[Event], events: list[Event]) -> None:
    known = dedupe(before, now=NOW)
    later = NOW + timedelta(days=1)
    told = [*before[::2], *(one for one in events if one.uid not in {two.uid for two in before[::2]})]
    assert dedupe(told, known, now=later, settled=True) == dedupe(told, known, now=later)


def test_who_has_signed_up_is_shown_anew_where_nothing_else_changed() -> None:
    known = dedupe([event("a:1", accepted=3), event("b:2", accepted=5)], now=NOW)
    (listing,) = dedupe([event("a:1", accepted=9)], known, now=NOW + timedelta(days=1), settled=True)
    assert (listing.event.accepted, len(listing.copies), listing.last_seen) == (9, 2, NOW + timedelta(days=1))


def test_a_decision_makes_other_rules() -> None:
    split = Decisions(different=frozenset({("a:1", "b:2")}))
    assert version(split) != version(Decisions())
    assert version(split) == version(Decisions(different=frozenset({("a:1", "b:2")})))


@settings(max_examples=60, deadline=None)
@given(MANY)
def test_no_copy_is_lost_or_doubled(events: list[Event]) -> None:
    listings = dedupe(events)
    uids = [copy.uid for one in listings for copy in one.copies]
    assert sorted(uids) == sorted(one.uid for one in events)
    assert all(one.id in {copy.uid for copy in one.copies} for one in listings)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_judged(one: str, other: str) -> None:
    a, b = event("a:1", one, description=other, organiser=other), event("b:2", other, description=one)
    assert why_same(a, b) == why_same(b, a)
    series(a)


# --- series


def test_series_by_number_by_word_and_by_weekday() -> None:
    second = event("a:2", "第2回 朗読会", organiser="朗読の輪")
    third = event("b:3", "朗読会 #3（初心者歓迎）", organiser="株式会社朗読の輪", start=START + timedelta(days=9))
    assert (series(second).edition, series(third).edition) == (2, 3)
    assert series(second).key == series(third).key
    assert follows(second, third)
    assert not follows(third, second)
    weekly = event("a:1", "夜の朗読", organiser="朗読の輪")
    assert follows(weekly, event("a:9", "夜の朗読", organiser="朗読の輪", start=START + timedelta(days=14)))
    assert not follows(weekly, event("a:9", "夜の朗読", organiser="朗読の輪", start=START + timedelta(days=15)))
    assert not follows(weekly, event("a:9", "夜の朗読", organiser="別の輪", start=START + timedelta(days=14)))
    assert not follows(weekly, weekly)
    assert series(event("a:1", "灯りの朗読", organiser=None)) is None
    assert series(event("a:1", "灯りの朗読", edition=7)).edition == 7
    assert not follows(weekly, event("a:9", "夜の朗読", start=None, organiser="朗読の輪"))
    assert not follows(event("a:1", "灯りの朗読", organiser=None), second)


# --- the pieces


@pytest.mark.parametrize(
    ("words", "value"), [("12", 12), ("十二", 12), ("二十", 20), ("百五", 105), ("iv", 4), ("七", 7), ("〇", 0)]
)
def test_numbers(words: str, value: int) -> None:
    assert number(words) == value


def test_facets_of_a_title() -> None:
    assert facets(fold("第12回 Python入門 昼の部")) == {"edition": {"12"}, "level": {"low"}, "time of day": {"noon"}}
    assert facets(fold("20〜40代の会"))["decade"] == {"20", "30", "40"}
    assert clash(facets("初級"), facets("入門講座 中級")) == ("level", "low", "mid")
    assert clash(facets("朝活"), facets("#3")) is None
    assert clash(facets("portuguese chat"), facets("やさしい日本語で話そう")) == ("language", "portuguese", "japanese")
    assert clash(facets("portuguese wine night"), facets("日本語で話そう")) is None
    assert clash(facets("sub-3.5 session"), facets("ビギナー練習会")) == ("level", "high", "low")
    assert clash(facets("ビギナー歓迎 練習会"), facets("サブ4 練習会")) is None
    assert clash(facets("確定申告 個別相談"), facets("確定申告もくもく会")) == ("form", "consultation", "work")


def test_core_of_a_title() -> None:
    assert core(fold("【残席3】12/5(土) 第4回 朗読会〜参加無料〜 1,000円")).strip("【】~ ") == "朗読会"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.a.example/ja/event/12345/?utm_source=x#top", ("a.example", "event/12345")),
        ("https://group.platform.co.jp/event/12345", ("platform.co.jp", "event/12345")),
        ("https://a.example/view?id=7&fbclid=z", ("a.example", "view?id=7")),
        ("https://a.example/", None),
        ("https://a.example/events/", None),
        ("https://x.com/someone/status/123456", None),
        ("ftp://a.example/event/12345", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_records(url: str | None, expected: tuple[str, str] | None) -> None:
    found = record(url)
    assert (found and (found.site, found.path)) == expected


def test_addresses_in_a_text() -> None:
    text = "申込（https://a.example/event/12345）、地図 https://maps.google.com/x 。公式https://b.example/!"
    assert {one.path for one in mentioned(text)} == {"event/12345"}
    assert mentioned("なし") == frozenset()


def test_rivals_are_two_records_of_one_list() -> None:
    one, other = record("https://a.example/event/11111"), record("https://a.example/event/22222")
    assert rivals(one, other)
    assert not rivals(one, record("https://a.example/event/11111/occurrence"))
    assert not rivals(one, record("https://a.example/news/22222"))
    assert not rivals(one, record("https://b.example/event/22222"))


def test_places_in_titles_and_addresses() -> None:
    assert areas(fold("朝活 in 渋谷")) == {"渋谷"}
    assert areas("meetup tokyo") == {"東京"}
    assert areas("栄養の会") == frozenset()
    assert areas("朝活@栄") == {"栄"}
    assert apart(frozenset({"新宿"}), frozenset({"渋谷"}))
    assert not apart(frozenset({"東京"}), frozenset({"渋谷"}))
    assert apart(frozenset({"湘南", "藤沢"}), frozenset({"湘南", "鎌倉"}))
    assert (prefecture("〒100 神奈川県横浜市西区1"), city("神奈川県横浜市西区1")) == ("神奈川", "横浜市")
    assert (prefecture("不明"), city("不明")) == (None, None)


def test_words_in_two_scripts() -> None:
    assert skeleton("networking") == skeleton("ネットワキング")
    assert alike("meetup", "ミトアップ")
    assert not alike("kubernetes", "ビル")
    assert skeleton("漢字") == skeleton("") == ""


def test_a_telling_without_a_venue_does_not_join_two_venues() -> None:
    here = event("a:1", "まちの哲学カフェ", organiser="対話の庭", place=Place(name="東図書館", prefecture="東京都"))
    there = event("b:1", "まちの哲学カフェ", organiser="対話の庭", place=Place(name="西図書館", prefecture="東京都"))
    nowhere = event("c:1", "まちの哲学カフェ", organiser="対話の庭", place=None)
    assert sorted(len(one.copies) for one in dedupe([here, there, nowhere])) == [1, 2]


PAGE = "https://machi.example/koza/20451"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"title": "スマホ教室", "hour": 10}, {"title": "スマホ教室", "hour": 14}),
        ({"title": "会計入門（第1回）", "hour": 10}, {"title": "会計入門（第1回）", "hour": 10, "days": 14}),
        ({"title": "キャッチボール教室", "hour": 13}, {"title": "なわとび大会", "hour": 13}),
        ({"title": "硬式テニス大会 団体戦", "hour": 9}, {"title": "硬式テニス大会 個人戦", "hour": 9}),
        (
            {"title": "親子工作", "hour": 13, "venue": "東児童館"},
            {"title": "親子工作", "hour": 13, "venue": "中町児童館"},
        ),
    ],
)
def test_a_page_that_announces_several_events_proves_none(first: dict[str, Any], second: dict[str, Any]) -> None:
    def told(uid: str, title: str, hour: int, days: int = 0, venue: str = "公民館") -> Event:
        start = START.replace(hour=hour) + timedelta(days=days)
        return event(uid, title, url=PAGE, start=start, place=Place(name=venue, prefecture="東京都", city="港区"))

    assert not why_same(told("a:1", **first), told("b:2", **second)).same


def test_one_house_under_two_names() -> None:
    one = event("a:1", "おりがみの会", organiser="おりがみの輪", place=Place(name="中央図書館", city="港区"))
    other = event("b:2", "おりがみの会", organiser="おりがみの輪", place=Place(name="港区立中央図書館", city="港区"))
    assert why_same(one, other).same
    elsewhere = event(
        "b:3", "おりがみの会", organiser="おりがみの輪", place=Place(name="港区立みなみ図書館", city="港区")
    )
    assert why_same(one, elsewhere).veto == "会場が 中央図書館 と 港区立みなみ図書館"


def test_a_latin_name_over_a_japanese_text_is_no_translation() -> None:
    told = {"organiser": "体育館運営の会", "end": START + timedelta(hours=1)}
    one = event("a:1", "こども卓球", **told)
    assert why_same(one, event("b:2", "TABLE TENNIS FOR CHILDREN", **told)).same
    assert not why_same(one, event("b:3", "HIPHOP KIDS", description="音に合わせて踊ります。", **told)).same


def test_a_part_of_an_event_is_not_the_event() -> None:
    assert not why_same(event("a:1", "海辺の灯り祭"), event("b:2", "海辺の灯り祭 点灯式")).same


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kotlin愛好会 vol.58 Coroutines特集", "第59回 Kotlin愛好会「並行処理」"),
        ("第3回 資産運用を語る会〜その後〜", "資産運用を語る会 #4"),
        ("スナック経済学⑥ 地銀のゆくえ", "【残席2】スナック経済学 vol.7"),
        ("『砂の図書館』読書会", "『鯨の背中』読書会"),
    ],
)
def test_a_series_keeps_its_name_under_other_themes(first: str, second: str) -> None:
    one, other = event("a:1", first, organiser="灯の会"), event("b:2", second, organiser="灯の会")
    assert series(one).key == series(other).key
    assert series(event("a:1", first, organiser="別の会")).key != series(one).key


def test_the_next_meeting_of_one_that_the_person_went_to() -> None:
    sequels = Sequels(
        [event("a:1", "第2回 朗読会", organiser="朗読の輪"), event("a:0", "第1回 朗読会", organiser="朗読の輪")]
    )
    later = START + timedelta(days=9)
    assert sequels.before(event("b:3", "朗読会 #3", organiser="朗読の輪", start=later)) in {
        "第1回 朗読会",
        "第2回 朗読会",
    }
    assert sequels.before(event("b:3", "第3回 朗読会", organiser=None, start=later)) is not None
    assert sequels.before(event("b:3", "第3回 詩の会", organiser="朗読の輪", start=later)) is None
    assert sequels.before(event("b:3", "第3回 朗読会", organiser="別の輪", start=later)) is None
    assert Sequels([]).before(event("b:3", "第3回 朗読会", start=later)) is None
