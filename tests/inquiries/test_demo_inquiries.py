"""The demo zone shows an inquiry in each state, all of invented askers."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.demo.zone import TODAY
from gisapp.inquiries.inquiries import InquiryFilter, count_sources, list_inquiries
from gisapp.inquiries.terms import InquiryState

CLERK = system_principal("测试")


def test_every_state_is_shown_and_every_asker_is_invented(demo_db: Session):
    found = list_inquiries(demo_db, CLERK, TODAY, InquiryFilter())
    assert all(found["by_state"][state] for state in InquiryState.values())
    assert found["overdue"] >= 1
    assert {row["is_erased"] for row in found["items"]} == {True, False}
    contacts = demo_db.execute(text("select contact, asker_name from inquiry_person")).all()
    assert all(contact.endswith("@example.com") and ("示例" in name or "Example" in name) for contact, name in contacts)


def test_sources_have_leads_projects_and_a_gap(demo_db: Session):
    found = count_sources(demo_db, CLERK, TODAY, InquiryFilter())
    assert found["leads"] > found["projects"] > 0
    assert len(found["by_region"]) > 4
