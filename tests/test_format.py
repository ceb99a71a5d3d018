"""Online, on site or hybrid, with the contradictions that listings carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.model import Format
from aggregator.normalise.places.attendance import read_attendance

ON, OFF, BOTH = Format.ONLINE, Format.ONSITE, Format.HYBRID


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("オンラインで開催します", ON),
        ("【オンライン】読書会", ON),
        ("Zoomで実施", ON),
        ("ウェビナー: 税制改正", ON),
        ("YouTube Liveで生配信", ON),
        ("参加用のZoom URLは前日に送ります", ON),
        ("自宅から参加できます", ON),
        ("ご自宅から参加いただけます", ON),
        ("【大阪会場※オンライン開催】", ON),
        ("オンライン開催に変更となりました", ON),
        ("ハイブリッド開催", BOTH),
        ("会場とオンラインの同時開催", BOTH),
        ("現地/オンライン", BOTH),
        ("オンラインでも参加できます。会場でも。", BOTH),
        ("対面で開催します", OFF),
        ("オフ会です", OFF),
        ("In-person only", OFF),
        ("オンラインではなく会場で行います", OFF),
        ("オンライン配信はありません", OFF),
        ("オンライン決済のみ", None),
        ("オンライン予約はこちら", None),
        ("オンラインゲームを語る会", None),
        ("オンラインサロン会員の集い", None),
        ("リモートワークの悩みを話す", None),
        ("ハイブリッドアプリ勉強会", None),
        ("ハイブリッド開発の進め方", None),
        ("Webサイト制作講座", None),
        ("メルマガ配信のコツ", None),
        ("後日アーカイブ配信あり", None),
        ("Zoomの歴史", None),
        ("春の茶会", None),
    ],
)
def test_without_a_venue(text, form):
    assert read_attendance("", text, physical=False, online_venue=False).format is form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("アーカイブ配信あり", OFF),
        ("オンライン申込のみ", OFF),
        ("当日はYouTube Liveで配信します", BOTH),
        ("オンライン参加も可能です", BOTH),
        ("Zoomの使い方を学ぶ", OFF),
        ("オンライン開催に変更します", ON),
        ("現地のみ。オンライン配信はありません", OFF),
        ("", OFF),
    ],
)
def test_with_a_venue(text, form):
    assert read_attendance("", text, physical=True, online_venue=False).format is form


def test_a_venue_and_an_online_room_are_hybrid():
    assert read_attendance("", "", physical=True, online_venue=True).format is BOTH


def test_the_words_are_given():
    text = "今回はオンラインで開催します"
    start, end = read_attendance("", text, physical=False, online_venue=False).span or (0, 0)
    assert text[start:end].startswith("オンライン")


@given(st.text(max_size=200), st.booleans(), st.booleans())
def test_property_never_raises(text, physical, online):
    assert read_attendance("", text, physical=physical, online_venue=online).format in (None, ON, OFF, BOTH)
