"""What Alembic runs: the connection comes from `storage.schema`, inside its transaction."""

from alembic import context

from storage.tables import Row

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Row.metadata, render_as_batch=True, transactional_ddl=False)
context.run_migrations()
