"""Rows of the database, one file per noun. `metadata` holds every table that the application writes through SQLAlchemy."""

from gisapp.db.tables import account, approval, audit, commitment, idle_case, park, party, plot, readiness, supply  # noqa: F401
from gisapp.db.tables.base import Row

metadata = Row.metadata
