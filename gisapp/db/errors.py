"""What a refusal of the database means to a person: constraint name → error with a sentence; the tables are in `refusals/`."""

from __future__ import annotations

import json
from traceback import format_tb

from sqlalchemy.exc import DBAPIError

from gisapp.db.refusals.approvals import APPROVALS
from gisapp.db.refusals.compliance import COMPLIANCE
from gisapp.db.refusals.contracts import CONTRACTS
from gisapp.db.refusals.encumbrances import ENCUMBRANCES
from gisapp.db.refusals.idle_cases import IDLE_CASES
from gisapp.db.refusals.idle_facts import IDLE_FACTS
from gisapp.db.refusals.inquiries import INQUIRIES
from gisapp.db.refusals.meaning import Refusals
from gisapp.db.refusals.patrol import PATROL
from gisapp.db.refusals.performance import PERFORMANCE
from gisapp.db.refusals.projects import PROJECTS
from gisapp.db.refusals.proposals import PROPOSALS
from gisapp.db.refusals.records import RECORDS
from gisapp.db.refusals.register import REGISTER
from gisapp.db.refusals.reports import REPORTS
from gisapp.db.refusals.reuse import REUSE
from gisapp.db.refusals.self_reports import SELF_REPORTS
from gisapp.db.refusals.shortlists import SHORTLISTS
from gisapp.db.refusals.stock import STOCK
from gisapp.db.refusals.supply import SUPPLY
from gisapp.db.refusals.visitors import VISITORS
from gisapp.kernel.errors import DomainError

_BY_CONSTRAINT: Refusals = {
    **REGISTER,
    **RECORDS,
    **SUPPLY,
    **CONTRACTS,
    **ENCUMBRANCES,
    **PROJECTS,
    **PROPOSALS,
    **REPORTS,
    **APPROVALS,
    **STOCK,
    **IDLE_CASES,
    **IDLE_FACTS,
    **INQUIRIES,
    **COMPLIANCE,
    **PATROL,
    **PERFORMANCE,
    **REUSE,
    **SELF_REPORTS,
    **SHORTLISTS,
    **VISITORS,
}


def domain_error(error: DBAPIError) -> DomainError | None:
    """Return the refusal that the constraint of this database error stands for; None for one that is not in the table."""
    diagnosis = getattr(error.orig, "diag", None)
    make = _BY_CONSTRAINT.get(getattr(diagnosis, "constraint_name", None) or "")
    if make is None:
        return None
    try:
        detail = json.loads(diagnosis.message_detail or "{}")  # type: ignore[union-attr]
    except ValueError:
        detail = {}
    return make(detail if isinstance(detail, dict) else {})


def without_values(error: DBAPIError) -> dict[str, object]:
    """What may be logged of a database error: which rule, which table, where in the code; no statement and no row, they hold what people entered."""
    diagnosis = getattr(error.orig, "diag", None)
    named = {
        name: getattr(diagnosis, name, None) for name in ("sqlstate", "constraint_name", "table_name", "column_name")
    }
    return {**named, "kind": type(error.orig).__name__, "where": "".join(format_tb(error.__traceback__))}
