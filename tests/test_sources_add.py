"""From an address to a source: the ladder, what it writes, and what is done with sources afterwards."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from click.testing import CliRunner, Result

from aggregator.cli import cli
from aggregator.cli.failure import Failure
from tests.loopback import Loopback, Reply

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
PAGES = Path(__file__).parent / "data" / "induce"
TOKYO = ZoneInfo("Asia/Tokyo")
CONFIG = """\
# 私の設定
profile:
  home: 吉祥寺  # 家
store: events.db
sources:
  # はじめからある取得元
  - name: 山
    kind: ics
    url: https://hills.example/a.ics
"""
ICS = """BEGIN:VCALENDAR
X-WR-CALNAME:みどりの会
BEGIN:VEVENT
UID:1
SUMMARY:山の会
DTSTART;TZID=Asia/Tokyo:20261205T100000
LOCATION:高尾山口駅
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:川の会
DTSTART;TZID=Asia/Tokyo:20261212T100000
END:VEVENT
END:VCALENDAR
""".encode()
WEEKLY = """BEGIN:VEVENT
UID:3
SUMMARY:水曜の夜の会
DTSTART;TZID=Asia/Tokyo:20261104T190000
RRULE:FREQ=WEEKLY
END:VEVENT
""".encode()
LINKED = '<html><head><title>みどりの会</title><link rel=alternate type="text/calendar" href="/cal.ics"></head><body><p>予定</p></body></html>'
NEXT = """<html><head><title>つばめ</title></head><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">
{"props": {"pageProps": {"events": [
{"title": "朝の会", "startDate": "2026-12-01T07:00:00+09:00", "url": "/e/1", "venue": "喫茶ランプ"},
{"title": "夜の会", "startDate": "2026-12-02T19:00:00+09:00", "url": "/e/2", "venue": "喫茶ランプ"}]}}}</script></body></html>"""
MARKED = """<html><head><title>会</title><script type="application/ld+json">[{"@type": "Event", "name": "句会",
"startDate": "2026-12-06T13:00+09:00", "url": "/k"}]</script></head><body><h1>会</h1></body></html>"""
SINGLE = """<html><head><script type="application/ld+json">{{"@type": "Event", "name": "会{n}", "startDate": "2026-12-0{n}T13:00+09:00"}}
</script></head><body>会</body></html>"""
RSS = '<rss version="2.0"><channel><title>x</title><item><title>会</title><link>/1</link></item></channel></rss>'


def html(text: str) -> Reply:
    return Reply(body=text.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def site() -> Iterator[Loopback]:
    with Loopback() as running:
        running.on("/robots.txt", Reply(404))
        running.on("/sitemap.xml", Reply(404))
        running.on("/hall", html((PAGES / "hall_table.html").read_text("utf-8")))
        running.on("/linked", html(LINKED))
        running.on("/cal.ics", Reply(body=ICS, headers={"Content-Type": "text/calendar"}))
        running.on("/next", html(NEXT))
        running.on("/marked", html(MARKED))
        yield running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["sources", *arguments], input=text, catch_exceptions=False, standalone_mode=False)


def add(site: Loopback, path: str, *more: str) -> Result:
    return run("add", f"{site.base}{path}", "--allow-private", *more)


def config(folder: Path) -> str:
    return (folder / "config.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "kind", "titles"),
    [
        ("/linked", "ics", ["山の会", "川の会"]),
        ("/cal.ics", "ics", ["山の会", "川の会"]),
        ("/marked", "jsonld", ["句会"]),
        ("/next", "json", ["朝の会", "夜の会"]),
        ("/hall", "html", ["第32回 市民吹奏楽団 定期演奏会"]),
    ],
)
def test_each_rung_of_the_ladder_holds(folder: Path, site: Loopback, path: str, kind: str, titles: list[str]) -> None:
    found = json.loads(add(site, path, "--json").stdout)
    assert found["block"]["kind"] == kind
    assert [event["title"] for event in found["events"]][: len(titles)] == titles
    assert found["coverage"]["start"] == len(found["events"])
    assert found["written"] is False
    assert config(folder) == CONFIG


def test_pages_of_single_events_that_are_marked_up_are_followed(folder: Path, site: Loopback) -> None:
    links = "".join(f"<li><a href=/event/{n}>会{n}</a></li>" for n in (1, 2, 3, 4))
    site.on("/list", html(f"<html><body><main><ul>{links}</ul></main></body></html>"))
    for n in (1, 2, 3, 4):
        site.on(f"/event/{n}", html(SINGLE.format(n=n)))
    found = json.loads(add(site, "/list", "--json").stdout)
    assert found["block"]["follow"] == "a[href*='/event/']"
    assert [event["title"] for event in found["events"]] == ["会1", "会2", "会3", "会4"]


def test_a_feed_without_days_does_not_win_over_the_page(folder: Path, site: Loopback) -> None:
    page = (PAGES / "dl_list.html").read_text("utf-8")
    site.on("/blog", html(page.replace("<head>", '<head><link rel=alternate type="application/rss+xml" href="/rss">')))
    site.on("/rss", Reply(body=RSS.encode(), headers={"Content-Type": "application/rss+xml"}))
    assert json.loads(add(site, "/blog", "--json").stdout)["block"]["kind"] == "html"


def test_dates_beyond_what_a_digest_looks_at_are_not_expected_of_it(folder: Path, site: Loopback) -> None:
    (folder / "config.yaml").write_text("store: a.db\nsources: []\n", encoding="utf-8")
    weekly = ICS.replace(b"END:VCALENDAR", WEEKLY + b"END:VCALENDAR")
    site.on("/weekly.ics", Reply(body=weekly, headers={"Content-Type": "text/calendar"}))
    found = json.loads(add(site, "/weekly.ics", "--yes", "--json").stdout)
    assert len(found["events"]) > 50
    assert found["block"]["expect"] <= 3
    done = CliRunner().invoke(cli, ["digest", "--dry-run"], catch_exceptions=False, standalone_mode=False)
    assert (done.return_value, "取得元 1/1 正常" in done.stdout) == (0, True)


def test_adding_keeps_comments_and_the_case_and_can_be_tested(folder: Path, site: Loopback) -> None:
    done = add(site, "/hall", "--name", "ホール", "--yes")
    assert done.return_value == 0
    assert "題名 6/6" in done.stdout
    text = config(folder)
    assert text.startswith(CONFIG.rstrip())
    assert "name: ホール" in text
    assert "expect: 3" in text
    assert (folder / "config.yaml.bak").read_text(encoding="utf-8") == CONFIG
    tested = run("test", "ホール")
    assert tested.return_value == 0, tested.stdout
    assert "保存したページ（2026-11-23、6件）" in tested.stdout
    site.on("/hall", html("<html><body><table class=plan><tr><td>5</td></tr></table><p>改装しました</p></body></html>"))
    broken = run("test", "ホール")
    assert broken.return_value == 3
    assert "✓ 保存したページ" in broken.stdout
    assert "✗ 今のサイト（0件）" in broken.stdout
    assert "開始: 6件 → 0件" in broken.stdout


def test_a_changed_selector_is_named_by_field(folder: Path, site: Loopback) -> None:
    add(site, "/hall", "--name", "ホール", "--yes")
    (folder / "config.yaml").write_text(
        config(folder).replace("td:nth-of-type(5)", "td:nth-of-type(3)"), encoding="utf-8"
    )
    told = run("test", "ホール", "--offline")
    assert told.return_value == 3
    assert "場所: 続けて載っている6件のうち6件で、読める内容が変わりました" in told.stdout


def test_the_same_source_is_not_added_twice_and_names_stay_apart(folder: Path, site: Loopback) -> None:
    assert "足しました: 山 2\n" in add(site, "/hall", "--name", "山", "--yes").stdout
    assert "name: 山 2" in config(folder)
    added = json.loads(add(site, "/cal.ics", "--name", "山", "--yes", "--json").stdout)
    assert (added["written"], added["block"]["name"]) == (True, "山 3")
    for nothing_to_ask in ((), ("--yes",)):
        assert "同じ取得元がもうあります" in add(site, "/hall", *nothing_to_ask).stdout
    assert config(folder).count("/hall") == 1


def test_nothing_is_written_without_consent(folder: Path, site: Loopback) -> None:
    from aggregator.cli.failure import Failure

    with pytest.raises(Failure, match=r"まだ足していません.*--yes") as told:
        add(site, "/hall")
    assert told.value.code == 2
    assert add(site, "/hall", "--dry-run").return_value == 0
    add(site, "/hall", "--dry-run", "--yes")
    assert config(folder) == CONFIG


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (html("<html><body><form><input type=password></form></body></html>"), "ログインのページでした"),
        (
            html('<html><body><div id="root"></div><script src=a.js></script></body></html>'),
            "JavaScriptで作られるページ",
        ),
        (
            html("<html><title>Just a moment...</title><body>captcha</body></html>"),
            "「ロボットではない」ことの確認ページ",
        ),
        (Reply(body=b"%PDF-1.4", headers={"Content-Type": "application/pdf"}), "PDFでした"),
        (Reply(body=b"\x89PNG....", headers={"Content-Type": "image/png"}), "画像や動画でした"),
        (
            Reply(body=b"PK\x03\x04....", headers={"Content-Type": "application/octet-stream"}),
            "ExcelやWord、圧縮ファイルでした",
        ),
        (html("<html><body><p>" + "ようこそ。" * 200 + "</p></body></html>"), "催しの一覧が見つかりませんでした"),
    ],
)
def test_a_page_that_cannot_be_read_gets_one_clear_sentence(
    folder: Path, site: Loopback, reply: Reply, sentence: str
) -> None:
    site.on("/odd", reply)
    told = add(site, "/odd", "--yes")
    assert told.return_value == 3
    assert told.stderr.count("・") == 1
    assert sentence in told.stderr
    assert config(folder) == CONFIG


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (Reply(404), "サイトがエラーを返しました（404: ページがありません）。ブラウザーで開いて"),
        (Reply(401), "ログインが要ります）。ログインなしで見られるページ"),
        (Reply(403), "機械には見せないページです）。公式のフィード"),
        (Reply(503), "サイトの不調です）。しばらくしてから"),
        (Reply(drop=True), "サイトにつながりません"),
        (Reply(body=b""), "中身が空でした"),
    ],
)
def test_an_address_that_does_not_answer_ends_in_one_sentence(
    folder: Path, site: Loopback, reply: Reply, sentence: str
) -> None:
    from aggregator.cli.failure import Failure

    site.on("/gone", reply)
    with pytest.raises(Failure, match=sentence):
        add(site, "/gone")
    told = json.loads(add(site, "/gone", "--json").stdout)
    assert told["written"] is False
    assert re.search(sentence, told["error"])
    assert config(folder) == CONFIG


def test_robots_txt_is_obeyed(folder: Path, site: Loopback) -> None:
    from aggregator.cli.failure import Failure

    site.on("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /hall\n"))
    with pytest.raises(Failure, match="自動での読み取りを断っています"):
        add(site, "/hall")


def test_a_sitemap_helps_where_the_page_does_not(folder: Path, site: Loopback) -> None:
    site.on("/home", html("<html><body><p>" + "ようこそ。" * 200 + "</p></body></html>"))
    site.on("/sitemap.xml", Reply(body=b"<urlset><url><loc>https://a.example/events/</loc></url></urlset>"))
    assert "https://a.example/events/" in add(site, "/home").stderr


HOME = """<html><head><title>みどり会館</title></head><body><nav><a href="/about">館について</a><a href="/past-events">過去の催し</a>
<a href="/hall">催し物案内</a></nav><p>ようこそ、みどり会館へ。</p></body></html>""".replace(
    "ようこそ", "ようこそ" * 150
)
TRIBE = """{"events": [{"id": 7, "title": "会", "url": "https://wp.example/e/7", "all_day": false, "start_date": "2026-12-01 10:00:00",
"end_date": "2026-12-01 12:00:00", "utc_start_date": "2026-12-01 01:00:00", "utc_end_date": "2026-12-01 03:00:00", "venue": []}], "total_pages": 1}"""
SQUARESPACE = """{"upcoming": [{"id": "a", "title": "会", "fullUrl": "/events/a", "startDate": 1796083200000, "endDate": 1796090400000}]}"""


def test_from_the_front_page_the_list_is_found(folder: Path, site: Loopback) -> None:
    site.on("/", html(HOME))
    found = json.loads(add(site, "/", "--json").stdout)
    assert found["block"]["url"] == f"{site.base}/hall"
    assert found["events"]
    assert not {"/about", "/past-events"} & set(site.paths())
    assert "このサイトの一覧らしいページ: 催し物案内" in add(site, "/", "--dry-run").stdout


def test_frames_and_a_front_page_that_refreshes_lead_to_the_list(folder: Path, site: Loopback) -> None:
    site.on("/frames", html('<html><frameset cols="20%,*"><frame src="/menu"><frame src="/hall"></frameset></html>'))
    site.on("/menu", html("<html><body><p>" + "案内。" * 200 + "</p></body></html>"))
    assert json.loads(add(site, "/frames", "--json").stdout)["block"]["url"] == f"{site.base}/hall"
    site.on("/top", html('<html><head><meta http-equiv="Refresh" content="0; URL=/hall"></head></html>'))
    assert json.loads(add(site, "/top", "--json").stdout)["block"]["url"] == f"{site.base}/hall"


def test_json_in_a_page_is_found_where_it_is_and_with_what_stands_beside_the_day(folder: Path, site: Loopback) -> None:
    rows = [
        {"title": f"朗読会 {n}", "date": f"2026-12-0{n}", "time": "19:30", "venue": {"id": 1, "name": "みどり文庫"}}
        for n in (1, 2)
    ]
    words = "ようこそ。" * 100
    carried = json.dumps({"props": {"events": rows}}, ensure_ascii=False)
    settings = '<script type="application/json">{"a": 1}</script>'
    script = f'{settings}<script type="application/json" class="plan">{carried}</script>'
    for path, body in {
        "/scripts": script,
        "/inertia": f"<div id=app data-page='{carried}'></div>",
        "/nameless": script.replace(' class="plan"', ""),
    }.items():
        site.on(path, html(f"<html><body><p>{words}</p>{body}</body></html>"))
        found = json.loads(add(site, path, "--json").stdout)
        assert found["block"]["kind"] == "json", path
        assert [(event["title"], event["start"], event["place"]["name"]) for event in found["events"]] == [
            ("朗読会 1", "2026-12-01T19:30:00+09:00", "みどり文庫"),
            ("朗読会 2", "2026-12-02T19:30:00+09:00", "みどり文庫"),
        ]


def test_an_address_is_taken_as_people_write_it(folder: Path, site: Loopback) -> None:
    from aggregator.cli.failure import Failure

    for address in ("hall.invalid/events", "feed:https://hall.invalid/rss", "webcal://hall.invalid/a.ics"):
        with pytest.raises(Failure, match="サイトにつながりません。アドレスの綴りと"):
            run("add", address)
    with pytest.raises(Failure, match="https:// で始まるアドレス"):
        run("add", "ftp://hall.invalid/")


def test_what_a_page_shows_of_a_known_platform_is_read_by_its_adapter(folder: Path, site: Loopback) -> None:
    words = "ようこそ。" * 100
    site.on(
        "/wp",
        html(
            f'<html><head><link rel=alternate href="{site.base}/wp-json/tribe/events/v1/"></head><body>{words}</body></html>'
        ),
    )
    query = "?per_page=50&start_date=2026-11-22&end_date=2027-11-24"
    site.on(f"/wp-json/tribe/events/v1/events{query}", Reply(body=TRIBE.encode()))
    block = json.loads(add(site, "/wp", "--json").stdout)["block"]
    assert (block["kind"], block["site"]) == ("tribe", site.base)
    site.on("/sq?a=1", html(f"<html><body>{words}<script>Static.SQUARESPACE_CONTEXT = {{}}</script></body></html>"))
    site.on("/sq?format=json", Reply(body=SQUARESPACE.encode()))
    block = json.loads(add(site, "/sq?a=1", "--json").stdout)["block"]
    assert (block["kind"], block["url"]) == ("squarespace", f"{site.base}/sq")
    frame = '<iframe src="https://calendar.google.com/calendar/embed?src=a%40group.calendar.google.com&amp;ctz=Asia/Tokyo"></iframe>'
    site.on("/frame", html(f"<html><body>{words}{frame}</body></html>"))
    assert "ページに埋めこまれている google_calendar" in add(site, "/frame").stdout


@pytest.mark.parametrize("media", ["text/csv", "application/octet-stream", "application/vnd.ms-excel"])
def test_a_table_of_a_municipality_is_read_whatever_the_server_calls_it(
    folder: Path, site: Loopback, media: str
) -> None:
    table = "市区町村名,イベント名,開始日,開始時間,場所名称\nみどり市,みどり朗読会,2026/12/06,14:00,みどり文庫\n"
    path = "/opendata/%E3%82%A4%E3%83%99%E3%83%B3%E3%83%88%E4%B8%80%E8%A6%A7.csv"
    site.on(path, Reply(body=table.encode("cp932"), headers={"Content-Type": media}))
    found = json.loads(add(site, path, "--json").stdout)
    assert found["block"]["kind"] == "csv"
    assert [event["title"] for event in found["events"]] == ["みどり朗読会"]


def test_a_list_of_subscriptions_is_handed_on_to_import(folder: Path, site: Loopback) -> None:
    opml = f'<opml version="2.0"><body><outline text="川" xmlUrl="{site.base}/cal.ics"/></body></opml>'
    site.on("/subs.opml", Reply(body=opml.encode(), headers={"Content-Type": "text/x-opml"}))
    assert f"asagao sources import {site.base}/subs.opml" in add(site, "/subs.opml").stderr
    told = run("import", f"{site.base}/subs.opml", "--yes", "--allow-private")
    assert "✓ 川: 2件" in told.stdout
    assert "name: 川" in config(folder)


def test_a_page_in_another_charset_than_it_says_is_read_and_no_trouble(folder: Path, site: Loopback) -> None:
    page = (PAGES / "hall_table.html").read_text("utf-8").replace("〜", "から")
    site.on("/odd", Reply(body=page.encode("cp932", "ignore"), headers={"Content-Type": "text/html; charset=utf-8"}))
    told = add(site, "/odd", "--name", "化ける", "--yes")
    assert told.return_value == 0
    assert "文字コードの宣言（utf-8）が中身と違うので、中身に合わせて読みました。" in told.stderr
    digest = CliRunner().invoke(cli, ["digest", "--dry-run", "-q"], standalone_mode=False).stdout
    assert "- 化ける" not in digest
    states = {row["name"]: row["state"] for row in map(json.loads, run("--json").stdout.splitlines())}
    assert states["化ける"] == "fresh"


def test_what_has_no_day_at_all_is_written_only_by_force(folder: Path, site: Loopback) -> None:
    site.on("/rss", Reply(body=RSS.encode(), headers={"Content-Type": "application/rss+xml"}))
    told = add(site, "/rss", "--yes")
    assert told.return_value == 3
    assert "日付の読めるものが一件もありません" in told.stderr
    assert "--force" in told.stderr
    assert config(folder) == CONFIG
    assert add(site, "/rss", "--yes", "--force").return_value == 0
    assert "/rss" in config(folder)


def test_pages_that_go_round_end(folder: Path, site: Loopback) -> None:
    page = (PAGES / "hall_table.html").read_text("utf-8").replace("</body>", "<a rel=next href='?p=1'>次</a></body>")
    for number in range(9):
        site.on(f"/round?p={number}", html(page.replace("?p=1", f"?p={number + 1}")))
    added = add(site, "/round?p=0", "--name", "回る", "--yes")
    assert added.return_value == 0
    site.asked.clear()
    CliRunner().invoke(cli, ["digest", "--dry-run", "-q"], standalone_mode=False)
    assert site.paths(robots=False) == ["/round?p=0", "/round?p=1"]


def test_a_known_platform_is_recognised_by_its_address(folder: Path) -> None:
    told = run("add", "https://example.connpass.com/")  # there is no network here
    assert told.return_value == 3
    assert "知っているサイト: connpass (API)  鍵（環境変数 CONNPASS_API_KEY）が要ります。" in told.stdout
    assert "知っているサイト: connpass  サイトにつながりません。" in told.stdout
    assert "自動での読み取りを断っています" in told.stderr  # the page itself is not asked for
    assert config(folder) == CONFIG


def test_force_writes_what_cannot_be_read_yet(folder: Path, site: Loopback) -> None:
    site.on("/later", html("<html><body><p>" + "準備中です。" * 100 + "</p></body></html>"))
    told = add(site, "/later", "--kind", "html", "--option", "item=li.event", "--name", "準備中", "--force", "--yes")
    assert told.return_value == 0
    assert "name: 準備中" in config(folder)


def test_pausing_resuming_and_removing(folder: Path) -> None:
    run("pause", "山")
    assert "paused: true" in config(folder)
    assert "# はじめからある取得元" in config(folder)
    run("resume", "山")
    assert "paused" not in config(folder)
    run("remove", "山", "--yes")
    assert "hills.example" not in config(folder)
    assert "# 家" in config(folder)


def test_a_configuration_that_cannot_be_written_is_told_in_one_sentence(folder: Path) -> None:
    from aggregator.cli.failure import Failure

    (folder / "config.yaml.bak").symlink_to("nowhere/config.yaml")
    with pytest.raises(Failure, match=r"^config\.yaml に書けません（ファイルがありません）$"):
        run("pause", "山")
    assert config(folder) == CONFIG


def test_a_source_without_a_case_that_gives_nothing_fails_its_test(folder: Path) -> None:
    told = run("test", "山")
    assert told.return_value == 3
    assert "✗ 今のサイト（0件）" in told.stdout
    assert "サイトにつながりません。" in told.stdout


def test_an_unknown_name_is_told_the_known_ones(folder: Path) -> None:
    from aggregator.cli.failure import Failure

    with pytest.raises(Failure, match="取得元 海 はありません。あるのは 山 です"):
        run("pause", "海")


def test_editing_never_damages_the_configuration(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aggregator.cli.failure import Failure

    editor = folder / "editor.sh"
    editor.write_text('#!/bin/sh\necho "sources: [" > "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    with pytest.raises(Failure, match=r"config\.yaml:2: YAML") as told:
        run("edit", "山")
    assert config(folder) == CONFIG
    assert "直しかけは config.yaml.draft にあります" in told.value.message
    assert (folder / "config.yaml.draft").read_text(encoding="utf-8") == "sources: [\n"
    editor.write_text('#!/bin/sh\nsed -i s/hills/rivers/ "$1"\n', encoding="utf-8")
    run("edit", "山")
    assert "rivers.example" in config(folder)
    assert (folder / "config.yaml.bak").read_text(encoding="utf-8") == CONFIG
    editor.write_text("#!/bin/sh\nexit 7\n", encoding="utf-8")
    with pytest.raises(Failure, match="終了コード 7"):
        run("edit", "山")
    editor.write_text("#!/bin/sh\ntrue\n", encoding="utf-8")
    assert "何も変えませんでした" in run("edit", "山").stdout


def test_the_editor_opens_at_the_source_and_again_at_a_mistake(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "  - name: 川\n    kind: ics\n    url: https://river.example/a.ics\n"
    (folder / "config.yaml").write_text(CONFIG + more, encoding="utf-8")
    editor = folder / "vim"
    editor.write_text(
        '#!/bin/sh\necho "$1" >> opened\nif grep -q icz "$2"; then sed -i s/icz/ics/ "$2"; '
        'else sed -i "10,12s/kind: ics/kind: icz/;s/river/lake/" "$2"; fi\n',
        encoding="utf-8",
    )
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    ours, its = os.openpty()  # only at a terminal somebody can be asked
    os.write(ours, b"y\n")
    command = [sys.executable, "-m", "aggregator", "sources", "edit", "川"]
    done = subprocess.run(command, stdin=its, capture_output=True, text=True, timeout=60, check=True)
    assert re.search(r"^config\.yaml:11: sources\.1\.kind: ", done.stderr, re.MULTILINE)
    assert (folder / "opened").read_text().split() == ["+10", "+11"]
    assert "lake.example" in config(folder)


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vi", ["vi", "+7", "c.yaml"]),
        ("/usr/bin/nvim -u NONE", ["/usr/bin/nvim", "-u", "NONE", "+7", "c.yaml"]),
        ("nano", ["nano", "+7", "c.yaml"]),
        ("emacs -nw", ["emacs", "-nw", "+7", "c.yaml"]),
        ("micro", ["micro", "+7", "c.yaml"]),
        ("code", ["code", "--wait", "--goto", "c.yaml:7"]),
        ("code -w", ["code", "-w", "--goto", "c.yaml:7"]),
        ("hx", ["hx", "c.yaml:7"]),
        ("subl", ["subl", "--wait", "c.yaml:7"]),
        ("kate", ["kate", "--line", "7", "c.yaml"]),
        ("myed --x", ["myed", "--x", "c.yaml"]),
    ],
)
def test_the_usual_editors_are_told_the_line(editor: str, command: list[str]) -> None:
    from aggregator.cli.editor import editor_command

    assert editor_command(editor, "c.yaml", 7) == command


def test_an_address_that_moved_is_written_back_only_when_asked(folder: Path, site: Loopback) -> None:
    site.on("/old.ics", Reply(301, headers={"Location": "/cal.ics"}))
    url = f"{site.base}/old.ics"
    text = CONFIG.replace("https://hills.example/a.ics", url) + "    allow_private: true\n"
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    CliRunner().invoke(cli, ["digest", "--dry-run", "-q"], standalone_mode=False)
    assert url in config(folder)
    assert "サイトの場所が変わっています" in run("list").stdout
    run("edit", "山", "--moved")
    assert f"{site.base}/cal.ics" in config(folder)
    assert url not in config(folder)


def test_opml_goes_out_and_comes_in(folder: Path, site: Loopback) -> None:
    run("export", "mine.opml")
    assert 'xmlUrl="https://hills.example/a.ics"' in (folder / "mine.opml").read_text(encoding="utf-8")
    opml = f'<opml version="2.0"><body><outline text="川" xmlUrl="{site.base}/cal.ics"/><outline text="山" xmlUrl="https://x.example/"/></body></opml>'
    (folder / "other.opml").write_text(opml, encoding="utf-8")
    told = run("import", "other.opml", "--yes", "--force")
    assert "1件を足しました" in told.stdout
    assert "name: 川" in config(folder)


def test_a_file_that_is_no_opml_is_refused(folder: Path) -> None:
    from aggregator.cli.failure import Failure

    for text in ("<html/>", "nothing"):
        (folder / "bad.opml").write_text(text, encoding="utf-8")
        with pytest.raises(Failure, match=r"bad\.opml"):
            run("import", "bad.opml")


def test_a_new_adapter_begins_with_a_file_and_its_case(folder: Path, site: Loopback) -> None:
    told = run("new", "midori_hall", "--url", f"{site.base}/hall", "--allow-private")
    assert told.return_value == 0
    adapter = (folder / "sources" / "midori_hall.py").read_text(encoding="utf-8")
    compile(adapter, "midori_hall.py", "exec")
    assert "class MidoriHall(Preset[MidoriHallOptions])" in adapter
    line = next(n for n, line in enumerate(adapter.splitlines(), 1) if '"""' in line and "Terms: fill in" in line)
    assert f"まだ下書きです: sources/midori_hall.py:{line} の Terms:" in told.stdout
    case = folder / "tests" / "sources" / "midori_hall" / "list"
    assert (case / "source.yaml").read_text(encoding="utf-8") == "kind: midori_hall\n"
    assert (case / "1.html").read_bytes() == (PAGES / "hall_table.html").read_bytes()
    assert 'hosts = ("127.0.0.1",)' in adapter
    (folder / "docs" / "kinds").mkdir(parents=True)
    run("new", "midori_feed", "--url", f"{site.base}/cal.ics", "--allow-private")
    assert "kind: midori_feed" in (folder / "docs" / "kinds" / "midori_feed.md").read_text(encoding="utf-8")


def test_events_of_a_source_that_was_taken_out_are_not_told_any_more(folder: Path, site: Loopback) -> None:
    def digest() -> str:
        return CliRunner().invoke(cli, ["digest", "--dry-run", "--refresh", "--again"], standalone_mode=False).stdout

    river = ICS.partition(b"BEGIN:VEVENT\nUID:2")[0] + b"END:VCALENDAR\n"
    site.on("/river.ics", Reply(body=river, headers={"Content-Type": "text/calendar"}))
    sources = "".join(
        f"  - {{name: {name}, kind: ics, url: {site.base}{path}, allow_private: true}}\n"
        for name, path in (("緑", "/cal.ics"), ("青", "/river.ics"))
    )
    (folder / "config.yaml").write_text(
        f"profile: {{home: 吉祥寺}}\nstore: events.db\nsources:\n{sources}", encoding="utf-8"
    )
    both = digest()
    assert ("山の会" in both, "川の会" in both) == (True, True)
    several = CliRunner().invoke(cli, ["why", "の会"])
    assert "「の会」に当たる会が2件あります" in several.output
    assert [line.split()[-1] for line in several.output.splitlines()[1:]] == ["山の会", "川の会"]
    told = run("remove", "緑", "--yes")
    assert "次の便りから出ません" in told.stdout
    left = digest()
    assert ("山の会" in left, "川の会" in left) == (True, False)
    why = CliRunner().invoke(cli, ["why", "川の会"], standalone_mode=False).stdout
    assert "取得元（緑）が設定にもうないので、便りには出ません" in why


def test_a_calendar_to_subscribe_to_is_read_by_the_page_s_own_scheme(folder: Path, site: Loopback) -> None:
    host = site.base.partition("://")[2]
    link = f'<html><head><title>会</title></head><body><a href="webcal://{host}/cal.ics">購読</a></body></html>'
    site.on("/subscribe", html(link))
    assert json.loads(add(site, "/subscribe", "--json").stdout)["block"]["url"] == f"{site.base}/cal.ics"


def test_without_a_name_all_sources_are_tested(folder: Path, site: Loopback) -> None:
    add(site, "/hall", "--name", "ホール", "--yes")
    add(site, "/cal.ics", "--name", "緑", "--yes")
    told = run("test", "--offline")
    lines = told.stdout.splitlines()
    assert [line for line in lines if line in ("山", "ホール", "緑")] == ["山", "ホール", "緑"]
    assert sum(line.startswith("✓ 保存したページ") for line in lines) == 2
    assert told.return_value == 0


def test_a_preview_finds_what_adding_finds_and_writes_nothing(folder: Path, site: Loopback) -> None:
    links = "".join(f"<li><a href=/event/{n}>会{n}</a></li>" for n in (1, 2, 3))
    site.on("/list", html(f"<html><body><main><ul>{links}</ul></main></body></html>"))
    for n in (1, 2, 3):
        site.on(f"/event/{n}", html(SINGLE.format(n=n)))
    site.on("/", html(HOME))
    for path in ("/linked", "/cal.ics", "/marked", "/next", "/hall", "/list", "/"):
        added = json.loads(add(site, path, "--json").stdout)
        seen = run("preview", f"{site.base}{path}", "--allow-private", "--json")
        assert [json.loads(line)["title"] for line in seen.stdout.splitlines()] == [
            event["title"] for event in added["events"]
        ], path
        dry = add(site, path, "--dry-run")
        assert run("preview", f"{site.base}{path}", "--allow-private").output == dry.output, path
    assert config(folder) == CONFIG
    assert not (folder / "data").exists()


def test_a_saved_page_is_previewed_without_asking_for_any_other(folder: Path, site: Loopback) -> None:
    (folder / "saved.html").write_text(LINKED.replace("<p>", "<p>12月5日(土) 10:00 山の会</p><p>"), encoding="utf-8")
    told = run("preview", "saved.html", "--option", f"url={site.base}/linked")
    assert "山の会" in told.stdout
    assert site.paths() == []
    for name, text in (
        ("saved.ics", ICS),
        ("next.html", NEXT.encode()),
        ("hall", (PAGES / "hall_table.html").read_bytes()),
    ):
        (folder / name).write_bytes(text)
        told = run("preview", name)
        assert told.return_value == 0, name
        assert "開始 " in told.stdout, name
    from aggregator.cli.failure import Failure

    with pytest.raises(Failure, match=r"nothing\.html を読めません（ファイルがありません）"):
        run("preview", "nothing.html")


def test_a_linked_configuration_stays_a_link(folder: Path, site: Loopback) -> None:
    (folder / "kept").mkdir()
    (folder / "config.yaml").rename(folder / "kept" / "mine.yaml")
    (folder / "config.yaml").symlink_to("kept/mine.yaml")
    add(site, "/hall", "--yes")
    assert (folder / "config.yaml").is_symlink()
    assert "/hall" in (folder / "kept" / "mine.yaml").read_text(encoding="utf-8")


def test_what_is_imported_has_its_case_and_what_is_not_says_why(folder: Path, site: Loopback) -> None:
    site.on("/pdf", Reply(body=b"%PDF-1.4", headers={"Content-Type": "application/pdf"}))
    lines = "".join(
        f'<outline text="{name}" xmlUrl="{site.base}{path}"/>'
        for name, path in (("緑", "/cal.ics"), ("紙", "/pdf"), ("堂", "/hall"))
    )
    (folder / "two.opml").write_text(f'<opml version="2.0"><body>{lines}</body></opml>', encoding="utf-8")
    told = run("import", "two.opml", "--yes", "--allow-private")
    assert "✗ 紙: PDFでした。" in told.stdout
    assert "2件を足しました" in told.stdout
    assert "✓ 保存したページ（2026-11-23、2件）" in run("test", "緑", "--offline").stdout
    again = run("import", "two.opml", "--yes", "--allow-private").stdout
    assert "・緑: もうあります" in again
    assert "足せる取得元がありませんでした" in again


def test_a_title_that_could_be_any_site_s_gets_the_site_s_name(folder: Path, site: Loopback) -> None:
    page = (PAGES / "hall_table.html").read_text("utf-8")
    site.on("/plain", html(re.sub("<title>.*?</title>", "<title>催し物案内</title>", page)))
    assert json.loads(add(site, "/plain", "--json").stdout)["block"]["name"] == "催し物案内（127.0.0.1）"


def test_without_sources_the_table_says_how_to_add_one(folder: Path) -> None:
    run("remove", "山", "--yes")
    assert run().stdout == "取得元がありません。asagao sources add アドレス で足せます\n"


def test_xhtml_is_read_without_a_word_of_warning(
    folder: Path, site: Loopback, recwarn: pytest.WarningsRecorder
) -> None:
    page = (PAGES / "hall_table.html").read_text("utf-8")
    site.on("/x", html(f'<?xml version="1.0" encoding="UTF-8"?>\n{page}'))
    assert add(site, "/x", "--dry-run").return_value == 0
    assert [str(one.message) for one in recwarn] == []


def test_an_address_with_days_in_it_is_not_overwritten_by_one_of_today(folder: Path, site: Loopback) -> None:
    today = "2026-11-22"
    site.on(f"/old.ics?from={today}", Reply(301, headers={"Location": f"/new.ics?from={today}"}))
    site.on(f"/new.ics?from={today}", Reply(body=ICS, headers={"Content-Type": "text/calendar"}))
    url = f"{site.base}/old.ics?from={{start}}"
    text = CONFIG.replace("https://hills.example/a.ics", f'"{url}"') + "    allow_private: true\n"
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    CliRunner().invoke(cli, ["digest", "--dry-run", "-q"], standalone_mode=False)
    told = run("edit", "山", "--moved")
    assert f"新しいアドレス: {site.base}/new.ics?from={today}" in told.stdout
    assert told.return_value == 3
    assert config(folder) == text


def test_an_import_leaves_the_configuration_of_before_as_its_backup(folder: Path, site: Loopback) -> None:
    lines = "".join(
        f'<outline text="{name}" xmlUrl="{site.base}{path}"/>' for name, path in (("緑", "/cal.ics"), ("堂", "/hall"))
    )
    (folder / "two.opml").write_text(f'<opml version="2.0"><body>{lines}</body></opml>', encoding="utf-8")
    run("import", "two.opml", "--yes", "--allow-private")
    assert (folder / "config.yaml.bak").read_text(encoding="utf-8") == CONFIG


def test_an_import_of_which_one_sample_cannot_be_kept_leaves_nothing_of_the_others(
    folder: Path, site: Loopback
) -> None:
    from aggregator.app import cases
    from aggregator.cli.failure import Failure
    from aggregator.config.folder import data_folder

    names = ("緑", "堂")
    lines = "".join(
        f'<outline text="{name}" xmlUrl="{site.base}{path}"/>'
        for name, path in zip(names, ("/cal.ics", "/hall"), strict=True)
    )
    (folder / "two.opml").write_text(f'<opml version="2.0"><body>{lines}</body></opml>', encoding="utf-8")
    first, second = (cases.folder(data_folder(), name) for name in names)
    second.parent.mkdir(parents=True)
    second.write_text("no folder", encoding="utf-8")
    with pytest.raises(Failure, match="に書けません"):
        run("import", "two.opml", "--yes", "--allow-private")
    assert config(folder) == CONFIG
    assert not first.exists()


def test_where_the_sample_cannot_be_kept_nothing_is_written(folder: Path, site: Loopback) -> None:
    from aggregator.cli.failure import Failure

    (folder / "data").write_text("no folder", encoding="utf-8")
    with pytest.raises(Failure, match="に書けません"):
        add(site, "/hall", "--yes")
    assert config(folder) == CONFIG


def many(count: int, tail: str = "") -> str:
    """A list of so many evenings from tomorrow on."""
    days = [datetime.now(TOKYO).date() + timedelta(days=1 + number) for number in range(count)]
    rows = [
        f"<tr><td>{day.year}年{day.month}月{day.day}日<td>19:00<td>{name}の会"
        for day, name in zip(days, "梅桃桜藤菊萩松竹", strict=False)
    ]
    return f"<title>催し | 緑会館</title><table>{''.join(rows)}</table>{tail}"


def test_of_a_title_only_the_telling_part_becomes_the_name(folder: Path, site: Loopback) -> None:
    for title, name in (
        ("催し物案内 | 緑会館", "緑会館"),
        ("緑会館 – イベント一覧", "緑会館"),
        ("夏の講座｜緑会館", "夏の講座 緑会館"),
        ("お茶・お花の会", "お茶・お花の会"),
    ):
        site.on("/titled", html(many(6).replace("催し | 緑会館", title)))
        assert json.loads(add(site, "/titled", "--json").stdout)["block"]["name"] == name


def test_a_list_that_goes_on_says_that_only_its_first_pages_were_read(folder: Path, site: Loopback) -> None:
    site.on("/long", html(many(6, "<a rel=next href='/long2'>次へ</a>")))
    for number in range(2, 6):
        page = many(6, f"<a rel=next href='/long{number + 1}'>次へ</a>").replace("の会", f"の会{number}")
        site.on(f"/long{number}", html(page))
    told = add(site, "/long", "--dry-run")
    assert "ここに見せたのは最初の数ページ分です" in told.stderr
    assert told.return_value == 0


def test_the_one_old_day_of_a_page_is_no_list(folder: Path, site: Loopback) -> None:
    site.on("/about", html("<title>会社概要</title><h1>会社概要</h1><p>当社は1998年4月1日に設立されました。</p>"))
    told = add(site, "/about", "--dry-run")
    assert told.return_value == 3
    assert "催しの一覧が見つかりませんでした" in told.stderr
    site.on("/last", html(many(1).replace(str(datetime.now(TOKYO).year), "2019")))
    assert add(site, "/last", "--dry-run").return_value == 3


def test_a_robots_txt_that_cannot_be_read_is_not_called_a_refusal(folder: Path, site: Loopback) -> None:
    site.on("/robots.txt", Reply(503))
    with pytest.raises(Failure, match=r"robots\.txt が読めず（503）、読んでよいか分からないので"):
        add(site, "/hall")


def test_events_own_pages_that_robots_txt_forbids_are_told_of(folder: Path, site: Loopback) -> None:
    site.on("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /e/"))
    days = [datetime.now(TOKYO).date() + timedelta(days=1 + number) for number in range(5)]
    cards = [
        f"<li><a href='/e/{n}'><b>{day.year}.{day.month}.{day.day}</b><h3>{'梅桃桜藤菊'[n]}の会</h3></a>"
        for n, day in enumerate(days)
    ]
    site.on("/cards", html(f"<title>催し</title><ul>{''.join(cards)}</ul>"))
    told = add(site, "/cards", "--dry-run")
    assert "催しごとのページから開始時刻を  サイトが自動での読み取りを断っています" in told.stdout
    assert told.return_value == 0


def test_a_known_site_that_shows_nothing_just_now_can_be_added_to_wait(folder: Path, site: Loopback) -> None:
    host = site.base.removeprefix("http://")
    address = f"http://{host}/open/event.csv"
    site.on(
        "/open/event.csv", Reply(body="イベント名,開始日,場所名称\n".encode(), headers={"Content-Type": "text/csv"})
    )
    told = run("add", address, "--allow-private", "--yes")
    assert told.return_value == 3
    assert "municipal として読めましたが、いま載っているものは一件もありません" in told.stderr
    assert "municipal" not in config(folder)
    assert run("add", address, "--allow-private", "--yes", "--force").return_value == 0
    assert "kind: municipal" in config(folder)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--kind", "htlm"), "--kind: 知らない名前です: htlm。もしかして html ですか"),
        (("--kind", "html", "--option", "itm=tr"), "itm: 知らない名前です: itm。もしかして item ですか"),
    ],
)
def test_a_wrong_kind_or_option_is_told_in_the_reader_s_language(
    folder: Path, site: Loopback, arguments: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(Failure) as told:
        add(site, "/hall", *arguments)
    assert (str(told.value), told.value.code) == (sentence, 2)


def test_credentials_in_an_address_are_named_as_what_is_wrong(folder: Path) -> None:
    with pytest.raises(Failure, match="アドレスに名前とパスワードが書かれているので"):
        run("add", "https://me:secret@hall.example/")


def test_unix_times_in_a_page_s_data_are_days(folder: Path, site: Loopback) -> None:
    now = int(datetime.now(TOKYO).timestamp())
    rows = [
        {"id": n, "title": f"{name}の会", "started_at": now + 90_000 * (n + 1), "hits": 1_700_000_000 + n}
        for n, name in enumerate("梅桃桜藤")
    ]
    site.on(
        "/app", html(f"<div id=app data-page='{json.dumps({'props': {'events': rows}}, ensure_ascii=False)}'></div>")
    )
    found = json.loads(add(site, "/app", "--json").stdout)
    assert (found["block"]["kind"], found["block"]["fields"]["start"]) == ("json", "started_at")
    assert found["coverage"]["start"] == 4
