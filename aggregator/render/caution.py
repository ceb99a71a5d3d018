"""The signs of solicitation as sentences: what the listing says, and what a careful reader makes of it."""

from __future__ import annotations

from aggregator.i18n import translator
from aggregator.model import Caution, Cautions
from aggregator.render.shown import clean


def caution_words(found: Cautions, language: str) -> str:
    """The gravest signs in one line, with the quoted words; empty where there is none."""
    if found.level == "ok":
        return ""
    say = translator(language)
    reasons = say("／").join(list(dict.fromkeys(reason(one, language) for one in found.found))[:2])
    quoted = list(dict.fromkeys(clean(word) for one in found.found for word in one.words))[:3]
    if not quoted:
        return reasons
    words = "".join(f"「{word}」" for word in quoted)
    return say("この告知には{words}と書かれています（{reasons}）").format(words=words, reasons=reasons)


def caution_lines(found: Cautions, language: str) -> tuple[str, ...]:
    """Every sign with the words that it was seen in."""
    say = translator(language)
    lines = []
    for one in found.found:
        quoted = "".join(say("「{word}」").format(word=clean(word)) for word in one.words)
        lines.append(reason(one, language) + (say("（{words}）").format(words=quoted) if quoted else ""))
    return tuple(lines)


def reason(one: Caution, language: str) -> str:
    """What a sign means, in the reader's language where the rules have it."""
    return clean(one.say if language == "ja" else one.en or one.say)
