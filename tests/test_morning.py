"""News of events that the reader knows: once, first, with old and new value; what vanished from its source is 確認中."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aggregator.app.gather import Gathered
from aggregator.app.morning import Known, compose
from aggregator.app.story import tell
from aggregator.config.load import load_text
from aggregator.i18n import translator
from aggregator.model import Digest, Event, Listing, Place, Price, Status
from aggregator.render.forms import render
from aggregator.render.parts import part_words
from aggregator.store import Store, Verb

NOW = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)
"""6:30 in Tokyo on the 25th."""
DAY = timedelta(days=1)
TOKYO = ZoneInfo("Asia/Tokyo")
LOADED = load_text("profile: {home: 東京都渋谷区, free: [水 18:00-23:00, 土日 9:00-18:00]}\n", {}, translator("ja"))


def event(name: str, start: str = "2026-12-02T19:00", **fields: object) -> Event:
    begin = datetime.fromisoformat(f"{start}:00+09:00")
    place = Place(name="ことのは館", prefecture="東京都", city="渋谷区")
    told = {"uid": f"s:{name}", "source": "s", "title": f"{name}の会", "start": begin, "place": place, **fields}
    return Event.model_validate({"end": begin + timedelta(hours=2), **told})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "asagao.db") as opened:
        yield opened


def morning(store: Store, day: int, *events: Event, hours: float = 0) -> Digest:
    """What ``s`` lists on a day is read, and the digest shown."""
    at = NOW + day * DAY + timedelta(hours=hours)
    listings = [Listing(id=one.uid, event=one, copies=(one,), first_seen=at, last_seen=at) for one in events]
    store.save(listings, at - timedelta(minutes=1), complete=["s"])
    digest = compose(LOADED, store, Gathered(states=()), at)
    store.show("default", [one.ranked.match.listing for one in (*digest.items, *digest.notices)], at)
    return digest


def notices(digest: Digest) -> list[str]:
    """The lines before everything else."""
    text = render(digest).text.partition("■")[0]
    return [line for line in text.splitlines() if line.startswith("[")]


MANY = tuple(event(name) for name in "甲乙丙丁戊己")


def test_changes_come_first_with_old_and_new_value_however_many(store: Store) -> None:
    morning(store, 0, *MANY)
    other = Place(name="青空会館", prefecture="東京都", city="新宿区")
    digest = morning(
        store, 1,
        event("甲", "2026-12-02T19:30"), event("乙", place=other), event("丙", status=Status.CANCELLED),
        event("丁", price=Price(min=500, max=500)), *MANY[4:],
    )  # fmt: skip
    found = notices(digest)
    assert len(found) == 4
    assert "[中止] 12/2(水) 丙の会" in found
    assert "[変更] 甲の会　開始 12/2 19:00 → 12/2 19:30" in found
    assert "[変更] 12/2(水) 乙の会　会場 ことのは館 → 青空会館" in found
    assert "[変更] 12/2(水) 丁の会　参加費 記載なし → 500円" in found


def test_of_very_many_changes_ten_are_told(store: Store) -> None:
    names = "子丑寅卯辰巳午未申酉戌亥"
    morning(store, 0, *(event(name) for name in names))
    digest = morning(store, 1, *(event(name, "2026-12-02T19:30") for name in names))
    assert len(notices(digest)) == 10
    assert len(digest.items) == len(names)


def test_what_has_changed_back_before_anybody_looked_is_no_news(store: Store) -> None:
    morning(store, 0, *MANY)
    moved, at = event("甲", "2026-12-02T20:00"), NOW + timedelta(hours=6)
    store.save([Listing(id=moved.uid, event=moved, copies=(moved,), first_seen=at, last_seen=at)], at)
    assert notices(morning(store, 1, *MANY)) == []


def test_a_time_that_has_become_known_moves_nothing(store: Store) -> None:
    day = datetime.fromisoformat("2026-12-02T00:00:00+09:00")
    unknown = event("甲", start="2026-12-02T00:00", end=day + DAY, all_day=True, clock_unknown=True)
    morning(store, 0, unknown, *MANY[1:])
    assert notices(morning(store, 1, *MANY)) == []
    assert notices(morning(store, 2, unknown, *MANY[1:])) == []
    moved = event("甲", "2026-12-03T19:00")
    assert notices(morning(store, 3, moved, *MANY[1:])) == ["[変更] 甲の会　開始 12/2 → 12/3 19:00"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"end": datetime(2026, 12, 2, 22, tzinfo=TOKYO)}, "　終了 12/2 21:00 → 12/2 22:00"),
        ({"end": datetime(2026, 12, 3, tzinfo=TOKYO)}, "　終了 12/2 21:00 → 12/2 24:00"),
        ({"end": None}, None),
        ({"title": "甲の会（あと3席）"}, None),
        ({"status": "scheduled"}, None),
        ({"status": "waitlist"}, "　キャンセル待ちになりました"),
        ({"format": "online", "place": None}, "　会場 ことのは館 → 記載なし"),
        ({"place": Place(name="渋谷区立 ことのは館", prefecture="東京都", city="渋谷区", station="渋谷")}, None),
        ({"place": Place(name="ことのは館", prefecture="東京都", city="渋谷区", address="渋谷区東1-2")}, None),
        (
            {"place": Place(name="ことのは館 別館", prefecture="東京都", city="渋谷区")},
            "　会場 ことのは館 → ことのは館 別館",
        ),
        (
            {"place": Place(name="ことのは館", prefecture="東京都", city="港区")},
            "　会場 ことのは館（東京都渋谷区） → ことのは館（東京都港区）",
        ),
        ({"deadline": datetime(2026, 12, 1, 18, tzinfo=TOKYO)}, "　締切 記載なし → 12/1 18:00"),
    ],
)
def test_each_change_that_is_told_has_its_values_and_others_make_no_badge(store: Store, fields, told) -> None:
    morning(store, 0, *MANY)
    digest = morning(store, 1, event("甲", **fields), *MANY[1:])
    assert notices(digest) == ([f"[変更] 12/2(水) 甲の会{told}"] if told else [])
    assert ("[変更]" in render(digest).text) == bool(told)


def test_what_closes_today_in_the_readers_zone_is_told_whatever_the_clock_of_the_machine(store: Store) -> None:
    closing = [
        event(name, deadline=datetime(2026, 11, 25, *at, tzinfo=TOKYO))
        for name, at in (("甲", (23, 59)), ("乙", (18, 0)))
    ]
    assert NOW.date() != closing[0].deadline.date()
    told = notices(morning(store, 0, *closing, *MANY[2:]))
    assert sorted(told) == ["[今日締切] 12/2(水) 乙の会　18:00まで", "[今日締切] 12/2(水) 甲の会"]


def test_a_change_by_which_an_event_falls_out_is_told_all_the_same(store: Store) -> None:
    morning(store, 0, *MANY)
    digest = morning(store, 1, event("甲", "2026-12-03T19:00"), *MANY[1:])
    assert notices(digest) == ["[変更] 甲の会　開始 12/2 19:00 → 12/3 19:00"]
    assert "s:甲" not in {item.ranked.match.listing.id for item in digest.items}


def test_seats_that_are_free_again_are_told_first(store: Store) -> None:
    full = event("甲", status=Status.FULL)
    morning(store, 0, *MANY)
    assert notices(morning(store, 1, full, *MANY[1:])) == ["[変更] 12/2(水) 甲の会　満席になりました"]
    assert notices(morning(store, 2, full, *MANY[1:])) == []
    moved = [event(name, "2026-12-02T19:30") for name in "乙丙丁戊己"]
    found = notices(morning(store, 3, *moved, event("甲")))
    assert found[0] == "[変更] 12/2(水) 甲の会　空きが出ました"
    assert len(found) == len(MANY)


def test_seats_of_what_was_saved_while_full_are_told(store: Store) -> None:
    full = event("木", "2026-12-02T19:00", status=Status.FULL, capacity=10, accepted=10)
    morning(store, 0, *MANY, full)
    store.mark("default", "s:木", Verb.SAVED, NOW + timedelta(hours=2))
    free = event("木", "2026-12-02T19:00", capacity=10, accepted=9)
    assert notices(morning(store, 1, *MANY, free)) == ["[変更] 保存済みの 12/2(水) 木の会　空きが出ました"]


def test_news_is_told_on_one_day_and_again_when_that_day_is_made_anew(store: Store) -> None:
    moved = (event("甲", "2026-12-02T19:30"), *MANY[1:])
    morning(store, 0, *MANY)
    first = notices(morning(store, 1, *moved))
    assert len(first) == 1
    assert notices(morning(store, 1, *moved, hours=1)) == first
    assert notices(morning(store, 2, *moved)) == []
    assert notices(morning(store, 3, *moved)) == []


def test_how_much_was_looked_at_is_told_also_where_no_source_was_due(store: Store) -> None:
    copies = tuple(event("甲", uid=f"{source}:甲", source=source) for source in ("s", "t"))
    pair = Listing(id="s:甲", event=copies[0], copies=copies, first_seen=NOW, last_seen=NOW)
    store.save([pair], NOW, complete=["s", "t"])
    digest = compose(LOADED, store, Gathered(states=()), NOW)
    assert "2件を調べ、重複1件をまとめ、1件にしました" in render(digest).text


def test_a_purpose_is_called_by_the_readers_own_word_in_the_story_of_an_event(store: Store) -> None:
    loaded = load_text("profile: {home: 東京都渋谷区, purposes: [学び]}\n", {}, translator("ja"))
    talk = event("甲", kinds=("study_group",), purposes=("learning",))
    store.save([Listing(id="s:甲", event=talk, copies=(talk,), first_seen=NOW, last_seen=NOW)], NOW, complete=["s"])
    match = tell(loaded, store, store.listing("s:甲"), NOW).match
    name, say = Known("ja", loaded.settings.profile).name, translator("ja")
    told = [part_words(part, name, say)[1] for part in match.parts]
    assert "会の種類から、目的「学び」に合うと見ました" in told


def test_one_more_date_of_a_weekly_meeting_is_no_news_but_the_next_number_is(store: Store) -> None:
    def weekly(*days: int, title: str = "水曜の朗読会") -> list[Event]:
        return [event(f"{title}{day}", f"2026-12-{day:02}T19:00", title=title, uid=f"s:{day}") for day in days]

    morning(store, 0, *MANY, *weekly(2, 9))
    digest = morning(store, 1, *MANY, *weekly(2, 9, 16))
    assert [item.ranked.match.listing.id for item in digest.items if item.new] == []
    assert [item for item in digest.items if item.ranked.pick] == []
    assert "水曜の朗読会" in render(digest).text
    numbered = event("第2回", "2026-12-09T18:30", title="水曜の朗読会 第2回")
    digest = morning(store, 2, *MANY, *weekly(2, 9, 16), numbered)
    assert [item.ranked.match.listing.event.title for item in digest.items if item.new] == ["水曜の朗読会 第2回"]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("【中止】朗読会", "[中止] 12/2(水) 朗読会"),
        ("≪開催中止のお知らせ≫ 朗読会", "[中止] 12/2(水) 朗読会"),
        ("【冬の会】朗読会（中止）", "[中止] 12/2(水) 【冬の会】朗読会（中止）"),
        ("【中止】", "[中止] 12/2(水) 【中止】"),
    ],
)
def test_what_is_off_is_said_once_with_its_day(store: Store, title: str, told: str) -> None:
    morning(store, 0, *MANY)
    off = event("甲", title=title, status=Status.CANCELLED)
    assert notices(morning(store, 1, off, *MANY[1:])) == [told]


def test_what_was_only_saved_is_told_as_well(store: Store) -> None:
    thursday = event("木", "2026-12-03T19:00")
    chosen, _, out = render(morning(store, 0, *MANY, thursday)).text.partition("■ 落選")
    assert ("木の会" in chosen, "木の会" in out) == (False, True)
    store.mark("default", "s:木", Verb.SAVED, NOW + timedelta(hours=2))
    later = event("木", "2026-12-10T19:00")
    found = notices(morning(store, 1, *MANY, later))
    assert found == ["[変更] 保存済みの 木の会　開始 12/3 19:00 → 12/10 19:00"]


def test_what_vanished_is_to_be_confirmed_not_deleted_and_no_pick(store: Store) -> None:
    morning(store, 0, *MANY)
    digest = morning(store, 1, *MANY[1:])
    assert [line.partition("　")[0] for line in notices(digest)] == ["[確認中] 12/2(水) 甲の会"]
    (gone,) = [item for item in digest.items if item.ranked.match.listing.id == "s:甲"]
    assert gone.ranked.pick is None
    assert "[確認中]" in render(morning(store, 2, *MANY[1:])).text
    assert notices(morning(store, 3, *MANY)) == ["[変更] 12/2(水) 甲の会　取得元の一覧に戻りました"]


def test_a_source_that_loses_most_at_once_is_held_as_broken(store: Store) -> None:
    morning(store, 0, *MANY)
    digest = morning(store, 1, *MANY[:2])
    assert notices(digest) == []
    assert len(digest.items) == len(MANY)
    assert "確認中" not in render(digest).text


RISKY = "必ず儲かる副業です。権利収入で月収100万円。友人を誘うと紹介料が出ます。"


@pytest.mark.parametrize(
    ("wish", "where"),
    [
        ("", "folded"),
        ("cautions: show", "items"),
        ("cautions: hide", "rejected"),
        ("dismissed_organisers: [なないろの会]", "items"),
    ],
)
def test_signs_fold_show_or_hide_as_wished_and_not_for_who_was_looked_into(store: Store, wish: str, where: str) -> None:
    one = event("甲", description=RISKY, organiser="なないろの会")
    loaded = load_text(f"profile: {{home: 東京都渋谷区, {wish}}}\n", {}, translator("ja"))
    store.save([Listing(id=one.uid, event=one, copies=(one,), first_seen=NOW, last_seen=NOW)], NOW, complete=["s"])
    digest = compose(loaded, store, Gathered(states=()), NOW)
    assert {name: len(getattr(digest, name)) for name in ("items", "folded", "rejected")} == {
        "items": 0,
        "folded": 0,
        "rejected": 0,
        where: 1,
    }


def test_each_meeting_has_its_story_also_behind_another_and_beyond_the_window(store: Store) -> None:
    series = [
        event(f"歌会 第{day}回", f"2026-12-{day:02}T10:00", series="歌会", organiser="歌の家") for day in (5, 6, 12, 13)
    ]
    far = event("春", "2027-04-03T10:00")
    listings = [Listing(id=one.uid, event=one, copies=(one,), first_seen=NOW, last_seen=NOW) for one in (*series, far)]
    store.save(listings, NOW, complete=["s"])
    stories = [tell(LOADED, store, one, NOW) for one in listings]
    assert [story.match is not None for story in stories] == [True, True, True, True, False]
    assert [story.collapsed for story in stories[:4]] == [False, False, True, True]
    assert {story.ranked.match.listing.id for story in stories[2:4] if story.ranked} == {listings[1].id}
    rejected = stories[4].rejected
    assert rejected is not None
    assert (rejected.rule, rejected.reason) == ("horizon", "4/3の会で、30日より先です")
    assert rejected.remedy == "profile.horizon_days を130以上にすると、空き時間に合うかを調べます"
