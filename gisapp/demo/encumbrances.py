"""What rests on the demo's land? Mortgages, seizures (one of them run out, one released), an easement, a lease; all holders are invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.demo.bulk import Bulk, period
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contracts import SignedDemo, write_papers
from gisapp.demo.days import add_years, plus
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.records import SOURCE
from gisapp.kernel.dates import day_zh

BANKS = ("示例银行甲支行", "示例银行乙支行", "示例农商银行")
COURT = "示例人民法院"
FACT_COLUMNS = (
    "encumbrance_id, holder_name, certificate_no, amount_yuan, rank, expires_on, remark, evidence_ids, release_reason, release_evidence_ids,"
    " recorded_by_name, valid"
)


@dataclass(frozen=True, slots=True)
class DemoEncumbrance:
    item: SignedDemo
    kind: str
    holder: str
    registered_on: date
    certificate_no: str
    amount_yuan: Decimal | None = None
    rank: int = 1
    expires_on: date | None = None
    released_on: date | None = None
    remark: str = ""


def write_encumbrances(
    bulk: Bulk, signed: Sequence[SignedDemo], *, zone_id: int, park_ids: dict[str, int], today: date
) -> None:
    """Write what rests on a choice of the plots with a contract in force."""
    told = [one for number, item in enumerate(_running(signed, today)) for one in _of(item, number, today)]
    papers = iter(write_papers(bulk, zone_id, [(park_ids[one.item.plot.park_code], _paper(one)) for one in told]))
    releases = [one for one in told if one.released_on is not None]
    proofs = dict(
        zip(
            [id(one) for one in releases],
            write_papers(bulk, zone_id, [(park_ids[one.item.plot.park_code], _release(one)) for one in releases]),
            strict=True,
        )
    )
    ids = bulk.insert("encumbrance", "plot_id, kind", [(one.item.plot_id, one.kind) for one in told], returning="id")
    bulk.insert(
        "encumbrance_fact",
        FACT_COLUMNS,
        [
            (
                new_id,
                one.holder,
                one.certificate_no,
                one.amount_yuan,
                one.rank,
                one.expires_on,
                one.remark,
                [next(papers)],
                ""
                if one.released_on is None
                else ("贷款结清（示例）" if one.kind == "mortgage" else "解除查封（示例）"),
                [] if one.released_on is None else [proofs[id(one)]],
                SOURCE,
                period(one.registered_on, one.released_on),
            )
            for new_id, one in zip(ids, told, strict=True)
        ],
    )


def _running(signed: Sequence[SignedDemo], today: date) -> list[SignedDemo]:
    return [
        item
        for item in signed
        if item.schedule.contract.ended_on is None and item.schedule.contract.signed_on < plus(today, -400)
    ]


def _of(item: SignedDemo, number: int, today: date) -> Iterator[DemoEncumbrance]:
    contract = item.schedule.contract
    began = min(plus(contract.signed_on, 240), plus(today, -60))
    amount = Decimal(round(contract.area_m2 / 10) * 4000)
    certificate = f"示例（{began.year}）不动产证明第{1000 + number:07d}号"
    is_idle = item.plot.stage in ("idle_suspected", "idle_determined", "disposing", "stopped")
    if number % 7 == 0 or (is_idle and number % 3 == 0):
        yield DemoEncumbrance(item, "mortgage", BANKS[number % 3], began, certificate, amount)
    if number % 21 == 0:
        yield DemoEncumbrance(
            item,
            "mortgage",
            BANKS[(number + 1) % 3],
            plus(began, 90),
            certificate.replace("第", "第2"),
            amount / 2,
            rank=2,
        )
    if number % 17 == 3:
        yield DemoEncumbrance(
            item, "mortgage", BANKS[number % 3], began, certificate, amount, released_on=min(plus(began, 700), plus(today, -20))
        )  # fmt: skip
    if is_idle and number % 4 == 1:
        day = (plus(today, -400), plus(add_years(today, -3), 25), plus(add_years(today, -3), -40))[number % 3]
        day = max(day, plus(contract.signed_on, 30))
        yield DemoEncumbrance(
            item, "seizure", COURT, day, f"（{day.year}）示例执{number:03d}号", expires_on=add_years(day, 3), remark="债权纠纷执行案件（示例）"
        )  # fmt: skip
    if number % 29 == 5:
        yield DemoEncumbrance(
            item, "seizure", COURT, plus(today, -500), f"（{plus(today, -500).year}）示例保{number:03d}号", expires_on=plus(today, 500), released_on=plus(today, -90)
        )  # fmt: skip
    if number % 23 == 2:
        yield DemoEncumbrance(item, "easement", "示例供电公司", began, certificate, remark="高压走廊通行（示例）")
    if number % 31 == 4:
        yield DemoEncumbrance(
            item, "lease", "示例物流公司", began, certificate, expires_on=plus(today, 45), remark="部分厂房出租（示例）"
        )


def _paper(one: DemoEncumbrance) -> DemoPaper:
    title = {"mortgage": "不动产登记证明（抵押权）", "seizure": "协助执行通知书"}.get(one.kind, "不动产登记证明")
    lines = [
        SOURCE,
        f"地块：{one.item.plot.plot_no}",
        f"权利人：{one.holder}",
        f"编号：{one.certificate_no}",
        day_zh(one.registered_on),
    ]
    return DemoPaper(title, one.registered_on, one.registered_on, paper_pdf(title, lines))


def _release(one: DemoEncumbrance) -> DemoPaper:
    assert one.released_on is not None
    title = "注销登记证明" if one.kind == "mortgage" else "解除查封裁定书"
    lines = [SOURCE, f"地块：{one.item.plot.plot_no}", f"原编号：{one.certificate_no}", day_zh(one.released_on)]
    return DemoPaper(title, one.released_on, one.released_on, paper_pdf(title, lines))
