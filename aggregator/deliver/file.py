"""The digest as files."""

from __future__ import annotations

from pathlib import Path

from aggregator.atomic import replace
from aggregator.errors import DeliveryError
from aggregator.i18n import said


def make_folder(path: Path) -> None:
    """Make sure of ``path`` before the work is done that it is for.

    Raises:
        DeliveryError: it is no folder and none can be made there.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def write_file(path: Path, content: str | bytes) -> None:
    """Put ``content`` in place of ``path`` at once.

    Raises:
        DeliveryError: it cannot be written; then the old file is as it was.
    """
    try:
        replace(path, content)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> DeliveryError:
    return DeliveryError(said("{file} に書けません（{what}）", file=path, what=error.strerror or error))
