"""What two texts have in common: one taken from the other, the same words, the other's title explained."""

from __future__ import annotations

import re

from aggregator.dedupe import spelling, titles, words
from aggregator.dedupe.points import POINTS, Clue
from aggregator.dedupe.traits import TELLING, Traits
from aggregator.i18n import said

SAME_TEXT = 15
"""So many runs of twelve letters must be common to two descriptions."""
MOST_OF_TEXT = 4.1
_BESIDE = re.compile(r"[はもとのに]?(?:同日|同時|併催|関連|一環|期間中|会期中|会場内|前日|翌日|別日|別途|別に)")
"""What follows the name of a neighbour."""
_SET_APART = re.compile(
    r"とは別|別の(?:会|催し|イベント|講座|教室|部屋|回|日|時間|クラス|申し?込み)"
    r"|別(?:室|部屋|会場|フロア|日|枠|クラス)|[はを]別(?:途|に)"
)
"""What a text says of another meeting: 女性の体験会は別室です."""
_GROUPS = frozenset({"女性", "男性", "学生", "社会人", "若手", "初心者", "経営者"})
"""For whom one of two meetings is."""
_SENTENCE = re.compile(r"[。\n!?]+")
LEAST = 5
"""Letters of a title that another text may name as a neighbour."""
WHOLE = 7
"""Letters of a title that are no common word."""
MANY_WORDS = 12.0
"""Letters of common words that say all they can."""


def most(a: Traits, b: Traits, like: titles.Likeness, *, strangers: bool, wanted: float) -> float:
    """``clues`` bring no more points. The texts are searched for the titles where that may tell that it is less than is ``wanted``."""
    if not (a.event.description or b.event.description):
        return 0.0
    points = POINTS["shared words"]
    if a.event.description and b.event.description:
        points += POINTS["copied text"] + (POINTS["text of strangers"] if strangers else 0.0)
    whole = points + POINTS["title told"] + POINTS["whole title told"]
    if points >= wanted or whole < wanted:
        return whole
    points += POINTS["title told"] * max(_told(like.alone[0], b), _told(like.alone[1], a))
    return points + (POINTS["whole title told"] if _told_whole(a, b) or _told_whole(b, a) else 0.0)


def clues(a: Traits, b: Traits, like: titles.Likeness, *, slot: bool, strangers: bool, next_door: bool) -> list[Clue]:
    """What the texts say.

    ``slot``: the titles have one frame, ``strangers``: other people at another place, it seems, ``next_door``: another room
    of one house, where one text often speaks of the other meeting.
    """
    found = _copied(a, b, like, slot=slot)
    if found and strangers:
        found.append(Clue("text of strangers", 1.0, said("主催の名前は違っても、文章は同じです")))
    if next_door or not (a.event.description or b.event.description):
        return found
    if shared := _shared(a, b):
        value = round(min(MANY_WORDS, sum(len(word) for word in shared)) / MANY_WORDS, 3)
        found.append(Clue("shared words", value, said("同じ言葉: {words}", words="、".join(shared[:6]))))
    if told := max(_told(like.alone[0], b), _told(like.alone[1], a)):
        found.append(Clue("title told", told, said("一方の題名の言葉が、もう一方の文章にあります")))
    if _told_beside(a, b) or _told_beside(b, a) or _set_apart(a, b, like.alone[0]) or _set_apart(b, a, like.alone[1]):
        found = [clue for clue in found if clue.key != "title told"]
        found.append(Clue("told beside", 1.0, said("一方の文章は、もう一方を別の催しとして挙げています")))
    elif _told_whole(a, b) or _told_whole(b, a):
        found.append(Clue("whole title told", 1.0, said("一方の題名が、そのままもう一方の文章にあります")))
    return found


def _told_whole(one: Traits, other: Traits) -> bool:
    """Whether the ``other``'s text has the whole title of ``one``, and not its own title."""
    return (
        len(one.squeezed) >= WHOLE and one.squeezed in other.squeezed_text and one.squeezed not in other.squeezed_title
    )


def _told_beside(one: Traits, other: Traits) -> bool:
    """Whether the ``other``'s text names ``one`` as what it belongs to or what is next to it: 菜の花マルシェ同日開催."""
    if len(one.squeezed) < LEAST or one.squeezed in other.squeezed_title:
        return False
    at = other.squeezed_text.find(one.squeezed)
    return at >= 0 and _BESIDE.match(other.squeezed_text, at + len(one.squeezed)) is not None


def _set_apart(one: Traits, other: Traits, alone: list[tuple[str, float]]) -> bool:
    """Whether the ``other``'s text says of words that only ``one``'s title has that they are a meeting apart."""
    if "別" not in other.text:
        return False
    apart = [words.squeezed(said) for said in _SENTENCE.split(spelling.spelt(other.text)) if _SET_APART.search(said)]
    telling = {piece for piece, weight in alone if weight >= TELLING and len(piece) > 1}
    return any(
        piece in said for piece in telling | (_GROUPS & one.pieces.keys() - other.pieces.keys()) for said in apart
    )


def _copied(a: Traits, b: Traits, like: titles.Likeness, *, slot: bool) -> list[Clue]:
    """Whether one description is taken from the other. One text with another word filled in is an organiser's form."""
    shared = a.shingles & b.shingles
    if len(shared) < SAME_TEXT:
        return []
    share = len(shared) / min(len(a.shingles), len(b.shingles))
    if share < 0.3 or (like.degree < 0.4 and share < 0.9):
        return []
    if slot and (_foreign(a, b) or _foreign(b, a)):
        return []
    base = 2.6 if share >= 0.9 else 1.4
    most = base + min(1.5, len(shared) / 80) if share >= 0.6 else base
    return [Clue("copied text", round(most / MOST_OF_TEXT, 3), said("文章の{share}が同じです", share=f"{share:.0%}"))]


def _foreign(one: Traits, other: Traits) -> bool:
    """Whether a telling piece of ``one``'s title stands in its own text and nowhere in ``other``."""
    text = words.squeezed(one.text)
    return any(
        piece in text and piece not in other.squeezed and piece not in other.squeezed_elsewhere for piece in one.telling
    )


def _shared(a: Traits, b: Traits) -> list[str]:
    """Words that say something, in both events but not in both titles; none that lies in another."""
    named = a.place_words + a.organiser + b.place_words + b.organiser
    found: list[str] = []
    for one, other in ((a, b), (b, a)):
        for word in one.content:
            bare = word.replace("-", "").replace(".", "")
            if bare in named or (bare in a.squeezed and bare in b.squeezed) or bare not in other.squeezed_all:
                continue
            found.append(word)
    longest = sorted(set(found), key=lambda word: (-len(word), word))
    return [word for index, word in enumerate(longest) if not any(word in other for other in longest[:index])]


def _told(alone: list[tuple[str, float]], other: Traits) -> float:
    """Which part of the weight of those words that only one title has, the ``other``'s text tells."""
    whole = sum([weight for _, weight in alone])
    if whole < 1:
        return 0.0
    named, text = other.organiser + other.place_words, other.squeezed_text
    return round(sum([weight for piece, weight in alone if piece in text and piece not in named]) / whole, 3)
