"""The profile block -> Profile: names resolved, words of time and place checked where the user can still mend them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from aggregator.calendars import SlotError, parse_slots
from aggregator.config.document import Document
from aggregator.config.explain import unknown
from aggregator.config.schema import ProfileSettings
from aggregator.errors import ConfigError
from aggregator.i18n import Translate
from aggregator.model import Interest, Profile
from aggregator.normalise.labels import names_of, resolve, taxonomy
from aggregator.normalise.places import locate

_GROUPS: tuple[tuple[str, Literal["hobby", "industry", "kind", "purpose", "word"]], ...] = (
    ("hobbies", "hobby"),
    ("industries", "industry"),
    ("kinds", "kind"),
    ("purposes", "purpose"),
    ("words", "word"),
)


def make_profile(written: ProfileSettings, document: Document, errors: list[ConfigError], say: Translate) -> Profile:
    """The profile as the later steps use it; each mistake is added to ``errors``."""
    interests = tuple(
        interest for key, group in _GROUPS for interest in _interests(written, key, group, document, errors, say)
    )
    for key in ("free", "busy", "days_off"):
        _check_slots(getattr(written, key), key, document, errors, say)
    for key in ("home", "work"):
        words = getattr(written, key)
        if words and locate(words) is None:
            advice = (
                say(
                    "{words} がどこか分かりません。駅名か市区町村を日本語で（例: 吉祥寺駅）、または 35.70,139.58 の形で書いてください"
                )
                if words.isascii()
                else say("{words} がどこか分かりません。駅名、市区町村、または 35.70,139.58 の形で書いてください")
            )
            errors.append(document.error(("profile", key), advice.format(words=words)))
    same = {
        name: getattr(written, name)
        for name in Profile.model_fields
        if name in ProfileSettings.model_fields and name != "purposes"
    }
    return Profile(**same, interests=interests, purposes=tuple(value for value, _ in _weighted(written.purposes)))


def _weighted(values: tuple[str | dict[str, float], ...]) -> Iterator[tuple[str, float]]:
    """Each value with its weight: ``テニス`` or ``{テニス: 2}``."""
    for value in values:
        if isinstance(value, str):
            yield value, 1.0
        else:
            yield from value.items()


def _interests(
    written: ProfileSettings,
    key: str,
    group: Literal["hobby", "industry", "kind", "purpose", "word"],
    document: Document,
    errors: list[ConfigError],
    say: Translate,
) -> Iterator[Interest]:
    for index, (value, weight) in enumerate(_weighted(getattr(written, key))):
        if group == "word":
            yield Interest(group=group, value=value, weight=weight)
        elif (label := resolve(value, group)) is not None:
            name = taxonomy().label(label, group)
            said = "" if value in (name.id, name.ja, name.en) else value
            yield Interest(group=group, value=label, weight=weight, said=said)
        elif group != "purpose":  # purposes may be the reader's own words
            known = unknown(value, names_of(group), say)
            advice = say("{mistake}（自分の言葉は words に書けます）").format(mistake=known)
            errors.append(document.error(("profile", key, index), advice))


def _check_slots(
    values: tuple[str, ...], key: str, document: Document, errors: list[ConfigError], say: Translate
) -> None:
    for index, words in enumerate(values):
        try:
            parse_slots(words)
        except SlotError as error:
            errors.append(document.error(("profile", key, index), error.said(say)))
