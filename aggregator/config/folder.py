"""Where the user's data lies: events, saved cases, the secret."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path


def data_folder() -> Path:
    """The platform's folder for the data of this program."""
    return user_data_path("asagao", appauthor=False)


def written(file: Path) -> float | None:
    """When ``file`` was last written (its ``st_mtime``); ``None`` where it is gone."""
    try:
        return file.stat().st_mtime
    except OSError:
        return None
