"""May a plot in these states be shown to the public as available?"""

from __future__ import annotations

from collections.abc import Mapping

from gisapp.kernel.finding import Finding, Severity
from gisapp.land.terms import ComplianceState, LandControl, SupplyState

PUBLIC = frozenset({SupplyState.ANNOUNCED.value, SupplyState.ON_OFFER.value})
IN_ORDER = frozenset(
    {ComplianceState.NOT_APPLICABLE.value, ComplianceState.IN_ORDER.value, ComplianceState.REUSED.value}
)
CLEARED = frozenset({LandControl.CLEARED.value, LandControl.RESERVED.value})


def check_publication(axes: Mapping[str, str]) -> list[Finding]:
    """供应前提：处置未完的土地不得再供应，公告供应的须为净地。

    - announced or on offer: no open compliance case (late, suspected or determined idle, being disposed of)
    - on offer: the land is cleared or in the land reserve

    Basis: 《闲置土地处置办法》第二十一条 (what must be settled before supply), 第二十四条 (until an idle case is settled; wording
    not confirmed). The same two conditions are CHECK constraints of plot_state.
    """
    findings: list[Finding] = []
    if axes["supply"] in PUBLIC and axes["compliance"] not in IN_ORDER:
        held = ComplianceState(axes["compliance"])
        findings.append(
            Finding(
                "plot.offer_case_open",
                Severity.ERROR,
                f"该地块履约状态为“{held.label_zh}”，不能列入供应。",
                fix_zh="请先办结闲置或违约处置，再变更供应状态。",
                message_en=f"The plot is “{held.label_en}”; settle the case before it is offered.",
                measured=held.label_zh,
                basis="《闲置土地处置办法》第二十四条",
            )
        )
    if axes["supply"] == SupplyState.ON_OFFER.value and axes["land_control"] not in CLEARED:
        held = LandControl(axes["land_control"])
        findings.append(
            Finding(
                "plot.offer_not_cleared",
                Severity.ERROR,
                f"该地块土地状态为“{held.label_zh}”，尚不是净地，不能公告供应。",
                fix_zh="请先完成征收补偿和场地清理，把土地状态变更为“净地”或“已收储”。",
                message_en=f"The land is “{held.label_en}”, not cleared: it cannot be put on offer yet.",
                measured=held.label_zh,
                required="净地或已收储",
                basis="《闲置土地处置办法》第二十一条",
            )
        )
    return findings
