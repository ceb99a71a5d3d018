"""Who holds it and who speaks, as evidence."""

from __future__ import annotations

import re
from functools import lru_cache

from aggregator.dedupe import glossary, houses, places, readings, sounds, words
from aggregator.dedupe.holders import MANY, holder
from aggregator.dedupe.points import Clue
from aggregator.dedupe.traits import Traits
from aggregator.i18n import said

_UNPROVEN = frozenset({"other", "room", "town", "unknown", "online"})
"""Kinds of places that do not say that both take place at one spot."""
_HERE = frozenset({"same", "like"})
_OFFICE = re.compile(
    r"実行委員会|運営|事務局|委員会|代表|主催|共催|広報|担当|編集部|店主|館長|会長|スタッフ|ブログ|日記"
    r"|ノート|公式|協議会|研究会|勉強会|同好会|"
    r"愛好会|倶楽部|クラブ|サークル|の会|交流会|チーム|グループ|教室|支部|支店|課|係|部|会|市|区|町|村|県|府|都|"
    r"developers?|community|club|group|circle|team|japan|jp|tech|the|of"
)
_MANY_AT_ONCE = re.compile(
    r"[市区町村県府都]$|課|館|センタ|大学|学校|学園|高校|協会|連盟|財団|公社|教育委員会|協議会|振興|スクール"
    r"|教室|スタジオ|カレッジ|アカデミ|カルチャー|生協|商工会|農協|ホール|劇場|体育|スポーツ|保健|図書|"
    r"college|school|academy|university|center|centre|studio|association|museum|library|gym"
)
"""Organisers that hold several meetings at one hour."""
_REPORTS = re.compile(
    r"だより$|便り$|かわら版|瓦版|新聞|タイムズ|times$|ナビ$|navi$|情報(?:局|サイト)?$|ニュース|news"
    r"|ウォーカー|walker$|マガジン|magazine|"
    r"タウン(?:誌|情報)|編集部|まとめ|カレンダー|calendar|ジャーナル|journal|通信$|放送局$|広報[課室係]?$"
    r"|観光(?:協会|案内所?|局|ガイド)$|guide$"
)
"""Who tells of what others hold."""
_REGION = re.compile(
    r"(?:北|南|東|西)?"
    r"(?:関東|関西|東海|近畿|北陸|東北|中部|九州|四国|中国|甲信越|首都圏|山陰|山陽|信州|信越|瀬戸内|道東|道央"
    r"|道北|道南|東葛|湘南|多摩|三河|遠州|伊豆|飛騨)(?:地方|地区|エリア)?"
)
"""Where many groups are at home: no name of one."""
_BODY = re.compile(
    r"(?:市民|少年|少女|混声|女声|男声)?(?:劇団|楽団|合唱団?|吹奏楽団?|連合|組合|団体|一座|商会|企画|工業|産業)"
)
"""What a group is, in general."""
_AROUND = re.compile(
    r"^(?:日本|全国|公立|国立|[一-龥]{1,3}[県市町村]立)|(?:支部|支店|支社|部会|分会|[人広]事部?|広報部?|事業部)$"
)
"""What stands around a name of who holds it in one text and not in another."""
_DEPARTMENT = re.compile(r"の.*(?:部|課|係|室|チーム|ラボ|班)$")
_NAME = 3
"""Letters from which on a name in a title is no chance."""
_MOST = 0.75
"""Names that share so many letter pairs of the shorter are one."""
_OWN_WORD = 2
"""Letters from which on what differs is a word and no slip of the pen."""
_LATIN_RUN = re.compile(r"[a-z]{2,}")
_RUN = re.compile(r"[a-z][a-z0-9+#'-]*|[ァ-ヶー]+|[一-龥々]+|[ぁ-ん]+")


def clues(a: Traits, b: Traits, where: places.Where, *, linked: bool) -> list[Clue]:
    """Who holds it and who speaks."""
    found = _holders(a, b, where, linked=linked)
    return [*found, *_spoken(a, b)]


def _holders(a: Traits, b: Traits, where: places.Where, *, linked: bool) -> list[Clue]:
    both = a.organiser and b.organiser
    if both and one_organiser(a.organiser, b.organiser):
        return [Clue("same organiser", 1.0, said("同じ主催: {name}", name=a.event.organiser))]
    if named := _telling_of(a, b):
        return [named]
    if both and _are_sisters(a, b):
        return _others(a, b, where, linked=linked)
    if (part := _shared_part(a, b)) is not None:
        return [Clue("organiser in part", 1.0, said("主催の名前に共通するのは {part}", part=part))]
    if not both:
        return []
    in_letters = _in_letters(a, b)
    return [in_letters] if in_letters else _others(a, b, where, linked=linked)


def _telling_of(a: Traits, b: Traits) -> Clue | None:
    """Whether one names who holds the other, in its title or elsewhere."""
    if len(a.organiser) < _NAME and len(b.organiser) < _NAME:
        return None
    if _performs(a, b) or _performs(b, a):
        return Clue("organiser in title", 1.0, said("一方の題名に、もう一方の主催の名前があります"))
    named = [other for one, other in ((a, b), (b, a)) if _named(one, other)]
    if not named:
        return None
    if all(_only_as_place(one, other) for one, other in ((a, b), (b, a)) if other in named):
        return Clue("house and guest", 1.0, said("一方は会場、もう一方は催す人の名前です"))
    key = "organiser named" if a.organiser and b.organiser else "organiser told"
    return Clue(key, 1.0, said("一方がもう一方の主催を挙げています"))


def _others(a: Traits, b: Traits, where: places.Where, *, linked: bool) -> list[Clue]:
    """Two names that have nothing in common: a house and who plays there, one who tells of it, or others."""
    if _reports(a.organiser) or _reports(b.organiser):
        return []
    if where.kind in _HERE and _is_house(a) != _is_house(b):
        return [Clue("house and guest", 1.0, said("一方は会場、もう一方は催す人の名前です"))]
    if where.kind in _UNPROVEN and not linked:
        key = "strangers online" if where.kind == "online" else "strangers"
        found = Clue(key, 1.0, said("主催も会場も合いません"))
    else:
        found = Clue("other organiser", 1.0, said("主催の名前が違います"))
    branded = _branded(a) and _branded(b)
    return (
        [found, Clue("each its own name", 1.0, said("それぞれの題名に、それぞれの主催の名前があります"))]
        if branded
        else [found]
    )


def _in_letters(a: Traits, b: Traits) -> Clue | None:
    """Two names in two scripts: one is how a part of the other is read, or they may be one."""
    ours, theirs = holder(a.event.organiser or "")[1], holder(b.event.organiser or "")[1]
    letters = words.script(ours) != "japanese" or words.script(theirs) != "japanese"
    part = (letters and (_read_alike(a, b) or _read_alike(b, a))) or _in_kana(a, b) or _in_kana(b, a)
    if part:
        return Clue("organiser by reading", 1.0, said("主催の名前の読みが同じです: {part}", part=part))
    if houses.read_wholly(ours, theirs) or houses.read_wholly(theirs, ours):
        return Clue("organiser by reading", 1.0, said("主催の名前の読みが同じです: {part}", part=b.event.organiser))
    if not letters:
        return None
    if _translated(a, b) or _translated(b, a):
        return Clue("organiser translated", 1.0, said("主催の名前は、一方がもう一方の訳のようです"))
    if _in_other_letters(ours, theirs):
        return Clue("organiser in other letters", 1.0, said("主催の名前は別の文字で書かれています"))
    return None


def _in_kana(one: Traits, other: Traits) -> str:
    """A word in kana of one organiser's name that the other's has in kanji, if it is not their town: にほんごの会, 日本語の会."""
    kana = readings.of_kana(one.event.organiser or "", other.organiser)
    return "" if not kana or readings.in_kana(kana, f"{one.spot_town} {other.spot_town}") else kana


def _translated(latin: Traits, other: Traits) -> bool:
    """Whether a Latin name and the other's are of one town and have a word in common: Kosai International Circle, 湖西市国際交流協会."""
    ours, theirs = (holder(one.event.organiser or "")[1] for one in (latin, other))
    if words.script(ours) != "latin" or words.script(theirs) == "latin" or not readings.read_as(ours, theirs):
        return False
    return glossary.translated(ours, theirs, of_all=True) > 0


def _in_other_letters(one: str, other: str) -> bool:
    """Whether one name may be the other in another script: UI Library Tokyo, UI図書室."""
    scripts = {words.script(one), words.script(other)}
    if scripts == {"latin", "mixed"}:
        shared = set(_LATIN_RUN.findall(one)) & set(_LATIN_RUN.findall(other))
        return bool(shared) or glossary.translated(one, other) > 0
    return scripts == {"latin", "japanese"}


def _read_alike(latin: Traits, other: Traits) -> str:
    """A name in the organiser's Latin name, or a Latin text, that the other organiser's has in kanji; towns and general words are none."""
    if other.organiser.isascii():
        return ""
    ours, theirs = (holder(one.event.organiser or "")[1] for one in (latin, other))
    if words.script(ours) == "japanese":
        return ""
    if latin.script == "latin" and words.script(latin.text) == "latin":
        ours = f"{ours} {latin.text}"
    return next(iter(readings.names(ours, theirs, f"{latin.spot_town} {other.spot_town}")), "")


def holds_many(one: Traits) -> bool:
    """Whether who holds it may hold several meetings at one hour: an institution, or the house itself."""
    return _is_institution(one.organiser) or _is_house(one)


@lru_cache(maxsize=MANY)
def _is_institution(organiser: str) -> bool:
    return _MANY_AT_ONCE.search(organiser) is not None


@lru_cache(maxsize=MANY)
def _reports(organiser: str) -> bool:
    """Whether an organiser's name is that of who tells of what others hold."""
    return _REPORTS.search(organiser) is not None


def _is_house(one: Traits) -> bool:
    """Whether the house itself holds it."""
    return bool(one.venue and (one.venue in one.organiser or one.organiser in one.venue))


def _branded(one: Traits) -> bool:
    """Whether a title names its own organiser."""
    return one.organiser in one.squeezed_title or any(
        part in one.squeezed_title and part not in one.spot_town for part in _parts(one.event.organiser or "")
    )


def one_organiser(one: str, other: str) -> bool:
    """Whether two names of organisers are one: the better part of it in the other, or the same sound in another script."""
    return one == other or _one_organiser(one, other)


@lru_cache(maxsize=MANY)
def _one_organiser(one: str, other: str) -> bool:
    if words.script(one) != words.script(other) and sounds.alike(one, other) and not _of_two_towns(one, other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= _OWN_WORD and long.startswith(short) and _DEPARTMENT.match(long, len(short)):
        return True
    alike = len(short) >= _NAME and words.contained(words.pairs(one), words.pairs(other)) >= _MOST
    ours, theirs = _AROUND.sub("", one), _AROUND.sub("", other)
    alike = alike or (
        min(len(ours), len(theirs)) > _NAME and words.contained(words.pairs(ours), words.pairs(theirs)) >= _MOST
    )
    return alike and not _sisters(one, other)


def _are_sisters(a: Traits, b: Traits) -> bool:
    """Whether two groups' names are of one make, and two: 関西コンテナの夕べ, 関西サーバーレスの夕べ; their town is no such make."""
    begin, sisters = _make(a.organiser, b.organiser)
    return sisters and not (begin and (begin in a.place_words or begin in b.place_words))


@lru_cache(maxsize=MANY)
def _make(one: str, other: str) -> tuple[str, bool]:
    """With what two groups' names begin, and whether they are of one make."""
    if _reports(one) or _reports(other):
        return "", False
    return one[: words.shared_start(one, other)], _sisters(one, other) or _of_two_towns(one, other)


def _of_two_towns(one: str, other: str) -> bool:
    """Whether two names in two scripts begin alike and end in words that are not one: CoderDojo Tottori, CoderDojo松江."""
    begin = words.shared_start(one, other)
    latin, rest = sorted((one[begin:], other[begin:]))
    if begin < _NAME or len(latin) < _NAME or len(rest) < _OWN_WORD or not latin.isascii():
        return False
    return not (sounds.alike(latin, rest) or readings.read_as(latin, rest))


def _sisters(one: str, other: str) -> bool:
    """Whether two names share most and each has an own word for the rest: Sendai.js, Sendai.py; スタジオ蓮, スタジオ桜."""
    begin = words.shared_start(one, other)
    rests = one[begin:], other[begin:]
    end = words.shared_start(rests[0][::-1], rests[1][::-1])
    own = [_OFFICE.sub("", rest[: len(rest) - end]) for rest in rests]
    if all(len(word) == 1 and words.kind(word) in {"kanji", "number"} for word in own):
        return True
    return 2 * (begin + end) >= min(len(one), len(other)) and min(map(len, own)) >= _OWN_WORD


def _performs(one: Traits, other: Traits) -> bool:
    """Whether the ``other``'s title has the name of who holds ``one``, who is no house and no institution: a person, a band."""
    name = one.organiser
    return len(name) >= _NAME and name in other.squeezed_title and not holds_many(one)


def _named(one: Traits, other: Traits) -> bool:
    """Whether ``other`` names the organiser of ``one`` in its title or text."""
    name = one.organiser
    return len(name) >= 3 and (name in other.squeezed_title or name in other.squeezed_elsewhere)


def _only_as_place(one: Traits, other: Traits) -> bool:
    """Whether ``other``, held by somebody else, names the organiser of ``one`` only as the house where it is: any guest does."""
    name = one.organiser
    return bool(other.organiser) and name not in other.squeezed_title and name not in other.squeezed_story


def _shared_part(a: Traits, b: Traits) -> str | None:
    """A name within the organiser of one that the other has in its own, its title or its text: 羅針盤 店長, ボドゲカフェ羅針盤."""
    for one, other in ((a, b), (b, a)):
        for part in _parts(one.event.organiser or ""):
            if part in one.areas or (one.city and part in one.city) or (one.prefecture and part in one.prefecture):
                continue
            if part in other.organiser or part in other.squeezed_title or part in other.squeezed_story:
                return part
            if len(part) > 3 and any(
                words.script(part) != words.script(theirs) and sounds.alike(part, theirs)
                for theirs in _parts(other.event.organiser or "")
                if len(theirs) > 3
            ):
                return part
    return None


@lru_cache(maxsize=16_384)
def _parts(name: str) -> tuple[str, ...]:
    """The names within a name of who holds it, without offices and legal forms."""
    rest = _OFFICE.sub(" ", holder(name)[1])
    return tuple(
        run
        for run in _RUN.findall(rest)
        if len(run) >= (2 if words.kind(run) == "kanji" else 3)
        and not (words.common(run) or glossary.general(run) or _REGION.fullmatch(run) or _BODY.fullmatch(run))
        and (own := houses.own_name(run))
        and not glossary.general(own)
    )


def _spoken(a: Traits, b: Traits) -> list[Clue]:
    """Whether one names who speaks at the other, or each names others."""
    if a.event.speakers and b.event.speakers and (shared := set(a.event.speakers) & set(b.event.speakers)):
        return [Clue("same speakers", 1.0, "、".join(sorted(shared)))]
    ours, theirs = a.spoken, b.spoken
    if not (ours or theirs):
        return []
    told = [one.squeezed_title + one.squeezed_story for one in (a, b)]
    common = [name for name in ours if name in told[1]] or [name for name in theirs if name in told[0]]
    if common:
        return [Clue("same speakers", 1.0, "、".join(common))]
    if (
        not ours
        or not theirs
        or {words.script(name) for name in ours}.isdisjoint({words.script(name) for name in theirs})
        or any(name[:2] in told[1] for name in ours)
        or any(name[:2] in told[0] for name in theirs)
    ):
        return []
    return [Clue("other speakers", 1.0, said("登壇者が {a} と {b}", a=ours[0], b=theirs[0]))]
