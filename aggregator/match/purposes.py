"""Which of a person's purposes a listing serves, and by which words it says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aggregator.i18n import Translate
from aggregator.match.lengths import MORNING
from aggregator.match.parts import part
from aggregator.match.surroundings import Surroundings
from aggregator.match.words import Told, Words, content_words
from aggregator.model import Event, Part, Profile

POINTS: Final = 10.0
BY_KIND: Final = 0.4
"""A purpose that no word says, but meetings of that kind usually have, counts so much."""
QUOTED: Final = 3
GENERIC: Final = frozenset(
    [
        "情報",
        "機会",
        "方法",
        "相手",
        "自分",
        "人間",
        "仕事",
        "時間",
        "場所",
        "参加",
        "会社",
        "世界",
        "知識",
        "経験",
        "活動",
        "仲間",
        "最新",
        "新しい",
        "色々",
        "いろいろ",
        "きっかけ",
        "楽しみ",
        "使い方",
    ]
)
"""Words that stand in too many listings to say anything alone."""


@dataclass(frozen=True, slots=True)
class _Purpose:
    """A purpose: its name as the reader knows it, the words that carry it, and its label if the taxonomy has one."""

    name: str
    words: tuple[str, ...]
    label: str | None = None
    weight: float = 1.0


class Purposes:
    """The purposes of one profile: labels of the taxonomy first, then the person's own sentences."""

    def __init__(self, profile: Profile, around: Surroundings, say: Translate) -> None:
        self._say, self._name = say, around.name
        labels = [one for one in profile.interests if one.group == "purpose"]
        labelled = [
            _Purpose(
                one.said or around.name(one.value, "purpose"),
                tuple(around.words(one.value, "purpose")),
                one.value,
                one.weight,
            )
            for one in labels
        ]
        own = [_Purpose(text, content_words(text) or (text,)) for text in profile.purposes]
        self._purposes = (*labelled, *own)
        self._labels = frozenset(one.value for one in labels)
        self._only_labels = not own
        self._words = Words((word for purpose in self._purposes for word in purpose.words), around.finder)

    def __bool__(self) -> bool:
        return bool(self._purposes)

    def parts(self, told: Told) -> Iterator[Part]:
        """What the purposes add to the score. A purpose that is a label and a sentence counts once."""
        counted: set[str] = set()
        for purpose, words in self._served(told):
            key = purpose.label or " ".join(purpose.words)
            if counted.isdisjoint((key, *words)):
                points = round(POINTS * purpose.weight * _share(purpose, words), 2)
                reason = self._say("目的「{name}」に合う").format(name=purpose.name) if words else ""
                yield part(f"purpose:{key}", points, reason, words)
            counted.update((key, *words))

    def line(self, told: Told) -> str:
        """One line that says which purpose the event serves and by which words; empty if it serves none."""
        if not self._purposes:
            return ""
        what = self._what(told.event)
        served = [(purpose, words) for purpose, words in self._served(told) if words or what]
        if not served:
            return ""
        purpose, words = max(served, key=lambda one: (min(len(one[1]), QUOTED), one[0].label is None))
        because = [self._say("{what}です").format(what=what)] if what else []
        if words:
            quoted = "」「".join(words[:QUOTED])
            because.append(self._say("告知に「{words}」とあります").format(words=quoted))
        return self._say("目的「{purpose}」: {because}").format(
            purpose=purpose.name, because=self._say("。").join(because)
        )

    def _served(self, told: Told) -> Iterator[tuple[_Purpose, tuple[str, ...]]]:
        """The purposes that the event serves, each with its words in the listing."""
        there = told.event.purposes
        if self._only_labels and self._labels.isdisjoint(there):
            return
        found = frozenset(self._words.found(told.everything))
        for purpose in self._purposes:
            if purpose.label and purpose.label not in there:
                continue
            words = tuple([word for word in purpose.words if word in found])
            if purpose.label or not GENERIC.issuperset(words):
                yield purpose, words

    def _what(self, event: Event) -> str:
        """What sort of meeting it is, in the reader's words; the hour of the day is no sort."""
        kinds = [self._sort(self._name(label, "kind")) for label in event.kinds if label != MORNING][:1]
        about = [self._name(label, "industry") for label in event.industries[:1]]
        return self._say("の").join((*about, *kinds)) if kinds else ""

    def _sort(self, name: str) -> str:
        """A kind as one calls a meeting of it; one of two names (対話会・哲学カフェ) need not be what this one is."""
        return self._say("「{kind}」にあたる会").format(kind=name) if "・" in name else name


def _share(purpose: _Purpose, words: tuple[str, ...]) -> float:
    """How much of a purpose is served: of a label all where a word says it; of a sentence its words that are there."""
    if purpose.label:
        return 1.0 if words else BY_KIND
    return len(words) / len(purpose.words)
