"""Write the shipped templates anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gisapp.documents.drafting.approval_papers import (
    extension_decision,
    supervision_letter,
    tolerance_notice,
    tolerance_promise,
)
from gisapp.documents.drafting.contract_papers import grant_contract
from gisapp.documents.drafting.idle_decisions import (
    idle_annulment,
    idle_closing_notice,
    idle_copy_letter,
    idle_disposal_decision,
    idle_fee_decision,
    idle_fee_sheet,
    idle_recovery_decision,
    service_receipt,
)
from gisapp.documents.drafting.idle_papers import (
    idle_creditor_notice,
    idle_determination,
    idle_dismissal,
    idle_disposal_plan,
    idle_hearing_notice,
    idle_investigation_notice,
    idle_publicity,
)
from gisapp.documents.drafting.paper import Paper
from gisapp.documents.drafting.promise_papers import (
    check_record,
    commitment_letter,
    rectification_notice,
    supervision_agreement,
    supplement_agreement,
)
from gisapp.documents.drafting.report_papers import monthly_report
from gisapp.documents.drafting.reuse_papers import buy_back_agreement, temporary_use_agreement
from gisapp.documents.drafting.supply_papers import allocation_minutes, listing_announcement, transaction_confirmation
from gisapp.documents.filling import as_bytes
from gisapp.documents.kinds import TEMPLATES, all_kinds

PAPERS: dict[str, Callable[[], Paper]] = {
    draft.__name__: draft
    for draft in (
        listing_announcement,
        allocation_minutes,
        transaction_confirmation,
        grant_contract,
        supervision_agreement,
        commitment_letter,
        supplement_agreement,
        check_record,
        rectification_notice,
        tolerance_promise,
        tolerance_notice,
        extension_decision,
        supervision_letter,
        idle_investigation_notice,
        idle_dismissal,
        idle_determination,
        idle_publicity,
        idle_disposal_plan,
        idle_creditor_notice,
        idle_hearing_notice,
        idle_fee_decision,
        idle_recovery_decision,
        idle_disposal_decision,
        idle_copy_letter,
        idle_fee_sheet,
        idle_annulment,
        idle_closing_notice,
        service_receipt,
        monthly_report,
        buy_back_agreement,
        temporary_use_agreement,
    )
}


def draft_template(kind: str) -> bytes:
    """Return the bytes of a shipped template; the same every time, whatever the day."""
    document = PAPERS[kind]().document
    properties = document.core_properties
    properties.title, properties.author, properties.comments = all_kinds()[kind].title_zh, "", ""
    package = document.part.package
    assert package is not None
    relations = package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(name)  # a picture of the library's own sample page
    return as_bytes(document)


def main() -> None:
    """Write every template where the application looks for it."""
    for kind in all_kinds():
        Path(TEMPLATES / f"{kind}.docx").write_bytes(draft_template(kind))


if __name__ == "__main__":
    main()
