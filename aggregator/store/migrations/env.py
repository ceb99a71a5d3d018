"""Run by Alembic. The caller hands over an open connection and owns its transaction."""

from __future__ import annotations

from alembic import context

from aggregator.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
