"""The nouns of a text that may say where an event is, with the bounds that grammar gives them. Pure and linear.

What may stand behind such a noun is looked for first (で, に集合, を会場に, です, a comma, the end of a line); from there back to
the beginning of the clause each joint (a particle, の, a space) may be where the noun begins. Which one is meant is weighed
(``weighed.py``) by the signs that each bears (``signs.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from aggregator.normalise.places.houses import BEHIND_GA
from aggregator.normalise.places.spoken import BEFORE_PLACE, MEET, O_CLOCK
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
    r"(?P<held>にて|において(?!は)|(?<!ま)で(?![はもすの]|き[まるなてれ]|し[たょ]|あ[りる]|ござ))|(?P<of>での)"
    rf"|(?P<meet>[にへ](?=、?{O_CLOCK}(?:{MEET}|行[きく]|伺|うかが|お邪魔|おじゃま|おり|いま))|へ(?=[。!\n]|$)|まで(?=、?(?:直接)?(?:お越し|おいで|来て)|[。\n]))"
    r"|(?P<come>[にへ](?=[^。、\n]{1,14}(?:集ま[りるれっろ]|集合|来て|お越し|いらし)))"
    r"|(?P<gather>(?=に?(?:現地)?(?:集合(?!写真|時|場所)|待ち合わせ(?!場所)|発着|出発(?![点前後時]))))"
    r"|(?P<take>を(?=(?:今[回年月]の)?会場|舞台に|お?借り|貸し?切|開放|取り?[まれっ]|押さえ|使[いわっ]|(?:一般)?に?公開|[^。、\n]{1,8}押さえ))"
    rf"|(?P<leave>(?:を|から)(?=、?{O_CLOCK}(?:出発|出ま|出て|スタート|出航|徒歩|歩[いき]|走)))"
    r"|(?P<is>(?=です|でございま|だ[。よ]|に(?:なり|変更|変[えわ]|替[えわ]|決[まめ]|移)|となり|であり|でもよ|ね[。!\n]))"
    r"|(?P<host>(?:では|は)(?=、?[^。\n]{0,40}(?:開[きくかい](?!館)|行[いわ]|開催|催し)))"
    r"|(?P<called>(?<=[」』])(?=という))"
    r"|(?P<both>と(?=、?(?:オンライン|Zoom|Teams|YouTube|配信)))|(?P<topic>は、?)"
    r"|(?P<comma>、)|(?P<stop>(?=[。!\n\t/]|$))|(?P<note>(?=[(]))|(?P<close>(?=[)】]))|(?P<space> )"
)
"""What stands behind a noun that tells where."""
_MOST: Final = 160
_LONGEST: Final = 34
_LEAST: Final = 2
_BACK: Final = 44
_LABEL: Final = 8
"""Characters of a label right before a noun."""
_EDGE: Final = re.compile(
    r"[^\n\t。、!?「」『』()【】\[\]<>:;→⇒|/~@\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff♪]*+\Z"
)
_MARKS: Final = re.compile(r"[^\w「(]+")
_JOINT: Final = re.compile(
    rf"(?:(?:では|で)なく、?|(?:すべて|いずれも|そのまま|変わらず|同じく|引き続き)、?|には|では|から|より|まで|とは|(?<!の)[をはもにでとへや]|[の ]|が(?!{BEHIND_GA})|(?<=[るたいうくすず])(?=[一-鿿ァ-ヶA-Z]))(?=[^をはがもにでへ、。]{{2}})"
)
"""Where a noun may begin within a clause."""
_LEADS: Final = re.compile(
    r"(?:には?|は|が|を|へ|で|の|も|から|より|まで)(?=お?[一-鿿ァ-ヶA-Za-z])|[、 ]|(?:教室|場所|会場|集合|ところ) |(?:いつも|お?近く|近所|近隣|地元|最寄り?|その|この|どの|同じ|別|[わ我]が家|うち|自宅|拙宅|新居|実家|うちの\S*)(?=の|\S?家|[^\wぁ-ん]|\Z|縁|庭|リビング)"
)
"""So no noun begins."""
_OF_OTHERS: Final = re.compile(
    r"(?:講師|出演|主催|共催|ゲスト|協力|後援|司会|登壇|担当|問い?合わ?せ先?|申し?込み?先?|連絡先|提供|発行)[ :は]{0,2}\Z|(?:[わ我]が家|うち|自宅|拙宅|新居|実家|私|わたし|当[院店社])の\Z|[わ我]が\Z"
)
"""Right before a noun: it is somebody's house, or a body."""
_NEVER: Final = re.compile(
    r"[をっ]|[\d一二三四五六七八九十](?:時|分)|\d(?::\d|月|日|円)|[時日](?:から|より|まで)|(?:ます|です|した|ません|ください|しょう|では|ので|から|まで|より|ながら|とき|こと|もの|よう|ため|には|とは|(?<=[一-鿿ァ-ヶー])[はがにへも]|、|(?<=[いすたる])[ねよ])\Z"
    r"|^[ \d]+\Z|(?:手ぶら|徒歩|みんな|全員|各自|ので)で?(?=.)|[一-鿿ァ-ヶ]へ(?=.)|[てで][はも]|して|[一-鿿ァ-ヶー]に(?=[一-鿿ァ-ヶー])|(?:出発|到着|解散|集合)\Z|^(?:みんな|みなさん|皆さん|皆さま|皆)\Z|[名人]さま|\d(?:品|人|名|枚|冊|個|組|回|曲|円|分|k?m|kg)(?![室館])"
)
"""What no name has within it, or at its end."""
_QUOTE_BACK: Final = re.compile(
    r"[「『\"“](?P<name>[^「」『』\"“”\n]{1,24})[」』\"”](?:さん)?(?:の?(?:[B地]?\d{1,2}(?:F|階)の?)?(?:貸切|個室|[大小]?ホール|店内|店舗|前|入口|休憩室|会議室|座敷|離れ|車庫|部屋|テラス|[^\s、。「」はがをにでとも]{1,6}[室席間前]|庭)?(?:の[^\s、。「」はがをにでとも]{1,6})?)\Z"
)
_STOREY_BACK: Final = re.compile(r"[^\s、。「」()!?:はがを]{2,16}(?:階|\dF|B\d)\Z")
"""Before a quote: 青空ホテル2階「白鳥」 is a house and its room, or two houses."""
_KANA: Final = re.compile("[ぁ-ん]")
_WITHIN_KANA: Final = re.compile(r"(?:\A[^\s]|の[をはもにでとへや])\Z")
"""No particle stands at the beginning of a clause, or behind の: はやぶさ, のもみの木."""
_BRACKET_BACK: Final = re.compile(r"\([^()\n]{1,40}\)\Z")
_LATIN: Final = "A-Za-z0-9&'."
_WITHIN_LATIN: Final = re.compile(rf"(?<=[{_LATIN}]) (?=[{_LATIN}])")


def nouns(text: str, barred: Sequence[tuple[int, int]]) -> Iterator[Noun]:
    """The nouns that may be the venue; none twice, and none in the stretches that speak of something else."""
    seen: set[tuple[int, int]] = set()
    for found in islice(_ENDS.finditer(text), _MOST):
        end = found.start()
        while bracket := _BRACKET_BACK.search(text, max(0, end - _BACK), end):
            end = bracket.start()
        behind = found.lastgroup or ""
        if (behind == "space" and _WITHIN_LATIN.match(text, end)) or any(begin < end <= stop for begin, stop in barred):
            continue
        for start, stop, quote in _bounds(text, end):
            if (start, stop) not in seen:
                seen.add((start, stop))
                yield Noun(start, stop, behind, found.end(), quote)


def _bounds(text: str, end: int) -> Iterator[tuple[int, int, int | None]]:
    """Where the nouns begin and end that may end at ``end``, and where their quote begins."""
    if quote := _QUOTE_BACK.search(text, max(0, end - _BACK), end):
        if storey := _STOREY_BACK.search(text, max(0, quote.start() - _BACK), quote.start()):
            yield storey.start(), quote.end("name") + 1, None
        elif len(quote["name"]) >= _LEAST:
            yield *quote.span("name"), quote.start()
        return
    clause = _EDGE.search(text, max(0, end - _LONGEST), end)
    for start in _starts(text, clause.start(), end) if clause else ():
        led_off = _LEADS.match(text, start) or _OF_OTHERS.search(text, max(0, start - _LABEL), start)
        if not (led_off or _NEVER.search(text, start, end)):
            yield start, end, None


def _starts(text: str, edge: int, end: int) -> Iterator[int]:
    """Where a noun that ends at ``end`` may begin: at the beginning of its clause, behind a joint, behind the hour."""
    clause = text[edge:end]
    marks = _MARKS.match(clause)
    begin = edge + (marks.end() if marks else 0)
    starts = {begin, end - len(BEFORE_PLACE.sub("", clause))}
    starts |= {
        joint.end()
        for joint in _JOINT.finditer(text, begin, end)
        if joint[0] != " "
        or not _WITHIN_LATIN.match(text, joint.start())
        or text.endswith(("at", "At"), 0, joint.start())
    }
    starts |= {when.end() for when in WHEN.finditer(text, begin, end)}
    return (
        start
        for start in sorted(starts)
        if end - start >= _LEAST and not (_KANA.match(text, start) and _WITHIN_KANA.search(text, begin, start))
    )
