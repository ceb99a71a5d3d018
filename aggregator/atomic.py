"""Files put in place at once: a reader, or a crash, meets the old one or the new one, never half of it."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex
from shutil import copy, copymode


def replace(path: Path, content: str | bytes, *, keep: bool = False) -> None:
    """Put ``content`` (text as UTF-8, line ends as they are) in place of ``path``, making its folder where it is missing.

    What a link leads to is replaced, not the link; who may read the file stays as it was.

    Args:
        path: the file.
        content: all of it.
        keep: leave a copy of the old one beside it, under its name with ``.bak``.

    Raises:
        OSError: it cannot be written; then the old file is as it was.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with fresh.open("xb") as out:
            out.write(content.encode() if isinstance(content, str) else content)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            copymode(path, fresh)
            if keep:
                copy(path, path.with_name(f"{path.name}.bak"))
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
