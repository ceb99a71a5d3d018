"""pydantic's errors in one sentence that says what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel

from aggregator.i18n import Said, Translate, told
from aggregator.words import KATAKANA

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


_BETWEEN: Final = re.compile("[、，；]")
_MANY: Final = 24
"""More names than this help nobody in one line."""


def explain(error: ErrorDetails, model: type[BaseModel], say: Translate) -> str:
    """One sentence for ``error``, found while reading a value of ``model``."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return say("必要なキーがありません")
    if kind == "extra_forbidden":
        return unknown(str(error["loc"][-1]), _names(model, error["loc"][:-1]), say, labels=False)
    if kind == "value_error":
        told_by = context.get("error")
        sentence = told_by.args[0] if isinstance(told_by, ValueError) and told_by.args else error["msg"]
        return told(sentence, say) if isinstance(sentence, Said) else say(str(sentence))
    if kind in ("literal_error", "enum"):
        return say("{value} は使えません。使えるのは {expected} です").format(
            value=_shown(error["input"]), expected=str(context.get("expected", "")).replace("' or '", "', '")
        )
    if wanted := _wanted(kind, say):
        sentence = say("{value} は読めません。{wanted}を書いてください")
        if error["input"] is None:
            sentence = say("値がありません。{wanted}を書いてください")
        return sentence.format(value=_shown(error["input"]), wanted=wanted)
    limit = _limit(kind, context, say) or error["msg"]
    return say("{value} は使えません。{limit}").format(value=_shown(error["input"]), limit=limit)


def unknown(name: str, known: Iterable[str], say: Translate, *, labels: bool = True) -> str:
    """``name`` is not known; the nearest known name is offered. ``labels``: they are the taxonomy's, which has a page of its own."""
    names = sorted(known)
    parts = [part.strip() for part in _BETWEEN.split(name) if part.strip()]
    if len(parts) > 1:
        return say("一つずつ分けて書いてください: [{names}]").format(names=", ".join(parts))
    if near := nearest(name, names):
        return say("知らない名前です: {name}。もしかして {near} ですか").format(name=name, near=near)
    if labels and len(names) > _MANY:
        return say("知らない名前です: {name}。使える名前は docs/reference/labels.md にあります").format(name=name)
    return say("知らない名前です: {name}。使えるのは {names} です").format(name=name, names=", ".join(names))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that ``name`` is most like, whichever kana it is written in."""
    names = {_katakana(one): one for one in known}
    found = get_close_matches(_katakana(name), names, n=1, cutoff=0.6)
    return names[found[0]] if found else None


def _katakana(text: str) -> str:
    return text.translate(KATAKANA)


def _limit(kind: str, context: Mapping[str, object], say: Translate) -> str | None:
    """The limit that a number or a length must keep, for pydantic's constraint errors."""
    texts = {
        "greater_than_equal": ("ge", say("{n}以上にしてください")),
        "greater_than": ("gt", say("{n}より大きくしてください")),
        "less_than_equal": ("le", say("{n}以下にしてください")),
        "less_than": ("lt", say("{n}より小さくしてください")),
        "string_too_short": ("min_length", say("{n}文字以上にしてください")),
        "string_too_long": ("max_length", say("{n}文字以下にしてください")),
        "too_short": ("min_length", say("{n}個以上書いてください")),
        "too_long": ("max_length", say("{n}個までにしてください")),
        "string_pattern_mismatch": ("pattern", say("{n} の形に書いてください")),
    }
    key, text = texts.get(kind, ("", ""))
    return text.format(n=context[key]) if key in context else None


def _wanted(kind: str, say: Translate) -> str | None:
    """What would be right, for pydantic's type errors."""
    for ending, text in (
        ("int", say("整数")),
        ("float", say("数")),
        ("bool", say("true か false")),
        ("string", say("文字列（必要なら引用符で囲んで）")),
        ("tuple", say("[a, b] の形の一覧")),
        ("list", say("[a, b] の形の一覧")),
        ("dict", say("「キー: 値」の形")),
        ("model", say("「キー: 値」の形")),
        ("url", say("https:// で始まるアドレス")),
    ):
        if kind.startswith(ending) and kind.endswith(("_type", "_parsing", "_from_float")):
            return text
    return None


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _names(model: type[BaseModel], path: tuple[int | str, ...]) -> set[str]:
    """The keys that may stand at ``path`` inside ``model``."""
    for step in path:
        field = model.model_fields.get(str(step))
        inner = getattr(field, "annotation", None)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
    return {field.alias or name for name, field in model.model_fields.items()}
