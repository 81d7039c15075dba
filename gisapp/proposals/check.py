"""A proposal is put to every rule: conflicts, form, what rests on the plots, the registry of plot rules, ground kept, numbers, day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import shapely
from sqlalchemy.orm import Session

from gisapp.db.sql_file import load
from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.plot_fields import CONDITION_FIELDS
from gisapp.land.terms import SupplyState
from gisapp.parties.encumbrance_terms import EncumbranceKind
from gisapp.plot_rules.check_plots import check_plots, planning_bounds
from gisapp.plot_rules.facts import Operation, PlotShape, RuleRun
from gisapp.plot_rules.rules.boundary import to_planar
from gisapp.plot_rules.rules.lineage import find_changed_unions
from gisapp.plot_rules.terms import RuleMoment
from gisapp.proposals.rules.days import check_day, earliest_day
from gisapp.proposals.rules.difference import area_balance, differences_of, moved, papers_changed
from gisapp.proposals.rules.ground import Shares, ground_shares, with_true_origins
from gisapp.proposals.rules.net import NetResult, net_result
from gisapp.proposals.rules.obstacles import MOVING, HeldPlot, check_obstacles

OFFERED = frozenset({str(SupplyState.ANNOUNCED), str(SupplyState.ON_OFFER)})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a proposal on a day, with the tolerances they measured by; `difference` and `balance` go along.

    `shares`: the ground (㎡) that each plot has from each of its origins; `earliest_on`: the first day from which it could hold where
    `day` is none.
    """

    net: NetResult
    shares: Shares
    findings: list[dict[str, Any]]
    tolerances: dict[str, Any]
    difference: list[dict[str, Any]]
    balance: dict[str, Any]
    facts: Mapping[int, Mapping[str, Any]]
    earliest_on: date | None

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [row for row in self.findings if row["severity"] == str(Severity.ERROR)]


def judge_proposal(
    session: Session,
    found: Mapping[str, Any],
    operations: Sequence[Mapping[str, Any]],
    moment: RuleMoment,
    day: date,
) -> Verdict:
    """Return every finding on a proposal as it would stand from `day` on; nothing is written. `found` is its row."""
    net = net_result(operations)
    shares = ground_shares(net, found["planar_epsg"])
    net = with_true_origins(net, shares)
    ids = sorted({*net.bases, *(final.plot_id for final in net.finals if final.plot_id is not None)})
    facts = {row["plot_id"]: row for row in _rows(session, "proposals/obstacles", plot_ids=ids, as_of=day)}
    conditions = {
        row["plot_id"]: {name: row[name] for name in CONDITION_FIELDS}
        for row in _rows(session, "proposals/conditions", plot_ids=ids, as_of=day)
    }
    run = _run_rules(session, found, net, conditions, moment, day)
    tolerance = run.tolerances.union_tolerance_m2
    told: list[dict[str, Any]] = []
    for key, finding in (
        *_empty(net),
        *_conflicts(operations),
        *_stale(operations),
        *_obstacles(net, operations, facts),
        *_unions(operations, found["planar_epsg"], run),
        *_numbers(session, found, net),
        *_days(net, found, moment, day),
        *_idle_items(net, moment),
    ):
        told.append({"key": key, **finding.as_dict()})
    told += [row.as_dict() for row in run.findings]
    places = {final.key: final.shape["geometry"] for final in net.finals}
    return Verdict(
        net,
        shares,
        [_with_place(row, net, places) for row in told],
        {
            "day": day.isoformat(),
            "moment": str(moment),
            "versions": dict(run.versions),
            "union_tolerance_m2": tolerance,
        },
        differences_of(net, conditions),
        area_balance(net, tolerance),
        facts,
        earliest_day(_beginnings(net).values(), day),
    )


def _run_rules(
    session: Session,
    found: Mapping[str, Any],
    net: NetResult,
    conditions: Mapping[int, Mapping[str, Any]],
    moment: RuleMoment,
    day: date,
) -> RuleRun:
    shapes = []
    for final in net.finals:
        attributes = final.shape["attributes"]
        wanted = final.shape["conditions"]
        if wanted is not None:
            bounds = planning_bounds(wanted)
        else:
            held = {tuple(conditions[p].items()) for p in final.ancestors if p in conditions}
            bounds = planning_bounds(dict(next(iter(held)))) if len(held) == 1 else None
        shapes.append(
            PlotShape(
                key=final.key,
                plot_no=final.shape["plot_no"],
                geometry=shapely.from_wkb(bytes(final.shape["wkb"])),
                area_surveyed_m2=None
                if attributes.get("area_surveyed_m2") is None
                else Decimal(attributes["area_surveyed_m2"]),
                parcel_no=attributes.get("parcel_no"),
                real_estate_unit_no=attributes.get("real_estate_unit_no"),
                bounds=bounds,
            )
        )
    return check_plots(session, moment, found["park_id"], shapes, day, leaving=net.leaving)


def _empty(net: NetResult) -> Iterator[tuple[str, Finding]]:
    if not net.finals and not net.leaving:
        yield (
            "proposal",
            Finding(
                "proposal.empty",
                Severity.ERROR,
                "草案中没有任何操作。",
                fix_zh="请先绘制地块、变更条件或注销地块，再提交。",
                message_en="There is nothing in this proposal yet.",
            ),
        )


def _conflicts(operations: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Finding]]:
    for operation in operations:
        for parent in operation["parents"]:
            if parent["newest_version_no"] is None or not parent["is_live"]:
                continue
            who = parent["changed_by_name"] or "他人"
            when = day_zh(parent["changed_at"].date()) if parent["changed_at"] else "此后"
            if parent["is_retired"]:
                what, fix = f"已由{who}于{when}注销", "请移除这项操作，在现有地块上重做。"
            elif parent["newest_version_no"] != parent["base_version_no"]:
                what = f"的界线已由{who}于{when}更新到第{parent['newest_version_no']}版，草案仍以第{parent['base_version_no']}版为准"
                fix = "请比较两个版本，确认后点“以新界线为准”，再核对图形。"
            else:
                what, fix = f"的规划条件已由{who}于{when}变更", "请核对后点“以新界线为准”，再提交。"
            yield (
                str(parent["plot_id"]),
                Finding(
                    "proposal.conflict",
                    Severity.ERROR,
                    f"地块{parent['plot_no']}{what}。",
                    fix_zh=fix,
                    message_en=f"Plot {parent['plot_no']} was changed meanwhile.",
                    measured=f"第{parent['newest_version_no']}版",
                    required=f"第{parent['base_version_no']}版",
                    geometry=parent["newest_geometry"],
                ),
            )


def _stale(operations: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Finding]]:
    for operation in operations:
        if operation["is_removed"] or operation["is_failed"]:
            continue
        for parent in operation["parents"]:
            if parent["is_stale"]:
                yield (
                    f"operation:{operation['id']}",
                    Finding(
                        "proposal.start_changed",
                        Severity.ERROR,
                        f"第{operation['sequence']}项操作所用的图形{parent['plot_no']}后来又有改动。",
                        fix_zh="请核对这项操作的结果，重做或点“以新界线为准”。",
                        message_en="What this operation starts from was changed afterwards.",
                        geometry=parent["geometry"],
                    ),
                )


def _obstacles(
    net: NetResult, operations: Sequence[Mapping[str, Any]], facts: Mapping[int, Mapping[str, Any]]
) -> Iterator[tuple[str, Finding]]:
    stated = _stated(operations)
    staying = {final.plot_id for final in net.finals}
    for plot_id, base in net.bases.items():
        held = facts[plot_id]
        rights = [EncumbranceKind(kind) for kind in held["encumbrances"]]
        supply = held["supply"]
        plot = HeldPlot(
            plot_no=base["plot_no"],
            kinds=net.touched_by[plot_id],
            continues=plot_id in staying,
            has_statement=plot_id in stated,
            supply_zh=SupplyState(supply).label_zh if supply else "状态未知",
            is_on_offer=supply in OFFERED,
            listing_no=held["listing_no"],
            contract_no=held["contract_no"],
            case_no=held["case_no"],
            seizure=EncumbranceKind.SEIZURE in rights,
            rights=tuple(kind.label_zh for kind in rights if kind is not EncumbranceKind.SEIZURE),
            measure_no=held["measure_no"],
        )
        for finding in check_obstacles(plot):
            yield str(plot_id), finding


def _stated(operations: Sequence[Mapping[str, Any]]) -> set[int]:
    return {
        parent["plot_id"]
        for operation in operations
        if operation["statement_zh"].strip() and not operation["is_removed"]
        for parent in operation["parents"]
        if parent["plot_id"] is not None
    }


def _unions(operations: Sequence[Mapping[str, Any]], epsg: int, run: RuleRun) -> Iterator[tuple[str, Finding]]:
    """Ask of every operation that should keep its ground whether it does, also where later ones go on from it."""
    asked: list[Operation] = []
    planar: dict[str, Any] = {}
    for operation in operations:
        if operation["is_removed"] or operation["is_failed"] or operation["kind"] not in ("split", "merge", "adjust"):
            continue
        shapes = [shape for shape in operation["shapes"] if shape["is_live"]]
        for shape in shapes:
            drawn = shapely.from_wkb(bytes(shape["wkb"]))
            planar[str(shape["id"])] = to_planar(drawn, epsg) if drawn.is_valid else None
        before = [shapely.from_wkb(bytes(parent["wkb"])) for parent in operation["parents"]]
        asked.append(Operation(f"operation:{operation['id']}", before, [str(shape["id"]) for shape in shapes]))
    yield from find_changed_unions(asked, planar, epsg, run.tolerances)


def _numbers(session: Session, found: Mapping[str, Any], net: NetResult) -> Iterator[tuple[str, Finding]]:
    by_number: dict[str, list[str]] = {}
    for final in net.finals:
        by_number.setdefault(final.shape["plot_no"], []).append(final.key)
    for number, keys in by_number.items():
        if len(keys) > 1:
            yield keys[-1], _number_finding(number, f"编号“{number}”在草案中出现了 {len(keys)} 次。")
    rows = _rows(session, "proposals/used_numbers", zone_id=found["zone_id"], numbers=list(by_number))
    for row in rows:
        for final in net.finals:
            if final.shape["plot_no"] == row["plot_no"] and final.plot_id != row["plot_id"]:
                state = "在册地块" if row["is_live"] else "已注销的地块"
                yield (
                    final.key,
                    _number_finding(row["plot_no"], f"编号“{row['plot_no']}”{state}用过，旧编号要能查到去向。"),
                )


def _number_finding(number: str, what: str) -> Finding:
    return Finding(
        "proposal.number_used",
        Severity.ERROR,
        what,
        fix_zh="请改用没有用过的编号。",
        message_en=f"Number {number} is or was another plot's.",
        fix_en="Choose a number that was never used.",
        measured=number,
    )


def _days(net: NetResult, found: Mapping[str, Any], moment: RuleMoment, day: date) -> Iterator[tuple[str, Finding]]:
    """Tell of boundaries that begin on the day themselves; while it is drafted that is a warning, as the day can still be chosen."""
    severity = Severity.WARNING if moment is RuleMoment.DRAFT else Severity.ERROR
    for plot_id, began_on in _beginnings(net).items():
        is_chosen = found["effective_on"] is not None
        finding = check_day(net.bases[plot_id]["plot_no"], began_on, day, is_chosen=is_chosen, severity=severity)
        if finding is not None:
            yield str(plot_id), finding


def _beginnings(net: NetResult) -> dict[int, date]:
    """Return since when the boundaries that would move are in force, by plot."""
    return {plot_id: base["began_on"] for plot_id, base in net.bases.items() if net.touched_by[plot_id] & MOVING}


def _idle_items(net: NetResult, moment: RuleMoment) -> Iterator[tuple[str, Finding]]:
    """Tell what changes nothing: an operation whose result is what was there."""
    for final in net.finals:
        if final.plot_id is None or final.plot_id not in net.bases or moment is RuleMoment.DRAFT:
            continue
        base = net.bases[final.plot_id]
        if final.shape["conditions"] is None and not moved(final, base) and not papers_changed(final, base):
            yield (
                final.key,
                Finding(
                    "proposal.nothing_changes",
                    Severity.WARNING,
                    f"地块{base['plot_no']}与在册情况相同，没有变化。",
                    fix_zh="如为误加，请移除这项操作。",
                    message_en=f"Plot {base['plot_no']} stays as it is.",
                ),
            )


def _with_place(row: dict[str, Any], net: NetResult, places: Mapping[str, Any]) -> dict[str, Any]:
    """Give a finding without a place the outline of what it is about, so that every one can be zoomed to."""
    if row.get("geometry") is not None:
        return row
    if row["key"] in places:
        return {**row, "geometry": places[row["key"]]}
    base = net.bases.get(int(row["key"])) if row["key"].isdigit() else None
    return row if base is None else {**row, "geometry": base["geometry"]}


def _rows(session: Session, name: str, **parameters: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in session.execute(load(name), parameters).mappings()]
