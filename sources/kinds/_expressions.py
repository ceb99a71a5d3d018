"""JMESPath expressions (https://jmespath.org) as options."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

import jmespath
from jmespath.exceptions import JMESPathError
from pydantic import AfterValidator

from aggregator.plugin import said


def checked(expression: str) -> str:
    """``expression``, unchanged.

    Raises:
        ValueError: it is not JMESPath; the message shows where.
    """
    if expression:
        try:
            _compiled(expression)
        except JMESPathError as error:
            raise ValueError(
                said("JMESPathの式として読めません（{what}）", what=" ".join(str(error).split()))
            ) from error
    return expression


Expression = Annotated[str, AfterValidator(checked)]


@cache
def _compiled(expression: str) -> Any:
    return jmespath.compile(expression)


def search(expression: str, value: Any) -> Any:
    """What ``expression`` finds in ``value``; ``None`` where it finds nothing or a function of it does not fit."""
    try:
        return _compiled(expression).search(value)
    except JMESPathError:
        return None
