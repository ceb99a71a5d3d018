"""What texts mean to a model."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "vectors",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, comment="BLAKE2b of it"),
        sa.Column("vector", sa.LargeBinary(), nullable=False, comment="half-precision floats, little-endian"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("model", "text", name="pk_vectors"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("vectors")
