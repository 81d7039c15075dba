-- Which assessments touch each plot, and how much of the plot lies outside all of one kind that are valid on the plot's day.
-- One row per plot and assessment; `uncovered_m2` repeats per kind (null where none of the kind is valid), planar in the plot's own system.
-- Params: plot_ids bigint[], days date[] (one day per plot). Index: regional_assessment_geom.
with asked as (
    select plot_id, day from unnest(cast(:plot_ids as bigint[]), cast(:days as date[])) as a (plot_id, day)
), plots as materialized (
    select a.plot_id, a.day, v.zone_id, v.planar_epsg, v.geom, ST_Transform(v.geom, v.planar_epsg) as planar
    from asked a join plot_version v on v.plot_id = a.plot_id and upper_inf(v.recorded) and v.valid @> a.day
), touching as materialized (
    select p.plot_id, p.day, r.id, r.kind, r.title, r.document_no, r.approved_on, r.compiled_by, lower(r.valid) as valid_from, upper(r.valid) as valid_to,
           r.evidence_ids, r.valid @> p.day as holds, r.valid @> p.day and ST_CoveredBy(p.geom, r.geom) as covers
    from plots p
    join regional_assessment r on r.geom && p.geom and r.zone_id = p.zone_id and upper_inf(r.recorded) and ST_Intersects(r.geom, p.geom)
), kinds as (
    select plot_id, kind, bool_or(covers) as covered from touching where holds group by plot_id, kind
), cover as (
    select k.plot_id, k.kind,
           case when k.covered then 0 else round(greatest(0, outside.area)::numeric, 2) end as uncovered_m2
    from kinds k
    left join lateral (
        select ST_Area(ST_Difference(p.planar, ST_Union(ST_Transform(r.geom, p.planar_epsg)))) as area
        from plots p
        join touching t on t.plot_id = p.plot_id and t.kind = k.kind and t.holds
        join regional_assessment r on r.id = t.id
        where p.plot_id = k.plot_id and not k.covered
        group by p.planar
    ) outside on true
)
select t.plot_id, t.id, t.kind, t.title, t.document_no, t.approved_on, t.compiled_by, t.valid_from, t.valid_to, t.evidence_ids, t.holds, c.uncovered_m2
from touching t
left join cover c on c.plot_id = t.plot_id and c.kind = t.kind
order by t.plot_id, t.kind, t.valid_from, t.id
