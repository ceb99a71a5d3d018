"""How many may come, how many have signed up, how many wait. Pure. ``docs/reading/fees.md`` has the forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from aggregator.normalise.dates.numbers import number
from aggregator.normalise.heads import BARE, COUNT, NUMBER, heads, number_of, people_of
from aggregator.normalise.likely_seats import likeliest
from aggregator.normalise.needed import Needed
from aggregator.normalise.seats import LINE_END, NOT, TOTAL, barred, clause_before, each_sex, tables, weight
from aggregator.normalise.sections import Role, Section
from aggregator.normalise.text import Text, sentence_end, sentence_start
from aggregator.normalise.wording import AWAY

_BECOMES: Final = r"(?:(?P<arrow>→|⇒|➡|->|=>)|から|を)\s*(?P<now>今回は?\s*)?"
_RAISED: Final = re.compile(
    rf"(?P<said>定員[は:\s]*)?(?P<o>\d{{1,5}})\s*(?:名|人|席)?\s*(?:の(?:枠|席|定員)を?)?\s*{_BECOMES}"
    rf"(?P<n>\d{{1,5}})\s*(?:名|人|席)(?:に|へ|まで)?\s*(?P<more>増|拡|広げ|変更|しました|追加)?"
)
_RAISES: Final = re.compile(r"[→⇒➡>らを]\s*(?:今回は?\s*)?\d")
"""Within every such pair of numbers."""
_RATIO: Final = re.compile(
    (
        r"(?:(?:先着順?|(?:申込|申し込み|参加|予約)[者数]{0,2}[:は]?|(?:attendees|going|participants)[:\s]{0,2}\(?)"
        r"\s?(?P<fa>\d{1,4})\s?/\s?(?P<fn>\d{1,4})"
        r"(?![\d/]|\s?(?:まで|\(|〆|締|から|より|に|[~-]|[月火水木金土日]))"
        r"|(?:(?:現在|参加|申込|申し込み|予約|登録|accepted|attendees)[者数済み人:\sは]{0,5})?(?P<a>\d{1,5})\s*"
        r"(?:名|人)?\s*/\s*(?:定員\s*)?(?P<n>\d{1,5})(?:[ ](?=[名人席](?:\W|$)))?(?:名|人|席)"
        r"(?!に1|中|[数古物事]))"
    ),
    re.IGNORECASE,
)
_OF: Final = re.compile(r"/\s*(?:定員\s*)?\d")
"""So every ratio ends."""
_ACCEPTED: Final = re.compile(
    r"(?:現在|参加予定|参加者|申込者?数?|申し込み|予約済み?|参加表明)[数はが:\s]{0,4}(?P<n>\d{1,5})\s*"
    r"(?:名|人)(?!募集|限定|まで|枠|で締|\s?\((?:先着|抽選|限定|定員))"
)
_WAITING: Final = re.compile(
    r"(?:補欠|キャンセル待ち|ウェイティング|waiting)[者数はが:\s]{0,4}(?P<n>\d{1,5})\s*(?:名|人)?(?!日|月|:)",
    re.IGNORECASE,
)
_LEFT: Final = re.compile(r"(?:残席|残り|あと|残|空き(?:枠|席)?)[数わずかは:\s]{0,4}(?P<n>\d{1,4})\s*(?:席|名|枠|人)")
_MEN_AND_WOMEN: Final = re.compile(
    r"男(?:性|子)?[ :]?(?P<a>\d{1,3})(?:名|人)?[ ・、,/と+&]{0,2}女(?:性|子)?[ :]?(?P<b>\d{1,3})"
    r"(?:名|人|(?=$|[\s。、)]))"
)
"""男性5名・女性5名, 男4女4: in the part on the seats these are all of them."""
_GROUPS: Final = re.compile(
    r"\W*"
    r"(?:(?:一般|学生|(?:非|新)?会員|社会人|大人|こども|子ども|親子|[小中高大]学?生|初心者|初参加|経験者|市民|市内"
    rf"|市外)の?(?:方|枠)? ?:? ?(?:{NUMBER}) ?[名人](?:様|さま)?(?:[ ・、,/と+&]{{1,3}}|\W*$)){{2,}}"
)
"""一般12名 / 学生4名: together they are all of them."""
_OF_PARTS: Final = re.compile(r"^[^\n\d、:]{2,12}\d{1,2}、[^\n\d、]{2,12}\d{1,2}(?![\d名人])")
"""フルート2、トランペット1: parts of a group, not its size."""
_LEFT_OF: Final = re.compile(
    r"(?:残|あと|空き)[りは席数枠:\s]{0,4}\d{1,4}\s?(?:枠|席|名|人)?\s?/\s?(?:定員|全)?\s?(?P<n>\d{1,4})\s?"
    r"(?:枠|席|名|人)"
)
"""残り6枠/16枠: what is left of all."""
_LEFT_WORDS: Final = re.compile(r"残|あと|空き")
_STATE_OF: Final = re.compile(r"現在|状況|参加予定|参加者|申込み?者|前回|今のところ|いま|集まっ")
_LAST_TIME: Final = re.compile(r"最少|最低|催行|前回|昨年|過去|累計|のべ|延べ|実績")
_NO_RATIO: Final = re.compile(rf"{_LAST_TIME.pattern}|{_LEFT_WORDS.pattern}")
_LONE: Final = re.compile(
    (
        r"^[^\w\n]*(?:人\s*:\s*)?(?:男性|女性|小学生|中学生|大人|シニア|親子|市内在住者?|市民|どなたでも)?[ :]?"
        rf"(?P<n>{NUMBER})\s*(?:名|人|席|組)(?:さま|様)?(?:くらい|ほど|程度|前後)?(?:まで)?\s*(?:\([^()\n]*\))?"
        r"(?:まで)?[^\w\n]*$"
    ),
    re.MULTILINE,
)
"""A line that is nothing but a number of people: ・8名, 人:15人."""
_FOR: Final = (
    r"(?<=以上|以下|未満|の方|在住|在勤|在学|小学|中学|高校|大学|生と|護者|市民|町民|区民|女性|男性|でも|学生|年生"
    r"|初心|不問|抽選|無料|先着|着順|申込|予約|自由)(?:者|生)? "
)
"""Behind an audience and a space: 市内在住の60歳以上 12人."""
_FRAGMENT: Final = re.compile(
    (
        rf"(?:^|[・、/|。·□■○●◎◆◇▼▽★☆※]|{_FOR})\s?(?:[1一]日)?(?P<n>{NUMBER})(?:名|人|席|組)(?:さま|様)?"
        r"(?:くらい|ぐらい|ほど|程度|前後)?(?:まで)?(?=$|[・、/|。(\s])"
    ),
    re.MULTILINE,
)
"""A part of a list that is nothing but a number of people: 無料・10人くらい。"""
_VALUE: Final = re.compile(
    rf"^[^\n\d¥\\]{{0,16}}?(?:\d{{1,4}}\s*[~-]\s*)?(?P<n>{NUMBER})\s*(?=$|\s|\(|[、。]|先着|抽選|程度|くらい)"
)
_PLAIN: Final = re.compile(rf"[ \t]*(?:全|約|最大)?\s?(?P<n>{NUMBER})[ \t]*(?:\([^()\n]*\))?[ \t]*\n")
"""A first line that is nothing but a number, whatever other numbers of people follow."""
_IN_ORDER: Final = re.compile(r"(?:さま|様)?[ (、]{0,2}(?:先着|抽選|定員|申込順)")
"""対象:小学生200人 先着順: how the places are given."""
_CHAIRS: Final = re.compile(r"(?P<n>\d{1,3}|[二三四五六七八九十百]{2,4})[脚枚]しか(?:椅子|いす|イス|席|座布団)")
"""20脚しか椅子がない."""
_FRAME: Final = re.compile(
    r"^(?P<name>[^\n]{0,40}?)(?:先着順?|抽選)[ \t:]*(?P<of>(?:\d{1,4}|-)[ \t]?/[ \t]?)?(?P<n>\d{1,4})(?:人|名|席)?"
    r"(?=[ \t]*(?:$|無料|有料|[\d¥(]))",
    re.MULTILINE,
)
"""A row of a page of registration."""
_SO_FAR: Final = re.compile(r"\s{0,3}(?P<a>\d{1,4})[ \t]?/[ \t]?(?P<n>[1-9]\d{0,3})[ \t]?(?:人|名|席)?[ \t]*(?:\n|$)")
"""How many of how many, as all of a labelled line: 👥 12 / 15."""
_NO_SEAT: Final = re.compile(r"スタッフ|運営|staff|懇親|二次会|打ち?上げ|party|グッズ|アーカイブ", re.IGNORECASE)
"""Rows of the staff, of what follows the event and of what is sold."""
_AWAY_NAME: Final = re.compile(AWAY)
_UNLIMITED: Final = re.compile(
    r"(?:とくに|特に)?(?:無制限|制限(?:は|も)?(?:なし|な[くい]|あり)|定員なし|なし)|unlimited", re.IGNORECASE
)
_LOTTERY: Final = re.compile(r"抽[選せ](?!会|で\S{0,8}プレゼント)|lottery", re.IGNORECASE)
_FACTS: Final = re.compile(
    r"対象|無料|予約|先着|自由|申込|申し込|\d円|抽選|服装|持ち物|\d[月日時]|\d:\d\d|おひとり|お一人"
)
"""What such a list tells beside the number."""
_EACH: Final = re.compile(r"対象|お?一人|[1一][人名組社]|につき")
_OTHERS: Final = frozenset({"特典", "景品", "賞品", "賞金", "参加賞"})
_NEAR: Final = 24
_WERE: Final = re.compile(r"[^。\n]{0,20}(?:まし|でし)た")
"""Behind a number: so many were there."""
_AWAY_ROW: Final = re.compile(rf"(?:{AWAY})[^0-9]{{0,24}}$")
_SURE: Final = 3
"""The least weight with which another number may be the seats."""
_SHORT: Final = 1500
"""Characters of a listing in which a line that is only a number tells the seats."""
_NEEDED: Final = Needed(
    {
        "count": ("名", "人", "にん", "席", "組", "枠", "チーム", "家族", "世帯", "社", "ペア", "くみ", "people", "seats", "persons", "participants", "attendees", "guests", "pax", "spots"),
        "bare": ("定", "椅子", "いす", "イス", "座布団", "席", "先着", "キャパ", "capacity", "max", "seats"),
        "accepted": ("現在", "参加予定", "参加者", "参加表明", "申込", "申し込み", "予約済"),
        "waiting": ("補欠", "キャンセル待ち", "ウェイティング", "waiting"),
        "left": ("残", "あと", "空き"),
    }
)  # fmt: skip
"""One of these stands in every text in which ``COUNT``, ``BARE``, ``_ACCEPTED``, ``_WAITING`` or ``_LEFT`` finds something."""


_SEATS: Final = frozenset({"count", "bare"})
"""Of these, what numbers need that are weighed."""


class CapacityReading(NamedTuple):
    """People counts; ``None`` where the listing does not say. ``left`` seats are free; ``flags`` as ``_doubts`` tells."""

    capacity: int | None = None
    accepted: int | None = None
    waiting: int | None = None
    left: int | None = None
    span: tuple[int, int] | None = None
    flags: tuple[str, ...] = ()


class _Count(NamedTuple):
    """A number of people with how surely it is the capacity: the greater ``weight``, the surer."""

    weight: int
    people: int
    start: int
    end: int


def read_capacity(text: Text, sections: Sequence[Section] = (), *, dated: bool = False) -> CapacityReading:
    """The counts of one listing: the labelled part first, then sentences that say so, the surest first.

    Args:
        text: the listing, folded.
        sections: its labelled parts.
        dated: it announces an event with its day: where no rule knows the seats each number of people is weighed.
    """
    folded = text.folded
    likely = _NEEDED(folded)
    found, unlimited = _labelled(folded, sections)
    flags: tuple[str, ...] = ()
    if found is None and not unlimited:
        apart = [one for one in sections if one.label in _OTHERS or one.role in (Role.REPORT, Role.PROGRAMME)]
        frames = _frames(folded)
        told = [
            *([frames] if frames else ()),
            *_pairs(folded),
            *(_told(folded, apart) if "count" in likely else ()),
            *(_bare(folded) if "bare" in likely else ()),
        ]
        found = max(told, key=lambda one: (one.weight, -one.start), default=None) or _beside_audience(folded, sections)
        flags = _doubts(found, told, folded) if found is not None else ()
    if found is None and not unlimited and "count" in likely:
        found = _alone(folded)
    accepted, waiting, left = (
        _first(pattern, folded) if name in likely else None
        for name, pattern in (("accepted", _ACCEPTED), ("waiting", _WAITING), ("left", _LEFT))
    )
    capacity, span = (found.people, (found.start, found.end)) if found else (None, None)
    ratio = _RATIO.search(folded) if _OF.search(folded) else None
    if ratio and not _NO_RATIO.search(clause_before(folded, ratio.start())):
        there, most = int(ratio["a"] or ratio["fa"]), int(ratio["n"] or ratio["fn"])
        accepted = there if accepted is None and most > 0 else accepted
        if most > 0 and (capacity is None or capacity == there):
            capacity, span = most, ratio.span()
            flags = _other_ratio(folded, most)
    if capacity is None and dated and not unlimited and likely & _SEATS:
        likely_seats = likeliest(folded, heads(folded), sections)
        if likely_seats is not None:
            capacity, span = likely_seats.head.people, (likely_seats.head.start, likely_seats.head.end)
            flags = () if likely_seats.sure else ("weighed_seats",)
    return CapacityReading(capacity, accepted, waiting, left, span, flags)


def _doubts(found: _Count, told: Sequence[_Count], folded: str) -> tuple[str, ...]:
    """``other_capacity:20`` where a greater number of people is told about as surely: 相談は先着4名、話は20名まで."""
    least = max(found.weight - 1, _SURE)
    others = (one for one in told if one.people > found.people and one.weight >= least)
    other = next((one for one in others if not _WERE.match(folded, one.end)), None)
    return (f"other_capacity:{other.people}",) if other is not None else ()


def _other_ratio(folded: str, most: int) -> tuple[str, ...]:
    """The same where two kinds of seats are counted: 話す人 5/6人、聞く人 14/40人."""
    rows = (one for one in _RATIO.finditer(folded) if not _AWAY_ROW.search(folded, 0, one.start()))
    other = next((number for one in rows if (number := int(one["n"] or one["fn"])) > most), None)
    return (f"other_capacity:{other}",) if other is not None else ()


def _labelled(folded: str, sections: Sequence[Section]) -> tuple[_Count | None, bool]:
    """What the part on the capacity says, and whether it says that there is no limit."""
    for section in sections:
        if section.role is not Role.CAPACITY or (section.label in ("残席", "人数") and "定員" in folded):
            continue
        value = folded[section.start : section.end]
        if _UNLIMITED.match(value.strip()):
            return None, True
        if (found := _of_value(value)) is not None:
            return found._replace(start=section.start + found.start, end=section.start + found.end), False
    return None, False


def _of_value(value: str) -> _Count | None:
    raised = next(_raised(value), None)
    if raised and (people := number(raised["n"])):
        return _Count(9, people, *raised.span())
    first = value.partition("\n")[0]
    if together := _together(first) or _plain(value) or _frames(value) or _so_far(value):
        return together
    for match in COUNT.finditer(value):
        before = clause_before(value, match.start())
        if barred(value, match, before) or not (people := people_of(match)):
            continue
        total = next((one for one in COUNT.finditer(first, match.end()) if TOTAL.search(first, 0, one.start())), None)
        if total and (everybody := people_of(total)):
            return _Count(9, everybody, total.start("n"), total.end())
        return _Count(9, people * each_sex(before) * tables(value, match), match.start("n"), match.end())
    bare = _VALUE.match(first)
    if (
        bare
        and not _OF_PARTS.match(first)
        and (people := number_of(bare["n"]))
        and not NOT.search(first[: bare.start("n")])
    ):
        return _Count(9, people, *bare.span("n"))
    return None


def _frames(folded: str) -> _Count | None:
    """All who may come by the rows of a page of registration, without those online, the staff and the party: 一般枠 無料 先着順 14/25人, LT枠 先着 5人."""
    if "先着" not in folded and "抽選" not in folded:
        return None
    rows = [row for row in _FRAME.finditer(folded) if not _NO_SEAT.search(row["name"])]
    here = [row for row in rows if not _AWAY_NAME.search(row["name"])] or rows
    if not rows or not (len(rows) > 1 or rows[0]["of"]):
        return None
    return _Count(9, sum(int(row["n"]) for row in here), here[0].start("n"), here[-1].end("n"))


def _plain(value: str) -> _Count | None:
    """The number that is all of the first line."""
    plain = _PLAIN.match(value)
    people = number_of(plain["n"]) if plain else None
    return _Count(9, people, *plain.span("n")) if plain and people else None


def _so_far(value: str) -> _Count | None:
    """How many may come, where how many do stands before it: 12 / 15."""
    far = _SO_FAR.match(value)
    return _Count(9, int(far["n"]), *far.span("n")) if far is not None and int(far["a"]) <= int(far["n"]) else None


def _together(line: str) -> _Count | None:
    """All of several groups that a line counts: 男5女5, 一般12名 / 学生4名."""
    if pair := _MEN_AND_WOMEN.search(line):
        return _Count(9, int(pair["a"]) + int(pair["b"]), pair.start("a"), pair.end("b"))
    if not _GROUPS.fullmatch(line):
        return None
    parts = list(COUNT.finditer(line))
    return _Count(9, sum(people_of(one) or 0 for one in parts), parts[0].start("n"), parts[-1].end())


def _told(folded: str, apart: Sequence[Section]) -> Iterator[_Count]:
    """The numbers that the text calls its capacity."""
    raised = {match.start("n"): match for match in _raised(folded) if _is_raised(match) or "増" in folded}
    for match in COUNT.finditer(folded):
        if _is_apart(folded, match, apart) or not (people := people_of(match)):
            continue
        if match.start("n") in raised:
            yield _Count(6, people, match.start(), match.end())
            continue
        clause = clause_before(folded, match.start())
        if barred(folded, match, clause):
            continue
        if surely := weight(folded, match, clause):
            times = each_sex(clause) * tables(folded, match)
            yield _Count(surely, people * times, match.start(), match.end())


def _is_apart(folded: str, match: re.Match[str], apart: Sequence[Section]) -> bool:
    """Whether a number stands in a part on something else, or in a bracket of the programme: はしご車乗車(先着60名)."""
    for one in apart:
        if one.start <= match.start() < one.end:
            line = folded[max(one.start, folded.rfind("\n", 0, match.start()) + 1) : match.start()]
            return one.role is not Role.PROGRAMME or line.rfind("(") > line.rfind(")")
    return False


def _raised(folded: str) -> Iterator[re.Match[str]]:
    """Where a number of people takes the place of another."""
    return _RAISED.finditer(folded) if _RAISES.search(folded) else iter(())


def _is_raised(match: re.Match[str]) -> bool:
    """Whether the second number is the new capacity: 前回30名→今回50名, 定員25名→40名."""
    return bool(match["more"] or match["now"] or (match["said"] and match["arrow"]))


def _pairs(folded: str) -> Iterator[_Count]:
    """男4女4, and what is left of how many; not who has signed up so far."""
    for pair in _MEN_AND_WOMEN.finditer(folded) if "女" in folded else ():
        line = folded[max(folded.rfind("\n", 0, pair.start()) + 1, pair.start() - _NEAR) : pair.start()]
        if not (_STATE_OF.search(line) or _LEFT_WORDS.search(line)):
            yield _Count(5, int(pair["a"]) + int(pair["b"]), pair.start("a"), pair.end("b"))
    for left in _LEFT_OF.finditer(folded) if "/" in folded else ():
        yield _Count(5, int(left["n"]), *left.span())


def _bare(folded: str) -> Iterator[_Count]:
    for match in (*BARE.finditer(folded), *_CHAIRS.finditer(folded)):
        bracket = folded.endswith("(", 0, match.start())  # 残席3(定員12): what stands before it is another number's
        if (people := number_of(match["n"])) and (bracket or not NOT.search(clause_before(folded, match.start()))):
            yield _Count(5, people, *match.span())


def _alone(folded: str) -> _Count | None:
    limit = min(len(folded), _SHORT)
    match = _LONE.search(folded, 0, limit) or next(
        (one for one in _FRAGMENT.finditer(folded, 0, limit) if _listed(folded, one)), None
    )
    people = number_of(match["n"]) if match else None
    return _Count(1, people, *match.span("n")) if match and people else None


def _listed(folded: str, part: re.Match[str]) -> bool:
    """Whether the sentence of a part is a list of facts (要予約・12組。), not of other people (司会、演奏者、10人)."""
    sentence = folded[sentence_start(folded, part.start("n")) : sentence_end(folded, part.end())]
    if sentence.strip(" 。") == part[0].strip(" 。"):
        return True
    return _FACTS.search(sentence.replace(part[0], "", 1)) is not None and not NOT.search(_EACH.sub("", sentence))


def _beside_audience(folded: str, sections: Sequence[Section]) -> _Count | None:
    """The number behind the audience, as municipal bulletins write it (``対象: 小学生20人``)."""
    for section in sections:
        if section.role is Role.AUDIENCE:
            line = folded[section.start : section.end].partition("\n")[0]
            if (all_ := _together(line)) is not None:
                return all_._replace(weight=2, start=section.start + all_.start, end=section.start + all_.end)
            for match in COUNT.finditer(line):
                if (LINE_END.match(line, match.end()) or _IN_ORDER.match(line, match.end())) and (
                    people := people_of(match)
                ):
                    return _Count(2, people, section.start + match.start("n"), section.start + match.end())
    return None


def _first(pattern: re.Pattern[str], folded: str) -> int | None:
    for match in pattern.finditer(folded):
        if not _LAST_TIME.search(clause_before(folded, match.start())):
            return 0 if match["n"] == "0" else number_of(match["n"])
    return None


def all_taken(text: Text, capacity: int | None, accepted: int | None) -> bool:
    """Whether the counts say that every seat is taken: a lottery takes more, and of several kinds of seats each has its own."""
    if capacity is None or accepted is None or not 0 < capacity <= accepted:
        return False
    folded = text.folded
    return _LOTTERY.search(folded) is None and len(_RATIO.findall(folded) if _OF.search(folded) else ()) < 2
