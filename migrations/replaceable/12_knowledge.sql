-- The register as it was known at an instant. Idempotent.

create or replace function plot_snapshot_known(known timestamptz) returns table (
    plot_id bigint, version_id bigint, zone_id bigint, park_id bigint, plot_no text, stage text, land_control text, servicing text, supply text,
    development text, compliance text, land_use_scheme text, land_use_code text, area_m2 numeric, is_public boolean, geom_3857 geometry, valid daterange
) language sql stable as $$
    select v.plot_id, v.id, v.zone_id, v.park_id, v.plot_no, plot_stage(k.land_control, k.supply, k.development, k.compliance),
           k.land_control, k.servicing, k.supply, k.development, k.compliance, v.land_use_scheme, v.land_use_code,
           coalesce(v.area_surveyed_m2, v.area_planar_m2), k.supply in ('announced', 'on_offer'), ST_ForcePolygonCW(ST_Transform(v.geom, 3857)), k.valid
    from plot_version v
    cross join lateral (
        select s.land_control, s.servicing, s.supply, s.development, s.compliance, v.valid * s.valid as valid
        from plot_state s where s.plot_id = v.plot_id and s.recorded @> known and s.valid && v.valid
        union all
        select 'unknown', 'unknown', 'not_ready', 'not_applicable', 'not_applicable', gap.valid
        from unnest(datemultirange(v.valid) - coalesce(
            (select range_agg(s.valid) from plot_state s where s.plot_id = v.plot_id and s.recorded @> known), '{}'::datemultirange)) as gap (valid)
    ) k
    where v.recorded @> known
$$;
comment on function plot_snapshot_known is 'plot_snapshot as the register was known at an instant, from the rows of record; infinity: as it is known now';

create or replace function plot_fact_texts(v plot_version, land_control text, servicing text, supply text, development text, compliance text, holder text,
                                           c planning_condition) returns jsonb
language sql stable as $$
    select jsonb_build_object(
        'plot_no', v.plot_no, 'plot_name', v.plot_name, 'parcel_no', v.parcel_no, 'real_estate_unit_no', v.real_estate_unit_no,
        'supervision_no', v.supervision_no, 'address', v.address, 'area_surveyed_m2', v.area_surveyed_m2, 'land_use_scheme', v.land_use_scheme,
        'land_use_code', v.land_use_code, 'land_use_words', v.land_use_words, 'land_control', land_control, 'servicing', servicing, 'supply', supply, 'development', development,
        'compliance', compliance, 'holder', holder) || planning_limits(c) - 'document_no'
$$;
comment on function plot_fact_texts is 'The facts of a plot that two days are compared by, under the names that the operation log uses';

create or replace function shared_part(shape geometry, other geometry) returns double precision
language sql immutable parallel safe as $$
    select ST_Area(ST_Intersection(shape, other)) / nullif(ST_Area(shape), 0)
$$;
comment on function shared_part is 'Which part (0 to 1) of the first shape lies in the second; a ratio, so that any one projection of both will do';

create or replace function shares_ground(one geometry, other geometry, common geometry default null) returns boolean
language sql immutable parallel safe as $$
    select ST_Area(coalesce(common, ST_Intersection(one, other))) > 0.02 * least(ST_Area(one), ST_Area(other))
$$;
comment on function shares_ground is 'Whether ground went from one boundary to the other: what they have in common (or the part of it that is given) is more than a fiftieth of either; less is where boundaries were measured anew';
