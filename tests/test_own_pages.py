"""A list that tells days and no times: the events' own pages are read for these, a few in a run, each once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from click.testing import CliRunner

from aggregator.app.preview import make_source, understood
from aggregator.cli import cli
from aggregator.collect import collect
from aggregator.harvest import Harvest
from aggregator.http import Http, Outside
from aggregator.plugin import Window
from aggregator.polite import MemoryCache
from tests.loopback import Loopback, Reply, Time

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=TOKYO)
NAMES = (
    *("弦楽四重奏の夕べ", "こども科学教室", "おはなしの森", "冬の星を見る会", "歌声ひろば", "古文書を読む"),
    *("レコード鑑賞会", "やさしい盆栽", "川辺の写真講座", "木のおもちゃ作り", "年の瀬落語会", "みんなの合唱団"),
)
FOOT = "<footer>みどり会館　開館時間 9:00〜21:00</footer><div id=office>お問い合わせ 10:00〜17:00</div>"


def row(number: int, name: str) -> str:
    return f'<tr><td>12月{number + 1}日</td><td><a href="/e/{number}">{name}</a></td></tr>'


def listed(names: tuple[str, ...] = NAMES, more: str = "") -> Reply:
    rows = "".join(row(number, name) for number, name in enumerate(names))
    return page(f"<h1>催しのご案内 2026年12月</h1><table>{rows}</table>{more}")


def page(body: str) -> Reply:
    whole = f"<html><head><title>みどり会館</title></head><body>{body}{FOOT}</body></html>"
    return Reply(body=whole.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def own(number: int, name: str, times: str = "開場 13:30　開演 14:00") -> Reply:
    rows = f"<tr><th>日時</th><td>12月{number + 1}日 {times}</td></tr><tr><th>料金</th><td>500円</td></tr>"
    return page(f"<div id=crumbs>ホーム / {name}</div><h2>{name}</h2><table>{rows}</table>")


@pytest.fixture
def site() -> Iterator[Loopback]:
    with Loopback() as running:
        running.on("/robots.txt", Reply(404))
        running.on("/sitemap.xml", Reply(404))
        running.on("/plan", listed())
        for number, name in enumerate(NAMES):
            running.on(f"/e/{number}", own(number, name))
        yield running


class Runs:
    """A source that is read again and again, with what is kept between the runs."""

    def __init__(self, site: Loopback, **options: object) -> None:
        self.site, self.time, self.cache = site, Time(NOW), MemoryCache()
        self.source = make_source("html", {"url": f"{site.base}/plan", "clocks": True, **options})

    def run(self) -> tuple[Harvest, list[str]]:
        """What came, and which pages of events the site was asked for."""
        self.site.asked.clear()

        async def once() -> Harvest:
            outside = Outside(clock=self.time.clock, sleep=self.time.sleep)
            async with Http(now=self.time.now, cache=self.cache, outside=outside) as http:
                window = Window(NOW, NOW + timedelta(days=60))
                return await collect("会館", self.source, window, http, allow_private=True)

        harvest = asyncio.run(once())
        self.time.pass_(days=1)
        return harvest, [path for path in self.site.paths() if path.startswith("/e/")]

    def starts(self, harvest: Harvest) -> dict[str, str]:
        events = understood(harvest.events, self.source, NOW)[0]
        return {event.title: f"{event.start:%m-%d %H:%M}" for event in events if event.start and not event.all_day}


def test_a_few_pages_are_asked_for_in_a_run_and_each_once(site: Loopback) -> None:
    runs = Runs(site)
    first, asked = runs.run()
    assert (len(first.events), len(asked), len(runs.starts(first))) == (12, 10, 10)
    second, asked = runs.run()
    assert asked == ["/e/10", "/e/11"]
    assert runs.starts(second)["弦楽四重奏の夕べ"] == "12-01 14:00"
    assert (len(second.events), len(runs.starts(second)), second.troubles) == (12, 12, ())
    assert runs.run()[1] == []


def test_a_row_that_changes_has_its_page_read_again(site: Loopback) -> None:
    runs = Runs(site)
    runs.run()
    runs.run()
    site.on("/plan", listed((*NAMES[:3], "冬の星を見る会（日時変更）", *NAMES[4:])))
    site.on("/e/3", own(3, "冬の星を見る会（日時変更）", "18:30〜20:00"))
    harvest, asked = runs.run()
    assert asked == ["/e/3"]
    assert runs.starts(harvest)["冬の星を見る会（日時変更）"] == "12-04 18:30"


def test_a_page_is_read_again_after_three_days_though_its_row_is_the_same(site: Loopback) -> None:
    runs = Runs(site)
    assert [len(runs.run()[1]) for _ in range(3)] == [10, 2, 0]
    site.on("/e/0", own(0, NAMES[0], "開演 18:30"))
    site.on("/e/1", Reply(503))
    site.on("/e/2", Reply(410))
    site.on("/e/11", own(11, NAMES[11], "開演 18:30"))
    again, asked = runs.run()
    assert (len(asked), asked[0], "/e/11" in asked) == (12, "/e/0", False)
    assert asked.count("/e/1") == 3
    starts = runs.starts(again)
    assert (starts["弦楽四重奏の夕べ"], starts["こども科学教室"]) == ("12-01 18:30", "12-02 14:00")
    assert "おはなしの森" not in starts
    later, asked = runs.run()
    assert {"/e/10", "/e/11"} <= set(asked)
    assert runs.starts(later)["みんなの合唱団"] == "12-12 18:30"
    assert len(later.events) == 12


def test_a_new_row_comes_before_what_is_read_again(site: Loopback) -> None:
    runs = Runs(site)
    runs.run()
    runs.run()
    runs.time.pass_(days=5)
    site.on("/e/12", own(12, "初めて載る会"))
    site.on("/plan", listed((*NAMES, "初めて載る会")))
    harvest, asked = runs.run()
    assert (asked[0], len(asked)) == ("/e/12", 10)
    assert runs.starts(harvest)["初めて載る会"] == "12-13 14:00"
    assert len(runs.starts(harvest)) == 13


def test_what_is_kept_stands_in_where_more_rows_change_than_are_asked_for(site: Loopback) -> None:
    runs = Runs(site)
    runs.run()
    runs.run()
    site.on("/plan", listed(tuple(f"{name}　残席わずか" for name in NAMES)))
    for number, name in enumerate(NAMES):
        site.on(f"/e/{number}", own(number, f"{name}　残席わずか"))
    harvest, asked = runs.run()
    assert len(asked) == 10
    assert len(runs.starts(harvest)) == 12


def test_an_event_whose_page_does_not_come_stands_as_the_list_has_it(site: Loopback) -> None:
    site.on("/e/1", Reply(404))
    site.on("/e/2", page("<p>このページは準備中です 12:00</p>"))
    runs = Runs(site)
    harvest, _ = runs.run()
    assert len(harvest.events) == 12
    assert {"こども科学教室", "おはなしの森"} & set(runs.starts(harvest)) == set()
    assert [trouble.field for trouble in harvest.troubles] == ["start"]


def test_robots_and_pace_hold_for_these_pages_too(site: Loopback) -> None:
    site.on("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /e/\nCrawl-delay: 3", headers={}))
    runs = Runs(site)
    harvest, asked = runs.run()
    assert (len(harvest.events), asked) == (12, [])
    site.on("/robots.txt", Reply(body=b"User-agent: *\nCrawl-delay: 3", headers={}))
    runs.time.pass_(days=2)
    runs.time.slept.clear()
    _, asked = runs.run()
    assert len(asked) == 10
    assert sum(runs.time.slept) >= 29


def test_nothing_is_asked_for_rows_with_a_time_a_span_a_file_or_a_shared_page(site: Loopback) -> None:
    rows = (
        '<tr><td>12月20日 10:00</td><td><a href="/e/0">朝市</a></td></tr>'
        '<tr><td>12月20日〜1月9日</td><td><a href="/e/1">小さな絵の展覧会</a></td></tr>'
        '<tr><td>12月21日</td><td><a href="/e/2.pdf">編み物の会</a></td></tr>'
        '<tr><td>12月22日</td><td><a href="/e/3">お茶の会</a></td></tr>'
        '<tr><td>12月23日</td><td><a href="/e/3">お花の会</a></td></tr>'
        '<tr><td>12月24日</td><td><a href="https://else.example/e/4">聖歌の会</a></td></tr>'
    )
    site.on("/plan", page(f"<h1>2026年12月</h1><table>{rows}</table>"))
    harvest, asked = Runs(site, item="tr", fields={"when": "td", "title": "a", "url": "a@href"}).run()
    assert asked == []
    assert len(harvest.events) == 6


def test_opening_hours_and_other_events_are_no_start(site: Loopback) -> None:
    site.on("/plan", listed(more="<p>営業 11:00〜19:00</p>"))
    site.on("/e/0", page("<h2>弦楽四重奏の夕べ</h2><p>出演 みどり弦楽団</p><p>営業 11:00〜19:00</p>"))
    site.on("/e/1", page("<h2>こども科学教室</h2><p>くわしくは後日</p><aside>次回 12月9日 18:00 手話の会</aside>"))
    site.on("/e/2", page("<h2>おはなしの森</h2><p>申込 12月1日 9:00から</p>"))
    runs = Runs(site)
    assert not {"弦楽四重奏の夕べ", "こども科学教室", "おはなしの森"} & set(runs.starts(runs.run()[0]))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "config.yaml").write_text("profile:\n  home: 吉祥寺\nstore: events.db\n", encoding="utf-8")
    with time_machine.travel(NOW, tick=True):
        yield tmp_path


def sources(*arguments: str) -> str:
    return CliRunner().invoke(cli, ["sources", *arguments], catch_exceptions=False, standalone_mode=False).stdout


def test_add_looks_at_a_few_and_writes_it_and_the_case_holds(folder: Path, site: Loopback) -> None:
    told = json.loads(sources("add", f"{site.base}/plan", "--allow-private", "--yes", "--json"))
    assert (told["block"]["kind"], told["block"]["clocks"], told["written"]) == ("html", True, True)
    assert (told["coverage"]["start"], told["coverage"]["clock"]) == (12, 3)
    assert len([path for path in site.paths() if path.startswith("/e/")]) == 3
    assert "開始時刻がどれにもありません" not in "".join(told["warnings"])
    assert "clocks: true" in (folder / "config.yaml").read_text("utf-8")
    assert "✗" not in sources("test", "--offline")


def test_add_writes_no_such_thing_where_the_pages_tell_no_time(folder: Path, site: Loopback) -> None:
    for number, name in enumerate(NAMES):
        site.on(f"/e/{number}", page(f"<h2>{name}</h2><p>くわしくはお問い合わせください</p>"))
    told = json.loads(sources("add", f"{site.base}/plan", "--allow-private", "--json"))
    assert "clocks" not in told["block"]
    assert "開始時刻がどれにもありません" in "".join(told["warnings"])
