"""一项操作是否成形：各类操作要几个原地块、得几个图形。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.proposals.terms import OperationKind


@dataclass(frozen=True, slots=True)
class Form:
    """How many parents and shapes a kind takes; None = no upper bound; `same` = as many shapes as parents."""

    parents: tuple[int, int | None]
    shapes: tuple[int, int | None]
    same: bool = False


FORMS: Mapping[OperationKind, Form] = {
    OperationKind.NEW: Form((0, 0), (1, None)),
    OperationKind.CHANGE: Form((1, 1), (1, 1)),
    OperationKind.SPLIT: Form((1, 1), (2, None)),
    OperationKind.MERGE: Form((2, None), (1, 1)),
    OperationKind.ADJUST: Form((2, None), (2, None), same=True),
    OperationKind.CONDITIONS: Form((1, 1), (1, 1)),
    OperationKind.RETIRE: Form((1, None), (0, 0)),
}


def keeps_identity(kind: OperationKind) -> bool:
    """Return whether each result goes on being the parent at its place."""
    return kind in (OperationKind.CHANGE, OperationKind.ADJUST, OperationKind.CONDITIONS)


def check_form(kind: OperationKind, parents: int, shapes: int, *, failed: bool = False) -> Findings:
    """原地块和结果图形的个数是否与操作类别相符；未成功的操作只保留原地块和所画的线，没有结果图形."""
    findings = Findings()
    form = FORMS[kind]
    if not _within(parents, form.parents):
        findings.add(
            _error(
                "proposal.parents_count",
                f"“{kind.label_zh}”需要{_words(form.parents)}个原地块，实际 {parents} 个。",
                "请重新选择地块。",
                f"{kind.label_en}: {parents} parents do not fit.",
                str(parents),
                _words(form.parents),
            )
        )
    if failed:
        if shapes:
            findings.add(
                _error(
                    "proposal.failed_with_shapes",
                    "未成功的操作不应有结果图形。",
                    "请只提交原地块、所画的线和原因。",
                    "A failed operation has no shapes.",
                    str(shapes),
                    "0",
                )
            )
    elif not _within(shapes, form.shapes) or (form.same and shapes != parents):
        required = f"{parents}" if form.same else _words(form.shapes)
        findings.add(
            _error(
                "proposal.shapes_count",
                f"“{kind.label_zh}”应得到{required}个图形，实际 {shapes} 个。",
                "请检查绘制结果后重试。",
                f"{kind.label_en}: {shapes} shapes do not fit.",
                str(shapes),
                required,
            )
        )
    return findings


def _within(count: int, bounds: tuple[int, int | None]) -> bool:
    least, most = bounds
    return count >= least and (most is None or count <= most)


def _words(bounds: tuple[int, int | None]) -> str:
    least, most = bounds
    return f"至少 {least} " if most is None else f" {least} "


def _error(code: str, what: str, fix: str, english: str, measured: str, required: str) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        what,
        fix_zh=fix,
        message_en=english,
        measured=measured.strip(),
        required=required.strip(),
    )
