"""An invented world of listings and readers for the benches of matching and learning. The same seed gives the same world."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aggregator.model import Event, Format, Interest, Listing, Place, Price, Profile
from aggregator.normalise.labels import taxonomy
from aggregator.normalise.places import Located, locate

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 23, 6, 30, tzinfo=TOKYO)
CITIES = (
    ("東京都", "渋谷区"), ("東京都", "新宿区"), ("東京都", "千代田区"), ("東京都", "武蔵野市"), ("東京都", "八王子市"),
    ("神奈川県", "横浜市"), ("神奈川県", "川崎市"), ("埼玉県", "川口市"), ("千葉県", "船橋市"), ("大阪府", "大阪市"),
    ("愛知県", "名古屋市"), ("福岡県", "福岡市"), ("北海道", "札幌市"),
)  # fmt: skip
SLOTS = (
    "平日 19:00-22:00",
    "平日 6:30-8:45",
    "土日祝 10:00-18:00",
    "水・金 18:30-22:00",
    "第2土曜",
    "土 9:00-13:00",
    "日 13:00-21:00",
)
OWN_WORDS = (
    "Python",
    "Rust",
    "生成AI",
    "万年筆",
    "発酵",
    "落語",
    "クラフトビール",
    "地図",
    "防災",
    "LT",
    "Go",
    "俳句",
    "古民家",
    "統計",
)
FILLER = "参加者どうしでゆっくり話せる小さな集まりです。はじめての方も歓迎します。飲み物は各自でお持ちください。"


class Around:
    """The surroundings as ``app`` makes them: the gazetteer and the taxonomy."""

    def __init__(self) -> None:
        self._known: dict[str, Located | None] = {}

    def locate(self, words: str) -> Located | None:
        if words not in self._known:
            self._known[words] = locate(words)
        return self._known[words]

    def name(self, label: str, group: str) -> str:
        return taxonomy().label(label, group).ja

    def words(self, label: str, group: str) -> tuple[str, ...]:
        return taxonomy().label(label, group).words()

    def finder(self, words: Iterable[str]) -> Callable[[str], Sequence[str]]:
        lexicon = taxonomy().matcher(words)
        return lambda text: [key for hit in lexicon.longest(text) for key in hit.keys]


def listings(count: int, seed: int) -> list[Listing]:
    """``count`` listings of the coming eight weeks."""
    dice = random.Random(seed)
    return [_listing(dice, number) for number in range(count)]


def profiles(count: int, seed: int) -> list[Profile]:
    """``count`` readers, each with five interests, two slots, an area and a budget."""
    dice = random.Random(seed)
    return [_profile(dice, number) for number in range(count)]


def demanding() -> list[Profile]:
    """Readers who make the most work: one whom everything fits, one who cares for everything, one with a full diary."""
    everything = tuple(
        Interest(group=group, value=value)
        for group in ("hobby", "industry", "kind", "purpose")
        for value in sorted(taxonomy().labels[group])
    )
    words = tuple(Interest(group="word", value=word) for word in OWN_WORDS)
    evenings = tuple(f"{NOW + timedelta(days=day):%Y-%m-%d} {18 + day % 3}:00-21:30" for day in range(0, 56, 2))
    return [
        Profile(name="open", home="東京都渋谷区", max_travel=999, horizon_days=60, interests=everything[:5]),
        Profile(name="curious", home="東京都渋谷区", free=SLOTS, interests=(*everything, *words), exclude=OWN_WORDS[:3]),
        Profile(name="busy", home="東京都渋谷区", work="千代田区", free=SLOTS, busy=evenings, interests=words, home_by="23:00"),
    ]  # fmt: skip


def _labels(dice: random.Random, group: str, most: int) -> tuple[str, ...]:
    return tuple(dice.sample(sorted(taxonomy().labels[group]), dice.randint(0, most)))


def _listing(dice: random.Random, number: int) -> Listing:
    day = (NOW + timedelta(days=dice.randint(0, 56))).replace(hour=0, minute=0)
    start = day + timedelta(hours=dice.choice((7, 10, 13, 14, 18, 19, 19, 19, 20)), minutes=dice.choice((0, 30)))
    prefecture, city = dice.choice(CITIES)
    online = dice.random() < 0.25
    words = dice.sample(OWN_WORDS, dice.choice((0, 0, 0, 1, 2)))
    organiser = f"{dice.choice(('ひなた', 'こもれび', '青空', 'みなも', '山びこ'))}の会{dice.randint(1, 60)}"
    event = Event(
        uid=f"world:{number}", source=f"source{dice.randint(1, 30)}", url=f"https://example.jp/{number}",
        title=f"{''.join(words[:1])}{organiser} 第{dice.randint(1, 40)}回", start=start,
        end=start + timedelta(hours=2) if dice.random() < 0.7 else None,
        place=None if online else Place(name=f"{city}会館", prefecture=prefecture, city=city),
        format=Format.ONLINE if online else Format.ONSITE, organiser=organiser,
        price=Price(min=dice.choice((0, 0, 500, 1000, 3000, 8000))), capacity=20, accepted=dice.randint(0, 20),
        kinds=_labels(dice, "kind", 2), hobbies=_labels(dice, "hobby", 2), industries=_labels(dice, "industry", 1),
        purposes=_labels(dice, "purpose", 2), description=FILLER * 6 + "、".join(words) + FILLER * 6,
    )  # fmt: skip
    return Listing(id=event.uid, event=event, copies=(event,), first_seen=NOW, last_seen=NOW)


def _profile(dice: random.Random, number: int) -> Profile:
    groups = dice.choices(("hobby", "industry", "kind", "purpose", "word"), (4, 2, 3, 1, 2), k=5)
    interests = tuple(
        Interest(group=group, value=dice.choice(OWN_WORDS if group == "word" else sorted(taxonomy().labels[group])))
        for group in groups
    )
    home = dice.choice(CITIES)
    return Profile(
        name=f"reader{number}", home="".join(home), work="千代田区" if dice.random() < 0.5 else None,
        areas=(home[0],) if dice.random() < 0.7 else (), max_travel=dice.choice((45, 60, 90, None)),
        budget=dice.choice((1000, 3000, None)), free=tuple(dice.sample(SLOTS, 2)), interests=interests,
        exclude=("投資",), follow=("ひなたの会7",),
    )  # fmt: skip
