-- Plots on a day that the caller may see and that pass the filters: a CTE `filtered` that lists, totals, statistics and
-- exports share, so that they cannot disagree.
-- Params: as_of, is_staff, all_parks, park_ids, zone_id, parks, stages, supplies, developments, compliances, land_uses (code prefixes),
--         q (like pattern or null), area_min, area_max, west, south, east, north, ids. A null parameter does not filter.
-- Index: plot_snapshot GiST (geom_3857) for the box, park_id otherwise; the day is a cheap recheck.
with filtered as (
    select s.plot_id as id, s.version_id, s.plot_no, s.park_id, s.stage, s.land_control, s.servicing, s.supply, s.development, s.compliance,
           s.land_use_scheme, s.land_use_code, s.area_m2, s.is_public, s.geom_3857, s.valid
    from plot_snapshot s
    where s.valid @> cast(:as_of as date)
      and case when :is_staff then (:all_parks or s.park_id = any(:park_ids)) else s.is_public end
      and (cast(:parks as text[]) is null or s.park_id in (select id from park where code = any(:parks)))
      and (cast(:stages as text[]) is null or s.stage = any(:stages))
      and (cast(:supplies as text[]) is null or s.supply = any(:supplies))
      and (cast(:developments as text[]) is null or :is_staff and s.development = any(:developments))
      and (cast(:compliances as text[]) is null or :is_staff and s.compliance = any(:compliances))
      and (cast(:land_uses as text[]) is null or exists (select from unnest(cast(:land_uses as text[])) as code where s.land_use_code like code || '%'))
      and (cast(:area_min as numeric) is null or s.area_m2 >= :area_min)
      and (cast(:area_max as numeric) is null or s.area_m2 <= :area_max)
      and (cast(:west as float8) is null
           or s.geom_3857 && ST_Expand(ST_Transform(ST_MakeEnvelope(:west, :south, :east, :north, 4490), 3857), case when :is_staff then 0 else 2500 end)
           -- (2500: no grid is wider than 1000 m, so no told outline reaches further; the index serves)
           -- without an account the box is held against what the public may know: else boxes asked one after the other tell the boundary
           and (:is_staff or public_mercator(s.geom_3857) && ST_Transform(ST_MakeEnvelope(:west, :south, :east, :north, 4490), 3857)))
      and (cast(:ids as bigint[]) is null or s.plot_id = any(:ids))
      and (cast(:q as text) is null
           or s.plot_no ilike :q
           or :is_staff and (
               exists (select from plot_version v where v.id = s.version_id and (v.parcel_no ilike :q or v.address ilike :q or v.plot_name ilike :q))
               or exists (select from plot_party pp join party y on y.id = pp.party_id
                          where pp.plot_id = s.plot_id and upper_inf(pp.recorded) and pp.valid @> cast(:as_of as date) and y.name_zh ilike :q)))
)
