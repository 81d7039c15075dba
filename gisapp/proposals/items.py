"""The operations of a proposal: what is drawn is written at once, the version that was seen is named, and nobody's work is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geoalchemy2.shape import from_shape
from sqlalchemy import delete, insert, text, update
from sqlalchemy.orm import Session

from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.proposal import ProposalOperationRow, ProposalParentRow
from gisapp.kernel.crs import STORAGE_EPSG
from gisapp.kernel.errors import Conflict, Invalid, NotFound, RuleViolation
from gisapp.proposals.drafts import OperationDraft
from gisapp.proposals.parentage import Parent, load_parents
from gisapp.proposals.proposals import lock_open, read_parts, tell, touch
from gisapp.proposals.result_shapes import write_shapes
from gisapp.proposals.rules.fields import may_choose
from gisapp.proposals.rules.operations import check_form
from gisapp.proposals.terms import FieldPolicy, OperationKind


def add_operation(session: Session, principal: Principal, proposal_id: int, draft: OperationDraft) -> dict[str, Any]:
    """Add an operation at the end of a proposal and return it with its shapes.

    400 where parents and shapes do not fit the kind; 409 where the proposal is not open, a parent is used already, or its
    boundary is no longer the one that was seen.
    """
    held = lock_open(session, principal, proposal_id)
    _refuse_form(draft)
    parents = load_parents(session, principal, held, draft.parents, sequence=None)
    sequence = session.execute(
        text("select coalesce(max(sequence), 0) + 1 from proposal_operation where proposal_id = :id"),
        {"id": proposal_id},
    ).scalar_one()
    operation_id: int = session.execute(
        insert(ProposalOperationRow)
        .values(
            proposal_id=proposal_id,
            sequence=sequence,
            step_of=draft.step_of,
            created_by=principal.account_id,
            created_by_name=principal.name,
            **_columns(principal, draft),
        )
        .returning(ProposalOperationRow.id)
    ).scalar_one()
    return _finish(session, principal, held, operation_id, draft, parents, is_new=True)


def change_operation(
    session: Session,
    principal: Principal,
    proposal_id: int,
    operation_id: int,
    draft: OperationDraft,
    *,
    expected_version: int,
) -> dict[str, Any]:
    """Let an operation be something else; Conflict with the stored one beside it when somebody changed it meanwhile.

    Shapes keep their ids by their place, so that later operations go on from them (and are told that their start has changed).
    """
    held = lock_open(session, principal, proposal_id)
    stored = expect_operation(session, proposal_id, operation_id, expected_version)
    _refuse_form(draft)
    parents = load_parents(
        session, principal, held, draft.parents, sequence=stored["sequence"], operation_id=operation_id
    )
    session.execute(
        update(ProposalOperationRow)
        .where(ProposalOperationRow.id == operation_id)
        .values(version=stored["version"] + 1, is_removed=False, undone_step=None, **_columns(principal, draft))
    )
    return _finish(session, principal, held, operation_id, draft, parents, is_new=False)


def remove_operation(
    session: Session, principal: Principal, proposal_id: int, operation_id: int, *, expected_version: int
) -> int:
    """Take an operation out of a proposal and return its version; it stays on record and can come back.

    Conflict where a later operation goes on from its shapes: that one is taken out first.
    """
    held = lock_open(session, principal, proposal_id)
    stored = expect_operation(session, proposal_id, operation_id, expected_version)
    forget_undone(session, proposal_id)
    take_out(session, principal, held, stored, "remove")
    touch(session, principal, proposal_id)
    return stored["version"] + 1


def take_out(
    session: Session, principal: Principal, held: Mapping[str, Any], stored: Mapping[str, Any], act: str
) -> None:
    """Let an operation of an open proposal be no longer live, and tell of it; Conflict where a later one goes on from it."""
    refuse_used(session, stored["id"], kept=0)
    _set_live(session, principal, stored, live=False)
    tell(session, principal, held, EventTag.PROPOSAL_DRAW, _told(stored, act))


def restore_operation(
    session: Session, principal: Principal, proposal_id: int, operation_id: int, *, expected_version: int
) -> dict[str, Any]:
    """Bring an operation back that was taken out; Conflict where its parents are used by another one now."""
    held = lock_open(session, principal, proposal_id)
    stored = expect_operation(session, proposal_id, operation_id, expected_version)
    forget_undone(session, proposal_id)
    put_back(session, principal, held, stored, "restore")
    touch(session, principal, proposal_id)
    return find_operation(session, proposal_id, operation_id)


def put_back(
    session: Session, principal: Principal, held: Mapping[str, Any], stored: Mapping[str, Any], act: str
) -> None:
    """Let an operation that was taken out be live again, and tell of it; Conflict where its start is used or gone."""
    _set_live(session, principal, stored, live=True)
    tell(session, principal, held, EventTag.PROPOSAL_DRAW, _told(stored, act))


def forget_undone(session: Session, proposal_id: int) -> None:
    """Something else is done: steps that were taken back are no longer offered to be done again; they stay on record."""
    session.execute(
        text("update proposal_operation set undone_step = null where proposal_id = :id and undone_step is not null"),
        {"id": proposal_id},
    )


def rebase_operation(
    session: Session, principal: Principal, proposal_id: int, operation_id: int, *, expected_version: int
) -> dict[str, Any]:
    """Take over the boundaries that were published meanwhile as what this operation starts from; its shapes stay as drawn.

    The rules then judge the shapes against the new start: what no longer fits is a finding, never a silent change.
    """
    held = lock_open(session, principal, proposal_id)
    stored = expect_operation(session, proposal_id, operation_id, expected_version)
    retired = [parent["newest_plot_no"] for parent in stored["parents"] if parent["is_retired"]]
    if retired:
        raise Conflict(
            "proposal.parent_retired",
            f"地块{'、'.join(retired)}已经注销，无法以新界线为准。请移除这项操作，在现有地块上重做。",
            message_en="A parent was retired; draw it again on what is there now.",
        )
    session.execute(
        text(
            "update proposal_parent p set base_version_no = n.version_no, base_condition_id = n.condition_id from ("
            " select v.plot_id, max(v.version_no) as version_no, (select c.id from planning_condition c where c.plot_id = v.plot_id"
            "  and upper_inf(c.recorded) and upper_inf(c.valid)) as condition_id"
            " from plot_version v where upper_inf(v.recorded) group by v.plot_id) n"
            " where p.operation_id = :id and p.plot_id = n.plot_id"
        ),
        {"id": operation_id},
    )
    session.execute(
        text(
            "update proposal_parent p set base_operation_version = o.version from proposal_shape s join proposal_operation o on o.id = s.operation_id"
            " where p.operation_id = :id and s.id = p.shape_id"
        ),
        {"id": operation_id},
    )
    forget_undone(session, proposal_id)
    bump(session, principal, operation_id)
    tell(session, principal, held, EventTag.PROPOSAL_DRAW, _told(stored, "rebase"))
    touch(session, principal, proposal_id)
    return find_operation(session, proposal_id, operation_id)


def find_operation(session: Session, proposal_id: int, operation_id: int) -> dict[str, Any]:
    """Return an operation with parents and shapes (404 where the proposal has none of this id)."""
    found = next(iter(read_parts(session, proposal_id, operation_id)["operations"]), None)
    if found is None:
        raise NotFound(
            "proposal.operation_not_found",
            "草案中没有这项操作，请刷新后查看。",
            message_en="The proposal has no such operation.",
        )
    return found


def _columns(principal: Principal, draft: OperationDraft) -> dict[str, Any]:
    return {
        "kind": str(draft.kind),
        "method": draft.method,
        "parameters": {**draft.parameters, **policies_as_kept(draft.policies)},
        "cut_line": None if draft.cut_line is None else from_shape(draft.cut_line, srid=STORAGE_EPSG),
        "is_failed": bool(draft.failures),
        "failures": list(draft.failures),
        "shape_count": len(draft.shapes),
        "statement_zh": draft.statement_zh.strip(),
        "note_zh": draft.note_zh.strip(),
        "changed_by": principal.account_id,
        "changed_by_name": principal.name,
    }


def policies_as_kept(policies: Mapping[str, FieldPolicy]) -> dict[str, Any]:
    """Return the chosen policies as the parameters of an operation keep them."""
    return {"fields": {name: str(policy) for name, policy in policies.items()}} if policies else {}


def refuse_policies(kind: OperationKind, policies: Mapping[str, FieldPolicy]) -> None:
    """Refuse to treat a field in a way that the table does not offer for the kind (400)."""
    for name, policy in policies.items():
        if not may_choose(name, policy, kind):
            raise Invalid(
                "proposal.policy_not_offered",
                f"“{kind.label_zh}”时该字段不能按“{policy.label_zh}”处理，请改选其他办法。",
                message_en=f"{kind.label_en}: this field cannot be “{policy.label_en}”.",
            )


def _refuse_form(draft: OperationDraft) -> None:
    refuse_policies(draft.kind, draft.policies)
    findings = check_form(draft.kind, len(draft.parents), len(draft.shapes), failed=bool(draft.failures))
    if findings.has_errors:
        first = next(iter(findings))
        raise RuleViolation(
            first.code, first.message_zh + first.fix_zh, message_en=first.message_en, findings=findings, status=400
        )


def expect_operation(session: Session, proposal_id: int, operation_id: int, expected_version: int) -> dict[str, Any]:
    """Return an operation as it is stored; Conflict with it in the details where it is no longer the version that was seen."""
    stored = find_operation(session, proposal_id, operation_id)
    if stored["version"] != expected_version:
        raise Conflict(
            "proposal.operation_changed_meanwhile",
            f"这项操作刚由{stored['changed_by_name']}修改（第{stored['version']}版，您的是第{expected_version}版），您的修改没有丢失。"
            "请比较两个版本后选择保留哪一个。",
            message_en="Somebody else changed this operation meanwhile; compare both versions.",
            details={"stored": _public(stored)},
        )
    return stored


def _public(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return an operation as an answer may carry it: without the binary geometry."""
    lists = {
        name: [{key: value for key, value in row.items() if key != "wkb"} for row in stored[name]]
        for name in ("parents", "shapes")
    }
    return {**stored, **lists}


def refuse_used(session: Session, operation_id: int, *, kept: int) -> None:
    """Refuse to take away shapes after the first `kept` that a later operation goes on from."""
    used = session.execute(
        text(
            "select s.plot_no, o.sequence from proposal_shape s join proposal_parent p on p.shape_id = s.id and p.is_live"
            " join proposal_operation o on o.id = p.operation_id where s.operation_id = :id and s.ordinal > :kept order by o.sequence limit 1"
        ),
        {"id": operation_id, "kept": kept},
    ).one_or_none()
    if used is not None:
        raise Conflict(
            "proposal.shape_used",
            f"图形{used.plot_no}已被第{used.sequence}项操作使用，请先移除那一项。",
            message_en=f"Operation {used.sequence} goes on from it; remove that one first.",
        )


def _set_live(session: Session, principal: Principal, stored: Mapping[str, Any], *, live: bool) -> None:
    if stored["is_removed"] is not live:
        state = "已经移除" if stored["is_removed"] else "没有移除"
        raise Conflict(
            "proposal.operation_state", f"这项操作{state}，请刷新后查看。", message_en="It is in that state already."
        )
    # a shape whose maker is gone cannot be gone on from
    if live and any(parent["shape_id"] is not None and parent["is_stale"] for parent in stored["parents"]):
        raise Conflict(
            "proposal.parent_gone",
            "这项操作所用的图形已改变或移除，请先恢复前一项。",
            message_en="What it starts from has changed or is gone; restore that first.",
        )
    key = {"id": stored["id"], "live": live}
    session.execute(
        text("update proposal_operation set is_removed = not :live, undone_step = null where id = :id"), key
    )
    consuming = {**key, "live": live and not stored["is_failed"]}
    session.execute(text("update proposal_parent set is_live = :live where operation_id = :id"), consuming)
    shapes = {**key, "count": stored["shape_count"]}
    session.execute(
        text("update proposal_shape set is_live = :live and ordinal <= :count where operation_id = :id"), shapes
    )
    bump(session, principal, stored["id"])
    if live:
        # out and in again its shapes are the same: what had gone on from them before can go on from them still
        session.execute(
            text(
                "update proposal_parent p set base_operation_version = :now from proposal_shape s"
                " where s.operation_id = :id and p.shape_id = s.id and p.base_operation_version = :before"
            ),
            {"id": stored["id"], "now": stored["version"] + 1, "before": stored["version"] - 1},
        )


def bump(session: Session, principal: Principal, operation_id: int) -> None:
    """Count a change of an operation and say whose it is."""
    session.execute(
        text(
            "update proposal_operation set version = version + 1, changed_at = clock_timestamp(), changed_by = :by, changed_by_name = :name where id = :id"
        ),
        {"id": operation_id, "by": principal.account_id, "name": principal.name},
    )


def _finish(
    session: Session,
    principal: Principal,
    held: Mapping[str, Any],
    operation_id: int,
    draft: OperationDraft,
    parents: list[Parent],
    *,
    is_new: bool,
) -> dict[str, Any]:
    """Write parents and shapes of an operation, tell of it, count the change, and return it as it now stands."""
    forget_undone(session, held["id"])
    if not is_new:
        refuse_used(session, operation_id, kept=len(draft.shapes))
        session.execute(delete(ProposalParentRow).where(ProposalParentRow.operation_id == operation_id))
    common = {"proposal_id": held["id"], "operation_id": operation_id, "is_live": not draft.failures}
    rows = [{**common, "ordinal": ordinal, **parent.columns()} for ordinal, parent in enumerate(parents, start=1)]
    if rows:
        session.execute(insert(ProposalParentRow), rows)
    write_shapes(session, held, operation_id, draft, parents, is_new=is_new)
    stored = find_operation(session, held["id"], operation_id)
    tell(session, principal, held, EventTag.PROPOSAL_DRAW, _told(stored, "add" if is_new else "change"))
    touch(session, principal, held["id"])
    return stored


def _told(stored: Mapping[str, Any], act: str) -> dict[str, Any]:
    """Return what the audit keeps of an act on an operation: from which plots to which."""
    before = "、".join(parent["plot_no"] or "" for parent in stored["parents"])
    after = "、".join(shape["plot_no"] for shape in stored["shapes"] if shape["is_live"])
    return {
        "operation": {"old": None, "new": f"{stored['sequence']}:{stored['kind']}:{act}"},
        "plots": {"old": before, "new": after},
    }
