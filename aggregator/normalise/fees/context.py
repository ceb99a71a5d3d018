"""The words around an amount: its line, its clause, the bracket it stands in, the label before it. Pure."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from aggregator.normalise.fees.amounts import Amount

_CLAUSE: Final = re.compile(r"[。、,;/!※]|(?<=[\d千万百])円|[)）](?=[^\s)はがもの:\d¥各])")
_IN_LABEL: Final = r"[^\s\d:、,/。;|~¥\\()（）\[\]【】「」・→]"
_LABEL_END: Final = re.compile(
    rf"(?P<label>{_IN_LABEL}{{1,16}}(?:\([^)\n\d]{{1,10}}\))?)\s*[)\]】]?\s*[:=|-]?\s*"
    r"(?:各|お一人様?|1名様?|一人|ひとり|税込|税別)?\s*[(\[:]?\s*$"
)
_WHOLE_LABEL_END: Final = re.compile(rf"(?<!{_IN_LABEL}){_LABEL_END.pattern}")
"""The same, tried only where a name begins: enough, and many times quicker, where none is longer than it may be."""
_LONG_NAME: Final = re.compile(f"{_IN_LABEL}{{17}}")
_BEHIND: Final = re.compile(r"^\([^()]*\)\s+")
"""A bracket is of the amount before it: 1,600円(軽食込み) 女性 1,100円."""
_BEFORE: Final = 44
_AFTER: Final = 24


class Context(NamedTuple):
    """Words around an amount.

    Its line, its clause, what leads to the bracket it stands in, what follows in the line and in the clause; ``aside``: the
    open bracket with the clause before it.
    """

    before: str
    clause: str
    outer: str
    after: str
    near: str
    aside: str


def label_of(before: str) -> str:
    """The listing's word for an amount, which ends the words before it."""
    found = (_LABEL_END if _LONG_NAME.search(before) else _WHOLE_LABEL_END).search(before)
    return found["label"] if found else ""


def context_of(folded: str, amount: Amount, start: int) -> Context:
    """The words around an amount; those before it from ``start`` on."""
    line = max(start, folded.rfind("\n", start, amount.start) + 1, amount.start - _BEFORE)
    before = folded[line : amount.start]
    after = folded[amount.end : amount.end + _AFTER].partition("\n")[0]
    clause = _CLAUSE.split(before.replace("として、", "として"))[-1]
    clause = _BEHIND.sub("", clause)
    outer, _, inner = clause.rpartition("(")
    outer = "" if ")" in inner else outer
    clause = inner if outer and len(inner.strip()) > 1 else clause
    near = after.split("、", maxsplit=1)[0].split("。", maxsplit=1)[0]
    return Context(before, clause, outer, after, near, _aside(before))


def _aside(before: str) -> str:
    """The bracket that is still open where ``before`` ends, with the clause that leads to it."""
    at = before.rfind("(")
    return "" if at <= before.rfind(")") else _CLAUSE.split(before[:at])[-1] + before[at:]
