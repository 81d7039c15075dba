"""The link that opens a report to its enterprise: made when it is asked for, never kept."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.service_keys import link_key, read_service_key
from gisapp.self_reports import store


def path_of(session: Session, report_id: int) -> str:
    """Return the path of a report's page with its secret in the fragment, which a browser sends to nobody."""
    row = session.execute(text("select report_no, link_nonce from self_report where id = :id"), {"id": report_id}).one()
    key = link_key(read_service_key(session, store.KEY_NAME), f"status:{row.report_no}", str(row.link_nonce))
    return f"/self-report/{row.report_no}#{key}"
