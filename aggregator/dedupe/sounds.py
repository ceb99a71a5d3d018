"""Loanwords in two scripts: Networking and ネットワーキング have the same consonants once each script's habits are dropped."""

from __future__ import annotations

import re
from functools import lru_cache

from aggregator.dedupe import words
from aggregator.words import KATAKANA

_ROWS = {
    "k": "カキクケコヵヶ", "g": "ガギグゲゴ", "s": "サシスセソザジズゼゾ", "t": "タチツテト", "d": "ダヂヅデド", "n": "ナニヌネノン",
    "h": "ハヒフヘホ", "b": "バビブベボヴ", "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ", "w": "ワヲ",
}  # fmt: skip
_KANA = str.maketrans({kana: consonant for consonant, row in _ROWS.items() for kana in row})
_LATIN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^one$", "wan"),
        (r"sch", "sk"),
        (r"(?<=[ao])lk", "k"),
        (r"d(?=io)", "j"),
        (r"(?<=[iu])gh", ""),
        (r"tch|(?<=n)ch|ch(?=[aeiou])", "t"),
        (r"ch|ck|qu|q", "k"),
        (r"ph", "f"),
        (r"th|sh|dge?|c(?=[eiy])|g(?=es?$|y|in|en)|[jz]", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"v", "b"),
        (r"gn(?![aeiou])", "n"),
        (r"[rwh](?![aeiouy])", ""),
        (r"f", "h"),
        (r"l", "r"),
        (r"m(?=[pb])", "n"),
        (r"(.)\1+", r"\1"),
        (r"[^bdghkmnprstw]", ""),
    )
)
_RUN = re.compile(r"[a-z][a-z'-]*|[ァ-ヶー]+")
_PHRASE = re.compile(r"[a-z'-]+(?: [a-z'-]+)+")
_GLIDE = re.compile("ウ(?=[ィェォ])|(?<=[スツ])イ")
_NO_BONE = re.compile(r"[^bdghkmnprstw]")
_SPOKEN_R = re.compile(r"r(?=[^aeiouy'-])")
_ACRONYM = 4
_LONG = 4
_NO_SOUND = re.compile(r"[^a-z]")


@lru_cache(maxsize=65_536)
def skeleton(run: str) -> str:
    """The consonants of a Latin or katakana word; empty for other letters."""
    if not run or words.kind(run) not in {"latin", "katakana"}:
        return ""
    if words.kind(run) == "katakana":
        return _NO_SOUND.sub("", _GLIDE.sub("w", run).translate(_KANA))
    for pattern, sound in _LATIN:
        run = pattern.sub(sound, run)
    return run


def skeletons(folded: str) -> dict[str, str]:
    """The Latin and katakana words of a title by their consonants; those with a single consonant say nothing.

    Latin words in a row count together as well, two and three of them: katakana often writes them as one.
    """
    found = {skeleton(run): run for run in _RUN.findall(folded)}
    for run in _PHRASE.findall(folded):
        parts = _RUN.findall(run)
        for size in (2, 3):
            for start in range(len(parts) - size + 1):
                some = parts[start : start + size]
                found["".join(skeleton(word) for word in some)] = " ".join(some)
    return {bones: run for bones, run in found.items() if len(bones) > 1}


def initials(one: str, other: str) -> bool:
    """Whether one may stand for the other by its first letters: PM, プロダクトマネジメント."""
    short, long = sorted((one, other), key=len)
    if words.kind(short) != "latin" or words.kind(long) != "katakana" or len(short) > _ACRONYM:
        return False
    bones, rest = iter(skeleton(long)), _NO_BONE.sub("", short)
    return bool(rest) and skeleton(long).startswith(skeleton(short[0])) and all(letter in bones for letter in rest)


def same(bones: str, others: str) -> bool:
    """Whether two words by their consonants are one; long ones may differ in a silent letter."""
    if bones == others:
        return True
    return min(len(bones), len(others)) >= _LONG and words.dice(words.pairs(bones), words.pairs(others)) >= 0.65


def alike(one: str, other: str) -> bool:
    """Whether two names or pieces of titles, one in Latin letters and one in kana, may be one: Yoga no Aru, ヨガのある.

    Hiragana counts where three consonants are told: short words sound alike by chance.
    """
    ours, theirs = (_bones(piece) for piece in (one, other))
    if min(len(ours), len(theirs)) < 2:
        return ours == theirs != ""
    if ours == theirs or words.dice(words.pairs(ours), words.pairs(theirs)) >= 0.6:
        return True
    if theirs == _rhotic(one) != "" or ours == _rhotic(other) != "":
        return True
    ours, theirs = (_bones(piece.translate(KATAKANA)) for piece in (one, other))
    return min(len(ours), len(theirs)) > 2 and words.dice(words.pairs(ours), words.pairs(theirs)) >= 0.6


_NAME = re.compile(r"[a-z][a-z'-]+|[ァ-ヶー]{2,}|[ぁ-ん]{3,}")
_NAME_SOUNDS = 3


@lru_cache(maxsize=16_384)
def names(folded: str, *, latin: bool) -> frozenset[str]:
    """The words of one script within a name, by their consonants, of which three are told: Create, クリエート; Tochinoki, とちのき."""
    found = [skeleton(run.translate(KATAKANA)) for run in _NAME.findall(folded) if run[0].isascii() == latin]
    return frozenset([bones for bones in found if len(bones) >= _NAME_SOUNDS])


def _rhotic(piece: str) -> str:
    """The consonants of Latin words with each r, as names of other languages keep it: Porto, ポルト (but art, アート)."""
    return "".join([skeleton(_SPOKEN_R.sub("ra", run)) for run in _RUN.findall(piece)]) if "r" in piece else ""


def _bones(piece: str) -> str:
    return "".join([skeleton(run) for run in _RUN.findall(piece)])
