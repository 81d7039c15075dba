"""The demo has a proposal in every state, one with a conflict, one with remarks at their places; old numbers lead on."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.proposals.lineage import resolve_number
from gisapp.proposals.proposals import ProposalFilter, list_proposals
from tests.conftest import TODAY

READER = system_principal("查看")


def test_every_state_is_there_and_one_conflict(demo_db: Session):
    told = list_proposals(demo_db, READER, TODAY, ProposalFilter())
    assert told["by_state"] == {"draft": 2, "submitted": 1, "returned": 1, "published": 1, "withdrawn": 1}
    assert told["with_conflicts"] == 1
    returned = next(row for row in told["items"] if row["state"] == "returned")
    assert (returned["open_remark_count"], returned["last_actor_name"] != returned["author_name"]) == (2, True)
    draft = next(row for row in told["items"] if row["state"] == "draft" and row["failed_count"])
    assert draft["shape_count"] == 4


def test_numbers_of_split_and_merged_plots_lead_on(demo_db: Session):
    kinds = demo_db.execute(text("select kind, count(*) from lineage_edge group by kind")).all()
    assert dict(map(tuple, kinds)) == {"split": 2, "merge": 2}
    old = demo_db.execute(
        text(
            "select distinct v.plot_no from lineage_edge e join plot_version v on v.plot_id = e.from_plot_id where e.kind = 'split'"
        )
    ).scalar_one()
    told = resolve_number(demo_db, READER, old, TODAY)
    assert (told["is_live"], len(told["successors"])) == (False, 2)
