"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TIME = sa.DateTime(timezone=True)
_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    _events()
    _sources()
    _deliveries()
    _person()


def downgrade() -> None:
    """Drop them all, those that are pointed at last."""
    for name in (
        *("jobs", "documents", "pairs", "dismissals", "marks", "deliveries", "shown"),
        *("hosts", "robots", "pages", "runs", "changes", "copies", "listings"),
    ):
        op.drop_table(name)


def _of_listing(table: str, *, primary_key: bool = False) -> tuple[sa.Column[str], sa.ForeignKeyConstraint]:
    return (
        sa.Column("listing", sa.Text(), nullable=False, primary_key=primary_key),
        sa.ForeignKeyConstraint(["listing"], ["copies.uid"], name=f"fk_{table}_listing_copies"),
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _events() -> None:
    op.create_table(
        "listings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("first_seen", _TIME, nullable=False),
        sa.Column("last_seen", _TIME, nullable=False),
        sa.Column("start", _TIME),
        sa.Column("until", _TIME, comment="when the last sitting is over, as far as known"),
        sa.Column("words", sa.Text(), nullable=False, comment="folded text for search"),
        sa.PrimaryKeyConstraint("id", name="pk_listings"),
    )
    _index("listings", "first_seen", "start", "until")
    op.create_table(
        "copies",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("listing", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False, comment="0 is the winner"),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("first_seen", _TIME, nullable=False),
        sa.Column("last_seen", _TIME, nullable=False),
        sa.Column("gone_since", _TIME),
        sa.PrimaryKeyConstraint("uid", name="pk_copies"),
        sa.ForeignKeyConstraint(
            ["listing"], ["listings.id"], name="fk_copies_listing_listings", deferrable=True, initially="DEFERRED"
        ),
    )
    _index("copies", "listing", "source", "url")
    op.create_table(
        "changes",
        sa.Column("id", _ROW_ID, nullable=False, autoincrement=True),
        *_of_listing("changes"),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
    )
    _index("changes", "listing", "at")


def _sources() -> None:
    op.create_table(
        "runs",
        sa.Column("id", _ROW_ID, nullable=False, autoincrement=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("started", _TIME, nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    _index("runs", "source", "started")
    op.create_table(
        "pages",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False, comment="the address after redirects"),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="zlib"),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.Column("fetched_at", _TIME, nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_pages"),
    )
    _index("pages", "fetched_at")
    op.create_table(
        "robots",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("fetched_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("origin", name="pk_robots"),
    )
    op.create_table(
        "hosts",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("not_before", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("host", name="pk_hosts"),
    )


def _deliveries() -> None:
    op.create_table(
        "shown",
        sa.Column("profile", sa.Text(), nullable=False),
        *_of_listing("shown"),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("first", _TIME, nullable=False),
        sa.Column("last", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("profile", "listing", name="pk_shown"),
    )
    op.create_table(
        "deliveries",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("begun", _TIME, nullable=False),
        sa.Column("until", _TIME, comment="end of the claim of whoever is sending now"),
        sa.Column("parcel", sa.Text(), comment="JSON: what is sent; dropped when it has arrived"),
        sa.Column("delivered", _TIME),
        sa.Column("receipt", sa.Text()),
        sa.PrimaryKeyConstraint("key", name="pk_deliveries"),
    )


def _person() -> None:
    op.create_table(
        "marks",
        sa.Column("profile", sa.Text(), nullable=False),
        *_of_listing("marks"),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("profile", "listing", "verb", name="pk_marks"),
    )
    op.create_table(
        "dismissals",
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("organiser", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("profile", "organiser", name="pk_dismissals"),
    )
    op.create_table(
        "pairs",
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("a", "b", name="pk_pairs"),
    )
    op.create_table(
        "documents",
        sa.Column("kind", sa.Text(), nullable=False, comment="weights, …"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name="pk_documents"),
    )
    op.create_table(
        "jobs",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last_run", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_jobs"),
    )
