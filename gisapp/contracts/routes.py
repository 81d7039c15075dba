"""Contracts over HTTP: the list and its sums, one sheet, drafts, signing, supplements, the end, exports."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Response

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.api.table_file import to_csv, to_xlsx
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.contracts import documents as _papers  # noqa: F401 registers the sources of its documents
from gisapp.contracts import schemas
from gisapp.contracts.bodies import signing_draft, supplement_draft
from gisapp.contracts.drafts import draft_for_plot, draft_from_allocation, draft_sources
from gisapp.contracts.export import COLUMNS, LIST_ZH, total_row, with_labels
from gisapp.contracts.lookup import find_contract
from gisapp.contracts.queries import (
    DEFAULT_ORDER,
    ORDERS,
    ContractFilter,
    describe_change,
    describe_contract,
    list_contracts,
    total_contracts,
)
from gisapp.contracts.signing import check_contract, sign_contract
from gisapp.contracts.supplements import EndDraft, end_contract, preview_supplement, sign_supplement
from gisapp.kernel.bounds import Id, Ordinal
from gisapp.kernel.errors import Invalid
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.supply.allocation_facts import open_allocations

router = Router(prefix="/api/contracts", tags=["contracts"])

ContractFilterDep = Annotated[ContractFilter, Query()]
Reader = Annotated[Principal, Depends(require(Permission.CONTRACT_READ))]
Signer = Annotated[Principal, Depends(require(Permission.CONTRACT_SIGN))]


@router.get("")
def contracts(
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    wanted: ContractFilterDep,
    sort: Annotated[str, Query(pattern=f"^({'|'.join(ORDERS)})$")] = DEFAULT_ORDER,
    limit: Annotated[int, Query(ge=0, le=1000)] = 500,
    offset: Ordinal = 0,
) -> schemas.ContractList:
    """Contracts signed by the day, as they stand on it; the totals are of the whole filtered set."""
    rows = list_contracts(session, principal, as_of, wanted, order=sort, limit=limit, offset=offset)
    return schemas.ContractList(
        as_of=as_of,
        totals=schemas.ContractTotals(**total_contracts(session, principal, as_of, wanted)),
        items=[schemas.ContractItem(**row) for row in rows],
    )


@router.get("/export.{form}", **gives(*ListForm))
def export(
    form: ListForm,
    session: SessionDep,
    principal: Reader,
    as_of: AsOfDep,
    leaving: LeavingDep,
    wanted: ContractFilterDep,
) -> Response:
    """The filtered contracts as Excel or CSV, with day, sums and demo mark in it."""
    rows = with_labels(list_contracts(session, principal, as_of, wanted))
    total = total_row(total_contracts(session, principal, as_of, wanted))
    title = leaving.caption(LIST_ZH, len(rows), principal.name, "份")
    content = (
        to_csv(COLUMNS, rows, [title]) if form is ListForm.CSV else to_xlsx(LIST_ZH, COLUMNS, rows, [title], total)
    )
    return leaving.attachment(content, LIST_ZH, "contracts", form)


@router.get("/allocations")
def allocations(session: SessionDep, principal: Reader) -> list[schemas.OpenAllocation]:
    """Live decisions that have no contract yet."""
    return [schemas.OpenAllocation.model_validate(row) for row in open_allocations(session, principal)]


@router.get("/draft")
def draft(
    session: SessionDep,
    principal: Reader,
    clock: ClockDep,
    allocation: Id | None = None,
    plot: Id | None = None,
) -> schemas.DraftAnswer:
    """A contract filled in from a decision, or from the register for an older contract of a plot."""
    if (allocation is None) == (plot is None):
        raise Invalid(
            "contract.draft_source",
            "请选择一项供地结果或一个地块。",
            message_en="Name either an allocation or a plot.",
        )
    values = (
        draft_from_allocation(session, principal, allocation, clock.today())
        if allocation is not None
        else draft_for_plot(session, principal, plot or 0, clock.today())
    )
    return schemas.DraftAnswer(
        plot_id=values["plot_id"],
        plot_no=values["plot_no"],
        party_name_zh=values["party_name_zh"],
        values=values,
        rests_on={
            name: schemas.DraftSource(
                code=entry.code, basis=str(entry.basis), effective_from=entry.effective_from, confirmed=entry.confirmed
            )
            for name, entry in draft_sources(session, values, clock.today()).items()
        },
    )


@router.post("/check")
def check(body: schemas.ContractBody, session: SessionDep, clock: ClockDep, principal: Signer) -> schemas.Checked:
    """What speaks against signing this contract today; nothing is written."""
    findings = check_contract(session, principal, signing_draft(body), clock.today())
    return schemas.Checked(findings=findings.as_dicts())


@router.post("", status_code=201)
def sign(body: schemas.ContractBody, session: SessionDep, clock: ClockDep, principal: Signer) -> schemas.Signed:
    """Sign: contract, version 1, obligations, the plot's state and holder in one transaction; 409 with findings."""
    return schemas.Signed(id=sign_contract(session, principal, signing_draft(body), clock.today()))


@router.get("/{contract_id}")
def contract(contract_id: Id, session: SessionDep, as_of: AsOfDep, principal: Reader) -> schemas.ContractSheet:
    """One contract on a day: fields, versions with their differences, obligations with why."""
    return schemas.ContractSheet.model_validate(describe_contract(session, principal, contract_id, as_of))


@router.post("/{contract_id}/supplements/check")
def check_supplement(
    contract_id: Id, body: schemas.SupplementBody, session: SessionDep, clock: ClockDep, principal: Signer
) -> schemas.SupplementPreviewAnswer:
    """What speaks against a supplement and what it would change; nothing is written."""
    found = find_contract(session, principal, contract_id, clock.today())
    preview = preview_supplement(session, principal, contract_id, supplement_draft(body, found), clock.today())
    return schemas.SupplementPreviewAnswer(
        findings=preview.findings.as_dicts(),
        changes=[schemas.ChangeAnswer.model_validate(describe_change(change)) for change in preview.changes],
    )


@router.post("/{contract_id}/supplements", status_code=201)
def supplement(
    contract_id: Id, body: schemas.SupplementBody, session: SessionDep, clock: ClockDep, principal: Signer
) -> schemas.Signed:
    """Sign a supplement: the contract's next version; nothing of an older one changes."""
    found = find_contract(session, principal, contract_id, clock.today())
    number = sign_supplement(session, principal, contract_id, supplement_draft(body, found), clock.today())
    return schemas.Signed(id=contract_id, version_no=number)


@router.post("/{contract_id}/end", status_code=204)
def end(contract_id: Id, body: schemas.EndBody, session: SessionDep, clock: ClockDep, principal: Signer) -> None:
    """End a contract on a day; its plot leaves supply, everything agreed and checked stays on record."""
    draft = EndDraft(body.ended_on, body.kind, body.reason, tuple(body.evidence_ids))
    end_contract(session, principal, contract_id, draft, clock.today())
