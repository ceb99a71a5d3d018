"""Names of who holds an event, as they are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from aggregator.dedupe import spelling, words

_COMPANY = re.compile(
    r"株式会社|合同会社|有限会社|一般社団法人|公益社団法人|一般財団法人|公益財団法人|社団法人|財団法人"
    r"|特定非営利活動法人|npo法人|"
    r"\((?:株|有|同|一社|公財)\)|\b(?:inc|ltd|llc|co|corp|k\.k)\b\.?|実行委員会|運営(?:事務局|委員会)?|事務局"
    r"|主催者?[::]?|公式"
)
_UNNAMED = re.compile(
    r"[同当](?:会|館|園|店|社|寺|院|校|課|室|組合|協会|団体?|クラブ|センター?|(?:実行)?委(?:員会)?|事務局)"
    r"|(?:実行|運営)委(?:員会)?|有志(?:一同)?"
)
"""Who a newspaper has named before: 同会, 実行委."""
_SHORT = {
    "商工会議所青年部": "yeg",
    "青年会議所": "jc",
    "農業協同組合": "ja",
    "農協": "ja",
    "社会福祉協議会": "社協",
    "陸上競技協会": "陸協",
    "教育委員会": "教委",
    "生活協同組合": "生協",
}
_INSTITUTION = re.compile("|".join(_SHORT))
"""Institutions of any town that are known by a short name as well."""
MANY = 16_384
"""Names come again and again: what is read from so many is remembered."""


@lru_cache(maxsize=MANY)
def holder(name: str) -> tuple[str, str]:
    """A name of who holds it without its legal form: without signs, and as it may stand in a title."""
    folded = spelling.fold(name)
    if _UNNAMED.fullmatch(folded):
        return "", ""
    short = _INSTITUTION.sub(lambda match: _SHORT[match.group()], folded)
    return words.squeezed(_COMPANY.sub(" ", short)), _COMPANY.sub("", spelling.spelt(folded)).strip()
