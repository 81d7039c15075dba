"""What the preparation and the offer of standard plots refuse."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid

SUPPLY: Refusals = {
    "dispute_closure_pkey": lambda _: Conflict(
        "dispute.settled_already", "这件纠纷已经登记了结，请刷新查看。", message_en="This dispute is settled already."
    ),
    "dispute_closed_after_opening": lambda _: Invalid(
        "dispute.closed_before_opening",
        "了结日期早于发生日期，请核对后重填。",
        message_en="A dispute cannot end before it began.",
    ),
    "regional_assessment_geometry_valid": lambda _: Invalid(
        "assessment.shape_broken",
        "评估范围自相交或为空，未保存。请修正图形后重新上传。",
        message_en="The shape is invalid or empty.",
    ),
    "regional_assessment_approved_first": lambda _: Invalid(
        "assessment.valid_before_approved",
        "有效期起不能早于批复日期，请改正。",
        message_en="It cannot hold before it was approved.",
    ),
    "readiness_record_tells_its_items": lambda _: Conflict(
        "readiness.record_contradicts",
        "准备情况结论与逐项结果不一致，未保存。请重新核查。",
        message_en="The record contradicts its items; judge again.",
    ),
    "plot_state_offer_announced": lambda _: Conflict(
        "plot.offer_by_announcement",
        "没有已发布的出让公告，地块不能列为“供应公告中”，未保存。请先发布该地块的出让公告。",
        message_en="Without a published announcement no plot is on offer.",
    ),
    "listing_needs_readiness": lambda _: Conflict(
        "listing.not_ready",
        "该地块没有通过的准备情况结论，公告未发布。请先在“备”中逐项完成准备。",
        message_en="The plot was not found ready; finish its preparation first.",
    ),
    "listing_notice_days": lambda detail: Conflict(
        "listing.notice_too_short",
        f"公告日至开始日只有 {detail.get('given')} 日，少于 {detail.get('required')} 日，未发布。请推迟开始日。",
        message_en="The notice period is too short; open later.",
    ),
    "listing_frozen": lambda _: Conflict(
        "listing.frozen",
        "公告已发布，内容不能再改。需要改变条件的，请撤回后重新公告。",
        message_en="The announcement is published; withdraw it and announce anew.",
    ),
    "listing_forward_only": lambda _: Conflict(
        "listing.state_forbids",
        "公告状态只能向前，可能刚被他人办理。请刷新后查看。",
        message_en="An announcement only moves forward; reload it.",
    ),
    "listing_one_open_per_plot": lambda _: Conflict(
        "listing.open_already",
        "该地块已有一份未结束的出让公告，请先办结或撤回，再编制新的公告。",
        message_en="Another announcement of this plot is open; end it first.",
    ),
    "listing_number_once": lambda _: Conflict(
        "listing.number_taken", "该公告编号已使用，请换一个编号。", message_en="This announcement number is in use."
    ),
    "listing_plot_allocated": lambda _: Conflict(
        "listing.plot_allocated",
        "该地块已作出供地决定，不能再公告。",
        message_en="The plot has been allocated already.",
    ),
    "listing_dates_in_order": lambda _: Invalid(
        "listing.days_out_of_order",
        "日期先后不成立：公告日 ≤ 报名开始 ≤ 报名截止 < 决定日，公告日 ≤ 开始日 ≤ 决定日。请核对。",
        message_en="The days of the announcement do not follow each other.",
    ),
    "application_once_per_party": lambda _: Conflict(
        "application.once_per_party",
        "该申请人对本公告已有一份申请，请在原申请上修改。",
        message_en="This enterprise has applied already; change that application.",
    ),
    "application_frozen": lambda _: Conflict(
        "application.frozen",
        "公告已结束或申请已撤回，申请不能再改。",
        message_en="The announcement is over or the application withdrawn.",
    ),
    "allocation_one_live_per_plot": lambda _: Conflict(
        "allocation.taken",
        "该地块刚由他人作出供地决定，一宗地只能决定一次。请刷新查看。",
        message_en="Somebody else has just decided on this plot; reload it.",
    ),
    "allocation_one_live_per_listing": lambda _: Conflict(
        "allocation.taken",
        "本公告刚由他人作出供地决定，一宗地只能决定一次。请刷新查看。",
        message_en="Somebody else has just decided on this announcement; reload it.",
    ),
    "allocation_of_admitted_application": lambda _: Conflict(
        "allocation.not_admitted",
        "只能决定给本公告中已准入的申请，且不早于公告写明的决定日。",
        message_en="Only an admitted application of this announcement can be chosen, from the announced day on.",
    ),
    "supply_plan_item_once": lambda _: Conflict(
        "plan.item_taken", "该地块已在本年度供应计划中。", message_en="The plot is in this plan already."
    ),
    "supply_plan_zone_id_year_title_key": lambda _: Conflict(
        "plan.title_taken", "该年度已有同名的供应计划。", message_en="This year has a plan of that title already."
    ),
}

for _table, _what in {
    "indicator_requirement": "该指标要求",
    "basic_indicator_set": "基本指标组",
    "readiness_demand": "供应条件",
    "plot_indicator": "该地块指标",
    "cleared_land_answer": "该项净地核查",
    "plot_readiness": "该地块准备情况",
}.items():
    SUPPLY[f"{_table}_once_a_day"] = lambda _, what=_what: Conflict(
        "readiness.changed_meanwhile",
        f"{what}刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed this; reload it.",
    )
