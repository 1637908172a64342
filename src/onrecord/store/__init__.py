"""The append-only record: what was taken in, read and judged. The only user of SQLAlchemy and Alembic."""
