"""Alembic's entry: runs the migrations on the connection that is handed over."""

from __future__ import annotations

from alembic import context

from lti_service.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    user_module_prefix="",
)
with context.begin_transaction():
    context.run_migrations()
