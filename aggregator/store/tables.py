"""The tables, and the column types that keep times and models whole on every database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

from aggregator.health import Run
from aggregator.model import Event

ModelT = TypeVar("ModelT", bound=BaseModel)


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC. SQLite drops offsets without a word, so it is given naive UTC and read back aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Towards the database; a naive time is a bug of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (the base's signature)
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ModelText(TypeDecorator[ModelT], Generic[ModelT]):
    """A frozen model as JSON text: what equals the default is left out, so that rows stay small and old rows readable."""

    impl = Text
    cache_ok = True

    def __init__(self, model: type[ModelT]) -> None:
        super().__init__()
        self.model = model

    def process_bind_param(self, value: ModelT | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (the base's signature)
        """Towards the database."""
        return None if value is None else value.model_dump_json(exclude_defaults=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> ModelT | None:  # noqa: ARG002 (the base's signature)
        """From the database."""
        return None if value is None else self.model.model_validate_json(value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _row_id() -> Column[int]:
    """A growing number; SQLite counts by itself only in a column of type INTEGER."""
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def _listing_key(**options: Any) -> Column[str]:
    """A listing's id. It is the uid of one of its copies for ever, so it stays a valid key when listings merge."""
    return Column("listing", Text, ForeignKey("copies.uid"), nullable=False, **options)


listings = Table(
    "listings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("event", ModelText(Event), nullable=False),
    Column("first_seen", UtcTime, nullable=False, index=True),
    Column("last_seen", UtcTime, nullable=False),
    Column("start", UtcTime, index=True),
    Column("until", UtcTime, index=True, comment="when the last sitting is over, as far as known"),
    Column("words", Text, nullable=False, comment="folded text for search"),
)

copies = Table(
    "copies",
    metadata,
    Column("uid", Text, primary_key=True),
    Column(
        "listing", Text, ForeignKey("listings.id", deferrable=True, initially="DEFERRED"), nullable=False, index=True
    ),
    Column("rank", Integer, nullable=False, comment="0 is the winner"),
    Column("source", Text, nullable=False, index=True),
    Column("url", Text, index=True),
    Column("event", ModelText(Event), nullable=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("last_seen", UtcTime, nullable=False),
    Column("gone_since", UtcTime),
)

changes = Table(
    "changes",
    metadata,
    _row_id(),
    _listing_key(index=True),
    Column("field", Text, nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
)

runs = Table(
    "runs",
    metadata,
    _row_id(),
    Column("source", Text, nullable=False, index=True),
    Column("started", UtcTime, nullable=False, index=True),
    Column("run", ModelText(Run), nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("key", Text, primary_key=True),
    Column("url", Text, nullable=False, comment="the address after redirects"),
    Column("body", LargeBinary, nullable=False, comment="zlib"),
    Column("content_type", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", Text, nullable=False),
    Column("fetched_at", UtcTime, nullable=False, index=True),
    Column("changed_at", UtcTime, nullable=False),
    Column("mark", Text, comment="digest of the list's row whose own page this is"),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("fetched_at", UtcTime, nullable=False),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("not_before", UtcTime, nullable=False),
)

shown = Table(
    "shown",
    metadata,
    Column("profile", Text, primary_key=True),
    _listing_key(primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("first", UtcTime, nullable=False),
    Column("last", UtcTime, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("key", Text, primary_key=True),
    Column("begun", UtcTime, nullable=False),
    Column("until", UtcTime, comment="end of the claim of whoever is sending now"),
    Column("parcel", Text, comment="JSON: what is sent; dropped when it has arrived"),
    Column("delivered", UtcTime),
    Column("receipt", Text),
)

marks = Table(
    "marks",
    metadata,
    Column("profile", Text, primary_key=True),
    _listing_key(primary_key=True),
    Column("verb", Text, primary_key=True),
    Column("at", UtcTime, nullable=False),
)

dismissals = Table(
    "dismissals",
    metadata,
    Column("profile", Text, primary_key=True),
    Column("organiser", Text, primary_key=True),
    Column("at", UtcTime, nullable=False),
)

pairs = Table(
    "pairs",
    metadata,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("same", Boolean, nullable=False),
    Column("at", UtcTime, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("kind", Text, primary_key=True, comment="weights, …"),
    Column("name", Text, primary_key=True),
    Column("json", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("name", Text, primary_key=True),
    Column("last_run", UtcTime, nullable=False),
)

vectors = Table(
    "vectors",
    metadata,
    Column("model", Text, primary_key=True),
    Column("text", Text, primary_key=True, comment="BLAKE2b of it"),
    Column("vector", LargeBinary, nullable=False, comment="half-precision floats, little-endian"),
    Column("at", UtcTime, nullable=False),
)
