"""The synthetic contracts of the benchmark are of every kind, and the scan measured there is the one that is right."""

from __future__ import annotations

from sqlalchemy.orm import Session

from gisapp.bench.idle_part import DAY, _fill, measure_idle
from gisapp.bench.report import Report
from gisapp.db.private_cluster import PrivateCluster
from gisapp.idle.development_facts import load_facts
from gisapp.idle.fact_columns import load_columns
from gisapp.idle.rules.identification import identify_idle_land
from gisapp.idle.rules.limits import idle_limits
from gisapp.idle.rules.scan import scan
from gisapp.rulebook.rulebook import load_rulebook
from tests.idle.test_scan_agrees import said, told


def test_scan_and_single_case_agree_on_the_synthetic_contracts(db: Session):
    _fill(db, 600)
    limits = idle_limits(load_rulebook(db), DAY)
    ids, columns = load_columns(db, DAY)
    answer = scan(columns, limits, DAY)
    facts = load_facts(db, ids.tolist(), DAY)
    assert len(ids) == 600
    for row, contract_id in enumerate(ids.tolist()):
        assert told(answer, row) == said(identify_idle_land(facts[contract_id], limits, DAY)), contract_id
    assert len(set(answer.state.tolist())) >= 6


def test_the_measurement_runs_and_writes_every_answer_once(cluster: PrivateCluster):
    report = Report()
    measure_idle(report, cluster, 300)
    assert "300 written" in next(f.note for f in report.figures if f.name == "first run, every answer new: whole")
    assert ", 0 written" in next(f.note for f in report.figures if f.name == "usual night, nothing new: whole")
