"""What is remembered: listings, their changes, what is gone; one transaction each, on every database."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.dedupe import dedupe
from aggregator.errors import ConfigError, StoreError
from aggregator.health import Run
from aggregator.model import Event, Listing, Occurrence, Place, Price, Receipt, Rendered, Status, Trouble, TroubleKind
from aggregator.plugin import Window
from aggregator.polite import CachedPage, CachedRobots
from aggregator.store import Parcel, Store, Turn, Verb, fingerprint
from aggregator.store.engine import HEAD, address, named
from aggregator.store.tables import metadata

JST = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def event(uid: str = "a:1", title: str = "朝の読書会", **fields: object) -> Event:
    source = uid.partition(":")[0]
    told = {
        "start": datetime(2026, 11, 28, 7, 30, tzinfo=JST),
        "url": f"https://{source}.example/event/{uid[2:]}",
        **fields,
    }
    return Event(uid=uid, source=source, title=title, **told)


def keep(store: Store, *events: Event, at: datetime = NOW, **options: object) -> object:
    """One run as app does it."""
    merged = dedupe(events, store.known(events, after=at - DAY), store.decisions(), now=at)
    return store.save(merged, at, seen={one.uid for one in events}, **options)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


# --- opening


def test_a_path_makes_file_and_folder(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "朝顔.db"
    with Store.open(path) as store:
        keep(store, event())
    with Store.open(f"sqlite:///{path}") as store:
        assert [one.id for one in store.listings()] == ["a:1"]


def test_a_file_keeps_its_journal_and_its_keys(tmp_path: Path) -> None:
    Store.open(tmp_path / "s.db").close()
    with sqlite3.connect(tmp_path / "s.db") as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()


def test_what_is_no_database_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("これは日記です。" * 200, encoding="utf-8")
    with pytest.raises(StoreError, match="朝顔のデータベースではありません"):
        Store.open(path)
    assert path.read_text(encoding="utf-8").startswith("これは日記です。")


def test_a_folder_in_the_way_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="開けません"):
        Store.open(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="file"):
        Store.open(tmp_path / "file" / "below.db")


def test_a_damaged_file_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Store.open(path) as store:
        keep(store, *(event(f"a:{number}", f"題{number}" * 50) for number in range(200)))
    body = bytearray(path.read_bytes())
    body[4096:] = os.urandom(len(body) - 4096)
    path.write_bytes(bytes(body))
    with pytest.raises(StoreError, match=r"壊れて|データベースではありません"), Store.open(path) as store:
        store.listings()


def test_a_newer_schema_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    Store.open(path).close()
    raw = sqlite3.connect(path)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    with pytest.raises(StoreError, match=r"9999.*新しく"):
        Store.open(path)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    raw.close()


def test_a_locked_file_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aggregator.store.engine.BUSY_SECONDS", 0.05)
    path = tmp_path / "s.db"
    with Store.open(path) as store:
        raw = sqlite3.connect(path, isolation_level=None)
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="ほかのプログラム"):
            store.mark_run("digest", NOW)
        raw.execute("ROLLBACK")
        raw.close()
        store.mark_run("digest", NOW)
        assert store.last_run("digest") == NOW


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://host/db", "only SQLite and PostgreSQL"),
        ("postgresql://host:port/db", "not a database address"),
        ("sqlite+nowhere:///x", "nowhere"),
    ],
)
def test_another_database_is_refused(url: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        Store.open(url)


def test_a_password_is_never_shown() -> None:
    url = address("postgresql://asagao:geheim@db.example/events")
    assert url.drivername == "postgresql+psycopg"
    assert "geheim" not in named(url)


def test_the_migrations_make_exactly_the_tables(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with Store.open(tmp_path / "s.db") as store, store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, metadata) == []


def test_migrations_go_down_and_up_again() -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine, inspect

    from aggregator.store.migrations.versions import v0001_first as first
    from aggregator.store.migrations.versions import v0002_vectors as second
    from aggregator.store.migrations.versions import v0003_rows as third

    config = Config()
    config.set_main_option("script_location", "aggregator:store/migrations")
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == HEAD == third.revision

    def down_and_up(_revision: object, context: MigrationContext) -> list[object]:
        up = (first.upgrade, second.upgrade, third.upgrade)
        for step in (*up, third.downgrade, second.downgrade, first.downgrade, *up):
            step()
        assert set(inspect(context.connection).get_table_names()) >= set(metadata.tables)
        return []

    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        with EnvironmentContext(config, script, fn=down_and_up):
            import_module("aggregator.store.migrations.env")
    engine.dispose()


def _open(path: str) -> None:
    with Store.open(path) as store:
        store.mark_run(f"job-{os.getpid()}", NOW)


def test_by_which_rules_all_was_merged_is_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        assert store.merged_by() is None
        store.mark_merged("old", NOW)
        store.mark_merged("new", NOW)
    with Store.open(tmp_path / "s.db") as store:
        assert store.merged_by() == "new"


def test_two_processes_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_open, args=(str(tmp_path / "s.db"),)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]


# --- saving


def test_a_new_listing_is_new_once(store: Store) -> None:
    first = keep(store, event())
    second = keep(store, event(), at=NOW + DAY)
    assert (first.new, second.new, second.changed) == (("a:1",), (), ())
    (listing,) = store.listings()
    assert (listing.first_seen, listing.last_seen) == (NOW, NOW + DAY)


def test_everything_of_an_event_survives(store: Store) -> None:
    whole = event(
        end=datetime(2026, 11, 28, 9, 0, tzinfo=JST),
        dates=(Occurrence(start=datetime(2026, 11, 28, 7, 30, tzinfo=JST)),),
        place=Place(name="喫茶ランプ", prefecture="東京都", city="杉並区", lat=35.7, lng=139.6),
        price=Price(min=0, max=500, donation=True),
        status=Status.FULL,
        speakers=("山路フユキ",),
        description="改行\nと絵文字☕と\u3000全角",
    )
    keep(store, whole)
    assert store.listing("a:1").event == whole
    assert store.listing("a:1").copies == (whole,)


def test_each_changed_field_is_kept_with_old_and_new(store: Store) -> None:
    keep(store, event(price=Price(min=500, max=500)))
    later = event(
        start=datetime(2026, 11, 28, 8, 0, tzinfo=JST), price=Price(min=800, max=800), status=Status.RESCHEDULED
    )
    changes = keep(store, later, at=NOW + DAY)
    assert {change.field for change in changes.changed} == {"start", "price", "status"}
    (status,) = (change for change in store.history("a:1") if change.field == "status")
    assert (status.old, status.new, status.at) == ("null", '"rescheduled"', NOW + DAY)
    assert store.changes(NOW + DAY) == store.history("a:1") == changes.changed
    assert store.changes(NOW + 2 * DAY) == ()


def test_how_it_was_read_is_no_change(store: Store) -> None:
    keep(store, event(flags=("year inferred",), updated=NOW))
    assert keep(store, event(flags=(), updated=NOW + DAY), at=NOW + DAY).changed == ()
    assert store.listing("a:1").event.flags == ()


def test_the_same_moment_in_another_zone_is_no_change(store: Store) -> None:
    keep(store, event(start=datetime(2026, 11, 28, 7, 30, tzinfo=JST)))
    assert keep(store, event(start=datetime(2026, 11, 27, 22, 30, tzinfo=UTC)), at=NOW + DAY).changed == ()


def test_absence_from_a_complete_source_is_gone_and_kept(store: Store) -> None:
    keep(store, event("a:1"), event("a:2", "夜の写真会"))
    gone = keep(store, event("a:2", "夜の写真会"), at=NOW + DAY, complete={"a"})
    assert gone.gone == ("a:1",)
    assert store.listing("a:1").gone_from == ("a",)
    assert keep(store, event("a:2", "夜の写真会"), at=NOW + 2 * DAY, complete={"a"}).gone == ()
    keep(store, event("a:1"), at=NOW + 3 * DAY)
    assert store.listing("a:1").gone_from == ()


def test_absence_means_nothing_elsewhere(store: Store) -> None:
    keep(store, event("a:1"), event("b:2", "夜の写真会"))
    assert keep(store, at=NOW + DAY, complete={"c"}).gone == ()
    assert keep(store, at=NOW + DAY).gone == ()


def test_what_is_over_or_outside_the_window_is_not_gone(store: Store) -> None:
    keep(store, event("a:1"), event("a:2", "来年の会", start=NOW + 90 * DAY), event("a:3", "いつかの会", start=None))
    window = Window(NOW, NOW + 30 * DAY)
    assert keep(store, at=NOW + 10 * DAY, complete={"a"}, window=window).gone == ("a:3",)


def test_a_source_that_loses_most_at_once_is_broken_not_gone(store: Store) -> None:
    events = [event(f"a:{number}", title) for number, title in enumerate(("茶", "書", "花", "香", "弓", "舞"))]
    keep(store, *events)
    assert keep(store, *events[:2], at=NOW + DAY, complete={"a"}).gone == ()
    assert keep(store, *events[:3], at=NOW + DAY, complete={"a"}).gone == ("a:3", "a:4", "a:5")


def test_listings_that_turn_out_to_be_one_keep_their_history_and_marks(store: Store) -> None:
    early = event("a:1", "読書の集い", start=None)
    keep(store, early)
    keep(store, event("b:9", "朝の読書会", place=Place(name="喫茶ランプ")), at=NOW + DAY)
    store.mark("default", "b:9", Verb.SAVED, NOW + DAY)
    store.show("default", store.listings(), NOW + DAY)
    keep(store, event("b:9", "朝の読書会", status=Status.FULL), at=NOW + 2 * DAY)
    store.merge("b:9", "a:1", NOW + 2 * DAY)
    changes = keep(store, early, at=NOW + 3 * DAY)
    assert changes.new == ()
    (listing,) = store.listings()
    assert listing.id == "a:1"
    assert {copy.uid for copy in listing.copies} == {"a:1", "b:9"}
    assert store.listing("b:9") == listing
    assert [mark.listing for mark in store.marks("default")] == ["a:1"]
    assert set(store.shown("default")) == {"a:1"}
    assert {"place", "status"} <= {change.field for change in store.history("b:9")}
    assert store.history("a:1") == store.history("b:9")


def test_a_split_lasts(store: Store) -> None:
    spot = Place(name="喫茶ランプ", city="杉並区")
    pair = (event("a:1", place=spot), event("b:9", "【残席わずか】朝の読書会", place=spot))
    keep(store, *pair)
    assert len(store.listings()) == 1
    store.split("a:1", "b:9", NOW)
    assert keep(store, *pair, at=NOW + DAY).new == ()
    assert len(store.listings()) == 2
    keep(store, *pair, at=NOW + 2 * DAY)
    assert len(store.listings()) == 2
    store.undecide("b:9", "a:1")
    keep(store, *pair, at=NOW + 3 * DAY)
    assert len(store.listings()) == 1


def test_a_decision_needs_two_known_events(store: Store) -> None:
    keep(store, event())
    with pytest.raises(ConfigError, match="そのような催しは"):
        store.merge("a:1", "z:0", NOW)
    with pytest.raises(ConfigError, match="二度書かれて"):
        store.split("a:1", "a:1", NOW)


def _save_for_ever(path: str) -> None:
    with Store.open(path) as store:
        for run in range(10_000):
            listings = [
                Listing(id=one.uid, event=one, copies=(one,), first_seen=NOW, last_seen=NOW)
                for one in (event(f"a:{number}", f"{number}番目の会、{run}度目") for number in range(50))
            ]
            store.save(listings, NOW + run * timedelta(seconds=1))


def test_a_killed_run_is_all_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    worker = multiprocessing.get_context("spawn").Process(target=_save_for_ever, args=(str(path),))
    worker.start()
    runs: set[str] = set()
    with Store.open(path) as store:
        while len(runs) < 3:
            runs |= {one.event.title.partition("、")[2] for one in store.listings()}
    os.kill(worker.pid, signal.SIGKILL)
    worker.join(60)
    with Store.open(path) as store:
        titles = [one.event.title for one in store.listings()]
        assert len(titles) == 50
        assert len({title.partition("、")[2] for title in titles}) == 1


# --- reading


def test_listings_by_window_text_and_source(store: Store) -> None:
    keep(store, event("a:1", "朝活・英語で話す会", place=Place(name="コワーキング結", city="渋谷区")))
    keep(store, event("b:2", "夜のＲｕｓｔ勉強会", start=NOW + 20 * DAY, end=NOW + 25 * DAY), at=NOW + DAY)
    keep(store, event("b:3", "日取り未定の会", start=None, description="100%_手作り"), at=NOW + DAY)

    def ids(*args: object, **options: object) -> list[str]:
        return [one.id for one in store.listings(*args, **options)]

    assert ids() == ["a:1", "b:2", "b:3"]
    assert ids(Window(NOW, NOW + 10 * DAY)) == ["a:1", "b:3"]
    assert ids(Window(NOW + 24 * DAY, NOW + 30 * DAY)) == ["b:2", "b:3"]
    assert ids(text="朝活") == ["a:1"]
    assert ids(text="渋谷 英語") == ["a:1"]
    assert ids(text="RUST") == ids(text="rust") == ["b:2"]
    assert ids(text="0%_手") == ["b:3"]
    assert ids(text="%") == ["b:3"]
    assert ids(source="b") == ["b:2", "b:3"]


def test_a_listing_by_id_prefix_and_address(store: Store) -> None:
    keep(store, event("a:abc123"), event("a:abd999", "夜の写真会"))
    assert store.listing("a:abc123").id == "a:abc123"
    assert store.listing("https://a.example/event/abd999").id == "a:abd999"
    assert store.listing("abc1").id == "a:abc123"
    assert store.listing("a:abd").id == "a:abd999"
    assert store.listing("zzz") is store.listing("a") is store.listing("a:%") is None
    with pytest.raises(ConfigError, match="いくつもあります"):
        store.listing("a:ab")


def test_known_is_what_is_to_come_and_what_came_again(store: Store) -> None:
    keep(store, event("a:1"), event("a:2", "夜の写真会", start=NOW + 40 * DAY), event("a:3", "未定", start=None))
    later = NOW + 30 * DAY
    assert [one.id for one in store.known(after=later)] == ["a:2", "a:3"]
    assert [one.id for one in store.known([event("a:1")], after=later)] == ["a:1", "a:2", "a:3"]
    assert len(store.known()) == 3


def test_history_of_the_unknown_is_empty(store: Store) -> None:
    assert store.history("nobody:1") == ()


# --- sources, pages, jobs


def test_runs_are_kept_newest_last(store: Store) -> None:
    trouble = Trouble(source="a", kind=TroubleKind.TIMEOUT, detail="30 s")
    runs = [
        Run(source="a", started=NOW + number * DAY, finished=NOW + number * DAY, events=number, troubles=(trouble,))
        for number in range(4)
    ]
    for run in (*reversed(runs), Run(source="b", started=NOW, finished=NOW)):
        store.record_run(run)
    assert store.runs("a") == tuple(runs)
    assert store.runs("a", limit=2) == tuple(runs[2:])
    assert store.runs("nobody") == ()


def test_pages_robots_and_rests_are_remembered(tmp_path: Path) -> None:
    page = CachedPage("https://a.example/x", "本文".encode() * 100, "text/html", '"v1"', None, "00ff", NOW, NOW - DAY)
    robots = CachedRobots("User-agent: *", 200, NOW)
    with Store.open(tmp_path / "s.db") as store:
        cache = store.cache
        assert cache.get("k") is cache.get_robots("o") is cache.get_not_before("h") is None
        cache.put("k", CachedPage("https://a.example/old", b"", "", None, None, "", NOW, NOW))
        cache.put("k", page)
        cache.put_robots("o", robots)
        cache.put_not_before("h", NOW + DAY)
    with Store.open(tmp_path / "s.db") as store:
        cache = store.cache
        assert cache.get("k") == page
        assert cache.get_robots("o") == robots
        assert cache.get_not_before("h") == NOW + DAY
        assert cache.forget(NOW) == 0
        assert cache.forget(NOW + DAY) == 1
        assert cache.get("k") is None


def test_a_page_that_cannot_be_unpacked_is_fetched_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        store.cache.put("k", CachedPage("https://a.example/", b"x", "", None, None, "", NOW, NOW))
        raw = sqlite3.connect(tmp_path / "s.db")
        raw.execute("UPDATE pages SET body = x'00'")
        raw.commit()
        raw.close()
        assert store.cache.get("k") is None


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_new_database_is_its_owners_only_and_the_mode_of_an_old_one_stays(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "events.db"
    with Store.open(file) as store:
        store.mark_run("digest", NOW)
        assert {one.stat().st_mode & 0o777 for one in file.parent.iterdir()} == {0o600}
    file.chmod(0o640)
    with Store.open(file):
        assert file.stat().st_mode & 0o777 == 0o640


def test_a_naive_time_is_a_bug_and_named(store: Store) -> None:
    with pytest.raises(StoreError, match="naive time"):
        store.mark_run("digest", datetime(2026, 11, 23, 6, 0))


# --- the outbox


PARCEL = Parcel(
    rendered=Rendered(subject="朝", html="<p>", mail_html="<p>", text="会", ics="BEGIN"),
    profile="default",
    shows={"a:1": "f1"},
)
RECEIPT = Receipt(channel="smtp", key="k", where="me@example.jp", at=NOW)


def test_a_parcel_is_sent_once(store: Store) -> None:
    keep(store, event())
    first = store.begin_delivery("2026-11-23/default/smtp", PARCEL, NOW)
    assert (first.turn, first.parcel) == (Turn.SEND, PARCEL)
    assert store.begin_delivery("2026-11-23/default/smtp", PARCEL, NOW).turn is Turn.BUSY
    assert store.shown("default") == {}
    store.delivered("2026-11-23/default/smtp", RECEIPT, NOW)
    again = store.begin_delivery("2026-11-23/default/smtp", PARCEL, NOW + DAY)
    assert (again.turn, again.receipt) == (Turn.DELIVERED, RECEIPT)
    assert store.receipt("2026-11-23/default/smtp") == RECEIPT
    assert store.shown("default")["a:1"].fingerprint == "f1"


def test_after_a_crash_the_first_parcel_is_sent_word_for_word(store: Store) -> None:
    store.begin_delivery("k", PARCEL, NOW)
    other = PARCEL.model_copy(update={"profile": "other"})
    later = store.begin_delivery("k", other, NOW + timedelta(minutes=16))
    assert (later.turn, later.parcel) == (Turn.SEND, PARCEL)


def test_instead_of_a_parcel_that_failed_goes_what_is_known_by_now(store: Store) -> None:
    store.begin_delivery("k", PARCEL, NOW)
    store.failed("k")
    assert store.receipt("k") is None
    fresh = PARCEL.model_copy(update={"shows": {}})
    again = store.begin_delivery("k", fresh, NOW + timedelta(seconds=1))
    assert (again.turn, again.parcel) == (Turn.SEND, fresh)
    store.delivered("k", RECEIPT, NOW)
    store.failed("k")
    store.delivered("k", RECEIPT.model_copy(update={"where": "elsewhere"}), NOW)
    assert store.receipt("k") == RECEIPT


def test_delivering_what_was_never_begun_is_nothing(store: Store) -> None:
    store.delivered("k", RECEIPT, NOW)
    assert store.receipt("k") is None


def _claim(path: str, queue: multiprocessing.Queue[str]) -> None:
    with Store.open(path) as store:
        queue.put(store.begin_delivery("k", PARCEL, NOW).turn.value)


def test_of_many_senders_one_may_send(tmp_path: Path) -> None:
    Store.open(tmp_path / "s.db").close()
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[str] = context.Queue()
    workers = [context.Process(target=_claim, args=(str(tmp_path / "s.db"), queue)) for _ in range(3)]
    for worker in workers:
        worker.start()
    turns = sorted(queue.get(timeout=60) for _ in workers)
    for worker in workers:
        worker.join(60)
    assert turns == ["busy", "busy", "send"]


def test_the_fingerprint_is_of_what_the_reader_is_told(store: Store) -> None:
    keep(store, event(accepted=3))
    before = fingerprint(store.listing("a:1"))
    keep(store, event(accepted=9, description="追記"), at=NOW + DAY)
    assert fingerprint(store.listing("a:1")) == before
    keep(store, event(status=Status.CANCELLED), at=NOW + 2 * DAY)
    assert fingerprint(store.listing("a:1")) != before


def test_shown_remembers_first_and_last(store: Store) -> None:
    keep(store, event())
    store.show("default", store.listings(), NOW)
    store.show("default", store.listings(), NOW + DAY)
    (shown,) = store.shown("default").values()
    assert (shown.first, shown.last) == (NOW, NOW + DAY)
    assert store.shown("other") == {}


# --- the person


def test_marks_come_and_go(store: Store) -> None:
    keep(store, event())
    store.mark("default", "a:1", Verb.SAVED, NOW)
    store.mark("default", "a:1", Verb.UP, NOW)
    store.mark("default", "a:1", Verb.DOWN, NOW + DAY)
    assert [mark.verb for mark in store.marks("default")] == [Verb.SAVED, Verb.DOWN]
    assert [mark.verb for mark in store.marks("default", Verb.SAVED, Verb.WENT)] == [Verb.SAVED]
    store.unmark("default", "a:1", Verb.SAVED)
    assert store.marks("default", Verb.SAVED) == store.marks("other") == ()
    with pytest.raises(ConfigError, match="そのような催しは"):
        store.mark("default", "z:9", Verb.UP, NOW)


def test_dismissed_organisers(store: Store) -> None:
    store.dismiss("default", "青い扉", NOW)
    store.dismiss("default", "青い扉", NOW)
    store.dismiss("default", "朝の輪", NOW)
    store.undismiss("default", "朝の輪")
    assert store.dismissed("default") == ("青い扉",)


def test_weights_are_kept_per_profile(store: Store) -> None:
    assert store.weights("default") is None
    store.save_weights("default", {"hobby:reading": 0.5}, NOW)
    store.save_weights("default", {"hobby:reading": 0.75}, NOW)
    assert store.weights("default") == {"hobby:reading": 0.75}
    assert store.weights("other") is None
    store.forget_weights("default")
    assert store.weights("default") is None


# --- properties


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text(min_size=1))
def test_any_text_is_kept_and_any_search_is_answered(title: str, words: str) -> None:
    with Store.open(":memory:") as store:
        keep(store, event(title=title, description=words))
        assert store.listing("a:1").event.title == title
        assert len(store.listings(text=words.partition("\x00")[0])) <= 1
        store.listing(words)
