"""What the database refuses of nightly checks, constraint areas and compliance reports: constraint name → error with a sentence."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid

COMPLIANCE: Refusals = {
    "plot_check_run_in_turn": lambda _: Conflict(
        "plot_check.later_run_exists",
        "之后的日期已经质检过，不能再补做更早日期的质检。请以今天的日期运行。",
        message_en="A later day was checked already: run it for today.",
    ),
    "plot_finding_stays": lambda _: Conflict(
        "plot_check.finding_stays",
        "质检结果由质检运行写入，不能修改。请处理问题后重新运行质检。",
        message_en="Findings are written by runs; mend the plot and run again.",
    ),
    "plot_finding_open_once": lambda _: Conflict(
        "plot_check.run_meanwhile",
        "质检正在运行，请稍后刷新。",
        message_en="A run is under way; reload in a moment.",
    ),
    "constraint_overlap_open_once": lambda _: Conflict(
        "plot_check.run_meanwhile",
        "质检正在运行，请稍后刷新。",
        message_en="A run is under way; reload in a moment.",
    ),
    "overlap_review_once": lambda _: Conflict(
        "compliance.reviewed_meanwhile",
        "他人刚登记了这项占压的核实意见，请刷新后查看。",
        message_en="Somebody else has just reviewed it; reload it.",
    ),
    "overlap_review_still_there": lambda _: Conflict(
        "compliance.overlap_gone",
        "这项占压已经消除，不需要再核实。请刷新查看。",
        message_en="The overlap is gone; reload it.",
    ),
    "constraint_area_distance_not_negative": lambda _: Invalid(
        "constraint.distance_negative",
        "防护距离不能为负数，请改正。",
        message_en="The protection distance cannot be negative.",
    ),
    "constraint_area_replaced_once": lambda _: Conflict(
        "constraint.changed_meanwhile",
        "他人刚更正或撤销了这个控制范围，请刷新后再改。",
        message_en="Somebody else has just changed this area; reload it.",
    ),
    "compliance_report_number_once": lambda _: Conflict(
        "compliance.number_taken",
        "报告编号刚被占用，请重新出具。",
        message_en="The number was just taken; make the report again.",
    ),
    "compliance_report_hash_true": lambda _: Invalid(
        "compliance.hash_untrue",
        "报告内容与校验值不符，未保存。请重新出具。",
        message_en="The hash does not fit the content.",
    ),
    "compliance_report_plot_named": lambda _: Invalid(
        "compliance.plot_not_named",
        "地块审查报告必须注明地块。请重新选择地块。",
        message_en="Name the plot of the report.",
    ),
}
