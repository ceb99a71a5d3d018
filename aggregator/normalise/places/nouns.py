"""The nouns of a text that may say where an event is, with the bounds that grammar gives them. Pure and linear.

What may stand behind such a noun is looked for first (で, に集合, を会場に, です, a comma, the end of a line); from there back to
the beginning of the clause each joint (a particle, の, a space) may be where the noun begins. Which one is meant is weighed
(``weighed.py``) by the signs that each bears (``signs.py``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from aggregator.normalise.needed import led
from aggregator.normalise.places.houses import BEHIND_GA
from aggregator.normalise.places.spoken import HOURS, MEET, O_CLOCK, led_to
from aggregator.normalise.places.standing import WHEN


class Noun(NamedTuple):
    """Where a noun stands, where what belongs to it ends, and what follows.

    ``behind`` is the name of what follows, which ends at ``right``. ``quote`` is where its quote begins, for a name in quotes.
    """

    start: int
    end: int
    behind: str
    right: int
    quote: int | None


_ENDS: Final = re.compile(
    r"(?=[にへをかま集待発出現でだとねは、。!\n\t/()】 貸押借取予及]|おさえ|って|および)"
    r"(?:(?P<held>にて|にお(?:いて(?!は)|きまして)|(?<!ま)で(?![はもすの]|き[まるなてれ]|し[たょ]|あ[りる]|ござ))"
    r"|(?P<of>での)"
    rf"|(?P<meet>[にへ](?=、?{O_CLOCK}(?:{MEET}|行[きく]|伺|うかが|お邪魔|おじゃま|おり|いま|寄っ))|へ(?=[。!\n]|$)"
    r"|まで(?=、?(?:直接)?(?:お越し|おいで|来て)|[。\n]))"
    rf"|(?P<hour>[にへ](?=(?:[朝昼夜]|夕方|午[前後])?{HOURS}(?:ごろ|頃)?(?:[、。!\n]|$|に?(?:着席|スタート|開始|現地))))"
    r"|(?P<come>[にへ](?=[^。、\n]{1,14}(?:集ま[りるれっろ]|集合|来て|お越し|いらし)))"
    r"|(?P<gather>(?=に?(?:現地)?(?:集合(?!写真|時|場所)|待ち合わせ(?!場所)|発着|出発(?![点前後時]))))"
    r"|(?P<take>を"
    r"(?=(?:今[回年月]の)?会場|舞台に|お?借り|貸し?切|開放|取り?[まれっ]|押さえ|使[いわっ]|(?:一般)?に?公開"
    r"|[^。、\n]{1,8}(?:押さえ|おさえ|貸し?切|借り|取っ[たて]|取りま)))"
    r"|(?P<taken>(?=(?:貸し?切(?!自転車)|おさえ(?:た|て|まし)|押さえ(?:た|て|まし)|借り(?:た|て|まし)|取っ(?:た|て)|取りまし"
    r"|予約(?:した|して|しまし|済))))"
    rf"|(?P<leave>(?:を|から)(?=、?{O_CLOCK}(?:出発|発[ちた]|出ま|出て|スタート|出航|徒歩|歩[いき]|走)))"
    r"|(?P<is>(?=です|でございま|だ[。よ]|に(?:なり|します|しました|しよう|変更|変[えわ]|替[えわ]|決[まめ]|移|落ち着)|となり|であり|でもよ|ね[。!\n]))"
    r"|(?P<host>(?:では|は)(?=、?[^。\n]{0,40}(?:開[きくかい](?!館)|行[いわ]|開催|催し)))"
    r"|(?P<called>(?<=[」』])(?=という|って(?=いう|[一-鿿ァ-ヶ])))"
    r"|(?P<both>(?:と|および|及び)(?=、?(?:オンライン|Zoom|Teams|YouTube|配信)))|(?P<topic>は、?)"
    r"|(?P<comma>、)|(?P<stop>(?=[。!\n\t/]))|(?P<note>(?=[(]))|(?P<close>(?=[)】]))|(?P<space> ))|\Z"
)
"""What stands behind a noun that tells where."""
SAID: Final = re.compile("会場|場所|ところ|集合|待ち合わせ|店|現地|行き先|開催地|乗り場|所|教室|舞台|対面|一次会")
"""A word for the venue, behind which (会場は) it is named."""
_MOST: Final = 160
_LONGEST: Final = 34
_LEAST: Final = 2
_BACK: Final = 44
_LABEL: Final = 8
"""Characters of a label right before a noun."""
_EDGE: Final = re.compile(
    r"[\n\t。、!?「」『』()【】\[\]<>:;→⇒|/~@#\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff♪]"
)
"""What bounds a clause."""
_MARKS: Final = re.compile(r"[^\w「(]+")
_JOINT: Final = re.compile(
    "(?:"
    + led(
        "でじそいす変同引にかよまとどをはもへやが通の ",
        (
            r"(?:では|で|じゃ)なくて?、?|(?:すべて|いずれも|そのまま|変わらず|同じく|引き続き)、?|(?:どおり|とおり|(?<=[の定年])通り|と同じ)(?:の|、)?|には|では|から|より"
            rf"|まで|とは|(?<!の)[をはもにでとへや]|[の ]|が(?!{BEHIND_GA})"
        ),
    )
    + r"|(?<=[るたいうくすず])(?=[一-鿿ァ-ヶA-Z]))(?=[^をはがもにでへ、。]{2})"
)
"""Where a noun may begin within a clause."""
_LEADS: Final = re.compile(
    r"(?:には?|は|が|を|へ|で|の|も|から|より|まで)(?=お?[一-鿿ァ-ヶA-Za-z])|(?:ほど|程)?近い|[、 ]"
    r"|(?:教室|場所|会場|集合|ところ) "
    r"|(?:いつも|お?近く|近所|近隣|地元|最寄り?|その|この|どの|同じ|別|[わ我]が家|うち|自宅|拙宅|新居|実家"
    r"|うちの\S*)(?=の|\S?家|[^\wぁ-ん]|\Z|[でにへ]|縁|庭|リビング)"
)
"""So no noun begins."""
_OF_OTHERS: Final = re.compile(
    r"(?:講師|出演|主催|共催|ゲスト|協力|後援|司会|登壇|担当|問い?合わ?せ先?|申し?込み?先?|連絡先|提供|発行)"
    r"[ :は]{0,2}\Z"
    r"|(?:[わ我]が家|うち|自宅|拙宅|新居|実家|私|わたし|当[院店社])の\Z|[わ我]が\Z"
)
"""Right before a noun: it is somebody's house, or a body."""
_OF_OTHERS_LAST: Final = frozenset("師演催トスゲ力援会壇当先せ込行供みの :はが賛")
_SAID_LATELY: Final = 100
"""Characters before は in which 会場, 場所 stand where a noun between the two is the venue."""
_WITHIN: Final = re.compile(
    "(?=("
    + led(
        r"一-鿿ァ-ヶーをっのみてでし\d",
        r"[をっ]|にて.|[\d一二三四五六七八九十](?:時|分)|\d(?::\d|月|日|円)|[時日](?:から|より|まで)"
        r"|(?:手ぶら|徒歩|みんな|全員|各自|ので)(?:で.|.)|[一-鿿ァ-ヶ]へ.|[てで][はも]|して|[名人]さま"
        r"|[一-鿿ァ-ヶー]に[一-鿿ァ-ヶー]|\d(?:品|人|名|枚|冊|個|組|回|曲|円|分|k?m|kg)(?![室館])",
    )
    + "))"
)
"""What no name has within it."""
_ENDING: Final = re.compile(
    led(
        "まですしくのかよなとこもたに、はがへねよ出到解集日月",
        (
            r"(?:ます|です|した|ません|ください|しょう|では|ので|から|まで|より|ながら|とき|こと|もの|よう|ため|には"
            r"|とは|(?<=[一-鿿ァ-ヶー])[はがにへも]|で|に現地|(?<=[\d一二三四五六七八九十])[日月]|、|(?<=[いすたる])[ねよ]|出発|到着|解散|集合)\Z"
        ),
    )
)
"""What no name ends with."""
_LONGEST_ENDING: Final = 4
_ALONE: Final = re.compile(r"[ \d]+|みんな|みなさん|皆さん|皆さま|皆")
"""What no name is, at the beginning of a text."""
_QUOTE_BACK: Final = re.compile(
    r"[「『\"“](?P<name>[^「」『』\"“”\n]{1,24})[」』\"”](?:さん)?"
    r"(?:の?(?:[B地]?(?:\d{1,2}|[一二三四五])(?:F|階)の?)?"
    r"(?:貸切|個室|[大小]?ホール|店内|店舗|前|入口|休憩室|会議室|座敷|離れ|車庫|部屋|テラス|跡地?"
    r"|[^\s、。「」はがをにでとも]{1,6}[室席間前]|庭|\d{3,4}(?:号室?)?)?(?:の[^\s、。「」はがをにでとも]{1,6})?)\Z"
)
_QUOTES_END: Final = '」』"”'
_STOREY_BACK: Final = re.compile(r"[^\s、。「」()!?:はがを]{2,16}(?:階|\dF|B\d)\Z")
"""Before a quote: 青空ホテル2階「白鳥」 is a house and its room, or two houses."""
_WITHIN_KANA: Final = re.compile(r"(?:\A[^\s]|の[をはもにでとへや])\Z")
"""No particle stands at the beginning of a clause, or behind の: はやぶさ, のもみの木."""
_BRACKET_BACK: Final = re.compile(r"\([^()\n]{1,40}\)\Z")
_PARTICLE: Final = re.compile(r" (?:[でにへを](?![一-鿿ァ-ヶ]?[ァ-ヶ一-鿿]{2})|です|にて|の(?=\d|[一二三四]階))")
"""Behind a blank what belongs to the noun before it: ことり で."""
_LATIN: Final = "A-Za-z0-9&'."
_WITHIN_LATIN: Final = re.compile(rf"(?<=[{_LATIN}]) (?=[{_LATIN}])")


class _Clause(NamedTuple):
    """A clause: where nouns may begin in it, and the stretches that no noun has within it, as they begin and as they end."""

    starts: list[int]
    begin: list[int]
    end: list[int]


def nouns(text: str, barred: Sequence[tuple[int, int]]) -> Iterator[Noun]:
    """The nouns that may be the venue; none twice, and none in the stretches that speak of something else."""
    seen: set[tuple[int, int]] = set()
    edges = [0, *(found.end() for found in _EDGE.finditer(text))]
    clauses: dict[int, _Clause] = {}
    said = [found.start() for found in SAID.finditer(text)]
    quoted = any(quote in text for quote in _QUOTES_END)
    for found in islice(_ENDS.finditer(text), _MOST):
        behind = found.lastgroup or "stop"
        end = _end(text, found.start(), behind)
        if behind == "topic" and bisect_left(said, end) == bisect_left(said, end - _SAID_LATELY):
            continue
        if end < _LEAST or any(begin < end <= stop for begin, stop in barred):
            continue
        if quoted and (quote := _QUOTE_BACK.search(text, max(0, end - _BACK), end)):
            bounds: Iterable[tuple[int, int, int | None]] = _of_quote(text, quote)
        else:
            nth = bisect_right(edges, end)
            edge = edges[nth - 1]
            if end - edge < _LEAST or _ENDING.search(text, max(0, end - _LONGEST_ENDING), end):
                continue
            if edge not in clauses:
                clauses[edge] = _clause(text, edge, edges[nth] - 1 if nth < len(edges) else len(text))
            bounds = ((start, end, None) for start in _starts(text, max(edge, end - _LONGEST), end, clauses[edge]))
        for start, stop, opened in bounds:
            if (start, stop) not in seen:
                seen.add((start, stop))
                yield Noun(start, stop, behind, found.end(), opened)


def _end(text: str, end: int, behind: str) -> int:
    """Where the noun ends before what stands behind it at ``end``: before its bracket, before a blank; 0 where that blank ends no noun."""
    if behind == "space" and (_WITHIN_LATIN.match(text, end) or _PARTICLE.match(text, end)):
        return 0
    if text.endswith(" ", 0, end):
        end -= 1
    while text.endswith(")", 0, end) and (bracket := _BRACKET_BACK.search(text, max(0, end - _BACK), end)):
        end = bracket.start()
    return end


def _of_quote(text: str, quote: re.Match[str]) -> Iterator[tuple[int, int, int | None]]:
    """Where the noun begins and ends that is in quotes, and where its quote begins."""
    if storey := _STOREY_BACK.search(text, max(0, quote.start() - _BACK), quote.start()):
        yield storey.start(), quote.end("name") + 1, None
    elif len(quote["name"]) >= _LEAST:
        yield *quote.span("name"), quote.start()


def _clause(text: str, edge: int, end: int) -> _Clause:
    """What all nouns of a clause have in common."""
    starts = {
        joint.end()
        for joint in _JOINT.finditer(text, edge, end)
        if joint[0] != " "
        or not _WITHIN_LATIN.match(text, joint.start())
        or text.endswith(("at", "At"), 0, joint.start())
    }
    starts |= {when.end() for when in WHEN.finditer(text, edge, end)}
    within = [found.span(1) for found in _WITHIN.finditer(text, edge, end)]
    return _Clause(
        sorted(start for start in starts if start <= end - _LEAST and _may_begin(text, edge, start)),
        [begin for begin, _ in within],
        [stop for _, stop in within],
    )


def _may_begin(text: str, edge: int, start: int) -> bool:
    """Whether a noun may begin at ``start``, in a clause that begins at ``edge``."""
    return not (
        text[max(0, start - 1)] == "#"
        or ("ぁ" <= text[start] <= "ん" and _WITHIN_KANA.search(text, edge, start))
        or _LEADS.match(text, start)
        or (text[start - 1] in _OF_OTHERS_LAST and _OF_OTHERS.search(text, max(0, start - _LABEL), start))
    )


def _starts(text: str, edge: int, end: int, clause: _Clause) -> Iterator[int]:
    """Where a noun that ends at ``end`` may begin: at the beginning of its clause, behind a joint, behind the hour."""
    marks = _MARKS.match(text, edge, end)
    begin = marks.end() if marks else edge
    own = {begin, edge + led_to(text[edge:end])}.difference(clause.starts)
    first = bisect_left(clause.begin, edge)
    for start in sorted([*clause.starts, *own]):
        if start > end - _LEAST or not (_may_begin(text, begin, start) if start in own else start >= begin):
            continue
        while first < len(clause.begin) and clause.begin[first] < start:
            first += 1
        if all(stop > end for stop in clause.end[first:]) and not (start == 0 and _ALONE.fullmatch(text, 0, end)):
            yield start
