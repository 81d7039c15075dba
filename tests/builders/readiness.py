"""A plot that is ready to be offered: everything that the gate asks for, straight into the tables."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.builders.park import box_wkt

UTILITIES = ("road", "water", "power", "drainage", "telecom", "levelled")
ITEMS = ("title", "settlement", "no_dispute", "conditions", "basic")
INDICATORS = (
    ("investment_intensity", "at_least", 3750, "wan_per_mu"),
    ("tax_per_mu", "at_least", 225, "wan_per_mu"),
    ("floor_area_ratio", "at_least", 1.2, "plain"),
    ("building_coefficient", "at_least", 0.4, "percent"),
    ("admin_land_share", "at_most", 0.07, "percent"),
    ("admin_floor_share", "at_most", 0.15, "percent"),
    ("green_ratio", "at_most", 0.15, "percent"),
    ("environmental_standard", "at_least", 1, "yes_no"),
)
SINCE = date(2020, 1, 1)


def an_evidence_file(session: Session, zone_id: int, *, title: str = "核查意见") -> int:
    """Keep a small file for the whole zone and return its id."""
    content = f"{title} {zone_id}".encode()
    digest = hashlib.sha256(content).hexdigest()
    session.execute(
        text(
            "insert into evidence_content (sha256, size_bytes, content) values (:sha, :size, :content) on conflict do nothing"
        ),
        {"sha": digest, "size": len(content), "content": content},
    )
    return session.execute(
        text(
            "insert into evidence_file (zone_id, sha256, file_name, media_type, title, uploaded_by_name)"
            " values (:zone, :sha, '核查意见.txt', 'text/plain', :title, '测试') returning id"
        ),
        {"zone": zone_id, "sha": digest, "title": title},
    ).scalar_one()


def an_answer(
    session: Session, plot_id: int, item: str, answer: str = "yes", *, evidence: list[int], since: date = SINCE
) -> None:
    session.execute(
        text(
            "insert into cleared_land_answer (plot_id, item, answer, evidence_ids, answered_by_name, valid)"
            " values (:plot, :item, :answer, :evidence, '测试', daterange(:since, null))"
        ),
        {"plot": plot_id, "item": item, "answer": answer, "evidence": evidence, "since": since},
    )


def an_assessment(
    session: Session,
    zone_id: int,
    kind: str,
    *,
    box: tuple[float, float, float, float] = (-500, -500, 6000, 6000),
    since: date = SINCE,
    until: date | None = date(2035, 1, 1),
) -> int:
    """A regional assessment over a rectangle, by default over everything that the builders draw."""
    return session.execute(
        text(
            "insert into regional_assessment (zone_id, kind, title, compiled_by, document_no, approved_on, geom, valid) values"
            " (:zone, :kind, '区域评估报告', '评估单位', '周评〔2020〕1号', :since,"
            " ST_Transform(ST_GeomFromText(:wkt, 4547), 4490), daterange(:since, :until)) returning id"
        ),
        {"zone": zone_id, "kind": kind, "since": since, "until": until, "wkt": box_wkt(*box)},
    ).scalar_one()


def demanded_assessments(session: Session) -> list[str]:
    return session.execute(
        text("select assessments from readiness_demand where upper_inf(recorded) order by valid desc limit 1")
    ).scalar_one()


def make_ready(session: Session, plot_id: int, day: date = date(2026, 11, 23)) -> None:
    """Give a cleared plot everything that is demanded on `day`: answers with evidence, utilities, assessments, conditions, indicators."""
    zone_id = session.execute(text("select zone_id from plot where id = :id"), {"id": plot_id}).scalar_one()
    file_id = an_evidence_file(session, zone_id)
    for item in ITEMS:
        an_answer(session, plot_id, item, evidence=[file_id])
    looked_at = day - timedelta(days=30)
    for utility in UTILITIES:
        session.execute(
            text(
                "insert into servicing_fact (plot_id, utility, status, source, observed_on, valid)"
                " select :plot, :utility, 'at_boundary', '现场核查', :day, daterange(:since, null) where not exists (select from servicing_fact"
                " where plot_id = :plot and utility = :utility and upper_inf(recorded) and upper_inf(valid))"
            ),
            {"plot": plot_id, "utility": utility, "day": looked_at, "since": SINCE},
        )
    have = set(
        session.execute(text("select kind from regional_assessment where zone_id = :z"), {"z": zone_id}).scalars()
    )
    for kind in demanded_assessments(session):
        if kind not in have:
            an_assessment(session, zone_id, kind)
    session.execute(
        text(
            "insert into planning_condition (plot_id, far_min, far_max, building_coefficient_min, green_ratio_max, document_no, valid)"
            " select :plot, 1.2, 2.5, 0.4, 0.15, '周规条〔2026〕18号', daterange(:since, null)"
            " where not exists (select from planning_condition where plot_id = :plot and upper_inf(recorded))"
        ),
        {"plot": plot_id, "since": SINCE},
    )
    for indicator, direction, value, unit in INDICATORS:
        session.execute(
            text(
                "insert into plot_indicator (plot_id, indicator, direction, value, written_unit, basis, valid)"
                " values (:plot, :indicator, :direction, :value, :unit, '供地方案', daterange(:since, null))"
            ),
            {
                "plot": plot_id,
                "indicator": indicator,
                "direction": direction,
                "value": value,
                "unit": unit,
                "since": SINCE,
            },
        )


def a_passed_record(session: Session, plot_id: int, day: date = date(2026, 11, 23)) -> int:
    """A readiness record that says "passed", without the work behind it; for tests of what rests on one."""
    return session.execute(
        text(
            "insert into readiness_record (plot_id, plot_version_id, as_of, passed, items, made_by_name)"
            " select :plot, v.id, :day, true, cast(:items as jsonb), '测试' from plot_version v"
            " where v.plot_id = :plot and upper_inf(v.recorded) and v.valid @> cast(:day as date) returning id"
        ),
        {
            "plot": plot_id,
            "day": day,
            "items": '[{"topic": "land", "key": "land", "label_zh": "土地状态", "label_en": "Land control", "state": "passed", "evidence": [], "findings": []}]',
        },
    ).scalar_one()
