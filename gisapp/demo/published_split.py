"""The split and the merge of the demo's past get their lineage, and the split the proposal by which it was published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

PLANNER, REVIEWER = "示例规划员甲", "示例规划员乙"
_EDGES = """
    insert into lineage_edge (zone_id, from_plot_id, from_version_no, to_plot_id, to_version_no, kind, changed_on, area_m2, source, keeps_ground)
    select o.zone_id, o.plot_id, o.version_no, n.plot_id, n.version_no,
           case when count(*) over (partition by n.plot_id) > 1 then 'merge' else 'split' end, lower(n.valid), g.area, '示意数据', false
    from plot_version o
    join plot_version n on upper_inf(n.recorded) and lower(n.valid) = upper(o.valid) and n.plot_id <> o.plot_id and n.geom && o.geom
    cross join lateral (select round(ST_Area(ST_Intersection(ST_Transform(o.geom, o.planar_epsg), ST_Transform(n.geom, o.planar_epsg)))::numeric, 2) as area) g
    where upper_inf(o.recorded) and not upper_inf(o.valid) and g.area > 1
      and not exists (select from plot_version s where s.plot_id = o.plot_id and upper_inf(s.recorded) and lower(s.valid) >= upper(o.valid))
"""


def write_published_split(session: Session, today: date) -> None:
    """Write the edges of plots that ended when others began on their ground, and the proposal of the split among them."""
    session.execute(text(_EDGES))
    found = session.execute(
        text(
            "select e.from_plot_id, e.changed_on, v.plot_no, v.version_no, v.zone_id, v.park_id, v.planar_epsg from lineage_edge e"
            " join plot_version v on v.plot_id = e.from_plot_id and v.version_no = e.from_version_no and upper_inf(v.recorded)"
            " where e.kind = 'split' and e.changed_on < cast(:today as date) order by e.changed_on desc limit 1"
        ),
        {"today": today},
    ).mappings().one_or_none()  # fmt: skip
    if found is not None:
        _write(session, dict(found))


def _write(session: Session, found: dict[str, Any]) -> None:
    day: date = found["changed_on"]
    proposal_id = session.execute(
        text(
            "insert into proposal (zone_id, park_id, planar_epsg, proposal_no, title_zh, purpose_zh, effective_on, author_name, changed_by_name, created_at, changed_at)"
            " values (:zone_id, :park_id, :planar_epsg, :no, :title, '按供地需要分割。', :day, :planner, :planner, :begun, :begun) returning id"
        ),
        {
            **found,
            "no": f"CA{day.year}-001",
            "title": f"{found['plot_no']}地块分割",
            "day": day,
            "planner": PLANNER,
            "begun": day - timedelta(days=20),
        },
    ).scalar_one()
    operation_id = session.execute(
        text(
            "insert into proposal_operation (proposal_id, sequence, kind, method, shape_count, created_by_name, changed_by_name, changed_at)"
            " select :id, 1, 'split', 'line', count(*), :planner, :planner, :begun from lineage_edge where from_plot_id = :plot returning id"
        ),
        {"id": proposal_id, "planner": PLANNER, "begun": day - timedelta(days=20), "plot": found["from_plot_id"]},
    ).scalar_one()
    key = {"id": proposal_id, "operation": operation_id, "plot": found["from_plot_id"], "version": found["version_no"]}
    session.execute(
        text(
            "insert into proposal_parent (proposal_id, operation_id, ordinal, plot_id, base_version_no) values (:id, :operation, 1, :plot, :version)"
        ),
        key,
    )
    session.execute(
        text(
            "insert into proposal_shape (proposal_id, operation_id, ordinal, plot_no, planar_epsg, geom, attributes) select :id, :operation,"
            " row_number() over (order by v.plot_no), v.plot_no, v.planar_epsg, v.geom, jsonb_strip_nulls(jsonb_build_object('land_use_scheme',"
            " v.land_use_scheme, 'land_use_code', v.land_use_code)) from lineage_edge e join plot_version v on v.plot_id = e.to_plot_id"
            " and v.version_no = e.to_version_no and upper_inf(v.recorded) where e.from_plot_id = :plot"
        ),
        key,
    )
    steps = (("", "draft", 20, PLANNER), ("draft", "submitted", 12, PLANNER), ("submitted", "published", 0, REVIEWER))
    for sequence, (before, after, ago, who) in enumerate(steps, start=1):
        session.execute(
            text(
                "insert into proposal_step (proposal_id, sequence, from_state, state, taken_on, proposal_version, actor_name, recorded_at)"
                " values (:id, :sequence, :before, :after, :day, 1, :who, :day)"
            ),
            {"id": proposal_id, "sequence": sequence, "before": before, "after": after, "day": day - timedelta(days=ago), "who": who},
        )  # fmt: skip
