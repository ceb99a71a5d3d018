"""The profile as a form: interests, free slots on a grid to paint, home, calendars. It writes config.yaml, so page and file agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from starlette.requests import Request
from starlette.responses import Response

from aggregator.calendars.grid import COLUMNS, FIRST, STEP, Cell, in_words, paint
from aggregator.config.document import Document
from aggregator.config.edit import add_item, remove_item, set_values
from aggregator.errors import ConfigError
from aggregator.i18n import WEEKDAYS, Translate
from aggregator.normalise.labels import resolve, taxonomy
from aggregator.web.actions import Form, deed
from aggregator.web.desk import Desk
from aggregator.web.pages import back, desk_of, page

INTERESTS: Final = ("hobbies", "industries", "kinds", "purposes", "words", "exclude", "follow")
PLACES: Final = ("home", "work")
NUMBERS: Final = ("max_travel", "budget")
_GROUPS: Final[dict[str, Literal["hobby", "industry", "kind", "purpose"]]] = {
    "hobbies": "hobby",
    "industries": "industry",
    "kinds": "kind",
    "purposes": "purpose",
}
_DAY_MINUTES: Final = 24 * 60
_SEPARATORS: Final = re.compile(r"\s*[、,，\n]\s*")
_WEIGHTED: Final = re.compile(r"(?P<name>.+?)\s*[:：×]\s*(?P<weight>-?\d+(?:\.\d+)?)")


def show(request: Request) -> Response:
    """The form with what config.yaml says."""
    desk = desk_of(request)
    written = _written(desk)
    return _page(request, _values(written.get("profile") or {}), _calendars(written))


@deed
def save(request: Request, desk: Desk, form: Form) -> Response:
    """Write what was changed; a mistake is shown beside what was typed and nothing is written."""
    written = _written(desk)
    moved = _take_own_words(form)
    text = _calendars_changed(
        _profile_changed(desk.file.read_text(encoding="utf-8"), written.get("profile") or {}, form), form
    )
    try:
        desk.write(text)
    except ConfigError as error:
        return _page(request, _typed(form), _calendars(written), error="\n".join(error.mistakes), status=422)
    request.state.back = "/profile"
    told = [desk.say("書きました: {file}").format(file=desk.file.name)]
    if moved:
        said = desk.say("一覧にない名前は、自分の言葉として探します: {names}")
        told.append(said.format(names=desk.say("、").join(moved)))
    return back(request, desk.say("。").join(told))


def _take_own_words(form: Form) -> list[str]:
    """Hobbies and industries that no list has become own words in ``form``; their names are returned."""
    moved: list[str | dict[str, float]] = []
    for key in ("hobbies", "industries"):
        typed = list(_split(form.get(key, ""), weighted=True))
        own = [one for one in typed if resolve(_name(one), _GROUPS[key]) is None]
        if own:
            form[key] = _joined([one for one in typed if one not in own])
            moved += own
    if moved:
        form["words"] = _joined([*_split(form.get("words", ""), weighted=True), *moved])
    return [_name(one) for one in moved]


def _name(one: str | dict[str, float]) -> str:
    return one if isinstance(one, str) else next(iter(one))


def _written(desk: Desk) -> Mapping[str, Any]:
    """config.yaml as it is written."""
    written: Mapping[str, Any] = Document(desk.file.read_text(encoding="utf-8"), desk.file.name, desk.say).root
    return written


def _page(
    request: Request, values: Mapping[str, Any], calendars: list[tuple[str, str]], *, error: str = "", status: int = 200
) -> Response:
    desk = desk_of(request)
    say = desk.say
    rows = range(FIRST, _DAY_MINUTES, STEP)
    return page(
        request,
        "profile",
        status,
        values=values,
        error=error,
        calendars=calendars,
        columns=COLUMNS if desk.language == "ja" else (*WEEKDAYS["en"], "Hol."),
        rows=[(at, f"{at // 60}:{at % 60:02}") for at in rows],
        interests=_labels(say),
        names={key: taxonomy().names(group) for key, group in _GROUPS.items()},
    )


def _labels(say: Translate) -> list[tuple[str, str, str]]:
    """Key, name and an example of each list of words."""
    return [
        ("hobbies", say("趣味"), "テニス, 読書: 2"),
        ("industries", say("業種"), "IT・Web"),
        ("kinds", say("会の種類"), "朝活, 勉強会"),
        ("purposes", say("目的"), "人脈づくり"),
        ("words", say("自分の言葉"), "Python, 多読"),
        ("exclude", say("外す言葉"), "婚活"),
        ("follow", say("追いかける主催者・登壇者"), ""),
    ]


def _values(profile: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of a profile."""
    cells, rest = paint(_listed(profile.get("free")))
    told: dict[str, Any] = {key: _joined(profile.get(key)) for key in INTERESTS}
    told |= {key: str(profile.get(key) or "") for key in PLACES}
    told |= {key: "" if profile.get(key) is None else str(profile[key]) for key in NUMBERS}
    return told | {"cells": cells, "rest": "\n".join(rest), "areas": _joined(profile.get("areas"))}


def _typed(form: Form) -> dict[str, Any]:
    """What the form shows again after a mistake."""
    return {**_values({}), **form, "cells": _cells(form)}


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]


def _joined(value: Any) -> str:
    """A list of words, with weights where they have one, on one line."""
    parts = []
    for one in _listed(value):
        parts += [f"{name}: {weight:g}" for name, weight in one.items()] if isinstance(one, Mapping) else [str(one)]
    return "、".join(parts)


def _split(text: str, *, weighted: bool) -> Iterator[str | dict[str, float]]:
    for part in filter(None, _SEPARATORS.split(text.strip())):
        found = _WEIGHTED.fullmatch(part) if weighted else None
        if found is None:
            yield part
        else:
            weight = float(found["weight"])
            yield {found["name"]: int(weight) if weight.is_integer() else weight}


def _cells(form: Form) -> frozenset[Cell]:
    """The painted cells: fields ``g<column>-<minutes>``."""
    found = (re.fullmatch(r"g(\d)-(\d{1,4})", key) for key in form)
    cells = {(int(one[1]), int(one[2])) for one in found if one is not None}
    return frozenset(
        (column, at) for column, at in cells if column < len(COLUMNS) and FIRST <= at < _DAY_MINUTES and not at % STEP
    )


def _profile_changed(text: str, profile: Mapping[str, Any], form: Form) -> str:
    """``text`` with the keys that differ from what the page showed; all others stay as they are written."""
    before = _values(profile)
    changes: dict[tuple[str | int, ...], Any] = {}
    for key in (*INTERESTS, "areas"):
        if form.get(key, "").strip() != before[key]:
            changes["profile", key] = list(
                _split(form.get(key, ""), weighted=key not in {"exclude", "follow", "areas"})
            )
    for key in PLACES:
        if (typed := form.get(key, "").strip()) != before[key]:
            changes["profile", key] = typed or None
    for key in NUMBERS:
        if (typed := form.get(key, "").strip()) != before[key]:
            changes["profile", key] = int(typed) if typed.isascii() and typed.isdecimal() else typed or None
    rest = [line.strip() for line in form.get("rest", "").splitlines() if line.strip()]
    if _cells(form) != before["cells"] or rest != before["rest"].splitlines():
        changes["profile", "free"] = [*in_words(_cells(form)), *rest]
    return set_values(text, changes) if changes else text


def _calendars(written: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name and file or address of the own calendars; what comes from the environment stays a name."""
    return [
        (str(one.get("name", "calendar")), str(one.get("file") or one.get("url") or ""))
        for one in written.get("calendars") or ()
        if isinstance(one, Mapping)
    ]


def _calendars_changed(text: str, form: Form) -> str:
    for key, name in form.items():
        if key.startswith("drop-calendar-"):
            text = remove_item(text, ("calendars",), name)
    address, name = form.get("calendar-address", "").strip(), form.get("calendar-name", "").strip()
    if not address:
        return text
    kind = "url" if re.match(r"(?:https?|webcal)://|\$\{", address) else "file"
    return add_item(text, ("calendars",), {"name": name or "calendar", kind: address})
