"""What the stock of land refuses."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.errors import Conflict, Invalid

STOCK: Refusals = {
    "stock_patch_no_overlap": lambda detail: Conflict(
        "stock.patches_overlap",
        f"{detail.get('park', '')}有图斑重叠 {detail.get('area_m2')} ㎡，未保存。请核对该处地块界线后重新计算。",
        message_en="Two patches overlap; check the boundaries there.",
    ),
    "stock_patch_inside_park": lambda detail: Conflict(
        "stock.patch_outside",
        f"{detail.get('park', '')}有图斑超出园区界线 {detail.get('area_m2')} ㎡，未保存。请重新计算。",
        message_en="A patch lies outside its park; work the patches out again.",
    ),
    "stock_patch_adds_up": lambda detail: Conflict(
        "stock.patches_do_not_add_up",
        f"{detail.get('park', '')}各类图斑之和与园区面积相差 {detail.get('area_m2')} ㎡（{detail.get('day')}起），未保存。"
        "请核对园区界线后重新计算。",
        message_en="The patches do not add up to the park.",
    ),
    "stock_part_tiles_plot": lambda detail: Conflict(
        "stock.parts_do_not_tile",
        f"划分后各部分没有恰好盖满地块（相差 {detail.get('area_m2')} ㎡），未保存。请重新划分。",
        message_en="The parts do not tile the plot; divide it again.",
    ),
    "stock_part_once_a_day": lambda _: Conflict(
        "stock.divided_meanwhile",
        "该地块刚被他人划分，您看到的已不是最新。请刷新后重试。",
        message_en="Somebody else has just divided this plot; reload it.",
    ),
    "stock_part_of_ground_once": lambda _: Conflict(
        "stock.decided_meanwhile",
        "这块地刚被他人认定，请刷新后重试。",
        message_en="Somebody else has just decided this.",
    ),
    "stock_part_geometry_valid": lambda _: Invalid(
        "stock.part_broken", "划分出的图形无效，未保存。请调整分割线。", message_en="The parts are invalid shapes."
    ),
    "stock_definition_once_a_day": lambda _: Conflict(
        "stock.definition_meanwhile",
        "该定义刚被他人修改，请刷新后重试。",
        message_en="It was revised meanwhile; reload it.",
    ),
    "conversion_approval_number_once": lambda _: Conflict(
        "stock.approval_known",
        "这个批文号已经登记。需要修改的，请打开该批文更正。",
        message_en="This approval number is on record; correct it there.",
    ),
    "conversion_approval_geometry_valid": lambda _: Invalid(
        "stock.approval_shape_broken",
        "批准范围自相交或为空，未保存。请修正图形后重新上传。",
        message_en="The shape is invalid or empty.",
    ),
    "conversion_approval_from_its_day": lambda _: Invalid(
        "stock.approval_from_its_day",
        "批文自批准之日起有效，请核对日期。",
        message_en="It holds from its day of approval.",
    ),
    "stock_freeze_next": lambda _: Conflict(
        "stock.frozen_meanwhile",
        "该月份刚被他人冻结或更正，请刷新后查看。",
        message_en="It was frozen meanwhile; reload.",
    ),
    "stock_freeze_once": lambda _: Conflict(
        "stock.frozen_meanwhile",
        "该月份刚被他人冻结或更正，请刷新后查看。",
        message_en="It was frozen meanwhile; reload.",
    ),
    "stock_freeze_after_the_month": lambda _: Conflict(
        "stock.month_open", "该月份还没有结束，不能冻结。", message_en="The month has not ended yet."
    ),
    "stock_restatement_explained": lambda _: Invalid(
        "stock.restatement_unexplained", "更正已冻结的月份，须填写原因。", message_en="A restatement needs a reason."
    ),
    "stock_month_hash": lambda _: Conflict(
        "stock.month_hash",
        "冻结的数据与校验值不一致，未保存。请重新冻结。",
        message_en="Rows and hash differ; freeze again.",
    ),
    "stock_month_frozen": lambda _: Conflict(
        "stock.month_frozen", "该月份已经冻结，不能再增加数据。", message_en="The month is frozen."
    ),
    "stock_month_adds_up": lambda _: Conflict(
        "stock.flow_does_not_add_up",
        "月度流量不平，未保存。请重新计算后再冻结。",
        message_en="The month does not add up.",
    ),
}
