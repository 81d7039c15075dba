"""原地块能不能动：公告供应中、闲置个案未结、查封的不动；有合同、有抵押等权利的，须有一个结果地块延续，并写明如何处理。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gisapp.kernel.finding import Finding, Severity

DIVIDING = frozenset({"split", "merge", "retire"})
MOVING = frozenset({"new", "change", "split", "merge", "adjust", "retire"})


@dataclass(frozen=True, slots=True)
class HeldPlot:
    """What rests on a parent on the day. `rights` are the words of encumbrances other than seizures; `continues` = goes on being a plot."""

    plot_no: str
    kinds: frozenset[str]
    continues: bool
    has_statement: bool
    supply_zh: str
    is_on_offer: bool
    listing_no: str | None = None
    contract_no: str | None = None
    case_no: str | None = None
    seizure: bool = False
    rights: tuple[str, ...] = ()
    measure_no: str | None = None


def check_obstacles(plot: HeldPlot) -> Iterator[Finding]:
    """逐条说出原地块上有什么挡着这次变更，以及怎么办."""
    moving = bool(plot.kinds & MOVING)
    dividing = bool(plot.kinds & DIVIDING)
    if plot.is_on_offer or plot.listing_no:
        what = f"（公告{plot.listing_no}）" if plot.listing_no else ""
        yield _error(
            "proposal.plot_on_offer",
            f"地块{plot.plot_no}{plot.supply_zh}{what}，公告的界线和条件不得变更。",
            "请先撤回或终止公告，再提交草案。",
            f"Plot {plot.plot_no} is on offer: withdraw the announcement first.",
            plot.supply_zh,
        )
    if moving and plot.case_no:
        yield _error(
            "proposal.idle_case_open",
            f"地块{plot.plot_no}的闲置土地个案{plot.case_no}尚未办结，界线不得变更。",
            "请先办结个案，或在个案处置方案中一并处理。",
            f"Idle-land case {plot.case_no} is open on plot {plot.plot_no}.",
            plot.case_no,
        )
    if moving and plot.seizure:
        yield _error(
            "proposal.plot_seized",
            f"地块{plot.plot_no}处于查封状态，界线不得变更。",
            "请待查封解除并登记后再提交。",
            f"Plot {plot.plot_no} is seized.",
            "查封",
        )
    held = [f"合同{plot.contract_no}"] if plot.contract_no else []
    held += [*plot.rights, *([f"盘活措施{plot.measure_no}"] if plot.measure_no else [])]
    if not held:
        return
    named = "、".join(held)
    if dividing and not plot.continues:
        yield _error(
            "proposal.rights_without_plot",
            f"地块{plot.plot_no}有{named}，变更后没有地块承接。",
            "请在结果中指定一宗“延续原地块”，合同和权利随其保留；或先终止、注销。",
            f"{plot.plot_no} carries contracts or rights and no plot goes on being it.",
            named,
        )
    if not plot.has_statement:
        yield _error(
            "proposal.statement_missing",
            f"地块{plot.plot_no}有{named}，没有写明变更后如何处理。",
            "请填写处理说明（补充协议、权利人同意书的文号）。",
            f"Say what becomes of what rests on plot {plot.plot_no}.",
            named,
        )


def _error(code: str, what: str, fix: str, english: str, measured: str) -> Finding:
    return Finding(code, Severity.ERROR, what, fix_zh=fix, message_en=english, measured=measured)
