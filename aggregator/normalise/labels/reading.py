"""Which labels a listing carries, and the words that say so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, cast

from aggregator.normalise.text import Text

from aggregator.normalise.labels.lexicon import Hit
from aggregator.normalise.labels.taxonomy import GROUPS, NOT, STRONG, Group, Taxonomy, taxonomy

TITLE_WEIGHT: Final = 3
BODY_LIMIT: Final = 1500
"""Characters of the body that are read: what comes later is terms, access and advertisement."""
HEAD_LIMIT: Final = 80
"""A listing without a title: at most this much of its first line counts as the title."""
MORNING_HOUR: Final = 9
EARLIEST_HOUR: Final = 4

TOPIC_KINDS: Final = frozenset(
    {"hackathon", "seminar", "conference", "study_group", "pitch", "company_event", "exhibition", "lt_meetup"}
)
"""Kinds at which people talk about a hobby or a trade more often than they do it."""
ACTIVITY_KINDS: Final = frozenset(
    {"sports", "outdoor", "walk", "game_meet", "music_meet", "language_exchange", "volunteer_activity", "screening"}
)
"""Kinds that are themselves a doing: a talk about it is not one."""
GATHERING_KINDS: Final = frozenset({"party", "lunch", "drinks", "tea", "networking"})
"""Kinds that a talk often ends with; in the body they are a part of the event, not the event."""

DOING: Final = re.compile(
    r"[ 　・]{0,1}(?:[ァ-ヺー]{0,12}|[一-鿿]{0,2})"
    r"(?:練習|体験|部(?!門|長|署|分|屋)|会(?!計|社|員|議|場|館|費)|教室|ツアー|大会|講座|講習|レッスン|クラブ|サークル|クラス|"
    r"ワークショップ|入門|デビュー|遠征|交流|オフ|合宿|ナイト|しよう|する|やろう|作り|づくり|巡り|めぐり|散歩)"
)
"""A doing word beside a hobby: 練習会, 体験, 部, 会, 教室, ツアー, 大会."""
STATED: Final = re.compile(
    r"[^\n。、]{0,6}?(?:です|を(?:開催|開き|行い|実施|やり|します|企画|始め)|の(?:お知らせ|ご案内)|(?:を)?開催|へようこそ|します)"
)
"""After a word of the body: the sentence says that the event is this."""
AFTERWARDS: Final = re.compile(r"(?:終了後|閉会後|その後|のあと|の後|後に|任意|希望者|後半|懇親)[^\n。]{0,12}$")

_LABEL_LINE: Final = re.compile(
    r"^[\s■□◆◇●○▼▽★☆・*#>【\[〔《<-]*(?:日\s*時|日程|開催日|日付|会\s*場|場\s*所|参加費|料金|費用|定員|対象|申込|主催|時間)"
)
_HEADLINE: Final = re.compile(
    r"^[\s■□◆◇●○▼▽★☆・*#>【\[〔《<-]*(?:イベント名|タイトル|名称|件名|題名|テーマ|内\s*容|種別|催し|行事名|講座名|企画)[\s】\]〕》>:：]+(.{2,80})$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class LabelSpan:
    """Where a label was read: ``where`` is ``title``, ``text`` or ``tag``; ``words`` are the listing's own."""

    group: Group
    label: str
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a listing by group, each a tuple of label ids in the taxonomy's order.

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
    spans: list[LabelSpan] = field(default_factory=list)

    def kept(self) -> bool:
        """Rule 6: three points, or two different words of the body; a weak word alone only where it is prominent."""
        words = self.strong | self.weak
        if not self.strong and not self.prominent and len(words) < 2:
            return False
        return self.weight >= TITLE_WEIGHT or len(words) >= 2


_Key = tuple[Group, str]


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
    evidence: dict[_Key, _Evidence] = defaultdict(_Evidence)
    for where, part, head in _parts(text, title, tags):
        _weigh(known, part, where, head, evidence)
    kept = {key: found for key, found in evidence.items() if found.kept()}
    return _labels(known, kept, start)


def _parts(text: Text, title: Text | None, tags: Sequence[str]) -> Iterable[tuple[str, str, int]]:
    """(where, text, how much of its beginning is headline) for title, tags and body."""
    body = text.folded[:BODY_LIMIT]
    if title is not None and title.folded.strip():
        yield "title", title.folded, len(title.folded)
        yield "text", body, 0
    else:
        yield "text", body, _headline(body)
    for tag in tags:
        yield "tag", tag, len(tag)


def _headline(body: str) -> int:
    """How far the headline of a text without a title reaches: its first line, unless that is a labelled field already."""
    begin = len(body) - len(body.lstrip())
    line = body[begin:].split("\n", 1)[0]
    if _LABEL_LINE.match(line):
        return 0
    return begin + min(len(line), HEAD_LIMIT)


def _weigh(known: Taxonomy, part: str, where: str, head: int, evidence: dict[_Key, _Evidence]) -> None:
    hits = known.lexicon.hits(part)
    masks = [hit for hit in hits if "*" in hit.keys]
    headlines = [match.span(1) for match in _HEADLINE.finditer(part)] if where == "text" else []
    for (group, label), found in _by_label(hits).items():
        evidence_of = evidence[group, label]
        for hit, strength in _winners(found, masks):
            prominent = hit.start < head or any(begin <= hit.start < end for begin, end in headlines)
            _note(evidence_of, hit, strength, part, prominent=prominent)
            evidence_of.spans.append(LabelSpan(group, label, where, part[hit.start : hit.end]))


def _note(found: _Evidence, hit: Hit, strength: str, part: str, *, prominent: bool) -> None:
    (found.strong if strength == STRONG else found.weak).add(hit.word)
    found.prominent |= prominent
    found.doing |= DOING.match(part, hit.end) is not None
    if prominent or (
        strength == STRONG
        and STATED.match(part, hit.end)
        and not AFTERWARDS.search(part, max(0, hit.start - 20), hit.start)
    ):
        found.weight += TITLE_WEIGHT
    else:
        found.weight += 1


def _by_label(hits: Iterable[Hit]) -> dict[_Key, list[tuple[Hit, str]]]:
    """Hits with their strength, for each label."""
    found: dict[_Key, list[tuple[Hit, str]]] = defaultdict(list)
    for hit in hits:
        for key in hit.keys:
            if key != "*":
                group, label, strength = key.split(":")
                found[cast("Group", group), label].append((hit, strength))
    return found


def _winners(found: list[tuple[Hit, str]], masks: list[Hit]) -> list[tuple[Hit, str]]:
    """The label's own hits that nothing masks and no longer word of the label covers."""
    covers = masks + [hit for hit, strength in found if strength == NOT]
    own = [(hit, strength) for hit, strength in found if strength != NOT]
    return [
        (hit, strength)
        for hit, strength in own
        if not any(hit.start < cover.end and cover.start < hit.end for cover in covers)
        and not any(hit.inside(other) for other, _ in own)
    ]


def _labels(known: Taxonomy, kept: dict[_Key, _Evidence], start: datetime | None) -> Labels:
    found: dict[Group, list[str]] = {
        group: [label for label in known.labels[group] if (group, label) in kept] for group in GROUPS
    }
    inferred: list[str] = []
    if start is not None and EARLIEST_HOUR <= start.hour < MORNING_HOUR and "morning_activity" not in found["kind"]:
        found["kind"].append("morning_activity")
        inferred.append("morning_activity")
    topical = [
        (group, label)
        for group, label in kept
        if group in ("hobby", "industry") and TOPIC_KINDS.intersection(found["kind"]) and not kept[group, label].doing
    ]
    usual = [purpose for kind in found["kind"] for purpose in known.labels["kind"][kind].purposes]
    inferred += [purpose for purpose in dict.fromkeys(usual) if purpose not in found["purpose"]]
    return Labels(
        kinds=tuple(found["kind"]),
        hobbies=tuple(label for label in found["hobby"] if ("hobby", label) not in topical),
        industries=tuple(found["industry"]),
        purposes=tuple(dict.fromkeys((*found["purpose"], *usual))),
        audience=tuple(found["audience"]),
        topics=tuple(label for _, label in topical),
        inferred=tuple(inferred),
        spans=tuple(span for evidence in kept.values() for span in evidence.spans),
    )
