"""The parts of a score as the reader calls them: no part is shown by its key, and none without a reason. Pure."""

from __future__ import annotations

from collections.abc import Callable

from aggregator.i18n import Translate
from aggregator.model import Part


def part_words(part: Part, name: Callable[[str, str], str], say: Translate) -> tuple[str, str]:
    """Name and reason of a part.

    Args:
        part: one part of a match.
        name: a label as the reader calls it, by label and group.
        say: into the reader's language.
    """
    group, _, key = part.name.partition(":")
    return _names(say).get(group, say("そのほか")), part.reason or _reason(group, key, part, name, say)


def _names(say: Translate) -> dict[str, str]:
    return {
        "hobby": say("趣味"),
        "industry": say("業種"),
        "kind": say("会の種類"),
        "purpose": say("目的"),
        "word": say("気になる言葉"),
        "follow": say("フォロー中"),
        "again": say("行った会の続き"),
        "near": say("意味の近さ"),
        "free": say("空き時間"),
        "tight": say("時間の余裕"),
        "time_unknown": say("時刻"),
        "far": say("移動時間"),
        "travel": say("移動時間"),
        "free_of_charge": say("参加費"),
        "alone": say("一人での参加"),
        "beginners": say("初めての参加"),
        "deadline": say("申込締切"),
        "no_seats": say("席"),
        "few_seats": say("席"),
        "soon": say("日の近さ"),
        "learned": say("印から学んだ好み"),
    }


def _reason(group: str, key: str, part: Part, name: Callable[[str, str], str], say: Translate) -> str:
    """Why a part counts that makes no reason of the digest: too little, or it speaks against the event."""
    words = say("、").join(filter(None, part.words))
    if group == "learned":
        text = say("気に入った会に多い「{name}」") if part.points > 0 else say("減らした会に多い「{name}」")
        return text.format(name=words or key)
    if group == "purpose":
        return say("会の種類から、目的「{name}」に合うと見ました").format(name=name(key, "purpose"))
    fixed = {
        "free": say("空き時間に合う"),
        "tight": say("時間の余裕がほとんどありません"),
        "time_unknown": say("開始の時刻が書かれていません"),
        "no_seats": say("空いている席がありません"),
        "soon": say("近い日の会です"),
    }
    return fixed.get(group) or words or name(key, group)
