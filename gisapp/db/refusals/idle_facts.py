"""What the facts about the development of contracted land refuse."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid

IDLE_FACTS: Refusals = {
    "development_fact_one_at_a_time": lambda _: Conflict(
        "idle.fact_recorded_already",
        "该项事实已有登记，或刚被他人登记。请刷新后在现有登记上更正。",
        message_en="This fact is recorded already; reload it and correct what is there.",
    ),
    "development_fact_replaced_once": lambda _: Conflict(
        "idle.fact_corrected_meanwhile",
        "该项登记刚被他人更正，请刷新后核对再改。",
        message_en="Somebody else has just corrected it; reload it.",
    ),
    "development_fact_corrects_its_own": lambda _: Conflict(
        "idle.fact_of_another",
        "更正须针对同一合同的同一项事实，请刷新后重新选择。",
        message_en="A correction concerns the same fact of the same contract; reload and choose again.",
    ),
    "development_fact_in_order": lambda _: Invalid(
        "idle.fact_ends_before_it_begins",
        "结束（复工）日期早于开始（停工）日期，请核对日期。",
        message_en="It ends before it begins; check the days.",
    ),
    "development_fact_ends": lambda _: Invalid(
        "idle.fact_without_end",
        "只有停工和原因期间才填写结束日期，请删去结束日期。",
        message_en="Only stops and causes have an end.",
    ),
    "development_fact_none_possible": lambda _: Invalid(
        "idle.fact_never_none",
        "面积、投资和发现日期不能登记为“没有”，请填写数值或选“查不清”。",
        message_en="Areas, amounts and the day of discovery are known or not known, never none.",
    ),
    "development_fact_measured": lambda _: Invalid(
        "idle.fact_amount_missing",
        "面积、投资须填写数值，其他事实不填数值，请核对。",
        message_en="Areas and amounts need a figure, other facts have none.",
    ),
    "development_fact_net": lambda _: Invalid(
        "idle.fact_taken_too_much",
        "价款和税费大于投资额，请核对两个数值。",
        message_en="Price and taxes exceed the investment.",
    ),
    "development_fact_cause_named": lambda _: Invalid(
        "idle.fact_cause_missing",
        "请选择是哪一项原因（第八条）。",
        message_en="Choose which cause it is.",
    ),
    "development_fact_foundation_named": lambda _: Invalid(
        "idle.fact_foundation_missing",
        "请选择地基类型（深基坑、桩基或其他），认定标准因类型而不同。",
        message_en="Choose the kind of foundation: the standard depends on it.",
    ),
    "development_fact_cause_proved": lambda _: Invalid(
        "idle.fact_cause_unproved",
        "调查认定的原因须附认定材料，请上传证据后再登记。",
        message_en="An established cause needs its paper; upload it first.",
    ),
    "development_fact_corrected": lambda _: Invalid(
        "idle.fact_reason_missing",
        "更正须写明理由，首次登记不填更正理由，请核对。",
        message_en="A correction needs its reason; a first entry has none.",
    ),
}
