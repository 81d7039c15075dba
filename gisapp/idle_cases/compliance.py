"""What a case does to its plot: the compliance axis follows the steps, and land that is taken back leaves its contract and goes to the reserve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.contracts.supplements import EndDraft, end_contract
from gisapp.contracts.terms import ContractEnd
from gisapp.db.history import current_rows
from gisapp.db.tables.party import PlotPartyRow
from gisapp.db.tables.plot import PlotStateRow
from gisapp.idle_cases.rules.disposal import ENDS_RIGHT
from gisapp.idle_cases.terms import CaseState, CaseStep, Measure
from gisapp.land.states import StateBasis, change_state
from gisapp.land.terms import ComplianceState, LandControl, StateAct
from gisapp.parties.parties import revise_parties

TAKES_BACK = ENDS_RIGHT
OUTCOMES = (ComplianceState.IN_ORDER, ComplianceState.LATE, ComplianceState.REUSED)
"""How land may stand when its case is closed and the holder keeps it."""

_AFTER: Mapping[CaseState, ComplianceState] = {
    CaseState.CLUE: ComplianceState.SUSPECTED_IDLE,
    CaseState.INVESTIGATING: ComplianceState.SUSPECTED_IDLE,
    CaseState.CAUSE_REVIEW: ComplianceState.SUSPECTED_IDLE,
    CaseState.DETERMINED: ComplianceState.DETERMINED_IDLE,
    CaseState.PUBLISHED: ComplianceState.DETERMINED_IDLE,
    CaseState.PLANNING: ComplianceState.DISPOSING,
    CaseState.HEARING: ComplianceState.DISPOSING,
    CaseState.DECIDED: ComplianceState.DISPOSING,
    CaseState.PERFORMING: ComplianceState.DISPOSING,
}
_RANK = (ComplianceState.SUSPECTED_IDLE, ComplianceState.DETERMINED_IDLE, ComplianceState.DISPOSING)


def outcome_of(measure: Measure | None, wished: ComplianceState | None) -> ComplianceState:
    """Return how the land stands after its case: as the officer says, else late where only a fee was paid, in order otherwise."""
    if wished is not None:
        return wished
    return ComplianceState.LATE if measure is Measure.FEE else ComplianceState.IN_ORDER


def compliance_before(session: Session, case: Mapping[str, Any]) -> ComplianceState:
    """Return how the land stood on the day before its case was opened, to which it returns when it was never idle; in order where not known."""
    day = case["found_on"] - timedelta(1)
    rows = current_rows(session, PlotStateRow, {"plot_id": case["plot_id"]})
    held = next((ComplianceState(row["compliance"]) for row in rows if row["valid"].contains(day)), None)
    return held if held is not None and held in OUTCOMES else ComplianceState.IN_ORDER


def follow_step(
    session: Session, principal: Principal, case: Mapping[str, Any], on: date, *, final: ComplianceState, reason: str
) -> None:
    """Let the plot's compliance be what its open cases say from a day on; `final` where none is open any more.

    Of several open cases of a plot the one that has come furthest speaks.
    """
    states = session.execute(
        text("select k.state from idle_case_standing(:on) k join idle_case i on i.id = k.case_id where i.plot_id = :plot and k.is_open"),
        {"on": on, "plot": case["plot_id"]},
    ).scalars()  # fmt: skip
    told = [_AFTER[CaseState(state)] for state in states]
    set_compliance(session, principal, case, max(told, key=_RANK.index) if told else final, on, reason)


def set_compliance(
    session: Session, principal: Principal, case: Mapping[str, Any], wanted: ComplianceState, on: date, reason: str
) -> None:
    """Write the plot's compliance from a day on, where it is another one (409 for a day outside the plot's life)."""
    held = next(
        (row for row in current_rows(session, PlotStateRow, {"plot_id": case["plot_id"]}) if row["valid"].contains(on)),
        None,
    )
    if held is not None and held["compliance"] == str(wanted):
        return
    change_state(
        session,
        principal,
        case["plot_id"],
        {"compliance": str(wanted)},
        StateBasis(reason=reason, document=case["case_no"]),
        valid_from=on,
        act=StateAct.IDLE_CASE,
    )


def move_compliance(
    session: Session, principal: Principal, case: Mapping[str, Any], step: Mapping[str, Any], before: date, after: date
) -> None:
    """Follow a corrected day of a step: the plot's compliance begins where the step now lies, what was before reaches to there."""
    state = CaseState(step["to_state"])
    if state not in _AFTER or before == after:
        return
    reason = f"更正“{CaseStep(step['step']).label_zh}”的日期"
    rows = current_rows(session, PlotStateRow, {"plot_id": case["plot_id"]})
    starts = next((row for row in rows if row["valid"].lower == before), None)
    earlier = next((row for row in reversed(rows) if row["valid"].upper == before), None)
    if starts is None or earlier is None or starts["compliance"] != str(_AFTER[state]):
        return
    if after > before:
        set_compliance(session, principal, case, ComplianceState(earlier["compliance"]), before, reason)
    set_compliance(session, principal, case, _AFTER[state], after, reason)


def take_back_land(
    session: Session,
    principal: Principal,
    case: Mapping[str, Any],
    measure: Measure,
    *,
    on: date,
    reason: str,
    evidence_ids: Sequence[int],
    today: date,
) -> None:
    """Recovery, purchase or swap is performed: the contract ends, the plot leaves its holder and enters the reserve."""
    why = f"{measure.label_zh}（{case['case_no']}）：{reason}".rstrip("：")
    if case["contract_id"] is not None and _in_force(session, case["contract_id"]):
        kind = ContractEnd.RESCINDED if measure is Measure.SWAP else ContractEnd.RECOVERED
        end_contract(session, principal, case["contract_id"], EndDraft(on, kind, why, evidence_ids), today)
    held = next(
        (row for row in current_rows(session, PlotStateRow, {"plot_id": case["plot_id"]}) if row["valid"].contains(on)),
        None,
    )
    wanted = {
        "supply": "not_ready",
        "development": "not_applicable",
        "compliance": str(ComplianceState.NOT_APPLICABLE),
        "land_control": str(LandControl.RESERVED),
    }
    if held is not None and any(held[axis] != value for axis, value in wanted.items()):
        change_state(
            session,
            principal,
            case["plot_id"],
            wanted,
            StateBasis(reason=why, document=case["case_no"]),
            valid_from=on,
            act=StateAct.IDLE_CASE,
        )
    parties = [
        row for row in current_rows(session, PlotPartyRow, {"plot_id": case["plot_id"]}) if row["valid"].contains(on)
    ]
    if any(row["role"] == "holder" for row in parties):
        staying = [
            {"party_id": row["party_id"], "role": row["role"], "share": row["share"]}
            for row in parties
            if row["role"] != "holder"
        ]
        revise_parties(
            session, principal, case["plot_id"], staying, valid_from=on, reason=why, document=case["case_no"]
        )


def _in_force(session: Session, contract_id: int) -> bool:
    return session.execute(
        text("select ended_on is null from contract where id = :id"), {"id": contract_id}
    ).scalar_one()
