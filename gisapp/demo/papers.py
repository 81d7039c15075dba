"""Documents of the demo zone: the invented office that issues them, and a few papers drawn up from the zone's own facts."""

from __future__ import annotations

from datetime import date

from gisapp.demo.bulk import Bulk, period

OFFICE_CODE = "示经开"


def write_issuer(bulk: Bulk, zone_id: int, zone_name_zh: str, since: date) -> None:
    """Write the office in whose name the zone issues; invented, and its name says so."""
    bulk.insert(
        "document_issuer",
        "zone_id, name_zh, code_zh, address, postcode, phone, representative, account_name, bank_name, bank_account, valid, recorded_by_name",
        [
            (
                zone_id, f"{zone_name_zh}自然资源和规划局（示意）", OFFICE_CODE, "示例大道1号行政服务中心", "466000", "0394-0000000", "王示例",
                "示例开发区财政专户", "示例银行示例支行", "0000 0000 0000 0000", period(since), "示意数据",
            )
        ],
    )  # fmt: skip
