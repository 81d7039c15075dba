"""The list of contracts as a file: same filter, same rights, same sums as the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gisapp.contracts.terms import ContractProgress, ContractState
from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.preparation.standard_terms import LandInstrument
from gisapp.supply.listing_terms import ListingMethod, TermKind

LIST_ZH = "合同台账（含划拨决定书）"

COLUMNS: tuple[tuple[str, str], ...] = (
    ("instrument_zh", "用地文件"),
    ("contract_no", "编号"),
    ("supervision_no", "电子监管号"),
    ("plot_no", "地块编号"),
    ("park_name_zh", "园区"),
    ("party_name_zh", "受让人"),
    ("project_name", "项目"),
    ("industry_code", "行业代码"),
    ("method_zh", "出让方式"),
    ("term_kind_zh", "年期方式"),
    ("term_years", "年期（年）"),
    ("signed_on", "签订日期"),
    ("area_mu", "面积（亩）"),
    ("area_m2", "面积（㎡）"),
    ("price_yuan", "价款（元）"),
    ("handover_on", "约定交地"),
    ("start_on", "约定动工"),
    ("completion_on", "约定竣工"),
    ("production_on", "约定投产"),
    ("version_no", "合同版本"),
    ("state_zh", "状态"),
    ("ended_on", "终止日期"),
    ("progress_zh", "进展"),
    ("duties", "义务"),
    ("kept", "已履约"),
    ("late", "逾期"),
    ("broken", "违约"),
    ("waived", "免除"),
    ("not_yet_due", "未到期"),
    ("next_label_zh", "下一项"),
    ("next_on", "应办日期"),
)


def with_labels(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with the Chinese words of their states and the area in 亩."""
    labels = {
        "state": ContractState.labels(),
        "progress": ContractProgress.labels(),
        "term_kind": TermKind.labels(),
        "method": ListingMethod.labels(),
        "instrument": LandInstrument.labels(),
    }
    return [
        row
        | {f"{name}_zh": words.get(row[name]) for name, words in labels.items()}
        | {"area_mu": round_half_up(m2_to_mu(row["area_m2"]), 2)}
        for row in rows
    ]


def total_row(totals: dict[str, Any]) -> dict[str, Any]:
    return {
        "area_m2": totals["area_m2"],
        "area_mu": round_half_up(m2_to_mu(totals["area_m2"]), 2),
        "price_yuan": totals["price_yuan"],
        "duties": int(totals["duties"]),
        "kept": int(totals["kept"]),
    }
