"""Names and words in Latin letters by the readings of kanji: Hanakawado is 花川戸, Sento is 銭湯.

A Latin word is held against each stretch of a Japanese name, letter by letter: each kanji may be read in each of its ways,
voiced inside a word (kawa, gawa) and shortened before a consonant (gaku, gak-). Long vowels and doubled letters count once,
as people write them in many ways. ``aggregator/data/readings.tsv`` has the kanji of JIS level 1 (``tools/readings.py``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from aggregator.data import read
from aggregator.dedupe import glossary, words
from aggregator.words import KATAKANA

_WORD = re.compile(r"[a-z][a-z'-]+")
_STRETCH = re.compile(r"[ぁ-んァ-ヶー一-龥々]+")
_KANJI = re.compile("[一-龥々]")
_SOUNDING = re.compile(r"[a-z]+|[ぁ-んァ-ヶー]+")
_HIRAGANA = re.compile("[ぁ-ん]{3,}")
LEAST = 4
"""Letters of a Latin word that two signs may be the reading of by chance only."""
LONG = 5
"""Letters from which on one kanji, or kana alone, may be meant."""
_HABITS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"sh", "sy"),
        (r"ch", "ty"),
        (r"j", "zy"),
        (r"(?<=[stz])y(?=i)", ""),
        (r"(?<=z)yy", "y"),
        (r"tsu", "tu"),
        (r"dz?u", "zu"),
        (r"fu", "hu"),
        (r"m(?=[bmp])", "n"),
        (r"ou|oh(?![aeiouy])|wo", "o"),
        (r"(.)\1+", r"\1"),
    )
)
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ", "t": "タチツテト", "d": "ダヂヅデド",
    "n": "ナニヌネノ", "h": "ハヒフヘホ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ",
}  # fmt: skip
_KANA = {kana: f"{row}{vowel}" for row, all_five in _ROWS.items() for kana, vowel in zip(all_five, "aiueo", strict=True)} | {
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "bu", "ヂ": "zi", "ヅ": "zu", "ッ": "", "ー": "",
}  # fmt: skip
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo"}
_VOICED = {"k": "g", "s": "z", "t": "d", "h": "b"}
_CLIPPED = ("ku", "ki", "tu", "ti")
"""Ends of readings that a consonant behind them swallows: 学校, 一本."""


@lru_cache(maxsize=16_384)
def spoken(latin: str) -> str:
    """A Latin word without the habits of transcription: Shōwa, Showa and Syouwa are one."""
    plain = "".join(
        [letter for letter in unicodedata.normalize("NFKD", latin.lower()) if not unicodedata.combining(letter)]
    )
    for pattern, sound in _HABITS:
        plain = pattern.sub(sound, plain)
    return plain


def read_as(latin: str, japanese: str) -> dict[str, str]:
    """The words of a folded Latin name that a stretch of the folded Japanese name may be read as, each with the stretch."""
    found = {}
    for word in _WORD.findall(latin):
        sound = spoken(word)
        if len(sound) >= LEAST and (stretch := _stretch(sound, japanese)):
            found[word] = stretch
    return found


@lru_cache(maxsize=16_384)
def in_kana(kana: str, japanese: str) -> str:
    """The kanji in a folded Japanese name that a word in kana is the reading of: くにみ, 国見; empty where there are none."""
    sound = spoken("".join([_parts(kana, index, first=True)[0] for index in range(len(kana))]))
    stretch = _stretch(sound, japanese) if len(sound) >= LEAST else ""
    return stretch if len(_KANJI.findall(stretch)) > 1 or (len(sound) > LONG and _KANJI.search(stretch)) else ""


@lru_cache(maxsize=16_384)
def wholly(sounding: str, japanese: str) -> bool:
    """Whether a name in Latin letters or kana is how the whole of another, which has kanji, is read: aoi, 葵; ミナト, 港."""
    if not _SOUNDING.fullmatch(sounding) or not _STRETCH.fullmatch(japanese) or not _KANJI.search(japanese):
        return False
    if sounding.isascii():
        sound = spoken(sounding)
    else:
        sound = spoken(
            "".join([part for index in range(len(sounding)) for part in _parts(sounding, index, first=True)[:1]])
        )
    return len(sound) > 2 and _end(sound, japanese, 0) == len(japanese)


def of_kana(name: str, japanese: str) -> str:
    """A word in hiragana of a folded name that kanji of the other name are read as: 喫茶にざみ, 弐座見喫茶室."""
    for kana in _hiragana(name):
        if kana not in japanese and in_kana(kana, japanese):
            return kana
    return ""


@lru_cache(maxsize=16_384)
def _hiragana(name: str) -> list[str]:
    return _HIRAGANA.findall(name)


def names(latin: str, japanese: str, town: str) -> list[str]:
    """The stretches of a folded Japanese name that words of the Latin one are read as, and that are names or say what is done.

    Not the ``town`` of both, in whatever letters, nor general words (yakai, 夜会).
    """
    return [
        stretch
        for word, stretch in read_as(latin, japanese).items()
        if not glossary.general(word)
        and max(words.weigh(stretch).values()) > words.COMMON_WEIGHT
        and not read_as(word, town)
    ]


@lru_cache(maxsize=16_384)
def _stretch(sound: str, japanese: str) -> str:
    """The first stretch of ``japanese`` that may be read as the whole ``sound``; empty where there is none."""
    for run in _STRETCH.findall(japanese):
        for start in _starts(run):
            end = _end(sound, run, start)
            if end and _says_enough(sound, run[start:end]):
                return str(run[start:end])
    return ""


def _starts(run: str) -> Iterator[int]:
    """Where a word may begin: at each kanji, and where kana begin."""
    for index, letter in enumerate(run):
        if (
            _KANJI.match(letter)
            or index == 0
            or _KANJI.match(run[index - 1])
            or (run[index - 1] < "ァ") != (letter < "ァ")
        ):
            yield index


def _says_enough(sound: str, stretch: str) -> bool:
    """Whether a stretch is no chance: two kanji, or a long word; kana behind a particle are none."""
    if not _KANJI.search(stretch):
        return len(sound) >= LONG and len(stretch) > 2
    return len(sound) >= LONG or (len(stretch) > 1 and _KANJI.match(stretch) is not None)


def _end(sound: str, run: str, start: int) -> int:
    """Behind which letter of ``run`` the whole of ``sound`` is read at most, from ``start`` on; nought where it is not."""
    reached, end = {0}, 0
    for index in range(start, len(run)):
        parts = _parts(run, index, first=index == start)
        reached = {behind for at in reached for part in parts for behind in _behind(sound, at, part)}
        if not reached:
            break
        if len(sound) in reached:
            end = index + 1
    return end


def _behind(sound: str, at: int, part: str) -> Iterator[int]:
    """Where ``sound`` goes on behind a ``part`` of it; a letter that both parts share is written once."""
    if sound.startswith(part, at):
        yield at + len(part)
    if at and part and sound[at - 1] == part[0] and sound.startswith(part, at - 1):
        yield at - 1 + len(part)


def _parts(run: str, index: int, *, first: bool) -> tuple[str, ...]:
    """How one letter of a run may be read there."""
    letter = run[index]
    if letter == "々" and index:
        letter = run[index - 1]
    kana = letter.translate(KATAKANA)
    if kana in _SMALL:
        return ("",)
    if kana in _KANA:
        small = run[index + 1 : index + 2].translate(KATAKANA)
        return (spoken(_KANA[kana][:-1] + _SMALL[small]),) if small in _SMALL else _of_kana(kana)
    return _read_first(letter) if first else _read_inside(letter)


def _of_kana(kana: str) -> tuple[str, ...]:
    return ("ga", "ke", "ka") if kana in "ヶケ" else (_KANA[kana],)


@lru_cache(maxsize=4_096)
def _read_first(kanji: str) -> tuple[str, ...]:
    """All ways to read a kanji at the beginning of a word: whole, and clipped."""
    found = [spoken(reading) for reading in _readings().get(kanji, ())]
    clipped = [whole[:-2] for whole in found if len(whole) > 2 and whole.endswith(_CLIPPED)]
    return tuple(dict.fromkeys([*found, *clipped]))


@lru_cache(maxsize=4_096)
def _read_inside(kanji: str) -> tuple[str, ...]:
    """All ways to read a kanji inside a word: voiced too."""
    plain = _read_first(kanji)
    voiced = [_VOICED[part[0]] + part[1:] for part in plain if part[0] in _VOICED]
    hard = ["p" + part[1:] for part in plain if part[0] == "h"]
    return tuple(dict.fromkeys([*plain, *voiced, *hard]))


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    lines = read("readings.tsv").decode().splitlines()
    return {
        kanji: tuple(told.split()) for kanji, _, told in (line.partition("\t") for line in lines if line[:1] != "#")
    }
