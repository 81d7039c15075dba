"""Writes the demo contracts: what was signed, its versions with their obligations, and the checks of what was done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.contracts.store import (
    INSTALMENT_COLUMNS,
    OBLIGATION_COLUMNS,
    PROMISE_COLUMNS,
    VERSION_COLUMNS,
    Papers,
    version_rows,
)
from gisapp.demo.bulk import Bulk
from gisapp.demo.contract_checks import DemoPaper, checks_of, supplement_paper
from gisapp.demo.contract_terms import DemoSchedule, agreed_condition, schedule_of
from gisapp.demo.days import plus
from gisapp.demo.entries import instant_of
from gisapp.demo.listing_cases import Supplied
from gisapp.demo.records import ACTOR, LAND_USE_SCHEME, SOURCE, DemoPlot, Version
from gisapp.demo.seed_plots import CHINA
from gisapp.kernel.money import round_fraction
from gisapp.preparation.indicator_terms import Indicator
from gisapp.preparation.rules.limits import SupplyLimits, supply_limits
from gisapp.rulebook.rulebook import load_rulebook

CHECK_COLUMNS = (
    "contract_id, obligation_key, sequence, checked_on, verdict, done_on, measured, measured_exact, signed_off_by, evidence_ids,"
    " recorded_at, recorded_by_name"
)
CONTRACT_COLUMNS = (
    "plot_id, plot_version_id, party_id, contract_no, supervision_no, signed_on, area_m2, price_yuan, term_years, ended_on, end_kind, end_reason,"
    " source, method, term_kind, term_from, project_name, industry_code, real_estate_unit_no, location, land_use_scheme, land_use_code,"
    " unit_price_yuan_per_m2, deposit_yuan, handover_conditions, late_payment_permille, late_start_permille, late_completion_permille,"
    " late_handover_permille, extension_asked_days_ahead, extension_months_max, use_change, transfer_invested_share, dispute, approval_authority,"
    " supervision_agreement_no, commitment_letter_no, investment_yuan, recorded_by_name, recorded_at, end_recorded_at,"
    " listing_id, application_id, allocation_id"
)


@dataclass(frozen=True)
class SignedDemo:
    """A demo contract as it was written: its id, its plot, and everything agreed in it."""

    contract_id: int
    plot_id: int
    plot: DemoPlot
    serial: int
    schedule: DemoSchedule


def write_contracts(
    bulk: Bulk,
    session: Session,
    plots: Iterable[tuple[int, DemoPlot]],
    *,
    zone_id: int,
    park_ids: dict[str, int],
    party_ids: dict[str, int],
    today: date,
    supplied: Mapping[str, Supplied],
) -> list[SignedDemo]:
    """Write all contracts of the demo with their versions, obligations and the checks that prove what has been done."""
    book = load_rulebook(session)

    @cache
    def limits_on(day: date) -> SupplyLimits:
        return supply_limits(book, day)

    pairs = [(plot_id, plot, contract) for plot_id, plot in plots for contract in plot.contracts]
    schedules = [schedule_of(plot, c, serial, today, limits_on) for serial, (_, plot, c) in enumerate(pairs)]
    versions = _version_ids(session)
    ids = bulk.insert(
        "contract",
        CONTRACT_COLUMNS,
        [
            _contract_row(plot_id, plot, schedule, party_ids[contract.holder], versions, serial, supplied, today)
            for serial, ((plot_id, plot, contract), schedule) in enumerate(zip(pairs, schedules, strict=True))
        ],
        returning="id",
    )
    signed = [
        SignedDemo(contract_id, plot_id, plot, serial, schedule)
        for serial, (contract_id, (plot_id, plot, _), schedule) in enumerate(zip(ids, pairs, schedules, strict=True))
    ]
    supplements = {item.contract_id: supplement_paper(item.schedule) for item in signed}
    evidence = write_papers(
        bulk, zone_id, [(park_ids[s.plot.park_code], paper) for s in signed if (paper := supplements[s.contract_id])]
    )
    proofs = dict(zip([contract_id for contract_id, paper in supplements.items() if paper], evidence, strict=True))
    _write_versions(bulk, signed, proofs)
    _write_checks(bulk, zone_id, park_ids, signed, today)
    return signed


def write_papers(bulk: Bulk, zone_id: int, papers: Sequence[tuple[int | None, DemoPaper]]) -> list[int]:
    """Keep these papers (park id, paper) as evidence; return their ids in order."""
    files = [(park_id, paper, hashlib.sha256(paper.content).hexdigest()) for park_id, paper in papers]
    contents = {digest: paper.content for _, paper, digest in files}
    bulk.insert(
        "evidence_content",
        "sha256, size_bytes, content",
        [(digest, len(content), content) for digest, content in contents.items()],
        conflict="on conflict (sha256) do nothing",
    )
    return bulk.insert(
        "evidence_file",
        "zone_id, park_id, sha256, file_name, media_type, title, dated, source, uploaded_at, uploaded_by_name",
        [
            (
                zone_id,
                park_id,
                digest,
                f"{paper.title}.pdf",
                "application/pdf",
                paper.title,
                paper.dated,
                SOURCE,
                datetime.combine(paper.kept_on, time(10), CHINA),
                ACTOR,
            )
            for park_id, paper, digest in files
        ],
        returning="id",
    )


def _version_ids(session: Session) -> dict[tuple[int, int], int]:
    rows = session.execute(text("select id, plot_id, version_no from plot_version"))
    return {(row.plot_id, row.version_no): row.id for row in rows}


def _boundary(plot: DemoPlot, day: date) -> Version:
    return next((v for v in plot.versions if v.since <= day and (v.until is None or day < v.until)), plot.versions[0])


def _contract_row(
    plot_id: int,
    plot: DemoPlot,
    schedule: DemoSchedule,
    party_id: int,
    versions: dict[tuple[int, int], int],
    serial: int,
    supplied: Mapping[str, Supplied],
    today: date,
) -> tuple[Any, ...]:
    c = schedule.contract
    origin = supplied.get(c.contract_no)
    boundary = _boundary(plot, c.signed_on)
    area, price = Decimal(str(c.area_m2)), c.price_yuan
    number = c.contract_no.removeprefix("示例合同-")
    return (
        plot_id,
        versions[plot_id, boundary.number],
        party_id,
        c.contract_no,
        c.supervision_no,
        c.signed_on,
        area,
        price,
        c.term_years,
        c.ended_on,
        "recovered" if c.ended_on else None,
        "未动工开发满二年，依法收回（示例）" if c.ended_on else "",
        SOURCE,
        origin.method if origin else "listing",
        "flexible" if c.term_years == 20 else "full",
        schedule.last.terms.handover_on,
        f"{c.holder}建设项目（示例）",
        plot.industry_code,
        boundary.real_estate_unit_no,
        boundary.address,
        LAND_USE_SCHEME,
        c.land_use_code,
        None if price is None else round(price / area, 2),
        None if price is None else round(price / 5),
        "净地交付：地上附着物清理完毕，场地自然平整，道路、供水、供电、排水、通信通至红线（五通一平）",
        Decimal(1),
        Decimal(1),
        Decimal(1),
        Decimal(1),
        30,
        12,
        "改变用途须经出让人和规划部门同意，签订变更协议或者重新签订出让合同，相应调整价款",
        Decimal("0.25"),
        "提交仲裁委员会仲裁（示例）" if serial % 4 == 1 else "依法向人民法院起诉（示例）",
        "市人民政府（示例）",
        f"示例监管-{number}" if schedule.has_agreement else None,
        f"示例承诺-{number}" if schedule.has_agreement else None,
        _investment(schedule, area),
        ACTOR,
        instant_of(c.signed_on, today),
        instant_of(c.ended_on, today) if c.ended_on else None,
        *((origin.listing_id, origin.application_id, origin.allocation_id) if origin else (None, None, None)),
    )


def _investment(schedule: DemoSchedule, area_m2: Decimal) -> Decimal | None:
    """Return the investment that the promised intensity comes to, to 10,000 yuan; None without a promise."""
    for promise in schedule.last.terms.promises:
        if promise.indicator is Indicator.INVESTMENT_INTENSITY:
            return round_fraction(promise.value * int(area_m2) / 10_000, 0) * 10_000
    return None


def _write_versions(bulk: Bulk, signed: list[SignedDemo], proofs: dict[int, int]) -> None:
    rows = [
        version_rows(
            item.contract_id,
            version,
            Papers(
                conditions=_conditions(item.plot, item.schedule.contract.signed_on),
                notes={m.kind: m.note for m in item.schedule.contract.milestones if m.note},
                evidence_ids=[proofs[item.contract_id]] if version.supplement else (),
                recorded_by_name=ACTOR,
            ),
        )
        for item in signed
        for version in item.schedule.versions
    ]
    # in the order of their numbers: the database lets a version only follow the one before it
    bulk.insert("contract_version", VERSION_COLUMNS, sorted((row.version for row in rows), key=lambda row: row[1]))
    bulk.insert("contract_instalment", INSTALMENT_COLUMNS, [part for row in rows for part in row.instalments])
    bulk.insert("contract_promise", PROMISE_COLUMNS, [promise for row in rows for promise in row.promises])
    bulk.insert("obligation", OBLIGATION_COLUMNS, [item for row in rows for item in row.obligations])


def _conditions(plot: DemoPlot, day: date) -> dict[str, Any]:
    condition = agreed_condition(plot, day)
    if condition is None:
        return {}
    bounds = {
        "far_min": condition.far[0],
        "far_max": condition.far[1],
        "building_coefficient_min": condition.building_coefficient[0],
        "building_coefficient_max": condition.building_coefficient[1],
        "green_ratio_min": condition.green_ratio[0],
        "green_ratio_max": condition.green_ratio[1],
        "height_min_m": condition.height_m[0],
        "height_max_m": condition.height_m[1],
        "document_no": condition.document_no,
    }
    return {name: value for name, value in bounds.items() if value is not None}


def _write_checks(bulk: Bulk, zone_id: int, park_ids: dict[str, int], signed: list[SignedDemo], today: date) -> None:
    checks = [(item, check) for item in signed for check in checks_of(item.schedule, item.serial, today)]
    evidence = write_papers(bulk, zone_id, [(park_ids[item.plot.park_code], check.paper) for item, check in checks])
    bulk.insert(
        "commitment_check",
        CHECK_COLUMNS,
        [
            (
                item.contract_id,
                check.key,
                1,
                check.checked_on,
                "met",
                check.done_on,
                check.measured,
                None if check.measured is None else str(check.measured),
                "自然资源核查组（示例）",
                [file_id],
                datetime.combine(plus(check.checked_on, 1), time(10), CHINA),
                ACTOR,
            )
            for (item, check), file_id in zip(checks, evidence, strict=True)
        ],
    )
