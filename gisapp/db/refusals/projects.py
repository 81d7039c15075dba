"""What the database says about projects, letters, problems and reviews: constraint name → error with a sentence."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid

_NAMES = {"project": "项目", "letter": "督办函", "problem": "问题"}


def _steps() -> Refusals:
    found: Refusals = {}
    for machine, name in _NAMES.items():
        found[f"{machine}_step_allowed"] = lambda _, name=name, machine=machine: Conflict(
            f"{machine}.step_not_allowed",
            f"{name}不能从当前状态直接变为所选状态，请按流程逐步推进。",
            message_en="This step does not follow the present state.",
        )
        found[f"{machine}_step_evidence"] = lambda _, machine=machine: Invalid(
            f"{machine}.step_unproved",
            "这一步需要证明材料，请先上传或选择证据。",
            message_en="This step needs evidence.",
        )
        found[f"{machine}_step_reason"] = lambda _, machine=machine: Invalid(
            f"{machine}.step_unexplained",
            "请填写这一步的内容或理由。",
            message_en="Say what was done, or why.",
        )
        found[f"{machine}_step_in_turn"] = lambda _, name=name, machine=machine: Conflict(
            f"{machine}.moved_meanwhile",
            f"{name}刚被他人更新，请刷新后重试。",
            message_en="Somebody else was quicker; reload it.",
        )
        found[f"{machine}_step_dates"] = lambda detail, machine=machine: Invalid(
            f"{machine}.step_before_last",
            f"日期早于上一步（{detail.get('last_day', '')}），请核对。",
            message_en=f"The day is before the last step ({detail.get('last_day', '')}).",
        )
    return found


PROJECTS: Refusals = {
    **_steps(),
    "project_step_plot": lambda _: Invalid(
        "project.plot_missing",
        "项目还没有关联地块，不能进入这一阶段，请先关联地块。",
        message_en="Link the plot that the project stands on first.",
    ),
    "project_move_last": lambda _: Conflict(
        "project.move_not_last",
        "只能撤回最近一次推进；登记时的第一步不能撤回。",
        message_en="Only the last move can be taken back, and never the first.",
    ),
    "project_number_once": lambda _: Conflict(
        "project.number_taken", "该项目编号已存在，请换一个。", message_en="This project number is taken."
    ),
    "project_schedule_order": lambda _: Invalid(
        "project.schedule_order",
        "计划日期应依次为开工、竣工、投产、达产，请核对先后。",
        message_en="Start, completion, production and attainment must follow each other.",
    ),
    "project_schedule_once": lambda _: Conflict(
        "project.schedule_changed_meanwhile",
        "计划刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed the schedule; reload it.",
    ),
    "project_progress_once": lambda _: Conflict(
        "project.progress_changed_meanwhile",
        "该月进度刚被他人填报，请刷新后重试。",
        message_en="Somebody else has just reported this month; reload it.",
    ),
    "project_month_light_once": lambda _: Conflict(
        "project.month_frozen",
        "该月亮灯结果已定，不再改变。",
        message_en="The lights of this month are fixed.",
    ),
    "project_month_light_over": lambda _: Invalid(
        "project.month_not_over",
        "该月尚未结束，月末之后才能定灯。",
        message_en="The month is not over yet.",
    ),
    "supervision_letter_number_once": lambda _: Conflict(
        "letter.number_taken",
        "另一份督办函刚刚取用了该编号，请重新提交。",
        message_en="Another letter has just taken this number; submit again.",
    ),
    "site_review_closed": lambda _: Conflict(
        "review.closed",
        "讲评已定稿，路线、评分和排名不再改变。",
        message_en="The review is closed; nothing of it changes any more.",
    ),
    "site_review_score_range": lambda detail: Invalid(
        "review.score_out_of_range",
        f"得分不能超过该项满分 {detail.get('max_score', '')}。",
        message_en=f"The score is above the most that can be given ({detail.get('max_score', '')}).",
    ),
    "site_review_round_once": lambda _: Conflict(
        "review.round_taken", "该期次已存在，请换一个。", message_en="This round exists already."
    ),
    "site_review_judge_once": lambda _: Invalid(
        "review.judge_twice", "同一名评委只能登记一次。", message_en="A judge is listed twice."
    ),
}
