"""What the database says about yearly figures, grades, appeals and land use: constraint name → error with a sentence."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid

PERFORMANCE: Refusals = {
    "enterprise_year_once": lambda _: Conflict(
        "figures.changed_meanwhile",
        "该企业该年度的数据刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed these figures; reload them.",
    ),
    "figure_import_once": lambda _: Conflict(
        "figures.import_decided",
        "这次导入已经处理过，不能再改。请重新上传文件。",
        message_en="This import is decided already.",
    ),
    "performance_sealed": lambda _: Conflict(
        "performance.sealed",
        "已保存的数据、评分办法或评定结果不能再增减，请新建一版。",
        message_en="Nothing is added to what was kept; write a new version.",
    ),
    "score_scheme_once": lambda _: Conflict(
        "scheme.changed_meanwhile",
        "另一人刚保存了该年度评分办法，请刷新后重试。",
        message_en="Somebody else has just written a version; reload it.",
    ),
    "score_scheme_shares": lambda _: Invalid(
        "scheme.shares",
        "等级占比须依次递增且不超过 100%，请核对 A、B、C 的累计占比。",
        message_en="Shares must rise to one at most.",
    ),
    "grade_run_once": lambda _: Conflict(
        "grade_run.changed_meanwhile",
        "另一人刚完成该年度评定，请刷新后重试。",
        message_en="Somebody else has just fixed this year's grades; reload them.",
    ),
    "grade_run_scheme_year": lambda _: Invalid(
        "grade_run.scheme_year",
        "评分办法与评定年度不一致，请选择同一年度的办法。",
        message_en="The scheme is of another year.",
    ),
    "grade_run_year_over": lambda detail: Invalid(
        "grade_run.year_not_over",
        f"{detail.get('year', '')} 年还没有结束，不能评定。请核对年度。",
        message_en="The year is not over.",
    ),
    "grade_result_figures": lambda _: Conflict(
        "grade_run.figures_differ",
        "评定结果与该企业该年度数据不一致，请重新评定。",
        message_en="The figures are not those of this enterprise and year.",
    ),
    "grade_exemption_once_a_day": lambda _: Conflict(
        "exemption.changed_meanwhile",
        "该企业的不定级记录刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed this exemption; reload it.",
    ),
    "grade_appeal_of_a_grade": lambda _: Conflict(
        "appeal.no_grade",
        "只能对已定的等级申诉，受理日期不早于定级日期。请核对。",
        message_en="Only a grade that was given can be contested, from its day on.",
    ),
    "grade_appeal_newest": lambda _: Conflict(
        "appeal.old_run",
        "该年度已有新的评定，请对最新结果申诉。",
        message_en="A newer run has taken its place; contest that one.",
    ),
    "grade_appeal_one_open": lambda _: Conflict(
        "appeal.one_open",
        "该企业还有一件申诉没有答复，请先答复。",
        message_en="An appeal is open already; answer it first.",
    ),
    "grade_appeal_decision_pkey": lambda _: Conflict(
        "appeal.decided",
        "这件申诉刚被他人答复，请刷新查看。",
        message_en="Somebody else has just answered it; reload it.",
    ),
    "grade_appeal_decision_after": lambda _: Invalid(
        "appeal.decided_before",
        "答复日期不能早于受理日期，请核对。",
        message_en="The answer is dated before the appeal.",
    ),
    "plot_built_once_a_day": lambda _: Conflict(
        "built.changed_meanwhile",
        "该地块的建筑面积刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed it; reload it.",
    ),
    "plot_built_bounds": lambda _: Invalid(
        "built.bounds",
        "占地面积不能大于建筑面积；没有建筑时建筑面积应为 0。请核对。",
        message_en="The footprint cannot exceed the floor area.",
    ),
    "low_efficiency_once_a_day": lambda _: Conflict(
        "low_efficiency.changed_meanwhile",
        "该地块的低效记录刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed it; reload it.",
    ),
    "low_efficiency_disposed": lambda _: Invalid(
        "low_efficiency.too_much",
        "处置面积不能超过占地面积，请核对。",
        message_en="More is disposed of than there is.",
    ),
    "low_efficiency_kind": lambda _: Invalid(
        "low_efficiency.kind_missing", "列入清单须选低效类型，请选择。", message_en="Choose a kind."
    ),
}
