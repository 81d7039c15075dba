"""Documents of the demo zone: the invented office that issues them, and a few papers drawn up from the zone's own facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.approvals import documents as approval_papers  # noqa: F401  # the sources of the papers register themselves
from gisapp.auth.principal import system_principal
from gisapp.commitments import documents as commitment_documents  # noqa: F401
from gisapp.contracts import documents as contract_documents  # noqa: F401
from gisapp.demo.bulk import Bulk, period
from gisapp.documents.issue import issue_document, standing_of
from gisapp.documents.sources import draft_of
from gisapp.kernel.clock import FixedClock
from gisapp.supply import listing_documents  # noqa: F401

OFFICE_CODE = "示经开"


def write_issuer(bulk: Bulk, zone_id: int, zone_name_zh: str, since: date) -> None:
    """Write the office in whose name the zone issues; invented, and its name says so."""
    bulk.insert(
        "document_issuer",
        "zone_id, name_zh, code_zh, address, postcode, phone, representative, account_name, bank_name, bank_account, valid, recorded_by_name",
        [
            (
                zone_id, f"{zone_name_zh}自然资源和规划局（示意）", OFFICE_CODE, "示例大道1号行政服务中心", "466000", "0394-0000000", "王示例",
                "示例开发区财政专户", "示例银行示例支行", "0000 0000 0000 0000", period(since), "示意数据",
            )
        ],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Paper:
    """One document to be issued: of what, on which day."""

    day: date
    kind: str
    subject: str
    subject_id: int


_CHOSEN = """
with invented as (
    select c.id, c.signed_on, c.allocation_id, c.listing_id from contract c join party p on p.id = c.party_id
    where not p.is_real and c.ended_on is null and c.signed_on <= :today order by c.signed_on desc, c.id desc limit 2
),
chosen (day, kind, subject, subject_id) as (
    select signed_on, unnest(array['grant_contract', 'supervision_agreement', 'commitment_letter']), 'contract', id from invented
    union all
    select a.decided_on, unnest(array['allocation_minutes', 'transaction_confirmation']), 'allocation', a.id
    from allocation a join invented i on i.allocation_id = a.id
    union all
    (select l.announced_on, 'listing_announcement', 'listing', l.id from listing l
     where l.state = 'published' and l.announced_on <= :today order by l.announced_on desc, l.id desc limit 1)
    union all
    (select v.holds_from, 'supplement_agreement', 'contract_version', v.id
     from contract_version v join contract c on c.id = v.contract_id join party p on p.id = c.party_id
     where v.version_no > 1 and not p.is_real and v.holds_from <= :today order by v.holds_from desc, v.id desc limit 1)
    union all
    (select k.checked_on, unnest(array['check_record', 'rectification_notice']), 'commitment_check', k.id
     from commitment_check k join contract c on c.id = k.contract_id join party p on p.id = c.party_id
     where k.verdict = 'rectify' and not p.is_real and k.checked_on <= :today order by k.checked_on desc, k.id desc limit 1)
    union all
    (select t.agreed_on, unnest(array['tolerance_promise', 'tolerance_notice']), 'material_tolerance', t.id from material_tolerance t
     where t.agreed_on <= :today order by t.agreed_on desc, t.id desc limit 2)
    union all
    (select e.granted_on, 'extension_decision', 'case_extension', e.id from case_extension e
     where e.granted_on <= :today order by e.granted_on desc, e.id desc limit 1)
)
select day, kind, subject, subject_id from chosen c
where not exists (select from document d where d.kind = c.kind and d.subject = c.subject and d.subject_id = c.subject_id)
order by 1, 2, 4
"""
"""A few of each kind, the newest ones, of invented holders only, where no other part of the zone has issued them already."""


def write_documents(session: Session, today: date) -> None:
    """Draw up a few documents of every kind from the zone's own facts, each on its day; their PDF is made when first asked for.

    What lacks a fact is left for an officer: it shows what is missing.
    """
    actor = system_principal("示意数据")
    rows = session.execute(text(_CHOSEN), {"today": today})
    for paper in [_Paper(*row) for row in rows]:
        draft = draft_of(session, actor, paper.kind, paper.subject, paper.subject_id, paper.day)
        if standing_of(session, paper.kind, draft, paper.day)["may_be_issued"]:
            issue_document(
                session,
                actor,
                FixedClock(paper.day),
                paper.kind,
                draft,
                subject=paper.subject,
                subject_id=paper.subject_id,
                pdf=False,
            )
