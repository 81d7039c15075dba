"""The list of rights on land as a file: the same filter and rights as on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gisapp.api import table_file
from gisapp.parties.encumbrance_terms import EncumbranceKind

LIST_ZH = "权利限制"

COLUMNS: tuple[tuple[str, str], ...] = (
    ("plot_no", "地块编号"),
    ("park_name_zh", "园区"),
    ("holder_names_zh", "土地使用权人"),
    ("kind_zh", "种类"),
    ("holder_name", "权利人（债权人、法院）"),
    ("debtor_name_zh", "抵押人（被查封人）"),
    ("certificate_no", "登记证明号、文书号"),
    ("rank", "顺位"),
    ("amount_wan", "债权数额（万元）"),
    ("area_m2", "所涉面积（㎡）"),
    ("registered_on", "登记日期"),
    ("expires_on", "到期日"),
    ("released_on", "解除日期"),
    ("release_reason", "解除事由"),
    ("finding_zh", "提示"),
    ("remark", "备注"),
)


def export_rows(encumbrances: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with words for codes, 万元 for yuan, and the whole plot's area where no part is named."""
    return [
        {
            **row,
            "kind_zh": EncumbranceKind(row["kind"]).label_zh,
            "amount_wan": None if row["amount_yuan"] is None else row["amount_yuan"] / 10000,
            "area_m2": row["area_m2"] if row["area_m2"] is not None else row["plot_area_m2"],
            "finding_zh": row["finding"]["message_zh"] if row["finding"] else "",
        }
        for row in encumbrances
    ]


def to_xlsx(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return an Excel workbook: caption, frozen header with filters, dates and figures as such."""
    return table_file.to_xlsx(LIST_ZH, COLUMNS, rows, [title])


def to_csv(rows: Sequence[Mapping[str, Any]], title: str) -> bytes:
    """Return CSV in UTF-8 with BOM; the caption is the last line."""
    return table_file.to_csv(COLUMNS, rows, [title])
