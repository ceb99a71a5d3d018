"""The local web page over HTTP: lists and filters, deeds with undo, sources, settings, signed links, and its guards."""

from __future__ import annotations

import email
import email.policy
import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import unquote_plus
from zoneinfo import ZoneInfo

import feedparser
import httpx
import icalendar
import pytest
import uvicorn
from argon2 import PasswordHasher
from bs4 import BeautifulSoup
from ruamel.yaml import YAML
from starlette.applications import Starlette

from aggregator.app.links import own_secret, signed_path
from aggregator.app.send import write_files
from aggregator.config.edit import set_values
from aggregator.config.folder import data_folder
from aggregator.dedupe import dedupe
from aggregator.health import Run
from aggregator.model import Event, Format, Place, Price, Trouble, TroubleKind
from aggregator.store import BY_WORD, Store, Verb
from aggregator.web.app import make_app
from aggregator.web.attempts import ADDRESSES, FREE, Attempts
from aggregator.web.desk import Desk, Filters
from tests.loopback import Loopback, Reply

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 23, 6, 30, tzinfo=TOKYO)
SECRET = b"k" * 32
PAGES = Path(__file__).parent / "data" / "induce"
CONFIG = """\
# 私の設定
profile:
  home: 吉祥寺
  free: [平日 18:00-22:30, 土日祝 9:00-18:00]
  hobbies: [読書]
sources:
  - {name: 山, kind: ics, url: "https://hills.example/a.ics"}  # 山の会
"""


def event(uid: str, title: str, start: str, **fields: object) -> Event:
    begin = datetime.fromisoformat(start).replace(tzinfo=TOKYO)
    return Event(
        uid=uid, source=uid.partition(":")[0], title=title, start=begin, end=begin + timedelta(hours=2), **fields
    )


EVENTS = (
    event(
        "a:1",
        "朝の読書会",
        "2026-11-28T10:00",
        hobbies=("reading",),
        place=Place(name="喫茶ランプ", city="杉並区", prefecture="東京都"),
        url="https://a.example/1",
        organiser="ランプの会",
        price=Price(min=0, max=0),
    ),
    event(
        "a:2",
        "夜のもくもく会",
        "2026-11-25T19:00",
        kinds=("mokumoku",),
        industries=("it",),
        description="はじめの段落\n\n次の段落",
        format=Format.ONLINE,
        price=Price(min=1000, max=1000),
    ),
    event("a:3", "平日昼の会", "2026-11-26T13:00", organiser="昼の会"),
    event("b:4", "<script>alert(1)</script>の会", "2026-11-29T11:00", description="<b>太い</b>"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG, encoding="utf-8")
    return path


@pytest.fixture
def desk(tmp_path: Path, file: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "events.db") as store:
        store.save(dedupe(EVENTS, now=NOW), NOW)
        yield Desk(file, store, lambda: NOW, {})


@contextmanager
def serving(app: Starlette) -> Iterator[httpx.Client]:
    """The application behind a real server; a client that keeps its cookies."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with httpx.Client(base_url=base, transport=httpx.HTTPTransport(retries=20), timeout=30) as client:
        yield client
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture
def client(desk: Desk, tmp_path: Path) -> Iterator[httpx.Client]:
    app = make_app(desk, hosts=["127.0.0.1"], secret=SECRET, data=tmp_path, allow_private=True)
    with serving(app) as running:
        yield running


def token(client: httpx.Client) -> str:
    return re.search(r'name="token" value="([0-9a-f]{64})"', client.get("/settings").text)[1]


def code(client: httpx.Client, title: str) -> str:
    return next(one["code"] for one in client.get("/events.json?days=366").json() if one["title"] == title)


def post(client: httpx.Client, path: str, **form: str):
    return client.post(path, data={"token": token(client), "back": "/", **form})


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events",
        "/month",
        "/saved",
        "/out",
        "/weights",
        "/sources",
        "/settings",
        "/help",
        "/digest",
        "/sources/add",
    ],
)
def test_every_page_answers_with_its_guards(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert " onclick=" not in answer.text
    nonces = set(re.findall(r'<script[^>]* nonce="([^"]+)"', answer.text))
    assert all(f"'nonce-{one}'" in answer.headers["content-security-policy"] for one in nonces)


def test_today_shows_what_fits_and_says_why(client: httpx.Client) -> None:
    text = client.get("/").text
    assert "朝の読書会" in text
    assert "好きな「読書」の会" in text
    assert "平日昼の会" not in text
    left_out = client.get("/out").text
    assert "平日昼の会" in left_out
    assert "空き時間の外です" in left_out


def test_what_a_site_wrote_cannot_become_markup(client: httpx.Client) -> None:
    text = client.get("/events?days=366").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;の会" in text


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("hobby=reading", {"朝の読書会"}),
        ("industry=it", {"夜のもくもく会"}),
        ("kind=mokumoku", {"夜のもくもく会"}),
        ("area=杉並", {"朝の読書会"}),
        ("price=0", {"朝の読書会"}),
        ("price=1000", {"朝の読書会", "夜のもくもく会"}),
        ("slot=evening", {"夜のもくもく会"}),
        ("slot=weekend", {"朝の読書会", "<script>alert(1)</script>の会"}),
        ("source=b", {"<script>alert(1)</script>の会"}),
        ("text=読書", {"朝の読書会"}),
        ("text=ありえない", set()),
        ("days=3", {"夜のもくもく会"}),
        ("price=cheap&days=many", {one.title for one in EVENTS}),
    ],
)
def test_a_filter_stands_in_the_address(client: httpx.Client, query: str, titles: set[str]) -> None:
    assert {one["title"] for one in client.get(f"/events.json?{query}").json()} == titles


def test_filters_keep_what_makes_sense() -> None:
    assert Filters.of({"price": "1000", "days": "9999"}).query == {"price": "1000", "days": "366"}


def test_a_list_is_also_a_calendar_and_a_feed(client: httpx.Client) -> None:
    calendar = icalendar.Calendar.from_ical(client.get("/events.ics?days=366").text)
    assert len(calendar.walk("VEVENT")) == len(EVENTS)
    feed = feedparser.parse(client.get("/events.atom?days=366").text)
    assert not feed.bozo
    assert len(feed.entries) == len(EVENTS)
    assert client.get("/events.json?form=feed").json()["version"] == "https://jsonfeed.org/version/1.1"
    assert client.get("/today.ics").headers["content-type"].startswith("text/calendar")


def test_marks_are_put_and_undone(client: httpx.Client, desk: Desk) -> None:
    key = code(client, "朝の読書会")
    done = post(client, f"/e/{key}/mark/save")
    assert done.status_code == 303
    assert "朝の読書会" in client.get("/saved").text
    assert 'aria-pressed="true" aria-label="保存: 朝の読書会"' in client.get("/").text
    post(client, f"/e/{key}/mark/save", undo="1")
    assert desk.store.marks("default", Verb.SAVED) == ()
    assert post(client, f"/e/{key}/mark/love").status_code == 404
    assert post(client, "/e/nothing/mark/up").status_code == 404


def test_what_was_put_off_or_been_to_is_found_again(client: httpx.Client, desk: Desk) -> None:
    post(client, f"/e/{code(client, '朝の読書会')}/mark/later")
    post(client, f"/e/{code(client, '夜のもくもく会')}/mark/went")
    here = BeautifulSoup(client.get("/saved").text, "lxml")
    listed = {
        heading.contents[0]: heading.find_next("ul").select_one(".t").text.strip() for heading in here.select("main h2")
    }
    assert listed == {"あとで見る会": "朝の読書会", "行った会": "夜のもくもく会"}
    assert client.get("/saved.json").json() == []


def test_learnt_weights_are_seen_changed_and_forgotten(client: httpx.Client) -> None:
    for title in ("朝の読書会", "夜のもくもく会"):
        post(client, f"/e/{code(client, title)}/mark/up")
    assert "2個の印から" in client.get("/weights").text
    feature = re.search(r'name="feature" value="([^"]+)"', client.get("/weights").text)[1]
    post(client, "/weights", feature=feature, value="0.7")
    assert "+0.70" in client.get("/weights").text
    assert "個の印から" in (heading := re.search(r"<h1>.*?</h1>", client.get("/weights").text)[0])
    assert "Macro" not in unescape(heading)
    for wrong in ("much", "7", "nan"):
        assert post(client, "/weights", feature=feature, value=wrong).status_code == 400
    post(client, "/weights", reset="1")
    assert "まだ何も学んでいません" in client.get("/weights").text


def test_one_events_whole_story(client: httpx.Client) -> None:
    text = client.get(f"/e/{code(client, '朝の読書会')}").text
    assert "公式ページを開く" in text
    assert "ランプの会" in text
    parts = re.findall(r'<tr><td class="num">[-+][\d.]+</td><th scope="row">([^<]+)</th><td>([^<]+)</td>', text)
    assert ("趣味", "好きな「読書」の会") in parts
    assert ("日の近さ", "近い日の会です") in parts
    assert client.get(f"/e/{code(client, '朝の読書会')}.json").json()["title"] == "朝の読書会"
    assert client.get("/e/nothing").status_code == 404


def test_an_organiser_is_dismissed_and_brought_back(client: httpx.Client, desk: Desk) -> None:
    key = code(client, "朝の読書会")
    post(client, f"/e/{key}/dismiss")
    assert desk.store.dismissed("default") == ("ランプの会",)
    post(client, f"/e/{key}/dismiss", undo="1")
    assert desk.store.dismissed("default") == ()


def test_copies_are_merged_and_split(client: httpx.Client, desk: Desk) -> None:
    post(client, "/copies/merge", a="a:1", b="a:3")
    assert len(desk.store.listing("a:1").copies) == 2
    post(client, "/copies/split", a="a:1", b="a:3")
    assert len(desk.store.listing("a:1").copies) == 1
    assert post(client, "/copies/merge", a="a:1", b="a:1").status_code == 400


def test_settings_are_the_file_and_mistakes_are_told_with_their_line(client: httpx.Client, file: Path) -> None:
    good = CONFIG.replace("読書", "ボードゲーム")
    assert post(client, "/settings", text=good).status_code == 303
    assert file.read_text(encoding="utf-8") == good
    wrong = post(client, "/settings", text=good.replace("hobbies", "hobbys"))
    assert wrong.status_code == 422
    assert "config.yaml:5: profile.hobbys" in wrong.text
    assert file.read_text(encoding="utf-8") == good


def test_what_was_changed_elsewhere_is_not_lost_by_settings_shown_before(client: httpx.Client, file: Path) -> None:
    def seen(text: str) -> str:
        return re.search(r'name="seen" value="([0-9a-f]+)"', text)[1]

    shown = seen(client.get("/settings").text)
    other = CONFIG + '  - {name: 谷, kind: ics, url: "https://valley.example/a.ics"}\n'
    file.write_text(other, encoding="utf-8")
    typed = CONFIG.replace("読書", "ボードゲーム")
    told = post(client, "/settings", text=typed, seen=shown)
    assert told.status_code == 409
    assert "- {name: 谷" in BeautifulSoup(told.text, "lxml").select_one("p.warn").text
    assert "ボードゲーム" in told.text
    assert file.read_text(encoding="utf-8") == other
    assert post(client, "/settings", text=typed, seen=seen(told.text)).status_code == 303
    assert file.read_text(encoding="utf-8") == typed


def test_an_event_goes_into_any_calendar_in_one_tap(client: httpx.Client) -> None:
    key = re.search(r'href="/e/([^"]+)">朝の読書会', client.get("/events?days=366").text)[1]
    html = unescape(client.get(f"/e/{key}").text)
    assert "calendar.google.com/calendar/render?action=TEMPLATE" in html
    assert "dates=20261128T100000%2F20261128T120000" in html
    assert "startdt=2026-11-28T10%3A00%3A00%2B0900" in html
    (entry,) = icalendar.Calendar.from_ical(client.get(f"/e/{key}.ics").text).walk("VEVENT")
    assert str(entry["summary"]) == "朝の読書会"


def test_a_source_is_tested_from_its_page(client: httpx.Client, file: Path) -> None:
    answer = client.post("/sources/test", data={"token": token(client), "name": "山"})
    assert answer.status_code == 200
    assert "保存したページはありません" in answer.text
    assert "サイトにつながりません" in answer.text
    assert client.post("/sources/test", data={"token": token(client), "name": "海"}).status_code == 404
    assert client.post("/sources/test", data={"token": "0" * 64, "name": "山"}).status_code == 403


def test_subscriptions_are_shown_before_they_are_written(client: httpx.Client, file: Path) -> None:
    opml = """<opml version="2.0"><body><outline text="町" xmlUrl="https://town.example/feed"/>
      <outline text="港" xmlUrl="https://port.example/all.ics"/><outline text="山" xmlUrl="https://hills.example/x"/></body></opml>"""
    files = {"file": ("mine.opml", opml.encode(), "text/x-opml")}
    shown = client.post("/sources/import", data={"token": token(client)}, files=files)
    assert shown.status_code == 200
    assert all(word in shown.text for word in ("町", "port.example", "もうあります"))
    assert file.read_text(encoding="utf-8") == CONFIG
    names = {
        "name-2": "港",
        "url-2": "https://port.example/all.ics",
        "name-1": "町",
        "url-1": "https://town.example/feed",
    }
    tried = post(client, "/sources/import/add", **names, **{"pick-2": "1"})
    assert tried.status_code == 200
    assert "まだ何も書いていません" in tried.text
    assert 'name="fails-2"' in tried.text
    assert file.read_text(encoding="utf-8") == CONFIG
    assert post(client, "/sources/import/add", **names, **{"pick-2": "1", "sure": "1"}).status_code == 422
    assert file.read_text(encoding="utf-8") == CONFIG
    forced = {"pick-2": "1", "sure": "1", "fails-2": "1"}
    assert post(client, "/sources/import/add", **names, **forced).status_code == 303
    text = file.read_text(encoding="utf-8")
    assert "kind: ics\n    url: https://port.example/all.ics" in text
    assert "town.example" not in text
    broken = client.post(
        "/sources/import", data={"token": token(client)}, files={"file": ("a.opml", b"<x", "text/xml")}
    )
    assert broken.status_code == 422
    assert client.post("/sources/import", data={"token": "0" * 64}, files=files).status_code == 403


def test_what_a_subscription_gives_is_seen_before_it_is_written(client: httpx.Client, file: Path) -> None:
    with Loopback() as site:
        site.on("/robots.txt", Reply(404)).on("/sitemap.xml", Reply(404)).on("/gone", Reply(410))
        hall = (PAGES / "hall_table.html").read_bytes()
        site.on("/hall", Reply(body=hall, headers={"Content-Type": "text/html; charset=utf-8"}))
        chosen = {"pick-1": "1", "name-1": "会館", "url-1": f"{site.base}/hall"}
        gone = {"pick-2": "1", "name-2": "跡", "url-2": f"{site.base}/gone"}
        tried = post(client, "/sources/import/add", **chosen, **gone).text
        assert "第32回 市民吹奏楽団 定期演奏会" in tried
        assert "410" in tried
        assert re.findall(r'name="pick-(\d)" value="1"( checked)?', tried) == [("1", " checked"), ("2", "")]
        assert file.read_text(encoding="utf-8") == CONFIG
        site.asked.clear()
        assert post(client, "/sources/import/add", **chosen, sure="1").status_code == 303
        assert site.paths() == []
    text = file.read_text(encoding="utf-8")
    assert f"name: 会館\n    kind: html\n    url: {site.base}/hall" in text
    assert "/gone" not in text
    assert list((file.parent / "cases").glob("会館-*/case.json"))


def test_a_long_list_of_subscriptions_is_added_in_portions(client: httpx.Client, file: Path) -> None:
    """Four hundred, of which the first forty-five are chosen: forty are tried and written, then the other five.

    Their addresses are of a private network, which is never asked: each fails at once.
    """
    named = {
        key: value
        for n in range(1, 401)
        for key, value in ((f"name-{n}", f"町{n}"), (f"url-{n}", f"https://10.1.{n // 200}.{n % 200}/feed"))
    }
    page = post(client, "/sources/import/add", **named, **{f"pick-{n}": "1" for n in range(1, 46)})
    assert page.status_code == 200
    assert page.text.count('name="pick-') == 40
    assert "あと5件は" in page.text
    fields = dict(re.findall(r'name="([a-z]+-\d+|sure)" value="([^"]*)"', page.text))
    page = post(client, "/sources/import/add", **fields)
    assert page.text.count('name="pick-') == 5
    assert "40件を足しました" in page.text
    assert file.read_text(encoding="utf-8").count("https://10.1.") == 40
    fields = dict(re.findall(r'name="([a-z]+-\d+|sure)" value="([^"]*)"', page.text))
    assert post(client, "/sources/import/add", **fields).status_code == 303
    assert file.read_text(encoding="utf-8").count("https://10.1.") == 45
    nothing = post(client, "/sources/import/add", **named)
    assert nothing.status_code == 422
    assert nothing.text.count('name="pick-') == 400


def test_every_mistake_of_chosen_subscriptions_is_told(client: httpx.Client, file: Path) -> None:
    chosen = {"pick-1": "1", "name-1": "山", "url-1": "https://x.example/feed"}
    chosen |= {"pick-2": "1", "name-2": "谷", "url-2": "谷"}
    tried = post(client, "/sources/import/add", **chosen)
    assert "同じ名前の取得元がもうあります" in tried.text
    assert "https:// で始まるアドレスを書いてください: 谷" in tried.text
    told = post(client, "/sources/import/add", **chosen, **{"sure": "1", "fails-1": "1", "fails-2": "1"})
    assert told.status_code == 422
    assert "sources.2.url" in told.text
    assert post(client, "/sources/import/add").status_code == 422
    assert file.read_text(encoding="utf-8") == CONFIG


def test_settings_come_and_go_with_every_empty_line(client: httpx.Client, file: Path) -> None:
    written = CONFIG.replace("sources:", "\n\n# 取得元\n\nsources:") + "\n# 終わり\n"
    file.write_text(written, encoding="utf-8")
    shown = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", client.get("/settings").text, re.DOTALL)
    assert shown is not None
    assert unescape(shown[1]) == written
    post(client, "/settings", text=unescape(shown[1]).replace("\n", "\r\n"))
    assert file.read_text(encoding="utf-8") == written


def test_a_month_opens_where_the_next_events_are(client: httpx.Client, desk: Desk) -> None:
    desk.clock = lambda: NOW.replace(day=30)
    desk.store.save(dedupe((event("a:9", "春の会", "2027-02-03T10:00"),), now=NOW), NOW)
    text = client.get("/month").text
    assert "2027年2月" in text
    assert re.search(r'<a class="n"[^>]*>1件</a>', text)
    here = BeautifulSoup(client.get("/month?month=2026-11").text, "lxml")
    assert [day.text for day in here.select('[aria-current="date"]')] == ["30"]
    assert {"文化の日", "勤労感謝の日"} <= {name.text for name in here.select(".cal .hol")}


def test_a_source_that_gives_too_little_is_not_called_unreadable(client: httpx.Client, desk: Desk) -> None:
    fewer = Trouble(source="山", kind=TroubleKind.FEWER_EVENTS, field="expect", value="1/3")
    desk.store.record_run(Run(source="山", started=NOW, finished=NOW, events=1, troubles=(fewer,)))
    row = BeautifulSoup(client.get("/sources").text, "lxml").select_one("table.stack tbody tr")
    assert row is not None
    assert "要確認 催しが1件しかありません（設定の expect は3件）。" in row.text
    assert "11/23 6:30" in row.text


def test_a_page_that_is_not_there_is_told_in_japanese(client: httpx.Client) -> None:
    found = client.get("/nowhere")
    assert found.status_code == 404
    assert "Not Found" not in found.text
    assert "見つかりません" in found.text


def test_a_private_address_is_refused_without_options_of_a_command(desk: Desk, tmp_path: Path) -> None:
    with serving(make_app(desk, hosts=["127.0.0.1"], secret=SECRET, data=tmp_path)) as client:
        text = client.get("/sources/add", params={"url": "http://127.0.0.1:9/"}).text
    assert "allow_private: true" in text
    assert "--allow-private" not in text


def test_a_description_keeps_its_paragraphs(client: httpx.Client) -> None:
    shown = client.get(f"/e/{code(client, '夜のもくもく会')}").text
    assert "はじめの段落\n\n次の段落" in shown


def test_a_time_stands_once_in_the_list(client: httpx.Client) -> None:
    times = re.findall(r'<p class="tm">([^<]*)</p>', client.get("/").text)
    assert "あさって 11月25日（水）19:00–21:00" in times


def test_settings_that_cannot_be_written_are_told_and_kept_in_the_form(client: httpx.Client, file: Path) -> None:
    file.with_name("config.yaml.bak").symlink_to("nowhere/config.yaml")
    typed = CONFIG.replace("読書", "ボードゲーム")
    told = post(client, "/settings", text=typed)
    assert told.status_code == 422
    assert "config.yaml に書けません" in told.text
    assert "ボードゲーム" in told.text
    assert file.read_text(encoding="utf-8") == CONFIG


def test_a_week_is_a_timetable_and_a_day_of_the_month_leads_to_its_events(client: httpx.Client) -> None:
    assert "朝の読書会" in client.get("/week").text
    later = client.get("/week?first=2026-12-07").text
    assert "朝の読書会" not in later
    assert "12/7–12/13" in later
    assert client.get("/week?first=nonsense").status_code == 200
    assert "朝の読書会" in {one["title"] for one in client.get("/week.json").json()}
    assert client.get("/week.json?first=2027-03-01").json() == []
    assert "朝の読書会" in {one["title"] for one in client.get("/month.json?month=2026-11").json()}
    assert client.get("/month.json?month=2027-06").json() == []
    assert feedparser.parse(client.get("/month.atom?month=2026-11").text).bozo is False
    entries = icalendar.Calendar.from_ical(client.get("/calendar/default.ics").text).walk("VEVENT")
    assert "朝の読書会" in {str(entry["summary"]) for entry in entries}
    assert client.get("/calendar/somebody.ics").status_code == 404
    on = client.get("/events?days=366&on=2026-11-28").text
    assert "朝の読書会" in on
    assert "夜のもくもく会" not in on


def form_of(client: httpx.Client) -> dict[str, str]:
    """The profile's form as the browser would send it back."""
    html = client.get("/profile").text
    fields = dict(re.findall(r'<input type="text"[^>]* name="([^"]+)" value="([^"]*)"', html))
    painted = re.findall(r'name="(g\d-\d+)" value="1"[^>]* checked', html)
    return {**fields, **dict.fromkeys(painted, "1"), "rest": ""}


def test_the_profile_changes_only_what_was_typed(client: httpx.Client, file: Path) -> None:
    form = form_of(client)
    assert sum(key.startswith("g0-") for key in form) == 9
    assert post(client, "/profile", **form).status_code == 303
    assert file.read_text(encoding="utf-8") == CONFIG
    form |= {"hobbies": "読書、テニス: 2", "home": "三鷹駅", "budget": "3000"}
    assert post(client, "/profile", **form).status_code == 303
    text = file.read_text(encoding="utf-8")
    assert text == CONFIG.replace("hobbies: [読書]", "hobbies: [読書, テニス: 2]\n  budget: 3000").replace(
        "home: 吉祥寺", "home: 三鷹駅"
    )


def test_a_hobby_that_no_list_has_is_looked_for_as_a_word(client: httpx.Client, file: Path) -> None:
    answer = post(client, "/profile", **form_of(client) | {"hobbies": "読書、水切り: 2", "industries": "豆腐屋"})
    assert "一覧にない名前は、自分の言葉として探します: 水切り、豆腐屋" in unquote_plus(answer.headers["location"])
    text = file.read_text(encoding="utf-8")
    assert "hobbies: [読書]" in text
    assert YAML(typ="safe", pure=True).load(text)["profile"]["words"] == [{"水切り": 2}, "豆腐屋"]


def test_painted_hours_become_slots_in_words(client: httpx.Client, file: Path) -> None:
    form = {key: value for key, value in form_of(client).items() if not key.startswith("g")}
    evening = {f"g{day}-{at}": "1" for day in (2, 4) for at in (19 * 60, 19 * 60 + 30, 20 * 60)}
    assert post(client, "/profile", **form | evening | {"rest": "第2土曜 10:00-"}).status_code == 303
    assert "free: [水・金 19:00-20:30, 第2土曜 10:00-]" in file.read_text(encoding="utf-8")
    assert "第2土曜 10:00-" in client.get("/profile").text


def test_a_mistake_in_the_profile_writes_nothing_and_keeps_what_was_typed(client: httpx.Client, file: Path) -> None:
    answer = post(client, "/profile", **form_of(client) | {"home": "どこにもない駅", "hobbies": "どくしょ"})
    assert answer.status_code == 422
    assert "config.yaml:3: profile.home" in answer.text
    assert "どこにもない駅" in answer.text
    assert file.read_text(encoding="utf-8") == CONFIG


def test_own_calendars_are_added_and_taken_away(client: httpx.Client, file: Path) -> None:
    added = {"calendar-name": "仕事", "calendar-address": "https://cal.example/work.ics"}
    assert post(client, "/profile", **form_of(client) | added).status_code == 303
    assert "url: https://cal.example/work.ics" in file.read_text(encoding="utf-8")
    assert "cal.example" in client.get("/profile").text
    assert post(client, "/profile", **form_of(client) | {"drop-calendar-1": "仕事"}).status_code == 303
    assert "cal.example" not in file.read_text(encoding="utf-8")


def test_a_file_that_is_wrong_is_told_on_every_page(client: httpx.Client, file: Path) -> None:
    client.get("/")
    file.write_text("sources: [", encoding="utf-8")
    answer = client.get("/")
    assert answer.status_code == 500
    assert "設定にまちがいがあります" in answer.text
    file.unlink()
    gone = client.get("/")
    assert gone.status_code == 500
    assert "config.yaml: ファイルがありません" in gone.text
    file.write_text(CONFIG, encoding="utf-8")
    assert client.get("/").status_code == 200


def test_sources_are_paused_resumed_removed_and_exported(client: httpx.Client, file: Path) -> None:
    assert "山" in client.get("/sources").text
    post(client, "/sources/pause", name="山")
    assert "paused: true" in file.read_text(encoding="utf-8")
    post(client, "/sources/resume", name="山")
    assert "paused" not in file.read_text(encoding="utf-8")
    assert "hills.example" in client.get("/sources/export.opml").text
    assert post(client, "/sources/pause", name="海").status_code == 404
    post(client, "/sources/remove", name="山")
    assert "hills.example" not in file.read_text(encoding="utf-8")
    assert "# 私の設定" in file.read_text(encoding="utf-8")


def test_a_source_is_previewed_added_and_read(client: httpx.Client, file: Path, tmp_path: Path) -> None:
    with Loopback() as site:
        site.on("/robots.txt", Reply(404))
        page = (PAGES / "dl_list.html").read_text("utf-8").encode()
        site.on("/list", Reply(body=page, headers={"Content-Type": "text/html; charset=utf-8"}))
        seen = client.get("/sources/add", params={"url": f"{site.base}/list"}).text
        assert "はじめてのヨガ教室" in seen
        assert "4/4" in seen
        assert post(client, "/sources/add", url=f"{site.base}/list").status_code == 303
        assert f"{site.base}/list" in file.read_text(encoding="utf-8")
        assert list(tmp_path.glob("cases/*/case.json"))
        client.post("/sources/pause", data={"token": token(client), "back": "/", "name": "山"})
        post(client, "/sources/collect")
        assert "はじめてのヨガ教室" in client.get("/events?days=366").text
        with client.stream("GET", f"/sources/progress?token={token(client)}") as stream:
            told = "".join(stream.iter_text())
        assert '"state": "done"' in told
        assert "event: end" in told


def test_sources_of_one_name_keep_a_case_each_and_none_is_added_twice(client: httpx.Client, file: Path) -> None:
    def tested(name: str) -> str:
        return client.post("/sources/test", data={"token": token(client), "name": name}).text

    with Loopback() as site:
        site.on("/robots.txt", Reply(404))
        page = (PAGES / "dl_list.html").read_text("utf-8")
        for path, text in (("/east", page), ("/west", page.replace("ヨガ", "太極拳"))):
            site.on(path, Reply(body=text.encode(), headers={"Content-Type": "text/html; charset=utf-8"}))
        first = unquote_plus(post(client, "/sources/add", url=f"{site.base}/east").headers["location"])
        name = first.partition("足しました: ")[2]
        second = unquote_plus(post(client, "/sources/add", url=f"{site.base}/west").headers["location"])
        assert second.endswith(f"足しました: {name} 2")
        for one in (name, f"{name} 2"):
            assert "足したときと同じに読めます" in tested(one)
        again = post(client, "/sources/add", url=f"{site.base}/west")
        assert again.status_code == 422
        assert "同じ取得元がもうあります" in again.text
        assert file.read_text(encoding="utf-8").count(f"{site.base}/west") == 1
        written = file.read_text(encoding="utf-8")
        post(client, "/sources/remove", name=name)
        file.write_text(written, encoding="utf-8")
        assert "保存したページはありません" in tested(name)


def test_an_address_that_gives_nothing_says_so(client: httpx.Client) -> None:
    with Loopback() as site:
        site.on("/robots.txt", Reply(404))
        assert "サイトがエラーを返しました" in client.get("/sources/add", params={"url": f"{site.base}/none"}).text
        assert post(client, "/sources/add", url=f"{site.base}/none").status_code == 422
    assert "https://" in client.get("/sources/add", params={"url": "ftp://x"}).text


# ------------------------------------------------------------------------------------------------------------- guards


def test_a_form_of_another_site_does_nothing(client: httpx.Client, desk: Desk) -> None:
    key = code(client, "朝の読書会")
    assert client.post(f"/e/{key}/mark/up", data={"token": "0" * 64}).status_code == 403
    assert (
        client.post(
            f"/e/{key}/mark/up", data={"token": token(client)}, headers={"Sec-Fetch-Site": "cross-site"}
        ).status_code
        == 403
    )
    assert desk.store.marks("default") == ()
    assert client.get("/sources/progress?token=x").status_code == 403


@pytest.mark.parametrize("given", ["x", "あ" * 64])
def test_what_is_no_token_cookie_or_proof_is_refused_in_any_script(client: httpx.Client, given: str) -> None:
    assert client.post("/settings", data={"token": given}).status_code == 403
    assert client.post("/sources/test", data={"token": given, "name": "山"}).status_code == 403
    assert client.post("/sources/import", data={"token": given}).status_code == 403
    assert client.get("/sources/progress", params={"token": given}).status_code == 403
    assert client.get(f"/m/save/a:1/2026-12-01/{given}").status_code == 403
    assert client.get("/help", headers={"Cookie": f"asagao=x.{given}".encode()}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "[", "127.0.0.1.evil.example"])
def test_another_host_name_reaches_nothing(client: httpx.Client, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


def test_another_site_does_not_decide_what_is_fetched(client: httpx.Client) -> None:
    with Loopback() as site:
        site.on("/robots.txt", Reply(404))
        asked = f"/sources/add?url={site.base}/events"
        assert f'value="{site.base}/events"' in client.get(asked, headers={"Sec-Fetch-Site": "cross-site"}).text
        assert site.paths() == []
        client.get(asked, headers={"Sec-Fetch-Site": "same-origin"})
        assert site.paths() != []


def test_more_than_any_form_holds_is_not_read(client: httpx.Client) -> None:
    assert client.post("/login", content=b"a=" + b"x" * (9 * 2**20)).status_code == 413
    endless = (b"x" * 2**20 for _ in range(20))  # chunked: without a word on its length
    with pytest.raises(httpx.HTTPError):
        client.post("/settings", content=endless).raise_for_status()
    assert client.get("/help").status_code == 200


def test_a_deed_leads_back_to_these_pages_only(client: httpx.Client) -> None:
    key = code(client, "朝の読書会")
    for path in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        assert post(client, f"/e/{key}/mark/up", back=path).headers["location"].startswith("/?done=")


def test_a_password_is_asked_for_where_there_is_one(desk: Desk, tmp_path: Path) -> None:
    hashed = PasswordHasher().hash("あさがお")
    app = make_app(desk, hosts=["127.0.0.1"], secret=SECRET, data=tmp_path, password_hash=hashed)
    with serving(app) as client:
        assert client.get("/").headers["location"] == "/login"
        assert client.post("/login", data={"password": "ちがう"}).status_code == 401
        assert client.get("/").status_code == 303
        opened = client.post("/login", data={"password": "あさがお"})
        assert opened.status_code == 303
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(opened.headers["set-cookie"].split("; "))
        assert client.get("/").status_code == 200
        cookies = dict(client.cookies)
    again = make_app(desk, hosts=["127.0.0.1"], secret=SECRET, data=tmp_path, password_hash=hashed)
    with serving(again) as client:
        client.cookies.update(cookies)
        assert client.get("/").status_code == 200
    other = make_app(
        desk, hosts=["127.0.0.1"], secret=SECRET, data=tmp_path, password_hash=PasswordHasher().hash("ひるがお")
    )
    with serving(other) as client:
        client.cookies.update(cookies)
        assert client.get("/").headers["location"] == "/login"


def test_guessing_passwords_soon_takes_long(tmp_path: Path, file: Path) -> None:
    at = [NOW]
    hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("あさがお")
    with Store.open(tmp_path / "events.db") as store:
        desk = Desk(file, store, lambda: at[0], {})
        app = make_app(desk, hosts=["127.0.0.1"], secret=SECRET, data=tmp_path, password_hash=hashed)
        with serving(app) as client:
            tried = [client.post("/login", data={"password": "ちがう"}) for _ in range(6)]
            assert [one.status_code for one in tried] == [401] * 5 + [429]
            assert [one.headers.get("retry-after") for one in tried] == [None] * 4 + ["30", "30"]
            assert "次に試せるのは30秒後です" in tried[-1].text
            assert client.post("/login", data={"password": "あさがお"}).status_code == 429
            assert client.get("/login").status_code == 200
            at[0] += timedelta(seconds=30)
            again = client.post("/login", data={"password": "ちがう"})
            assert (again.status_code, again.headers["retry-after"]) == (401, "60")
            at[0] += timedelta(seconds=59)
            assert client.post("/login", data={"password": "あさがお"}).headers["retry-after"] == "1"
            at[0] += timedelta(seconds=1)
            assert client.post("/login", data={"password": "あさがお"}).status_code == 303
            assert client.post("/login", data={"password": "ちがう"}).status_code == 401


def test_wrong_passwords_are_counted_by_household_and_in_bounded_memory() -> None:
    attempts = Attempts()
    for number in range(FREE):
        attempts.failed(f"2001:db8::{number:x}", NOW)
    assert attempts.wait("2001:db8::ffff", NOW) == 30
    assert attempts.wait("2001:db8:0:1::1", NOW) == 0
    for _ in range(40):
        attempts.failed("2001:db8::1", NOW)
    assert attempts.wait("2001:db8::1", NOW) == 15 * 60
    assert attempts.wait("2001:db8::1", NOW + timedelta(days=1)) == 0
    for number in range(ADDRESSES):
        attempts.failed(f"192.0.2.{number % 256}#{number}", NOW)
    assert attempts.wait("2001:db8::1", NOW) == 0


def test_a_signed_link_shows_a_button_and_only_the_button_acts(client: httpx.Client, desk: Desk) -> None:
    path = signed_path(SECRET, "save", "a:1", date(2026, 12, 1))
    for _ in range(2):
        assert "保存" in client.get(path).text
    assert desk.store.marks("default") == ()
    for _ in range(2):
        assert client.post(path).status_code == 200
    assert [mark.verb for mark in desk.store.marks("default")] == [Verb.SAVED]


@pytest.mark.parametrize(
    ("deed", "word"), [("up", "増やす"), ("down", "減らす"), ("later", "あとで"), ("went", "行った"), ("save", "保存")]
)
def test_every_deed_of_the_mail_can_be_done_and_says_what_it_is(
    client: httpx.Client, desk: Desk, deed: str, word: str
) -> None:
    path = signed_path(SECRET, deed, "a:1", date(2026, 12, 1))
    assert re.search(rf"<button[^>]*>{word}</button>", client.get(path).text)
    assert "印をつけました" in client.post(path).text
    assert [mark.verb for mark in desk.store.marks("default")] == [BY_WORD[deed]]


def test_a_link_to_what_is_no_more_says_so_and_stopping_mail_answers_with_a_page(
    client: httpx.Client, file: Path
) -> None:
    gone = client.get(signed_path(SECRET, "up", "a:9", date(2026, 12, 1)))
    assert gone.status_code == 404
    assert "メールを止める" not in gone.text
    path = signed_path(SECRET, "unsubscribe", "-", date(2026, 12, 1))
    assert "<h1>メールを止める</h1>" in client.get(path).text
    stopped = client.post(path)
    assert "メールを止めました" in stopped.text
    assert "<!DOCTYPE html>" in stopped.text


def test_the_links_of_a_mail_act_on_events_whose_ids_are_addresses(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As most are: a feed's entry has its address for an id."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    uid = "会館 催し:https://hall.example/e/7?a=1#b"
    desk.store.save(dedupe([event(uid, "版画の会", "2026-11-28T13:00", hobbies=("reading",))], now=NOW), NOW)
    base = {("digest", "base_url"): "https://asagao.example", ("digest", "folder"): str(tmp_path)}
    desk.write(set_values(CONFIG, base))
    write_files(desk.digest(), tmp_path, desk.loaded.settings)
    mail = email.message_from_bytes((tmp_path / "digest.eml").read_bytes(), policy=email.policy.default)
    app = make_app(desk, hosts=["127.0.0.1"], secret=own_secret(data_folder()), data=tmp_path)
    with serving(app) as client:
        for form in (mail.get_body(("html",)).get_content(), (tmp_path / "digest.html").read_text(encoding="utf-8")):
            links = re.findall(r'href="https://asagao\.example(/m/went/[^"]+)"[^>]*aria-label="行った: 版画の会"', form)
            assert client.post(links[0]).status_code == 200
            assert [mark.listing for mark in desk.store.marks("default")] == [uid]
            desk.store.unmark("default", uid, Verb.WENT)


def test_the_digest_as_it_is_sent_carries_the_marks_too(client: httpx.Client, desk: Desk) -> None:
    soup = BeautifulSoup(client.get("/digest").text, "lxml")
    row = next(one for one in soup.select(".row") if "朝の読書会" in one.text)
    links = {one.text: one["href"] for one in row.select(".act a")}
    assert list(links) == ["増やす", "減らす", "あとで", "行った", "保存"]
    assert client.post(links["あとで"]).status_code == 200
    assert [mark.verb for mark in desk.store.marks("default")] == [Verb.LATER]


def test_today_says_nothing_twice(client: httpx.Client) -> None:
    soup = BeautifulSoup(client.get("/").text, "lxml")
    for row in soup.select(".row"):
        said = row.select_one(".why").text.split("／")
        assert not any(one in other for one in said for other in said if one != other)


@pytest.mark.parametrize(
    "path",
    [
        signed_path(SECRET, "save", "a:1", date(2026, 11, 22)),
        signed_path(b"x" * 32, "save", "a:1", date(2026, 12, 1)),
        signed_path(SECRET, "save", "a:1", date(2026, 12, 1)).replace("/save/", "/up/"),
        "/m/save/a:1/someday/xxxx",
    ],
)
def test_a_link_that_is_old_or_changed_does_nothing(client: httpx.Client, desk: Desk, path: str) -> None:
    assert client.post(path).status_code == 403
    assert desk.store.marks("default") == ()


def test_mail_is_stopped_by_one_click(client: httpx.Client, file: Path) -> None:
    file.write_text(
        CONFIG + "digest: {to: [html, mail]}\nmail: {to: a@example.jp, host: smtp.example.jp}\n", encoding="utf-8"
    )
    assert client.post(signed_path(SECRET, "unsubscribe", "-", date(2026, 12, 1))).status_code == 200
    assert "to: [html]" in file.read_text(encoding="utf-8")


def test_the_page_can_be_installed_and_read_offline(client: httpx.Client) -> None:
    assert client.get("/manifest.webmanifest").json()["start_url"] == "/"
    assert "caches" in client.get("/worker.js").text
    assert client.get("/health").json() == {"ok": True}
    assert json.dumps(client.get("/events.json").json())
    assert client.get("/nothing").status_code == 404
