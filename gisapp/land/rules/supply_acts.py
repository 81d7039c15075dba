"""Which act may move a plot's supply state: an announcement puts it on offer, a contract makes it allocated, no hand does."""

from __future__ import annotations

from gisapp.kernel.finding import Finding, Severity
from gisapp.land.terms import StateAct, SupplyState


def check_supply_act(before: str, after: str, act: StateAct | None) -> Finding | None:
    """供应状态由谁产生：“供应公告中”由发布出让公告产生，“已供”由签订合同产生，公告未结束的不得另行变更.

    `act` None is a change by hand. A contract may be signed on land that is on offer, so it may also end an offer.
    """
    if before == after:
        return None
    if after == SupplyState.ON_OFFER.value and act is not StateAct.LISTING:
        return _refused(
            "plot.offer_by_announcement",
            "“供应公告中”由发布出让公告产生，不能直接变更。",
            "请在“供”中编制并发布该地块的出让公告。",
            "“On offer” comes from publishing an announcement.",
            SupplyState.ON_OFFER,
        )
    if after == SupplyState.ALLOCATED.value and act is not StateAct.CONTRACT:
        return _refused(
            "plot.allocated_by_contract",
            "“已供”由签订合同产生，不能直接变更。",
            "请在“约”中登记该地块的出让合同。",
            "“Allocated” comes from signing a contract.",
            SupplyState.ALLOCATED,
        )
    if before == SupplyState.ON_OFFER.value and act is None:
        return _refused(
            "plot.offer_ends_by_announcement",
            "该地块的出让公告尚未结束，供应状态不能直接变更。",
            "请在“供”中撤回或终止该公告，供应状态随之变更。",
            "The plot is on offer: withdraw or end its announcement.",
            SupplyState.ON_OFFER,
        )
    return None


def _refused(code: str, message_zh: str, fix_zh: str, message_en: str, state: SupplyState) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        message_zh,
        fix_zh=fix_zh,
        message_en=message_en,
        measured=state.label_zh,
        basis="招标拍卖挂牌出让国有建设用地使用权规定 第八条",
    )
