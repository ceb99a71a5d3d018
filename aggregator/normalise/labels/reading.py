"""Which labels a listing carries, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, NamedTuple

from aggregator.lazy import Once
from aggregator.normalise.labels.contexts import (
    AFTERWARDS,
    ASIDE,
    BELOW,
    BODY,
    COUNTED,
    COUNTERS,
    DOING,
    DONE,
    FIELD,
    HOUSE,
    HOUSE_BEGINS,
    STATED,
    TRADE,
    USUALLY,
)
from aggregator.normalise.labels.masks import said
from aggregator.normalise.labels.taxonomy import GROUPS, Group, Sense, Strength, Taxonomy, taxonomy
from aggregator.normalise.labels.ties import (
    ACTIVITY_KINDS,
    DOERS,
    GATHERING_KINDS,
    IMPLIED,
    LECTURES,
    LESSONS,
    LIKELY,
    SHOWN,
    STUDIED,
    TOPIC_KINDS,
)
from aggregator.normalise.text import Text

TITLE_WEIGHT: Final = 3
BODY_LIMIT: Final = 1500
"""Characters of the body that are read: what comes later is terms, access and advertisement."""
HEAD_LIMIT: Final = 80
"""A listing without a title: this much of its first line counts as the title, and the sentence that goes beyond it."""
MORNING_HOUR: Final = 9
EARLIEST_HOUR: Final = 4

_LABEL_LINE: Final = re.compile(
    r"^[\s■□◆◇●○▼▽★☆・*#>【\[〔《<-]*"
    r"(?:日\s*時|日程|開催日|日付|会\s*場|場\s*所|参加費|料金|費用|定員|対象|申込|主催|時間)"
    r"(?![とはがもをにで][^:\n]{6})"
)
_HEAD_LINES: Final = 8
_SHORT_LINE: Final = 40
_DAY_LINE: Final = re.compile(r"[^\w\n]*(?:20\d\d|令和|\d{1,2}[/月.]|\d{1,2}日|毎[週月]|[(]?[月火水木金土日][)曜])")
_BANNER: Final = re.compile(
    r"キャンセル待ち|満席|満員|受付(?:中|開始|終了)|残席|残りわずか|募集(?:中|開始)[!\W]*$|お知らせ[!\W]*$"
    r"|おかげさま|ありがとう|定員に達し|中止|延期|大歓迎[!\W]*$|開催決定[!\W]*$"
)
"""A line above the title that tells the state or thanks."""
_SENTENCE_END: Final = re.compile(r"[。!?]|\.(?=\s|$)")
_HEADLINE: Final = re.compile(
    (
        r"^[\s■□◆◇●○▼▽★☆・*#>【\[〔《<-]*"
        r"(?:イベント名|タイトル|名称|件名|題名|テーマ|内\s*容|種別|催し|行事名|講座名|企画)[\s】\]〕》>:：]+"
        r"(.{2,80})$"
    ),
    re.MULTILINE,
)


_ANY: Final = Strength.ANY
"""By a name of its own: a member is asked of its class eight times as slowly in Python 3.11."""
_SUBJECTS: Final = ("kind", "hobby", "industry")
_Key = tuple[Group, str]
_Passing = tuple[int, int, str, bool, int]
"""A hit in running text: where it begins and ends, which word, whether it is enough, and what it weighs."""
Where = Literal["title", "text", "tag"]


class LabelSpan(NamedTuple):
    """Where a label was read: ``where`` is ``title``, ``text`` or ``tag``; ``words`` are the listing's own."""

    group: Group
    label: str
    where: Where
    words: str


class Labels(NamedTuple):
    """The labels of a listing by group, each a tuple of label ids in the taxonomy's order, 朝活 by its hour last.

    ``topics`` are hobbies (then not among ``hobbies``) and industries (also among ``industries``) that the listing talks
    about without doing them. ``inferred`` are labels that no word says: the morning by its hour, a kind's usual purposes.
    """

    kinds: tuple[str, ...] = ()
    hobbies: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    spans: tuple[LabelSpan, ...] = ()


@dataclass(slots=True)
class _Evidence:
    """What speaks for one label."""

    weight: int = 0
    strong: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    prominent: bool = False
    doing: bool = False
    meant: bool = False
    spans: list[LabelSpan] = field(default_factory=list)
    passing: list[_Passing] = field(default_factory=list)

    def kept(self, group: Group) -> bool:
        """Rule 6: three points, or two different words of the body; a weak word alone only where it is prominent.

        Who may come is a remark in the body as a rule, so there one word is enough.
        """
        words = self.strong | self.weak
        if self.strong and group == "audience":
            return True
        if not self.strong and not self.prominent and len(words) < 2:
            return False
        return self.weight >= TITLE_WEIGHT or len(words) >= 2


def read_labels(
    text: Text, title: Text | None = None, tags: Sequence[str] = (), start: datetime | None = None
) -> Labels:
    """The labels of one listing.

    Args:
        text: the description.
        title: the title, where the listing has one; else the first line of the text takes its place.
        tags: tags or categories that the source gives.
        start: local start; one between 04:00 and 09:00 gives 朝活.
    """
    known = taxonomy()
    evidence: dict[_Key, _Evidence] = {}
    for where, part, heads in _parts(text, title, tags):
        _weigh(known, part, where, heads, evidence)
    body = text.folded[:BODY_LIMIT]
    kept = {key: found for key, found in evidence.items() if found.kept(key[0]) and _stands(key, found, body)}
    return _labels(known, kept, start, body)


def _stands(key: _Key, found: _Evidence, body: str) -> bool:
    """Whether a label that only running text names is still one without what is said in passing."""
    if found.prominent:
        return True
    group = key[0]
    left = [one for one in found.passing if not _in_passing(group, one, body)]
    if len(left) == len(found.passing):
        return True
    strong = {word for _, _, word, enough, _ in left if enough}
    weak = {word for _, _, word, enough, _ in left if not enough}
    return _Evidence(sum(one[-1] for one in left), strong, weak).kept(group)


def _in_passing(group: Group, one: _Passing, body: str) -> bool:
    """Whether a word tells the fee of children, the name of a house, a prize, another time."""
    start, end, *_ = one
    if group == "audience":
        return BELOW.match(body, end) is not None
    line = body.rfind("\n", 0, start) + 1
    if ASIDE.search(body, max(line, start - 28), start):
        return True
    field = FIELD.match(body, line) or FIELD.match(body, body.rfind("\n", 0, max(0, line - 1)) + 1)
    return field is not None and line <= field.end() <= end


def _parts(text: Text, title: Text | None, tags: Sequence[str]) -> Iterator[tuple[Where, str, list[tuple[int, int]]]]:
    """(where, text, the stretches of it that are headlines) for title, tags and body."""
    body = text.folded[:BODY_LIMIT]
    stated = [match.span(1) for match in _HEADLINE.finditer(body)]
    if title is not None and title.folded.strip():
        yield "title", title.folded[:BODY_LIMIT], [(0, BODY_LIMIT)]
        yield "text", body, stated
    else:
        yield "text", body, [*_headlines(body), *stated]
    for tag in tags:
        yield "tag", tag[:BODY_LIMIT], [(0, BODY_LIMIT)]


def _headlines(body: str) -> list[tuple[int, int]]:
    """The headlines of a text without a title: its first line that is no banner (受付中!), and a short one right above day or fields."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in body.split("\n")[:_HEAD_LINES]:
        if _LABEL_LINE.match(line) or (lines and _DAY_LINE.match(line)):
            break
        if line.strip() and not (len(line) <= _SHORT_LINE and _BANNER.search(line)):
            lines.append((at, at + _head(line)))
        at += len(line) + 1
    above = [one for one in lines[1:][-1:] if one[1] - one[0] <= _SHORT_LINE and "。" not in body[slice(*one)]]
    return [*lines[:1], *above]


def _head(line: str) -> int:
    """Where the headline in a line ends: the whole of a short one; of running text the sentence over ``HEAD_LIMIT``."""
    begin = len(line) - len(line.lstrip()) + HEAD_LIMIT
    if len(line) <= begin:
        return len(line)
    ends = _SENTENCE_END.search(line, begin)
    return ends.end() if ends and ends.end() <= begin + HEAD_LIMIT else begin


def _weigh(
    known: Taxonomy, part: str, where: Where, heads: list[tuple[int, int]], evidence: dict[_Key, _Evidence]
) -> None:
    doing = Once[int, bool](lambda end: DOING.match(part, end) is not None)
    traded = Once[int, bool](lambda end: TRADE.match(part, end) is not None)
    for sense, hit, prominent in said(known.lexicon.hits(part), heads):
        group, label, strength = sense
        start, end, word, _ = hit
        subject = group in _SUBJECTS
        trade = subject and _may_be_traded(sense) and traded[end]
        if (trade and group == "kind") or (subject and _of_another(word, part, start, end)):
            continue
        key = group, label
        found = evidence.get(key)
        if found is None:
            found = evidence[key] = _Evidence()
        found.prominent |= prominent
        found.meant |= not trade
        if subject and not found.doing:
            found.doing = doing[end] or word.endswith(DONE)
        strong = strength is _ANY
        (found.strong if strong else found.weak).add(word)
        if prominent:
            found.weight += TITLE_WEIGHT
        else:
            weight = _weight_in_body(sense, end, start, part)
            found.weight += weight
            found.passing.append((start, end, word, strong, weight))
        found.spans.append(LabelSpan(group, label, where, part[start:end]))


def _of_another(word: str, part: str, start: int, end: int) -> bool:
    """Whether the word belongs to what stands around it: the name of a house, the next word, a number's counter."""
    if part[end : end + 1] in HOUSE_BEGINS and HOUSE.match(part, end):
        return True
    if word[-1] == "会" and BODY.match(part, end - 1):
        return True
    return word[0] in COUNTERS and COUNTED.match(part, start - 1) is not None


def _may_be_traded(sense: Sense) -> bool:
    """Whether what follows can make the word one of a trade: カフェ開業 is no tea, キャンプ用品 no camping."""
    return sense.group == "hobby" or (sense.group == "kind" and sense.label in DOERS)


def _weight_in_body(sense: Sense, end: int, start: int, part: str) -> int:
    """A sentence that says what the event is weighs as much as a title; a party after the talk weighs nothing."""
    stated = sense.strength is _ANY and STATED.match(part, end) is not None
    if stated and not AFTERWARDS.search(part, max(0, start - 20), start):
        return TITLE_WEIGHT
    return 0 if sense.label in GATHERING_KINDS else 1


def is_morning(start: datetime | None) -> bool:
    """Whether an event begins at an hour that makes it 朝活."""
    return start is not None and EARLIEST_HOUR <= start.hour < MORNING_HOUR


def _done(hobby: _Evidence) -> bool:
    """Whether people meet for the hobby: the title names it, and not as a trade's."""
    return hobby.prominent and hobby.meant


def _talked_about(key: _Key, evidence: _Evidence, talks: frozenset[str]) -> bool:
    """Whether a hobby or an industry is a topic: of a talk that does not do it, or a hobby that is but a trade's."""
    group, label = key
    if group == "hobby" and not evidence.meant:
        return True
    if not talks or evidence.doing or group not in ("hobby", "industry"):
        return False
    followed = SHOWN if "exhibition" in talks else STUDIED
    return not (group == "hobby" and evidence.prominent and label in followed and talks <= LECTURES)


def _only_told(kind: str, evidence: _Evidence | None) -> bool:
    """Whether a talk speaks of a kind and does not do it: テニス肘の講演, ワインの関税セミナー."""
    if evidence is None or evidence.doing:
        return False
    return kind in ACTIVITY_KINDS or (kind in DOERS | {"workshop"} and not evidence.strong)


def _usual(body: str) -> str | None:
    """The kind of a text that names none, by what one brings, pays for or does there."""
    return next((kind for kind, words in USUALLY if words.search(body)), None)


def _implied(found: dict[Group, list[str]], kept: dict[_Key, _Evidence], body: str, *, talk: bool) -> list[str]:
    """The kinds that no word says: by the hobby of the title, by what one brings or pays for."""
    done = [hobby for hobby in found["hobby"] if _done(kept["hobby", hobby])]
    if not talk:
        implied = dict.fromkeys(IMPLIED[hobby] for hobby in done if hobby in IMPLIED)
        if kinds := [kind for kind in implied if kind not in found["kind"]]:
            return kinds
    if found["kind"]:
        return []
    kind = _usual(body) or next((LIKELY[hobby] for hobby in done if hobby in LIKELY), None)
    return [kind] if kind else []


def _labels(known: Taxonomy, kept: dict[_Key, _Evidence], start: datetime | None, body: str) -> Labels:
    found: dict[Group, list[str]] = {group: [] for group in GROUPS}
    for group, label in sorted(kept, key=known.places.__getitem__):
        found[group].append(label)
    inferred: list[str] = []
    if is_morning(start) and "morning_activity" not in found["kind"]:
        found["kind"].append("morning_activity")
        inferred.append("morning_activity")
    talks = frozenset(kind for kind in TOPIC_KINDS.intersection(found["kind"]) if kept["kind", kind].strong)
    implied = _implied(found, kept, body, talk=bool(talks))
    found["kind"] += implied
    inferred += implied
    topics = [key for key in kept if _talked_about(key, kept[key], talks)]
    kinds = [kind for kind in found["kind"] if not (talks and _only_told(kind, kept.get(("kind", kind))))]
    lesson = kept.get(("kind", "workshop"))
    if lesson is not None and "sports" in kinds and lesson.strong | lesson.weak <= LESSONS:
        kinds = [kind for kind in kinds if kind != "workshop"]
    usual = [purpose for kind in kinds for purpose in known.label(kind, "kind").purposes]
    inferred += dict.fromkeys(purpose for purpose in usual if purpose not in found["purpose"])
    return Labels(
        kinds=tuple(kinds),
        hobbies=tuple(label for label in found["hobby"] if ("hobby", label) not in topics),
        industries=tuple(found["industry"]),
        purposes=tuple(dict.fromkeys((*found["purpose"], *usual))),
        audience=tuple(found["audience"]),
        topics=tuple(label for _, label in topics),
        inferred=tuple(inferred),
        spans=tuple(span for evidence in kept.values() for span in evidence.spans),
    )
