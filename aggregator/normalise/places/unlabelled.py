"""Where a text names its venue without a label before it. Each form is one small pattern; the first that gives a name holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from aggregator.normalise.places.gazetteer import Gazetteer, Kind
from aggregator.normalise.places.said import SCAN_LIMIT
from aggregator.normalise.places.venue import ACCESS, CLOCK, FACILITY, REGION, STREET, Venue, read_venue
from aggregator.normalise.sections import Role, Section

_TOP: Final = 600
"""Characters of the beginning in which a line may name the venue alone."""
_LEAST: Final = 4
_MOST: Final = 12
"""Places at which one form is tried."""
SPOKEN: Final = re.compile(
    r"(?:[@＠](?![A-Za-z0-9_]+(?:\s|$|\b))[ ]?|(?:会場|場所|開催場所|集合場所)は[、 ]?|(?<![A-Za-z])(?:at|in|venue)[ ](?=[^a-z]))([^\n、。,()【】\[\]]{2,30}?)(?=です|にて|で(?:す|開催|行)|となり|になり|[\n、。,()【】\[\]]|$| #| vol)"
)
"""A venue named in running text: ＠青空カフェ, 会場は青空会館です, at Aozora Hall."""
AT: Final = re.compile(r"[@＠] ?([^\n、。,/()【】\[\]@]{4,30}?)(?= ?(?:[\n、。,/()【】\[\]]|$))")
HELD: Final = re.compile(r"(?:^|[\n、。/|])[ \t]*([^\n、。/|:]{2,30}?)(?=にて(?:$|[\n、。]|開催|行|実施))")
"""札幌市民交流センター2階にて."""
BESIDE: Final = re.compile(
    r"(?:\d時半?|\d分|\d:\d\d)(?:まで|頃|ごろ)?[ \t]{1,4}([^\n、。/|:\d~(]{3,30}?)[ \t]*(?=$|[\n(/|、。])"
)
"""12月5日 10時から12時 市立総合体育館: what stands beside the hour."""
CHANGED: Final = re.compile(r"(?:会場|場所)[がをは][^\n。]{2,20}?から([^\n。、]{2,24}?)[にへ](?:、)?変更")
"""会場が青空会館から緑会館に変更."""
QUOTED: Final = re.compile(r"(?:会場|場所)は[^\n。「]{0,12}「([^」\n]{2,24})」")
"""場所は錦糸町の「立ち呑み とらじろう」です."""
WHERE: Final = re.compile(
    r"で(?=[^\n。]{0,40}?(?:開催|行[いうわ]|おこな|実施|お待ち|開[きか]|集ま|やり|開講))|に(?=集ま|集合)"
)
"""飯田市のりんご並木会館でお待ちしています: the particle behind the place."""
_CLAUSE: Final = re.compile(r"[^\n、。「」()（）:]*+\Z")
_LONGEST: Final = 24
TOUR: Final = re.compile(r"[\d)]\s+([一-鿿]{2,4})・([^\s、。・/]{2,20})(?=$|\n|\s)")
"""8/22(土) 京都・磔磔: the town and the house of one day of a tour."""
BRACKETED: Final = re.compile(r"(?:^|(?<=[\n、。)]))([^\n、。;:()\[\]<>]{2,40})\(([^()\n]{2,60})\)")
"""酒房いなほ(新潟市中央区古町通)."""
ALONE: Final = re.compile(r"(?:^|[\n/|])[ \t]*([^\n、。/|:!?]{3,30}?)[ \t]*(?=$|[\n/|(])")
"""A line, or a part between slashes, that is nothing but a place."""
_BEFORE_NAME: Final = re.compile(
    r"^.*\d[^\s]*?(?:より|から|に|、|\s)|^(?:今回は|今月は|次回は|会場は|場所は|いつもの|当日は)+|^[^の]{0,8}(?:駅前|河畔|近く|沿い|隣|向かい|そば|内)の|^[・*■●◆○□-]\s*"
)
_BEFORE_PLACE: Final = re.compile(r"^.*(?:[をはがも]|から|より|まで|には?|て)(?=[^をはがも]{3,}$)")
"""What precedes the place in a clause: 秋の古本市を|鬼子母神堂で."""
_PERSON: Final = re.compile(r"[一-鿿]{2,3}[ 　]?[一-鿿ぁ-ん]{1,4}|.*(?:さん|氏|先生|様)")
_OF_PEOPLE: Final = re.compile(
    r"出身|在住|在勤|在学|生まれ|所属|代表|教授|会員|の方|から|主催|出店|まで|[0-9]+(?:名|人|組)"
)
_NO_NAME: Final = re.compile(
    r"[!?。円¥￥@]|\d{1,2}[:/]\d|https?:|TEL|tel|チケット|予約|問い?合|主催|出演|講師|presents|お申"
)
_NOT_ONE: Final = re.compile(
    r"^(?:当|同|本|弊|各|両|現|実際の)?(?:会場|館|店|校|所|教室|施設|地)$|^[当同弊各両]|バーチャル|メタバース|オンライン|Zoom"
)
"""当館, 各会場, バーチャル会場: no name of a venue."""
_SHOP: Final = re.compile(
    r"(?:酒房|料亭|喫茶|茶房|居酒屋|食堂|割烹|旅館|民宿|古民家|スナック|バー|カフェ|ギャラリー|スタジオ|サロン|レストラン|ホテル|本と)"
)
TOWN: Final = re.compile(
    r"(?:^|[\n、。])[ \t]*([^\s、。:()]{2,9}[市区町村] [^\n、。:()]{2,28}?)(?=です|にて|で(?:開催|行)|に集)"
)
"""会場は変わらず、東根市 さくらんぼ子育て館です."""
_BARRED: Final = frozenset(
    {
        Role.ORGANISER,
        Role.CONTACT,
        Role.SPEAKER,
        Role.AUDIENCE,
        Role.REPORT,
        Role.REGISTRATION,
        Role.PUBLISHED,
        Role.AFTER_PARTY,
    }
)


def unlabelled(
    body: str, title: str, sections: Sequence[Section], known: Gazetteer
) -> tuple[Venue, tuple[int, int] | None]:
    """The venue that running text or a line alone names, and where; an empty one where none does.

    Lines that a label gives to something else (主催, 出演, 問合せ) are passed over.
    """
    barred = [(one.start, _line_end(body, one)) for one in sections if one.role in _BARRED]
    for words, at, sure in _candidates(body[:SCAN_LIMIT], known):
        if any(start <= at < end for start, end in barred):
            continue
        venue = read_venue(words)
        if venue.name and not _NOT_ONE.search(venue.name) and (sure or FACILITY.search(venue.name)):
            return venue, (at, at + len(words))
    for form in (SPOKEN, AT, HELD, BESIDE):
        if match := form.search(title):
            venue = read_venue(match[1])
            if venue.name and (FACILITY.search(venue.name) or (form is AT and _named(venue.name, known))):
                return venue, None
    return Venue(), None


def _line_end(body: str, section: Section) -> int:
    end = body.find("\n", section.start, section.end)
    return end if end >= 0 else section.end


def _candidates(text: str, known: Gazetteer) -> Iterator[tuple[str, int, bool]]:
    """Words that may be the venue, where they stand, and whether they are one whatever they end with."""
    for form in (QUOTED, CHANGED):
        yield from ((match[1], match.start(1), True) for match in islice(form.finditer(text), _MOST))
    for form in (SPOKEN, AT, HELD, BESIDE):
        for match in islice(form.finditer(text), _MOST):
            yield match[1], match.start(1), form is AT and _named(match[1], known)
    for match in islice(TOUR.finditer(text), _MOST):
        yield match[2], match.start(2), _place(match[1], known)
    yield from _bracketed(text, known)
    for match in islice(TOWN.finditer(text), _MOST):
        yield match[1], match.start(1), False
    for clause, end in islice(_clauses(text), _MOST):
        words = _BEFORE_PLACE.sub("", clause)
        yield words, end - len(words), False
    yield from _lines(text, known)


def _clauses(text: str) -> Iterator[tuple[str, int]]:
    """The words of a clause before ``WHERE``, at most ``_LONGEST``, and where they end."""
    free = 0
    for found in WHERE.finditer(text):
        at = found.start()
        clause = _CLAUSE.search(text, max(free, at - _LONGEST), at)
        if clause is not None and at - clause.start() > 1:
            yield clause[0], at
            free = found.end()


def _bracketed(text: str, known: Gazetteer) -> Iterator[tuple[str, int, bool]]:
    """Names with their region in brackets behind them; 山田太郎(東京都) and 主催の会(渋谷区在住) are none."""
    for match in islice(BRACKETED.finditer(text), _MOST):
        name = _stripped(match[1])
        if not _place(match[2], known, begins=True) or _OF_PEOPLE.search(match[2]) or _NO_NAME.search(name):
            continue
        if (
            FACILITY.search(name.split(" ")[0])
            or _SHOP.match(name)
            or not (_PERSON.fullmatch(name) or REGION.fullmatch(name))
        ):
            at = match.end(1) - len(name)
            yield text[at : match.end()], at, len(name) > 1


def _stripped(words: str) -> str:
    """The name without clocks, 今回は and the way to it before it."""
    before, name = "", CLOCK.sub(" ", words).strip()
    while before != name:
        before, name = name, _BEFORE_NAME.sub("", name).strip()
    return name


def _lines(text: str, known: Gazetteer) -> Iterator[tuple[str, int, bool]]:
    """Lines that are a place: 岡崎市 やはぎ文化ホール, のらくろ庵 / 松本市大手, a name above its address."""
    above, at = "", 0
    for line in text[: 2 * _TOP].split("\n"):
        words = line.strip(" \t・*■●◆○□-")
        parts = re.split(r"\s?[/|]\s?", words)
        if len(parts) == 2 and not _NO_NAME.search(words):
            for name, region in (parts, parts[::-1]):
                if _address(region, known, near=5) and not REGION.match(name) and not _address(name, known):
                    yield name, at + line.index(name), True
        if _address(words, known) and STREET.search(words) and above and not _NO_NAME.search(above):
            yield above, at - 1 - len(above), not _PERSON.fullmatch(above)
        if REGION.match(words) and not _NO_NAME.search(words) and not ACCESS.search(words):
            venue = read_venue(words)
            if venue.name and FACILITY.search(venue.name.split(" ")[0]) and _place(words, known, begins=True):
                yield words, at + line.index(words), True
        above, at = line.strip(), at + len(line) + 1
        above = "" if len(above) > 30 or re.search(r"[。、:]|\d[時月日]", above) else above
    for match in ALONE.finditer(text[:_TOP]):
        venue = read_venue(match[1])
        if venue.name and FACILITY.search(venue.name.partition(" ")[0]) and known.mentions(venue.name):
            yield match[1], match.start(1), True


def _address(words: str, known: Gazetteer, near: int = 0) -> bool:
    """Whether the words are an address or a region and nothing else but ``near`` characters."""
    if not REGION.match(words) or not _place(words, known, begins=True):
        return False
    venue = read_venue(words)
    return venue.name is None or STREET.search(words) is not None or known.mentions(words)[-1].end + near >= len(words)


def _place(words: str, known: Gazetteer, *, begins: bool = False) -> bool:
    """Whether the words are the name of a place, or begin with a full one."""
    first = next(iter(known.mentions(words[:20])), None)
    if first is None or first.start:
        return False
    region = any(spot.kind in (Kind.CITY, Kind.PREFECTURE) for spot in first.spots)
    return (first.full and region) if begins else first.end == len(words)


def _named(name: str, known: Gazetteer) -> bool:
    """Whether a name behind an @ is more than the name of a region, and no person's account."""
    return not name.isascii() and len(name) >= _LEAST and all(len(one.name) < len(name) for one in known.mentions(name))
