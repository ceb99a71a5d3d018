"""Alembic's environment; the store runs it when it is opened."""
