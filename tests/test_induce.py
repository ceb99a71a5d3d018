"""Listing pages that nobody has described: their events are found, and so are selectors that read them."""

import importlib.util
import json
import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from aggregator.app.discover.layout import by_layout
from aggregator.http import page_from_bytes
from aggregator.induce import extract, induce, listed
from aggregator.normalise import normalise
from aggregator.plugin import RawEvent, Window
from sources.kinds.html import Html, HtmlOptions

PAGES = Path(__file__).parent / "data" / "induce"
RECORDINGS = Path(__file__).parents[2] / "shared" / "recordings"
TODAY = date(2026, 11, 23)
TOKYO = ZoneInfo("Asia/Tokyo")
URL = "https://list.example/events/"
WINDOW = Window(datetime(2000, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC))


def expected(folder):
    rows_of = YAML(typ="safe", pure=True).load((folder / "expected.yaml").read_text("utf-8"))
    return {name: [(str(start)[:16], title) for start, title in rows] for name, rows in rows_of.items()}


EXPECTED = expected(PAGES)
LINES = expected(PAGES / "lines")


def told(start):
    return start[:16] if "T" in start else start


def found(html, today=TODAY):
    return [(told(one["start"]), one["title"]) for one in extract(html, URL, today)]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_page_gives_its_events_and_nothing_else(name):
    wanted = [(start.replace(" ", "T"), title) for start, title in EXPECTED[name]]
    assert found((PAGES / f"{name}.html").read_text("utf-8")) == wanted


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_text_of_lines_gives_its_events_and_nothing_else(name):
    wanted = [(start.replace(" ", "T"), title) for start, title in LINES[name]]
    assert found((PAGES / "lines" / f"{name}.html").read_text("utf-8")) == wanted


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_selectors_that_were_found_read_the_same_days_and_titles(name):
    html = (PAGES / f"{name}.html").read_text("utf-8")
    wrapper = induce(html, URL, TODAY)
    page = page_from_bytes(html.encode(), WINDOW, url=URL, content_type="text/html; charset=utf-8")
    records = [one for one in Html(HtmlOptions(url=URL, **wrapper.options)).parse(page) if isinstance(one, RawEvent)]
    events = [normalise(one, "list", TOKYO, TODAY) for one in records]
    assert [event.start.astimezone(TOKYO).date().isoformat() for event in events] == [
        start[:10] for start, _ in EXPECTED[name]
    ]
    assert all(title in event.title for event, (_, title) in zip(events, EXPECTED[name], strict=True))


@pytest.mark.parametrize("alt", ["12月", "12月の予定", "12月の予定表", "１２月"])
def test_the_month_that_a_picture_says_again_is_no_day(alt):
    html = f"<h2>12月の予定</h2><p><img src=a.png alt='{alt}'></p>"
    assert found(html) == []
    rows = "".join(f"<tr><td>{day}</td><td>{title}</td></tr>" for day, title in (("5土", "茶会"), ("9水", "編み物")))
    assert found(f"{html}<table>{rows}</table>") == [("2026-12-05", "茶会"), ("2026-12-09", "編み物")]


def test_a_number_before_the_month_sign_is_a_monday_where_the_days_have_weekdays():
    days = (("6日", "句会"), ("7月", "茶会"), ("8火", "写真の会"), ("14月", "編み物"))
    rows = "".join(f"<tr><td>{day}</td><td>{title}</td></tr>" for day, title in days)
    assert [start for start, _ in found(f"<h2>2026年12月</h2><table>{rows}</table>")] == [
        "2026-12-06", "2026-12-07", "2026-12-08", "2026-12-14"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ("<h2>体験教室</h2><p>12/13(日) 10:00 染め物</p><p>12/20(日) 10:00 わら細工</p>", 5),
        ("<h2>週間天気</h2><p>12/13(日) 晴 12°C</p><p>12/14(月) 曇 9°C</p>", 3),
        ("<h2>講習</h2><p>12/6(日) 10:00 染め物</p><p>11/1(日) 10:00 わら細工</p>", 3),
        ("<h2>チケット発売情報</h2><p>12/13(日) 10:00 春の演奏会</p><p>12/20(日) 10:00 夏の演奏会</p>", 3),
    ],
    ids=["two to come", "the weather", "one gone by", "days of sale"],
)
def test_two_items_below_a_heading_of_their_own_stand_beside_the_list(more, count):
    days = (("12/5(土) 14:00", "弦楽の夕べ"), ("12/12(土) 14:00", "落語会"), ("12/19(土) 14:00", "合唱祭"))
    rows = "".join(f"<tr><td>{when}</td><td><a href=/{when[3]}>{title}</a></td></tr>" for when, title in days)
    assert len(found(f"<h2>催し</h2><table>{rows}</table>{more}")) == count


@pytest.mark.parametrize(
    ("terms", "titles"),
    [
        (("勾玉づくり", "わら細工"), ["勾玉づくり", "わら細工"]),
        (("日時", "申込期限"), None),
    ],
)
def test_a_term_names_the_day_in_its_definition_unless_it_is_a_label(terms, titles):
    rows = "".join(
        f"<dt>{term}</dt><dd>12月{day}日（日）10:00～　参加費300円</dd>"
        for term, day in zip(terms, (13, 20), strict=True)
    )
    read = [title for _, title in found(f"<h2>体験</h2><dl>{rows}</dl>")]
    assert read == titles if titles else not {*read} & {*terms}


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("‹ 2026.11 <b>2026.12</b> 2027.01 ›", "2026-12-05"),
        ("2026年11月 2026年12月 2027年1月", "2026-12-05"),
        ("2027/01 2027/02 2027/03", "2027-02-05"),
        ("2026.12 2027.01", None),
        ("2026.12 2027.03 2027.08", None),
    ],
)
def test_the_month_between_the_one_before_and_the_one_after_is_the_page_s(line, start):
    rows = "".join(f"<li><b>{day}</b> <h3>{title}</h3></li>" for day, title in (("5", "茶会"), ("9", "句会")))
    read = [day for day, title in found(f"<p>{line}</p><ul>{rows}</ul>") if title == "茶会"]
    assert read == ([start] if start else [])


def test_a_round_price_is_no_year_and_a_badge_no_label():
    rows = "".join(
        f"<tr><td>{when}</td><td><h3>{title}</h3></td><td>adv 2000</td></tr>"
        for when, title in (("12/3 (thu)", "朝の歌"), ("12/6 (sun)", "夜の歌"), ("12/18 (fri)", "昼の歌"))
    )
    assert [start for start, _ in found(f"<table>{rows}</table>")] == ["2026-12-03", "2026-12-06", "2026-12-18"]
    card = "<div class=card><p>{}</p><p>12月{}日（土）14:00</p><h3>{}</h3></div>"
    days = (("近日発売", 5, "朝の歌"), ("まもなく受付", 12, "夜の歌"), ("発売", 19, "昼の歌"))
    assert [title for _, title in found("".join(card.format(*one) for one in days))] == ["朝の歌", "夜の歌"]


def whole(html, today=TODAY):
    return [
        (one["title"], one["start"][:10], one["end"] and one["end"][:10], one["place"])
        for one in extract(html, URL, today)
    ]


def test_a_day_in_the_middle_of_a_sentence_stays_in_the_title():
    lines = (
        "割引券は12月20日(日)まで延長しました!",
        "モグラ展がやって来る!【12月5日(土) ～ 9日(水)】",
        "新館 12/12(土)より公開♪",
    )
    titles = ["割引券は12月20日(日)まで延長しました!", "モグラ展がやって来る!", "新館 12/12(土)より公開♪"]
    assert [one[0] for one in whole("".join(f"<li>{line}</li>" for line in lines))] == titles


def test_a_last_day_without_a_year_is_the_next_one_whatever_weekday_is_written():
    rows = "".join(
        f"<li><h3>{name}</h3><p>{days}</p></li>"
        for name, days in (("木の展示", "12/5（土）～12/9（月）"), ("土の展示", "12/19（土）～1/11（月）"))
    )
    assert [one[2] for one in whole(f"<ul>{rows}</ul>")] == ["2026-12-09", "2027-01-11"]


def test_fields_with_their_labels_above_them_give_title_and_venue():
    path = PAGES / "shapes" / "908.html"
    wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))["events"]
    listed = [(title, end, place) for title, _, end, place in whole(path.read_text("utf-8"), date(2026, 11, 29))]
    assert listed == [(one["title"], one.get("end"), one["place"]) for one in wanted]


def test_the_venue_stands_in_the_column_that_is_headed_so():
    rows = "".join(
        f"<tr><td>12月{day}日</td><td>{name}</td><td>{place}</td></tr>"
        for day, name, place in ((5, "茶会", "梅の間"), (9, "句会", "竹の間"), (12, "歌会", "松の間"))
    )
    listed = whole(f"<table><tr><th>日時</th><th>催し名</th><th>会場</th></tr>{rows}</table>")
    assert [(title, place) for title, _, _, place in listed] == [
        ("茶会", "梅の間"),
        ("句会", "竹の間"),
        ("歌会", "松の間"),
    ]


def test_an_item_with_two_days_keeps_both_where_no_selector_reads_it():
    rows = "".join(
        f"<tr><td>{name}</td><td>{days}</td><td>午前10時30分～</td></tr>"
        for name, days in (
            ("おはなし会", "12月2日(水)、16日(水)"),
            ("映画会", "12月6日(日)"),
            ("朗読会", "12月9日(水)"),
        )
    )
    html = f"<table><tr><th>行事</th><th>日</th><th>時間</th></tr>{rows}</table>"
    page = page_from_bytes(html.encode(), Window(datetime(2026, 11, 23, tzinfo=UTC), WINDOW.end), url=URL)
    when = next(record.when for record in listed(page) if record.title == "おはなし会")
    assert when == "2026年12月2日、2026年12月16日 各日10:30"


SHAPES = sorted((PAGES / "shapes").glob("*.json"))
HOUSES = sorted([*(PAGES / "museum").glob("*.json"), *(PAGES / "venue").glob("*.json")])


@pytest.mark.parametrize("path", [*HOUSES, *SHAPES], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_house_s_programme_is_told_from_its_news(path):
    """Pages of invented houses, each by a hand of its own, with news, sale days and menus around the events."""
    wanted = json.loads(path.read_text("utf-8"))
    listed = found(path.with_suffix(".html").read_text("utf-8"), date.fromisoformat(wanted["today"]))
    assert sorted(start[:10] for start, _ in listed) == sorted(one["start"] for one in wanted["events"])
    titles = " ".join(title for _, title in listed)
    assert [one["title"] for one in wanted["events"] if one["title"] not in titles] == []


@pytest.mark.parametrize("path", [*HOUSES, *SHAPES], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_source_that_is_written_for_a_house_reads_what_was_found(path):
    """With selectors where they read it, else without any: the list is found anew."""
    html, wanted = path.with_suffix(".html").read_text("utf-8"), json.loads(path.read_text("utf-8"))
    now = datetime.combine(date.fromisoformat(wanted["today"]), time(9), TOKYO)
    window = Window(now, now + timedelta(days=366))
    page = page_from_bytes(html.encode(), window, url=wanted["url"], content_type="text/html; charset=utf-8")
    options, count = by_layout(page, now)
    source = Html(HtmlOptions(url=wanted["url"], **options))
    records = [one for one in source.parse(page) if isinstance(one, RawEvent) and one.title]
    read = [event for one in records if (event := normalise(one, "x", TOKYO, now.date())).start]
    days = Counter(event.start.astimezone(TOKYO).date().isoformat() for event in read)
    told = Counter(one["start"] for one in wanted["events"])
    assert (days & told).total() >= 0.9 * max(days.total(), count)
    assert options or days == told


MEETINGS = ("朝の読書会", "英会話の集い", "ボードゲーム会", "年忘れ交流会")
ON_DAYS = (
    "2026年12月5日(土) 9:00〜10:30",
    "2026年12月12日(土) 14:00〜16:00",
    "2026年12月19日(土) 13:00〜17:00",
    "2026年12月26日(土) 18:00〜20:00",
)
IN_ROOMS = ("会議室A", "ロビー", "和室", "大ホール")
ONE_LINE = {
    "link, day": "<li><a href='/{n}'>{name}</a> {when}</li>",
    "day, link": "<li>{when} <a href='/{n}'>{name}</a></li>",
    "name, day": "<li>{name} {when}</li>",
    "name (day)": "<li><a href='/{n}'>{name}</a>（{when}）</li>",
    "all in a link": "<li><a href='/{n}'>{name} {when}</a></li>",
    "link, day, room": "<li><a href='/{n}'>{name}</a> {when} {room}</li>",
    "day, bold, room, fee": "<li>{when} <b>{name}</b> {room} 参加費500円</li>",
    "day, link, room, host": "<p>{when} <a href='/{n}'>{name}</a>（{room}）主催:ひのき会</p>",
    "bold, day, label": "<p><strong>{name}</strong>　{when}　場所:{room}</p>",
    "bullet, name, day, room": "<p>● {name}　{when}　{room}</p>",
    "day, name, where to meet": "<p>{when} {name} 集合：8時 {room}前</p>",
    "day, name at room": "<p><b>{when}</b> {name} @{room}</p>",
    "day, name, fee": "<p>{when} {name} 1,500円</p>",
    "day, name, free": "<p>{when} {name}（{room}） 入場無料</p>",
}


@pytest.mark.parametrize("form", ONE_LINE.values(), ids=ONE_LINE)
def test_an_item_of_one_line_is_called_by_its_name_alone(form):
    """No day, room, fee or host in the title, of the list as it is found and as the source that is written for it reads it."""
    rows = "".join(
        form.format(n=n, name=name, when=when, room=room)
        for n, (name, when, room) in enumerate(zip(MEETINGS, ON_DAYS, IN_ROOMS, strict=True))
    )
    html = f"<html lang=ja><title>ひのき会館</title><h1>催し</h1>{rows}"
    assert [title for _, title in found(html)] == list(MEETINGS)
    now = datetime.combine(TODAY, time(9), TOKYO)
    page = page_from_bytes(html.encode(), Window(now, now + timedelta(days=60)), url=URL, content_type="text/html")
    options, _ = by_layout(page, now)
    listing = Html(HtmlOptions(url=URL, **options)).parse(page) if options else ()
    assert {one.title for one in listing} <= set(MEETINGS)


AROUND_THE_NAME = {
    "【受付中】春の七輪まつり": "春の七輪まつり",
    "NEW 講演会「川の道」": "講演会「川の道」",
    "②親子パン作り教室": "親子パン作り教室",
    "ラジオ体操の集い 6:30": "ラジオ体操の集い",
    "星のミニ講座（14:00～）": "星のミニ講座",
    "洋らん展（7日まで）": "洋らん展",
    "機織り体験デー チラシ [PDFファイル/330KB]": "機織り体験デー",
    "竹細工教室 @ 第2和室": "竹細工教室",
    "税の相談会のご案内": "税の相談会",
    "冬の実務セミナー 参加者募集中": "冬の実務セミナー",
    "みどりの夜 vol.9 SOLD OUT": "みどりの夜 vol.9",
    "【中止】河原の凧あげ": "【中止】河原の凧あげ",
    "NEW YEAR CONCERT": "NEW YEAR CONCERT",
    "入試説明会①": "入試説明会①",
    "満員電車の歴史": "満員電車の歴史",
    "大人の無料講座": "大人の無料講座",
    "旅のはじまりから": "旅のはじまりから",
}


def test_a_title_is_the_name_without_badges_clocks_and_papers():
    """What stands around it is told by the item's text; that it is called off stays."""
    rows = "".join(f"<li><h3>{line}</h3><p>2026年12月{n}日</p></li>" for n, line in enumerate(AROUND_THE_NAME, 1))
    assert [title for _, title in found(f"<html lang=ja><ul>{rows}</ul>")] == list(AROUND_THE_NAME.values())


RANGES = {
    "Dec 12 – 27, 2026": ("2026-12-12", "2026-12-27"),
    "2026.12.5（土）–2.14（日）": ("2026-12-05", "2027-02-14"),
    "2026 12/4 FRI — 2026 12/13 SUN": ("2026-12-04", "2026-12-13"),
    "12/11 fri - 12/13 sun": ("2026-12-11", "2026-12-13"),
    "十二月十二日（土）・十三日（日）": ("2026-12-12", "2026-12-13"),
    "8(火)～20(日)": ("2026-12-08", "2026-12-20"),
    "19日（土）・20日（日）": ("2026-12-19", "2026-12-20"),
    "25日（金）・31日（木）": ("2026-12-25", None),
}


@pytest.mark.parametrize(("when", "days"), RANGES.items(), ids=RANGES)
def test_the_last_day_of_a_range_is_told(when, days):
    html = f"<h2>2026年12月</h2><ul><li><h3>冬の庭</h3><p>{when}</p></li><li><h3>雪の市</h3><p>12月30日（水）</p></li></ul>"
    told_of = [(one["start"][:10], one["end"]) for one in extract(html, URL, TODAY) if one["title"] == "冬の庭"]
    assert told_of[0] == days


def test_of_lines_between_breaks_each_is_called_by_its_own_link():
    told = zip(MEETINGS, ON_DAYS, IN_ROOMS, strict=True)
    lines = "<br>".join(f"{when} <a href='/{n}'>{name}</a> {room}" for n, (name, when, room) in enumerate(told))
    assert [title for _, title in found(f"<html lang=ja><title>会館</title><h1>催し</h1><p>{lines}</p>")] == [*MEETINGS]


@pytest.mark.parametrize(
    "line",
    [
        "春の音楽会 花の歌",
        "よみきかせ 図書館探検",
        "夜の落語会 無料体験つき",
        "英語で話そう free talk",
        "山の会 2026展望",
    ],
)
def test_words_that_belong_to_a_name_stay_in_it(line):
    rows = "".join(f"<li>{when} {name} {line}</li>" for name, when in zip(MEETINGS, ON_DAYS, strict=True))
    assert [title for _, title in found(f"<title>会館</title><ul>{rows}</ul>")] == [
        f"{name} {line}" for name in MEETINGS
    ]


def test_coverage_place_and_links_are_told():
    wrapper = induce((PAGES / "news_and_events.html").read_text("utf-8"), URL, TODAY)
    assert wrapper.coverage == {"title": 3, "start": 3, "end": 2, "place": 3, "url": 3}
    assert wrapper.items[0].place == "おはなしのへや"
    assert wrapper.items[0].url == "https://list.example/e1"
    assert wrapper.items[0].end == datetime(2026, 12, 2, 11, tzinfo=TOKYO)


def test_exhibitions_are_ranges_of_days():
    wrapper = induce((PAGES / "museum_cards.html").read_text("utf-8"), URL, TODAY)
    assert [(one.start, one.end) for one in wrapper.items] == [
        (date(2026, 10, 3), date(2026, 12, 20)),
        (date(2027, 1, 9), date(2027, 3, 14)),
        (date(2027, 4, 3), date(2027, 6, 6)),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "<!-- only a comment -->",
        "<p>何もありません</p>",
        "<nav><ul><li>2026/12/1 <a href=a>一</a></li><li>2026/12/2 <a href=b>二</a></li></ul></nav>",
        "{}",
        "[",
        '{"rows": [{"a": 1}]}',
    ],
)
def test_a_page_without_a_list_gives_nothing(html):
    assert extract(html, URL, TODAY) == []
    assert induce(html, URL, TODAY) is None


def test_day_and_month_are_told_apart_by_the_whole_page():
    rows = "".join(
        f"<li>{day}/03/2026 Reading group {name}</li>" for day, name in ((4, "alpha"), (18, "beta"), (25, "gamma"))
    )
    assert [start for start, _ in found(f"<ul>{rows}</ul>", date(2026, 2, 1))] == [
        "2026-03-04",
        "2026-03-18",
        "2026-03-25",
    ]


def test_a_year_is_the_one_that_fits_the_weekday():
    rows = "<li>Sunday, January 10 Winter walk</li><li>Saturday, January 23 Choir night</li>"
    assert [start for start, _ in found(f"<ul>{rows}</ul>")] == ["2027-01-10", "2027-01-23"]


def test_items_that_say_nothing_of_their_own_are_named_after_the_page():
    rows = "".join(
        f"<tr><td>2026-12-{day:02}</td><td>18:00</td><td><a href=x.pdf>PDF</a></td></tr>" for day in (2, 9, 16)
    )
    html = f"<title>町内会 | みどり町</title><h1>定例会</h1><table>{rows}</table>"
    assert found(html)[0] == ("2026-12-02T18:00", "みどり町 – 町内会 – 定例会")


def test_papers_of_a_meeting_are_one_meeting_named_after_it():
    rows = "".join(
        f"<h4>December {day}, 2026</h4><ul><li><a href=a{day}.pdf>Agenda of Regular Council Meeting - December {day}, 2026</a></li>"
        f"<li><a href=m{day}.pdf>Minutes of Regular Council Meeting - December {day}, 2026</a></li></ul>"
        for day in (2, 9, 16)
    )
    assert found(f"<title>Papers</title><h1>Agendas and minutes</h1>{rows}") == [
        (f"2026-12-{day:02}", "Regular Council Meeting") for day in (2, 9, 16)
    ]


def test_an_item_without_a_name_is_called_after_the_tab_that_opens_its_table():
    def table(days):
        rows = "".join(
            f"<tr><td>2026-12-{day:02}</td><td>18:00</td><td><a href={day}.pdf>PDF</a></td></tr>" for day in days
        )
        return f"<table><tr><th>日付</th><th>時刻</th><th>資料</th></tr>{rows}</table>"

    html = (
        "<title>みどり町</title><h1>会議の予定</h1>"
        f"<div role=tab aria-controls=p1>総務委員会</div><div role=tabpanel id=p1>{table((1, 8, 15))}</div>"
        f"<div role=tab aria-controls=p2>文教委員会</div><div role=tabpanel id=p2>{table((3, 10, 17))}</div>"
    )
    assert {title for _, title in found(html)} == {
        "みどり町 – 総務委員会",
        "みどり町 – 文教委員会",
    }


@pytest.mark.parametrize(
    ("page_name", "heads", "name"),
    [
        ("総務委員会 | みどり町", "<h1>令和8年度 総務委員会の開催日程</h1>", "みどり町 – 総務委員会"),
        ("会議の予定｜みどり町", "<h1>会議の予定</h1><h2>文教委員会</h2><h3>2026年</h3>", "みどり町 – 文教委員会"),
        ("Welcome | Midori Library", "<h1>Friends of the Library</h1><h2>2026 Meeting Dates</h2>", "Midori Library – Friends of the Library"),
        ("Agendas & Minutes - Park Board | City of Midori", "<h1>Agendas & Minutes</h1>", "City of Midori – Park Board"),
        ("Calendar", "<h1>Calendar</h1><h2>2026 Open Studio Schedule</h2>", "Open Studio"),
        ("1984 Book Club", "<h1>1984 Book Club</h1>", "1984 Book Club"),
        ("上映日｜みどり座", "<h2>2001年宇宙の旅</h2>", "みどり座 – 上映日 – 2001年宇宙の旅"),
        ("Public Meetings | Midori", "<h1>Public Meetings</h1>", "Midori – Public Meeting"),
    ],
)  # fmt: skip
def test_an_item_without_a_name_is_called_what_its_headings_say_without_schedules_and_years(page_name, heads, name):
    rows = "".join(f"<tr><td>2026-12-{day:02}</td><td><a href={day}.pdf>PDF</a></td></tr>" for day in (2, 9, 16))
    assert {title for _, title in found(f"<title>{page_name}</title>{heads}<table>{rows}</table>")} == {name}


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (("第1回 2026年12月3日（木）<a href=a.pdf>会議録（PDF：120KB）</a>", "第2回 2026年12月10日（木）", "第3回 2026年12月17日（木）"),
         ["みどり市 – 環境審議会 – 第1回", "みどり市 – 環境審議会 – 第2回", "みどり市 – 環境審議会 – 第3回"]),
        (("第1回 2026年12月3日（木） 川の水", "第2回 2026年12月10日（木） 森の土", "第3回 2026年12月17日（木） 海の風"),
         ["第1回 川の水", "第2回 森の土", "第3回 海の風"]),
        (("2026年12月3日 理事会議事録", "2026年12月10日 総会議事録", "2026年12月17日 役員会次第"), ["理事会", "総会", "役員会"]),
        (("2026-12-03 Board Agenda", "2026-12-10 Council Agenda - Minutes", "2026-12-17 Jazz Night"),
         ["Board meeting", "Council meeting", "Jazz Night"]),
    ],
)  # fmt: skip
def test_a_number_alone_and_the_papers_of_a_body_are_no_names(rows, names):
    items = "".join(f"<li>{row}</li>" for row in rows)
    html = f"<title>環境審議会 | みどり市公式ホームページ</title><h1>環境審議会</h1><ul>{items}</ul>"
    assert [title for _, title in found(html)] == names


@pytest.mark.parametrize("body", ["議会運営委員会", "Library Board"])
def test_what_heads_the_same_words_tells_items_apart(body):
    rows = "".join(f"<tr><td>2026-12-{day:02}</td><td><a href={day}.pdf>PDF</a></td></tr>" for day in (2, 9, 16))
    html = "".join(f"<h2>{name}</h2><h3>2026 定例会</h3><table>{rows}</table>" for name in (body, "本会議"))
    titles = Counter(title for _, title in found(f"<title>みどり町</title>{html}"))
    assert titles == {f"{body} – 定例会": 3, "本会議 – 定例会": 3}


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("<li><a href={0}.pdf>2026年{1}</a></li>", "<li>2026年{1}</li>"),
        ("<li><s>2026年{1}</s></li>", "<li>2026年{1}</li>"),
        ("<tr><td>2026年{1}</td><td><a href={0}.pdf>次第</a></td></tr>", "<tr><td><p>2026年{1}</p></td><td></td></tr>"),
    ],
    ids=["linked", "struck out", "in a paragraph"],
)  # fmt: skip
@pytest.mark.parametrize("days", [("12月3日", "12月17日", "12月24日"), ("12月3日",)])
def test_days_of_one_list_are_one_list_linked_or_not(first, rest, days):
    past = "".join(first.format(number, day) for number, day in enumerate(("9月3日", "9月17日", "10月1日", "10月15日")))
    coming = "".join(rest.format(number, day) for number, day in enumerate(days))
    html = f"<title>みどり町</title><h1>議会運営委員会</h1><ul>{past}{coming}</ul>"
    html = html.replace("ul>", "table>") if "<tr" in first else html
    stray = "<ul><li>2026年11月20日</li></ul>" if len(days) == 1 else ""  # of the page, in a list of its own
    assert len(found(html + stray)) == 4 + len(days)


@pytest.mark.parametrize(
    ("heads", "days"),
    [
        (("申込開始", "開催日"), [6, 13]),
        (("資料公開", "公演日時"), [6, 13]),
        (("Testing Dates", "Meeting Dates"), [6, 13]),
        (("前期", "後期"), None),
    ],
)
def test_a_column_headed_as_the_days_of_the_event_stands_before_other_days(heads, days):
    rows = "".join(
        f"<tr><td>2026年12月{other}日</td><td>2026年12月{day}日</td><td>{title}</td></tr>"
        for other, day, title in ((1, 6, "しめ縄づくり"), (4, 13, "餅つき体験"))
    )
    head = "".join(f"<td><b>{name}</b></td>" for name in (*heads, "内容"))
    listed = {int(start[8:10]) for start, _ in found(f"<table><tr>{head}</tr>{rows}</table>")}
    assert days is None or listed == {*days}


def test_a_heading_between_days_heads_those_below_it():
    def days(name, first):
        return f"<h3>{name}</h3><h4>開催日</h4><p>12月{first}日（土）</p><p>12月{first + 7}日（土）</p>"

    html = f"<title>読書会 みどり</title><h1>読書会</h1>{days('駅前教室', 5)}{days('公民館教室', 12)}"
    assert [title for _, title in found(html)] == ["読書会 みどり – 駅前教室"] * 2 + ["読書会 みどり – 公民館教室"] * 2


@pytest.mark.parametrize(
    ("head", "points", "count"),
    [
        ("会議次第", (("市道の認定", "指定管理者の指定", "補正予算"), ("条例の改正", "決算の認定"), ("請願第二号", "陳情第五号")), 3),
        ("Meeting Agenda", (("114 Hawthorn Court", "Old Mill Bridge"), ("Dog park", "Tree plan", "Bike lane"), ("School bus", "Benches")), 3),
        ("受付開始", (("木の実の工作", "竹とんぼ教室", "紙すき体験"), ("星をみる会", "野鳥の観察会"), ("味噌づくり", "しめ縄づくり")), 7),
    ],
)  # fmt: skip
def test_what_stands_below_the_agenda_of_a_day_is_on_it(head, points, count):
    html = "".join(
        f"<div><h3>2026年12月{day}日</h3><p><a href={day}.pdf>{head}</a></p><ul>{''.join(f'<li><a href={point}>{point}</a></li>' for point in of_day)}</ul></div>"
        for day, of_day in zip((3, 10, 17), points, strict=True)
    )
    listed = found(f"<title>みどり町</title><h1>総務委員会</h1>{html}")
    assert len(listed) == count
    assert count > 3 or {title for _, title in listed} == {"みどり町 – 総務委員会"}


def test_the_path_of_a_file_before_a_heading_does_not_hide_its_year():
    rows = "<tr><td>1月16日</td><td>4月17日</td><td>7月17日</td><td>10月16日</td></tr>"
    head = "<p><b>/content/files/departments/buildings/committee/long_name_of_labels_2024.pdf 2025年の会議</b></p>"
    assert {start[:4] for start, _ in found(f"<title>みどり町</title><h1>審査会</h1>{head}<table>{rows}</table>")} == {
        "2025"
    }


def test_old_papers_are_left_out_of_a_page_that_is_kept_up():
    rows = "".join(
        f"<li><a href={year}-{month}.pdf>{year}/{month}/4</a> 議事録</li>"
        for year in range(2020, 2027)
        for month in (3, 6, 9, 11)
    )
    assert [start[:7] for start, _ in found(f"<title>議会</title><h1>定例会</h1><ul>{rows}</ul>")] == [
        "2026-03",
        "2026-06",
        "2026-09",
        "2026-11",
    ]


def test_a_table_of_nothing_but_days_is_read_cell_by_cell():
    rows = "".join(
        f"<tr>{''.join(f'<td><p>2026年{month}月{day}日</p></td>' for month in (9, 10, 11, 12))}</tr>" for day in (4, 18)
    )
    listed = found(f"<title>町議会</title><h2>委員会の日程</h2><table>{rows}</table>")
    assert sorted(start for start, _ in listed) == [
        f"2026-{month:02}-{day:02}" for month in (9, 10, 11, 12) for day in (4, 18)
    ]


def test_days_without_a_year_keep_the_order_of_their_list():
    days = ["11/20", "10/16", "9/18", "8/21", "7/17", "6/19", "5/15", "4/17", "3/20", "2/20", "1/16", "12/19"]
    rows = "".join(
        f"<li><b>{day}</b> 例会報告 {name}</li>" for day, name in zip(days, "いろはにほへとちりぬるを", strict=True)
    )
    assert [start[:7] for start, _ in found(f"<ul>{rows}</ul>")] == [
        *(f"2026-{month:02}" for month in range(11, 0, -1)),
        "2025-12",
    ]


def test_the_next_meetings_stand_beside_the_minutes_of_the_last():
    coming = "".join(f"<li>2026年12月{day}日（金）</li>" for day in (4, 11, 18))
    papers = "".join(f"<p><a href={month}.pdf>2026年{month}月6日 議事録</a></p>" for month in range(1, 11))
    html = f"<title>図書館協議会</title><h1>図書館協議会</h1><ul>{coming}</ul><div>{papers}</div>"
    assert [start for start, _ in found(html)][:3] == ["2026-12-04", "2026-12-11", "2026-12-18"]


def test_a_calendar_may_name_the_same_on_many_days():
    cells = [f"<td>{day}</td>" for day in range(32)]
    for day in (2, 9, 16, 23):
        cells[day] = (
            f"<td>{day}<ul><li><a href=a{day}>おはなし会の時間</a></li><li><a href=b{day}>郷土資料の相談</a></li></ul></td>"
        )
    cells[12] = "<td>12<ul><li><a href=c>冬の星空観察会</a></li></ul></td>"
    rows = "".join(f"<tr>{''.join(cells[first : first + 7])}</tr>" for first in range(1, 32, 7))
    listed = found(f"<h2>2026年12月</h2><table>{rows}</table>")
    assert Counter(title for _, title in listed) == {"おはなし会の時間": 4, "郷土資料の相談": 4, "冬の星空観察会": 1}


def test_a_page_of_one_word_names_its_items_after_its_owner():
    rows = "".join(f"<li>2026年12月{day}日（金） 10:00</li>" for day in (4, 11, 18))
    html = f"<title>会議日程</title><h1>会議日程</h1><h2>検索結果</h2><ul>{rows}</ul><p>Copyright © 2026 みどり町教育委員会 All Rights Reserved.</p>"
    assert {title for _, title in found(html)} == {"みどり町教育委員会 – 会議"}


def test_the_paper_of_a_special_meeting_is_the_special_meeting():
    kinds = ("SPECIAL", "REGULAR", "SPECIAL", "REGULAR")
    rows = "".join(f"<p><a href={n}.pdf>12.{n}.2026 {kind} AGENDA</a></p>" for n, kind in enumerate(kinds, 1))
    titles = [title for _, title in found(f"<title>Agendas | Midori</title><h2>Agendas</h2>{rows}")]
    assert titles == [f"Midori – {kind} meeting" for kind in kinds]


def test_links_to_papers_above_and_below_name_nothing():
    rows = "".join(f"<a href={n}.pdf>2026年12月{n}日</a><br>" for n in (4, 11, 18))
    other = rows.replace(".pdf", ".pptx")
    html = f"<title>景観審議会</title><h1>景観審議会</h1><h3>View/Download Agendas Below</h3><p>{rows}</p><h3>View/Download Presentations Below</h3><div>{other}</div>"
    assert found(html) == [(f"2026-12-{n:02}", "景観審議会") for n in (4, 11, 18)]


def test_of_two_lists_in_a_document_the_one_of_more_days_is_read():
    points = [{"title": f"議案第{n}号", "date": f"2026-12-0{1 + n % 2}"} for n in range(20)]
    meetings = [{"title": f"{name}委員会", "date": f"2026-12-0{day}"} for day, name in enumerate("総文建", 1)]
    document = json.dumps({"points": points, "meetings": meetings}, ensure_ascii=False)
    assert [title for _, title in found(document)] == ["総委員会", "文委員会", "建委員会"]


def test_what_a_page_keeps_for_its_scripts_is_read_where_it_shows_nothing():
    data = '{"props": {"events": [{"name": "星の観望会", "startDateTime": "2026-12-05T19:00:00+09:00", "publishedAt": "2026-10-01"}]}}'
    html = f'<body><main></main><script id="__NEXT_DATA__" type="application/json">{data}</script></body>'
    assert found(html) == [("2026-12-05", "星の観望会")]


def test_several_dates_in_one_line_are_several_events():
    html = "<h1>Board meetings 2026</h1><p>December 1, December 8, December 15 and December 22</p>"
    assert [start for start, _ in found(html)] == ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22"]


def test_an_archive_is_left_out_where_something_is_to_come():
    rows = "".join(
        f"<li>{year}-12-05 <a href=/{year}>Meeting of {year}</a> 第{year}回の会</li>" for year in range(2010, 2027)
    )
    assert [start for start, _ in found(f"<ul>{rows}</ul>")] == ["2026-12-05"]
    in_spring = found(f"<ul>{rows}</ul>", date(2026, 4, 1))
    assert [start for start, _ in in_spring] == ["2025-12-05", "2026-12-05"]


def test_json_documents_are_searched_for_dated_names():
    rows = '{"ok": true, "data": {"items": [{"title": "山の会", "start_date": "2026-12-05 10:00:00", "modified": "2026-11-01"}]}}'
    assert found(rows) == [("2026-12-05", "山の会")]


LAYOUTS = {
    "table": "<table><tr><th>日付</th><th>催し</th></tr>{}</table>",
    "cards": "<main><h2>催し</h2>{}</main>",
    "list": "<ul class=events>{}</ul>",
    "definitions": "<dl>{}</dl>",
    "headings": "<section>{}</section>",
}
ITEMS = {
    "table": "<tr><td>{when}</td><td><a href='/{n}'>{title}</a></td></tr>",
    "cards": "<div class='card'><h3><a href='/{n}'>{title}</a></h3><p class='w'>{when}</p></div>",
    "list": "<li><span class=d>{when}</span> <a href='/{n}'>{title}</a></li>",
    "definitions": "<dt>{when}</dt><dd><a href='/{n}'>{title}</a></dd>",
    "headings": "<h4>{title}</h4><p>日時：{when}</p><p>申込不要</p>",
}
FORMS = (
    "{d.year}年{d.month}月{d.day}日",
    "{d.year}/{d.month}/{d.day}",
    "{d:%Y-%m-%d}",
    "{d.year}.{d.month:02}.{d.day:02}",
    "{d:%B} {d.day}, {d.year}",
)
NAMES = (
    "山の会",
    "朝の読書会",
    "陶芸教室",
    "ピアノ演奏会",
    "古地図さんぽ",
    "落語の夕べ",
    "星空観察会",
    "やさしい書道",
    "蚤の市",
    "ことばの集い",
)


@given(
    st.sampled_from(sorted(LAYOUTS)),
    st.sampled_from(FORMS),
    st.lists(st.integers(1, 300), min_size=3, max_size=10, unique=True),
)
def test_property_a_list_in_any_layout_reads_back(layout, form, offsets):
    days = [TODAY + timedelta(days=offset) for offset in sorted(offsets)]
    items = "".join(ITEMS[layout].format(when=form.format(d=day), title=NAMES[n], n=n) for n, day in enumerate(days))
    html = f"<html><head><title>みどり館</title></head><body><h1>みどり館</h1>{LAYOUTS[layout].format(items)}</body></html>"
    assert found(html) == [(day.isoformat(), NAMES[n]) for n, day in enumerate(days)]


@given(st.text(max_size=300))
def test_property_any_text_is_survived(text):
    extract(text, URL, TODAY)
    induce(f"<ul><li>2026-12-01 {text}</li><li>2026-12-02 {text}</li></ul>", URL, TODAY)


@given(st.text(alphabet="<>/ab=\"' tdrliu0123456789-月日年", max_size=200))
@settings(max_examples=50)
def test_property_broken_markup_is_survived(text):
    extract(text, None, TODAY)


def test_deep_nesting_is_survived():
    html = "<div>" * 5000 + "<p>2026-12-01 会</p>" + "</div>" * 5000
    assert len(extract(html, URL, TODAY)) <= 1


@pytest.mark.skipif(not RECORDINGS.exists(), reason="the recordings are not beside the checkout")
@pytest.mark.parametrize(("family", "floor"), [("court", 0.85), ("city", 0.6)])
def test_pages_that_nobody_here_wrote(family, floor, monkeypatch):
    spec = importlib.util.spec_from_file_location("score_listing", RECORDINGS / "score_listing.py")
    measure = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(measure)
    right = given_ = wanted = 0
    import json

    for line in (RECORDINGS / "listings" / "expected.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if not row["page"].startswith(family):
            continue
        html = (RECORDINGS / "listings" / row["page"]).read_text("utf-8", "replace")
        today = date(*map(int, row["today"].split("-")))
        out, left = extract(html, row["url"], today), list(row["events"])
        for event in out:
            same = (one for one in left if measure.day(one["start"]) == event["start"][:10])
            match = next((one for one in same if measure.agree(one["title"], event["title"])), None)
            if match:
                left.remove(match)
                right += 1
        given_, wanted = given_ + len(out), wanted + len(row["events"])
    assert 2 * right / (given_ + wanted) >= floor


TWO = ("朝の会", "夜の会")


@pytest.mark.parametrize(
    ("html", "days"),
    [
        # the month of a heading in number and name, a stretch of months over two years, pieces of a date set apart
        ("<h2>2027 / 1 January</h2><p>01.09 sat <b>{}</b></p><p>01.16 sat <b>{}</b></p>", ("2027-01-09", "2027-01-16")),
        (
            "<h1>Live 2026 Dec – 2027 Jan</h1><li>Dec 19 Sat <b>{}</b></li><li>Jan 9 Sat <b>{}</b></li>",
            ("2026-12-19", "2027-01-09"),
        ),
        (
            "<li><i>12</i><i>|</i><i>12</i><i> sat</i><h3>{}</h3></li><li><i>12</i><i>|</i><i>19</i><i> sat</i><h3>{}</h3></li>",
            ("2026-12-12", "2026-12-19"),
        ),
        (
            "<div><h3>12 . 12 Sat.</h3><p>{}</p></div><div><h3>12 . 19 Sat.</h3><p>{}</p></div>",
            ("2026-12-12", "2026-12-19"),
        ),
        # days in brackets behind the name; what is called summer holidays is no closing day
        (
            "<li>夏休みの{}（12月8日（火曜日）から12月10日（木曜日）まで）</li><li>{}（12月13日（日曜日）開催）</li>",
            ("2026-12-08", "2026-12-13"),
        ),
        # goods, deadlines and sales beside what one can go to
        (
            "<h3>12/12(土) {}</h3><h3>手編みの帽子（12/20以降発送）</h3><h3>12/19(土) {}</h3><h3>生麹 1kg（12/15入荷）</h3>",
            ("2026-12-12", "2026-12-19"),
        ),
        (
            "<li>12/12(土) {}</li><li>12/19(土) {}</li><li>絵手紙の会…12月10日（木）までに窓口へ</li><li>12/5(土) 独演会 一般発売</li>",
            ("2026-12-12", "2026-12-19"),
        ),
        # news below words that are no heading, and reports of what was
        (
            "<li>12/12(土) 10:00 {}</li><li>12/19(土) 10:00 {}</li></ul><p>更新履歴<br>12/1 予定を更新<br>11/20 写真を追加</p>",
            ("2026-12-12", "2026-12-19"),
        ),
        (
            "<li>12/12(土) 10:00 {}</li><li>12/19(土) 10:00 {}</li></ul><h2>活動報告</h2><ul><li>11/28(土) 10:00 昼の会</li></ul>",
            ("2026-12-12", "2026-12-19"),
        ),
        (
            "<p>12/12(土) 10:00 {}</p><p>12/19(土) 10:00 {}</p><section><h3>Past</h3><p>11/28(土) 10:00 昼の会</p></section>",
            ("2026-12-12", "2026-12-19"),
        ),
        # closing days below a heading of their own, days that are left out
        (
            "<li>12/12(土) 10:00 {}</li><li>12/19(土) 10:00 {}</li></ul><h2>休館日のお知らせ</h2><ul><li>年末年始 12月28日～1月4日</li></ul><address>9:00～17:00（12月29日から1月3日を除く）</address>",
            ("2026-12-12", "2026-12-19"),
        ),
        # days on which posts were written, a few of which announce something
        (
            "<article><time>2026.12.01</time><h3>{}</h3><p>日時：12月12日（土）13:00</p></article><article><time>2026.11.24</time><h3>庭の椿が咲きました</h3></article><article><time>2026.11.20</time><h3>{}</h3><p>会期：12月19日（土）～27日（日）</p></article><article><time>2026.11.02</time><h3>新しい椅子</h3></article><article><time>2026.10.29</time><h3>雨の日の庭</h3></article>",
            ("2026-12-12", "2026-12-19"),
        ),
        # a slider that tells part of the names
        (
            "<p>12.19 SAT<br>{1}</p><ul><li>12月12日(土) 10:00 {0}</li><li>12月19日(土) 18:00 クリスマス{1}</li></ul>",
            ("2026-12-12", "2026-12-19"),
        ),
    ],
)
def test_what_stands_around_the_list_is_none_of_it(html, days):
    listed = found(f"<body>{html.format(*TWO)}", date(2026, 12, 3))
    assert tuple(sorted(start[:10] for start, _ in listed)) == days
    assert all(name in title for name, (_, title) in zip(TWO, sorted(listed), strict=True))


@pytest.mark.parametrize(
    ("name", "days", "said", "spans"),
    [
        ("おはなし会", "12月5日（土）、19日（土）", "", [("2026-12-05", None), ("2026-12-19", None)]),
        ("木工の日", "12月5日（土）・6日（日）", "", [("2026-12-05", "2026-12-06")]),
        ("はじめての陶芸", "12月5日（土）、19日（土）", "全2回", [("2026-12-05", "2026-12-19")]),
        ("古文書講座", "12月5日（土）、19日（土）", "", [("2026-12-05", "2026-12-19")]),
    ],
)
def test_days_that_an_item_names_are_events_of_their_own_unless_they_follow_or_are_a_course(name, days, said, spans):
    html = (
        f"<ul><li><h3>{name}</h3><p>{days}</p><p>{said}</p></li><li><h3>年忘れ寄席</h3><p>12月26日（土）</p></li></ul>"
    )
    items = extract(html, URL, date(2026, 12, 1))
    assert [(one["start"], one["end"]) for one in items if one["title"] == name] == spans


def test_films_of_a_day_stand_above_their_clock_times_and_come_again():
    films = {4: ("三人の旅", "港の灯"), 5: ("三人の旅", "港の灯"), 6: ("夜明けの汽車",), 7: ("砂の家", "港の灯")}
    day = "<label>12/{}（{}）</label><div><div>{}</div></div>"
    film = "<p>{}{}</p><ul><li><a href=#>10:{}</a></li></ul><small>1961年／98分</small>"
    html = "".join(
        day.format(number, "月火水木金土日"[date(2026, 12, number).weekday()],
                   "".join(film.format("<span class=tag>35mm</span> " * (nth == 1), name, nth + 10) for nth, name in enumerate(names)))
        for number, names in films.items()
    )  # fmt: skip
    listed = [
        (start[:10], title.removeprefix("35mm ")) for start, title in found(f"<h2>上映</h2>{html}", date(2026, 12, 3))
    ]
    assert listed == [(f"2026-12-{number:02}", name) for number, names in films.items() for name in names]


def test_the_days_of_a_run_are_one_item_with_its_first_and_last_day():
    rows = "<table><tr><td>{}日(土)</td><td>14:00</td></tr><tr><td>{}日(日)</td><td>18:00</td></tr></table>"
    plays = [("海辺の駅", "12月5日(土)～12月13日(日)", 12, 13), ("三人の王", "12月19日(土)～12月27日(日)", 26, 27)]
    html = "".join(
        f"<article><h3>{name}</h3><p>{run}</p>{rows.format(f'12月{one}', f'12月{two}')}</article>"
        for name, run, one, two in plays
    )
    items = extract(f"<h1>公演</h1>{html}", None, date(2026, 12, 1))
    assert [(item["start"], item["end"]) for item in items] == [
        ("2026-12-05", "2026-12-13"),
        ("2026-12-19", "2026-12-27"),
    ]


@pytest.mark.parametrize("rows", ["²", "-1", "viele", "9" * 5000])
def test_a_cell_that_spans_no_number_of_rows_is_one_cell(rows):
    days = "".join(f"<tr><td rowspan={rows}>12/{day}</td><td>夜の会{day} 19:00</td></tr>" for day in range(1, 9))
    wrapper = induce(f"<table>{days}</table>", URL, TODAY)
    assert wrapper is not None
    assert len(wrapper.items) == 8


def test_a_comment_is_nothing_that_a_reader_sees():
    rows = "".join(
        f"<tr><!-- {day} --><td><!-- day -->12/{day}</td><!-- name --><td>夜の会{day} 19:00</td><?x?></tr>"
        for day in range(1, 9)
    )
    plain = induce(
        "<table><tr><th>日</th><th>会</th></tr>" + re.sub("<!--.*?-->|<.x.>", "", rows) + "</table>", URL, TODAY
    )
    noted = induce("<table><tr><!-- head --><th>日</th><!-- - --><th>会</th></tr>" + rows + "</table>", URL, TODAY)
    assert plain is not None
    assert noted == plain


@pytest.mark.parametrize(
    "name",
    [
        "はじめての短歌",
        "とんぼ玉づくり",
        "はがき絵",
        "からくり人形をつくる",
        "のんびり散歩",
        "にほんご広場",
        "よりみち音楽会",
    ],
)
def test_a_name_may_begin_with_the_letters_of_a_particle(name: str) -> None:
    rows = [
        f"12/{day}({wd}) 10:00 {one}（緑会館）"
        for day, wd, one in ((3, "木", "朝の句会"), (9, "水", name), (15, "火", "苔玉の会"))
    ]
    html = f"<title>例会 | 山の会</title><h1>例会</h1><p>{'<br>'.join(rows)}</p>"
    assert [one["title"].partition("(")[0] for one in extract(html, "https://a.example/", date(2026, 11, 30))][
        1
    ] == name


def test_how_a_sentence_goes_on_behind_a_day_is_no_name() -> None:
    for rest in ("は休館します", "から開催", "まで延長", "に変更"):
        html = (
            f"<title>お知らせ</title><h1>句会</h1><p>12月3日(木){rest}<br>12月9日(水){rest}<br>12月15日(火){rest}</p>"
        )
        found = extract(html, "https://a.example/", date(2026, 11, 30))
        assert [one["title"] for one in found if one["title"].startswith(rest[:1])] == []
