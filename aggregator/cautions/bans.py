"""What a host forbids: 勧誘は固くお断り names what a note is about, and is said by honest hosts and by solicitors alike."""

from __future__ import annotations

import re
from typing import Final

_SOLICITING: Final = re.compile(
    (
        r"勧誘|営業|売り(?:込|こ)み|セールス|布教|宗教|ネットワーク・?ビジネス|マルチ|連鎖販売|ナンパ"
        r"|(?<![a-z])mlm(?![a-z])|religion"
    ),
    re.IGNORECASE,
)
"""What may be forbidden."""
_FORBIDDEN: Final = re.compile(
    r"禁止|厳禁|お断り|おことわり|断りし|断って(?:い|お)|遠慮|不可|出禁|出入り禁止|退場|退席|退会"
    r"|(?<![a-z])(?:ng|no)(?![a-z])"
    r"|(?:参加|入場|来場|入会|加入|登録|出席)(?:は)?(?:いただけ|でき)(?:ません|ない)|(?:売り込み|勧誘|営業|mlm|宗教)は?でき(?:ません|ない)",
    re.IGNORECASE,
)
"""How it is forbidden."""
_CLAUSE: Final = re.compile(r"[※■●◆★【]?[^。\n!?※■●◆★【]+")
_LONGEST: Final = 150
"""A longer clause says other things too."""


def without_bans(text: str) -> str:
    """The text with blanks in place of each clause that forbids soliciting; every letter keeps its place.

    Args:
        text: NFKC text.
    """
    return _CLAUSE.sub(_blank, text) if _SOLICITING.search(text) and _FORBIDDEN.search(text) else text


def _blank(clause: re.Match[str]) -> str:
    said = clause[0]
    banned = len(said) <= _LONGEST and _SOLICITING.search(said) and _FORBIDDEN.search(said)
    return " " * len(said) if banned else said
