"""Which labels a listing carries, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, NamedTuple

from aggregator.normalise.labels.lexicon import Hit
from aggregator.normalise.labels.taxonomy import GROUPS, Group, Sense, Strength, Taxonomy, taxonomy
from aggregator.normalise.text import Text

TITLE_WEIGHT: Final = 3
BODY_LIMIT: Final = 1500
"""Characters of the body that are read: what comes later is terms, access and advertisement."""
HEAD_LIMIT: Final = 80
"""A listing without a title: this much of its first line counts as the title, and the sentence that goes beyond it."""
MORNING_HOUR: Final = 9
EARLIEST_HOUR: Final = 4

TOPIC_KINDS: Final = frozenset(
    {"hackathon", "seminar", "conference", "study_group", "pitch", "company_event", "exhibition"}
)
"""Kinds at which people talk about a hobby or a trade more often than they do it."""
ACTIVITY_KINDS: Final = frozenset(
    {"sports", "outdoor", "walk", "game_meet", "music_meet", "language_exchange", "volunteer_activity", "screening"}
)
"""Kinds that are themselves a doing: a talk about it is not one."""
GATHERING_KINDS: Final = frozenset({"party", "lunch", "drinks", "tea", "networking"})
"""Kinds that a talk often ends with; in the body they are a part of the event, not the event."""

IMPLIED: Final = {
    hobby: kind
    for kind, hobbies in (
        ("sports", "running cycling climbing football basketball volleyball badminton tennis baseball golf martial_arts fitness skateboard"),
        ("sports", "swim_marine winter_sports"),
        ("outdoor", "hiking camping fishing"),
        ("game_meet", "board_games video_games shogi_go mahjong puzzle"),
        ("music_meet", "music_play"),
    )
    for hobby in hobbies.split()
}  # fmt: skip
"""The kind of a meeting whose title names but the hobby that people meet for: テニス 水曜の夜."""
DOING: Final = re.compile(
    r"[ ・]?(?:[ァ-ヺー]{0,12}|[一-鿿]{0,2})"
    r"(?:練習|体験|部(?![門長署分屋員])|会(?![計社員議場館費])|教室|ツアー|大会|講座|講習|レッスン|クラブ|サークル|クラス|ワークショップ"
    r"|入門|デビュー|遠征|オフ|合宿|ナイト|しよう|する|やろう|作り|づくり|巡り|めぐり|散歩)"
)
"""A doing word beside a hobby: 練習会, 体験, 部, 会, 教室, ツアー, 大会."""
_TRADES: Final = (
    "業界 会社 企業 メーカー 事業(?!所見学) 産業 市場 ビジネス 用品 グッズ 業者 代行 幹事代行 サービス プラットフォーム アプリ システム ソフト サイト 開業 経営 起業 独立 店舗 店の 店主 広告 マーケティング 営業 "
    "販売 求人 採用 労務 法務 税務 労働 投資 ファンド 統計 条例 法改正 訴訟 保険 補助金 助成金 料金 改修 改装 新築 設計 施工 改定 DX テック エンジニア 開発 ロボット データ 会計 確定申告 場所取り 運営者 写真 免許 所(?=[のをへに跡])"
)
_HOUSES: Final = "スタジオ(?:経営|開業|運営) 場(?:経営|開発|運営|建設|計画)"
TRADE: Final = re.compile(
    r"ならぬ|では(?:ない|なく|ありません)|じゃな|のよう[なに]|みたいな"
    r"|税(?:の|が|を)|届の|の(?:著作権|年金|税率)|による(?:交通規制|通行)|の(?:経済学|経営学|関税|社会学)|(?:制作者|ストリーミング)"
    r"|(?:具|道具|器具|カフェ|スクール|教室|スタジオ|ジム|道場|館|店|インストラクター|コンロ|機器)?"
    r"(?:の(?=幹事代行|場所取り代行|改修|料金改定|ご?寄付|ご?寄附|求人|開業|経営|運営費|市場|販売|事業承継|会計|税務|確定申告))?(?:専門|関連|系|向け)?"
    rf"(?:{'|'.join(_TRADES.split())})|{'|'.join(_HOUSES.split())}|の(?:改修|料金|ご?寄付)"
)
"""Behind a hobby or a meeting's name: the word is one of a trade, nobody does it there (カフェ開業, 飲み会の幹事代行, ゲーム会社)."""
DOERS: Final = ACTIVITY_KINDS | GATHERING_KINDS | {"camp", "dialogue", "reading_club", "morning_activity"}
"""Kinds at which people do what the word says."""
_BODY: Final = re.compile("会(?:[社計員館議則]|場(?!所))")
"""ゲーム会社, 読書会員: 会 belongs to the next word."""
COUNTED: Final = re.compile(r"[0-9一二三四五六七八九十数何][本冊回話枚杯席曲品]")
"""3本紹介: the first character of the word is the counter of a number."""
DONE: Final = ("会", "部", "教室", "体験", "作り", "づくり", "巡り", "めぐり", "ツアー", "大会", "講座", "サークル")
"""The end of a hobby's word that says the doing itself (料理教室)."""
STATED: Final = re.compile(
    r"[^\n。、]{0,6}?(?:です|を(?:\d{1,2}[月/日](?:(?!後)[^\n。、を]){0,24}?)?(?:開催|開き|行い|実施|やり|します|企画|始め|催し|持ち)|の(?:お知らせ|ご案内)|(?:を)?開催|へようこそ|します)"
)
"""After a word of the body: the sentence says that the event is this."""
AFTERWARDS: Final = re.compile(
    r"(?:終了後|閉会後|その後|終わ(?:った|り|って)(?:あと|後|から)?|のあと|の後|後に|任意|希望者|後半|懇親)[^\n。]{0,12}$"
)

USUALLY: Final = tuple(
    (kind, re.compile(words))
    for kind, words in (
        ("screening", r"上映|字幕|監督[:・]|本編"),
        ("workshop", r"材料[費代込]|教材費|エプロン|持ち帰[りれ]|仕上げ|(?:作品|一つ|ひとつ|[0-9一二三]個)を?(?:作|つく|完成)|手(?:作|づく)り|彫[りっる]|編み|染め|縫[いうっ]"),
        ("seminar", r"受講|講師|講義|聴講|解説|(?:話|はなし)を(?:聞|聴|うかが|伺|します)|学[びべぶん]|教え(?:ます|て)|登壇|パネリスト|slides|speakers?\b|lecture"),
        ("exhibition", r"会期|入館|観覧|展示"),
        ("music_meet", r"出演|演奏|生歌|ライブ|曲目|プログラム[:は].{0,40}(?:番|協奏曲|組曲|ソナタ)"),
        ("sports", r"コート|ラケット|体育館|運動(?:着|靴)|シューズ|ストレッチ|試合|経験者|km走|キロ走"),
        ("walk", r"(?:歩き|歩い|あるき)(?:ます|やすい|て)|徒歩で巡|コース[:は].{0,30}(?:km|キロ)"),
        ("tea", r"(?:お茶|珈琲|コーヒー)を(?:飲|いただ)"),
    )
)  # fmt: skip
"""What texts that no word names are, by what one brings, pays for or does there; the first that says so."""

_LABEL_LINE: Final = re.compile(
    r"^[\s■□◆◇●○▼▽★☆・*#>【\[〔《<-]*(?:日\s*時|日程|開催日|日付|会\s*場|場\s*所|参加費|料金|費用|定員|対象|申込|主催|時間)(?![とはがもをにで][^:\n]{6})"
)
_HEAD_LINES: Final = 8
_SHORT_LINE: Final = 40
_DAY_LINE: Final = re.compile(r"[^\w\n]*(?:20\d\d|令和|\d{1,2}[/月.]|\d{1,2}日|毎[週月]|[(]?[月火水木金土日][)曜])")
_BANNER: Final = re.compile(
    r"キャンセル待ち|満席|満員|受付(?:中|開始|終了)|残席|残りわずか|募集(?:中|開始)[!\W]*$|お知らせ[!\W]*$|おかげさま|ありがとう|定員に達し|中止|延期|大歓迎[!\W]*$|開催決定[!\W]*$"
)
"""A line above the title that tells the state or thanks."""
_SENTENCE_END: Final = re.compile(r"[。!?]|\.(?=\s|$)")
_HEADLINE: Final = re.compile(
    r"^[\s■□◆◇●○▼▽★☆・*#>【\[〔《<-]*(?:イベント名|タイトル|名称|件名|題名|テーマ|内\s*容|種別|催し|行事名|講座名|企画)[\s】\]〕》>:：]+(.{2,80})$",
    re.MULTILINE,
)


_ANY: Final = Strength.ANY
_NOT: Final = Strength.NOT
_TITLE: Final = Strength.TITLE
"""By a name of their own: a member is asked of its class eight times as slowly in Python 3.11."""
_Key = tuple[Group, str]
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
    kept = {key: found for key, found in evidence.items() if found.kept(key[0])}
    return _labels(known, kept, start, text.folded[:BODY_LIMIT])


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
    doing: dict[int, bool] = {}
    for sense, hit in _said(known.lexicon.hits(part)):
        group, label, strength = sense
        start, end, word, _ = hit
        prominent = any(begin <= start < stop for begin, stop in heads)
        if strength is _TITLE and not prominent:
            continue
        trade = _of_a_trade(sense, part, end)
        if (trade and group == "kind") or COUNTED.match(part, start - 1) or _BODY.match(part, end - 1):
            continue
        key = group, label
        found = evidence.get(key)
        if found is None:
            found = evidence[key] = _Evidence()
        found.prominent |= prominent
        found.meant |= not trade
        if not found.doing:
            if end not in doing:
                doing[end] = DOING.match(part, end) is not None
            found.doing = doing[end] or word.endswith(DONE)
        (found.strong if strength is _ANY else found.weak).add(word)
        found.weight += TITLE_WEIGHT if prominent else _weight_in_body(sense, end, start, part)
        found.spans.append(LabelSpan(group, label, where, part[start:end]))


def _of_a_trade(sense: Sense, part: str, end: int) -> bool:
    """Whether what follows makes the word one of a trade: カフェ開業 is no tea, キャンプ用品 no camping."""
    doing = sense.group == "hobby" or (sense.group == "kind" and sense.label in DOERS)
    return doing and TRADE.match(part, end) is not None


def _weight_in_body(sense: Sense, end: int, start: int, part: str) -> int:
    """A sentence that says what the event is weighs as much as a title; a party after the talk weighs nothing."""
    stated = sense.strength is _ANY and STATED.match(part, end) is not None
    if stated and not AFTERWARDS.search(part, max(0, start - 20), start):
        return TITLE_WEIGHT
    return 0 if sense.label in GATHERING_KINDS else 1


def _said(hits: list[Hit[Sense]]) -> Iterator[tuple[Sense, Hit[Sense]]]:
    """What the hits say when decoys, a label's own exceptions and longer words of the group have taken theirs away."""
    decoys: list[Hit[Sense]] = []
    exceptions: dict[_Key, list[Hit[Sense]]] = {}
    longer: dict[Group, list[Hit[Sense]]] = {group: [] for group in GROUPS}
    own: list[tuple[Sense, Hit[Sense]]] = []
    for hit in hits:
        if not hit.keys:
            decoys.append(hit)
        for sense in hit.keys:
            group, label, strength = sense
            if strength is _NOT:
                exceptions.setdefault((group, label), []).append(hit)
                continue
            own.append((sense, hit))
            if strength is _ANY:
                longer[group].append(hit)
    for sense, hit in own:
        group, label, _ = sense
        start, end, *_ = hit
        if _covered(start, end, decoys) or (exceptions and _covered(start, end, exceptions.get((group, label), ()))):
            continue
        for other in longer[group]:
            begin, stop, *_ = other
            inside = begin <= start and end <= stop and stop - begin > end - start
            if inside and not _is_head(sense, hit, other):
                break
        else:
            yield sense, hit


def _covered(start: int, end: int, masks: Iterable[Hit[Sense]]) -> bool:
    """Whether a decoy, or an exception of the label, lies over a stretch."""
    for begin, stop, _, _ in masks:  # noqa: SIM110 - a generator takes longer than the two or three steps
        if start < stop and begin < end:
            return True
    return False


def _is_head(sense: Sense, hit: Hit[Sense], other: Hit[Sense]) -> bool:
    """Whether the hit is what the longer word around it says: the last part of a compound is (朝の読書会 is a 読書会)."""
    return other.end == hit.end and sense.strength is _ANY and all(key.label != sense.label for key in other.keys)


def is_morning(start: datetime | None) -> bool:
    """Whether an event begins at an hour that makes it 朝活."""
    return start is not None and EARLIEST_HOUR <= start.hour < MORNING_HOUR


def _done(hobby: _Evidence) -> bool:
    """Whether people meet for the hobby: the title names it, and not as a trade's."""
    return hobby.prominent and hobby.meant


def _talked_about(group: Group, evidence: _Evidence, *, talk: bool) -> bool:
    """Whether a hobby or an industry is a topic: of a talk that does not do it, or a hobby that is but a trade's."""
    if group == "hobby" and not evidence.meant:
        return True
    return talk and group in ("hobby", "industry") and not evidence.doing


def _only_told(kind: str, evidence: _Evidence | None) -> bool:
    """Whether a talk speaks of a kind and does not do it: テニス肘の講演, ワインの関税セミナー."""
    if evidence is None or evidence.doing:
        return False
    return kind in ACTIVITY_KINDS or (kind in DOERS | {"workshop"} and not evidence.strong)


def _usual(body: str) -> str | None:
    """The kind of a text that names none, by what one brings, pays for or does there."""
    return next((kind for kind, words in USUALLY if words.search(body)), None)


def _labels(known: Taxonomy, kept: dict[_Key, _Evidence], start: datetime | None, body: str) -> Labels:
    found: dict[Group, list[str]] = {group: [] for group in GROUPS}
    for group, label in sorted(kept, key=known.places.__getitem__):
        found[group].append(label)
    inferred: list[str] = []
    if is_morning(start) and "morning_activity" not in found["kind"]:
        found["kind"].append("morning_activity")
        inferred.append("morning_activity")
    talk = any(kept["kind", kind].strong for kind in TOPIC_KINDS.intersection(found["kind"]))
    if not talk:
        done = (IMPLIED[hobby] for hobby in found["hobby"] if hobby in IMPLIED and _done(kept["hobby", hobby]))
        implied = [kind for kind in dict.fromkeys(done) if kind not in found["kind"]]
        found["kind"] += implied
        inferred += implied
    if not found["kind"] and (kind := _usual(body)):
        found["kind"].append(kind)
        inferred.append(kind)
    topics = [key for key in kept if _talked_about(key[0], kept[key], talk=talk)]
    kinds = [kind for kind in found["kind"] if not (talk and _only_told(kind, kept.get(("kind", kind))))]
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
