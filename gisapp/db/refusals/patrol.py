"""What the database refuses of patrols: constraint name → error with a sentence."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid

PATROL: Refusals = {
    "patrol_group_name_once": lambda _: Conflict(
        "patrol.group_name_taken",
        "已有同名的巡查组，请换一个名称。",
        message_en="A group of this name exists.",
    ),
    "patrol_member_once": lambda _: Conflict(
        "patrol.member_already",
        "这个人已经在组里，请刷新后核对。",
        message_en="This person is in the group already.",
    ),
    "patrol_task_not_cancelled": lambda _: Conflict(
        "patrol.task_cancelled",
        "任务已经取消，不能再登记或调整。请刷新查看。",
        message_en="The round was called off; reload it.",
    ),
    "patrol_task_not_done": lambda _: Conflict(
        "patrol.task_done",
        "任务的地块都已巡查，不能取消。请刷新查看。",
        message_en="Every stop was visited; reload it.",
    ),
    "patrol_visit_one_per_stop": lambda _: Conflict(
        "patrol.visited_meanwhile",
        "他人刚登记了这个地块的巡查，请刷新后查看。",
        message_en="Somebody else has just recorded this stop; reload it.",
    ),
    "patrol_visit_of_a_stop": lambda _: Invalid(
        "patrol.not_a_stop",
        "地块不在这次任务里，请从任务的地块中选择。",
        message_en="The plot is no stop of this round.",
    ),
    "patrol_visit_plot_of_the_day": lambda _: Invalid(
        "patrol.no_boundary",
        "这一天地块没有在册界线，请核对日期和地块。",
        message_en="The plot had no boundary on that day.",
    ),
    "patrol_visit_after_plan": lambda _: Invalid(
        "patrol.visit_before_plan",
        "巡查日期早于任务下达日期，请核对日期。",
        message_en="The visit is before the round was planned.",
    ),
    "patrol_visit_clue_proved": lambda _: Invalid(
        "patrol.clue_unproved",
        "发现线索而没有照片，未保存。请上传现场照片。",
        message_en="A clue needs a photograph.",
    ),
    "patrol_visit_stays": lambda _: Conflict(
        "patrol.visit_stays",
        "巡查记录登记后不再改写。登记有误的，撤销后重新登记。",
        message_en="A visit stays as recorded; withdraw it and record it anew.",
    ),
    "patrol_visit_bears_a_case": lambda _: Conflict(
        "patrol.visit_bears_a_case",
        "这次巡查已经立为线索，不能撤销。线索有误的，在个案里认定不构成闲置。",
        message_en="A case rests on this visit.",
    ),
}
