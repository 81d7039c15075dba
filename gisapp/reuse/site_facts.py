"""Who left and who came, and what the land yielded before and after, each with what proves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences
from gisapp.auth.principal import Principal
from gisapp.db.sql_file import load
from gisapp.db.tables.reuse import ReuseFiguresRow, ReusePartyRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.reuse.commands import withdraw
from gisapp.reuse.measure_register import tell
from gisapp.reuse.queries import locate_measure
from gisapp.reuse.terms import ReuseFigureSource


@dataclass(frozen=True, slots=True)
class FiguresDraft:
    """One year's figures of the ground: areas in ㎡, sums in yuan; None = not known, never zero."""

    side: str
    year: int
    area_m2: Decimal
    floor_area_m2: Decimal | None = None
    investment_yuan: Decimal | None = None
    output_yuan: Decimal | None = None
    tax_yuan: Decimal | None = None
    value_added_yuan: Decimal | None = None
    staff: int | None = None
    source_zh: str = ""


@dataclass(frozen=True, slots=True)
class PartyMove:
    """Who left or came, on which day, with how much land in ㎡."""

    direction: str
    party_id: int
    moved_on: date
    area_m2: Decimal | None
    industry_zh: str
    note: str
    evidence_ids: Sequence[int]


def add_party(session: Session, principal: Principal, measure_id: int, move: PartyMove, *, today: date) -> int:
    """Record who left or came; return the row's id."""
    load_evidence(session, principal, move.evidence_ids)
    found = locate_measure(session, principal, measure_id, today)
    if move.moved_on > today:
        raise Invalid("reuse.in_future", "日期不能晚于今天，请改正。", message_en="It cannot be later than today.")
    if move.area_m2 is not None and move.area_m2 > found["area_m2"]:
        raise Invalid(
            "reuse.party_area", "面积超过措施所涉面积，请核对。", message_en="More than the measure is about."
        )
    name = session.execute(text("select name_zh from party where id = :id"), {"id": move.party_id}).scalar()
    if name is None:
        raise Invalid("party.unknown", "所选主体不存在，请重新选择或先登记主体。", message_en="Unknown party.")
    new_id: int = session.execute(
        insert(ReusePartyRow)
        .values(
            measure_id=measure_id,
            direction=move.direction,
            party_id=move.party_id,
            moved_on=move.moved_on,
            area_m2=move.area_m2,
            industry_zh=move.industry_zh.strip(),
            note=move.note.strip(),
            evidence_ids=list(dict.fromkeys(move.evidence_ids)),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
        .returning(ReusePartyRow.id)
    ).scalar_one()
    tell(session, principal, found, differences({}, {move.direction: name, "moved_on": move.moved_on}), move.note)
    return new_id


def add_figures(
    session: Session,
    principal: Principal,
    measure_id: int,
    draft: FiguresDraft,
    *,
    evidence_ids: Sequence[int],
    today: date,
) -> int:
    """Record figures of one side with what proves them; the newest hold, earlier ones stay in view."""
    load_evidence(session, principal, evidence_ids)
    found = locate_measure(session, principal, measure_id, today)
    if not evidence_ids:
        raise Invalid(
            "reuse.figures_unproved",
            "填报的数据须附证明材料（审计报告、纳税证明、统计报表等），请先上传文件。",
            message_en="Figures need evidence; upload the file first.",
        )
    if draft.year > today.year:
        raise Invalid("reuse.figures_year", "数据年度不能晚于今年，请改正。", message_en="The year lies ahead.")
    if draft.area_m2 > found["plot_area_m2"]:
        raise Invalid(
            "reuse.figures_area",
            f"统计面积超过地块面积 {found['plot_area_m2']:,.2f} ㎡，请核对。",
            message_en="More land than the plot has.",
        )
    told = {
        name: value for name, value in asdict(draft).items() if name not in ("side", "year", "area_m2", "source_zh")
    }
    if all(value is None for value in told.values()):
        raise Invalid(
            "reuse.figures_empty",
            "没有填写任何数据，请至少填写一项；不清楚的留空。",
            message_en="Give one figure at least.",
        )
    new_id = _write(session, principal, measure_id, draft, ReuseFigureSource.ENTERED, evidence_ids)
    tell(
        session,
        principal,
        found,
        differences({}, {f"{draft.side}.{name}": value for name, value in asdict(draft).items()}),
    )
    return new_id


def yearly_figures(session: Session, found: Mapping[str, Any], as_of: date) -> list[dict[str, Any]]:
    """Return what the yearly figures say of a measure's plot, newest year first; sums of an enterprise by the share of its land on the plot."""
    parameters = {"plot_id": found["plot_id"], "until": as_of.year}
    rows = [dict(row) for row in session.execute(load("reuse/yearly_figures"), parameters).mappings()]
    return [{**row, "area_m2": min(row["area_m2"], found["plot_area_m2"]), "source_zh": _shared(row)} for row in rows]


def take_yearly_figures(
    session: Session, principal: Principal, measure_id: int, *, side: str, year: int, today: date
) -> int:
    """Take one side's figures from the yearly ones (404 where that year says nothing of the plot); the source is named in them."""
    found = locate_measure(session, principal, measure_id, today)
    row = next((item for item in yearly_figures(session, found, today) if item["year"] == year), None)
    told = ("floor_area_m2", "output_yuan", "tax_yuan", "value_added_yuan", "staff")
    if row is None or all(row[name] is None for name in told):
        raise NotFound(
            "reuse.no_yearly_figures",
            f"{year}年度没有该地块的亩均效益数据，请先导入，或据证填报。",
            message_en=f"There are no figures of {year} for this plot.",
        )
    draft = FiguresDraft(side, year, row["area_m2"], source_zh=row["source_zh"], **{name: row[name] for name in told})
    new_id = _write(session, principal, measure_id, draft, ReuseFigureSource.PERFORMANCE, ())
    tell(session, principal, found, differences({}, {f"{side}.source": row["source_zh"]}))
    return new_id


def _shared(row: Mapping[str, Any]) -> str:
    whole = "" if row["least_share"] >= 1 else "，按用地面积分摊到本地块"
    return f"{row['names_zh']}{row['year']}年度亩均效益数据{whole}"


def withdraw_fact(
    session: Session, principal: Principal, measure_id: int, subject: str, subject_id: int, *, reason: str, today: date
) -> None:
    """Say that a party or figures were recorded by mistake (404 where there are none, 409 where a step rests on them)."""
    found = locate_measure(session, principal, measure_id, today)
    table = {"party": "reuse_party", "figures": "reuse_figures"}[subject]
    is_known = session.execute(
        text(f"select exists (select from {table} where id = :id and measure_id = :measure)"),  # noqa: S608
        {"id": subject_id, "measure": measure_id},
    ).scalar_one()
    if not is_known:
        raise NotFound("reuse.fact_not_found", "没有这条记录，请刷新后重试。", message_en="No such entry.")
    done = session.execute(
        text("select exists (select from reuse_withdrawal where subject = :subject and subject_id = :id)"),
        {"subject": subject, "id": subject_id},
    ).scalar_one()
    if done:
        raise Conflict("reuse.withdrawn_already", "该记录已经撤销，请刷新后查看。", message_en="Withdrawn already.")
    withdraw(session, principal, measure_id, subject, subject_id, reason)
    tell(session, principal, found, {subject: {"old": str(subject_id), "new": None}}, reason)


def _write(
    session: Session,
    principal: Principal,
    measure_id: int,
    draft: FiguresDraft,
    source: ReuseFigureSource,
    evidence_ids: Sequence[int],
) -> int:
    values: dict[str, Any] = asdict(draft)
    new_id: int = session.execute(
        insert(ReuseFiguresRow)
        .values(
            measure_id=measure_id,
            **values,
            source=str(source),
            evidence_ids=list(dict.fromkeys(evidence_ids)),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
        .returning(ReuseFiguresRow.id)
    ).scalar_one()
    return new_id
