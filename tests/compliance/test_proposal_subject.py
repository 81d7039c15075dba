"""A proposal is held against the constraint areas by the ground it comes to, not by the plots it began with."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from gisapp.compliance.compliance_reports import locate_report, make_report, preview, replay_report
from gisapp.compliance.proposal_subject import subject_of_proposal
from gisapp.kernel.errors import Invalid, NotFound
from tests.builders.compliance import a_constraint
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.proposal import a_person, a_proposal, an_operation
from tests.conftest import TODAY


def test_a_proposal_is_checked_as_what_it_comes_to(db: Session):
    park, who = a_park(db), a_person(db)
    plot = a_plot(db, park, "P4-001", box=(100, 100, 200, 300))
    a_constraint(db, park.zone_id, "river", "新河", box=(90, 90, 60, 60))
    proposal = a_proposal(db, park, who)
    with pytest.raises(Invalid) as empty:
        subject_of_proposal(db, who, proposal, TODAY)
    assert empty.value.code == "compliance.proposal_empty"
    an_operation(
        db, who, proposal, "split", [plot], [("P4-001A", (100, 100, 200, 100)), ("P4-001B", (100, 200, 200, 200))]
    )
    subject = subject_of_proposal(db, who, proposal, TODAY)
    said = preview(db, subject, TODAY)
    assert said["area_m2"] == pytest.approx(60_000, abs=0.1)
    assert [(one["kind"], one["overlap_m2"]) for one in said["conflicts"]] == [("river", pytest.approx(2500, abs=0.1))]
    report = make_report(db, who, subject, TODAY, TODAY)
    kept = locate_report(db, who, report)
    assert (kept["subject"], kept["plot_id"]) == ("proposal", None)
    assert replay_report(db, who, report)["is_same"]
    with pytest.raises(NotFound):
        subject_of_proposal(db, who, 999_999, TODAY)
