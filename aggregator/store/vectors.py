"""What texts mean to a model, kept so that no text is read twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

from sqlalchemy import delete, or_, select

from aggregator.store.base import Database, chunks, upsert
from aggregator.store.tables import vectors

KEPT: Final = timedelta(days=120)
"""After this time a text is read anew, if it is still there."""


class Vectors(Database):
    """Vectors by model and text. Whoever changes the model names it otherwise; what another one made is dropped."""

    def vectors(self, model: str, texts: Iterable[str]) -> dict[str, bytes]:
        """The vectors that are known, by text."""
        wanted = {_key(text): text for text in texts}
        found: dict[str, bytes] = {}
        with self._reading() as connection:
            for keys in chunks(wanted):
                query = select(vectors.c.text, vectors.c.vector).where(
                    vectors.c.model == model, vectors.c.text.in_(keys)
                )
                found |= {wanted[key]: vector for key, vector in connection.execute(query).all()}
        return found

    def keep_vectors(self, model: str, found: Mapping[str, bytes], now: datetime) -> None:
        """Keep vectors, and drop those of other models and those that are long kept."""
        rows = [
            {"model": model, "text": _key(text), "vector": vector, "at": now} for text, vector in sorted(found.items())
        ]
        with self._writing() as connection:
            connection.execute(delete(vectors).where(or_(vectors.c.model != model, vectors.c.at < now - KEPT)))
            upsert(connection, vectors, rows)


def _key(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
