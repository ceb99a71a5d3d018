"""Whether a prose without a day speaks of an event at all: a price list, a job, a review have amounts and people too. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from aggregator.normalise.dates import DateReading
from aggregator.normalise.notices import is_notice
from aggregator.normalise.sections import Role, Section
from aggregator.normalise.text import Text

_SENTENCE: Final = re.compile(r"[^\s。]。|[!?](?=[^\s!?])")
_PROSE: Final = 3
"""Sentences from which on a text would say when its event is, or ask to come; a note of fewer is a part of a listing."""
OF_EVENT: Final = frozenset(
    {
        Role.WHEN,
        Role.DOORS,
        Role.START,
        Role.PLACE,
        Role.FEE,
        Role.CAPACITY,
        Role.AUDIENCE,
        Role.DEADLINE,
        Role.REGISTRATION,
    }
)
"""Labels that a listing of an event has."""
_OF_MEETING: Final = frozenset({Role.WHEN, Role.DOORS, Role.START, Role.PLACE, Role.CAPACITY, Role.AUDIENCE})
_INVITES: Final = re.compile(
    r"参加(?:費|料|者を?募集|受付|無料|自由|希望|ください|下さい|でき|いただけ|お待ち|募集)"
    r"|受講(?:料|無料|でき|いただけ)|入場(?:料|無料|自由)|聴講|観覧(?:料|無料)|前売|当日券|木戸"
    r"|お?申し?込み?(?:は|を|受付|制|不要|ください|方法|いただ)|要予約|ご予約|予約(?:制|不要|受付)|お越し"
    r"|ご来場|お待ちし|お集まり|会費(?:は|を(?:もら|いただ|頂|集め))|会を(?:し|ひらき)ます"
    r"|お申し出(?:を|くだ)|開催(?:します|いたします|中|予定|決定|日)|開演|開場"
    r"|(?:やり|行い|おこない|開き|集まり)ます(?!が)|(?:中止|延期)(?:と|に|し|いた)"
)
_TOLD: Final = re.compile(
    r"(?:しかっ|よかっ|なかっ|だっ|でし)た(?:[。!、ー~]|です|ので|が|けど)|(?:昨日|一昨日|先日|先週)(?:の|、|は)"
)
"""So one tells of what has been."""
_LOOKS_BACK: Final = re.compile(r"\W{0,3}(?:昨日|一昨日|先日|先週)の")
"""So a tale begins."""
_WORK: Final = re.compile(
    r"(?:時給|日給|月給|基本給|年俸)\s*:?\s*[\d¥]|勤務(?:地|時間|日|先)|シフト制?|正社員|契約社員"
    r"|交通費[^。\n]{0,8}支給"
)
_TARIFF: Final = re.compile(
    r"(?:料金|運賃|価格|使用料|保育料)(?:等|など)?を?[^。\n]{0,10}(?:改定|改正|値上げ|値下げ)|運賃は"
)
_WORKS: Final = 2
"""Words of a job from which on a text offers one."""


def announces(text: Text, sections: Sequence[Section], when: DateReading, on: date, title: Text | None = None) -> bool:
    """Whether the amounts and numbers of people of a text may be those of an event.

    They are not where its headline says that it is a notice of another thing (休館のお知らせ), where it offers a job or tells a tariff, where it tells of a day that is over, and where it is prose with neither a day nor a
    label nor a word that asks to come.

    Args:
        text: the text, folded.
        sections: its labelled parts.
        when: its days.
        on: the day of reading.
        title: what stands over the text, if that is known apart.
    """
    folded = text.folded
    meets = any(one.role in _OF_MEETING for one in sections)
    if when.start is None and is_notice(title.folded if title else None, folded, meets=meets):
        return False
    if any(one.role in OF_EVENT for one in sections):
        return True
    if len(set(_WORK.findall(folded))) >= _WORKS or (_TARIFF.search(folded) and not _INVITES.search(folded)):
        return False
    moment = when.end or when.start
    if moment is not None:
        return moment.day >= on or _TOLD.search(folded) is None
    return _LOOKS_BACK.match(folded) is None and (
        len(_SENTENCE.findall(folded)) < _PROSE or _INVITES.search(folded) is not None
    )
