"""Reading one element with a CSS selector that may name an attribute: ``h3 a@href``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

import soupsieve
from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from aggregator.plugin import said

_ATTRIBUTE: Final = re.compile(r"@([\w:.-]+)$")
_LINE: Final = re.compile(r"(?<!\|)\|([1-9]\d?)$")
_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "img",
        "kbd",
        "label",
        "mark",
        "q",
        "ruby",
        "rb",
        "rt",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
    ]
)
_MOST_SIBLINGS: Final = 8
_SILENT: Final = frozenset({"script", "style", "template", "noscript"})


class Selector(NamedTuple):
    """``css@attribute`` or ``css|line``. Empty ``css`` is the element itself; ``following`` starts at the next sibling (``+ dd a``).

    ``far``: it may stand further on, before the next item (``~ table td``).
    """

    css: str
    attribute: str | None = None
    following: str | None = None
    line: int | None = None
    far: bool = False

    @classmethod
    def parse(cls, written: str) -> Selector:
        """Take ``written`` apart.

        Raises:
            ValueError: the CSS is not valid; the message shows where.
        """
        found, counted = _ATTRIBUTE.search(written), _LINE.search(written)
        ending = found or counted
        css = written[: ending.start()].strip() if ending else written.strip()
        css, following = ("" if css == "." else css), None
        far = css.startswith("~")
        if css.startswith(("+", "~")):
            following, _, css = css[1:].strip().partition(" ")
        for part in (css, following):
            if part:
                _check(part)
        return cls(css, found[1] if found else None, following, int(counted[1]) if counted else None, far)

    def elements(self, item: Tag) -> Iterator[Tag]:
        """The elements of ``item`` that it means, in document order."""
        subject: Tag | None = item
        if self.following:
            subject = self._after(item)
        if subject is None:
            return
        if self.css:
            yield from subject.select(self.css)
        else:
            yield subject

    def _after(self, item: Tag) -> Tag | None:
        """The sibling behind ``item`` that is meant; behind the next one of its own kind it is another item's."""
        for sibling in islice(item.find_next_siblings(), _MOST_SIBLINGS if self.far else 1):
            if self.following and sibling.css.match(self.following):
                return sibling
            if sibling.name == item.name:
                break
        return None

    def values(self, item: Tag, *, markup: bool = False) -> Iterator[str]:
        """Their texts, or the attribute's values; ``markup`` keeps the HTML inside. Empty ones are left out."""
        for element in self.elements(item):
            if self.line:
                told = next(islice(lines(element), self.line - 1, None), "")
            elif self.attribute:
                value = element.get(self.attribute)
                told = " ".join(value) if isinstance(value, list) else (value or "")
            else:
                told = element.decode_contents() if markup else words(element)
            if told.strip():
                yield told.strip()


def _check(css: str) -> None:
    try:
        soupsieve.compile(css)
    except soupsieve.SelectorSyntaxError as error:
        raise ValueError(
            said("「{css}」はCSSセレクターとして読めません（{what}）", css=css, what=str(error).splitlines()[0])
        ) from error


def words(element: Tag) -> str:
    """What a person reads in ``element``: its text in one line, images by their ``alt``, no scripts."""
    return " ".join(" ".join(_pieces(element)).split())


def lines(element: Tag) -> Iterator[str]:
    """The lines of ``element``, as ``br`` and blocks break them; empty ones are left out."""
    return filter(None, (" ".join(line.split()) for line in " ".join(_pieces(element, broken=True)).split("\n")))


def _pieces(element: Tag, *, broken: bool = False) -> Iterator[str]:
    waiting: list[PageElement] = [element]  # no recursion: pages exist that are nested thousands of levels deep
    while waiting:
        part = waiting.pop()
        if isinstance(part, Tag):
            if broken and part is not element and part.name not in _INLINE:
                yield "\n"
            if part.name == "img":
                yield str(part.get("alt") or "")
            elif part is element or part.name not in _SILENT:
                waiting.extend(reversed(part.contents))
        elif isinstance(part, NavigableString) and not isinstance(part, PreformattedString):
            yield str(part).replace("\n", " ")


def checked(written: Iterable[str]) -> tuple[str, ...]:
    """The selectors, unchanged.

    Raises:
        ValueError: one of them is not valid.
    """
    kept = tuple(written)
    for selector in kept:
        Selector.parse(selector)
    return kept
