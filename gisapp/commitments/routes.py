"""Promises over HTTP: the ledger and its sums, what is due, one plot's timeline, checks, withdrawals, waivers, exports."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Response

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.commitments import documents as commitment_documents  # noqa: F401  (registers where the documents of a check get their facts)
from gisapp.commitments import schemas
from gisapp.commitments.checks import (
    AssessedCheck,
    CheckDraft,
    WaiverDraft,
    assess_draft,
    record_check,
    waive_obligation,
    withdraw_check,
)
from gisapp.commitments.commitments import (
    DEFAULT_ORDER,
    CommitmentFilter,
    count_commitments,
    due_commitments,
    list_commitments,
    rates_of,
    tally_parts,
)
from gisapp.commitments.contract_officers import name_officer
from gisapp.commitments.export import LIST_ZH, identity_zh, to_csv, to_xlsx, with_labels
from gisapp.commitments.history import explain_commitments
from gisapp.commitments.rules.measuring import Figures
from gisapp.commitments.rules.reviewers import Reviewer
from gisapp.commitments.terms import RateBy, ReviewingOffice
from gisapp.kernel.bounds import Id, Ordinal
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.land.plots import ensure_visible
from gisapp.preparation.rules.indicator_values import value_zh
from gisapp.preparation.rules.indicators import Storey
from gisapp.preparation.standard_terms import CheckVerdict

router = Router(prefix="/api", tags=["commitments"])

CommitmentFilterDep = Annotated[CommitmentFilter, Query()]
Reader = Annotated[Principal, Depends(require(Permission.COMMITMENT_READ))]
Checker = Annotated[Principal, Depends(require(Permission.COMMITMENT_CHECK))]
Waiver = Annotated[Principal, Depends(require(Permission.COMMITMENT_WAIVE))]


@router.get("/commitments")
def commitments(
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    wanted: CommitmentFilterDep,
    sort: str = DEFAULT_ORDER,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Ordinal = 0,
) -> schemas.CommitmentList:
    """The ledger of obligations on a day; the tally is of the whole filtered set, the list of the columns asked for."""
    total, rows = list_commitments(session, principal, as_of, wanted, order=sort, limit=limit, offset=offset)
    return schemas.CommitmentList(
        as_of=as_of,
        tally=schemas.TallyAnswer(**tally_parts(count_commitments(session, principal, as_of, wanted))),
        total=total,
        items=[schemas.CommitmentItem(**row) for row in rows],
    )


@router.get("/commitments/due")
def due(
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    wanted: CommitmentFilterDep,
    within_days: Annotated[int, Query(ge=0, le=366)] = 30,
) -> schemas.DueList:
    """What has to be looked at now and soon: overdue, today, within a week, within the days asked for."""
    rows = due_commitments(session, principal, as_of, within_days=within_days, wanted=wanted)
    items = [schemas.DueItem.model_validate({**row, "group": str(row["group"])}) for row in rows]
    return schemas.DueList(as_of=as_of, within_days=within_days, items=items)


@router.get("/commitments/rates")
def rates(
    session: SessionDep, principal: Reader, as_of: AsOfDep, wanted: CommitmentFilterDep, by: RateBy = RateBy.PARK
) -> schemas.RateTable:
    """Promises kept by park, industry, year due or officer; the rows add up to the total."""
    return schemas.RateTable(
        as_of=as_of,
        by=by,
        total=schemas.TallyAnswer(**tally_parts(count_commitments(session, principal, as_of, wanted))),
        rows=[schemas.RateRow(**row) for row in rates_of(session, principal, as_of, wanted, by)],
    )


@router.get("/commitments/export.{form}", **gives(*ListForm))
def export(
    form: ListForm,
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: CommitmentFilterDep,
) -> Response:
    """The filtered ledger as Excel or CSV, with day, identity and demo mark in it."""
    _, rows = list_commitments(session, principal, as_of, wanted, order="due_on")
    tally = count_commitments(session, principal, as_of, wanted)
    title = leaving.caption(LIST_ZH, len(rows), principal.name)
    write = to_csv if form is ListForm.CSV else to_xlsx
    return leaving.attachment(write(with_labels(rows), title, identity_zh(tally)), LIST_ZH, "commitments", form)


@router.get("/plots/{plot_id}/commitments")
def promises_of_plot(plot_id: Id, session: SessionDep, principal: Reader, as_of: AsOfDep) -> schemas.Promises:
    """Everything promised on a plot by the contract in force on the day, with why each stands as it does."""
    ensure_visible(session, principal, plot_id)
    return _promises(session, principal, as_of, CommitmentFilter(plot_id=plot_id))


@router.get("/contracts/{contract_id}/commitments")
def promises_of_contract(contract_id: Id, session: SessionDep, principal: Reader, as_of: AsOfDep) -> schemas.Promises:
    """Everything a contract in force on the day binds to, with why each stands as it does."""
    return _promises(session, principal, as_of, CommitmentFilter(contract_id=contract_id))


@router.post("/commitments/checks/preview")
def preview(body: schemas.CheckBody, session: SessionDep, principal: Checker, clock: ClockDep) -> schemas.CheckPreview:
    """What the rules make of a check, without keeping it: the measured value, what it proves, the findings."""
    assessed = assess_draft(session, principal, clock.today(), _draft(body))
    return schemas.CheckPreview(
        measured=None if assessed.check.measured is None else float(assessed.check.measured),
        measured_zh=_measured_zh(assessed),
        as_promised=assessed.as_promised,
        proves=str(assessed.proves),
        state=assessed.standing.state,
        findings=assessed.findings.as_dicts(),
    )


@router.post("/commitments/checks", status_code=201)
def check(body: schemas.CheckBody, session: SessionDep, principal: Checker, clock: ClockDep) -> Created:
    """Keep a check; 409 with findings where evidence, signature, days or the measured value do not bear the verdict."""
    return Created(id=record_check(session, principal, clock.today(), _draft(body)))


@router.post("/commitments/checks/{check_id}/withdrawal", status_code=204)
def withdraw(
    check_id: Id, body: schemas.WithdrawalBody, session: SessionDep, principal: Waiver, clock: ClockDep
) -> Response:
    """Withdraw the last check of an obligation as mistaken; it stays on record."""
    withdraw_check(session, principal, clock.today(), check_id, **body.model_dump())
    return Response(status_code=204)


@router.post("/commitments/waivers", status_code=204)
def waive(body: schemas.WaiverBody, session: SessionDep, principal: Waiver, clock: ClockDep) -> Response:
    """Let an obligation be owed no longer from a day on, by whose decision and why."""
    given: dict[str, Any] = body.model_dump()
    waive_obligation(session, principal, clock.today(), WaiverDraft(key=given.pop("obligation_key"), **given))
    return Response(status_code=204)


@router.put("/contracts/{contract_id}/officer", status_code=204)
def officer(contract_id: Id, body: schemas.OfficerBody, session: SessionDep, principal: Checker) -> Response:
    """Name who follows the promises of a contract from a day on."""
    name_officer(session, principal, contract_id, body.officer_name, valid_from=body.valid_from)
    return Response(status_code=204)


def _promises(session: SessionDep, principal: Principal, as_of: AsOfDep, wanted: CommitmentFilter) -> schemas.Promises:
    return schemas.Promises(
        as_of=as_of,
        tally=schemas.TallyAnswer(**tally_parts(count_commitments(session, principal, as_of, wanted))),
        items=[schemas.ExplainedCommitment(**item) for item in explain_commitments(session, principal, as_of, wanted)],
    )


def _measured_zh(assessed: AssessedCheck) -> str | None:
    measured, indicator = assessed.check.measured, assessed.obligation.indicator
    if measured is None:
        return None
    return value_zh(indicator, measured) if indicator is not None else f"{float(measured):,.2f} 元"


def _draft(body: schemas.CheckBody) -> CheckDraft:
    return CheckDraft(
        contract_id=body.contract_id,
        obligation_key=body.obligation_key,
        checked_on=body.checked_on,
        verdict=CheckVerdict(body.verdict),
        done_on=body.done_on,
        figures=Figures(
            numbers=body.numbers,
            storeys=None
            if body.storeys is None
            else [Storey(storey.floor_area_m2, storey.height_m) for storey in body.storeys],
            answers=body.answers,
        ),
        rectify_by=body.rectify_by,
        consequence=body.consequence,
        remark=body.remark,
        signed_off_by=body.signed_off_by,
        reviewers=[Reviewer(ReviewingOffice(one.office), one.name, one.opinion) for one in body.reviewers],
        evidence_ids=body.evidence_ids,
    )
