"""Names of houses and of who holds an event, as sites write them: what is one, and what only has a general word in common."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from aggregator.dedupe import people, places
from aggregator.dedupe.traits import Traits
from aggregator.normalise.event import normalise
from aggregator.plugin import RawEvent


def _told(source: str, venue: str, organiser: str | None = None) -> Traits:
    name, _, address = venue.partition(" / ")
    page = f"https://{source}.example/1"
    start = "2027-05-01T10:00:00+09:00"
    raw = RawEvent(
        title="集い", url=page, id="1", start=start, venue=name, address=address or None, organiser=organiser, text=""
    )
    return Traits(normalise(raw, source, ZoneInfo("Asia/Tokyo"), date(2026, 11, 28)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("カフェ・ポルト / 愛知県豊橋市駅前大通2", "Cafe Porto / Ekimae-odori, Toyohashi"),
        ("旭ケ丘小学校 / 千葉県柏市", "旭が丘小学校 校庭 / 柏市"),
        ("自由が丘スタジオ / 東京都目黒区", "自由ヶ丘スタジオ / 東京都目黒区"),
        ("あつま中央公園 / 北海道厚真町", "厚真中央公園 / 厚真町"),
        ("Gallery Aoi / 石川県金沢市", "ギャラリー葵 / 金沢市"),
        ("BOOKS ミナト / 青森県八戸市", "ブックス港 / 八戸市"),
        ("Kurashiki Ivy Square / Honmachi, Kurashiki", "倉敷アイビースクエア / 岡山県倉敷市本町7"),
        ("南風プラザ 304 / 北海道帯広市", "南風プラザ 3階 304視聴覚室 / 帯広市"),
        ("森田薬局 / 山口県萩市", "森田薬局 萩店 / 萩市土原"),
    ],
)
def test_one_house(one: str, other: str) -> None:
    assert places.compare(_told("a", one), _told("b", other)).kind in {"same", "like"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("みどり薬局 / 山口県萩市", "あおば薬局 / 萩市"),
        ("いずみ保育園 / 長野県上田市", "ひかり保育園 / 上田市"),
        ("さくら整骨院 / 埼玉県川口市", "つばめ整骨院 / 川口市"),
        ("ブックス港 / 青森県八戸市", "ブックス丘 / 八戸市"),
        ("ゲストハウス波 / 広島県尾道市", "ゲストハウス月 / 尾道市"),
        ("サロン・ド・ローズ / 福岡県福岡市", "サロン・ド・リリー / 福岡市"),
        ("いこいの家 / 東京都町田市", "せせらぎの家 / 町田市"),
        ("Cafe Luna / 東京都渋谷区", "カフェ・ルージュ / 渋谷区"),
        ("Gallery Aoi / 石川県金沢市", "ギャラリー紅 / 金沢市"),
        ("南風プラザ 304 / 北海道帯広市", "南風プラザ 3階 401視聴覚室 / 帯広市"),
    ],
)
def test_two_houses_of_one_kind(one: str, other: str) -> None:
    assert places.compare(_told("a", one), _told("b", other)).kind not in {"same", "like"}


def _who(one: str, other: str) -> str:
    here = "中央公園 / 石川県小松市1-2"
    a, b = _told("a", here, one), _told("b", here, other)
    return next((clue.key for clue in people.clues(a, b, places.compare(a, b), linked=False)), "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社ヒワ", "ヒワのデータ部"),
        ("小松青年会議所", "小松JC"),
        ("小松商工会議所青年部", "小松YEG"),
        ("JA小松市", "小松市農業協同組合"),
        ("日本野鳥の会石川", "野鳥の会石川支部"),
    ],
)
def test_one_organiser(one: str, other: str) -> None:
    assert _who(one, other) == "same organiser"


def test_a_name_by_its_reading() -> None:
    assert _who("Atelier Mori", "アトリエ森") == "organiser by reading"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("スタジオ蓮", "スタジオ桜"),
        ("南部公民館", "北部公民館"),
        ("北陸データの会", "北陸クラウドの会"),
        ("劇団みなと", "劇団やまびこ"),
        ("はるかぜ保育園", "こまどり保育園"),
    ],
)
def test_two_organisers(one: str, other: str) -> None:
    assert _who(one, other) == "other organiser"
