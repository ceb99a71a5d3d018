"""What two titles have in common, and what each says that the other event does not."""

from __future__ import annotations

import re
from typing import NamedTuple

from aggregator.dedupe import glossary, readings, slots, sounds, words
from aggregator.dedupe.points import Clue
from aggregator.dedupe.traits import TELLING, Traits
from aggregator.i18n import said

LOOSE = 0.5
"""Titles with pieces of their own that share no more than this are worded anew rather than filled in."""
LITTLE = 0.5
"""A frame of a smaller part of the shorter title may be a common word."""
UNLIKE = 0.3
"""Titles in one script that are less alike speak of different things."""
THEME, THEME_IN_PART = 6, 0.6
"""A theme of so many letters is told in other words where so many of its letter pairs are in the other title."""
MOST_AGAINST = 3.0
"""Words of their own count no more."""
_INNER = re.compile(
    r"(?P<head>体験|教室|ワークショップ|講演|講座|講習|トーク|ツアー|ステージ|コンサート|ライブ|[づ作]くり|スプリント"
    r"|懇親|茶席|コンテスト|上映|パレード|ラリー|"
    r"相談|ハンズオン|チュートリアル|説明会|実演|朗読|競技|大会|撮影会|クイズ)[^あやなもと]{0,4}$"
)
_INNER_FIRST = re.compile(
    r"^(?:特別|記念|公開|関連|連続|親子|こども|子ども){0,2}"
    r"(?P<head>講座|講演会?|ワークショップ|トーク(?:ショー|イベント)?|体験会?|教室|朗読会?|コンサート|ライブ)"
)
"""What a part of a festival ends with; （体験あり） and 体験も say what the festival has."""
_CARRYING = re.compile(r"[一-龥々]+|[ァ-ヶー]+|[a-z0-9]+")
"""What a theme is about; the kana between may be worded anew."""
_KANJI = re.compile(r"[一-龥々]{2,}")


_SUMMIT = re.compile(r"[一-龥々ァ-ヶー](?:山|岳|峰|峠|湖|川|滝|島|渓谷|高原)(?!登|荘|口)")
_LATIN_SUMMIT = re.compile(
    r"(?:\b(?:mt\.?|mount|lake) )([a-z]{4,})|\b([a-z]{4,}) (?:river|lake|falls|island|pass|gorge|valley|highlands?)\b"
)


class Likeness(NamedTuple):
    """How much two titles have in common.

    ``strength`` from 0 to 1: the degree, less where common words agree; ``shared``: the weight of what both say; ``degree``
    from 0 to 1. ``alone``: what only one
    of them says, each with its weight, and ``sounding``: the weight of it that the other may write in another script.
    """

    strength: float
    shared: float
    degree: float
    alone: tuple[list[tuple[str, float]], list[tuple[str, float]]] = ([], [])
    sounding: tuple[float, float] = (0.0, 0.0)


def likeness(a: Traits, b: Traits) -> Likeness:
    """How much of their titles two events have in common."""
    if a.squeezed == b.squeezed and a.weight:
        return Likeness(_told(a.weight), a.weight, 1.0)
    if not a.weight or not b.weight:
        return Likeness(0.0, 0.0, 0.0)
    theirs = b.pieces
    shared = sum([min(weight, theirs[piece]) for piece, weight in a.pieces.items() if piece in theirs])
    alone, lone, total = _alone(a, b)
    others_alone, others_lone, others_total = _alone(b, a)
    shared += lone + others_lone
    sounding = (_sounding(a, b), _sounding(b, a)) if len(a.sound_scripts | b.sound_scripts) > 1 else (0.0, 0.0)
    said_a, said_b = shared + sounding[0], shared + sounding[1]
    inside, whole = max(said_a / total, said_b / others_total), (said_a + said_b) / (total + others_total)
    degree = 0.65 * min(1.0, inside) + 0.35 * min(1.0, whole)
    most = max(said_a, said_b)
    return Likeness(degree * _told(most), most, degree, (alone, others_alone), sounding)


def clues(a: Traits, b: Traits, like: Likeness) -> list[Clue]:
    """What two titles say for and against."""
    found = []
    if a.squeezed == b.squeezed:
        return (
            [Clue("title", like.strength, said("題名が同じです")), Clue("same title", like.strength, "")]
            if like.strength
            else []
        )
    if like.strength:
        found.append(Clue("title", round(like.strength, 3), said("題名が{share}同じです", share=f"{like.degree:.0%}")))
    if a.script != b.script and two_languages(a, b):
        found.append(Clue("two languages", 1.0, said("題名は別の言葉で書かれています")))
    elif a.script == b.script and like.degree < UNLIKE:
        found.append(
            Clue("unlike titles", round(1 - like.degree / UNLIKE, 3), said("題名に同じ言葉がほとんどありません"))
        )
    both_alone = bool(like.alone[0] and like.alone[1])
    kin = glossary.kin(a.meant, b.meant) if both_alone and a.meant and b.meant else glossary.NO_KIN
    if both_alone and a.script == b.script and (same := kin.telling + _in_kana(a, b)):
        found.append(Clue("same meaning", min(same, 2) / 2, said("題名に同じ意味の言葉が{n}つあります", n=same)))
    own, part = _unexplained(a, b, like, kin) if both_alone else (0.0, 0.0)
    if own:
        found.append(Clue("own words", min(1.0, own / MOST_AGAINST), said("題名のそれぞれに別の言葉があります")))
        found.append(Clue("own words in part", min(1.0, part), ""))
    found += _of_festival(a, b)
    if a.qualified and b.qualified and a.qualified.isdisjoint(b.qualified):
        found.append(Clue("each qualified", 1.0, said("それぞれの題名が、別の人や内容に限っています")))
    if (a.quoted or b.quoted) and (theme := _theme(a, b)):
        found.append(Clue("theme", theme, said("題名に同じ作品かテーマがあります")))
    if a.latin or b.latin:
        found += _translations(a, b, like)
    return found


def _translations(a: Traits, b: Traits, like: Likeness) -> list[Clue]:
    """Whether the Latin title's words are those of the Japanese one, and whether none is."""
    if _other_summit(a, b):
        return [Clue("other summit", 1.0, said("それぞれの題名に、別の山や川の名前があります"))]
    meanings = glossary.translated(a.core, b.core) + _read_alike(a, b) + _read_alike(b, a)
    if meanings:
        seen = said("題名に、訳すと同じになる言葉が{n}つあります", n=meanings)
        return [Clue("translated", min(meanings, 2) / 2, seen), *_untold(a, b)]
    latin, other = (a, b) if a.script == "latin" else (b, a)
    if (latin.script, other.script) != ("latin", "japanese"):
        return []
    known, told = glossary.explained(latin.core, f"{other.core} {other.elsewhere}")
    return (
        [Clue("untranslated", 1.0, said("題名の英語は、もう一方のどの言葉とも合いません"))]
        if known and not told and like.degree < LOOSE
        else []
    )


def _other_summit(a: Traits, b: Traits) -> bool:
    """Whether a Latin title names a mountain or a water, and the Japanese one another: Mt. Maya, 六甲山."""
    if a.script == b.script:
        return False
    latin, other = (a, b) if a.script == "latin" else (b, a)
    if (latin.script, other.script) != ("latin", "japanese") or not _SUMMIT.search(other.core):
        return False
    named = " ".join(one or two for one, two in _LATIN_SUMMIT.findall(latin.core))
    return bool(named) and not readings.read_as(named, f"{other.core} {other.elsewhere}")


def _untold(a: Traits, b: Traits) -> list[Clue]:
    """Which part of the words that say what is done, in a Latin title, the Japanese one does not say: Board Game, カードゲーム."""
    latin, other = (a, b) if a.script == "latin" else (b, a)
    if (latin.script, other.script) != ("latin", "japanese"):
        return []
    known, told = glossary.explained(latin.core, f"{other.core} {other.elsewhere}")
    more = round(1 - told / known, 3) if known else 0.0
    return [Clue("translated in part", more, "")] if more > 0 else []


def _read_alike(latin: Traits, other: Traits) -> int:
    """How many words of a Latin title are how words of the other are read: Sento Walk, 銭湯めぐり. Towns are none."""
    if latin.script != "latin" or other.script == "latin":
        return 0
    return len(readings.names(latin.core, other.core, f"{latin.spot_town} {other.spot_town}"))


def two_languages(a: Traits, b: Traits) -> bool:
    """Whether one title may be the other in another language; a Latin title over a Japanese text is a name of its own."""
    own = any(one.script == "latin" and one.text and words.script(one.text) != "latin" for one in (a, b))
    return {a.script, b.script} == {"latin", "japanese"} and not own


def of_slot(a: Traits, b: Traits, *, linked: bool) -> list[Clue]:
    """Another word in the same frame parts two events, less where the frame is little; a common page may announce both."""
    found = slots.compare(a, b)
    if not found.replaced:
        return []
    pairs = "、".join(f"{one} / {other}" for one, other in found.replaced)
    seen = said("同じ書き方で、言葉が違います: {pairs}", pairs=pairs)
    key = "slot" if not found.added else "slot in frame" if found.share > LOOSE else "loose slot"
    told = [Clue(key, 1.0, seen)]
    if key != "slot":
        return told
    if found.share < LITTLE:
        told.append(Clue("slot in little", round((LITTLE - found.share) / (LITTLE - slots.FRAME), 3), ""))
    if linked and a.record == b.record:
        told.append(Clue("two on one page", 1.0, said("一つのページに二つあります")))
    return told


def _told(shared: float) -> float:
    """How far titles that share so much weight name their meeting, 0.45 to 1: 勉強会 little, a name all."""
    return min(1.0, 0.45 + shared / 4)


def _alone(one: Traits, other: Traits) -> tuple[list[tuple[str, float]], float, float]:
    """Those telling pieces of ``one``'s title that ``other``'s has not, with their weights, and two sums.

    The weight of words of one kanji that ``other`` has inside a longer one (椿, 五島椿); and the weight of ``one``'s title
    but for the names of venue and organiser that ``other`` gives in their own fields.
    """
    theirs = other.pieces
    alone = [item for item in one.telling_weights if item[0] not in theirs]
    if not alone:
        return alone, 0.0, one.weight
    names = one.own_names + (other.place_words if one.organiser == other.organiser else other.given_names)
    lone = sum([weight for piece, weight in alone if len(piece) == 1 and piece in other.squeezed])
    rest = one.weight - sum([weight for piece, weight in alone if piece in names])
    return alone, lone, rest if rest >= TELLING else one.weight


def _sounding(one: Traits, other: Traits) -> float:
    """The weight in ``one``'s title of words that ``other`` writes in another script: Meetup, ミートアップ."""
    if not (one.sounds and other.sounds):
        return 0.0
    alike = [
        run
        for bones, run in one.sounds.items()
        if any(
            run[0].isascii() != theirs[0].isascii() and sounds.same(bones, bare)
            for bare, theirs in other.sounds.items()
        )
    ]
    if not alike:
        return 0.0
    return sum(
        weight
        for piece, weight in one.pieces.items()
        if any(piece in run for run in alike) and piece not in other.pieces
    )


def _unexplained(a: Traits, b: Traits, like: Likeness, kin: glossary.Kin) -> tuple[float, float]:
    """Names in both titles of which the other event says nothing (英語カフェ, 中国語カフェ): their weight, and their part of it."""
    if {a.script, b.script} == {"latin", "japanese"}:
        return 0.0, 0.0
    host = a.organiser if a.organiser == b.organiser else ""
    alone = _not_kin(like.alone[0], kin.one), _not_kin(like.alone[1], kin.other)
    own = _own_words(alone[0], b, like.sounding[0], host)
    others = _own_words(alone[1], a, like.sounding[1], host) if own else 0.0
    if own and others and (short := _shortened(a.core, b.core)):
        own, others = (
            _own_words([item for item in lone if not any(item[0] in run for run in short)], one, sounding, host)
            for lone, one, sounding in zip(alone, (b, a), like.sounding, strict=True)
        )
    return min(own, others), min(own / a.weight, others / b.weight)


def _in_kana(a: Traits, b: Traits) -> int:
    """In how many of two Japanese titles a word in kana is one that the other has in kanji: にほんご, 日本語."""
    return bool(readings.of_kana(a.core, b.core)) + bool(readings.of_kana(b.core, a.core))


def _not_kin(alone: list[tuple[str, float]], kin: frozenset[str]) -> list[tuple[str, float]]:
    """Those pieces of a title that do not belong to its words for which the other has another of one meaning."""
    return [item for item in alone if not any(item[0] in word for word in kin)] if kin else alone


def _shortened(one: str, other: str) -> list[str]:
    """Words of kanji in two core titles of which one is the other's short form, both: 電帳法, 電子帳簿保存法."""
    found = []
    others = _KANJI.findall(other)
    for mine in _KANJI.findall(one):
        for its in others:
            if mine[0] != its[0]:
                continue
            short, long = (mine, its) if len(mine) < len(its) else (its, mine)
            letters = iter(long)
            if len(long) - len(short) > 1 and short not in long and all(c in letters for c in short):
                found += [mine, its]
    return found


def _of_festival(a: Traits, b: Traits) -> list[Clue]:
    if (a.festival or b.festival) and _within(a, b):
        return [Clue("within a festival", 1.0, said("一方は、もう一方のなかの催しです"))]
    return []


def _within(a: Traits, b: Traits) -> bool:
    """Whether one is a festival, and the other a talk, a class or a stage of it: 布と糸のまつり, 布と糸のまつり しおりづくり体験."""
    for one, other in ((a, b), (b, a)):
        name = one.festival
        if not name or name not in other.squeezed:
            continue
        inner = other.inner_title(name)
        found = _INNER.search(inner) or _INNER_FIRST.search(inner)
        if found is None:
            continue
        if found["head"] not in one.squeezed_title + one.squeezed_text:
            return True
    return False


def _theme(a: Traits, b: Traits) -> float:
    """How far one puts words into quotation marks that the other's title has, 0 to 1: the work or theme of both."""
    found = 0.0
    for one, other in ((a, b), (b, a)):
        for theme in one.quoted:
            share = 1.0 if theme in other.squeezed else 0.0
            if not share and len(theme) >= THEME and all(run in other.squeezed for run in _CARRYING.findall(theme)):
                share = words.held(words.pairs(theme), other.letter_pairs)
            found = max(found, share)
    return round(found, 3) if found >= THEME_IN_PART else 0.0


def _own_words(alone: list[tuple[str, float]], other: Traits, sounding: float, host: str) -> float:
    """The weight of those pieces of a title, ``alone`` there, that the ``other`` event has nowhere but in the name of both's ``host``."""
    own, title, elsewhere = -sounding, other.squeezed, other.elsewhere
    for piece, weight in sorted(alone):
        if piece in title:
            continue
        if piece not in elsewhere or (
            host and piece in host and piece not in other.squeezed_text and piece not in other.place_words
        ):
            own += weight
    return max(0.0, own)
