"""Proposals: a planner begins one, names it anew, and reads what is in it; every act is told in the transaction that did it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Field
from sqlalchemy import insert, text, update
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park, visible_parks
from gisapp.db.sql_file import load
from gisapp.db.tables.proposal import ProposalRow, ProposalStepRow
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Conflict, NotFound
from gisapp.kernel.filter import Filter, Listed, Words, like, listed
from gisapp.land.parks import find_park
from gisapp.proposals.lifecycle import OPEN, START, open_steps
from gisapp.proposals.terms import ProposalState


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """What a proposal is about. `effective_on` None = the day on which it is published."""

    park_code: str
    title_zh: str
    purpose_zh: str = ""
    document: str | None = None
    effective_on: date | None = None


class ProposalFilter(Filter):
    """Which proposals are asked for; empty = all. `mine` keeps those that the caller began."""

    states: Listed[ProposalState] = listed("state")
    parks: Listed[str] = listed("park", "park codes")
    plot_id: Id | None = Field(default=None, description="proposals that start from this plot")
    mine: bool = False
    conflicts: bool = Field(default=False, description="only those with plots published anew meanwhile")
    q: Words = Field(default="", description="part of number, title, author or plot number")

    def parameters(self, principal: Principal, as_of: date, proposal_id: int | None = None) -> dict[str, Any]:
        return {
            **self.bound(),
            "q": like(self.q),
            "author_id": principal.account_id if self.mine else None,
            "proposal_id": proposal_id,
            "as_of": as_of,
            **visible_parks(principal),
        }


def begin_proposal(session: Session, principal: Principal, draft: ProposalDraft, *, today: date) -> int:
    """Begin a proposal in a park and return its id; it gets the next number of its year (403 outside the caller's parks)."""
    park = find_park(session, draft.park_code)
    ensure_may_touch_park(principal, park["id"], park["name_zh"])
    session.execute(text("select pg_advisory_xact_lock(4501, :zone)"), {"zone": park["zone_id"]})
    number = session.execute(
        load("proposals/next_number"), {"zone_id": park["zone_id"], "prefix": f"CA{today.year}-"}
    ).scalar_one()
    values = {
        "title_zh": draft.title_zh.strip(),
        "purpose_zh": draft.purpose_zh.strip(),
        "document": (draft.document or "").strip() or None,
        "effective_on": draft.effective_on,
    }
    proposal_id: int = session.execute(
        insert(ProposalRow)
        .values(
            zone_id=park["zone_id"],
            park_id=park["id"],
            planar_epsg=park["planar_epsg"],
            proposal_no=number,
            author_id=principal.account_id,
            author_name=principal.name,
            changed_by_name=principal.name,
            **values,
        )
        .returning(ProposalRow.id)
    ).scalar_one()
    session.execute(
        insert(ProposalStepRow).values(
            proposal_id=proposal_id,
            sequence=1,
            from_state=START,
            state=str(ProposalState.DRAFT),
            taken_on=today,
            proposal_version=1,
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )
    record_event(
        session,
        principal,
        EventTag.PROPOSAL_CHANGE,
        subject="proposal",
        subject_id=proposal_id,
        zone_id=park["zone_id"],
        park_id=park["id"],
        changes=differences({}, {"proposal_no": number, **values}),
    )
    return proposal_id


def rename_proposal(
    session: Session, principal: Principal, proposal_id: int, draft: ProposalDraft, *, expected_version: int
) -> int:
    """Give a proposal another title, purpose, paper or day and return its version; Conflict when it was changed meanwhile."""
    held = lock_open(session, principal, proposal_id)
    if held["version"] != expected_version:
        raise Conflict(
            "proposal.changed_meanwhile",
            f"草案已由{held['changed_by_name']}修改（第{held['version']}版，您看到的是第{expected_version}版），请刷新后重试。",
            message_en="Somebody else changed it meanwhile; reload it.",
            details={"stored": {name: held[name] for name in ("title_zh", "purpose_zh", "document", "effective_on")}},
        )
    values = {
        "title_zh": draft.title_zh.strip(),
        "purpose_zh": draft.purpose_zh.strip(),
        "document": (draft.document or "").strip() or None,
        "effective_on": draft.effective_on,
    }
    changes = differences({name: held[name] for name in values}, values)
    if not changes:
        return held["version"]
    session.execute(update(ProposalRow).where(ProposalRow.id == proposal_id).values(**values))
    version = touch(session, principal, proposal_id)
    tell(session, principal, held, EventTag.PROPOSAL_CHANGE, changes)
    return version


def lock_proposal(session: Session, principal: Principal, proposal_id: int) -> dict[str, Any]:
    """Lock a proposal for writing and return its row; 404 outside the caller's parks."""
    row = (
        session.execute(
            text(
                "select * from proposal where id = :id and (:all_parks or park_id = any(:park_ids)) for no key update"
            ),
            {"id": proposal_id, **visible_parks(principal)},
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise _unknown()
    return dict(row)


def lock_open(session: Session, principal: Principal, proposal_id: int) -> dict[str, Any]:
    """Lock a proposal that is to be drawn in (409 while it is under review or closed)."""
    held = lock_proposal(session, principal, proposal_id)
    if held["state"] not in OPEN:
        raise Conflict(
            "proposal.not_open",
            f"草案{ProposalState(held['state']).label_zh}，不能再修改。待审核的请由提交人先撤回修改。",
            message_en=f"The proposal is “{ProposalState(held['state']).label_en}” and cannot be changed.",
        )
    return held


def touch(session: Session, principal: Principal, proposal_id: int) -> int:
    """Count a change of a proposal and return its new version."""
    return session.execute(
        text(
            "update proposal set version = version + 1, changed_at = clock_timestamp(), changed_by_name = :name where id = :id returning version"
        ),
        {"id": proposal_id, "name": principal.name},
    ).scalar_one()


def tell(
    session: Session,
    principal: Principal,
    held: Mapping[str, Any],
    tag: EventTag,
    changes: Mapping[str, Any],
    *,
    reason: str | None = None,
    plot_id: int | None = None,
) -> None:
    """Write down what happened to a proposal."""
    record_event(
        session,
        principal,
        tag,
        subject="proposal",
        subject_id=held["id"],
        zone_id=held["zone_id"],
        park_id=held["park_id"],
        plot_id=plot_id,
        changes=changes,
        reason=(reason or "").strip() or None,
        document=held["document"],
    )


def list_proposals(session: Session, principal: Principal, as_of: date, wanted: ProposalFilter) -> dict[str, Any]:
    """Return the proposals that pass the filter, newest change first, with counts by state over the caller's parks."""
    rows = [
        dict(row)
        for row in session.execute(load("proposals/proposals"), wanted.parameters(principal, as_of)).mappings()
    ]
    key = {"author_id": principal.account_id, **visible_parks(principal)}
    tally = session.execute(load("proposals/proposal_tally"), key).all()
    return {
        "items": rows,
        "total": len(rows),
        "by_state": {one.state: one.proposals for one in tally},
        "with_conflicts": sum(one.with_conflicts for one in tally),
        "mine": sum(one.mine for one in tally),
    }


def find_proposal(session: Session, principal: Principal, proposal_id: int, as_of: date) -> dict[str, Any]:
    """Return the row of one proposal (404 outside the caller's parks)."""
    parameters = ProposalFilter().parameters(principal, as_of, proposal_id)
    row = session.execute(load("proposals/proposals"), parameters).mappings().one_or_none()
    if row is None:
        raise _unknown()
    return dict(row)


def read_proposal(session: Session, principal: Principal, proposal_id: int, as_of: date) -> dict[str, Any]:
    """Return all there is of a proposal: operations with parents and shapes, its way, remarks, and the steps open to the caller."""
    found = find_proposal(session, principal, proposal_id, as_of)
    parts = read_parts(session, proposal_id)
    drew = drawn_by(found, parts["operations"])
    return {
        **found,
        **parts,
        "steps": _rows(session, "proposals/steps", proposal_id),
        "remarks": _rows(session, "proposals/remarks", proposal_id),
        "open_steps": [
            way.to_state for way in open_steps(found["state"]) if not (way.by_another and eyes_of(principal) in drew)
        ],
        "is_mine": eyes_of(principal) in drew,
    }


def read_parts(session: Session, proposal_id: int, operation_id: int | None = None) -> dict[str, Any]:
    """Return the operations of a proposal in order, or one of them, each with its parents and shapes (GeoJSON in EPSG:4490, areas in ㎡)."""
    key = {"proposal_id": proposal_id, "operation_id": operation_id}
    rows = {
        name: [dict(row) for row in session.execute(load(f"proposals/{name}"), key).mappings()]
        for name in ("operations", "parents", "shapes")
    }
    by_id: dict[int, dict[str, Any]] = {row["id"]: {**row, "parents": [], "shapes": []} for row in rows["operations"]}
    for name in ("parents", "shapes"):
        for row in rows[name]:
            by_id[row["operation_id"]][name].append(row)
    return {"operations": list(by_id.values())}


def read_acts(session: Session, proposal_id: int) -> list[dict[str, Any]]:
    """Return the operations of a proposal without parents and shapes: who did what, in order."""
    key = {"proposal_id": proposal_id, "operation_id": None}
    return [dict(row) for row in session.execute(load("proposals/operations"), key).mappings()]


def drawn_by(found: Mapping[str, Any], operations: list[dict[str, Any]]) -> set[int | str]:
    """Return who may not review it: who began it and whoever drew what is in it; commands on the server go by their name."""
    drew = {(found["author_id"], found["author_name"])}
    for row in operations:
        if not row["is_removed"]:
            drew |= {(row["created_by"], row["created_by_name"]), (row["changed_by"], row["changed_by_name"])}
    return {name if account is None else account for account, name in drew}


def eyes_of(principal: Principal) -> int | str:
    """Return whom the four eyes rule tells apart: the account, or the name of a command on the server."""
    return principal.name if principal.account_id is None else principal.account_id


def _rows(session: Session, name: str, proposal_id: int) -> list[dict[str, Any]]:
    return [dict(row) for row in session.execute(load(name), {"proposal_id": proposal_id}).mappings()]


def _unknown() -> NotFound:
    return NotFound(
        "proposal.not_found",
        "没有这份草案，或您没有查看权限。请核对编号。",
        message_en="No such proposal, or not for you.",
    )
