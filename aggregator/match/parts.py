"""Parts of a score. Thousands of matches share a few hundred of them, so each is made once."""

from __future__ import annotations

from functools import lru_cache

from aggregator.model import Part


@lru_cache(maxsize=8192)
def part(name: str, points: float, reason: str = "", words: tuple[str, ...] = ()) -> Part:
    """A part of a score, the same object for the same facts."""
    return Part(name=name, points=points, reason=reason, words=words)
