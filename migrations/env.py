"""Runs migrations over one court's store; called by app/base/upgrade.py with an open connection."""

from alembic import context

from app.base.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata(), render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
