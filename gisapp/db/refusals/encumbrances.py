"""What the database refuses of rights on land and of shares."""

from __future__ import annotations

from gisapp.db.refusals.meaning import Refusals
from gisapp.kernel.area import format_m2
from gisapp.kernel.errors import Conflict, Invalid

ENCUMBRANCES: Refusals = {
    "encumbrance_known_once": lambda _: Conflict(
        "encumbrance.changed_meanwhile",
        "该权利限制刚被他人修改，请刷新后重试。",
        message_en="Somebody else has just revised this encumbrance; reload it.",
    ),
    "encumbrance_registered_with_paper": lambda _: Invalid(
        "encumbrance.unproved",
        "没有登记证明号，也没有证明材料，未保存。请补充其一。",
        message_en="A certificate number or a file is needed.",
    ),
    "encumbrance_released_with_evidence": lambda _: Invalid(
        "encumbrance.release_unproved",
        "解除须写明事由并附证明材料，请补充后再提交。",
        message_en="A release needs a reason and evidence.",
    ),
    "encumbrance_expires_after_start": lambda _: Invalid(
        "encumbrance.expires_first", "到期日不晚于登记日，请核对两个日期。", message_en="It ends before it began."
    ),
    "encumbrance_within_plot": lambda detail: Conflict(
        "encumbrance.beyond_plot",
        f"所涉面积超过地块面积 {format_m2(detail.get('area_m2') or 0)} ㎡，未保存。请核对面积。",
        message_en="It is larger than the plot.",
    ),
    "encumbrance_debtor_holds": lambda _: Conflict(
        "encumbrance.debtor_not_holder",
        "抵押人（被查封人）当日不是该地块的土地使用权人，请先登记权利人。",
        message_en="The debtor held no share that day.",
    ),
    "plot_party_shares_one": lambda detail: Conflict(
        "party.shares_not_one",
        f"土地使用权人份额自{detail.get('day')}起合计为 {detail.get('total')}，应等于 1，未保存。请调整各自份额，或刷新后重试。",
        message_en=f"The holders' shares sum to {detail.get('total')} from {detail.get('day')} on; they must sum to 1.",
    ),
}
