"""Measures the nightly scan of idle land over a million contracts, from rows in PostGIS to kept answers, beside a bare read of the same rows.

Triggers and foreign keys are off while the synthetic load runs, and only then; the scan itself runs with everything on. The first run writes every
answer, the second is the usual night on which almost nothing changes.
"""

from __future__ import annotations

import io
import time
from datetime import date

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.bench.report import Report
from gisapp.db.engine import create_app_engine, transaction
from gisapp.db.migration import upgrade
from gisapp.db.private_cluster import PrivateCluster
from gisapp.idle.scan import scan_contracts

DAY = date(2026, 11, 23)
LIMIT_SECONDS = 60.0
STEPS = {"读取": "load", "认定": "evaluate", "写入": "write"}

_READS = (
    "select id, plot_id, signed_on, ended_on, investment_yuan from contract",
    "select contract_id, version_no, holds_from, start_on, handover_on, price_yuan, recorded from contract_version",
    "select contract_id, kind, knowledge, happened_on, ended_on, cause, amount, price_and_taxes, cardinality(evidence_ids), recorded from development_fact",
    "select contract_id, obligation_key, sequence, verdict, done_on, checked_on, recorded_at from commitment_check",
)

_FILL = (
    "insert into zone (code, name_zh) values ('411671', '测速')",
    "insert into party (zone_id, kind, name_zh) select id, 'enterprise', '示例企业' from zone",
    "insert into evidence_content (sha256, size_bytes, content) values (encode(sha256('x'), 'hex'), 1, 'x') on conflict do nothing",
    "insert into evidence_file (zone_id, sha256, file_name, media_type, title, uploaded_by_name)"
    " select id, encode(sha256('x'), 'hex'), 'x.pdf', 'application/pdf', '测速', '测速' from zone",
    "insert into plot (zone_id) select z.id from zone z, generate_series(1, :count)",
    "insert into contract (plot_id, party_id, contract_no, signed_on, area_m2, price_yuan, term_years, source)"
    " select p.id, y.id, 'B-' || p.id, date '2018-01-01' + (p.id * 7919 % 2900)::integer, 10000 + p.id * 31 % 50000, 5000000, 50, '测速' from plot p, party y",
    "insert into contract_version (contract_id, version_no, holds_from, handover_on, start_on, completion_on, price_yuan)"
    " select id, 1, signed_on, signed_on + 60, case when id % 20 > 0 then signed_on + 240 + (id % 90)::integer end, signed_on + 900, price_yuan from contract",
    "insert into contract_version (contract_id, version_no, holds_from, supplement_no, cause, reason, evidence_ids, handover_on, start_on, completion_on, price_yuan)"
    " select id, 2, signed_on + 200, 'S-' || id, 'own', '测速', array[(select max(id) from evidence_file)], signed_on + 60, signed_on + 500, signed_on + 1200, price_yuan from contract where id % 10 = 3",
    # a third never started and looked at, half under way or stopped, the rest unknown
    "insert into development_fact (contract_id, kind, knowledge, happened_on, source)"
    " select c.id, k.kind, 'none', date '2026-10-01', '测速' from contract c, (values ('permit'), ('foundation')) k (kind) where c.id % 3 = 0",
    "insert into development_fact (contract_id, kind, happened_on, foundation_kind, source)"
    " select c.id, k.kind, c.signed_on + 230 + (c.id % 100)::integer, case when k.kind = 'foundation' then 'pile' end, '测速'"
    " from contract c, (values ('permit'), ('foundation')) k (kind) where c.id % 6 in (1, 2, 4)",
    "insert into development_fact (contract_id, kind, happened_on, ended_on, source)"
    " select id, 'stop', signed_on + 500, case when id % 4 = 0 then signed_on + 700 end, '测速' from contract where id % 6 in (1, 2, 4)",
    "insert into development_fact (contract_id, kind, happened_on, amount, price_and_taxes, source)"
    " select c.id, k.kind, c.signed_on + 500, k.amount, k.taken, '测速'"
    " from contract c, (values ('due_area', 9000.0, null), ('developed_area', 2500.5, null), ('total_investment', 90000000, 5000000),"
    " ('invested', 30000000, 5000000)) k (kind, amount, taken) where c.id % 12 in (1, 2)",
    "insert into development_fact (contract_id, kind, happened_on, ended_on, cause, evidence_ids, source)"
    " select id, 'cause', signed_on + 250, case when id % 2 = 0 then signed_on + 400 end, 'petitions', array[(select max(id) from evidence_file)], '测速' from contract where id % 15 = 0",
    "insert into commitment_check (contract_id, obligation_key, sequence, checked_on, verdict, done_on, signed_off_by, evidence_ids, recorded_by_name)"
    " select c.id, k.key, 1, c.signed_on + k.days + 5, 'met', c.signed_on + k.days, '测速', array[(select max(id) from evidence_file)], '测速'"
    " from contract c, (values ('handover', 60), ('completion', 850)) k (key, days) where c.id % 6 = 5 or (k.key = 'handover' and c.id % 2 = 0)",
    "analyze contract, contract_version, development_fact, commitment_check",
)  # fmt: skip


def measure_idle(report: Report, cluster: PrivateCluster, contracts: int) -> None:
    """Fill, read bare, scan twice; each step of the scan apart."""
    cluster.drop_database("idle")
    cluster.create_database("idle")
    url = cluster.url("idle")
    upgrade(url)
    engine = create_app_engine(url, pool_size=1)
    started = time.perf_counter()
    with transaction(engine) as session:
        _fill(session, contracts)
    report.add("idle", f"{contracts:,} synthetic contracts with facts, bulk", "s", time.perf_counter() - started)
    with transaction(engine) as session:
        facts = session.execute(text("select count(*) from development_fact")).scalar_one()
        bare = min(_read_bare(session) for _ in range(2))
    report.add("idle", "floor: bare COPY of the same rows", "s", bare, f"{facts:,} facts")
    first = _scan(report, engine, "first run, every answer new")
    _scan(report, engine, "usual night, nothing new")
    report.compare("idle", "first run ÷ bare read of the same rows", first / bare, 10.0, at_least=False)
    report.compare("idle", "first run ÷ 60 s", first / LIMIT_SECONDS, 1.0, at_least=False)
    engine.dispose()
    cluster.drop_database("idle")


def _fill(session: Session, contracts: int) -> None:
    session.execute(text("reset role"))
    session.execute(text("set local session_replication_role = replica"))
    session.execute(text("alter table contract drop constraint contract_one_a_day"))
    for statement in _FILL:
        session.execute(text(statement), {"count": contracts} if ":count" in statement else {})


def _read_bare(session: Session) -> float:
    started = time.perf_counter()
    cursor = session.connection().connection.cursor()
    for select in _READS:
        cursor.copy_expert(f"copy ({select}) to stdout (format binary)", io.BytesIO())
    return time.perf_counter() - started


def _scan(report: Report, engine: Engine, name: str) -> float:
    """Run the scan as the nightly command does; return seconds from the first row read to the commit."""
    marks: list[tuple[str, float]] = []
    started = time.perf_counter()
    with transaction(engine) as session:
        summary = scan_contracts(
            session,
            system_principal("bench"),
            DAY,
            on_progress=lambda step, _: marks.append((step, time.perf_counter())),
        )
    whole = time.perf_counter() - started
    before = started
    for step, at in marks:
        report.add("idle", f"{name}: {STEPS[step]}", "s", at - before)
        before = at
    note = f"{summary.contracts / whole:,.0f} contracts/s, {summary.written:,} written"
    report.add("idle", f"{name}: whole", "s", whole, note)
    return whole
