"""Pages that are kept as long as the row of the list is the same that led to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column."""
    op.add_column(
        "pages", sa.Column("mark", sa.Text(), nullable=True, comment="digest of the list's row whose own page this is")
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_column("pages", "mark")
