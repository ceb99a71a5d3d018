"""The templates' environment. The only module that imports jinja2."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_eval_context
from jinja2.nodes import EvalContext

from aggregator.i18n import translator

_KEPT: Final = "\0"
"""Stands for a line break of a value until the template's own empty lines are gone; HTML allows it nowhere."""


def shipped(name: str) -> Path:
    """A folder that is shipped with the program: inside the package in a wheel, beside it in a checkout.

    Raises:
        FileNotFoundError: it is in neither place.
    """
    package = Path(str(files("aggregator")))
    for place in (package / name, package.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(name)


@cache
def environment(language: str) -> Environment:
    """The environment for one interface language; everything is escaped unless it is Markup."""
    made = Environment(
        loader=FileSystemLoader(shipped("templates"), encoding="utf-8"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_keep_lines,
    )
    made.globals["_"] = translator(language)
    made.filters["script_json"] = script_json
    return made


def fill(template: str, language: str, **values: Any) -> str:
    """The text of a template, without empty lines between its tags. The lines of a value (a file in a textarea) stay as they are."""
    text = environment(language).get_template(template).render(**values)
    return re.sub(r">\n\s*<", ">\n<", re.sub(r"\n{2,}", "\n", text)).replace(_KEPT, "\n")


@pass_eval_context
def _keep_lines(context: EvalContext, value: object) -> object:
    """A value in HTML with its line breaks marked; markup is the templates' own."""
    if context.autoescape and isinstance(value, str) and not hasattr(value, "__html__"):
        return value.replace(_KEPT, "").replace("\r\n", "\n").replace("\n", _KEPT)
    return value


def script_json(value: object) -> str:
    """JSON that is safe inside a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
