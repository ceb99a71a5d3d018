"""Which rules merged the store: where they are still the same, pairs that say what they said need no second look."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files

from aggregator.data import read
from aggregator.dedupe.clusters import Decisions

_TABLES = ("glossary.json", "readings.tsv")


def version(decisions: Decisions) -> str:
    """One word for the rules of merging and what the user decided: another one, and every pair must be judged anew."""
    told = repr((sorted(decisions.same), sorted(decisions.different)))
    return blake2b(_rules() + told.encode(), digest_size=16).hexdigest()


@cache
def _rules() -> bytes:
    """A digest of this package's own text and tables: nobody needs to remember to count a number up."""
    found = blake2b()
    for path in sorted(files("aggregator.dedupe").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".py"):
            found.update(path.read_bytes())
    for name in _TABLES:
        found.update(read(name))
    return found.digest()
