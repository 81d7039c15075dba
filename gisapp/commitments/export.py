"""The ledger of promises as a file: Excel for the office, CSV for everything else. Same filter, same rights, same sums as the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gisapp.api import table_file
from gisapp.commitments.rules.fulfilment import Tally
from gisapp.commitments.terms import TallyColumn
from gisapp.preparation.standard_terms import CommitmentState, ObligationKind, Obligor

LIST_ZH = "履约台账"

COLUMNS: tuple[tuple[str, str], ...] = (
    ("contract_no", "合同编号"),
    ("plot_no", "地块编号"),
    ("park_name_zh", "园区"),
    ("party_name_zh", "受让人"),
    ("industry_name_zh", "行业"),
    ("officer_name", "履约专员"),
    ("kind_zh", "事项"),
    ("label_zh", "义务"),
    ("obligor_zh", "义务人"),
    ("due_on", "到期日"),
    ("state_zh", "状态"),
    ("tally_zh", "统计栏目"),
    ("kept_on", "完成日"),
    ("late_days", "逾期天数"),
    ("rectify_by", "整改期限"),
    ("amount_yuan", "金额（元）"),
    ("basis", "依据"),
)


def with_labels(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with the Chinese words of their states."""
    labels = {
        "kind": ObligationKind.labels(),
        "obligor": Obligor.labels(),
        "state": CommitmentState.labels(),
        "tally": TallyColumn.labels(),
    }
    return [row | {f"{name}_zh": words[row[name]] for name, words in labels.items()} for row in rows]


def identity_zh(tally: Tally) -> str:
    """Return the identity in words: 应履约 10 = 已履约 4 + 逾期 2 + 违约 1 + 免除 1 + 未到期 2；履约率 57.1%."""
    rate = tally.kept_rate
    share = "暂无" if rate is None else f"{float(rate) * 100:.1f}%"
    return (
        f"应履约 {tally.due} = 已履约 {tally.kept} + 逾期 {tally.late} + 违约 {tally.broken} + 免除 {tally.waived}"
        f" + 未到期 {tally.not_yet_due}；履约率 {share}（已履约 ÷（已履约 + 逾期 + 违约））"
    )


def to_xlsx(rows: Sequence[dict[str, Any]], title: str, identity: str) -> bytes:
    """Return an Excel workbook: caption, identity, frozen header with filters, figures and days as such."""
    return table_file.to_xlsx(LIST_ZH, COLUMNS, rows, [title, identity])


def to_csv(rows: Sequence[dict[str, Any]], title: str, identity: str) -> bytes:
    """Return CSV in UTF-8 with BOM; identity and caption are the last lines."""
    return table_file.to_csv(COLUMNS, rows, [identity, title])
