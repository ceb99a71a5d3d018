"""The labels: what kinds of meeting, hobbies, industries, purposes and audiences there are, and by which words.

The words are in ``aggregator/data/taxonomy.yaml``, whose head states the rules.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from typing import Final, Literal, NamedTuple

from pydantic import Field

from aggregator.data import read
from aggregator.model import Frozen
from aggregator.normalise.labels.lexicon import KATAKANA_RUN, Lexicon, lower
from aggregator.words import Words

Group = Literal["kind", "hobby", "industry", "purpose", "audience"]
_MANY: Final = 100
GROUPS: Final[tuple[Group, ...]] = ("kind", "hobby", "industry", "purpose", "audience")


class Strength(Enum):
    """What one hit of a word says: enough, something in a title or beside others, something in a title only, or that the label's words here mean another thing."""

    ANY = "any"
    WEAK = "weak"
    TITLE = "title"
    NOT = "not"


class Sense(NamedTuple):
    """One meaning of a word."""

    group: Group
    label: str
    strength: Strength


class Label(Frozen):
    """One label. ``any``: one hit is enough. ``weak``: needs the title or a second word. ``title``: says nothing outside a title.

    ``not_`` masks the label's words.
    """

    id: str
    ja: str
    en: str
    any: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    not_: tuple[str, ...] = Field((), alias="not")
    look_alikes: tuple[str, ...] = ()
    parent: str | None = None
    purposes: tuple[str, ...] = ()
    default: Literal["hidden"] | None = None
    rule: str | None = None
    note: str | None = None

    def words(self) -> tuple[str, ...]:
        """What one may call it: the names in Japanese and English, then every word that finds it."""
        return tuple(dict.fromkeys((self.ja, self.en, *self.any, *self.weak, *self.title)))


class _File(Frozen):
    """``taxonomy.json``; formats, statuses and times of day are read by their own modules."""

    version: int
    language: str
    global_not: tuple[str, ...]
    joining: tuple[str, ...]
    event_kinds: tuple[Label, ...]
    hobbies: tuple[Label, ...]
    industries: tuple[Label, ...]
    purposes: tuple[Label, ...]
    audience: tuple[Label, ...]


@dataclass(frozen=True)
class Taxonomy:
    """All labels by group.

    ``decoys`` are words that look like labels and are names, places or other things; ``joining`` are katakana words that
    make compounds with others (ダンスレッスン).
    """

    labels: dict[Group, dict[str, Label]]
    decoys: tuple[str, ...]
    joining: tuple[str, ...]

    @classmethod
    def load(cls) -> Taxonomy:
        """The shipped taxonomy."""
        file = _File.model_validate_json(read("taxonomy.json"))
        groups = (file.event_kinds, file.hobbies, file.industries, file.purposes, file.audience)
        labels = {group: {label.id: label for label in members} for group, members in zip(GROUPS, groups, strict=True)}
        return cls(labels, file.global_not, file.joining)

    def __iter__(self) -> Iterator[tuple[Group, Label]]:
        return ((group, label) for group, labels in self.labels.items() for label in labels.values())

    @cached_property
    def places(self) -> dict[tuple[Group, str], int]:
        """The place of each label in the order of the file."""
        return {(group, label.id): place for place, (group, label) in enumerate(self)}

    def names(self, group: Group) -> tuple[str, ...]:
        """The Japanese names of a group's labels, in the order of the file."""
        return tuple(label.ja for label in self.labels[group].values())

    def label(self, label_id: str, group: Group) -> Label:
        """A label by its id.

        Raises:
            KeyError: the group has no such label.
        """
        return self.labels[group][label_id]

    def known(self, label_id: str, group: str) -> Label | None:
        """A label by its id; ``None`` where there is no such group, or it has no such label."""
        return next((labels.get(label_id) for name, labels in self.labels.items() if name == group), None)

    def resolve(self, value: str, group: Group) -> str | None:
        """The id of the label that a person means by ``value``: its id, its name in Japanese or English, or one of its words."""
        return self._called[group].get(folded(value))

    @cached_property
    def lexicon(self) -> Lexicon[Sense]:
        """Every word of every label with its senses, and the decoys without any."""
        senses: dict[str, list[Sense]] = defaultdict(list)
        for group, label in self:
            for strength, words in (
                (Strength.ANY, label.any),
                (Strength.WEAK, label.weak),
                (Strength.TITLE, label.title),
                (Strength.NOT, (*label.not_, *label.look_alikes)),
            ):
                for word in words:
                    senses[folded(word)].append(Sense(group, label.id, strength))
        return Lexicon({**senses, **{folded(word): () for word in self.decoys}}, joining=self.joining)

    def matcher(self, words: Iterable[str]) -> Lexicon[str]:
        """A lexicon of a reader's own words; a hit's keys are the words as the reader wrote them.

        Longer words of the taxonomy that are no such word are decoys (``JavaScript`` for ``Java``), so use ``longest`` and
        leave out hits without keys.
        """
        own: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if key := folded(word):
                own[key].append(word)
        return Lexicon({**own, **self._decoys_around(own)}, camel=True, joining=self._pieces)

    def _decoys_around(self, own: Mapping[str, object]) -> dict[str, tuple[()]]:
        """The longer words that hold one of a reader's words: the others take nothing away."""
        decoys, told = self._decoys
        found: dict[str, tuple[()]] = {}
        for start, end in _places(told, own):
            decoy = told[told.rfind("\n", 0, start) + 1 : told.index("\n", end)]
            if decoy in decoys and decoy not in own:
                found[decoy] = ()
        return found

    @cached_property
    def _decoys(self) -> tuple[frozenset[str], str]:
        """All decoys for a reader's words, and the same, each on a line of its own."""
        exceptions = (word for _, label in self for word in (*label.not_, *label.look_alikes))
        names = (word for _, label in self for word in label.any if word.isascii() and word.isalpha())
        decoys = frozenset(map(folded, (*self.decoys, *exceptions, *names)))
        return decoys, "\n".join(("", *sorted(decoys), ""))

    @cached_property
    def _pieces(self) -> frozenset[str]:
        """Katakana words that make compounds with a reader's words."""
        words = (word for _, label in self for word in label.any)
        return frozenset((*self.joining, *filter(KATAKANA_RUN.fullmatch, (*words, *self._decoys[0]))))

    @cached_property
    def _called(self) -> dict[Group, dict[str, str]]:
        """Label id by every name, exact ids and names before words, words of the first label before later ones."""
        called: dict[Group, dict[str, str]] = {group: {} for group in GROUPS}
        for group, label in self:
            called[group] |= {folded(name): label.id for name in (label.id, label.ja, label.en)}
        for group, label in self:
            parts = (
                part
                for name in (label.ja, label.en)
                for part in name.replace("・", "/").replace(" and ", "/").split("/")
            )
            for name in (*parts, *label.any, *label.weak, *label.title):
                called[group].setdefault(folded(name), label.id)
        return called


def _places(text: str, words: Mapping[str, object]) -> Iterator[tuple[int, int]]:
    """Where the words stand. A few are found sooner one by one: an automaton takes its time to build."""
    if len(words) > _MANY:
        yield from ((start, end) for _, start, end in Words(words).find(text))
        return
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = text.find(word, at + 1)


@cache
def taxonomy() -> Taxonomy:
    """The shipped taxonomy, read once."""
    return Taxonomy.load()


def resolve(value: str, group: Group) -> str | None:
    """The id of the label of ``group`` that a person means by ``value``, else ``None``."""
    return taxonomy().resolve(value, group)


def names_of(group: Group) -> frozenset[str]:
    """What the labels of ``group`` are called, also each part of a name of several (テニス・卓球)."""
    return frozenset(part for name in taxonomy().names(group) for part in (name, *name.split("・")))


def folded(word: str) -> str:
    """``word`` as it is compared: NFKC (Unicode UAX #15), lower case, single spaces."""
    return lower(" ".join(unicodedata.normalize("NFKC", word).split()))
