-- What the rates of the stock are made of, m2 over the parks asked for; supplied land as the register has it, as on the leaders' desk.
-- Params: as_of, window_from, parks; all_parks, park_ids.
with wanted as materialized (
    select p.id, p.planar_epsg, park_ground(p.id, :as_of) as ground
    from park p
    where (:all_parks or p.id = any (:park_ids)) and (cast(:parks as text[]) is null or p.code = any (cast(:parks as text[])))
), approved as materialized (
    select w.id as park_id, w.planar_epsg,
           ST_Intersection(ST_Union(ST_Transform(a.geom, w.planar_epsg)), ST_Transform(w.ground, w.planar_epsg)) as plane, ST_Union(a.geom) as geom
    from wanted w
    join conversion_approval a on a.geom && w.ground and upper_inf(a.recorded) and a.valid @> cast(:as_of as date) and a.approved_on > :window_from
    group by w.id, w.planar_epsg, w.ground
), stood as materialized (
    select s.* from stock_on(:as_of) s where s.park_id in (select id from wanted)
)
select coalesce((select sum(ST_Area(plane)) from approved), 0)::numeric as approved_m2,
       coalesce((select sum(case when ST_CoveredBy(s.geom, a.geom) then s.area_m2
                                 else ST_Area(ST_Intersection(ST_Transform(s.geom, a.planar_epsg), a.plane))::numeric end)
                 from approved a join stood s on s.park_id = a.park_id and s.geom && a.geom
                 where s.stock_class in ('supplied_unused', 'partly_used', 'built_idle', 'below_promise', 'in_good_use')), 0) as approved_supplied_m2,
       coalesce((select sum(area_m2) from plot_snapshot
                 where park_id in (select id from wanted) and valid @> cast(:as_of as date) and supply = 'allocated'), 0) as supplied_m2
