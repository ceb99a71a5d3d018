"""Venues of several days, parts or kinds in one value: 8日:東公民館、15日:西公民館; メイン会場/中央公園. Pure."""

from __future__ import annotations

import re
from typing import Final

_KEY: Final = (
    r"(?:(?:\d{1,2}月|\d{1,2}/)?\d{1,2}(?:日目?|(?<=/\d)|(?<=/\d\d))|第?[0-9一二三]{1,2}(?:日目|回目?|部)|初日"
    r"|最終日|[前後]半"
    r"|(?:午前|午後|[昼夜朝])(?:の部)?|[月火水木金土日](?:曜日?)?"
    r"|(?:[A-Z]|メイン|サブ|主|副|第[0-9一二三])会場|[A-D](?==))"
    r"(?: ?\([^()]{1,5}\))?"
)
_KEYED: Final = re.compile(
    rf"(?:^|[、,;・ ]|(?<=[館園場室校院社寺店堂)])[/,、・]?) *(?:{_KEY}[・、]?){{1,3}} ?[:/→=…は]+ *"
    r"(?=[^\s\d])"
    r"|(?:^| )[A-Z]会場 +"
)
"""A day, an hour's part or a rank with a sign behind it."""
_PAIRED: Final = re.compile(rf"(?:^|[、,;・/ ]) *(?:(?P<key>{_KEY}) +|\([月火水木金土日祝・]{{1,3}}\) *)(?=[^\s\d(:])")
"""第1部 妙心院/第2部 料亭はなむら, (土)中央体育館 (日)東体育館: without a sign where there are two of them."""
_LIKELY: Final = re.compile(r"[日部半回会前後\d曜)A-D][目場部]? ?[:/→=…は]|会場 ")


def apart(value: str) -> str:
    """The value with a tab before each of its venues, the keys of which are left out; as it is where it has none."""
    if (" " in value or "(" in value) and len(list(_PAIRED.finditer(value))) > 1:
        value = _PAIRED.sub("\t", value)
    return _KEYED.sub("\t", value) if _LIKELY.search(value) else value
