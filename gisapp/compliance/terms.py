"""Words of the compliance check: what was checked, how it came out, why an overlap is new, what an officer says of it."""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class CheckSubject(LabelledEnum):
    """审查对象"""

    PLOT = "plot", "在册地块", "Registered plot"
    PROPOSAL = "proposal", "草案", "Proposal"
    SHAPE = "shape", "拟选范围", "Drawn or pasted shape"


class Verdict(LabelledEnum):
    """审查结论"""

    CLEAR = "clear", "未发现占压", "Nothing found"
    TO_CHECK = "to_check", "有待核实", "To be looked at"
    CONFLICT = "conflict", "不符合", "In conflict"
    NOT_KNOWN = "not_known", "资料不全", "Not all is known"


class OverlapMode(LabelledEnum):
    """怎样算占压"""

    INSIDE = "inside", "占压范围内", "Lies inside"
    OUTSIDE = "outside", "超出范围外", "Lies outside"


class OverlapCause(LabelledEnum):
    """为什么新增"""

    FIRST = "first", "首次核对", "First run"
    AREA = "area", "控制范围新增或调整", "A constraint area was added or changed"
    PLOT = "plot", "地块新增或调整", "The plot was added or changed"


class OverlapDecision(LabelledEnum):
    """核实意见"""

    PERMITTED = "permitted", "已有批准，允许占压", "Permitted by an approval"
    TO_ADJUST = "to_adjust", "需调整地块", "The plot is to be adjusted"
    AREA_WRONG = "area_wrong", "控制范围有误", "The constraint area is wrong"


class CheckKind(LabelledEnum):
    """夜间核对的种类"""

    RULES = "rules", "地块质检", "Plot rules"
    CONSTRAINTS = "constraints", "合规复核", "Constraint areas"


register_terms("compliance", CheckSubject, Verdict, OverlapMode, OverlapCause, OverlapDecision, CheckKind)
