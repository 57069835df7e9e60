"""Alembic's migrations of the database; `storage.schema` runs them."""
