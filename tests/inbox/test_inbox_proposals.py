"""A proposal waits for another person's review, then for its author; on an earlier day as it stood then."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.dossier.search import search
from gisapp.inbox.inbox import InboxFilter, read_inbox
from gisapp.proposals.publishing import publish_proposal
from gisapp.proposals.review import return_proposal, submit_proposal
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.proposal import TODAY, a_person, a_proposal, an_operation

FREE = {"supply": "not_ready", "development": "not_applicable", "compliance": "not_applicable"}
HALVES = [("P4-101", (100, 100, 100, 300)), ("P4-102", (200, 100, 100, 300))]


def waiting(db: Session, who, day: date) -> list[tuple]:
    rows = read_inbox(db, who, day, InboxFilter(sources=("proposal",)))["items"]
    return [(row["action"], row["due_on"], row["person"], row["bucket"]) for row in rows]


def test_it_waits_for_the_reviewer_and_then_for_its_author(db: Session):
    park = a_park(db)
    planner, officer = a_person(db), a_person(db, "officer", Role.OFFICER)
    proposal = a_proposal(db, park, planner)
    an_operation(db, planner, proposal, "split", [a_plot(db, park, **FREE)], HALVES)
    assert waiting(db, officer, TODAY) == []
    submit_proposal(db, planner, proposal, today=TODAY)
    assert waiting(db, officer, TODAY) == [("review_proposal", TODAY + timedelta(5), None, "week")]
    later = TODAY + timedelta(6)
    assert waiting(db, officer, later)[0][3] == "overdue"
    return_proposal(db, officer, proposal, reason="请修改", today=later)
    assert waiting(db, officer, later) == [("mend_proposal", later + timedelta(5), "planner", "week")]
    assert waiting(db, officer, TODAY)[0][0] == "review_proposal"


def test_the_search_box_leads_from_an_old_number_to_what_became_of_it(db: Session):
    park = a_park(db)
    planner, officer = a_person(db), a_person(db, "officer", Role.OFFICER)
    proposal = a_proposal(db, park, planner)
    an_operation(db, planner, proposal, "split", [a_plot(db, park, **FREE)], HALVES)
    submit_proposal(db, planner, proposal, today=TODAY)
    publish_proposal(db, officer, proposal, today=TODAY)
    hits = search(db, officer, "P4-001", TODAY, None)
    assert [(hit["label"], "原P4-001" in hit["sub_zh"]) for hit in hits] == [("P4-101", True), ("P4-102", True)]
    before = search(db, officer, "P4-001", TODAY - timedelta(1), None)
    assert [hit["label"] for hit in before] == ["P4-001"]
