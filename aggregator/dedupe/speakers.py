"""Who speaks, as titles and texts name them: 講師：行政書士 冬木さとみ, Talk by Renata Oliveira."""

from __future__ import annotations

import re

from aggregator.dedupe import words

_ROLE = re.compile(
    r"(?:講師|登壇者?|ゲスト|進行|発表者?|話し手|語り手|案内人?|監督|選者|著者|聞き手|出演者?|演奏|指揮|司会"
    r"|弾き手|講演者?|speakers?|guest|host)"
    r"\s*(?:[::/は]|(?= ))\s*([^\n。.!?、,()\[\]「」『』]{2,24})"
)
_PROFESSION = re.compile(
    r"(?:士|家|医|医師|学者|理人|タント|エンジニア|デザイナー|スタ|ライター|教授|講師|代表|社長|著者|弊社の|当社の)$"
)
_HONORIFIC = re.compile(r"(?:さん|先生|氏|様|教授|監督|選手|社長|代表).*$|^(?:弊社|当社)の")
_PERSON = re.compile(r"[一-龥々]{2,6}|[ァ-ヶー]{3,}|[一-龥々]{1,4}[ぁ-んァ-ヶー]{2,4}|[a-z]{3,}(?: [a-z]{3,})+")


_NAME = r"(?P<name>[一-龥々]{1,4}[ぁ-んァ-ヶー]{2,4}|[一-龥々]{2,4}|[一-龥々]{1,3} [一-龥々ぁ-んァ-ヶー]{1,3})"
_ALONE = re.compile("ワンマン|ソロ|単独|独演会|一人会|ひとり会|リサイタル|独奏会|個展|サイン会|バースデーライブ")
_SOLO = re.compile(rf"(?:^|[\s/|:」』】)]){_NAME}\s?(?:の\s?)?(?:{_ALONE.pattern})")
"""Whose evening it is: 秋山ゆう ワンマンライブ."""


def speakers(told: str) -> tuple[str, ...]:
    """The names behind the words for who speaks in a folded text, without profession and honorific, as one run each."""
    found = []
    for named in _ROLE.findall(told):
        names = [name for name in named.split() if not _PROFESSION.search(name)]
        match = _PERSON.match(_HONORIFIC.sub("", " ".join(names)))
        if match:
            found.append(words.squeezed(match.group()))
    if _ALONE.search(told):
        found += [words.squeezed(match["name"]) for match in _SOLO.finditer(told)]
    return tuple(dict.fromkeys(found))
