-- Which assessments touch each plot on its day, whether they hold then and whether each alone covers the plot. One row per plot and assessment.
-- Params: plot_ids bigint[], days date[] (one day per plot). Index: regional_assessment_geom.
with asked as (
    select plot_id, day from unnest(cast(:plot_ids as bigint[]), cast(:days as date[])) as a (plot_id, day)
), plots as materialized (
    select a.plot_id, a.day, v.zone_id, v.geom
    from asked a join plot_version v on v.plot_id = a.plot_id and upper_inf(v.recorded) and v.valid @> a.day
)
select p.plot_id, r.id, r.kind, r.title, r.document_no, r.approved_on, r.compiled_by, lower(r.valid) as valid_from, upper(r.valid) as valid_to,
       r.evidence_ids, r.valid @> p.day as holds, r.valid @> p.day and ST_CoveredBy(p.geom, r.geom) as covers
from plots p
join regional_assessment r on r.geom && p.geom and r.zone_id = p.zone_id and upper_inf(r.recorded) and ST_Intersects(r.geom, p.geom)
order by p.plot_id, r.kind, lower(r.valid), r.id
