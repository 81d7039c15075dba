"""Which act may move a plot's compliance: a case of idle land or a measure of reuse, the end of a contract; no hand does."""

from __future__ import annotations

from gisapp.kernel.finding import Finding, Severity
from gisapp.land.terms import ComplianceState, StateAct

OPEN = (ComplianceState.SUSPECTED_IDLE, ComplianceState.DETERMINED_IDLE, ComplianceState.DISPOSING)


def check_compliance_act(before: str, after: str, act: StateAct | None) -> Finding | None:
    """履约状态由谁产生：“疑似闲置”“已认定闲置”“处置中”“已盘活”由闲置个案和盘活措施产生，个案未结的不得另行变更."""
    if before == after or act in (StateAct.IDLE_CASE, StateAct.REUSE, StateAct.CONTRACT):
        return None
    held, wanted = ComplianceState(before), ComplianceState(after)
    if wanted in (*OPEN, ComplianceState.REUSED):
        return _refused(
            "plot.compliance_by_case",
            f"“{wanted.label_zh}”由闲置土地个案产生，不能直接变更。",
            "请在“闲”中登记线索，按步骤办理，状态随之变更。",
            "This state comes from a case of idle land.",
            wanted,
        )
    if held in OPEN:
        return _refused(
            "plot.compliance_case_open",
            f"该地块为“{held.label_zh}”，个案没有办结，履约状态不能直接变更。",
            "请在“闲”中办结该地块的个案；确未闲置的，作“不构成闲置”处理。",
            "A case of idle land is open; close it first.",
            held,
        )
    return None


def _refused(code: str, message_zh: str, fix_zh: str, message_en: str, state: ComplianceState) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        message_zh,
        fix_zh=fix_zh,
        message_en=message_en,
        measured=state.label_zh,
        basis="闲置土地处置办法 第九条、第二十四条",
    )
