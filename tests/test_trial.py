"""``asagao sources test``: the saved pages again, then the site event by event, and a verdict."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from aggregator.cli import cli
from aggregator.comparison import Summary, Verdict, compare
from tests.loopback import Loopback, Reply

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
CONFIG = "profile: {home: 吉祥寺}\nstore: events.db\nsources: []\n"
TITLES = ("句会", "写真の会", "朗読会", "将棋の会", "茶の会", "山の会")
MONTH = [(f"{number + 1}", title, 30 + number, "みどり会館") for number, title in enumerate(TITLES)]
Rows = list[tuple[str, str, int, str]]


def calendar(rows: Rows) -> Reply:
    events = "".join(
        f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{title}\nDTSTART;TZID=Asia/Tokyo:{NOW + timedelta(days=day):%Y%m%d}T190000\n"
        f"LOCATION:{place}\nEND:VEVENT\n"
        for uid, title, day, place in rows
    )
    body = f"BEGIN:VCALENDAR\nX-WR-CALNAME:みどりの会\n{events}END:VCALENDAR\n".encode()
    return Reply(body=body, headers={"Content-Type": "text/calendar"})


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOW, tick=True) as moving:
        yield moving


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: time_machine.Coordinates) -> Iterator[Loopback]:
    """A site whose calendar has been added."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    with Loopback() as running:
        running.on("/a.ics", calendar(MONTH))
        assert run("add", f"{running.base}/a.ics", "--allow-private", "--yes").return_value == 0
        yield running


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["sources", *arguments], catch_exceptions=False, standalone_mode=False)


def case_folder(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "data" / "asagao" / "cases").iterdir()
    return found


def test_what_is_as_it_was_is_told_in_two_lines_and_a_verdict(site: Loopback) -> None:
    told = run("test", "みどりの会")
    assert told.stdout.splitlines() == [
        "✓ 保存したページ（2026-11-23、6件）",
        "✓ 今のサイト（6件）",
        "  同じ 6件",
        "→ 読み方は今のサイトに合っています。",
    ]
    assert told.return_value == 0


def test_each_event_that_changed_is_named_with_its_old_and_new_value(site: Loopback) -> None:
    moved = [("1", "句会", 31, "みどり会館"), ("2", "写真の会", 31, "あおば文庫"), *MONTH[2:5], ("9", "星の会", 40, "")]
    site.on("/a.ics", calendar(moved))
    told = run("test", "みどりの会")
    lines = [line.strip() for line in told.stdout.splitlines()]
    assert "同じ 3件  変わった 2件  新しい 1件  載っていない 1件" in lines
    at = lines.index("変わった: 12/23 19:00 句会")
    assert lines[at + 1] == "開始: 12/23 19:00 → 12/24 19:00"
    at = lines.index("変わった: 12/24 19:00 写真の会")
    assert lines[at + 1] == "場所: みどり会館 → あおば文庫"
    assert "今は載っていない: 12/28 19:00 山の会" in lines
    assert "新しい: 1/2 19:00 星の会" in lines
    assert lines[-1] == "→ 読み方は今のサイトに合っています。"
    assert told.return_value == 0


def test_events_that_are_over_may_go(site: Loopback, clock: time_machine.Coordinates) -> None:
    clock.move_to(NOW + timedelta(days=90))
    site.on("/a.ics", calendar([("21", "凧の会", 100, "みどり会館"), ("22", "雛の会", 110, "みどり会館")]))
    told = run("test", "みどりの会")
    assert "  新しい 2件  終わった 6件" in told.stdout.splitlines()
    assert "催しはすべて入れかわりましたが、項目は前と同じに読めます" in told.stdout
    assert "載っていない" not in told.stdout
    assert told.return_value == 0


@pytest.mark.parametrize(
    ("answer", "sentences"),
    [
        (calendar([(*row[:3], "") for row in MONTH]), ["場所: 6件 → 0件", "サイトの作りが変わったようです"]),
        (calendar([(uid, "詳しくはこちら", *rest) for uid, _, *rest in MONTH]), ["題名: 続けて載っている6件のうち6件で", "題名: 句会 → 詳しくはこちら", "サイトの作りが変わったようです"]),
        (calendar(MONTH[:2]), ["載っていない 4件", "サイトの作りが変わったようです"]),
        (calendar([]), ["今は一件も読めません", "asagao sources edit みどりの会"]),
        (Reply(500), ["サイトがエラーを返しました（500: サイトの不調です）", "サイトを読めなかったので、くらべていません"]),
    ],
    ids=["no places", "other titles", "most are gone", "none", "error"],
)  # fmt: skip
def test_a_site_that_changed_is_told_apart_from_events_that_changed(
    site: Loopback, answer: Reply, sentences: list[str]
) -> None:
    site.on("/a.ics", answer)
    told = run("test", "みどりの会")
    assert [one for one in sentences if one not in told.stdout] == []
    assert "✓ 保存したページ" in told.stdout
    assert told.return_value == 3


def _garbled(folder: Path) -> None:
    (folder / "case.json").write_text("{", encoding="utf-8")


def _misshapen(folder: Path) -> None:
    record = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    (folder / "case.json").write_text(json.dumps({**record, "expected": [1]}), encoding="utf-8")


def _without_page(folder: Path) -> None:
    (folder / "page-0").unlink()


@pytest.mark.parametrize("damage", [_garbled, _misshapen, _without_page])
def test_a_damaged_case_is_one_sentence_and_the_others_go_on(
    tmp_path: Path, site: Loopback, damage: Callable[[Path], None]
) -> None:
    damage(case_folder(tmp_path))
    site.on("/b.ics", calendar(MONTH))
    run("add", f"{site.base}/b.ics", "--allow-private", "--yes", "--name", "川")
    told = run("test")
    assert told.return_value == 3
    lines = told.stdout.splitlines()
    assert lines[: lines.index("川")] == [
        "みどりの会",
        "✗ 保存した見本が壊れていて、読めません",
        "✓ 今のサイト（6件）",
        "→ asagao sources test みどりの会 --accept で、今のサイトから見本を取りなおせます。",
        "",
    ]
    assert "✓ 保存したページ（2026-11-23、6件）" in lines[lines.index("川") :]
    assert "今のサイトの6件を、これからの見本にしました" in run("test", "みどりの会", "--accept").stdout
    assert run("test", "みどりの会").return_value == 0


def test_a_site_without_events_does_not_become_the_sample(site: Loopback) -> None:
    site.on("/a.ics", calendar([]))
    told = run("test", "みどりの会", "--accept")
    assert "見本は取りかえませんでした" in told.stdout
    assert told.return_value == 3
    assert "✓ 保存したページ（2026-11-23、6件）" in run("test", "みどりの会", "--offline").stdout


def one(title: str, day: int, **more: object) -> Summary:
    return Summary.model_validate({"title": title, "start": NOW + timedelta(days=day), **more})


def test_an_event_is_known_again_by_its_address_before_its_title() -> None:
    then = [one("句会", 3, url="https://a.example/1"), one("句会", 10, url="https://a.example/2")]
    now = [one("吟行", 10, url="https://a.example/2"), one("句会", 3, url="https://a.example/1")]
    found = compare(then, now, NOW)
    assert [(changed.then.title, changed.now.title) for changed in found.changed] == [("句会", "吟行")]
    assert (found.same, found.new, found.gone) == (1, (), ())


def test_the_next_meeting_at_one_address_is_a_new_event() -> None:
    then = [one(f"会{number}", -7, url=f"https://a.example/{number}") for number in range(8)]
    now = [one(f"会{number}", 7, url=f"https://a.example/{number}") for number in range(8)]
    found = compare(then, now, NOW)
    assert (len(found.over), len(found.new), found.changed, found.verdict) == (8, 8, (), Verdict.REPLACED)


def test_of_a_list_that_is_never_whole_nothing_is_missing() -> None:
    then = [one(f"会{number}", 7 + number) for number in range(8)]
    assert compare(then, then[6:], NOW).verdict is Verdict.CHANGED
    assert compare(then, then[6:], NOW, complete=False).verdict is Verdict.WORKS


SUMMARIES = st.lists(
    st.builds(one, st.sampled_from(TITLES), st.integers(-20, 20), url=st.sampled_from([None, "https://a.example/1", "https://a.example/2"])),
    max_size=12,
)  # fmt: skip


@given(SUMMARIES, SUMMARIES)
def test_every_event_is_counted_once(then: list[Summary], now: list[Summary]) -> None:
    found = compare(then, now, NOW)
    still = found.same + len(found.changed)
    assert still + len(found.over) + len(found.gone) == len(then)
    assert still + len(found.new) == len(now)


@given(SUMMARIES)
def test_what_is_unchanged_is_the_same_whatever_it_holds(listed: list[Summary]) -> None:
    found = compare(listed, listed, NOW)
    assert (found.changed, found.vanished, found.odd) == ((), (), ())
    assert found.verdict in {Verdict.WORKS, Verdict.REPLACED, Verdict.EMPTY}
