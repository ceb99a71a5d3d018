"""Addresses that are hard: what stands in the way is told in one sentence, and the list is found though it stands elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from click.testing import CliRunner, Result

from aggregator.cli import cli
from tests.loopback import Loopback, Reply

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
CONFIG = "# 私の設定\nprofile: {home: 吉祥寺}\nstore: events.db\nsources: []\n"
WORDS = "<p>当館は地域の皆様に親しまれています。</p>"
MENU = "<header><nav>" + "".join(f"<a href=/c{n}>分野{n}のご案内はこちら</a>" for n in range(40)) + "</nav></header>"
FOOT = "<footer>" + "みどり会館 お問い合わせ 個人情報保護方針 サイトマップ " * 20 + "</footer>"
DETAILS = (
    ("歳末の演奏会", "2026年12月20日（日）14:00"),
    ("もちつき大会", "2026年12月27日（日）10:00"),
    ("新春落語会", "2027年1月3日（日）11:00"),
    ("書初め会", "2027年1月9日（土）13:00"),
)


def page(body: str, title: str = "みどり会館") -> Reply:
    text = f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
    return Reply(body=text.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def rows(*events: tuple[str, str], path: str = "/about") -> str:
    items = "".join(f'<li>{when} <a href="{path}/{n}">{title}</a></li>' for n, (when, title) in enumerate(events))
    return f"<ul class=list>{items}</ul>"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    with time_machine.travel(NOW, tick=True), Loopback() as running:
        running.on("/robots.txt", Reply(404)).on("/sitemap.xml", Reply(404))
        yield running


def add(site: Loopback, path: str, *more: str) -> Result:
    arguments = ["sources", "add", f"{site.base}{path}", "--allow-private", *more]
    return CliRunner().invoke(cli, arguments, catch_exceptions=False, standalone_mode=False)


def found(site: Loopback, path: str) -> dict[str, Any]:
    return dict(json.loads(add(site, path, "--json").stdout))


def titles(site: Loopback, path: str) -> list[str]:
    return [event["title"] for event in found(site, path)["events"]]


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (page("<h1>イベント</h1><p>この先は会員限定です。会員登録（無料）またはログインしてご覧ください。</p>"), "会員かログインした人だけに見せるページでした"),
        (page(f"{MENU}<main id=app></main>{FOOT}<script src=/a.js></script>"), "JavaScriptで作られるページ"),
        (page(f"{MENU}<main><h1>催し</h1><p>読み込み中…</p></main>{FOOT}<script src=/a.js></script>"), "JavaScriptで作られるページ"),
        (page("<h1>お探しのページは見つかりませんでした</h1><p>移動したか、削除されました。</p>"), "「ページが見つかりません」というページでした"),
        (page("<h1>ただいまメンテナンス中です</h1><p>2026年11月30日(月) 2:00〜5:00 の間、お休みします。</p>"), "メンテナンス中か準備中のページでした"),
        (page(f"<h1>催し</h1><p>現在予定されているイベントはありません。</p>{WORDS * 30}"), "「現在予定されているイベントはありません」と書かれたページでした"),
        (page("<h1>催し物案内</h1>" + "".join(f"<a href=/{m}.pdf>{m}月の催し物案内（PDF）</a>" for m in range(4, 13)) + WORDS * 30), "予定はファイルで載っているようです（4月の催し物案内（PDF））"),
        (page(f'<h1>12月の予定</h1><img src=/12.jpg alt="12月の予定表">{WORDS * 30}'), "予定は画像で載っているようです（12月の予定表）"),
        (Reply(body=b"\xff\xd8\xff\xe0" + b"\0" * 500, headers={"Content-Type": "text/html"}), "画像や動画でした"),
        (page(WORDS * 30), "催しの一覧が見つかりませんでした"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_told_in_one_sentence(
    site: Loopback, tmp_path: Path, reply: Reply, sentence: str
) -> None:
    site.on("/odd", reply)
    told = add(site, "/odd", "--yes")
    assert told.return_value == 3
    assert told.stderr.startswith(f"・{sentence}")
    assert told.stderr.count("\n") == 1
    assert (tmp_path / "config.yaml").read_text(encoding="utf-8") == CONFIG


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (Reply(body=b"<p>12/5</p>" * 2_000_000, headers={"Content-Type": "text/html"}), "ページが大きすぎるので、途中でやめました。月ごと"),
        (Reply(302, headers={"Location": "/odd"}), "転送が終わらず、読めませんでした。ブラウザーで開いて"),
        (Reply(429, headers={"Retry-After": "3600"}), "しばらく間をあけています。しばらくしてから"),
        (Reply(503, headers={"cf-mitigated": "challenge"}), "「ロボットではない」ことの確認を求めました（503）。機械に読まれることを望んでいません。公式のフィード"),
        (Reply(405, headers={"x-amzn-waf-action": "captcha"}), "確認を求めました（405）"),
        (Reply(body=b"no gzip", headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}), "ページの中身が壊れていて、読めませんでした。しばらく"),
    ],
    ids=["20 MB", "circle", "429", "Cloudflare", "AWS", "broken gzip"],
)  # fmt: skip
def test_an_answer_that_is_none_is_told_in_one_sentence(site: Loopback, reply: Reply, sentence: str) -> None:
    from aggregator.cli.failure import Failure

    site.on("/odd", reply)
    with pytest.raises(Failure, match=sentence):
        add(site, "/odd", "--yes")


@pytest.mark.parametrize(
    "body",
    [
        f"<form><input type=password></form>{rows(('12/5(土) 14:00', '歳末の演奏会'), ('12/6(日) 14:00', '朗読会'), ('12/12(土) 10:00', '茶会'))}",
        f"<p>会員限定の割引があります。</p>{rows(('12/5(土) 14:00', '歳末の演奏会'), ('12/6(日) 14:00', '朗読会'), ('12/12(土) 10:00', '茶会'))}",
        f"<p>予定表は<a href=/12.pdf>12月の催し物案内（PDF）</a>でも。</p>{rows(('12/5(土) 14:00', '歳末の演奏会'), ('12/6(日) 14:00', '朗読会'), ('12/12(土) 10:00', '茶会'))}",
    ],
    ids=["login beside it", "members", "file beside it"],
)  # fmt: skip
def test_a_list_beside_what_looks_like_an_obstacle_is_read(site: Loopback, body: str) -> None:
    site.on("/list", page(body))
    assert titles(site, "/list") == ["歳末の演奏会", "朗読会", "茶会"]


def test_days_without_a_year_go_over_new_year_in_both_directions(site: Loopback) -> None:
    events = (
        ("12/20(日) 14:00", "歳末の演奏会"),
        ("12/27(日) 10:00", "もちつき"),
        ("1/9(土) 13:00", "書初め会"),
        ("2/6(土) 14:00", "節分の会"),
    )
    site.on("/up", page(f"<h1>催し</h1>{rows(*events)}")).on("/down", page(f"<h1>催し</h1>{rows(*reversed(events))}"))
    days = {"歳末の演奏会": "2026-12-20", "もちつき": "2026-12-27", "書初め会": "2027-01-09", "節分の会": "2027-02-06"}
    for path in ("/up", "/down"):
        assert {event["title"]: event["start"][:10] for event in found(site, path)["events"]} == days


def test_a_list_without_days_is_read_by_the_pages_it_leads_to(site: Loopback) -> None:
    cards = "".join(
        f'<li class=card><a href="/detail/{n}"><h3>{title}</h3></a></li>' for n, (title, _) in enumerate(DETAILS)
    )
    site.on("/list", page(f"<h1>催しのご案内</h1><ul>{cards}</ul>{WORDS * 20}"))
    for n, (title, when) in enumerate(DETAILS):
        body = (
            f"<p>更新日：2026年11月{n + 1}日</p><dl><dt>日時</dt><dd>{when}</dd><dt>会場</dt><dd>みどり会館</dd></dl>"
        )
        site.on(f"/detail/{n}", page(f"<main><h1>{title}</h1>{body}</main>"))
    told = found(site, "/list")
    assert (told["block"]["kind"], told["block"]["detail"]) == ("html", {"title": "main h1"})
    assert [(event["title"], event["start"][:16]) for event in told["events"]] == [
        ("歳末の演奏会", "2026-12-20T14:00"),
        ("もちつき大会", "2026-12-27T10:00"),
        ("新春落語会", "2027-01-03T11:00"),
        ("書初め会", "2027-01-09T13:00"),
    ]


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ('<p>{title}</p><a href="show.php?id={n}">くわしく見る</a>', "<h1>みどり会館</h1><h2>{title}</h2>"),
        (
            '<a href="./show.php?id={n}"><img src=/{n}.jpg alt=""></a><a href="./show.php?id={n}">{title}</a>',
            "<p>{title}</p>",
        ),
    ],
    ids=["buttons", "titles in the window only"],
)
def test_the_names_are_taken_where_they_tell_the_events_apart(site: Loopback, link: str, name: str) -> None:
    cards = "".join(f"<div class=card>{link.format(title=title, n=n)}</div>" for n, (title, _) in enumerate(DETAILS))
    site.on("/dir/list", page(f"<h1>催しのご案内</h1>{cards}{WORDS * 20}"))
    for n, (title, when) in enumerate(DETAILS):
        body = f"{name.format(title=title)}<p>日時 {when}</p><p>会場 大ホール</p>"
        site.on(f"/dir/show.php?id={n}", page(body, title=f"{title}｜みどり会館"))
    read = [event["title"].removesuffix("｜みどり会館") for event in found(site, "/dir/list")["events"]]
    assert read == [title for title, _ in DETAILS]


def test_articles_with_their_days_of_publication_are_no_events(site: Loopback) -> None:
    links = "".join(f'<li><a href="/news/{n}">お知らせ その{n}</a></li>' for n in range(5))
    site.on("/list", page(f"<h1>お知らせ</h1><ul>{links}</ul>{WORDS * 20}"))
    for n in range(5):
        site.on(
            f"/news/{n}", page(f"<main><h1>お知らせ その{n}</h1><p>2026年11月{n + 1}日</p><p>本文です。</p></main>")
        )
    told = found(site, "/list")
    assert (told["block"], told["events"]) == (None, [])


NEWS = rows(
    ("2026.11.20", "駐車場工事のお知らせ"),
    ("2026.11.11", "ホームページを更新しました"),
    ("2026.11.3", "職員募集"),
    path="/news",
)
LIST = rows(
    ("12/5(土) 14:00", "歳末の演奏会"),
    ("12/6(日) 14:00", "朗読会"),
    ("12/12(土) 10:00", "茶会"),
    ("12/19(土) 10:00", "句会"),
)


def test_the_news_of_a_front_page_give_way_to_the_list_that_it_links_to(site: Loopback) -> None:
    site.on("/", page(f"<a href=/events>催し物案内</a><h2>お知らせ</h2>{NEWS}{WORDS * 20}"))
    site.on("/events", page(f"<h1>催し物案内</h1>{LIST}"))
    told = found(site, "/")
    assert told["block"]["url"] == f"{site.base}/events"
    assert len(told["events"]) == 4


def test_a_few_events_of_a_front_page_give_way_to_the_whole_list(site: Loopback) -> None:
    few = rows(("12/5(土) 14:00", "歳末の演奏会"), ("12/6(日) 14:00", "朗読会"))
    site.on("/", page(f"<a href=/events>催し物案内</a><h2>次の催し</h2>{few}{WORDS * 20}"))
    site.on("/events", page(f"<h1>催し物案内</h1>{LIST}"))
    assert titles(site, "/") == ["歳末の演奏会", "朗読会", "茶会", "句会"]
    site.on("/events", page(f"<h1>催し物案内</h1>{WORDS}"))
    assert titles(site, "/") == ["歳末の演奏会", "朗読会"]


def test_a_list_that_is_all_past_is_kept_where_nothing_else_is_there(site: Loopback, tmp_path: Path) -> None:
    site.on(
        "/list",
        page(f"<h1>演奏会</h1>{rows(('2026年9月6日 14:00', '第1回 演奏会'), ('2026年10月4日 14:00', '第2回 演奏会'))}"),
    )
    told = add(site, "/list", "--dry-run")
    assert "第2回 演奏会" in told.stdout
    assert "どれも過ぎた日付です" in told.stderr


def test_every_page_is_asked_for_once(site: Loopback) -> None:
    site.on("/list", page(f'<a rel=next href="/list2">次</a>{LIST}')).on(
        "/list2", page(rows(("12/26(土) 10:00", "歳の会")))
    )
    assert len(titles(site, "/list")) == 5
    assert sorted(site.paths(robots=False)) == ["/list", "/list2"]


def test_one_event_alone_is_said_to_be_one(site: Loopback) -> None:
    site.on("/one", page(f"<h1>みどり会館</h1><h2>歳末の演奏会</h2><p>日時: 2026年12月20日(日) 14:00</p>{WORDS * 20}"))
    assert "一件だけです。一覧のページか確かめてください" in add(site, "/one", "--dry-run").stderr


def test_the_address_of_a_sitemap_leads_to_the_lists_that_it_promises(site: Loopback) -> None:
    def sitemap(tag: str, *urls: str) -> Reply:
        body = "".join(f"<loc>{site.base}{url}</loc>" for url in urls)
        return Reply(body=f"<?xml version='1.0'?><{tag}>{body}</{tag}>".encode(), headers={"Content-Type": "text/xml"})

    site.on("/events/", page(f"<h1>催し物案内</h1>{LIST}"))
    site.on("/sitemap.xml", sitemap("sitemapindex", "/posts.xml", "/page-1.xml"))
    site.on("/page-1.xml", sitemap("urlset", "/about", "/events/"))
    for path in ("/page-1.xml", "/sitemap.xml"):
        told = found(site, path)
        assert (told["block"]["url"], len(told["events"])) == (f"{site.base}/events/", 4), path
    site.on("/", page(WORDS * 30))
    assert found(site, "/")["block"]["url"] == f"{site.base}/events/"
