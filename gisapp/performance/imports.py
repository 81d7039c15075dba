"""A workbook of yearly figures comes in, is tried out row by row, mended and sent again, and taken in; the original always stays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park, may_touch_park, visible_parks
from gisapp.db.sql_file import load
from gisapp.evidence.vault import FileDraft, keep_file, plain_name
from gisapp.kernel.clock import Clock
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.land.parks import find_park
from gisapp.performance.figures import (
    FigureDraft,
    LandPart,
    as_figures,
    current_figures,
    lock_enterprise,
    write_figures,
)
from gisapp.performance.rules.columns import map_header
from gisapp.performance.rules.figure_checks import CheckLimits, RowContext, RowDraft, check_row, read_row
from gisapp.performance.rules.figures import YearFigures
from gisapp.performance.terms import LandKind
from gisapp.performance.workbook import read_cells
from gisapp.rulebook.rulebook import load_rulebook


@dataclass(slots=True)
class TriedRow:
    """A row with what the checks say of it and whom it is about."""

    draft: RowDraft
    findings: Findings
    party_id: int | None
    park_id: int | None

    @property
    def is_sound(self) -> bool:
        return not self.findings.has_errors


def receive_import(
    session: Session,
    principal: Principal,
    clock: Clock,
    *,
    year: int,
    park_code: str | None,
    file_name: str,
    content: bytes,
    replaces_id: int | None = None,
) -> int:
    """Keep a workbook with its SHA-256 and try it out; nothing is taken in. Returns the import's id.

    A year that is not over is refused (400), as is what is no readable workbook; `replaces_id` names the one that this corrects.
    """
    if year >= clock.today().year:
        raise Invalid(
            "figures.year_not_over",
            f"{year} 年还没有结束，不能导入年度数据。请核对年度。",
            message_en=f"{year} is not over.",
        )
    park = find_park(session, park_code) if park_code else None
    if park is not None:
        ensure_may_touch_park(principal, park["id"], park["name_zh"])
    cells = read_cells(content)
    header = map_header(cells.rows)
    drafts = [
        row
        for number, texts in enumerate(cells.rows[header.first_row :], header.first_row + 1)
        if (row := read_row(number, dict(enumerate(texts)), header.columns)) is not None
    ] if header.columns else []  # fmt: skip
    if replaces_id is not None and locate_import(session, principal, replaces_id)["year"] != year:
        raise Invalid("figures.replaces_other_year", "更正的文件应与原文件同一年度，请核对。", message_en="It is of another year.")  # fmt: skip
    evidence_id = keep_file(
        session,
        principal,
        FileDraft(file_name, content, f"{year} 年度企业亩均数据", source="企业和部门填报"),
        park_code=park_code,
    )
    zone_id = park["zone_id"] if park else session.execute(text("select min(id) from zone")).scalar_one()
    findings = Findings(list(header.findings))
    if header.columns and not drafts:
        findings.add(_no_rows())
    import_id: int = session.execute(
        text(
            "insert into figure_import (zone_id, park_id, year, evidence_id, sha256, file_name, columns, rows, findings, replaces_id, received_by, received_by_name)"
            " values (:zone, :park, :year, :evidence, :sha, :file, cast(:columns as jsonb), cast(:rows as jsonb), cast(:findings as jsonb), :replaces, :by, :name)"
            " returning id"
        ),
        {
            "zone": zone_id, "park": park["id"] if park else None, "year": year, "evidence": evidence_id,
            "sha": hashlib.sha256(content).hexdigest(), "file": plain_name(file_name), "replaces": replaces_id,
            "columns": _json([{"header": c.header, "field": c.field.name, "label_zh": c.field.label_zh, "unit": c.unit} for c in header.columns]),
            "rows": _json([{**row.as_dict(), "findings": row.findings.as_dicts()} for row in drafts]),
            "findings": _json(findings.as_dicts()), "by": principal.account_id, "name": principal.name,
        },
    ).scalar_one()  # fmt: skip
    _record(session, principal, import_id, zone_id, park["id"] if park else None, {"state": "checked", "file_name": plain_name(file_name), "rows": len(drafts)})  # fmt: skip
    return import_id


def list_imports(session: Session, principal: Principal, year: int | None = None) -> list[dict[str, Any]]:
    """Return the workbooks that came in, newest first, without their rows."""
    rows = session.execute(
        load("performance/imports"), {"year": year, "import_id": None, **visible_parks(principal)}
    ).mappings()
    return [{**row, "row_count": len(row["rows"]), "rows": []} for row in rows]


def locate_import(session: Session, principal: Principal, import_id: int) -> dict[str, Any]:
    row = session.execute(
        load("performance/imports"), {"year": None, "import_id": import_id, **visible_parks(principal)}
    ).mappings().one_or_none()  # fmt: skip
    if row is None:
        raise NotFound(
            "figures.import_not_found",
            "没有这次导入，或您没有查看权限。请从列表中选择。",
            message_en="No such import, or not for you.",
        )
    return dict(row)


def try_import(session: Session, principal: Principal, import_id: int, today: date) -> tuple[dict[str, Any], list[TriedRow]]:  # fmt: skip
    """Return an import with each of its rows checked against the register as it is now."""
    found = locate_import(session, principal, import_id)
    return found, _try_rows(session, principal, found, today)


def accept_import(session: Session, principal: Principal, clock: Clock, import_id: int) -> dict[str, int]:
    """Take the sound rows in; return how many were written, unchanged and left out because of errors.

    Conflict where it is decided already, where the header has errors or no row is sound.
    """
    session.execute(text("select pg_advisory_xact_lock(4497, :id)"), {"id": import_id % 2_147_483_647})
    found, rows = try_import(session, principal, import_id, clock.today())
    _refuse_decided(found)
    sound = [row for row in rows if row.is_sound]
    if any(finding["severity"] == "error" for finding in found["findings"]) or not sound:
        raise Conflict(
            "figures.nothing_to_accept",
            "没有可以入库的行。请按问题清单改正后重新上传。",
            message_en="No row can be taken in; mend the file and send it again.",
        )
    plots = _plots_by_number(session, rows, found["year"])
    land = _register_land(session, [row.draft.credit_code for row in sound], found["year"])
    counts = {"written": 0, "unchanged": 0, "left_out": len(rows) - len(sound)}
    for row in sound:
        assert row.party_id is not None
        assert row.park_id is not None
        assert row.draft.segment is not None
        draft = FigureDraft(
            party_id=row.party_id,
            park_id=row.park_id,
            year=found["year"],
            segment=row.draft.segment,
            amounts=row.draft.amounts,
            land=_land_parts(row.draft, plots, land.get((row.party_id, row.park_id), [])),
            started_on=row.draft.started_on,
            source=f"{found['file_name']} 第 {row.draft.row_no} 行",
            evidence_ids=[found["evidence_id"]],
            import_id=import_id,
            reason=f"导入 {found['file_name']}",
        )
        lock_enterprise(session, row.party_id, found["year"])
        old = current_figures(session, row.party_id, row.park_id, found["year"])
        written = write_figures(session, principal, found["zone_id"], draft, old)
        counts["unchanged" if written is None else "written"] += 1
    _decide(session, principal, import_id, "accepted", counts["written"], "")
    _record(session, principal, import_id, found["zone_id"], found["park_id"], {"state": "accepted", **counts})
    return counts


def reject_import(session: Session, principal: Principal, import_id: int, reason: str) -> None:
    """Turn a workbook down with a reason; it stays on record."""
    found = locate_import(session, principal, import_id)
    _refuse_decided(found)
    if not reason.strip():
        raise Invalid("figures.reason_missing", "请写明退回原因。", message_en="A reason is needed.")
    _decide(session, principal, import_id, "rejected", None, reason.strip())
    _record(session, principal, import_id, found["zone_id"], found["park_id"], {"state": "rejected"}, reason.strip())


def _try_rows(session: Session, principal: Principal, found: Mapping[str, Any], today: date) -> list[TriedRow]:
    drafts = [RowDraft.parse(kept) for kept in found["rows"]]
    for draft, kept in zip(drafts, found["rows"], strict=True):
        draft.findings.extend(_finding(item) for item in kept["findings"])
    limits = CheckLimits.of(load_rulebook(session), today)
    land = _known_parties(session, [draft.credit_code for draft in drafts], found["year"])
    plots = _plots_by_number(session, drafts, found["year"])
    parks = {row.id: row for row in session.execute(text("select id, code, name_zh from park"))}
    by_name = {name: row.id for row in parks.values() for name in (row.code, row.name_zh)}
    last = _last_year(session, found["year"] - 1)
    seen: dict[tuple[int, int], int] = {}
    tried: list[TriedRow] = []
    for draft in drafts:
        known = land.get(draft.credit_code)
        held = {} if known is None else known["areas"]
        park_id = by_name.get(draft.park) if draft.park else (max(held, key=lambda one: held[one]) if held else found["park_id"])  # fmt: skip
        party_id = None if known is None else known["party_id"]
        repeated = seen.get((party_id, park_id)) if party_id and park_id else None
        if party_id and park_id and repeated is None:
            seen[party_id, park_id] = draft.row_no
        context = RowContext(
            party_id=party_id,
            registered_name="" if known is None else known["name_zh"],
            park_id=park_id,
            park_name_zh=parks[park_id].name_zh if park_id else "",
            may_touch=park_id is None or may_touch_park(principal, park_id),
            register_area_m2=_area_to_compare(draft, plots, held.get(park_id) if park_id else None),
            last_year=last.get((party_id, park_id)) if party_id and park_id else None,
            unknown_plots=tuple(no for no in (*draft.plot_nos, *draft.leased_plot_nos) if no not in plots),
            is_repeated=repeated,
        )
        tried.append(TriedRow(draft, check_row(draft, context, limits, found["year"]), party_id, park_id))
    return tried


def _area_to_compare(draft: RowDraft, plots: Mapping[str, tuple[int, Decimal]], held: Decimal | None) -> Decimal | None:
    """Return the register's area of the plots that the row names, where it names any of an enterprise that holds land; else of all it holds."""
    named = [plots[no][1] for no in draft.plot_nos if no in plots]
    return sum(named, Decimal(0)) if held is not None and named else held


def _known_parties(session: Session, codes: Iterable[str], year: int) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in _known_rows(session, codes, year):
        party = found.setdefault(
            row["credit_code"], {"party_id": row["party_id"], "name_zh": row["name_zh"], "areas": {}}
        )
        if row["park_id"] is not None:
            party["areas"][row["park_id"]] = party["areas"].get(row["park_id"], Decimal(0)) + row["area_m2"]
    return found


def _register_land(session: Session, codes: Iterable[str], year: int) -> dict[tuple[int, int], list[tuple[int, Decimal]]]:  # fmt: skip
    found: dict[tuple[int, int], list[tuple[int, Decimal]]] = {}
    for row in _known_rows(session, codes, year):
        if row["plot_id"] is not None:
            found.setdefault((row["party_id"], row["park_id"]), []).append((row["plot_id"], row["area_m2"]))
    return found


def _known_rows(session: Session, codes: Iterable[str], year: int) -> list[Mapping[str, Any]]:
    wanted = sorted({code for code in codes if code})
    parameters = {"codes": wanted, "day": date(year, 12, 31)}
    return [dict(row) for row in session.execute(load("performance/import_known"), parameters).mappings()]


def _plots_by_number(session: Session, rows: Sequence[RowDraft | TriedRow], year: int) -> dict[str, tuple[int, Decimal]]:  # fmt: skip
    drafts = [row.draft if isinstance(row, TriedRow) else row for row in rows]
    wanted = sorted({no for draft in drafts for no in (*draft.plot_nos, *draft.leased_plot_nos)})
    if not wanted:
        return {}
    parameters = {"numbers": wanted, "day": date(year, 12, 31)}
    found = session.execute(load("performance/import_plots"), parameters).mappings()
    return {row["plot_no"]: (row["plot_id"], row["area_m2"]) for row in found}


def _last_year(session: Session, year: int) -> dict[tuple[int, int], YearFigures]:
    rows = session.execute(
        load("performance/figures"),
        {"year": year, "party_id": None, "plot_id": None, "park": None, "q": None, "all_parks": True, "park_ids": []},
    ).mappings()
    return {(row["party_id"], row["park_id"]): as_figures(dict(row)) for row in rows}


def _land_parts(
    draft: RowDraft, plots: Mapping[str, tuple[int, Decimal]], held: Sequence[tuple[int, Decimal]]
) -> list[LandPart]:
    """Lay the areas of a row on plots in proportion to their own: the plots named, else those that the register gives the enterprise."""
    own = [plots[no] for no in draft.plot_nos] or list(held)
    leased = [plots[no] for no in draft.leased_plot_nos]
    bearers = {
        LandKind.REGISTERED: own,
        LandKind.LEASED_OUT: own,
        LandKind.LEASED_IN: leased,
        LandKind.UNREGISTERED: [],
    }
    return [part for kind, area in draft.land.items() for part in _spread(kind, area, bearers[kind])]


def _spread(kind: LandKind, area: Decimal, plots: Sequence[tuple[int, Decimal]]) -> list[LandPart]:
    whole = sum((size for _, size in plots), Decimal(0))
    if not plots or whole <= 0:
        return [LandPart(kind, area)]
    parts: list[LandPart] = []
    left = area
    for plot_id, size in plots[:-1]:
        share = (area * size / whole).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        parts.append(LandPart(kind, share, plot_id))
        left -= share
    return [*parts, LandPart(kind, left, plots[-1][0])]


def _refuse_decided(found: Mapping[str, Any]) -> None:
    if found["state"] != "checked":
        raise Conflict(
            "figures.import_decided",
            "这次导入已经处理过，不能再改。请重新上传文件。",
            message_en="This import is decided already.",
        )


def _decide(session: Session, principal: Principal, import_id: int, state: str, accepted: int | None, reason: str) -> None:  # fmt: skip
    session.execute(
        text(
            "update figure_import set state = :state, accepted_rows = :accepted, decided_at = clock_timestamp(), decided_by = :by, decided_by_name = :name,"
            " reason = :reason where id = :id"
        ),
        {"state": state, "accepted": accepted, "by": principal.account_id, "name": principal.name, "reason": reason, "id": import_id},
    )  # fmt: skip


def _record(
    session: Session,
    principal: Principal,
    import_id: int,
    zone_id: int,
    park_id: int | None,
    told: Mapping[str, Any],
    reason: str | None = None,
) -> None:
    record_event(
        session,
        principal,
        EventTag.PERFORMANCE_IMPORT,
        subject="figure_import",
        subject_id=import_id,
        zone_id=zone_id,
        park_id=park_id,
        changes={name: {"old": None, "new": str(value)} for name, value in told.items()},
        reason=reason,
    )


def _finding(kept: Mapping[str, Any]) -> Finding:
    return Finding(**{**kept, "severity": Severity(kept["severity"])})


def _no_rows() -> Finding:
    return Finding("figures.no_rows", Severity.ERROR, "表头下没有数据行。", "请填写数据后重新上传。", "There is no row of figures.")  # fmt: skip


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
