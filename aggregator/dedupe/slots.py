"""One frame, another filling: 料理教室 和食コース / 料理教室 イタリアンコース. The surest sign of two meetings of one organiser.

Copies of one event differ by what is added around the title, or in how it is worded throughout. Siblings keep the frame
and put another word into one slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from aggregator.dedupe import areas, glossary, readings, sounds, words
from aggregator.dedupe.times import DOORS
from aggregator.dedupe.traits import Traits

INFLECTED = 5
"""Katakana words of so many letters that differ in one are forms of one word: カードゲーム, カードゲーマー."""
WORD = 3
"""A katakana word has so many letters."""
FRAME = 0.28
"""The least part of the shorter title that both must share for the rest to count as a slot."""
VARIANT = 0.65
"""Fillings that share so many letter pairs are spellings of one word."""
REWORDED = 0.5
"""More than this part of the kanji of the shorter filling lies elsewhere in the other where it is reworded."""


LONG, UNEVEN = 9, 2
"""Of fillings with so many letters, one that is so many times as long as the other says more than a word."""
_TYPED = 5
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_SEPARATORS = frozenset("|@:~")
_OWN_PART = re.compile(r"\d+|\.[a-z]+$")
"""What is never a matter of spelling: v2, shizuoka.go."""
_LATIN = re.compile("[a-z]")
_PARTICLES = re.compile(r"^[ぁ-ん](?=[^ぁ-ん])|(?<=[^ぁ-ん])[ぁ-ん]$|^[ぁ-ん]$")
_ONLY_PARTICLES = re.compile(r"[はがをにでともへのや]+")
_PHRASE = re.compile(
    r"^[をにでがへ](?=[^ぁ-ん])|(?<=[^ぁ-ん])[をにでがへ]$|(?<=[^ぁ-ん])で[一-龥]{1,2}[うくぐすつぶむる]$|"
    r"ます$|ません$|ませんか$|しよう$|しました$|です$"
)
"""A filling that is a part of a sentence."""
_HOUR = re.compile(
    r"(?:[春夏秋冬]|早春|初夏|晩秋|新春|新年|年末|\d{1,2}月|早朝|朝|午前|昼|午後|夕方?|夜|深夜|ナイト|モーニング"
    r"|平日|週末|土日|休日|祝日|[月火水木金土日]曜日?|仕事(?:帰り|終わり)"
    r"|(?:閉館|閉店|開館前|開店前|放課|終業)後?|会社帰り)[のに]?"
)
"""When one meets, in words: events at one hour are not told apart by them."""
_PERSON = re.compile(r"[一-龥々]{1,4}[一-龥々ぁ-んァ-ヶー]{1,5}|[a-z]{3,12} ?[a-z]{3,12}")
_GROUP = re.compile(
    r"会$|部$|クラブ|サークル|教室|協会|センタ|ラボ|スタジオ|カフェ|喫茶|店|館|校|学園|工房|club|group|studio|lab|cafe"
)
_PREDICATE = re.compile(r"[をにでが][^ぁ-ん]{0,2}[ぁ-ん]+$")


class Slots(NamedTuple):
    """What two titles with one frame put into it.

    ``replaced``: pairs of fillings that mean different things; ``added``: pieces that only one title has; ``share``: the
    part of the shorter title that is frame, 0 to 1.
    """

    replaced: tuple[tuple[str, str], ...]
    added: int
    share: float


NONE = Slots((), 0, 0.0)


class _Region(NamedTuple):
    """A stretch in which two titles differ, as tokens, and with a letter of the frame for words of one letter."""

    one: Sequence[str]
    other: Sequence[str]
    one_wide: str
    other_wide: str
    inside: bool
    """Whether it stands inside a word: behind a kanji that both have."""
    first: bool
    """Whether both titles begin with it."""
    followed: bool
    """Whether the frame goes on behind it."""


def compare(a: Traits, b: Traits) -> Slots:
    """Where the titles of two events differ within one frame; nothing where they have no frame in common."""
    if a.frame_words in b.frame_words or b.frame_words in a.frame_words:
        return NONE
    names = _names(a, b)
    ours, theirs = _nameless(a, b, names), _nameless(b, a, names)
    shorter = max(1, min(_length(ours), _length(theirs)))
    others = set(theirs)
    if sum([len(token) for token in ours if token in others and token not in words.MARKS]) / shorter < FRAME:
        return NONE  # no order of the tokens can make a frame of them
    blocks = list(_blocks(ours, theirs))
    frame = sum(_length(ours[start : start + size]) for start, _, size in blocks)
    if _of_names(["".join(ours[start : start + size]) for start, _, size in blocks], a, b):
        return NONE
    themes = a.quoted & b.quoted
    of_theme = bool(themes) and all(
        any(words.squeezed("".join(ours[start : start + size])) in theme for theme in themes)
        for start, _, size in blocks
    )
    share = frame / shorter
    if share < FRAME:
        return NONE
    told = words.squeezed("".join(ours)), words.squeezed("".join(theirs))
    replaced, added = [], 0
    kin = glossary.kin(a.meant, b.meant)
    at_once = a.timed and b.timed and abs(a.moment - b.moment) <= DOORS.total_seconds()
    for region in _regions(ours, theirs, blocks):
        one = _telling(region.one, region.one_wide, told[1], names)
        other = _telling(region.other, region.other_wide, told[0], names)
        if kin.one and one and other:
            one = glossary.but_for(kin.one, one, region.one_wide)
            other = glossary.but_for(kin.other, other, region.other_wide)
        if (
            one
            and other
            and _one_slot(region)
            and not (at_once and (_HOUR.fullmatch(one) or _HOUR.fullmatch(other)))
            and _parallel(region, one_script=not {a.script, b.script} > {"latin"})
            and not _of_place(region, a, b)
            and _differ(*_whole(one, other, region), inside=region.inside)
            and not _explained(
                one if len(one) > 1 else region.one_wide, other if len(other) > 1 else region.other_wide, a, b
            )
        ):
            replaced.append((region.one_wide, region.other_wide))
            added += of_theme or _quotes_inside(region)
        elif one or other:
            added += 1
    return Slots(tuple(replaced), added, share)


def _of_names(frame: list[str], a: Traits, b: Traits) -> bool:
    """Whether two titles share the name of the person who plays or speaks at both, who does so once at a time, or only the house's."""
    played = {one.organiser for one in (a, b) if _is_person(one.organiser)} | (set(a.spoken) & set(b.spoken))
    return not played.isdisjoint(frame) or all(part in a.venue or part in b.venue for part in frame)


def _is_person(name: str) -> bool:
    """Whether a name of who holds it is a person's, as far as one can tell: no word of groups, houses or meetings in it."""
    return (
        _PERSON.fullmatch(name) is not None
        and not _GROUP.search(name)
        and min(words.weigh(name).values()) > words.COMMON_WEIGHT
    )


def _names(a: Traits, b: Traits) -> tuple[str, ...]:
    """Names of who and where, which may stand in one title and not in the other; not where each title has its own."""
    venues = tuple(one.venue for one in (a, b) if len(one.venue) > 1)
    ours, theirs = ({name for name in (*one.names, one.venue) if len(name) > 1 and name in one.core} for one in (a, b))
    return () if ours - theirs and theirs - ours else (*a.names, *b.names, *venues)


def _nameless(one: Traits, other: Traits, names: Sequence[str]) -> list[str]:
    """The tokens of a title without the names of who and where that only it has, unless they are all of it.

    A signature goes whatever the ``other`` says, if that has none: くじら会｜週末TRPG会.
    """
    rest = one.core if other.unsigned != other.core else one.unsigned
    named = [name for name in names if name in rest and not _half_in(name, other)]
    if not named and rest == one.core:
        return one.frame
    for name in sorted(named, key=len, reverse=True):
        rest = rest.replace(name, " ")
    return _trimmed(words.tokens(areas.without(rest, one.areas))) if words.bare(rest) else one.frame


def _half_in(name: str, other: Traits) -> bool:
    """Whether a title has a name or the better part of it: 経済同友クラブ as 同友クラブ."""
    return words.contained(words.pairs(words.squeezed(name)), other.letter_pairs) >= VARIANT


def _trimmed(tokens: list[str]) -> list[str]:
    """The tokens without separators at both ends."""
    while tokens and words.mark(tokens[-1:]):
        tokens = tokens[:-1]
    while words.mark(tokens) in _SEPARATORS:
        tokens = tokens[1:]
    return tokens


def _blocks(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The stretches that both titles have: start in each, and size. Two letters inside katakana words are chance."""
    for start, other, size in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        if not size:
            break  # a mark of the end
        first, last = start, start + size
        lead = _kana(ours[first:last])
        if 0 < lead < WORD and (_kana(ours[:start][::-1]) or _kana(theirs[:other][::-1])):
            first += lead
        trail = _kana(ours[first:last][::-1])
        if 0 < trail < WORD and (_kana(ours[last:]) or _kana(theirs[other + size :])):
            last -= trail
        if _length(ours[first:last]) > 1:
            yield first, other + first - start, last - first


def _kana(tokens: Sequence[str]) -> int:
    """With how many katakana letters the tokens begin."""
    for index, token in enumerate(tokens):
        if words.kind(token) != "katakana":
            return index
    return len(tokens)


def _regions(ours: Sequence[str], theirs: Sequence[str], blocks: Sequence[tuple[int, int, int]]) -> Iterator[_Region]:
    """What lies between the blocks of the frame."""
    start, other_start = 0, 0
    for at, other_at, size in (*blocks, (len(ours), len(theirs), 0)):
        if start < at or other_start < other_at:
            one, other = ours[start:at], theirs[other_start:other_at]
            one, other = _bracketless(one, other), _bracketless(other, one)
            yield _Region(
                one,
                other,
                _wide(ours, start, start + len(one)),
                _wide(theirs, other_start, other_start + len(other)),
                inside=start > 0 and words.kind(ours[start - 1]) == "kanji",
                first=start == other_start == 0,
                followed=size > 0,
            )
        start, other_start = at + size, other_at + size


def _one_slot(region: _Region) -> bool:
    """Whether both fillings are wrapped alike: （軽食つき） and ｜主催の名 do not stand for each other.

    What a title begins with in brackets is a label of the site: 【昼休み開催】. One word of both may end in brackets and without:
    見学会 農学部, 見学会（工学部）.
    """
    one, other = words.mark(region.one), words.mark(region.other)
    if "(" in {one, other}:
        return one == other or (region.followed and not region.first)
    return not one or not other or one == other


def _parallel(region: _Region, *, one_script: bool) -> bool:
    """Whether both fillings are built alike, as a form's are: two nouns, not ゲーム and をカードで, nor a word and its translation."""
    one, other = region.one_wide, region.other_wide
    if bool(_PHRASE.search(one)) != bool(_PHRASE.search(other)):
        return False
    if not one_script and {words.script(one), words.script(other)} == {"latin", "japanese"}:
        return False
    shorter, longer = sorted((_size(one), _size(other)))
    return longer < LONG or shorter * UNEVEN >= longer


def _quotes_inside(region: _Region) -> bool:
    """Whether one filling has a name in quotes within it and the other none: ラジオ「みなと元気です」年末, コミュニティfm."""
    inside = ["「" in filling[1:] for filling in (region.one, region.other)]
    return inside[0] != inside[1] and not ("「" in region.one and "「" in region.other)


def _size(filling: str) -> int:
    """Letters, of which three Latin ones count as one."""
    latin = len(_LATIN.findall(filling))
    return len(filling) - latin + (latin + 2) // 3


def _bracketless(tokens: Sequence[str], others: Sequence[str]) -> Sequence[str]:
    """A filling without the bracket behind it, where the ``others`` have none: 応用（主催の名) as 応用."""
    at = tokens.index("(", 1) if "(" in tokens[1:] else 0
    return tokens[:at] if at and "(" not in others[1:] else tokens


def _of_place(region: _Region, a: Traits, b: Traits) -> bool:
    """Whether one filling only says where both take place; who holds it may be called by what is done there."""
    if (
        a.city
        and b.city
        and any(_is_town(_PARTICLES.sub("", wide), a, b) for wide in (region.one_wide, region.other_wide))
    ):
        return True
    if not (a.venue and b.venue) or (a.venue not in b.place_words and b.venue not in a.place_words):
        return False
    names = _dayless(region.one_wide, a), _dayless(region.other_wide, b)
    said_of = [
        (not name and bool(wide))
        or (len(name) > 1 and _where(name, own, a, b) and name not in a.organiser + b.organiser)
        for name, wide, own in zip(names, (region.one_wide, region.other_wide), (a, b), strict=True)
    ]
    return said_of[0] != said_of[1]


def _is_town(name: str, a: Traits, b: Traits) -> bool:
    """Whether a word is the name of the town of both: くにみ雛めぐり in 国見町."""
    if len(name) < 2:
        return False
    if all((one.city or "").startswith(name) for one in (a, b)):
        return True
    return words.kind(name) == "hiragana" and all(readings.in_kana(name, one.city or "") for one in (a, b))


def _where(name: str, own: Traits, a: Traits, b: Traits) -> bool:
    """Whether a word says where an event is, of two at one venue: by its own place, or a municipality by either's."""
    return name in own.place_words or (name[-1] in "市区町村" and (name in a.place_words or name in b.place_words))


def _dayless(filling: str, own: Traits) -> str:
    """A filling without particles and the event's own day: 11日中央区 as 中央区."""
    bare = filling.replace(f"{own.day.day}日", "") if own.day is not None else filling
    return _PARTICLES.sub("", bare)


def _wide(tokens: Sequence[str], start: int, end: int) -> str:
    """A filling; one of a single letter with the letters beside it, 小 of 小学生, or the whole katakana word."""
    if end - start == 1 and len(tokens[start]) == 1:
        if words.kind(tokens[start]) == "katakana":
            start, end = start - _kana(tokens[:start][::-1]), end + _kana(tokens[end:])
            return "".join(tokens[start:end])
        return words.squeezed("".join(tokens[max(0, start - 1) : end + 1]))
    return words.squeezed("".join(tokens[start:end]))


def _whole(one: str, other: str, region: _Region) -> tuple[str, str]:
    """The fillings, or the katakana words that they are single letters of."""
    if len(one) == len(other) == 1 and words.kind(one) == words.kind(other) == "katakana":
        return region.one_wide, region.other_wide
    return one, other


def _telling(filling: Sequence[str], wide: str, told: str, names: Sequence[str]) -> str:
    """A filling without what only advertises, says who holds it or that people meet, or the other title has (``told``).

    What begins with a particle is a predicate, を楽しもう: it says nothing of its own.
    """
    inner = _PARTICLES.sub("", wide)
    if (len(inner) > 1 and inner in told) or _PREDICATE.match("".join(filling)):
        return ""
    rest = "".join(filling)
    for name in names:
        rest = rest.replace(name.replace(" ", ""), " ")
    own = "".join(run for run in words.content(rest) if run not in told or (len(run) < 2 and not words.common(run)))
    return "" if _ONLY_PARTICLES.fullmatch(own) else own


def _explained(one: str, other: str, a: Traits, b: Traits) -> bool:
    """Whether one event says the other's filling outside its title; where it is proves nothing, 高尾駅 is on many ways.

    A list of all courses in both explains nothing, nor does the name of the organiser of both.
    """
    ours, theirs = a.squeezed_story, b.squeezed_story
    if one in theirs and one in ours and other in ours and other in theirs:
        return False
    explained = [word for word, told in ((one, theirs), (other, ours)) if len(word) > 1 and word in told]
    return any(not (word in a.organiser and word in b.organiser) for word in explained)


def _differ(one: str, other: str, *, inside: bool) -> bool:
    """Whether two fillings of one slot are different things, as far as letters can tell."""
    shorter, longer = sorted((one, other), key=len)
    if words.kind(one) == words.kind(other) == "latin":
        return not _spellings(one, other)
    if len(shorter) > 1 and shorter in longer:
        return False
    start = words.shared_start(one, other)
    end = words.shared_start(one[start:][::-1], other[start:][::-1])
    ours, theirs = one[start : len(one) - end], other[start : len(other) - end]
    if not (ours and theirs):
        return False
    inside = inside or start > 0
    if (
        max(len(ours), len(theirs)) == 1
        and len(one) >= INFLECTED
        and words.kind(one) == words.kind(other) == "katakana"
    ):
        return False
    return not (_translated(ours, theirs, inside=inside) or _spellings(one, other) or _reworded(ours, theirs))


def _reworded(ours: str, theirs: str) -> bool:
    """Whether the fillings share kanji in different places, as 革小物づくり and 1日体験革; 英語 and 中国語 share an end."""
    kanji, others = (frozenset(letter for letter in word if words.kind(letter) == "kanji") for word in (ours, theirs))
    return words.contained(kanji, others) > REWORDED


def _translated(one: str, other: str, *, inside: bool) -> bool:
    """Whether one may be the other in another script: Meetup/ミートアップ by their sound, 障害/障がい inside a word."""
    if {words.kind(one), words.kind(other)} == {"hiragana", "kanji"}:
        kana, kanji = sorted((one, other))
        return inside or bool(readings.in_kana(kana, kanji))
    if glossary.kin(glossary.lines(one), glossary.lines(other)).one:
        return True
    if one.translate(_HIRAGANA) == other.translate(_HIRAGANA):
        return True
    return _LATIN.search(one + other) is not None and (sounds.alike(one, other) or sounds.initials(one, other))


def _spellings(one: str, other: str) -> bool:
    """Whether two runs of one script differ as spellings do: エンジニアリング/エンジニヤリング; never for kanji or numbers."""
    kinds = {words.kind(one), words.kind(other)}
    if kinds & {"kanji", "number"} or _OWN_PART.findall(one) != _OWN_PART.findall(other):
        return False
    if kinds == {"latin"} and len(one) > _TYPED and sorted(one) == sorted(other):
        return True  # letters that changed places
    alike = words.dice(words.pairs(one), words.pairs(other))
    return min(len(one), len(other)) >= (6 if kinds == {"latin"} else 4) and alike >= VARIANT


def _length(tokens: Sequence[str]) -> int:
    """Letters of the words among the tokens."""
    return sum([len(token) for token in tokens if token not in words.MARKS])
