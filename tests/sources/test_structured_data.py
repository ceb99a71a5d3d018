"""schema.org in all its spellings, and the repairs that hand-written JSON-LD needs."""

import contextlib
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.http import page_from_bytes
from aggregator.plugin import ParseError, RawEvent, RecordError, Request, TroubleKind, Window
from sources.kinds._ldjson import repaired
from sources.kinds.jsonld import JsonLd, JsonLdOptions

WINDOW = Window(datetime(2026, 11, 23, tzinfo=UTC), datetime(2027, 1, 31, tzinfo=UTC))
URL = "https://ld.example/list"


def read(html, **options):
    return list(JsonLd(JsonLdOptions(url=URL, **options)).parse(page_from_bytes(html.encode(), WINDOW, url=URL)))


def event(**node):
    html = f'<script type="application/ld+json">{json.dumps({"@type": "Event", "name": "会", **node})}</script>'
    return next(found for found in read(html) if isinstance(found, RawEvent))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('{"a": 1,}', {"a": 1}),
        ("[1, 2, ]", [1, 2]),
        ('<!-- {"a": 1} -->', {"a": 1}),
        ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
        ('/*<![CDATA[*/{"a": 1}/*]]>*/', {"a": 1}),
        ('{"a": 1};', {"a": 1}),
        ('{"a": /* why */ 1}', {"a": 1}),
        ('{"a": "https://a.example/"}', {"a": "https://a.example/"}),
        ('{"a": "one\ntwo\tthree"}', {"a": "one\ntwo\tthree"}),
        ('{"a": "有楽町""}', {"a": "有楽町"}),
        ('{"a": "", "b": "x""}', {"a": "", "b": "x"}),
        ('{"a": "say "hello" twice"}', {"a": 'say "hello" twice'}),
        ('{"a": "the "end""}', {"a": 'the "end"'}),
        ('{"a": "kept \\" as is"}', {"a": 'kept " as is'}),
        ("{&quot;a&quot;: 1}", {"a": 1}),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
    ],
)
def test_repairs(written, meant):
    assert repaired(written) == meant


@pytest.mark.parametrize("written", ["", "  ", '{"a": ', "not json", "[" * 5000])
def test_what_cannot_be_repaired_is_said(written):
    with pytest.raises(ValueError):
        repaired(written)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_valid_json_is_read_as_it_is(value):
    assert repaired(json.dumps(value)) == value


@settings(max_examples=200)
@given(st.text(alphabet='{}[]":, /*\\\n0a<!-', max_size=200))
def test_a_reader_of_rubbish_raises_value_errors_only(text):
    with contextlib.suppress(ValueError):
        repaired(text)


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("2026-12-01T19:00+9:00", "2026-12-01T19:00+09:00"),
        ("2026-12-01T19:00:00+900", "2026-12-01T19:00:00+0900"),
        ("2026-12-01T19:00:00+09:00", "2026-12-01T19:00:00+09:00"),
        ("2026-12-01", "2026-12-01"),
        (["2026-12-01", "2026-12-02"], "2026-12-01"),
        ({"@value": "2026-12-01T10:00Z"}, "2026-12-01T10:00Z"),
        ("", None),
    ],
)
def test_start(written, start):
    assert event(startDate=written).start == start


@pytest.mark.parametrize(
    ("offers", "price"),
    [
        ({"price": 0}, 0),
        ({"price": "1000.00", "priceCurrency": "JPY"}, 1000),
        ([{"name": "一般", "price": 1500}, {"name": "学生", "price": "1000"}], "一般 1500円 / 学生 1000円"),
        ({"lowPrice": 1000, "highPrice": 2000, "priceCurrency": "JPY"}, "1000円〜2000円"),
        ({"price": "15", "priceCurrency": "USD"}, "USD 15"),
        ({"priceSpecification": {"price": 700, "priceCurrency": "JPY"}}, 700),
        ("無料", None),
        ("1,500円", "1,500円"),
        ({"price": "²", "priceCurrency": "JPY"}, "²"),
        ({"price": "9" * 5000, "priceCurrency": "JPY"}, "9" * 5000),
        (800, 800),
        ([], None),
    ],
)
def test_price(offers, price):
    assert event(offers=offers).price == price


def test_free_is_free():
    assert event(isAccessibleForFree="https://schema.org/True").price == 0


@pytest.mark.parametrize(
    ("node", "status", "online", "hybrid"),
    [
        ({"eventStatus": "https://schema.org/EventCancelled"}, "cancelled", None, False),
        ({"eventStatus": "EventMovedOnline"}, "scheduled", True, False),
        ({"offers": [{"availability": "https://schema.org/SoldOut"}]}, "full", None, False),
        ({"offers": [{"availability": "SoldOut"}, {"availability": "InStock"}]}, None, None, False),
        ({"eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode"}, None, True, False),
        ({"eventAttendanceMode": "OfflineEventAttendanceMode"}, None, False, False),
        ({"eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode"}, None, None, True),
        ({"location": {"@type": "VirtualLocation", "url": "https://x.example"}}, None, True, False),
        (
            {"location": [{"@type": "VirtualLocation"}, {"@type": "Place", "name": "館"}]},
            None,
            None,
            True,
        ),
    ],
)
def test_state_and_attendance(node, status, online, hybrid):
    found = event(**node)
    assert (found.status, found.online, found.hybrid) == (status, online, hybrid)


@pytest.mark.parametrize(
    ("location", "venue", "address"),
    [
        ("みどり館", "みどり館", None),
        ({"@type": "Place", "name": "館", "address": "架空市1-1"}, "館", "架空市1-1"),
        (
            {
                "@type": "Place",
                "name": "館",
                "address": {"addressRegion": "架空県", "addressLocality": "架空市", "streetAddress": "架空県架空市1-1"},
            },
            "館",
            "架空県架空市1-1",
        ),
        (
            {
                "@type": "Place",
                "address": {"addressRegion": "CA", "addressLocality": "Oakland", "streetAddress": "1 Main"},
            },
            None,
            "1 Main, Oakland, CA",
        ),
        ({"@type": "Place", "name": "館", "address": [{"addressLocality": "架空市"}]}, "館", "架空市"),
        ({"@type": "PostalAddress", "streetAddress": "架空町1"}, None, "架空町1"),
        (None, None, None),
    ],
)
def test_place(location, venue, address):
    found = event(location=location)
    assert (found.venue, found.address) == (venue, address)


def test_the_rest_of_an_event():
    found = event(
        organizer=[{"name": "会の主", "url": "/about"}],
        maximumAttendeeCapacity="20名",
        remainingAttendeeCapacity=5,
        keywords="茶, 花",
        inLanguage={"name": "Japanese", "alternateName": "ja"},
        superEvent={"name": "祭"},
        doorTime="18:30",
        url="#top",
        **{"@id": "https://ld.example/e#1"},
    )
    assert (found.organiser, found.organiser_url, found.capacity, found.accepted) == (
        "会の主",
        "https://ld.example/about",
        20,
        15,
    )
    assert (found.tags, found.language, found.series, found.doors) == (("茶", "花"), "ja", "祭", "18:30")
    assert found.url == "https://ld.example/e#1"


def test_a_schedule_gives_its_first_sitting():
    found = event(
        eventSchedule={"@type": "Schedule", "startDate": "2026-12-01", "startTime": "19:00", "endTime": "20:30:00"}
    )
    assert (found.start, found.end) == ("2026-12-01T19:00", "2026-12-01T20:30:00")
    found = event(eventSchedule={"startDate": "2026-12-01"})
    assert (found.start, found.end) == ("2026-12-01", None)


def test_many_dates_under_one_address_stay_apart():
    nodes = [{"@type": "Event", "name": "会", "url": "/one", "startDate": f"2026-12-0{day}"} for day in (1, 2, 2)]
    found = read(f'<script type="application/ld+json">{json.dumps(nodes)}</script>')
    assert len(found) == 2
    assert len({record.id for record in found}) == 2


def test_other_kinds_of_events_and_parcels_are_no_meetings():
    nodes = [
        {"@type": "DeliveryEvent", "name": "荷"},
        {"@type": "Product", "name": "物"},
        {"@type": "Festival", "name": "祭"},
    ]
    found = read(f'<script type="application/ld+json">{json.dumps(nodes)}</script>')
    assert [record.title for record in found] == ["祭"]


def test_a_list_of_addresses_is_followed_and_bounded():
    items = [{"@type": "ListItem", "url": f"/e/{number}"} for number in range(9)]
    html = f'<script type="application/ld+json">{json.dumps({"@type": "ItemList", "itemListElement": items})}</script>'
    found = read(html, details=3)
    assert [request.url for request in found] == [f"https://ld.example/e/{number}" for number in range(3)]


def test_next_page():
    html = '<div class="h-event"><a class="p-name u-url" href="/1">会</a></div><a class="next" href="?page=2">次</a>'
    assert read(html, next="a.next")[-1] == Request("https://ld.example/list?page=2")


def test_a_page_without_events_says_so():
    with pytest.raises(ParseError) as caught:
        read("<p>何もない</p>")
    assert caught.value.kind is TroubleKind.NO_EVENTS
    with pytest.raises(ParseError) as caught:
        read("  ")
    assert caught.value.kind is TroubleKind.EMPTY_BODY


def test_a_broken_block_is_a_trouble_of_its_own():
    found = read('<script type="application/ld+json">{"@type": "Event", "name": "切れ</script>')
    assert [type(record) for record in found] == [RecordError]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a class="h-event" href="/e">春の会</a>', {"title": "春の会", "url": "https://ld.example/e"}),
        (
            ('<div class="h-event"><span class="p-name">会</span><span class="dt-start"><span class="value">2026-12-01</span> <span class="value">7:30pm</span></span>'
            '<span class="dt-end"><span class="value">9pm</span></span></div>'),
            {"title": "会", "start": "2026-12-01T19:30", "end": "2026-12-01T21:00"},
        ),
        (
            ('<div class="vevent"><span class="summary">会</span><abbr class="dtstart" title="2026-12-01">師走</abbr><span class="location vcard"><span class="geo">'
            '<span class="latitude">35.1</span><span class="longitude">139.2</span></span><span class="locality">架空市</span></span></div>'),
            {"title": "会", "start": "2026-12-01", "lat": "35.1", "lng": "139.2", "address": "架空市"},
        ),
        (
            ('<div class="h-event"><b class="p-name">会</b><data class="dt-start" value="2026-12-02T10:00"></data><i class="p-status">CANCELLED</i>'
            '<span class="p-organizer h-card"><a class="p-name" href="/p">主</a></span></div>'),
            {"title": "会", "start": "2026-12-02T10:00", "status": "cancelled", "organiser": "主", "organiser_url": "https://ld.example/p"},
        ),
        (
            ('<div class="h-event"><b class="p-name">会</b><span class="dt-start"><time class="value" datetime="2026-12-01">火</time>'
            '<time class="value">19:00+09:00</time></span><span class="dt-end"><time class="value">21:00+09:00</time></span></div>'),
            {"start": "2026-12-01T19:00+09:00", "end": "2026-12-01T21:00+09:00"},
        ),
        (
            ('<div class="vevent" itemref="hours"><b class="summary">会</b></div><p id="hours"><time class="dtstart" datetime="2026-336">火</time></p>'),
            {"title": "会", "start": "2026-12-02"},
        ),
    ],
)  # fmt: skip
def test_microformats(html, expected):
    (found,) = read(html)
    assert {field: getattr(found, field) for field in expected} == expected


def test_a_duration_gives_the_end():
    def end(start, length):
        node = {"@type": "Event", "name": "会", "startDate": start, "duration": length}
        return read(f'<script type="application/ld+json">{json.dumps(node)}</script>')[0].end

    assert end("2026-12-24T19:30+09:00", "PT2H30M") == "2026-12-24T22:00:00+09:00"
    assert end("2026-12-24T19:30", "P1DT1H") == "2026-12-25T20:30:00"
    assert end("2026-12-24", "PT2H") is None
    assert end("2026-12-24T19:30", "two hours") is None


def test_a_part_of_an_event_is_where_the_whole_is():
    node = {
        "@type": "Festival",
        "name": "祭",
        "startDate": "2026-12-05",
        "location": {"@type": "Place", "name": "公園"},
    }
    node["subEvent"] = [
        {"@type": "Event", "name": "一日目", "startDate": "2026-12-05T10:00"},
        {"@type": "Event", "name": "二日目", "startDate": "2026-12-06T10:00", "location": "会館"},
    ]
    found = read(f'<script type="application/ld+json">{json.dumps(node)}</script>')
    assert [(event.title, event.venue) for event in found] == [("祭", "公園"), ("一日目", "公園"), ("二日目", "会館")]


def test_a_thing_without_a_name_is_called_as_its_link_says():
    html = (
        '<div itemscope itemtype="https://schema.org/Event"><a itemprop="url" href="/e/1">北町対南町</a>'
        '<meta itemprop="startDate" content="2026-12-21T20:00"><p itemprop="location" itemscope itemtype="https://schema.org/Place">'
        '<a itemprop="url" href="/v">北体育館</a></p></div>'
    )
    (found,) = read(html)
    assert (found.title, found.url, found.venue) == ("北町対南町", "https://ld.example/e/1", "北体育館")


def test_rdfa_lite():
    html = (
        '<div vocab="https://schema.org/" typeof="schema:Event"><h2 property="schema:name">会</h2><meta property="startDate" content="2026-12-01">'
        '<div property="location" typeof="Place"><span property="name">館</span></div><a property="url" href="/e">詳細</a></div>'
    )
    (found,) = read(html)
    assert (found.title, found.start, found.venue, found.url) == ("会", "2026-12-01", "館", "https://ld.example/e")


def test_what_the_list_tells_completely_is_not_asked_for_again():
    nodes = [{"@type": "Event", "name": "会", "url": "/e/1", "startDate": "2026-12-01"}]
    html = f'<script type="application/ld+json">{json.dumps(nodes)}</script><a href="/e/1">一</a><a href="/e/2">二</a>'
    found = read(html, follow="a")
    assert [record.url for record in found] == ["https://ld.example/e/1", "https://ld.example/e/2"]
    assert isinstance(found[1], Request)
