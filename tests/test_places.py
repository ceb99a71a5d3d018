"""Places: the venue apart from address and access, the municipality behind a name, and points on the map."""

import csv
import math
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from aggregator.normalise.places import PlaceReading, gazetteer, locate, read_place
from aggregator.normalise.places.venue import read_venue
from aggregator.normalise.sections import sections
from aggregator.normalise.text import fold

DATA = Path(__file__).parent / "data" / "places"
SHARED = Path(__file__).parents[1] / ".." / "shared" / "data"
measured = pytest.mark.skipif(not SHARED.exists(), reason="the reference tables are not part of the project")


def of(text: str, title: str | None = None) -> PlaceReading:
    body = fold(text)
    return read_place(body, sections(body), fold(title) if title else None)


def shipped(name: str) -> list[list[str]]:
    text = (Path(__file__).parents[1] / "aggregator" / "data" / name).read_text("utf-8")
    return list(csv.reader(line for line in text.splitlines() if not line.startswith("#")))


def reference(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((SHARED / name).read_text("utf-8").splitlines()))


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    north = math.radians(a[0] - b[0])
    east = math.radians(a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 6371 * math.hypot(north, east)


@pytest.mark.parametrize(
    "case",
    [case for name in sorted(DATA.glob("*.yaml")) for case in YAML(typ="safe").load(name)],
    ids=lambda case: case["text"][:40],
)
def test_invented_listings(case):
    reading = of(case["text"], case.get("title"))
    place = reading.place
    found = {
        "place": place and place.name,
        "house": reading.house,
        "room": reading.room,
        "prefecture": place and place.prefecture,
        "city": place and place.city,
        "station": place and place.station,
        "walk": place and place.walk_minutes,
        "format": reading.format and reading.format.value,
    }
    asked = {key: case[key] for key in found if key in case}
    assert {key: found[key] for key in asked} == asked


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("青空会館 5F", "青空会館", None),
        ("青空会館5階 大会議室", "青空会館 大会議室", None),
        ("青空会館（B1F）", "青空会館", None),
        ("東京都港区芝1-2-3 青空ビル", "青空ビル", "東京都港区芝1-2-3"),
        ("青空ビル 東京都港区芝1-2-3", "青空ビル", "東京都港区芝1-2-3"),
        ("青空ビル\n〒105-0014 東京都港区芝1丁目2番3号", "青空ビル", "東京都港区芝1丁目2番3号"),
        ("札幌市中央区北3条西4丁目1-1 カエデビル12F", "カエデビル", "札幌市中央区北3条西4丁目1-1"),
        ("青空会館\nTEL: 03-0000-0000\nhttps://example.jp/", "青空会館", None),
        ("青空会館 ※駐車場はありません", "青空会館", None),
        ("未定", None, None),
        ("申込後にご案内します", None, None),
        ("", None, None),
        ("渋谷区立中央図書館", "渋谷区立中央図書館", None),
    ],
)
def test_name_and_address_are_told_apart(value, name, address):
    venue = read_venue(fold(value).folded)
    assert (venue.name, venue.address) == (name, address)


PIECES = st.sampled_from(
    [
        "みどり",
        "会館",
        "大ホール",
        "図書館",
        "公園",
        "の",
        "カフェ",
        "3階",
        "2F",
        "B1F",
        "で",
        "にて",
        "に",
        "集合",
        "を会場に",
        "10月3日",
        "(土)",
        "14時",
        "~",
        "16:00",
        "＠",
        "@",
        "at",
        "in",
        "前",
        "玄関",
        "室",
        "A",
        "302",
        "・",
        "/",
        "、",
        "。",
        "\n",
        "\t",
        "「",
        "」",
        "(",
        ")",
        "※",
        "→",
        "雨天",
        "前回",
        "Park",
        "The",
        "Bar",
        "無料",
        "500円",
        "申込",
        "店",
        "駅",
        "徒歩5分",
        "東京都",
        "渋谷区",
        "渋谷",
    ]
)


@given(st.lists(PIECES | st.just(" "), max_size=40))
def test_whatever_stands_beside_a_house_is_read_without_an_error(pieces):
    reading = of("".join(pieces))
    if reading.house is not None:
        assert reading.house.strip()
        assert reading.place is not None


def test_station_and_minutes_on_foot():
    place = of("会場：青空会館（東京メトロ 銀座線 上野駅 3番出口 徒歩約7分）").place
    assert place is not None
    assert (place.name, place.station, place.walk_minutes) == ("青空会館", "上野", 7)


def test_the_words_of_the_place_are_given():
    text = fold("会場：青空会館")
    ((field, start, end),) = read_place(text, sections(text)).spans
    assert (field, text.quote(start, end)) == ("place", "青空会館")


def test_a_name_of_several_places_is_left_open_and_flagged():
    reading = of("会場：府中市民会館")
    assert reading.flags == ("place_ambiguous",)
    assert reading.place is not None
    assert reading.place.prefecture is None


def test_online_with_a_venue_is_flagged():
    assert of("会場：青空会館\n※オンライン開催に変更しました").flags == ("place_online_conflict",)


@pytest.mark.parametrize(
    ("text", "name", "flags"),
    [
        ("6月20日14時から、さくら通りの喫茶「くるみ」で朗読会を開きます。", "くるみ", ()),
        ("6月20日14時から朗読会。終わるのは16時ごろ、屋上です。", "屋上", ("place_guessed",)),
        ("6月20日14時から朗読会。抽選で本をさしあげます。", None, ()),
        ("6月20日14時から、講師は中央病院の医師です。", None, ()),
    ],
)
def test_a_noun_of_a_sentence_is_the_venue_of_an_event_and_told_to_be_a_guess(text, name, flags):
    body = fold(text)
    reading = read_place(body, sections(body), event=True)
    assert (reading.place and reading.place.name, reading.flags) == (name, flags)


@pytest.mark.parametrize(
    ("words", "hint", "prefecture", "city", "station"),
    [
        ("渋谷", None, "東京都", "渋谷区", None),
        ("渋谷駅", None, "東京都", "渋谷区", "渋谷"),
        ("新宿駅", None, "東京都", "新宿区", "新宿"),
        ("横浜市", None, "神奈川県", "横浜市", None),
        ("大阪", None, "大阪府", None, None),
        ("北海道", None, "北海道", None, None),
        ("名駅", None, "愛知県", "名古屋市中村区", None),
        ("府中", "東京都", "東京都", "府中市", None),
        ("府中", "広島県", "広島県", "府中市", None),
        ("東京都府中市", None, "東京都", "府中市", None),
        ("東京都千代田区神田神保町1-1", None, "東京都", "千代田区", None),
    ],
)
def test_locate(words, hint, prefecture, city, station):
    found = locate(words, hint)
    assert found is not None
    assert (found.prefecture, found.city, found.station) == (prefecture, city, station)


def test_locate_takes_coordinates_and_knows_what_it_does_not_know():
    here = locate("35.658, 139.701")
    assert here is not None
    assert (here.lat, here.lng) == (35.658, 139.701)
    assert [locate(words) for words in ("府中", "", "91,200", "青空会館", "どこか")] == [None] * 5


def test_large_cities_stand_at_their_station():
    here = locate("横浜")
    assert here is not None
    assert kilometres((here.lat, here.lng), (35.466, 139.622)) < 1


@measured
def test_municipalities_are_where_they_are():
    """Against the median of each municipality's towns (geolonia/japanese-addresses): an office is not in the middle."""
    known = {
        (row["prefecture"], row["city"]): (float(row["lat"]), float(row["lng"]))
        for row in reference("municipalities.csv")
    }
    ours = shipped("municipalities.csv")
    off = [kilometres((float(lat), float(lng)), known[p, c]) for p, c, lat, lng, _ in ours if lat and (p, c) in known]
    assert len(off) > 1400
    assert median(off) < 2
    assert sum(distance > 20 for distance in off) <= 2


@measured
def test_stations_are_where_they_are():
    points: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in reference("stations.csv"):
        points.setdefault((row["prefecture"], row["station"]), []).append((float(row["lat"]), float(row["lng"])))
    off = [
        min(kilometres((float(lat), float(lng)), point) for point in points[p, name])
        for name, p, _, lat, lng, flags in shipped("areas.csv")
        if "s" in flags and (p, name) in points
    ]
    assert len(off) > 900
    assert max(off) < 2


@given(st.text(max_size=300))
def test_property_never_raises(text):
    reading = of(text, text[:40])
    assert of(text, text[:40]) == reading


PIECES = st.sampled_from(
    [
        "会場：",
        "東京都",
        "府中市",
        "北区",
        "オンライン",
        "駅",
        "徒歩5分",
        "3F",
        "（",
        "）",
        "\n",
        "1-2-3",
        "青空ビル",
        "大阪",
        "さん",
        "/",
        " ",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_property_a_city_lies_in_its_prefecture(text):
    place = of(text).place
    if place and place.city:
        assert any(
            spot.prefecture == place.prefecture
            for mention in gazetteer().mentions(place.city + "　")
            for spot in mention.spots
        )


@pytest.mark.parametrize("unit", ["東京都", "駅", "（", "1-", "会場：青空\n", "あ", " ", "千"])
def test_a_very_long_text_is_read(unit):
    assert isinstance(of(unit * (150_000 // len(unit))), PlaceReading)


@pytest.mark.parametrize(
    ("words", "city", "station"),
    [
        ("Kichijoji", "武蔵野市", "吉祥寺"),
        ("kichijoji station", "武蔵野市", "吉祥寺"),
        ("Shin-Osaka", "大阪市淀川区", "新大阪"),
        ("Minato-ku, Tokyo", "港区", None),
        ("Setagaya", "世田谷区", None),
    ],
)
def test_a_reader_may_write_large_stations_and_towns_in_latin_letters(words, city, station):
    found = locate(words)
    assert (found.city, found.station) == (city, station)


@pytest.mark.parametrize("words", ["Nowhere", "Fuchu", "Shin", " ", "Osakana"])
def test_a_latin_name_that_is_not_known_or_not_one_place_is_none(words):
    assert locate(words) is None
