-- What the public may read of a plot: these views and nothing else. Every route of the investor's window, its open data and
-- its exports selects from public_* only (tests/sites/test_public_privacy.py reads the SQL files and asks every route).
-- Each row is dated: `where valid @> :as_of` gives the day. A fact of a plot shows only for days on which the plot is
-- published (拟供应 or 供应公告中), so what is later allocated does not take its holder or its contract along; days of a publication
-- that was withdrawn as a mistake are left out, whichever day is asked. Idempotent.

drop view if exists public_site_days, public_site, public_site_offer, public_site_listing, public_site_condition, public_site_servicing, public_park, public_park_boundary,
    public_park_industry, public_park_resident, public_industry, public_road, public_announcement cascade;

create or replace function public_geometry(outline geometry) returns geometry
language sql stable as $$
    select case when coalesce(w.grid, 0) = 0 then outline
                else coalesce(nullif(ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SnapToGrid(outline, w.grid / 92700, w.grid / 111000)), 3)),
                                     'SRID=4490;MULTIPOLYGON EMPTY'::geometry),
                              ST_Multi(ST_Expand(ST_SnapToGrid(ST_Centroid(outline), w.grid / 92700, w.grid / 111000), w.grid / 200000))) end
    from (select (select max(geometry_grid_m)::float8 from public_window) as grid) w
$$;
comment on function public_geometry is 'An outline in EPSG:4490 as exactly as the zone lets the public know it (public_window.geometry_grid_m); a plot smaller than the grid becomes a cell';

create or replace function public_mercator(outline geometry) returns geometry
language sql stable as $$
    select case when coalesce((select max(geometry_grid_m) from public_window), 0) = 0 then outline
                else ST_ForcePolygonCW(ST_Transform(public_geometry(ST_Transform(outline, 4490)), 3857)) end
$$;
comment on function public_mercator is 'The same in EPSG:3857, for tiles';

create or replace function listing_over_from(announced listing) returns date
language sql immutable as $$
    select least(announced.closed_on, announced.settled_on, announced.applications_until + 1)
$$;
comment on function listing_over_from is 'The day from which nobody can apply any more: it was closed or settled, or the last announced day of applications has passed, whether or not anybody closed it';

-- public_supply reads this and not `listing`: a function reads with the rights of who asks the view around it (gisapp_read).
create view public_announcement as
    select l.plot_id, l.announced_on, e.over_from, e.gone_from
    from listing l
    cross join lateral (select listing_over_from(l) as over_from, least(l.withdrawn_on, l.failed_on) as gone_from) e
    where l.published_at is not null and (l.withdrawn_on is null or l.withdrawn_on > l.announced_on);
comment on view public_announcement is 'Days on which announced land could be bid for, and from which it could not or the announcement was gone';

create or replace function public_supply(plot bigint, held text, during daterange) returns table (supply text, valid daterange)
language sql stable as $$
    with announcement as (
        select daterange(a.announced_on, least(a.over_from, a.gone_from)) as open,
               case when a.over_from < coalesce(a.gone_from, 'infinity') then daterange(a.over_from, a.gone_from) else 'empty' end as over
        from public_announcement a
        where held = 'on_offer' and a.plot_id = plot
    ), ended as (  -- land that is announced anew can be bid for again, whatever became of it before
        select coalesce(range_agg(over), '{}') - coalesce(range_agg(open), '{}') as days from announcement
    )
    select held, part from ended, unnest(datemultirange(during) - days) part
    union all
    select 'closed', part from ended, unnest(datemultirange(during) * days) part
$$;
comment on function public_supply is 'What the public is told of a published plot while the register holds one state: its announcement says whether it can still be bid for (listing_state_on)';

create view public_site_days as
    select s.plot_id, unnest(range_agg(s.valid) - coalesce((select range_agg(m.days) from publication_mistake m where m.site_id = s.plot_id), '{}')) as valid
    from plot_snapshot s where s.is_public group by s.plot_id;
comment on view public_site_days is 'Days on which a plot is published, without those on which it was so by mistake';

create view public_site as
    select s.plot_id as id, s.plot_no, p.code as park_code, k.supply, s.servicing, s.area_m2,
           case when v.area_surveyed_m2 is null then 'planar' else 'surveyed' end as area_basis,
           v.planar_epsg, lower(v.valid) as boundary_since, v.address,
           s.land_use_scheme, s.land_use_code, c.name_zh as land_use_name_zh, c.name_en as land_use_name_en,
           public_geometry(v.geom) as geom, d.valid
    from plot_snapshot s
    cross join lateral public_supply(s.plot_id, s.supply, s.valid) k
    cross join lateral unnest(datemultirange(k.valid) - coalesce((select range_agg(m.days) from publication_mistake m where m.site_id = s.plot_id), '{}')) d (valid)
    join plot_version v on v.id = s.version_id
    join park p on p.id = s.park_id
    left join land_use_class c on c.scheme = s.land_use_scheme and c.code = s.land_use_code
    where s.is_public;
comment on view public_site is 'Published plots with the columns their announcement makes public; one row per plot and unchanged period';

create view public_site_offer as
    select o.plot_id as id, o.industry_codes, o.start_price_yuan_per_m2, o.delivery_on, o.contact_zh, o.contact_en, o.contact_phone,
           o.summary_zh, o.summary_en, o.source, lower(o.valid) as since, o.valid * s.valid as valid
    from offer_terms o
    join public_site_days s
      on s.plot_id = o.plot_id and s.valid && o.valid
    where upper_inf(o.recorded);

comment on view public_site_offer is 'What was planned for a published plot; an announcement prevails, so on which terms it is offered is told by public_site_terms alone';

create view public_site_listing as
    select l.plot_id as id, l.listing_no, l.method, l.term_kind, l.term_years, l.lease_years, l.start_price_yuan, l.deposit_yuan, l.announced_on,
           l.applications_from, l.applications_until, l.opens_on, l.decided_from, l.industry_codes, l.latest_start_on, l.latest_completion_on,
           l.latest_production_on, l.conditions_zh, l.contact_zh, l.contact_phone, l.settled_on,
           listing_over_from(l) as over_from, (l.snapshot ->> 'delivery_on')::date as delivery_on,
           (l.snapshot -> 'plot' ->> 'area_m2')::numeric as announced_area_m2,
           l.snapshot -> 'ranking' ->> 'sentence_zh' as ranking_zh,
           (select coalesce(jsonb_agg(jsonb_build_object('indicator', r ->> 'indicator', 'direction', r ->> 'direction', 'value', r ->> 'value',
                                                         'words_zh', r ->> 'words_zh', 'basis', r ->> 'basis',
                                                         'confirmed', coalesce((r ->> 'confirmed')::boolean, false))), '[]')
            from jsonb_array_elements(l.snapshot -> 'requirements') r) as requirements,
           daterange(l.announced_on, least(l.withdrawn_on, l.failed_on)) * s.valid as valid
    from listing l
    join public_site_days s
      on s.plot_id = l.plot_id and s.valid && daterange(l.announced_on, least(l.withdrawn_on, l.failed_on))
    where l.published_at is not null and (l.withdrawn_on is null or l.withdrawn_on > l.announced_on);
comment on view public_site_listing is 'What a published announcement says, from its frozen snapshot; never who applied, who won or at which price';

drop function if exists public_site_terms(date);
create function public_site_terms(day date)
returns table (id bigint, start_price_yuan_per_m2 numeric, start_price_yuan numeric, delivery_on date, industry_codes text[], contact_zh text, contact_en text,
               contact_phone text, summary_zh text, summary_en text, source text, since date, requirements jsonb)
language sql stable as $$
    select s.plot_id,
           case when l.listing_no is null then o.start_price_yuan_per_m2 else round(l.start_price_yuan / coalesce(l.announced_area_m2, s.area_m2), 2) end,
           case when l.listing_no is null then round(o.start_price_yuan_per_m2 * s.area_m2, 2) else l.start_price_yuan end,
           coalesce(l.delivery_on, o.delivery_on),
           coalesce(nullif(l.industry_codes, '{}'), o.industry_codes, '{}'),
           coalesce(nullif(l.contact_zh, ''), o.contact_zh, ''), coalesce(o.contact_en, ''), coalesce(nullif(l.contact_phone, ''), o.contact_phone, ''),
           coalesce(o.summary_zh, ''), coalesce(o.summary_en, ''), coalesce(o.source, l.listing_no), coalesce(lower(o.valid), l.announced_on), l.requirements
    from plot_snapshot s
    -- not by public_site_offer, the day is a published one already; the fence looks each plot up instead of holding all against all
    left join lateral (select n.* from offer_terms n where n.plot_id = s.plot_id and n.valid @> day and upper_inf(n.recorded) offset 0) o on true
    left join lateral (select n.* from public_site_listing n where n.id = s.plot_id and n.valid @> day order by n.announced_on desc limit 1) l on true
    where s.is_public and s.valid @> day and not exists (select from publication_mistake m where m.site_id = s.plot_id and m.days @> day) and (o.plot_id is not null or l.id is not null)
$$;
comment on function public_site_terms is 'On which terms a published plot is offered on a day, and nothing else says it: as its latest announcement does (start_price_yuan for the whole plot, per m2 of the area that was announced), and what that leaves open, or where there is none, as offer_terms has it';

create view public_site_condition as
    select c.plot_id as id, planning_limits(c) as limits, c.far_min, c.far_max, c.height_max_m, c.source, lower(c.valid) as since, c.valid * s.valid as valid
    from planning_condition c
    join public_site_days s
      on s.plot_id = c.plot_id and s.valid && c.valid
    where upper_inf(c.recorded);

create view public_site_servicing as
    select f.plot_id as id, f.utility, f.status, f.capacity, f.unit, f.source, f.observed_on, f.valid * s.valid as valid
    from servicing_fact f
    join public_site_days s
      on s.plot_id = f.plot_id and s.valid && f.valid
    where upper_inf(f.recorded);

create view public_park as
    select code, name_zh, name_en, operator_zh, operator_en, purpose_zh, purpose_en, sort_order from park;

create view public_park_boundary as
    select p.code as park_code, b.geom, b.area_planar_m2, b.valid
    from park_boundary b join park p on p.id = b.park_id
    where upper_inf(b.recorded);

create view public_park_industry as
    select p.code as park_code, i.industry_code as code, i.edition, i.is_leading
    from park_industry i join park p on p.id = i.park_id;

create view public_park_resident as
    select p.code as park_code, e.name_zh, e.name_en, r.source, r.valid
    from park_resident r join park p on p.id = r.park_id join party e on e.id = r.party_id
    where e.is_real;
comment on view public_park_resident is 'Enterprises named as residents of a park by the published plan; names only, never a plot, a credit code or a contract';

create view public_industry as
    select code, edition, name_zh, name_en, cluster from industry;

create view public_road as
    select grade, name_zh, name_en, width_m, geom, source, valid from road;

drop function if exists public_around(text, geometry, bigint, date);
create function public_around(at_park text, place geometry, own_id bigint, day date)
returns table (park jsonb, park_industries jsonb, residents jsonb, roads jsonb, neighbours jsonb, road_lines jsonb)
language sql stable as $$
    select jsonb_build_object('code', k.code, 'name_zh', k.name_zh, 'name_en', k.name_en, 'operator_zh', k.operator_zh, 'operator_en', k.operator_en,
                              'purpose_zh', k.purpose_zh, 'purpose_en', k.purpose_en),
           coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'edition', i.edition, 'name_zh', i.name_zh, 'name_en', i.name_en, 'is_leading', pi.is_leading)
                                      order by pi.is_leading desc, i.code)
                     from public_park_industry pi join public_industry i on i.code = pi.code and i.edition = pi.edition
                     where pi.park_code = k.code), '[]'),
           coalesce((select jsonb_agg(jsonb_build_object('name_zh', n.name_zh, 'name_en', n.name_en, 'source', n.source) order by n.name_zh)
                     from public_park_resident n where n.park_code = k.code and n.valid @> day), '[]'),
           coalesce((select jsonb_agg(to_jsonb(near) order by near.which) from (
                select distinct on (which) which, name_zh, name_en, grade, width_m, distance_m from (
                    select r.name_zh, r.name_en, r.grade, r.width_m, round(ST_Distance(r.geom::geography, place::geography)::numeric) as distance_m
                    from public_road r where r.valid @> day order by r.geom <-> place limit 24) r
                cross join lateral (values ('nearest'), (case when r.grade in ('trunk', 'main') then 'main' end)) kind (which)
                where which is not null
                order by which, distance_m, name_zh) near), '[]'),
           coalesce((select jsonb_agg(to_jsonb(n) order by n.distance_m, n.plot_no) from (
                select n.id, n.plot_no, n.supply, n.area_m2, n.park_code, round(ST_Distance(n.geom::geography, place::geography)::numeric) as distance_m,
                       ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(n.geom, 0.000004)), 6, 0)::jsonb as outline
                from public_site n where n.valid @> day and n.id <> own_id order by n.geom <-> place limit 5) n), '[]'),
           (select jsonb_agg(jsonb_build_object('name_zh', r.name_zh, 'name_en', r.name_en, 'width_m', r.width_m,
                                                'path', ST_AsGeoJSON(ST_Simplify(ST_ClipByBox2D(r.geom, Box2D(frame.box)), 0.00001), 6, 0)::jsonb))
            from public_road r where r.geom && frame.box and r.valid @> day)
    from public_park k
    cross join (select ST_Expand(place, 1.35 * greatest(ST_XMax(place) - ST_XMin(place), ST_YMax(place) - ST_YMin(place))) as box) frame
    where k.code = at_park
$$;
comment on function public_around is 'What lies around a published site on a day: its park with industries and residents, the nearest roads and published plots (never itself), roads to draw';
