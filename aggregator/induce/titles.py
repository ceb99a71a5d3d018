"""Which words of a list's items are their titles. Pure.

The lines at one place of every item form a column. A title differs from item to item in more than numbers, stands in a heading
or a link, comes early, and is no button, address or file name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, zip_longest
from statistics import median_low
from typing import Final

from aggregator.induce.dated import Dated
from aggregator.induce.heads import fields_of, is_of_another_field, is_other_label, is_title_label
from aggregator.induce.page import INLINE, Line, PageText
from aggregator.induce.told import NO_LETTER, Told, tell
from aggregator.plugin import is_closed_day

_INNER: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD: Final = re.compile(r"[a-z]+")
_TITLES: Final = re.compile(r"titles?|ttl|tit|name|subject|summary|headline|heading|midashi")
_NO_TITLES: Final = re.compile(
    r"acts?|artists?|casts?|members?|performers?|lineup|place|venue|hall|room|price|fee|charge|ticket|time"
    r"|date|day|meta|cat|category"
    r"|cate|tags?|lab|status|state|icon|notes?|sale"
)
"""Words in the classes of what holds a line; they weigh less than what the lines themselves show."""
_CAST: Final = re.compile(
    r"[^/／]{1,40}\s[/／]\s[^/／]{1,40}(?:\s[/／]\s|$)"
    r"|^\W*(?:出演|guests?|host|ホスト|ゲスト|司会|dj|vo|act|cast|w/)\s?[:：】]"
    r"|(?:\([a-z]{1,4}(?:[,/・.][a-z]{1,4})*\).{0,20}?){2}",
    re.IGNORECASE,
)
"""Who performs: A / B / C, guest: D, E(p) F(b)."""
_LARGE_FONT: Final = re.compile(r"[4-7]|\+[1-4]")
_LARGE_STYLE: Final = re.compile(
    r"font-size\s*:\s*(?:(?:1[89]|[2-6]\d)(?:\.\d+)?px|(?:1\.[2-9]|[2-4])\d*r?em|1[2-9]\d%|(?:x+-)?large)",
    re.IGNORECASE,
)
_LONG: Final = 150
_SOME: Final = 4
_CLEAR: Final = 0.15
"""A column below this is no title at all."""


@dataclass
class Column:
    """The lines at one place of the items, by the item's number."""

    signature: str
    nth: int
    label: str = ""
    """What stands before its values in the items (イベント名, 会場); empty if nothing does."""
    told: dict[int, Told] = field(default_factory=dict)
    button: bool = False
    """Whether it is the same words in every link, beside a column that tells the items apart."""
    picture: bool = False
    """Whether it is what pictures show, in items that have headings."""
    merit: float = 0.0
    """How much it looks like the titles of the items (``score``)."""

    def names(self, item: int) -> bool:
        """Whether it has a title for an item; what looks like an address is one where hardly another line of it does."""
        told = self.told.get(item)
        return told is not None and (not told.weak or (told.looks_like_else and self.plain))

    @cached_property
    def plain(self) -> bool:
        """Whether most of its lines are no weak ones."""
        return sum(one.weak for one in self.told.values()) * 5 <= len(self.told)

    @property
    def constant(self) -> bool:
        """Whether all items say the same in it."""
        return len(self.told) >= _SOME and len({one.letters for one in self.told.values()}) == 1

    @cached_property
    def variety(self) -> float:
        """The share of different texts."""
        return len({one.letters for one in self.told.values()}) / len(self.told)

    def score(self, stretches: Sequence[tuple[int, int]]) -> float:
        """How much it looks like the titles of items in ``stretches`` of lines."""
        told = list(self.told.values())
        cover = len(told) / len(stretches)
        merit = self._dress(told) * cover
        merit -= 0.5 * cover * self.button + 0.3 * self.picture
        merit += 0.2 * cover * _mean(one.own for one in told)
        merit -= 0.8 * _mean(one.weak for one in told) + 0.6 * _mean(one.badge for one in told)
        length = median_low(len(one.text) for one in told)
        merit -= 0.3 if length < _shortest(told) else 0.5 if length > _LONG else 0
        digits = sum(sum(sign.isdigit() for sign in one.text) for one in told) / max(
            1, sum(len(one.text) for one in told)
        )
        merit -= 1.2 * max(0.0, digits - 0.15)
        late = _mean(
            (one.line.number - stretches[item][0]) / max(1, stretches[item][1] - stretches[item][0])
            for item, one in self.told.items()
        )
        merit += cover * (self.called - 0.2 * _mean(_CAST.search(one.text) is not None for one in told))
        return cover * (0.5 + 0.7 * self.variety) + merit - 0.35 * late

    @cached_property
    def called(self) -> float:
        """A little for what the page itself calls a title, as much against what it calls something else."""
        said = {
            word for step in self.signature.split("/")[-1:] for word in _WORD.findall(_INNER.sub("_", step).lower())
        }
        by_class = 0.15 * (any(map(_TITLES.fullmatch, said)) - any(map(_NO_TITLES.fullmatch, said)))
        return by_class + 0.3 * is_title_label(self.label)

    @staticmethod
    def _dress(told: Sequence[Told]) -> float:
        if told[0].line.is_heading:
            return 0.5
        if sum(one.line.link is not None for one in told) * 2 >= len(told):
            return 0.25
        if sum(_is_large(one.line) for one in told) * 2 > len(told):
            return 0.3
        small = sum(_is_small(one.line) for one in told) * 2 > len(told)
        return 0.1 if {"b", "strong", "th", "dt"} & set(told[0].line.around) else -0.1 if small else 0.0


def _shortest(told: Sequence[Told]) -> int:
    """The letters of the shortest names; three Japanese signs are one (達磨忌)."""
    return 4 if sum(one.text.isascii() for one in told) * 2 > len(told) else 3


def columns(
    page: PageText, stretches: Sequence[tuple[int, int]], anchors: Sequence[int], dated: Mapping[int, Dated]
) -> list[Column]:
    """The columns of the items in ``stretches``, the likeliest titles first."""
    labels = _labels([dated[number] for number in anchors])
    own = set(anchors)
    fields = fields_of(page, stretches)
    found: dict[tuple[str, int], Column] = {}
    for item, (first, last) in enumerate(stretches):
        seen: Counter[str] = Counter()
        for line in page.lines[first:last]:
            told = tell(line, dated.get(line.number), own=line.number in own, labels=labels)
            if told is None:
                continue
            label = fields.get(line.number, "")
            if not told.own and (is_other_label(label) or is_of_another_field(page, line.element)):
                told = replace(told, weak=True, looks_like_else=False)
            signature = page.place(line.element) + (label and f"[{label}]")
            nth = seen[signature]
            seen[signature] += 1
            if nth < 3:
                found.setdefault((signature, nth), Column(signature, nth, label=label)).told[item] = told
    together = _joined(found.values())
    varied = any(
        2 * len(column.told) > len(stretches)
        and not column.constant
        and _mean(one.weak for one in column.told.values()) < 0.5
        for column in together
    )
    headed = any(
        2 * len(column.told) > len(stretches) and next(iter(column.told.values())).line.is_heading
        for column in together
    )
    for column in together:
        column.button = varied and column.constant and next(iter(column.told.values())).line.link is not None
        column.picture = headed and all(_is_picture(one.line) for one in column.told.values())
        column.merit = column.score(stretches)
    return sorted(together, key=lambda column: -column.merit)


def _joined(found: Iterable[Column]) -> list[Column]:
    """The columns, those of different items as one that lie alike but for one class (``title cat-live``, ``title cat-expo``)."""
    joined: list[Column] = []
    for column in found:
        same = next(
            (
                one
                for one in joined
                if one.nth == column.nth
                and one.label == column.label
                and one.told.keys().isdisjoint(column.told)
                and lie_alike(one.signature, column.signature)
            ),
            None,
        )
        if same is None:
            joined.append(column)
        else:
            same.told.update(column.told)
    return joined


def lie_alike(one: str, other: str) -> bool:
    """Whether two places in the tree differ in one class of one element, which has another class in both."""
    steps = [pair for pair in zip_longest(one.split("/"), other.split("/"), fillvalue="") if pair[0] != pair[1]]
    if len(steps) != 1:
        return False
    (tag, *first), (of_other, *second) = (step.split(".") for step in steps[0])
    return (
        tag == of_other and bool({*first} & {*second}) and len({*first} ^ {*second}) == 2 and len(first) == len(second)
    )


def _mean(values: Iterable[float]) -> float:
    told = list(values)
    return sum(told) / len(told)


def _is_small(line: Line) -> bool:
    """Whether a line is in small print."""
    return line.element.tag == "small" or (line.element.tag == "font" and (line.element.get("size") or "")[:1] == "-")


def _is_large(line: Line) -> bool:
    """Whether a line is in large print: <font size="5">, font-size: 20px."""
    around = (line.element, *islice(line.element.iterancestors(), 2))
    return any(
        (one.tag == "font" and _LARGE_FONT.fullmatch(one.get("size") or "") is not None)
        or _LARGE_STYLE.search(one.get("style") or "") is not None
        for one in around
        if one is line.element or one.tag in INLINE
    )


def _is_picture(line: Line) -> bool:
    return line.element.tag == "img" and not line.is_heading


def titles(
    found: Sequence[Column], stretches: Sequence[tuple[int, int]], *, of_calendar: bool = False
) -> list[str | None]:
    """The title of each item: of the best column that has one for it.

    In a calendar what comes again each week may stand at a place of its own: one that only items have which no other names.
    """
    good = [column for column in found if column.merit - min(0.0, column.called) > _CLEAR]
    good[1:1] = [
        column for column in found if good and column is not good[0] and _completes(column, good[0], len(stretches))
    ]
    closed = {item for item, one in good[0].told.items() if is_closed_day(one.text)} if good else set()
    heads = _set_apart(found, good[0]) if good else {}
    best = [
        None
        if item in closed
        else heads.get(item) or next((one.told[item].text for one in good if one.names(item)), None)
        for item in range(len(stretches))
    ]
    for column in found if of_calendar else ():
        told = [one for one in column.told.values() if not one.weak and not one.badge and len(one.letters) >= _SOME]
        if len(told) == len(column.told) > 1 and not any(best[item] for item in column.told):
            for item, one in column.told.items():
                best[item] = one.text
    return best


def _set_apart(found: Sequence[Column], best: Column) -> dict[int, str]:
    """For the items without a title where the others have theirs in headings: the first line that is bold or in large print."""
    if not next(iter(best.told.values())).line.is_heading:
        return {}
    lines = [
        (one.line.number, item, one)
        for column in found
        for item, one in column.told.items()
        if item not in best.told and not one.weak and not one.badge and (one.line.is_dressed or _is_large(one.line))
    ]
    return {item: one.text for _, item, one in sorted(lines, key=lambda told: -told[0])}


def _completes(column: Column, best: Column, items: int) -> bool:
    """Whether a column has titles for just those items that the best one names not, in the same cell: some bold, some not."""
    near, far = sorted((column.signature, best.signature), key=len)
    rest = items - len(best.told)
    return (
        far.startswith(f"{near}/")
        and not column.told.keys() & best.told.keys()
        and len(column.told) >= _SOME
        and len(column.told) * 5 >= rest * 4
        and column.plain
    )


def _labels(anchors: Sequence[Dated]) -> frozenset[str]:
    """Words that stand beside the date of most items: ``Filed``, ``開催日``."""
    words = Counter(NO_LETTER.sub("", one.rest) for one in anchors)
    return frozenset(word for word, times in words.items() if word and times > 2 and times * 5 >= len(anchors) * 3)


def by_signature(page: PageText, numbers: Sequence[int]) -> dict[str, list[int]]:
    """Line numbers by the place in the tree that they stand in."""
    found: dict[str, list[int]] = defaultdict(list)
    for number in sorted(numbers):
        found[page.signature(page.lines[number].element)].append(number)
    return found
