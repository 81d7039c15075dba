"""Writes the demo's supply: plans, announcements with their frozen terms, applications, verdicts, decisions, publications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.demo.bulk import Bulk
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contract_terms import schedule_of
from gisapp.demo.contracts import write_papers
from gisapp.demo.days import plus
from gisapp.demo.listing_cases import DemoApplication, DemoListing, Supplied, current_listing, past_listings
from gisapp.demo.listing_plans import LISTING_COLUMNS, write_drafts, write_plans
from gisapp.demo.listing_terms import DemoTerms, terms_of
from gisapp.demo.officers import officer_of
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.records import SOURCE, Contract, DemoPlot, DemoZone
from gisapp.demo.seed_plots import CHINA
from gisapp.preparation.indicator_terms import SPECS, Indicator
from gisapp.preparation.rules.limits import SupplyLimits, supply_limits
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.supply.applications import comparisons_as_dicts, judge
from gisapp.supply.ranking import compete, ranking_as_dict
from gisapp.supply.rules.admission import Admission

APPLICATION_COLUMNS = (
    "listing_id, number, party_id, project_name, industry_code, investment_yuan, output_yuan, tax_yuan, energy_tce, floor_area_m2, start_on,"
    " completion_on, production_on, bid_yuan, idle_answer, honesty_answer, note, received_at, received_by_name, state"
)
READY = [
    {
        "topic": "land",
        "key": "land",
        "label_zh": "土地状态",
        "label_en": "Land control",
        "state": "passed",
        "evidence": [],
        "findings": [],
    }
]
MINUTES = "会议听取了报名、准入审核和比选情况，按公告写明的规则确定第一位为受让人，同意公布结果并签订合同（示例）。"


@dataclass(frozen=True)
class _Written:
    """An announcement as written, with its row as the rules read it."""

    listing: DemoListing
    terms: DemoTerms
    listing_id: int
    listing_no: str


def write_listings(
    bulk: Bulk,
    session: Session,
    plots: list[tuple[int, DemoPlot]],
    zone: DemoZone,
    *,
    zone_id: int,
    park_ids: Mapping[str, int],
    party_ids: Mapping[str, int],
) -> dict[str, Supplied]:
    """Write the supply of the demo zone; return by contract number what each contract came from."""
    listings = demo_listings(session, plots, zone)
    plan_items = write_plans(bulk, listings, plots, zone, zone_id, park_ids)
    written = _write_announcements(bulk, session, listings, zone, zone_id, park_ids, plan_items)
    applications = _write_applications(bulk, written, party_ids)
    supplied = _write_decisions(bulk, session, written, applications, zone_id, park_ids)
    write_drafts(
        bulk,
        session,
        plots,
        zone,
        zone_id,
        park_ids,
        plan_items,
        sum(item.announced_on.year == zone.today.year for item in listings),
    )
    return supplied


def demo_listings(session: Session, plots: list[tuple[int, DemoPlot]], zone: DemoZone) -> list[DemoListing]:
    """Return every announcement of the demo in the order of its day."""
    book = load_rulebook(session)

    @cache
    def limits_on(day: date) -> SupplyLimits:
        return supply_limits(book, day)

    invented = [party.name_zh for party in zone.parties if party.kind == "enterprise" and not party.is_real]
    serials: dict[str, int] = {}
    for _, plot in plots:
        for contract in plot.contracts:
            serials[contract.contract_no] = len(serials)
    made: list[DemoListing] = []
    case = 0
    for number, (plot_id, plot) in enumerate(plots):
        for item in past_listings(plot_id, plot, number):
            promised = _promised(plot, item.contract, serials, zone.today, limits_on) if item.contract else {}
            made.append(replace(item, promises=promised))
        if plot.stage == "on_offer":
            current = current_listing(plot_id, plot, case, zone.today, invented)
            case += 1
            if current is not None:
                made.append(current)
    return sorted(made, key=lambda item: (item.announced_on, item.plot_id))


def _promised(
    plot: DemoPlot, contract: Contract, serials: Mapping[str, int], today: date, limits_on: Any
) -> dict[str, Fraction]:
    schedule = schedule_of(plot, contract, serials[contract.contract_no], today, limits_on)
    return {str(item.indicator): item.value for item in schedule.versions[0].terms.promises}


def _write_announcements(
    bulk: Bulk,
    session: Session,
    listings: list[DemoListing],
    zone: DemoZone,
    zone_id: int,
    park_ids: Mapping[str, int],
    plan_items: Mapping[tuple[int, int], int],
) -> list[_Written]:
    readiness = _readiness(bulk, session, listings)
    terms = terms_of(session, listings)
    numbers: dict[int, int] = {}
    rows, named = [], []
    for item, own, ready in zip(listings, terms, readiness, strict=True):
        year = item.announced_on.year
        numbers[year] = numbers.get(year, 0) + 1
        listing_no = f"示例告〔{year}〕{numbers[year]:03d}号"
        named.append(listing_no)
        at = datetime.combine(item.announced_on, time(9), CHINA)
        closed = plus(item.applications_until, 1) if item.state in ("closed", "settled") else None
        rows.append(
            (
                zone_id, park_ids[item.plot.park_code], item.plot_id, listing_no, own.method, own.term_kind, own.term_years, own.lease_years,
                own.start_price, own.deposit, item.announced_on, item.announced_on, item.applications_until, item.opens_on, item.decided_from,
                list(own.industry_codes), own.latest.start_on, own.latest.completion_on, own.latest.production_on,
                "受让人须签订履约监管协议，作出信用承诺（示例）。", "招商服务窗口（示例联系人）", item.plot.offer.contact_phone if item.plot.offer else f"0394-000{2000 + item.plot_id % 1000:04d}",
                orjson.dumps(own.ranking).decode(), ready, orjson.dumps(own.snapshot).decode(), item.state, closed,
                item.ended_on if item.state == "settled" else None, item.ended_on if item.state == "failed" else None,
                item.ended_on if item.state == "withdrawn" else None, item.reason, at, _who(item), at, _who(item),
                plan_items.get((year, item.plot_id)),
            )
        )  # fmt: skip
    ids = bulk.insert("listing", LISTING_COLUMNS, rows, returning="id")
    return [_Written(*parts) for parts in zip(listings, terms, ids, named, strict=True)]


def _readiness(bulk: Bulk, session: Session, listings: list[DemoListing]) -> list[int]:
    """Return per announcement the record it rests on: the one that was made for it, else one that tells of an old paper."""
    made: dict[int, tuple[date, int]] = {
        row.plot_id: (row.as_of, row.id)
        for row in session.execute(
            text(
                "select distinct on (plot_id) plot_id, id, as_of from readiness_record where passed order by plot_id, as_of desc, id desc"
            )
        )
    }
    versions = {
        (row.plot_id, row.version_no): row.id
        for row in session.execute(text("select id, plot_id, version_no from plot_version"))
    }
    own: list[int | None] = []
    rows: list[tuple[Any, ...]] = []
    for item in listings:
        known = made.get(item.plot_id)
        if known is not None and 0 <= (item.announced_on - known[0]).days <= 30:
            own.append(known[1])
            continue
        own.append(None)
        version = next((v for v in reversed(item.plot.versions) if v.since <= item.announced_on), item.plot.versions[0])
        rows.append(
            (item.plot_id, versions[item.plot_id, version.number], item.announced_on, True, orjson.dumps(READY).decode(),
             orjson.dumps({"note": "系统启用前的供地，准备情况以纸质材料为准（示例）"}).decode(),
             datetime.combine(item.announced_on, time(8), CHINA), _who(item))
        )  # fmt: skip
    ids = iter(
        bulk.insert(
            "readiness_record",
            "plot_id, plot_version_id, as_of, passed, items, inputs, made_at, made_by_name",
            rows,
            returning="id",
        )
    )
    return [one if one is not None else next(ids) for one in own]


@dataclass(frozen=True)
class _Applied:
    """An application as written: its id, number, bid and verdict."""

    application: DemoApplication
    application_id: int
    number: int
    row: dict[str, Any]
    admission: Admission


def _write_applications(bulk: Bulk, written: list[_Written], party_ids: Mapping[str, int]) -> dict[int, list[_Applied]]:
    pairs = [(w, number, a) for w in written for number, a in enumerate(w.listing.applications, 1)]
    rows = [w.terms.application_row(w.listing, a, number) for w, number, a in pairs]
    admissions = [
        judge(w.terms.listing_row(), {**row, "id": 0}, row["promises"])
        for (w, _, _), row in zip(pairs, rows, strict=True)
    ]
    states = [
        ("admitted" if found.is_admitted else "refused") if a.is_assessed else "received"
        for (_, _, a), found in zip(pairs, admissions, strict=True)
    ]
    ids = bulk.insert(
        "application",
        APPLICATION_COLUMNS,
        [
            (
                w.listing_id, number, party_ids[a.party], row["project_name"], row["industry_code"], row["investment_yuan"], row["output_yuan"],
                row["tax_yuan"], row["energy_tce"], row["floor_area_m2"], row["start_on"], row["completion_on"], row["production_on"],
                row["bid_yuan"], a.idle_answer, "no" if a.is_assessed else "unknown", "", row["received_at"], _who(w.listing), state,
            )
            for (w, number, a), row, state in zip(pairs, rows, states, strict=True)
        ],
        returning="id",
    )  # fmt: skip
    bulk.insert(
        "application_promise",
        "application_id, indicator, direction, value",
        [
            (
                one,
                indicator,
                str(SPECS[Indicator(indicator)].direction),
                Decimal(value.numerator) / Decimal(value.denominator),
            )
            for one, row in zip(ids, rows, strict=True)
            for indicator, value in row["promises"].items()
        ],
    )
    bulk.insert(
        "admission",
        "application_id, as_of, passed, comparisons, findings, assessed_at, assessed_by_name",
        [
            (
                one, plus(w.listing.applications_until, 1 - 20 * (w.listing.state == "published")), found.is_admitted,
                orjson.dumps(comparisons_as_dicts(found)).decode(), orjson.dumps(found.findings.as_dicts()).decode(),
                datetime.combine(plus(w.listing.applications_until, 1 - 20 * (w.listing.state == "published")), time(15), CHINA), _who(w.listing),
            )
            for one, (w, _, a), found in zip(ids, pairs, admissions, strict=True)
            if a.is_assessed
        ],
    )  # fmt: skip
    applied: dict[int, list[_Applied]] = {}
    for one, (w, number, a), row, found in zip(ids, pairs, rows, admissions, strict=True):
        applied.setdefault(w.listing_id, []).append(_Applied(a, one, number, row, found))
    return applied


def _write_decisions(
    bulk: Bulk,
    session: Session,
    written: list[_Written],
    applications: Mapping[int, list[_Applied]],
    zone_id: int,
    park_ids: Mapping[str, int],
) -> dict[str, Supplied]:
    drawn = [w for w in written if w.listing.lots]
    proofs = write_papers(bulk, zone_id, [(park_ids[w.listing.plot.park_code], _lot_paper(w)) for w in drawn])
    bulk.insert(
        "lot_draw",
        "listing_id, drawn_on, lots, witness, evidence_ids, recorded_by_name",
        [
            (
                w.listing_id,
                w.listing.ended_on,
                orjson.dumps(_lots(w, applications)).decode(),
                "公证处（示例）",
                [proof],
                _who(w.listing),
            )
            for w, proof in zip(drawn, proofs, strict=True)
        ],
    )
    settled = [w for w in written if w.listing.state == "settled"]
    winners = [_winner(session, w, applications[w.listing_id]) for w in settled]
    ids = bulk.insert(
        "allocation",
        "listing_id, plot_id, application_id, price_yuan, decided_on, minutes, chair, attendees, venue, contract_until, ranking, decided_at,"
        " decided_by_name, state, ended_on, end_reason",
        [
            (
                w.listing_id, w.listing.plot_id, winner.application_id, winner.row["bid_yuan"], w.listing.ended_on, MINUTES,
                "分管负责人（示例）", "自然资源、发改、工信、财政、生态环境部门人员（示例）", "管委会会议室（示例）", plus(w.listing.ended_on or w.listing.decided_from, 30),
                orjson.dumps({"rule": w.terms.snapshot["ranking"], "places": places}).decode(), _at(w.listing.ended_on, 16), _who(w.listing),
                "ended" if (ended := w.listing.contract and w.listing.contract.ended_on) else "live", ended, "合同终止" if ended else "",
            )
            for w, (winner, places) in zip(settled, winners, strict=True)
        ],
        returning="id",
    )  # fmt: skip
    bulk.insert(
        "result_publication",
        "allocation_id, published_on, until, media, recorded_at, recorded_by_name",
        [
            (
                one,
                plus(w.listing.ended_on, 1),
                plus(w.listing.ended_on, 16),
                "中国土地市场网（示例）",
                _at(plus(w.listing.ended_on, 1), 10),
                _who(w.listing),
            )
            for one, w in zip(ids, settled, strict=True)
            if w.listing.result and w.listing.ended_on
        ],
    )
    return {
        w.listing.contract.contract_no: Supplied(w.listing_id, winner.application_id, one, w.terms.method)
        for one, w, (winner, _) in zip(ids, settled, winners, strict=True)
        if w.listing.contract
    }


def _winner(session: Session, w: _Written, applied: Iterable[_Applied]) -> tuple[_Applied, list[dict[str, Any]]]:
    """Return who won and the ranking as it was told; a single application needs no ranking."""
    everyone = list(applied)
    if len(everyone) == 1:
        only = everyone[0]
        told = {
            "application_id": only.application_id, "number": only.number, "party_name_zh": only.application.party,
            "project_name": only.row["project_name"], "place": 1, "score": None, "bid_yuan": str(only.row["bid_yuan"]), "tied_with": [],
            "why_zh": "排在首位。",
        }  # fmt: skip
        return only, [told]
    competition = compete(session, {**w.terms.listing_row(), "id": w.listing_id, "listing_no": w.listing_no})
    numbers = {row["id"]: row for row in competition.applications}
    winner = next(item for item in everyone if item.application_id == competition.winner_id)
    return winner, ranking_as_dict(competition, numbers)


def _lots(w: _Written, applications: Mapping[int, list[_Applied]]) -> dict[str, int]:
    tied = [item for item in applications[w.listing_id] if item.admission.is_admitted]
    return {str(item.application_id): lot for item, lot in zip(tied, w.listing.lots, strict=True)}


def _lot_paper(w: _Written) -> DemoPaper:
    day = w.listing.ended_on or w.listing.decided_from
    title = f"{w.listing_no}抽签记录（示例）"
    lines = (
        f"地块：{w.listing.plot.plot_no}",
        f"抽签日期：{day.isoformat()}",
        "并列申请人到场抽签，公证人员现场监督。",
        SOURCE,
    )
    return DemoPaper(title, day, day, paper_pdf(title, lines))


def _who(listing: DemoListing) -> str:
    return officer_of(listing.plot.park_code, listing.plot_id)


def _at(day: date | None, hour: int) -> datetime | None:
    return None if day is None else datetime.combine(day, time(hour), CHINA)
