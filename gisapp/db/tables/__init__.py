"""Rows of the database, one file per noun. `metadata` holds every table that the application writes through SQLAlchemy."""

from gisapp.db.tables import (  # noqa: F401
    account,
    approval,
    audit,
    commitment,
    idle_case,
    park,
    party,
    patrol,
    plot,
    readiness,
    report,
    site,
    stock,
    supply,
)
from gisapp.db.tables.base import Row

metadata = Row.metadata
