"""Where a text names its venue without a label before it. Each form is one small pattern; the first that gives a name holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from aggregator.normalise.places.english import english
from aggregator.normalise.places.forms import (
    AT,
    AT_FIRST,
    BOTH,
    BRACKETED,
    BY_SPOT,
    CHANGED,
    COURT,
    FORMS,
    GROUND,
    HELD,
    LIKELY,
    LINE_AT,
    ROOM_ALONE,
    SAID_WALK,
    SPOKEN,
    STAGE,
    THERE,
    TOUR,
    TOWN,
)
from aggregator.normalise.places.gazetteer import Gazetteer
from aggregator.normalise.places.hosts import hosted, in_headline, programme_lines
from aggregator.normalise.places.houses import EVENT, FACILITY, HOUSE_WORD, QUOTE, SHOP, is_bare, is_kind, is_room
from aggregator.normalise.places.lines import (
    NO_NAME,
    OF_PEOPLE,
    PERSON,
    begins_with_place,
    beside_region,
    deep,
    is_place,
    lines,
    of_places,
    on_street,
)
from aggregator.normalise.places.own import announced
from aggregator.normalise.places.phrase import Sureness, first_house, hall_of_town, house_in, is_generic
from aggregator.normalise.places.quoted import ROOM_NAME, Weighed, weigh
from aggregator.normalise.places.rooms import split_room
from aggregator.normalise.places.said import SCAN_LIMIT
from aggregator.normalise.places.same import OF_ITS_OWN, named_before
from aggregator.normalise.places.spoken import AS_EVER, elsewhere, held_behind, hosts, led_to, spoken
from aggregator.normalise.places.standing import of_headline, shop_first, standing
from aggregator.normalise.places.venue import CLOCK, REGION, Venue, read_venue
from aggregator.normalise.places.weighed import by_weight, candidates, likeliest
from aggregator.normalise.sections import LABELS, Role, Section

_TOWN_OF_HOUSE: Final = re.compile(
    r"(?P<town>(?:[^ ・の]{2,12}?|[^ ・の])(?:の内)?)"
    r"(?:(?<![前口駅])|(?<=[市区][^駅]前)|(?<=[市区][^駅]{2}前))(?P<joint>[の・])"
    r"(?P<house>[^ ・の]{3,}(?: [^ ]{2,}){0,3})$"
)
_TOWN_AND_PART: Final = re.compile(r".{2,8}?[市区町村](?![民立役営内長外])[一-鿿ヶケ々]{1,5}(?<![館所場校院室])")
"""宮崎市橘通西."""
_LAND: Final = "森里丘杜郷湯庄泉滝台"
"""青木の森センター: with one of these behind it the town's name is a part of the house's."""
_SHOP_ITSELF: Final = ("店 ", "家 ", "宿 ")
"""花の店 ラ・プランタン: no town before の."""
_LANDSCAPE: Final = re.compile(r"[一-鿿ヶケァ-ヶー]{2,6}(?:湖畔|高原|温泉|山麓|渓谷|半島|地区|エリア|駅前)")
"""白樺湖畔・レイクロッジ: where the house stands."""
_LEAST: Final = 3
_REACH: Final = 30
_CLAUSE_ENDS: Final = re.compile(r"[\n。、!?]")
_MOST: Final = 12
"""Places at which one form is tried."""
_BEFORE_NAME: Final = re.compile(
    r"^.*(?:[」』会展祭]|まつり|公演|講座|教室|ライブ|コンサート)[をがはも](?=\S{3})"
    r"|^.*\d(?!階|F|号|丁目)[^\s]*?(?:より|から|に|、|\s)"
    r"|^(?:今年も|今回も|今月も|恒例の|今年は|来年は|今回は|今月は|次回は|会場は|場所は|いつもの|当日は)+"
    r"|^[^の]{0,8}(?:駅前|河畔|近く|沿い|隣|向かい|そば|内)の|^[^\w「『(]+"
    r"|^(?:に|は|から|より)(?=[一-鿿ァ-ヶ])"
)
_CLOCKED: Final = re.compile(rf"(?:{CLOCK.pattern})(?:より|から|には?)?")
"""14時より: an hour with its particle."""
_BRACKET: Final = re.compile(r" ?\(([^()\n]{2,40})\)")
"""Right behind a name: it may tell the region."""
_SPOKEN_OF: Final = re.compile(r"を|(?:ます|です|ました|ません|ください)$")
"""場所をお伝えします(中野区): a sentence, no name."""
_SET_OFF: Final = re.compile(r"=([^=\n]{2,30})=(?=[でにはのがへを])")
"""手芸の店「ことり」=三条市本町=で: so newspapers write brackets."""
_NOT_ONE: Final = re.compile(
    r"^(?:当|同|本|弊|各|両|現|実際の)?(?:会場|館|店|校|所|教室|施設|地)$|^[当弊各の]|"
    rf"^(?!{OF_ITS_OWN})同|"
    r"^(?:持ち物|服装|内容|料金|時間|日にち|日程|参加費|会費|定員|対象|申込|講師|出演|備考)(?: |$)"
    r"|^(?:停車|最寄り?)駅$|^(?:START|OPEN|DOORS?|ADV)$|[{}+]|\d種|^\([^)]*$|"
    r"^(?:エリア|地域|範囲|レベル)$|^両(?=[館会施店校日市町教公])"
    r"|(?:氏|教授|[所館院校社会部]長|講師|代表)(?: |$|・)|会場$"
    r"|(?:^|[のか、])[0-9]{0,2}(?:つの|か所の|ヵ所の|カ所の|箇所の|施設の|館|会場)"
    r"|^(?:区内|市内|都内|県内|府内|町内|全国|各地)|^(?:今回|次回|今月|同じ|別)の"
    r"|(?:[私僕君達生自]|(?<![婦老法])人|友だち|ともだち|代表者?|主催者?|個人|誰か|メンバー|みんな|みな|先輩|講師"
    r"|隣|誰|親|祖父母|実家)の家$"
    r"|バーチャル|メタバース|オンライン|Zoom|^(?:in|IN) |#|(?:期間|締切|期限|方法|日時|資格)$"
)
"""当館, 各会場, バーチャル会場: no name of a venue."""
_OF_US: Final = re.compile(r"^(?:弊社|当社|自社)(?=[^\sのはがをにで]{3})")
"""弊社大手町オフィス."""
_NEAR: Final = re.compile(r"^[^\n「」]{2,14}(?:近く|そば|隣|となり|向かい|並び|裏手?)の(?=[^\s]{4})")
"""郡山駅近くの貸会議室: the way to it."""
_OFFICE: Final = re.compile(
    r"保健所|消防署|消防本部|警察署|郵便局|役所|役場|事務所|研究所|支所|出張所|案内所|保育所|会場|別館|本館"
    r"|新館|号館|緑地|庭園|空港|ショップ|ストア"
)
"""What no rule takes for a name: one does errands there."""
_IN_TITLE: Final = re.compile(
    r"[(【\[〈<《]([^()【】\[\]〈〉<>《》]{3,30})[)】\]〉>》]|^\W*([^\s、。()]{3,24}?)で(?=[^はもすのきし])"
)
_QUOTED: Final = re.compile("[「」『』]|(?:窓口|カウンター|受付)$")
"""What the grammar of houses is not asked of: titles, and where one does an errand."""
_HOUSE_WORD: Final = re.compile(
    r"会館|公民館|センター|プラザ|ホール|図書館|体育館|交流館|記念館|ホテル|大学|フットサル|スタジオ|ギャラリー"
)
_OF_TOWN: Final = re.compile(r"(?:図書|公民|児童|体育|資料|美術|博物)館|市役所|区役所|役場")
"""With a room behind it there is only one in the town: 図書館の3階ホール."""
_SPOT_OF: Final = re.compile(
    r"[一-鿿ァ-ヶーA-Za-z]{1,10}[橋坂像碑門塔池沼湖社口岸堤]の?(?:前|たもと|ほとり|下|入り?口|上|そば)"
)
"""集合は用水橋のたもとです."""
_TOWN_OF: Final = re.compile(r"[^\s、。:()]{1,8}[市区町村](?:の|・| )[^\s、。]{0,12}[ァ-ヶー]{3,}[^\s、。]{0,6}$")
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
    body: str, title: str, sections: Sequence[Section], known: Gazetteer, *, event: bool
) -> tuple[Venue, tuple[int, int] | None]:
    """The venue that running text or a line alone names, and where; an empty one where none does.

    Lines that a label gives to something else (主催, 出演, 問合せ) are passed over. A house without a name (近くの体育館に集合) makes it
    ``nameless`` and nothing more. Where rules find none, the noun that weighs most is taken, in the text of an ``event`` only; it may be
    ``guessed``.
    """
    barred = [(one.start, _reach(body, one)) for one in sections if one.role in _BARRED]
    text = body[:SCAN_LIMIT]
    if "=" in text:
        body = text = _SET_OFF.sub(r"(\1)", text)
    venue, span = _by_rule(body, text, title, barred, known)
    if not event or venue.name:
        return venue, span
    if (host := hosted(title, text, barred, known)) is not None:
        return host
    weighed = by_weight(
        candidates(text, title, [*barred, *programme_lines(text)], known, lambda words: _of_noun(words, known))
    )
    best = likeliest(weighed)
    own = announced(text, known) if best is None or best.venue.guessed else None
    if own is not None and not any(start <= own[1] < end for start, end in barred):
        named = without_town(read_venue(own[0]), known)
        return named._replace(guessed=True, physical=False), (own[1], own[1] + len(own[0]))
    return (best.venue, (best.start, best.end)) if best is not None else (venue, span)


def _of_noun(words: str, known: Gazetteer) -> Venue:
    """The venue that a noun names; an empty one for 当館, 会場."""
    venue = without_town(read_venue(_OF_US.sub("", _NEAR.sub("", words))), known)
    return Venue() if venue.name and (venue.name in LABELS or _NOT_ONE.search(venue.name)) else venue


def _by_rule(
    body: str, text: str, title: str, barred: Sequence[tuple[int, int]], known: Gazetteer
) -> tuple[Venue, tuple[int, int] | None]:
    """The venue that one of the rules finds, and where."""
    for one in weigh(text, title, barred, known) if QUOTE.search(text) else ():
        return _of_quote(text, one), (one.start, one.end)
    if (ground := in_headline(title, text, known)) is not None:
        return Venue(ground[0], physical=True), (ground[1], ground[1] + len(ground[0]))
    somewhere = False
    for words, at, sure in _candidates(body, barred, known, titled=bool(title)):
        if not (sure or HOUSE_WORD.search(words)) or any(start <= at < end for start, end in barred):
            continue
        venue = without_town(read_venue(_NEAR.sub("", named_before(words, text[:at], known))), known)
        if not venue.name or _NOT_ONE.search(venue.name) or _OFFICE.fullmatch(venue.name) or is_room(venue.name):
            continue
        if not (sure or _is_house(venue.name) or _is_phrase(venue.name, known)):
            continue
        house = split_room(venue.name)
        if sure or not is_generic(house.name) or (house.room and _OF_TOWN.fullmatch(house.name)):
            behind = _BRACKET.match(text, at + len(words))
            told = behind is not None and (begins_with_place(behind[1], known) or on_street(behind[1], known))
            beside = f"{words}\n{_before(text, at)}\n{behind[1] if behind and told else ''}"
            return venue._replace(beside=beside), (at, at + len(words))
        somewhere = True
    if (titled := _of_title(title, known)) is not None:
        return titled, None
    room = _room_alone(text, barred)
    return room if room[0].name or not somewhere else (Venue(nameless=True), None)


def _of_quote(text: str, quote: Weighed) -> Venue:
    """The house in quotes, or the hotel of which it is a room: 青空ホテル3階「飛竜の間」で."""
    quoted = text[quote.start : quote.end]
    head = _before(text, quote.start)
    head = head[led_to(head) :]
    hotel = read_venue(head + quoted)
    if hotel.name and hotel.name.endswith(f" {quoted}"):
        return hotel._replace(beside=quote.beside)
    if ROOM_NAME.search(quote.name) and FACILITY.search(head) and "の" not in head:
        return read_venue(f"{head} {quote.name}")._replace(beside=quote.beside)
    return Venue(quote.name, beside=quote.beside, physical=True)


def _room_alone(text: str, barred: Sequence[tuple[int, int]]) -> tuple[Venue, tuple[int, int] | None]:
    """The room that is all a text tells of where; an empty venue where it tells none."""
    for room in islice(ROOM_ALONE.finditer(text), _MOST) if "room" in LIKELY(text) else ():
        if room["at"] and not held_behind(text, room.end() + len(room["at"])):
            continue
        if not elsewhere(text, *room.span()) and not any(start <= room.start() < end for start, end in barred):
            told = 1 if room[1] else 2
            return Venue(room[told], physical=True), room.span(told)
    return Venue(), None


def _of_title(title: str, known: Gazetteer) -> Venue | None:
    """The venue that the title names: おはなし会(中央図書館), 中央図書館 おはなし会, みどり会館で落語, ヨガ＠みどり会館."""
    for form in (SPOKEN, AT, HELD):
        if match := form.search(title):
            venue = read_venue(_bounded(form, match, known)[0])
            if venue.name and (FACILITY.search(venue.name) or (form is AT and _named(venue.name, known))):
                return venue
    told = (
        *(words for words, _, _ in spoken(title)),
        *(found[1] or found[2] for found in _IN_TITLE.finditer(title)),
        *(title[space.end() :] for space in islice(re.finditer(" ", title), _MOST)),
    )
    for words in (*told, *(words for words, _, _ in of_headline(title, known))):
        house = house_in(words, known)
        if house is not None and house.sure is Sureness.HOUSE:
            return read_venue(words[house.start : house.end])
    return None


def without_town(venue: Venue, known: Gazetteer) -> Venue:
    """The venue without the place that only says where the house is: 昭和町のなにわ亭跡, 渋谷・スカイラボ."""
    town = _TOWN_OF_HOUSE.match(venue.name) if venue.name else None
    if (
        town is None
        or not (_is_town(town["town"], known) or (town["joint"] == "・" and _LANDSCAPE.fullmatch(town["town"])))
        or is_place(town["house"], known)
        or is_room(town["house"])
    ):
        return venue
    first, _, second = town["house"].partition(" ")
    if (second and not (is_bare(first) or SHOP.search(first) or split_room(town["house"]).room)) or is_generic(
        first
    ) > bool(second):
        return venue
    of_land = town["joint"] == "の" and town["house"][0] in _LAND and town["town"][-1] not in "市区町村"
    if of_land or town["house"].startswith(_SHOP_ITSELF):
        return venue
    if town["town"].endswith(("公園", "広場", "会館", "センター")):
        return venue
    house = split_room(town["house"]).name
    within = town["town"][-1] in "市区町村丁目" and HOUSE_WORD.search(house)
    if town["joint"] == "の" and not (
        within or FACILITY.search(house) or SHOP.search(house[:8]) or hall_of_town(house, known)
    ):
        return venue
    return venue._replace(name=town["house"], beside=f"{venue.name}\n{venue.beside}")


def _is_town(words: str, known: Gazetteer) -> bool:
    """Whether the words are a place, or a municipality with a part of it: 牛久市刈谷町."""
    return is_place(words, known) or (
        (words.endswith(("町", "村", "丁", "丁目")) or _TOWN_AND_PART.fullmatch(words) is not None)
        and begins_with_place(words, known)
    )


def _is_phrase(name: str, known: Gazetteer) -> bool:
    """Whether a name without quotes is a house with its rooms by the grammar of houses."""
    house = house_in(name, known) if _QUOTED.search(name) is None else None
    return house is not None and (house.start, house.end) == (0, len(name))


def _is_house(name: str) -> bool:
    """Whether a name ends or begins as houses do, or has a room behind a house's word: 文化会館たけふ 小ホール."""
    house = split_room(name)
    if FACILITY.search(house.name) or SHOP.match(name):
        return True
    kind, _, own = name.partition(" ")
    if own and is_kind(kind) and not EVENT.search(own):
        return True  # ゲームカフェ 青空
    if own and FACILITY.search(kind) and BY_SPOT.fullmatch(own):
        return True
    return house.room is not None and _HOUSE_WORD.search(house.name) is not None


def _before(text: str, at: int) -> str:
    """The words of the same clause before ``at``."""
    return _CLAUSE_ENDS.split(text[max(0, at - _REACH) : at])[-1]


def _reach(body: str, section: Section) -> int:
    """How far a label's words reach: its line, or all of its lines where it stands above them."""
    end = body.find("\n", section.start, section.end)
    above = body[: section.start].rstrip(" \t").endswith("\n")
    return end if end >= 0 and not above else section.end


def _candidates(
    body: str, barred: Sequence[tuple[int, int]], known: Gazetteer, *, titled: bool
) -> Iterator[tuple[str, int, bool]]:
    """Words that may be the venue, where they stand, and whether they are one whatever they end with."""
    text, likely = body[:SCAN_LIMIT], LIKELY(body)
    yield from ((words, at, True) for words, at in english(text)) if "english" in likely else ()
    for name, form in FORMS.items():
        for match in islice(form.finditer(text), _MOST) if name in likely else ():
            words, at = _bounded(form, match, known)
            if not (form in (SPOKEN, HELD, AT_FIRST) and elsewhere(text, match.start(), match.end())):
                yield words, at, _sure(form, words, known)
    yield from standing(text, barred, known)
    for match in islice(TOUR.finditer(text), _MOST):
        if not is_place(match[2], known):
            yield match[2], match.start(2), is_place(match[1], known)
    yield from _bracketed(text, known)
    for match in islice(TOWN.finditer(text), _MOST) if "town" in likely else ():
        yield match[1], match.start(1), False
    yield from ((words, at, within or hall_of_town(words, known)) for words, at, within in spoken(text))
    yield from ((words, at, False) for words, at in hosts(text))
    yield from shop_first(text) if titled else ()
    yield from lines(text, known)
    yield from of_headline(text, known)


def _bounded(form: re.Pattern[str], match: re.Match[str], known: Gazetteer) -> tuple[str, int]:
    """The words of a form without what goes before the place or follows it, and where they stand."""
    words, at = match[1], match.start(1)
    if form in (HELD, AT_FIRST):
        led = led_to(words)
        words, at = words[led:], at + led
    elif form is AT or (form is SPOKEN and match[0].startswith(("@", "＠"))):
        words = first_house(words, known)
    elif form is SPOKEN:
        words = AS_EVER.sub("", words)
        at = match.end(1) - len(words)
    return words, at


def _sure(form: re.Pattern[str], words: str, known: Gazetteer) -> bool:
    """Whether what a form found is a venue whatever it ends with."""
    if form is AT:
        return _named(words, known)
    if form in (AT_FIRST, STAGE):
        return len(words) >= _LEAST and not (
            begins_with_place(words, known) or is_place(words, known) or EVENT.search(words)
        )
    if form is SPOKEN:
        return _of_town(words, known) or (_SPOT_OF.fullmatch(words) or THERE.search(words)) is not None
    if form is GROUND:
        return not EVENT.search(words) or any(is_place(words[-many:], known) for many in (2, 3, 4))
    return form in (CHANGED, SAID_WALK, BOTH, LINE_AT, COURT)


def _of_town(words: str, known: Gazetteer) -> bool:
    """Whether the words are a municipality and a name in katakana: 安曇野市の穂高プラネット, 大和郡山市・矢田の里ビオトープ."""
    return _TOWN_OF.match(words) is not None and begins_with_place(words, known)


def _bracketed(text: str, known: Gazetteer) -> Iterator[tuple[str, int, bool]]:
    """Names with their region in brackets behind them; 山田太郎(東京都) and 主催の会(渋谷区在住) are none."""
    for match in islice(BRACKETED.finditer(text), _MOST):
        name = _stripped(match[1])
        if not (
            begins_with_place(match[2], known)
            or on_street(match[2], known)
            or ((SHOP.match(name) or FACILITY.search(name)) and of_places(match[2], known))
        ) or OF_PEOPLE.search(match[2]):
            continue
        if re.search("[市区町村][・、][^・、]{2,6}[市区町村]", match[2]):
            continue  # (港区・江東区): a course through several places
        inside = beside_region(match[2], known)
        if inside and FACILITY.search(inside) and not FACILITY.search(name):
            yield match[2], match.start(2), True
        elif not NO_NAME.search(name) and _a_house(name, match[2], known):
            at = match.start(1) + len(match[1].rstrip()) - len(name)
            yield text[at : match.end()], at, len(name) > 1


def _a_house(name: str, region: str, known: Gazetteer) -> bool:
    """Whether a name with a region behind it is a house: people have a town at most, 味噌蔵 たきもと(上越市高田) has a street."""
    if FACILITY.search(name.partition(" ")[0]) or FACILITY.search(name) or SHOP.match(name):
        return True
    return (
        not REGION.fullmatch(name)
        and not _SPOKEN_OF.search(name)
        and (not PERSON.fullmatch(name) or deep(region, known))
    )


def _stripped(words: str) -> str:
    """The name without clocks, 今回は and the way to it before it."""
    before, name = "", _CLOCKED.sub(" ", words).strip()
    while before != name:
        before, name = name, _BEFORE_NAME.sub("", name).strip()
    return name


def _named(name: str, known: Gazetteer) -> bool:
    """Whether a name behind an @ is more than the name of a region, and no person's account."""
    return not name.isascii() and len(name) >= _LEAST and all(len(one.name) < len(name) for one in known.mentions(name))
