"""A submitted proposal enters the register: boundaries, states, conditions, holders, lineage and audit in one transaction, or not at all.

The tables' own triggers check place and overlap again, under the zone's lock: what changed since the submission is refused there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.db.history import days
from gisapp.db.sql_file import load
from gisapp.db.tables.plot import PlanningConditionRow, PlotStateRow
from gisapp.kernel.errors import Conflict
from gisapp.kernel.plot_fields import CONDITION_FIELDS
from gisapp.plot_rules.terms import RuleMoment
from gisapp.proposals.check import Verdict, judge_proposal
from gisapp.proposals.handed_facts import write_handed_facts
from gisapp.proposals.lineage import write_lineage
from gisapp.proposals.proposals import lock_proposal, read_acts, read_parts
from gisapp.proposals.publication_events import write_events
from gisapp.proposals.published_plot import PublishedPlot
from gisapp.proposals.review import effective_day, refuse_errors, refuse_open_remarks, refuse_same_eyes, way, write_step
from gisapp.proposals.rules.difference import moved, papers_changed
from gisapp.proposals.rules.handing_down import inherit_state
from gisapp.proposals.terms import ProposalState


def publish_proposal(
    session: Session, principal: Principal, proposal_id: int, *, reason: str = "", today: date
) -> Verdict:
    """Publish a submitted proposal as a whole and return what the rules said.

    403 for whoever drew it; 409 with findings where a rule stops it or a plot was changed since, with who and when.
    """
    held = lock_proposal(session, principal, proposal_id)
    way(held, ProposalState.PUBLISHED)
    refuse_same_eyes(principal, held, read_acts(session, proposal_id))
    refuse_open_remarks(session, proposal_id)
    day = effective_day(held, today)
    _lock_plots(session, proposal_id)
    # read under the locks: what another publication did meanwhile is a conflict now
    operations = read_parts(session, proposal_id)["operations"]
    verdict = judge_proposal(session, held, operations, RuleMoment.PUBLISH, day)
    refuse_errors(verdict, "proposal.publish_refused")
    _refuse_other_content(held)
    source = f"草案{held['proposal_no']}"
    written = _identities(session, held, verdict)
    _write_boundaries(session, verdict, written, day, source, held["document"])
    write_handed_facts(session, verdict, written, day, source, held["document"])
    _write_conditions(session, verdict, written, day, source)
    write_lineage(session, held, verdict, written, day)
    write_events(session, principal, held, verdict, written, day)
    write_step(session, principal, held, ProposalState.PUBLISHED, today, reason=reason, verdict=verdict)
    return verdict


def _lock_plots(session: Session, proposal_id: int) -> None:
    session.execute(
        text(
            "select pg_advisory_xact_lock(4491, (plot_id % 2147483647)::integer) from (select distinct plot_id from proposal_parent"
            " where proposal_id = :id and is_live and plot_id is not null order by plot_id) p"
        ),
        {"id": proposal_id},
    )


def _refuse_other_content(held: Mapping[str, Any]) -> None:
    """The database lets nobody draw in a submitted proposal; its version is therefore that of the submission."""
    if held["state"] != str(ProposalState.SUBMITTED):
        raise Conflict(
            "proposal.not_submitted", "草案不在审核中，未发布。请先提交。", message_en="It is not submitted."
        )


def _identities(session: Session, held: Mapping[str, Any], verdict: Verdict) -> list[PublishedPlot]:
    """Give new plots an identity and every changed boundary its number."""
    new = [final for final in verdict.net.finals if final.plot_id is None]
    ids: list[int] = []
    if new:
        ids = list(
            session.execute(
                text("insert into plot (zone_id) select :zone from generate_series(1, :count) returning id"),
                {"zone": held["zone_id"], "count": len(new)},
            ).scalars()
        )
    given = {final.shape["id"]: plot_id for final, plot_id in zip(new, sorted(ids), strict=True)}
    written: list[PublishedPlot] = []
    for final in verdict.net.finals:
        if final.plot_id is None:
            written.append(PublishedPlot(final, given[final.shape["id"]], 1))
            continue
        base = verdict.net.bases[final.plot_id]
        changed = moved(final, base) or bool(papers_changed(final, base))
        written.append(PublishedPlot(final, final.plot_id, base["base_version_no"] + 1 if changed else None))
    return written


def _write_boundaries(
    session: Session, verdict: Verdict, written: list[PublishedPlot], day: date, source: str, document: str | None
) -> None:
    """States first, then boundaries: the map's read model of new plots is built once, when the boundaries come."""
    new = [one for one in written if one.final.plot_id is None]
    facts = verdict.facts
    if new:
        session.execute(
            insert(PlotStateRow),
            [
                {
                    "plot_id": one.plot_id,
                    **inherit_state([facts[plot] for plot in one.final.ancestors]),
                    "source": source,
                    "document": document,
                    "valid": days(day),
                }
                for one in new
            ],
        )
    if verdict.net.leaving:
        session.execute(load("proposals/publish_states_end"), {"plot_ids": list(verdict.net.leaving), "day": day})
    changing = [one for one in written if one.version_no is not None]
    ending = [*verdict.net.leaving, *(one.plot_id for one in changing if one.final.plot_id is not None)]
    closed = list(session.execute(load("proposals/publish_close"), {"plot_ids": ending, "day": day}).scalars())
    session.execute(
        load("proposals/publish_boundaries"),
        {
            "closed": closed,
            "day": day,
            "source": source,
            "document": document,
            "shape_ids": [one.final.shape["id"] for one in changing],
            "plot_ids": [one.plot_id for one in changing],
            "version_nos": [one.version_no for one in changing],
        },
    )


def _write_conditions(session: Session, verdict: Verdict, written: list[PublishedPlot], day: date, source: str) -> None:
    """Let planning conditions that the proposal lays down hold from the day on."""
    laid = [one for one in written if one.final.shape["conditions"] is not None]
    if not laid:
        return
    columns = ", ".join(CONDITION_FIELDS)
    session.execute(
        text(
            "with closed as (update planning_condition c set recorded = tstzrange(lower(c.recorded),"  # noqa: S608  names of the table of fields
            " greatest(clock_timestamp(), lower(c.recorded) + interval '1 microsecond'))"
            " where c.plot_id = any(:plots) and upper_inf(c.recorded) and upper_inf(c.valid) and c.valid @> cast(:day as date) returning c.*)"
            f" insert into planning_condition (plot_id, {columns}, source, valid)"
            f" select plot_id, {columns}, source, daterange(lower(valid), cast(:day as date)) from closed where lower(valid) < cast(:day as date)"
        ),
        {"plots": [one.plot_id for one in laid], "day": day},
    )
    session.execute(
        insert(PlanningConditionRow),
        [
            {
                "plot_id": one.plot_id,
                **{name: _value(name, one.final.shape["conditions"].get(name)) for name in CONDITION_FIELDS},
                "source": source,
                "valid": days(day),
            }
            for one in laid
        ],
    )


def _value(name: str, told: Any) -> Any:
    return told if told is None or name == "document_no" else Decimal(str(told))
