"""Adapters know their own addresses; the examples of the docs work."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from aggregator import registry
from aggregator.http import page_from_bytes
from aggregator.plugin import RawEvent, Recognises, Request, Window

WINDOW = Window(datetime(2026, 11, 23, tzinfo=UTC), datetime(2027, 1, 31, tzinfo=UTC))
DOCS = Path(__file__).parents[2] / "docs"
OWN = [kind for kind, place in registry.kinds().items() if place.startswith("sources.")]


@pytest.mark.parametrize(
    ("kind", "url", "options"),
    [
        ("connpass", "https://asa-example.connpass.com/", {"group": "asa-example"}),
        ("connpass", "https://asa-example.connpass.com/event/900001/", {"group": "asa-example"}),
        ("connpass", "https://connpass.com/explore/", {}),
        (
            "connpass",
            "https://connpass.com/search/?q=%E6%9C%97%E8%AA%AD&prefectures=tokyo",
            {"keyword": "朗読", "prefecture": "tokyo"},
        ),
        ("connpass", "https://www.example.jp/", None),
        ("doorkeeper", "https://www.doorkeeper.jp/events?q=%E6%9C%97%E8%AA%AD", {"keyword": "朗読"}),
        ("techplay", "https://techplay.jp/event/search?pref=13&keyword=%E6%9C%97%E8%AA%AD", {"keyword": "朗読"}),
        ("luma", "https://lu.ma/embed/calendar/cal-1/events?lt=light", {"calendar": "cal-1"}),
        (
            "google_calendar",
            "https://www.google.com/calendar/embed?src=a%40b.example&src=c%40d.example",
            {"calendar": "a@b.example"},
        ),
        (
            "google_calendar",
            "https://calendar.google.com/calendar/render?cid=webcal%3A%2F%2Fhall.example%2Fa.ics",
            None,
        ),
        ("street_academy", "https://www.street-academy.com/steachers/900001?x=1", {"teacher": "900001"}),
        ("street_academy", "https://www.street-academy.com/myclass/910001", {"lesson": "910001"}),
        ("doorkeeper", "https://asagao-example.doorkeeper.jp/events/upcoming", {"group": "asagao-example"}),
        ("doorkeeper", "https://www.doorkeeper.jp/events", {}),
        ("techplay", "https://techplay.jp/event/search", {}),
        ("peatix", "https://peatix.com/group/77/events", {"group": "77"}),
        ("peatix", "https://peatix.com/search?q=%E6%9C%9D%E6%B4%BB&country=JP", {"keyword": "朝活"}),
        ("peatix", "https://peatix.com/event/1", None),
        ("meetup", "https://www.meetup.com/ja-JP/asagao-hikers/", {"group": "asagao-hikers"}),
        ("meetup", "https://www.meetup.com/asagao-hikers/events/", {"group": "asagao-hikers"}),
        ("meetup", "https://www.meetup.com/find/?keywords=x", None),
        ("luma", "https://lu.ma/asagao-talks", {"calendar": "asagao-talks"}),
        ("luma", "webcal://api.lu.ma/ics/get?entity=calendar&id=cal-1", {"calendar": "cal-1"}),
        ("luma", "https://luma.com/calendar/cal-1", {"calendar": "cal-1"}),
        ("eventbrite", "https://www.eventbrite.com/o/lantern-club-123456", {"organiser": "123456"}),
        (
            "kokuchpro",
            "https://www.kokuchpro.com/s/q-%E6%9C%9D%E6%B4%BB/area-%E6%9D%B1%E4%BA%AC%E9%83%BD/",
            {"keyword": "朝活", "area": "東京都"},
        ),
        ("kokuchpro", "https://www.kokuchpro.com/s/?q=%E6%9C%9D%E6%B4%BB", {"keyword": "朝活"}),
        ("mobilizon", "https://mobilizon.example/@jardin", {"instance": "mobilizon.example", "group": "jardin"}),
        ("gancio", "https://gancio.example/", {"instance": "gancio.example"}),
        ("tribe", "https://wp.example/ja/wp-json/tribe/events/v1/events?page=2", {"site": "https://wp.example/ja"}),
        ("squarespace", "https://studio.example/events?format=json", {"url": "https://studio.example/events"}),
        (
            "google_calendar",
            "https://calendar.google.com/calendar/embed?src=a%40group.calendar.google.com&ctz=Asia%2FTokyo",
            {"calendar": "a@group.calendar.google.com"},
        ),
        (
            "google_calendar",
            "https://calendar.google.com/calendar/ical/a%40b.example/public/basic.ics",
            {"calendar": "a@b.example"},
        ),
        (
            "municipal",
            "https://city.example/opendata/131083_event.csv",
            {"url": "https://city.example/opendata/131083_event.csv"},
        ),
        ("municipal", "https://city.example/", None),
    ],
)
def test_an_adapter_knows_its_addresses(kind, url, options):
    adapter = registry.source_class(kind)
    assert issubclass(adapter, Recognises)
    assert adapter.from_url(url) == options
    if options is not None:
        assert list(adapter(adapter.options_type.model_validate(options)).requests(WINDOW))


def test_a_shared_link_of_google_calendar_is_decoded():
    kind = registry.source_class("google_calendar")
    options = kind.options_type.model_validate({"calendar": "YUBncm91cC5jYWxlbmRhci5nb29nbGUuY29t"})
    assert options.calendar == "a@group.calendar.google.com"
    with pytest.raises(ValidationError, match="カレンダーのID"):
        kind.options_type.model_validate({"calendar": "no*code"})


def test_no_hits_of_a_search_are_no_failure():
    kind = registry.source_class("kokuchpro")
    (request,) = kind(kind.options_type.model_validate({"keyword": "朝活"})).requests(WINDOW)
    assert request.empty_status == (404,)


def examples(path):
    return re.findall(r"```yaml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("kind", OWN)
def test_every_kind_has_a_page_with_an_example_that_works(kind):
    found = [block for text in examples(DOCS / "kinds" / f"{kind}.md") for block in YAML(typ="safe").load(text)]
    assert found
    for block in found:
        assert block.pop("name")
        adapter = registry.source_class(block.pop("kind"))
        assert list(adapter(adapter.options_type.model_validate(block)).requests(WINDOW))


def test_the_adapters_of_the_guide_work():
    text = (DOCS / "write-a-source.md").read_text(encoding="utf-8")
    preset, plain = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    reply = b'{"meetings": [{"id": 7, "name": "\xe8\x8c\xb6\xe4\xbc\x9a", "link": "/m/7", "begins": "2026-12-01T10:00", "room": "\xe5\xba\x83\xe9\x96\x93"}], "next": null}'
    options = preset[: preset.index("class Teahouse(")]
    for code in (preset, options + plain):
        names = {}
        exec(compile(code, "teahouse.py", "exec", dont_inherit=True), names)
        source = names["Teahouse"](names["TeahouseOptions"](circle="green"))
        (request,) = source.requests(WINDOW)
        assert request == Request("https://teahouse.example/api/meetings", params={"circle": "green"})
        (event,) = source.parse(page_from_bytes(reply, WINDOW, url=request.url))
        assert isinstance(event, RawEvent)
        assert (event.id, event.title, event.start) == ("7", "茶会", "2026-12-01T10:00")
