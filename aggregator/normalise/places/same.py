"""What newspapers call by 同: 同市文化会館 is in the town that the text named last, 同寺 is the temple that it named last. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.places.gazetteer import Gazetteer
from aggregator.normalise.places.phrase import Sureness, house_in

_SAME: Final = re.compile(
    r"同"
    r"(?:(?P<town>[市区町村])(?!長|内)(?=\S{2})"
    r"|(?P<kind>[寺館院園店校駅]|会館|公民館|図書館|美術館|博物館|体育館|記念館|資料館|センター|ホール|プラザ|公園|広場"
    r"|神社|教会|ホテル|書店|カフェ|劇場|病院|大学|高校?)"
    r"(?P<rest>$|[ のにで・]?(?:[大中小]?ホール|講堂|本堂|境内|[^\s]{0,6}室|ロビー|[0-9]階\S{0,8})$))"
)
OF_ITS_OWN: Final = "同(?:時代|志|仁|朋|友|心|愛|潤)"
"""同時代ギャラリー, 同志社: a name of its own."""
_WHERE: Final = re.compile(r"^\S{2,10}[市区町村]の(?=同[^市区町村])")
"""同県北茨城市の同館."""
_NAME: Final = re.compile(r"[一-鿿々ヶァ-ヶーぁ-んA-Za-z0-9・]{2,24}$")
_SECT: Final = re.compile(r"^.*(?:[宗派]|[市区町村](?![民立営役])|の|は|が|を|で|に|と|や)(?=\S{2})")
"""Before a temple's own name: 真言宗豊山派国上寺."""
_FAR: Final = 400
"""Characters before 同 in which the house was named."""
_MOST: Final = 6


def named_before(words: str, before: str, known: Gazetteer) -> str:
    """The words with the name that 同 stands for in them; empty where the text named none."""
    words = _WHERE.sub("", words)
    if not words.startswith("同") or re.match(OF_ITS_OWN, words):
        return words
    same = _SAME.match(words)
    if same is None:
        return ""
    if same["town"]:
        towns = [one.name for one in known.mentions(before) if one.full and one.name.endswith(same["town"])]
        return towns[-1] + words[same.end() :] if towns else ""
    house = _last(same["kind"], before[-_FAR:], known)
    return house + same["rest"] if house else ""


def _last(kind: str, before: str, known: Gazetteer) -> str | None:
    """The house that ends with a kind and was named last."""
    end = len(before)
    for _ in range(_MOST):
        at = before.rfind(kind, 0, end)
        if at < 0:
            return None
        name = _NAME.search(before, max(0, at - 24), at + len(kind))
        words = _SECT.sub("", name[0]) if name else ""
        if len(words) > len(kind) and not words.startswith("同"):
            house = house_in(words, known)
            if house is not None and house.sure is Sureness.HOUSE:
                return words[house.start : house.end]
        end = at
    return None
