"""How many may come, how many have signed up, how many wait. Pure. ``docs/reading/fees.md`` has the forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from aggregator.normalise.dates.numbers import number
from aggregator.normalise.needed import Needed, led
from aggregator.normalise.sections import Role, Section
from aggregator.normalise.text import Text

_UNITS: Final = r"名(?:さま|様)?|人(?:さま|様)?|にん|席|組|枠|チーム|家族|世帯|社|ペア|くみ|people|seats|persons|participants|attendees|guests|pax|spots"
_N: Final = r"\d{1,3}(?:,\d{3})+|\d{1,5}|[〇一二三四五六七八九十百]{1,5}"
_COUNT: Final = re.compile(
    led(
        r"\d〇一二三四五六七八九十百",
        rf"(?<![\d.,/#第〇一二三四五六七八九十百])(?:(?:\d{{1,4}}|[〇一二三四五六七八九十百]{{1,4}})\s*(?:名|人)?\s*[~-]\s*)?(?P<n>{_N})\s*(?P<unit>{_UNITS})"
        r"(?!気|口|形|間|生|工|材|格|前(?!後)|用|乗|目|掛|部屋|作|所|曲|店|刺|称|替|様式|物|事|種|類|柄|役|[名]?\s?[1一]\s?(?:組|チーム))(?:\s*\(?(?P<persons>\d{1,5})[名人])?",
    ),
    re.IGNORECASE,
)
"""A number of people, seats, or of pairs and teams, with the top of a range; of 20組40名 the people."""
_BARE: Final = re.compile(
    r"(?:定員|座席|客席|席数|席(?=は)|定数|キャパ|capacity|MAX)(?:数|人数)?(?:は|が|:|限定|\s|全部で|全|約|最大|各回|各|先着)*(?P<n>\d{1,4})(?=[\s。、()!]|$|で|です|あり|ござ|/)(?![ \t]*[年月日時分円歳%:回階号]|\s?/\s?\d)",
    re.IGNORECASE,
)
"""A number without a unit behind a word for seats: 定員25, 座席は全部で18です."""
_BECOMES: Final = r"(?:(?P<arrow>→|⇒|➡|->|=>)|から|を)\s*(?P<now>今回は?\s*)?"
_RAISED: Final = re.compile(
    rf"(?P<said>定員[は:\s]*)?(?P<o>\d{{1,5}})\s*(?:名|人|席)?\s*(?:の(?:枠|席|定員)を?)?\s*{_BECOMES}(?P<n>\d{{1,5}})\s*(?:名|人|席)(?:に|へ|まで)?\s*(?P<more>増|拡|広げ|変更|しました|追加)?"
)
_RAISES: Final = re.compile(rf"{_BECOMES}\d")
"""Within every such pair of numbers."""
_RATIO: Final = re.compile(
    r"(?:(?:先着順?|(?:申込|申し込み|参加|予約)[者数]{0,2}[:は]?)\s?(?P<fa>\d{1,4})\s?/\s?(?P<fn>\d{1,4})(?![\d/]|\s?(?:まで|\(|〆|締|から|より|に|[~-]|[月火水木金土日]))|(?:(?:現在|参加|申込|申し込み|予約|登録|accepted|attendees)[者数済み人:\sは]{0,5})?(?P<a>\d{1,5})\s*(?:名|人)?\s*/\s*(?:定員\s*)?(?P<n>\d{1,5})(?:[ ](?=[名人席](?:\W|$)))?(?:名|人|席)(?!に1|中|[数古物事]))",
    re.IGNORECASE,
)
_OF: Final = re.compile(r"/\s*(?:定員\s*)?\d")
"""So every ratio ends."""
_ACCEPTED: Final = re.compile(
    r"(?:現在|参加予定|参加者|申込者?数?|申し込み|予約済み?|参加表明)[数はが:\s]{0,4}(?P<n>\d{1,5})\s*(?:名|人)(?!募集|限定|まで|枠|で締|\s?\((?:先着|抽選|限定|定員))"
)
_WAITING: Final = re.compile(
    r"(?:補欠|キャンセル待ち|ウェイティング|waiting)[者数はが:\s]{0,4}(?P<n>\d{1,5})\s*(?:名|人)?(?!日|月|:)",
    re.IGNORECASE,
)
_LEFT: Final = re.compile(r"(?:残席|残り|あと|残|空き(?:枠|席)?)[数わずかは:\s]{0,4}(?P<n>\d{1,4})\s*(?:席|名|枠|人)")
_MEN_AND_WOMEN: Final = re.compile(
    r"男(?:性|子)?[ :]?(?P<a>\d{1,3})(?:名|人)?[ ・、,/と+&]{0,2}女(?:性|子)?[ :]?(?P<b>\d{1,3})(?:名|人|(?=$|[\s。、)]))"
)
"""男性5名・女性5名, 男4女4: in the part on the seats these are all of them."""
_SAID: Final = re.compile(
    r"定員|定数|募集(?:人[数員]|枠)|人数制限|可能人数|受け?入れ?人数|参加枠|capacity", re.IGNORECASE
)
_BEFORE: Final = re.compile(
    led(
        r"lmouあおごの上先全募各合客少席座抽最枠用男総親観計限1一",
        r"先着|限定|抽選|限り|最大|上限|max|up to|limit(?:ed to)?:?|only|席数|座席|客席|お?席(?:は|の|:|を)|観覧席|全部で|全(?:部で)?\s*$|[合総]?計\s*$|[合あ]わせて\s*$|[1一]回(?:あたり)?\s*$|観覧(?:は|者)?\s*$|各(?:回|日|部|席|クラス|部屋)|男女\s?各|親子\s*$|枠\s*:?\s*$|募集|ご?用意|少人数(?:制)?|の部 ?各",
    ),
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"[ \t]*(?:さま|様)?[ \t]*(?:(?:くらい|ぐらい|ほど|程度)?まで(?!無料|割引|の(?:お?子|団体))|限定|限り|の?定員|を?募集|を?ご招待|のみ(?=$|[\s。、)の])|に(?:なり|達し)次第|が?集ま(?:ったら|り次第|りしだい)|(?:で(?:受付)?(?:を)?(?:締め?切|〆切|終了|受付を|区切|打ち?切)|[がを](?:上限|限度|定員|最大))|\(?\((?:申込)?(?:残り|残席|あと|先着|抽選|限定|要予約|定員|事前|予約)|分の?(?:お?席|座席|枠|ご用意)|分?を?(?:押さえ|確保)て|分の(?:材料|道具|食材|テキスト|楽器|お弁当)|を(?:選考|選抜|選出)|完全予約制|予約制|要予約|の会(?:です|。|$)|(?:only|max(?:imum)?)\b|分(?=です|$|。)|をご?用意|(?:程度|ほど|くらい|前後)の(?:少人数|小さな|お?席|席)|の少人数|とさせて|席?(?:だけ|のみ)の|ほどなので|ほどですので)"
)
_ROOM: Final = re.compile(r"収容|キャパ|入る|入れる|規模の")
"""The size of a room, which may be more than the seats of the day."""
_WEIGHTS: Final = ((5, _SAID), (2, _ROOM), (4, _BEFORE))
_NOT: Final = re.compile(
    led(
        r"1学科lLnNあうお入協空しにのキグゲスパブプラ世人以会作保催全出前参只喋学実審対延待従昨景最来残特現申発登社約累茶補託話講賞運過部",
        r"最少|最低|催行|最小|以上で|前回|昨年|過去|累計|のべ|延べ|実績|講師|スタッフ|登壇|会員数|社員|従業員|部員|学年|対象(?!者?[:\s])|グループ|につき|お一人|1\s?(?:[組社団升卓台艇室]|マス|区画|ボックス|テーブル|桟敷)|学?科\s*$|出演|審査員|作家|ゲスト|うち|託児|保育|補欠|キャンセル待ち|待ち|残席?|残り|空き(?:枠|席)?[はが:]?\s*$|あと|現在|只今|参加(?:予定)?者[はが:]|申し?込み?者?数?[:はが]|出席者?数?[:は]?\s*$|人口|来場|賞|プレゼント|景品|スピーカー|パネリスト|運営|(?:発表|登壇|出展|出場)[者枠]|ブース|(?<![A-Za-z])LT(?![A-Za-z])|ライトニング|(?:喋り|しゃべり|話し|発表し|登壇し)たい|お手伝い[^\s。]{0,8}$|(?:出店|協力)者?\s*$|入[学園所]定員|学部|[Nn]o\.?$|約\d|特典|茶席|世界|全国|社から|従事",
    )
)
_AFTER_NOT: Final = re.compile(
    r"[ \t]*(?:さま|様|の方)?[ \t]*(?:なのに|に(?:増やす|減らす|する|広げる)(?:案|か(?!も)|話|べき|提案|方向)|以上|に満たない|に達しない|に満たず|未満|以下の|規模|による|を超え|[がも](?!入れ|上限|限度|定員|最大)|ずつ|で(?:運営|参加|の(?:ご?参加|お?申)|お?申|登録|対戦|開催|活動|行い|遊)|体制|様?に(?!しま|して|なり|達し|限|なった|対し|増|減|絞|拡|変更|広げ|て|は|も|よる|つき|満た|$)|様?が当た|の(?:作家|講師|ゲスト|アーティスト|登壇|メンバー|スタッフ|職人|先生|専門家|審査員|仲間|会員|演奏|落語|出演|方(?:に|が|々)|参加|社員|お客|皆|来場|応募|バンド|チームが|家族が|申し?込)|分の特典|一組|で1組|増|[1一]\s?(?:組|チーム|グループ)|以内|の枠を|から(?:選|募))"
)
_GUESTS: Final = re.compile(r"参加(?:予定)?者数?[:はが\s]*$")
_LIMITED: Final = re.compile(r"[ \t]*(?:さま|様)?(?:まで|限定|で締|を?募集|[ \t]?\((?:先着|抽選|限定|定員))")
"""Behind 参加者: 16名 it is how many may come, not how many do."""
_COMPANION: Final = re.compile(r"(?:保護者|付き?添い|同伴者?|介助者?)(?:の方)?(?:は|を)?\s*$")
"""保護者1名まで同伴できます."""
_TIMES: Final = re.compile(r"[ \t]?[×xX✕][ \t]?(?P<n>\d{1,2})[ \t]?(?:テーブル|卓|台|チーム|班|グループ|組)")
"""各テーブル5名×3テーブル."""
_TABLES: Final = re.compile(r"(?P<n>\d{1,2})[ \t]?(?:テーブル|卓|チーム|班|グループ)[ \t]?[×xX✕][ \t]?$")
"""3テーブル×5名."""
_TABLES_TOLD: Final = re.compile(r"(?:各|[1一])(?:テーブル|卓|班|グループ)[はに:]?\s*$")
_THEN_TABLES: Final = re.compile(r"[、。・]\s?(?:全部で)?(?P<n>\d{1,2})\s?(?:卓|テーブル|班|グループ)")
"""各テーブル4人、5卓ご用意します."""
_THAN_BEFORE: Final = re.compile(r"(?:前回|昨年|去年)(?:の(?:倍|半分|\d倍)の?|より(?:多い|少ない))")
_SAID_FAR: Final = re.compile(r"(?:定員|募集人数|参加人数)は、[^。\n\d]{0,24}$")
"""定員は、会場の都合により30名: the reason stands between."""
_OF_PARTS: Final = re.compile(r"^[^\n\d、:]{2,12}\d{1,2}、[^\n\d、]{2,12}\d{1,2}(?![\d名人])")
"""フルート2、トランペット1: parts of a group, not its size."""
_FOR_WHOM: Final = re.compile(r"対象は[^。\n]{2,30}の\s*$")
_ONLINE_BEFORE: Final = re.compile(r"(?:オンライン|配信|Zoom|zoom|ZOOM)[^。\n]{0,8}\d{1,4}名?[^。\n]{0,4}$")
_TOTAL: Final = re.compile(r"(?:各|ごと|ずつ|毎|[×xX✕])[^\n。]{0,24}?(?:合|総)?計\s*$")
"""各席4名計24名: the number behind is all of them."""
_GIVEN: Final = re.compile(
    r"(?:配布|プレゼント|進呈|贈呈|抽選会|サービス|振る?舞い?|ふるまい|サイン会|握手会|撮影会)[^\n。()]{0,6}\([^()\n]{0,14}$"
)
"""苗木の無料配布(先着200名): who gets it, not who may come."""
_BETWEEN: Final = re.compile(r"[・、,\s(/]?\d+席(?=$|[\s。、)/])")
"""Seats between commas: 全席自由・48席."""
_LAST_TIME: Final = re.compile(r"最少|最低|催行|前回|昨年|過去|累計|のべ|延べ|実績")
_LONE: Final = re.compile(
    rf"^[^\w\n]*(?:人\s*:\s*)?(?:男性|女性|小学生|中学生|大人|シニア|親子|市内在住者?|市民|どなたでも)?[ :]?(?P<n>{_N})\s*(?:名|人|席|組)(?:さま|様)?(?:くらい|ほど|程度|前後)?(?:まで)?\s*(?:\([^()\n]*\))?[^\w\n]*$",
    re.MULTILINE,
)
"""A line that is nothing but a number of people: ・8名, 人:15人."""
_FRAGMENT: Final = re.compile(
    rf"(?:^|[・、/|。])\s?(?:[1一]日)?(?P<n>{_N})(?:名|人|席|組)(?:さま|様)?(?:くらい|ぐらい|ほど|程度|前後)?(?:まで)?(?=$|[・、/|。(])",
    re.MULTILINE,
)
"""A part of a list that is nothing but a number of people: 無料・10人くらい。"""
_AT_PLACE: Final = re.compile(r"(?:会場|現地|対面|リアル)(?:参加|開催)?(?:枠|席|定員)?[ \t]?[:は]?[ \t]?$")
_PAID_AT_PLACE: Final = re.compile(
    r"(?:会場|現地|対面)[^\n。()]{0,14}円[^\n。()]{0,4}\([ \t]*$|(?:会場|現地|対面)参加(?:枠|者)?[:は][ \t]?$"
)
"""会場 8,800円(60名), 会場参加:40名."""
_AND_ONLINE: Final = re.compile(
    r"[ \t]?(?:\([^()\n]{0,12}\))?[・/、,\n(+&と]?\s?(?:オンライン|配信|Zoom|zoom|ZOOM|リモート)"
)
"""会場50名・オンライン100名."""
_VALUE: Final = re.compile(
    rf"^[^\n\d]{{0,16}}?(?:\d{{1,4}}\s*[~-]\s*)?(?P<n>{_N})\s*(?=$|\s|\(|[、。]|先着|抽選|程度|くらい)"
)
_LINE_END: Final = re.compile(r"(?:様|さま)?\)?\s*(?:\([^)]*\))?\s*(?:$|。)")
_UNLIMITED: Final = re.compile(
    r"(?:とくに|特に)?(?:無制限|制限(?:は|も)?(?:なし|な[くい]|あり)|定員なし|なし)|unlimited", re.IGNORECASE
)
_LOTTERY: Final = re.compile(r"抽[選せ](?!会|で\S{0,8}プレゼント)|lottery", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[。\n]|$")
_FACTS: Final = re.compile(r"無料|予約|先着|自由|申込|申し込|\d円|抽選")
"""What such a list tells beside the number."""
_EACH: Final = re.compile(r"お?一人|[1一][人名組社]|につき")
_CLAUSE: Final = re.compile(r"[/、,。;\n)】\]!]|・(?!\s*$)|(?:でし|まし)たが|なのに|\((?=全)|\((?=[^\d\s()]{2})")
_EACH_SEX: Final = re.compile(r"男女\s?各")
_ONE: Final = frozenset({"1", "一"})
_OTHERS: Final = frozenset({"特典", "景品", "賞品", "賞金", "参加賞"})
_NEAR: Final = 24
_REACH: Final = 40
_SHORT: Final = 1500
"""Characters of a listing in which a line that is only a number tells the seats."""
_NEEDED: Final = Needed(
    {
        "count": ("名", "人", "にん", "席", "組", "枠", "チーム", "家族", "世帯", "社", "ペア", "くみ", "people", "seats", "persons", "participants", "attendees", "guests", "pax", "spots"),
        "bare": ("定員", "席", "定数", "キャパ", "capacity", "max"),
        "accepted": ("現在", "参加", "申込", "申し込み", "予約"),
        "waiting": ("補欠", "キャンセル待ち", "ウェイティング", "waiting"),
        "left": ("残", "あと", "空き"),
    }
)  # fmt: skip
"""One of these stands in every text in which ``_COUNT``, ``_BARE``, ``_ACCEPTED``, ``_WAITING`` or ``_LEFT`` finds something."""


class CapacityReading(NamedTuple):
    """People counts; ``None`` where the listing does not say. ``left`` seats are free."""

    capacity: int | None = None
    accepted: int | None = None
    waiting: int | None = None
    left: int | None = None
    span: tuple[int, int] | None = None


class _Count(NamedTuple):
    """A number of people with how surely it is the capacity: the greater ``weight``, the surer."""

    weight: int
    people: int
    start: int
    end: int


def read_capacity(text: Text, sections: Sequence[Section] = ()) -> CapacityReading:
    """The counts of one listing: the labelled part first, then sentences that say so, the surest first."""
    folded = text.folded
    likely = _NEEDED(folded)
    found, unlimited = _labelled(folded, sections)
    if found is None and not unlimited:
        apart = [(one.start, one.end) for one in sections if one.label in _OTHERS or one.role is Role.REPORT]
        told = [*(_told(folded, apart) if "count" in likely else ()), *(_bare(folded) if "bare" in likely else ())]
        found = max(told, key=lambda one: (one.weight, -one.start), default=None) or _beside_audience(folded, sections)
    if found is None and not unlimited and "count" in likely:
        found = _alone(folded)
    accepted, waiting, left = (
        _first(pattern, folded) if name in likely else None
        for name, pattern in (("accepted", _ACCEPTED), ("waiting", _WAITING), ("left", _LEFT))
    )
    capacity, span = (found.people, (found.start, found.end)) if found else (None, None)
    ratio = _RATIO.search(folded) if _OF.search(folded) else None
    if ratio and not _LAST_TIME.search(_clause(folded, ratio.start())):
        there, most = int(ratio["a"] or ratio["fa"]), int(ratio["n"] or ratio["fn"])
        accepted = there if accepted is None and most > 0 else accepted
        if most > 0 and (capacity is None or capacity == there):
            capacity, span = most, ratio.span()
    return CapacityReading(capacity, accepted, waiting, left, span)


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
    if pair := _MEN_AND_WOMEN.search(first):
        return _Count(9, int(pair["a"]) + int(pair["b"]), pair.start("a"), pair.end("b"))
    for match in _COUNT.finditer(value):
        before = _clause(value, match.start())
        if _barred(value, match, before) or not (people := _people(match)):
            continue
        total = next((one for one in _COUNT.finditer(first, match.end()) if _TOTAL.search(first, 0, one.start())), None)
        if total and (everybody := _people(total)):
            return _Count(9, everybody, total.start("n"), total.end())
        return _Count(9, people * _both(before) * _tables(value, match), match.start("n"), match.end())
    bare = _VALUE.match(first)
    if (
        bare
        and not _OF_PARTS.match(first)
        and (people := _number(bare["n"]))
        and not _NOT.search(first[: bare.start("n")])
    ):
        return _Count(9, people, *bare.span("n"))
    return None


def _told(folded: str, apart: list[tuple[int, int]]) -> Iterator[_Count]:
    """The numbers that the text calls its capacity."""
    raised = {match.start("n"): match for match in _raised(folded) if _is_raised(match) or "増" in folded}
    for match in _COUNT.finditer(folded):
        if any(start <= match.start() < end for start, end in apart) or not (people := _people(match)):
            continue
        if match.start("n") in raised:
            yield _Count(6, people, match.start(), match.end())
            continue
        clause = _clause(folded, match.start())
        if _barred(folded, match, clause):
            continue
        if weight := _weight(folded, match, clause):
            times = _both(clause) * _tables(folded, match)
            yield _Count(weight, people * times, match.start(), match.end())


def _raised(folded: str) -> Iterator[re.Match[str]]:
    """Where a number of people takes the place of another."""
    return _RAISED.finditer(folded) if _RAISES.search(folded) else iter(())


def _is_raised(match: re.Match[str]) -> bool:
    """Whether the second number is the new capacity: 前回30名→今回50名, 定員25名→40名."""
    return bool(match["more"] or match["now"] or (match["said"] and match["arrow"]))


def _barred(folded: str, match: re.Match[str], clause: str) -> bool:
    """Whether the words around a number say that it counts something else than seats."""
    if _AFTER_NOT.match(folded, match.end()) or _GIVEN.search(folded, max(0, match.start() - _NEAR), match.start()):
        return True
    if match["unit"] != "組" and _COMPANION.search(clause):
        return True
    if clause.endswith("先着") and folded.startswith("無料", match.end()):
        return True
    if _FOR_WHOM.search(folded, max(0, match.start() - _REACH), match.start()):
        return False
    clause = _THAN_BEFORE.sub("", clause)
    return _NOT.search(_GUESTS.sub("", clause) if _LIMITED.match(folded, match.end()) else clause) is not None


def _tables(folded: str, match: re.Match[str]) -> int:
    """How many tables or groups of that size there are: 6名×2テーブル, 3テーブル×5名."""
    near = folded[max(0, match.start() - _NEAR) : match.start()]
    if _TABLES_TOLD.search(near) and (tables := _THEN_TABLES.match(folded, match.end())):
        return int(tables["n"])
    found = _TIMES.match(folded, match.end()) or _TABLES.search(folded, max(0, match.start() - _NEAR), match.start())
    return int(found["n"]) if found else 1


def _weight(folded: str, match: re.Match[str], clause: str) -> int:
    """How surely a number is the capacity, by the words around it; 0: nothing says so."""
    if match["unit"] == "社" and not _SAID.search(clause):
        return 0
    if told := _by_way(folded, match, clause):
        return told
    for weight, words in _WEIGHTS:
        if words.search(clause):
            return weight
    if _AFTER.match(folded, match.end()):
        return 3
    rest = folded[match.end() : match.end() + _NEAR].partition("\n")[0]
    seats = match["unit"] == "席" and _BETWEEN.match(folded, max(0, match.start() - 1))
    return 2 if seats or (match["persons"] and _LINE_END.match(rest)) else 0


def _by_way(folded: str, match: re.Match[str], clause: str) -> int:
    """The weight of all together, of those who come where others watch, and of guests that are limited; 0: none of these."""
    near = max(0, match.start() - _REACH)
    if _TOTAL.search(folded, near, match.start()):
        return 6
    guests = _GUESTS.search(clause) and _LIMITED.match(folded, match.end())
    both = _AND_ONLINE.match(folded, match.end()) or _ONLINE_BEFORE.search(folded, near, match.start())
    if guests or (both and _AT_PLACE.search(clause)):
        return 4
    if _SAID_FAR.search(folded, near, match.start()):
        return 5
    if _FOR_WHOM.search(folded, near, match.start()) or (
        _TABLES_TOLD.search(clause) and _THEN_TABLES.match(folded, match.end())
    ):
        return 2
    families = match["unit"] == "組" and clause.endswith("保護者")
    return 3 if families or _PAID_AT_PLACE.search(folded, near, match.start()) else 0


def _bare(folded: str) -> Iterator[_Count]:
    for match in _BARE.finditer(folded):
        bracket = folded.endswith("(", 0, match.start())  # 残席3(定員12): what stands before it is another number's
        if (people := _number(match["n"])) and (bracket or not _NOT.search(_clause(folded, match.start()))):
            yield _Count(5, people, *match.span())


def _alone(folded: str) -> _Count | None:
    limit = min(len(folded), _SHORT)
    match = _LONE.search(folded, 0, limit) or next(
        (one for one in _FRAGMENT.finditer(folded, 0, limit) if _listed(folded, one)), None
    )
    people = _number(match["n"]) if match else None
    return _Count(1, people, *match.span("n")) if match and people else None


def _listed(folded: str, part: re.Match[str]) -> bool:
    """Whether the sentence of a part is a list of facts (要予約・12組。), not of other people (司会、演奏者、10人)."""
    begin = max(folded.rfind("\n", 0, part.start("n")), folded.rfind("。", 0, part.start("n"))) + 1
    end = _SENTENCE_END.search(folded, part.end())
    sentence = folded[begin : end.start() if end else len(folded)]
    if sentence.strip(" 。") == part[0].strip(" 。"):
        return True
    return _FACTS.search(sentence.replace(part[0], "", 1)) is not None and not _NOT.search(_EACH.sub("", sentence))


def _beside_audience(folded: str, sections: Sequence[Section]) -> _Count | None:
    """The number behind the audience, as municipal bulletins write it (``対象: 小学生20人``)."""
    for section in sections:
        if section.role is Role.AUDIENCE:
            line = folded[section.start : section.end].partition("\n")[0]
            for match in _COUNT.finditer(line):
                if _LINE_END.match(line, match.end()) and (people := _people(match)):
                    return _Count(2, people, section.start + match.start("n"), section.start + match.end())
    return None


def _first(pattern: re.Pattern[str], folded: str) -> int | None:
    for match in pattern.finditer(folded):
        if not _LAST_TIME.search(_clause(folded, match.start())):
            return 0 if match["n"] == "0" else _number(match["n"])
    return None


def all_taken(text: Text, capacity: int | None, accepted: int | None) -> bool:
    """Whether the counts say that every seat is taken: a lottery takes more, and of several kinds of seats each has its own."""
    if capacity is None or accepted is None or not 0 < capacity <= accepted:
        return False
    folded = text.folded
    return _LOTTERY.search(folded) is None and len(_RATIO.findall(folded) if _OF.search(folded) else ()) < 2


def _clause(folded: str, at: int) -> str:
    """The words before a number, as far back as its clause goes."""
    return _CLAUSE.split(folded[max(0, at - _NEAR) : at])[-1]


def _both(clause: str) -> int:
    """男女各10名 are 20."""
    return 2 if _EACH_SEX.search(clause) else 1


def _people(match: re.Match[str]) -> int | None:
    """The number; of 20組40名 the people, of 1組4名 none, for it is the size of a group."""
    return None if match["persons"] and match["n"] in _ONE else _number(match["persons"] or match["n"])


def _number(digits: str) -> int | None:
    digits = digits.replace(",", "")
    value = _hundreds(digits) if "百" in digits else number(digits)
    return value if value is not None and 0 < value < 100_000 else None


def _hundreds(digits: str) -> int | None:
    """百二十, 三百."""
    left, _, right = digits.partition("百")
    hundreds, rest = (number(left) if left else 1), (number(right) if right else 0)
    return None if hundreds is None or rest is None or hundreds > 9 else hundreds * 100 + rest
