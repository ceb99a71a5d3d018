"""Loanwords in two scripts: Networking and ネットワーキング have the same consonants once each script's habits are dropped."""

from __future__ import annotations

import re

from aggregator.dedupe import words

_ROWS = {
    "k": "カキクケコヵヶ", "g": "ガギグゲゴ", "s": "サシスセソザジズゼゾ", "t": "タチツテト", "d": "ダヂヅデド", "n": "ナニヌネノン",
    "h": "ハヒフヘホ", "b": "バビブベボヴ", "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ", "w": "ワヲ",
}  # fmt: skip
_KANA = str.maketrans({kana: consonant for consonant, row in _ROWS.items() for kana in row})
_LATIN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tch|(?<=n)ch|ch(?=[aeiou])", "t"),
        (r"ch|ck|qu|q", "k"),
        (r"ph|f", "h"),
        (r"th|sh|dge?|c(?=[eiy])|[jz]", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"l", "r"),
        (r"v", "b"),
        (r"gn(?![aeiou])", "n"),
        (r"[rwh](?![aeiouy])", ""),
        (r"m(?=[pb])", "n"),
        (r"(.)\1+", r"\1"),
        (r"[^bdghkmnprstw]", ""),
    )
)
_RUN = re.compile(r"[a-z][a-z'-]*|[ァ-ヶー]+")
_PHRASE = re.compile(r"[a-z'-]+(?: [a-z'-]+)+")
_GLIDE = re.compile("ウ(?=[ィェォ])")
_NO_SOUND = re.compile(r"[^a-z]")


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

    Latin words in a row count together as well: katakana often writes them as one.
    """
    found = {skeleton(run): run for run in _RUN.findall(folded)}
    for run in _PHRASE.findall(folded):
        found["".join(skeleton(word) for word in _RUN.findall(run))] = run
    return {bones: run for bones, run in found.items() if len(bones) > 1}


def alike(one: str, other: str) -> bool:
    """Whether two pieces of titles, one in Latin letters and one in katakana, may be one word."""
    ours, theirs = ("".join(skeleton(run) for run in _RUN.findall(piece)) for piece in (one, other))
    if min(len(ours), len(theirs)) < 2:
        return ours == theirs
    return ours == theirs or words.dice(words.pairs(ours), words.pairs(theirs)) >= 0.6
