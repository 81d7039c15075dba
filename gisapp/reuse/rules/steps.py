"""盘活能否走下一步：走法准许、日期先后合理、证据、腾出面积、谁走了谁来了、盘活后数据都在。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.reuse.lifecycle import open_steps
from gisapp.reuse.measures import MEASURES
from gisapp.reuse.terms import ReuseMeasure, ReuseStage


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step to be taken and what is there for it. Areas in ㎡; `free_m2` is what else of the plot is released and not given to anybody yet.

    `holding_contract_no` is a contract still in force on the land with one who is to leave; `case_state_zh` where the idle case stands.
    """

    measure: ReuseMeasure
    stage: str
    to_stage: ReuseStage
    taken_on: date
    last_on: date | None
    today: date
    area_m2: Decimal
    plot_area_m2: Decimal
    free_m2: Decimal = Decimal(0)
    released_m2: Decimal | None = None
    has_evidence: bool = False
    has_reason: bool = False
    left_count: int = 0
    came_count: int = 0
    has_after: bool = False
    has_before: bool = False
    holding_contract_no: str | None = None
    open_temporary_uses: int = 0


def check_step(facts: StepFacts) -> Findings:
    """逐条说出这一步缺什么；腾出面积不得超过措施范围，也不得超过地块面积."""
    findings = Findings()
    spec = MEASURES[facts.measure]
    way = next((item for item in open_steps(spec.road, facts.stage) if item.to_state == str(facts.to_stage)), None)
    if way is None:
        findings.add(
            _error(
                "step_not_allowed",
                f"“{facts.measure.label_zh}”不能从当前阶段直接变为“{facts.to_stage.label_zh}”。",
                f"请按“{spec.road.label_zh}”的步骤逐步推进。",
                "This step does not follow the present stage.",
                spec.basis,
            )
        )
        return findings
    if facts.taken_on > facts.today:
        findings.add(
            _error("step_in_future", f"日期{day_zh(facts.taken_on)}在今天以后。", "请填写实际发生的日期。", "In the future.", spec.basis)
        )  # fmt: skip
    if facts.last_on is not None and facts.taken_on < facts.last_on:
        findings.add(
            _error(
                "step_before_last",
                f"日期早于上一步（{day_zh(facts.last_on)}）。",
                "请核对日期；上一步有误的，先撤回再登记。",
                "Before the last step.",
                spec.basis,
            )
        )
    if way.needs_evidence and not facts.has_evidence:
        findings.add(
            _error("step_unproved", "这一步需要证明材料。", "请上传批复、协议、交接单等材料。", "Evidence is missing.", spec.basis)
        )  # fmt: skip
    if way.needs_reason and not facts.has_reason:
        findings.add(_error("step_unexplained", "没有填写理由。", "请填写后再提交。", "Say why.", spec.basis))
    if way.needs_left and facts.left_count == 0:
        findings.add(
            _error("left_missing", "没有登记谁腾出了土地。", "请先在“腾笼换鸟”中登记腾出的主体。", "Who left is not recorded.", spec.basis)
        )  # fmt: skip
    if way.needs_came and facts.came_count == 0:
        findings.add(
            _error("came_missing", "没有登记引入的新主体。", "请先在“腾笼换鸟”中登记引入的主体。", "Who came is not recorded.", spec.basis)
        )  # fmt: skip
    if way.needs_after and not facts.has_after:
        findings.add(
            _error("after_missing", "没有盘活后的数据。", "请先填报盘活后的面积、投资、产值、税收并附证明。", "Figures after are missing.", spec.basis)
        )  # fmt: skip
    if way.needs_after and not facts.has_before:
        findings.add(
            _warning("before_missing", "没有盘活前的数据，无法对比成效。", "请补填盘活前数据；确实无从取得的可以继续。", "Nothing to compare with.", spec.basis)
        )  # fmt: skip
    _areas(findings, facts, needs_area=way.needs_area, basis=spec.basis)
    _ground(findings, facts, spec.basis)
    return findings


def _areas(findings: Findings, facts: StepFacts, *, needs_area: bool, basis: str) -> None:
    if not needs_area:
        if facts.released_m2 is not None:
            findings.add(
                _error(
                    "area_out_of_place",
                    "这一步不填写盘活面积。",
                    "请清空面积后再提交。",
                    "No area belongs to this step.",
                    basis,
                )
            )
        return
    if facts.released_m2 is None or facts.released_m2 <= 0:
        findings.add(
            _error("area_missing", "没有填写盘活面积。", "请填写实际腾出或提升的面积。", "The area is missing.", basis)
        )
        return
    if facts.released_m2 > facts.area_m2:
        findings.add(
            _error(
                "area_beyond_measure",
                "盘活面积超过措施所涉面积。",
                "请核对面积；范围扩大的，另行登记措施。",
                "More than the measure is about.",
                basis,
                f"{facts.released_m2:,.2f} ㎡",
                f"≤ {facts.area_m2:,.2f} ㎡",
            )
        )
    elif facts.to_stage is ReuseStage.RELEASED and facts.free_m2 + facts.released_m2 > facts.plot_area_m2:
        findings.add(
            _error(
                "area_beyond_plot",
                f"该地块已有 {facts.free_m2:,.2f} ㎡ 腾退待供，合计超过地块面积。",
                "请核对各项措施的腾退面积。",
                "More than the plot has.",
                basis,
                f"{facts.free_m2 + facts.released_m2:,.2f} ㎡",
                f"≤ {facts.plot_area_m2:,.2f} ㎡",
            )
        )


def _ground(findings: Findings, facts: StepFacts, basis: str) -> None:
    if facts.to_stage is ReuseStage.RELEASED and facts.holding_contract_no is not None:
        findings.add(
            _error(
                "contract_in_force",
                f"合同{facts.holding_contract_no}尚未终止，土地还没有收回。",
                "请先在“约”中登记合同终止（解除、收回），再登记腾退。",
                "The contract is still in force.",
                basis,
            )
        )
    if facts.to_stage in (ReuseStage.PREPARED, ReuseStage.RESUPPLIED) and facts.open_temporary_uses:
        findings.add(
            _error(
                "temporary_use_open",
                f"地块上还有 {facts.open_temporary_uses} 项临时利用没有恢复交回。",
                "请先办理临时利用的腾退和恢复验收。",
                "A temporary use has not ended.",
                basis,
            )
        )


def _error(
    code: str,
    message_zh: str,
    fix_zh: str,
    message_en: str,
    basis: str,
    measured: str | None = None,
    required: str | None = None,
) -> Finding:
    return Finding(f"reuse.{code}", Severity.ERROR, message_zh, fix_zh, message_en, measured, required, basis)


def _warning(code: str, message_zh: str, fix_zh: str, message_en: str, basis: str) -> Finding:
    return Finding(f"reuse.{code}", Severity.WARNING, message_zh, fix_zh, message_en, basis=basis)
