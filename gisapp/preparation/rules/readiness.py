"""出让前准备：地块能否作为标准地供应。逐项给出结论、依据和证据；未知的一律不算通过。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Severity
from gisapp.land.terms import LandControl, Utility, UtilityStatus
from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.preparation.rules.readiness_demands import UTILITIES_OF_LEVEL, ReadinessDemands
from gisapp.preparation.rules.readiness_facts import (
    ChecklistAnswer,
    ConditionFacts,
    Line,
    Readiness,
    ReadinessFacts,
    ReadinessItem,
)
from gisapp.preparation.rules.thresholds import BasicSet, RequirementSet, compare_with_table
from gisapp.preparation.standard_terms import AssessmentKind, ClearedLandItem, ReadinessState, ReadinessTopic, YesNo

ARTICLE_21 = "闲置土地处置办法 第二十一条"
SERVED = (UtilityStatus.AT_BOUNDARY, UtilityStatus.CONNECTED)
SERVED_ZH = "到红线或已接通"


def assess_plot_readiness(
    facts: ReadinessFacts, demands: ReadinessDemands, basic_set: BasicSet, table: RequirementSet, limits: SupplyLimits
) -> Readiness:
    """地块是否具备作为标准地供应的条件：净地、配套、区域评估、规划条件、界线、纠纷、控制指标，项项通过才可公告.

    - 净地五条（闲置土地处置办法第二十一条）each with a yes and evidence;
    - every utility of the demanded level at the boundary or connected, from a named source, looked at not longer ago than the limit;
    - every demanded assessment valid on the day and covering the plot;
    - conditions approved, the boundary clean, no open dispute, the basic indicators set and none looser than the table.
    """
    return Readiness(
        (
            _land(facts),
            *(_cleared(item, facts) for item in ClearedLandItem),
            *(_utility(utility, facts, demands, limits) for utility in UTILITIES_OF_LEVEL[demands.servicing_level]),
            *(_assessment(kind, facts, demands, limits) for kind in demands.assessments),
            _conditions(facts),
            _topology(facts),
            _indicators(facts, basic_set, table),
        )
    )


def _land(facts: ReadinessFacts) -> ReadinessItem:
    """土地状态须为净地或已收储."""
    control = facts.land_control
    line = Line(ReadinessTopic.LAND, ReadinessTopic.LAND, ARTICLE_21)
    if control in (LandControl.CLEARED, LandControl.RESERVED):
        return line.passed()
    stop = line.unknown if control is LandControl.UNKNOWN else line.failed
    return stop(
        "readiness.land_not_cleared",
        f"土地状态为“{control.label_zh}”，尚不是净地。",
        fix_zh="请完成征转、补偿和清场，在土地状态中登记为“净地”或“已收储”并附文件。",
        fix_en="Finish expropriation, compensation and clearance; record the land as cleared or reserved with its paper.",
        message_en="The land is not cleared.",
        measured=control.label_zh,
        required=f"{LandControl.CLEARED.label_zh}或{LandControl.RESERVED.label_zh}",
    )


def _cleared(item: ClearedLandItem, facts: ReadinessFacts) -> ReadinessItem:
    """净地核查的一条：答“是”且有证据才通过；登记在册的查封、纠纷和临时利用推翻“权利清晰”“没有纠纷”“具备动工条件”的回答."""
    given = facts.checklist.get(item, ChecklistAnswer(YesNo.UNKNOWN))
    line = Line(ReadinessTopic.CLEARED, item, ARTICLE_21, given.evidence)
    if item is ClearedLandItem.TITLE and facts.open_seizures:
        listed = "、".join(seizure.label_zh for seizure in facts.open_seizures)
        return replace(line, evidence=facts.open_seizures).failed(
            "readiness.plot_seized",
            f"地块被查封，尚未解除：{listed}。",
            fix_zh="请在查封解除后登记解除并附裁定书。",
            fix_en="Once the seizure is lifted, record that with the ruling.",
            message_en="The plot is seized.",
            measured=f"{len(facts.open_seizures)} 项",
            required="0 项",
        )
    if item is ClearedLandItem.BASIC and facts.temporary_uses:
        listed = "、".join(use.label_zh for use in facts.temporary_uses)
        return replace(line, evidence=facts.temporary_uses).failed(
            "readiness.temporary_use_not_ended",
            f"地块上有尚未腾退复原的临时利用：{listed}。",
            fix_zh="请终止临时利用，腾退后复验合格并登记“已复原”。",
            fix_en="End the temporary use; once the land is vacated and its restoration is accepted, record it as restored.",
            message_en="A temporary use of the plot has not ended.",
            measured=f"{len(facts.temporary_uses)} 项",
            required="0 项",
        )
    about_disputes = item is ClearedLandItem.NO_DISPUTE
    if about_disputes and facts.open_disputes:
        listed = "、".join(dispute.label_zh for dispute in facts.open_disputes)
        return replace(line, evidence=facts.open_disputes).failed(
            "readiness.dispute_open",
            f"地块有未了结的纠纷：{listed}。",
            fix_zh="请先了结纠纷并登记结果。",
            fix_en="Settle the dispute and record how.",
            message_en="A dispute is open.",
            measured=f"{len(facts.open_disputes)} 件",
            required="0 件",
        )
    if given.answer is YesNo.NO:
        return line.failed(
            "readiness.checklist_no",
            f"净地核查“{item.label_zh}”为否{'：' + given.remark if given.remark else ''}。",
            fix_zh="请落实该项后重新核查。",
            fix_en="See to it, then answer again.",
            message_en=f"{item.label_en}: no.",
            measured=YesNo.NO.label_zh,
            required=YesNo.YES.label_zh,
        )
    if given.answer is YesNo.UNKNOWN or (about_disputes and facts.open_disputes is None):
        return line.unknown(
            "readiness.checklist_unknown",
            f"净地核查“{item.label_zh}”尚无结论。",
            fix_zh="请核查后填写结论并附证明材料。",
            fix_en="Look into it, answer, and attach the proof.",
            message_en=f"{item.label_en}: not known.",
            measured=YesNo.UNKNOWN.label_zh,
            required=YesNo.YES.label_zh,
        )
    if not given.evidence:
        return line.unknown(
            "readiness.checklist_unproved",
            f"净地核查“{item.label_zh}”没有证明材料。",
            fix_zh="请上传或引用证明文件；没有证据的结论不算通过。",
            fix_en="Attach the proof: an answer without evidence does not pass.",
            message_en=f"{item.label_en}: no evidence.",
            measured="无证据",
            required="有证据",
        )
    return line.passed()


def _utility(utility: Utility, facts: ReadinessFacts, demands: ReadinessDemands, limits: SupplyLimits) -> ReadinessItem:
    """一项配套：到红线或已接通，有来源，且在限期内核实过；同一项有几条记录的，看最近一次."""
    known = [fact for fact in facts.utilities if fact.utility is utility]
    fact = max(known, key=lambda item: item.observed_on or date.min, default=None)
    evidence = fact.evidence if fact else ()
    line = Line(ReadinessTopic.SERVICING, utility, str(demands.basis), evidence)
    level = demands.servicing_level.label_zh
    if fact is None or fact.status is UtilityStatus.UNKNOWN:
        return line.unknown(
            "readiness.utility_unknown",
            f"“{utility.label_zh}”情况未知，{level}要求{SERVED_ZH}。",
            fix_zh="请现场核实后登记，注明来源和日期。",
            fix_en="Check on site and record it with source and date.",
            message_en=f"{utility.label_en}: not known.",
            measured=UtilityStatus.UNKNOWN.label_zh,
            required=SERVED_ZH,
        )
    if fact.status not in SERVED:
        return line.failed(
            "readiness.utility_missing",
            f"“{utility.label_zh}”{fact.status.label_zh}，达不到{level}。",
            fix_zh="请落实配套建设，接到红线后登记。",
            fix_en="Have it built, and record it once it reaches the boundary.",
            message_en=f"{utility.label_en} is missing.",
            measured=fact.status.label_zh,
            required=SERVED_ZH,
        )
    if not fact.source.strip() or fact.observed_on is None or fact.observed_on > facts.as_of:
        return line.unknown(
            "readiness.utility_unproved",
            f"“{utility.label_zh}”没有来源或核实日期，不能作为依据。",
            fix_zh="请补充来源单位和核实日期。",
            fix_en="Add who says so and on which day it was checked.",
            message_en=f"{utility.label_en}: no source or date.",
            measured="无来源或日期",
            required="有来源和日期",
        )
    age = (facts.as_of - fact.observed_on).days
    if age > limits.servicing_age_days:
        return line.unknown(
            "readiness.utility_stale",
            f"“{utility.label_zh}”最近一次核实在{day_zh(fact.observed_on)}，已过 {age} 天。",
            fix_zh="请现场复核并更新日期。",
            fix_en="Check on site again and renew the date.",
            message_en=f"{utility.label_en} was last looked at {age} days ago.",
            measured=f"{age} 天",
            required=f"≤ {limits.servicing_age_days} 天",
        )
    return line.passed()


def _assessment(
    kind: AssessmentKind, facts: ReadinessFacts, demands: ReadinessDemands, limits: SupplyLimits
) -> ReadinessItem:
    """一项区域评估：当日有效，且范围盖住整个地块；临近到期的提醒."""
    known = [item for item in facts.assessments if item.kind is kind]
    valid = [item for item in known if item.holds_on(facts.as_of)]
    proofs = tuple(proof for item in valid or known for proof in item.evidence)
    line = Line(ReadinessTopic.ASSESSMENT, kind, str(demands.basis), proofs)
    past = [item.valid_to for item in known if item.valid_to is not None and item.valid_to <= facts.as_of]
    if not valid and past:
        last = day_zh(max(past) - timedelta(days=1))
        return line.failed(
            "readiness.assessment_expired",
            f"{kind.label_zh}有效期至{last}，已过期。",
            fix_zh="请组织重新评估或办理延期。",
            fix_en="Have it assessed again or extended.",
            message_en=f"{kind.label_en} has expired.",
            measured=last,
            required="当日有效",
        )
    if not valid:
        return line.failed(
            "readiness.assessment_missing",
            f"没有当日有效的{kind.label_zh}成果。",
            fix_zh="请录入评估成果的范围、批复文号和有效期。",
            fix_en="Enter the ground, the approval and the term of the assessment.",
            message_en=f"{kind.label_en} is missing.",
            measured="无",
            required="当日有效",
        )
    uncovered = facts.uncovered_m2.get(kind)
    if uncovered is None:
        return line.unknown(
            "readiness.assessment_unmeasured",
            f"{kind.label_zh}是否盖住地块尚未核算。",
            fix_zh="请录入评估范围图形后重新检查。",
            fix_en="Enter the ground that was assessed, then check again.",
            message_en=f"{kind.label_en}: cover not measured.",
            measured="未知",
            required="盖住整个地块",
        )
    tolerance = limits.uncovered_tolerance_m2
    if uncovered > 0 and uncovered >= tolerance:
        return line.failed(
            "readiness.assessment_not_covering",
            f"地块有 {uncovered:,.2f} ㎡ 在{kind.label_zh}范围之外，须小于容差 {tolerance:f} ㎡。",
            fix_zh="请核对评估范围，或补做该部分评估。",
            fix_en="Check the ground, or have the missing part assessed.",
            message_en=f"{kind.label_en} does not cover the plot: what is left out must be below {tolerance:f} m².",
            measured=f"{uncovered:,.2f} ㎡",
            required=f"< {tolerance:f} ㎡" if tolerance else "0 ㎡",
        )
    ends = [item.valid_to for item in valid if item.valid_to is not None]
    if len(ends) < len(valid) or (left := (max(ends) - facts.as_of).days) > limits.assessment_warning_days:
        return line.passed()
    warning = Finding(
        "readiness.assessment_expiring",
        Severity.WARNING,
        f"{kind.label_zh}有效期至{day_zh(max(ends) - timedelta(days=1))}，含当日还有 {left} 天。",
        fix_zh="请在到期前完成供应，或安排延期、重新评估。",
        fix_en="Supply the land before then, or have it extended or assessed again.",
        message_en=f"{kind.label_en} expires in {left} days.",
        measured=f"{left} 天",
        required=f"> {limits.assessment_warning_days} 天",
        basis=line.basis,
    )
    return line.passed(warning)


def _conditions(facts: ReadinessFacts) -> ReadinessItem:
    """规划条件：有批准文号，用途、容积率、建筑系数明确."""
    given = facts.conditions
    line = Line(ReadinessTopic.CONDITIONS, ReadinessTopic.CONDITIONS, ARTICLE_21, given.evidence if given else ())
    missing = list(_missing_conditions(given))
    if not missing:
        return line.passed()
    return line.failed(
        "readiness.conditions_missing",
        f"规划条件不完整，缺少{'、'.join(missing)}。",
        fix_zh="请录入经批准的规划条件及文号。",
        fix_en="Enter the approved planning conditions and their number.",
        message_en="Planning conditions are incomplete.",
        measured=f"缺 {len(missing)} 项",
        required="批准文号、用途、容积率、建筑系数",
    )


def _missing_conditions(given: ConditionFacts | None) -> Iterator[str]:
    if given is None or not given.document_no.strip():
        yield "批准文号"
    if given is None or not given.land_use_code.strip():
        yield "用途"
    if given is None or (given.far_min is None and given.far_max is None):
        yield "容积率"
    if given is None or given.building_coefficient_min is None:
        yield "建筑系数"


def _topology(facts: ReadinessFacts) -> ReadinessItem:
    """界线检查：查过且没有错误；提示照列，不挡供应."""
    line = Line(ReadinessTopic.TOPOLOGY, ReadinessTopic.TOPOLOGY, ARTICLE_21)
    if facts.topology is None:
        return line.unknown(
            "readiness.topology_unchecked",
            "地块界线尚未与园区、邻宗核对。",
            fix_zh="请运行界线检查。",
            fix_en="Run the boundary check.",
            message_en="The boundary has not been checked.",
            measured="未检查",
            required="无错误",
        )
    state = ReadinessState.FAILED if facts.topology.has_errors else ReadinessState.PASSED
    return line.item(state, tuple(facts.topology))


def _indicators(facts: ReadinessFacts, basic_set: BasicSet, table: RequirementSet) -> ReadinessItem:
    """控制指标：基本指标都已设定，且不宽于指标表；表里已报缺少的不重复报."""
    line = Line(ReadinessTopic.INDICATORS, ReadinessTopic.INDICATORS, str(basic_set.basis))
    findings = compare_with_table(facts.indicators, table)
    said = {item.indicator for item in (*facts.indicators, *table.requirements)}
    for indicator in basic_set.indicators:
        if indicator not in said:
            missing = line.failed(
                "readiness.indicator_missing",
                f"地块指标缺少基本指标“{indicator.label_zh}”。",
                fix_zh="请在地块指标中设定该项，并注明依据文件。",
                fix_en="Set it among the plot's indicators and name its document.",
                message_en=f"{indicator.label_en} is not set.",
                measured="未设定",
                required="已设定",
            )
            findings.extend(missing.findings)
    state = ReadinessState.FAILED if findings.has_errors else ReadinessState.PASSED
    return line.item(state, tuple(findings))
