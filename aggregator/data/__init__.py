"""Shipped tables: the word lists (taxonomy), the solicitation rules and the places.

People edit the YAML; the program reads the JSON of the same name beside it, because a YAML reader needs half a second for
what JSON gives in two milliseconds. ``tools/data.py`` makes the JSON, and a test holds the two equal.
"""

from __future__ import annotations

from importlib.resources import files


def read(name: str) -> bytes:
    """The bytes of a shipped table, by its file name (``taxonomy.json``)."""
    return files(__name__).joinpath(name).read_bytes()
