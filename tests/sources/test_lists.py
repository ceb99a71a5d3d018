"""Feeds, tables, APIs and pages: the odd shapes."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from aggregator.http import page_from_bytes
from aggregator.plugin import ParseError, RawEvent, RecordError, Request, TroubleKind, Window, is_closed_day
from sources.kinds._headings import Heading
from sources.kinds.csv import Csv, CsvOptions
from sources.kinds.feed import Feed, FeedOptions
from sources.kinds.html import Html, HtmlOptions
from sources.kinds.json import Json, JsonOptions

WINDOW = Window(datetime(2026, 11, 23, tzinfo=UTC), datetime(2027, 1, 31, tzinfo=UTC))
URL = "https://list.example/here/"


def page(body, url=URL):
    return page_from_bytes(body if isinstance(body, bytes) else body.encode(), WINDOW, url=url)


def feed(body):
    return list(Feed(FeedOptions(url=URL)).parse(page(body)))


def api(reply, **options):
    source = Json(JsonOptions.model_validate({"url": URL, "fields": {"title": "t"}, **options}))
    (first,) = source.requests(WINDOW)
    return list(source.parse(page(json.dumps(reply), first.url)))


def table(text, **options):
    return list(Csv(CsvOptions.model_validate({"url": URL, **options})).parse(page(text)))


def html(text, **options):
    return list(Html(HtmlOptions.model_validate({"url": URL, "item": "li", **options})).parse(page(text)))


def rss(item, head=""):
    return f'<rss version="2.0" {head}><channel><item><title>会</title><link>/e/1</link>{item}</item></channel></rss>'


def test_a_page_without_selectors_gives_the_list_that_a_person_sees():
    rows = "".join(
        f"<p>12/{day}　{name}<br>19:00〜　{fee}円</p>" for day, name, fee in ((5, "朗読の夜", 500), (12, "弦の夜", 900))
    )
    body = f"<title>2026年12月の予定 | 灯台</title><p>閉館日 12/7</p>{rows}"
    told = [one for one in Html(HtmlOptions(url=URL)).parse(page(body)) if isinstance(one, RawEvent)]
    assert [(one.title, one.when) for one in told] == [
        ("朗読の夜", "2026年12月5日 19:00"),
        ("弦の夜", "2026年12月12日 19:00"),
    ]
    assert "500円" in told[0].text
    assert "900円" not in told[0].text


def test_a_page_without_a_list_gives_no_records_without_selectors():
    assert list(Html(HtmlOptions(url=URL)).parse(page("<h1>ご案内</h1><p>12月7日は閉館日です</p>"))) == []


@pytest.mark.parametrize("options", [{"fields": {"title": "h3"}}, {"headings": "h2"}, {"split": "br"}, {"skip": ".x"}])
def test_what_lies_within_an_item_needs_one(options):
    with pytest.raises(ValidationError, match="item といっしょに"):
        HtmlOptions.model_validate({"url": URL, **options})


# ---------------------------------------------------------------------------------------------------------------------
# feeds


@pytest.mark.parametrize(
    ("item", "head", "start", "end"),
    [
        ("<pubDate>Fri, 20 Nov 2026 09:00:00 +0900</pubDate>", "", None, None),
        ("<z:dtstart>20261201</z:dtstart>", 'xmlns:z="urn:ietf:params:xml:ns:xcal"', "20261201", None),
        ("<startDate>2026-12-01</startDate><endDate>2026-12-02</endDate>", "", "2026-12-01", "2026-12-02"),
        (
            "<a:event_date>2026-12-01</a:event_date><a:start_time>2026-12-01 10:00</a:start_time>",
            'xmlns:a="urn:a"',
            "2026-12-01 10:00",
            None,
        ),
        (
            '<gd:when startTime="2026-12-01T10:00" endTime="2026-12-01T11:00"/>',
            'xmlns:gd="http://schemas.google.com/g/2005"',
            "2026-12-01T10:00",
            "2026-12-01T11:00",
        ),
    ],
)
def test_the_time_of_the_event_is_not_that_of_the_entry(item, head, start, end):
    (event,) = feed(rss(item, head))
    assert (event.start, event.end) == (start, end)


def test_places_of_geo_feeds():
    head = 'xmlns:georss="http://www.georss.org/georss" xmlns:gd="http://schemas.google.com/g/2005"'
    (event,) = feed(rss('<georss:point>35.5 139.5</georss:point><gd:where valueString="館"/>', head))
    assert (event.lat, event.lng, event.venue) == (35.5, 139.5, "館")


def test_addresses_are_made_absolute():
    assert feed(rss(""))[0].url == "https://list.example/e/1"


def test_a_summary_that_the_article_repeats_is_not_told_twice():
    content = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    (event,) = feed(
        rss(
            "<description>同じ話</description><content:encoded>&lt;p&gt;同じ話の続き&lt;/p&gt;</content:encoded>",
            content,
        )
    )
    assert event.text == "<p>同じ話の続き</p>"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", TroubleKind.EMPTY_BODY),
        ("<html><body>x</body></html>", TroubleKind.NOT_THE_KIND),
        ('{"items": 3}', TroubleKind.NOT_THE_KIND),
        ("plain words", TroubleKind.NOT_THE_KIND),
        ('{"items": [', TroubleKind.UNREADABLE),
    ],
)
def test_what_is_no_feed_is_said(body, kind):
    with pytest.raises(ParseError) as caught:
        feed(body)
    assert caught.value.kind is kind


@pytest.mark.parametrize(("words", "count"), [("朗読", 1), ("ＰＹＴＨＯＮ 朗読", 1), ("python 句会", 0), (None, 1)])
def test_a_feed_is_narrowed_by_words(words, count):
    body = rss("<description>Pythonで朗読する夜</description>")
    page = page_from_bytes(body.encode(), WINDOW, url=URL)
    assert len(list(Feed(FeedOptions(url=URL, keyword=words)).parse(page))) == count


def test_an_empty_feed_is_a_feed():
    assert feed('<rss version="2.0"><channel><title>x</title></channel></rss>') == []
    assert feed('<?xml version="1.0"?><!-- 1997 --><CHANNEL><TITLE>x</TITLE></CHANNEL>') == []


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="<>/&;#x=\"'abitemrss0\n", max_size=120))
def test_a_mangled_feed_never_crashes(text):
    try:
        found = feed(rss(text))
    except ParseError:
        return
    assert all(isinstance(record, RawEvent | RecordError) for record in found)


# ---------------------------------------------------------------------------------------------------------------------
# APIs


def test_the_window_goes_into_the_address_and_the_query():
    options = {"url": URL + "{start:%Y/%m}", "fields": {"title": "t"}, "params": {"to": "{end}", "in": "{months:%Y%m}"}}
    (request,) = Json(JsonOptions.model_validate(options)).requests(WINDOW)
    assert request.url == URL + "2026/11"
    assert request.params == {"to": "2027-01-31", "in": "202611,202612,202701"}


def test_one_odd_record_loses_only_itself():
    trouble, event = api(
        [{"t": "会", "n": 4}, {"t": "妙", "n": "many", "o": "perhaps"}], fields={"title": "t", "online": "o"}
    )
    assert (trouble.field, event.title) == ("online", "会")


@pytest.mark.parametrize(
    ("fields", "record", "expected"),
    [
        ({"start": "s"}, {"s": 1796115600000}, {"start": 1796115600}),
        ({"start": "s"}, {"s": 1796115600}, {"start": 1796115600}),
        ({"start": ["d", "h"]}, {"d": "2026-12-01", "h": None}, {"start": "2026-12-01"}),
        ({"id": "n"}, {"n": 12}, {"id": "12"}),
        ({"tags": "x"}, {"x": [{"name": "茶"}, {"name": "花"}]}, {"tags": ("茶", "花")}),
        ({"title": "t"}, {"t": "藍 &#8211; <b>染め</b>"}, {"title": "藍 – 染め"}),
        ({"online": "o"}, {"o": True}, {"online": True}),
        ({"price": "p"}, {"p": 0}, {"price": 0}),
        ({"capacity": "c"}, {"c": False}, {"capacity": None}),
        ({"title": "length(t)"}, {"t": None}, {"title": None}),
        ({"url": "u"}, {"u": "../e/1"}, {"url": "https://list.example/e/1"}),
    ],
)
def test_fields(fields, record, expected):
    (event,) = api([record | {"zz": 1}], fields=fields)
    assert {field: getattr(event, field) for field in expected} == expected


@pytest.mark.parametrize(
    ("paging", "reply", "following"),
    [
        ({"page": "p"}, {"r": [{"t": "a"}]}, {"p": "2"}),
        ({"page": "p", "pages": "n"}, {"r": [{"t": "a"}], "n": 1}, None),
        ({"page": "p"}, {"r": []}, None),
        ({"offset": "o", "origin": 1}, {"r": [{"t": "a"}, {"t": "b"}]}, {"o": "3"}),
        ({"offset": "o", "total": "n"}, {"r": [{"t": "a"}], "n": 1}, None),
        ({"cursor": "c", "cursor_param": "after"}, {"r": [{"t": "a"}], "c": "zz"}, {"after": "zz"}),
        ({"cursor": "c"}, {"r": [{"t": "a"}], "c": None}, None),
        ({"next": "n"}, {"r": [{"t": "a"}], "n": None}, None),
        ({"next": "n"}, {"r": [{"t": "a"}], "n": URL}, None),
    ],
)
def test_paging(paging, reply, following):
    requests = [found for found in api(reply, items="r", paging=paging) if isinstance(found, Request)]
    assert [request.params for request in requests] == ([following] if following else [])


@pytest.mark.parametrize("items", ["r", "r[0]"])
def test_a_mapping_of_records_and_a_single_record(items):
    reply = {"r": {"x": {"t": "会"}}} if items == "r" else {"r": [{"t": "会", "n": 1}]}
    assert [event.title for event in api(reply, items=items)] == ["会"]


def test_what_is_no_list_is_said():
    with pytest.raises(ParseError, match="no list at items: r"):
        api({"error": "no"}, items="r")
    source = Json(JsonOptions.model_validate({"url": URL, "fields": {"title": "t"}}))
    for body, kind in (
        ("<html>", TroubleKind.NOT_THE_KIND),
        (" ", TroubleKind.EMPTY_BODY),
        ("[" * 9999, TroubleKind.UNREADABLE),
    ):
        with pytest.raises(ParseError) as caught:
            list(source.parse(page(body)))
        assert caught.value.kind is kind


@pytest.mark.parametrize(
    "options",
    [
        {"fields": {"title": "a b"}},
        {"fields": {"titel": "t"}},
        {"fields": {"title": "t"}, "items": "[["},
        {"fields": {"title": "t"}, "paging": {}},
        {"fields": {"title": "t"}, "paging": {"page": "p", "next": "n"}},
        {"fields": {"title": "t"}, "url": "list.example"},
    ],
)
def test_mistakes_in_the_options_are_found(options):
    with pytest.raises(ValidationError):
        JsonOptions.model_validate({"url": URL, **options})


@pytest.mark.parametrize(
    ("body", "within"),
    [
        (
            '<script id="__NEXT_DATA__" type="application/json">{"r": [{"t": "会  場"}]}</script>',
            "script#__NEXT_DATA__",
        ),
        ("<div id=app data-page='{&quot;r&quot;: [{&quot;t&quot;: &quot;会  場&quot;}]}'></div>", "#app@data-page"),
    ],
)
def test_json_inside_a_page(body, within):
    source = Json(JsonOptions.model_validate({"url": URL, "items": "r", "fields": {"title": "t"}, "within": within}))
    assert [event.title for event in source.parse(page(f"<html>{body}</html>"))] == ["会 場"]
    with pytest.raises(ParseError, match="no JSON at within"):
        list(source.parse(page("<html></html>")))


def test_webcal_is_https():
    assert FeedOptions(url="webcal://list.example/x").url == "https://list.example/x"


# ---------------------------------------------------------------------------------------------------------------------
# tables


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimiters_and_headings_in_any_width(delimiter):
    (event,) = table(
        delimiter.join(("イベント名", "開始日", "料金（基本）", "ＵＲＬ"))
        + "\n"
        + delimiter.join(("会", "2026-12-01", "0", "/e"))
    )
    assert (event.title, event.start, event.price, event.url) == ("会", "2026-12-01", 0, "https://list.example/e")


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("名称,開始日,場所名称,集合場所", "会,2026-12-01,館,駅前", {"venue": "館", "text": "集合場所: 駅前"}),
        ("名称,開始日,場所名称,集合場所", "会,2026-12-01,,駅前", {"venue": "駅前", "text": ""}),
        (
            "名称,開始日,開始時刻,終了時刻",
            "会,2026-12-01,10:00,11:00",
            {"start": "2026-12-01 10:00", "end": "2026-12-01 11:00"},
        ),
        ("名称,開始日,終了日", "会,2026-12-01,2026-12-03", {"end": "2026-12-03"}),
        (
            "Subject,Start Date,Start Time,Location",
            "会,12/01/2026,10:00 AM,館",
            {"title": "会", "start": "12/01/2026 10:00 AM", "venue": "館"},
        ),
        ("イベント名,日時備考,料金", "会,2026-12-01,0円", {"when": "2026-12-01", "price": "0円"}),
        ("イベント名,開始日,カテゴリー", "会,2026-12-01,茶;花", {"tags": ("茶", "花")}),
        (
            "イベント名,開始日,都道府県名,市区町村名,住所",
            "会,2026-12-01,架空県,朝顔市,架空県朝顔市1-1",
            {"address": "架空県朝顔市1-1"},
        ),
        (
            "イベント名,開始日,都道府県名,市区町村名,住所",
            "会,2026-12-01,架空県,朝顔市,本町1",
            {"address": "架空県朝顔市本町1"},
        ),
    ],
)
def test_columns(header, row, expected):
    (event,) = table(f"{header}\n{row}\n")
    assert {field: getattr(event, field) for field in expected} == expected


def test_rows_that_are_the_same_meeting_twice_and_two_meetings_at_one_address():
    found = table("イベント名,開始日,URL\n会,2026-12-01,/e\n会,2026-12-01,/e\n会,2026-12-02,/e\n")
    assert len(found) == len({event.id for event in found}) == 2


def test_a_table_that_is_none_is_said():
    for text, kind in (
        ("a,b\n1,2\n", TroubleKind.NOT_THE_KIND),
        ("", TroubleKind.EMPTY_BODY),
        ("<html>,", TroubleKind.NOT_THE_KIND),
    ):
        with pytest.raises(ParseError) as caught:
            table(text)
        assert caught.value.kind is kind


def test_an_endless_cell_is_a_trouble():
    with pytest.raises(ParseError, match="line"):
        table('イベント名,開始日\n"' + "あ" * 1_100_000)


# ---------------------------------------------------------------------------------------------------------------------
# pages


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("2026年12月の予定", 2026, 12),
        ("令和８年度", 2026, None),
        ("令和元年 5月", 2019, 5),
        ("2026.7", 2026, 7),
        ("December 2026", 2026, 12),
        ("１２月", None, 12),
        ("お知らせ", None, None),
        ("12月5日", None, 12),
    ],
)
def test_headings(text, year, month):
    assert Heading.read(text)[:2] == (year, month)


@pytest.mark.parametrize(
    ("heading", "when", "whole"),
    [
        (Heading(2026, 12), "5日(土) 10:00", "2026年12月5日(土) 10:00"),
        (Heading(2026, 12), "5 土 10:00", "2026年12月5日 土 10:00"),
        (Heading(2026, 12), "12/5 10:00", "2026年12/5 10:00"),
        (Heading(2026, 12), "2027年1月5日", "2027年1月5日"),
        (Heading(None, 12), "5日", "12月5日"),
        (Heading(2026, None), "12月5日", "2026年12月5日"),
        (Heading(), "5日", "5日"),
    ],
)
def test_what_a_heading_lends(heading, when, whole):
    assert heading.before(when) == whole


@pytest.mark.parametrize(
    ("upper", "lower", "merged"),
    [
        ((2026, 12), (None, 1), (2027, 1)),
        ((2026, 1), (None, 12), (2025, 12)),
        ((2026, 4), (None, 5), (2026, 5)),
        ((2026, 4), (2027, None), (2027, None)),
        ((2026, None), (None, 5), (2026, 5)),
        ((2026, 5), (None, None), (2026, 5)),
    ],
)
def test_headings_under_headings(upper, lower, merged):
    assert Heading(*lower).under(Heading(*upper))[:2] == merged


def test_the_innermost_item_counts_and_headings_of_tables_do_not():
    assert [event.title for event in html("<li><ul><li><h3>内</h3></li></ul></li>")] == ["内"]
    assert html("<table><tr><th>題</th></tr></table>", item="tr") == []


def test_links_that_lead_nowhere_are_no_addresses():
    (event,) = html('<li><a href="javascript:open()">会</a></li>')
    assert (event.title, event.url) == ("会", URL)


def test_numbered_pages_go_on_while_there_are_items():
    assert html("<li>会</li>", page="p")[-1] == Request(URL + "?p=2")
    assert html("<p></p>", page="p") == []
    source = Html(HtmlOptions(url=URL, item="li", page="p"))
    assert list(source.parse(page("<li>会</li>", URL + "?q=a&p=2")))[-1] == Request(URL + "?q=a&p=3")


def test_a_next_link_to_the_page_itself_ends_the_list():
    assert [type(found) for found in html('<li>会</li><a class="n" href="#top">次</a>', next="a.n")] == [
        RawEvent,
        Request,
    ]
    assert [type(found) for found in html(f'<li>会</li><a class="n" href="{URL}">次</a>', next="a.n")] == [RawEvent]


def test_details_take_the_main_part_where_nothing_is_said_of_the_text():
    source = Html(HtmlOptions.model_validate({"url": URL, "item": "li", "detail": {"when": ".w"}}))
    (request,) = source.parse(page('<li><a href="/e">会</a></li>'))
    answer = page("<nav>x</nav><main><p class=w>12月5日</p>中身<script>1</script></main>", request.url)
    (event,) = source.parse(type(answer)(request, request.url, answer.body, WINDOW))
    assert (event.title, event.when) == ("会", "12月5日")
    assert "中身" in event.text


@pytest.mark.parametrize("selector", ["a[", "li >", "a:no-such", "+ ["])
def test_a_bad_selector_is_found_in_the_options(selector):
    with pytest.raises(ValidationError, match="CSSセレクターとして読めません"):
        HtmlOptions.model_validate({"url": URL, "item": "li", "fields": {"title": selector}})


def test_siblings_and_attributes():
    found = html(
        "<dt data-id=7>12/5</dt><dd><a href=/e>会</a></dd><dt>12/6</dt><p>x</p>",
        item="dt",
        fields={"title": "+ dd a", "id": "@data-id"},
    )
    assert [event.title for event in found] == ["会", None]
    assert found[0].id == "7"


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("2026年12月5日（土）", "2026年12月5日"),
        ("12/5(土)", "12月5日"),
        ("2026-12-05", "2026年12月5日"),
        ("December 5", "12月5日"),
        ("2026年12月", None),
        ("2026.12", None),
        ("5日（土）", None),
    ],
)
def test_a_heading_may_name_the_whole_day(heading, day):
    assert Heading.read(heading).whole == day


def test_items_under_a_days_cell_take_its_day():
    text = "<h2>2026年12月</h2><table><tr><td>5日（土）</td><td><p>朝の会</p><p>10:00 昼の会</p></td></tr></table>"
    found = html(text, item="p", headings="h2, td:nth-child(1)", fields={"title": ".", "when": "."})
    assert [event.when for event in found] == ["2026年12月5日 朝の会", "2026年12月5日 10:00 昼の会"]


@pytest.mark.parametrize("rows", ["²", "-1", "viele", "9" * 5000])
def test_a_cell_that_spans_no_number_of_rows_is_one_cell(rows):
    text = f"<table><tr><td rowspan={rows}>12/5</td><td>朝の会</td></tr><tr><td>12/6</td><td>夜の会</td></tr></table>"
    found = html(text, item="tr", fields={"title": "td:nth-of-type(2)", "when": "td:nth-of-type(1)"})
    assert [(event.when, event.title) for event in found] == [("12/5", "朝の会"), ("12/6", "夜の会")]


def test_a_cell_that_spans_rows_counts_in_each_of_them():
    text = "<table><tr><td rowspan=2>12/5</td><td>朝の会</td></tr><tr><td>昼の会</td></tr><tr><td>12/6</td><td>夜の会</td></tr></table>"
    found = html(text, item="tr", fields={"title": "td:nth-of-type(2)", "when": "td:nth-of-type(1)"})
    assert [(event.when, event.title) for event in found] == [
        ("12/5", "朝の会"),
        ("12/5", "昼の会"),
        ("12/6", "夜の会"),
    ]


def test_one_line_of_a_paragraph():
    text = "<p>12.4 (Fri) 夜の会<br>出演: 青い鳥<br>OPEN 18:30</p>"
    (event,) = html(text, item="p", fields={"title": ".|1", "when": ".", "organiser": ".|2"})
    assert (event.title, event.organiser) == ("12.4 (Fri) 夜の会", "出演: 青い鳥")


@pytest.mark.parametrize(
    "title",
    [
        "保守点検",
        "（舞台点検）",
        "【臨時】休館",
        "設備点検のため休館(5日まで)",
        "休館・休館",
        "HALL RENTAL",
        "Private event",
        "PRIVATE",
        "リハーサル",
        "貸切",
        "団体貸切",
        "お正月休み",
        "展示替えのため休室",
        "舞台機構点検",
        "空き日",
        "展示室メンテナンス",
        "ステージ設営",
        "優良職員表彰式（関係者のみ）",
    ],
)
def test_a_day_on_which_nothing_takes_place_is_no_event(title):
    assert is_closed_day(title)


@pytest.mark.parametrize(
    "title",
    [
        "点検の仕事を見る会",
        "Hall rental fair",
        "private lessons",
        "公開リハーサル",
        "舞台点検ツアー",
        "貸切列車の旅",
        "空き家を考える会",
        "自転車メンテナンス",
        "夏休み工作教室",
        "関係者のみが知る話 上映会",
        "休館( )" * 11 + "x",
        "設備点検" * 14 + "x",  # read in every way these took seconds
    ],
)
def test_what_only_speaks_of_closing_is_an_event(title):
    assert not is_closed_day(title)
