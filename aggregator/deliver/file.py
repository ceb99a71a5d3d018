"""The digest as files."""

from __future__ import annotations

from pathlib import Path

from aggregator.atomic import replace
from aggregator.errors import DeliveryError
from aggregator.i18n import said


def write_file(path: Path, content: str | bytes) -> None:
    """Put ``content`` in place of ``path`` at once.

    Raises:
        DeliveryError: it cannot be written; then the old file is as it was.
    """
    try:
        replace(path, content)
    except OSError as error:
        raise DeliveryError(said("{file} に書けません（{what}）", file=path, what=error.strerror or error)) from error
