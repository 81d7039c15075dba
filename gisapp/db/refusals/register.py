"""What the register refuses: plots, states, conditions, parties, accounts, history."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Detail, Refusals
from gisapp.kernel.area import format_m2
from gisapp.kernel.errors import BeyondScope, Conflict, DomainError, Invalid


def _overlap(detail: Detail) -> DomainError:
    area = format_m2(detail.get("area_m2") or 0)
    return Conflict(
        "plot.overlaps_plot",
        f"地块{detail.get('plot_no')}与现有地块{detail.get('other_no')}重叠 {area} ㎡，未保存。请调整界线，或先注销、变更原地块后再登记。",
        message_en=f"Plot {detail.get('plot_no')} overlaps live plot {detail.get('other_no')} by {area} m²; adjust the boundary first.",
    )


def _outside(detail: Detail) -> DomainError:
    area = detail.get("area_m2")
    how = (
        f"有 {format_m2(area)} ㎡ 落在园区{detail.get('park_code')}界线外"
        if area is not None
        else f"在园区{detail.get('park_code')}尚无生效界线的日期内"
    )
    return Conflict(
        "plot.outside_park",
        f"地块{detail.get('plot_no')}{how}，未保存。请核对坐标带号、所选园区和生效日期。",
        message_en=f"Plot {detail.get('plot_no')} is not inside park {detail.get('park_code')}.",
    )


REGISTER: Refusals = {
    "act_within_scope": lambda _: BeyondScope(),
    "plot_no_overlap": _overlap,
    "plot_inside_park": _outside,
    "plot_version_number_live_once": lambda _: Conflict(
        "plot.number_taken",
        "该地块编号在此期间已有在册地块使用，请换一个编号，或先注销原地块。",
        message_en="This plot number is in use in that period.",
    ),
    "plot_version_one_boundary_a_day": lambda _: Conflict(
        "plot.boundary_changed_meanwhile",
        "该地块界线刚被他人修改，请刷新后在最新界线上重做。",
        message_en="Somebody else has just revised this boundary; reload it.",
    ),
    "plot_version_geometry_valid": lambda _: Invalid(
        "plot.geometry_invalid",
        "界线自相交或为空，未保存。请按检查结果修正后再提交。",
        message_en="The boundary is invalid or empty.",
    ),
    "plot_state_once_a_day": lambda _: Conflict(
        "plot.state_changed_meanwhile",
        "该地块状态刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed this plot's state; reload it.",
    ),
    "plot_state_offer_in_order": lambda _: Conflict(
        "plot.offer_case_open",
        "履约处置未办结的地块不能列入供应，请先办结处置。",
        message_en="Settle the open case before the plot is offered.",
    ),
    "plot_state_offer_cleared": lambda _: Conflict(
        "plot.offer_not_cleared",
        "尚不是净地的地块不能公告供应，请先变更土地状态。",
        message_en="Only cleared land can be put on offer.",
    ),
    "planning_condition_once_a_day": lambda _: Conflict(
        "plot.conditions_changed_meanwhile",
        "该地块规划条件刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just changed the conditions; reload them.",
    ),
    "history_immutable": lambda _: Conflict(
        "history.immutable",
        "历史记录不可改写。请以更正的方式登记新的记录并说明理由。",
        message_en="History is not rewritten; record a correction.",
    ),
    "audit_append_only": lambda _: Conflict(
        "audit.append_only", "操作记录只能追加，不能修改或删除。", message_en="Audit events are append-only."
    ),
    "account_username_key": lambda _: Conflict(
        "account.username_taken", "该用户名已存在，请换一个。", message_en="This username is taken."
    ),
    "party_zone_id_credit_code_key": lambda _: Conflict(
        "party.credit_code_taken",
        "该统一社会信用代码已登记，请直接选择已有主体。",
        message_en="This credit code is already registered.",
    ),
    "plot_version_land_use_scheme_land_use_code_fkey": lambda _: Invalid(
        "plot.land_use_unknown",
        "用地分类代码不在所选分类标准内，请从列表中选择。",
        message_en="Unknown land-use code for this scheme.",
    ),
}

for _bounds, _label in {"far": "容积率", "coefficient": "建筑系数", "green": "绿地率", "height": "建筑高度"}.items():
    REGISTER[f"planning_condition_{_bounds}_bounds"] = lambda _, label=_label: Invalid(
        "plot.conditions_bounds",
        f"{label}的下限大于上限或超出允许范围，请核对后重填。",
        message_en="Lower bound above upper bound, or out of range.",
    )
