-- What became of the plots from :since to :as_of, one row each; unchanged ones are left out. Names beginning with before_ are those of :since.
-- A plot that was not there on :since came from those whose ground it has more than a fiftieth of: several, it is merged; part of one, split;
-- one as a whole, replaced. Those that ended and lie first are drawn under what took their ground. Index: plot_snapshot_geom_3857.
select before_s.plot_id as id, before_s.park_id, before_s.geom_3857, before_v.geom, before_s.plot_no, p.code as park_code, p.name_zh as park_name_zh,
       case when n.numbers is null then 'retired' else 'succeeded' end as change, n.numbers as related_no,
       before_s.area_m2::float8 as before_area_m2, null::float8 as after_area_m2, before_s.area_m2::float8 as area_m2, null::jsonb as changes
from plot_snapshot before_s
join plot_version before_v on before_v.id = before_s.version_id
left join park p on p.id = before_s.park_id
left join lateral (
    select string_agg(t.plot_no, '、' order by t.plot_no) as numbers
    from plot_snapshot t
    where t.valid @> :as_of and t.plot_id <> before_s.plot_id and t.geom_3857 && before_s.geom_3857
      and shares_ground(t.geom_3857, before_s.geom_3857)
) n on true
where before_s.valid @> :since and not exists (select from plot_snapshot s where s.plot_id = before_s.plot_id and s.valid @> :as_of)
union all
select s.plot_id, s.park_id, s.geom_3857, v.geom, s.plot_no, p.code, p.name_zh,
       case when before_s.plot_id is not null
                 then case when not moved.moved then 'attributes' when d.changes is null then 'geometry' else 'both' end
            when f.numbers is null then 'new' when f.amount > 1 then 'merged' when f.share < 0.98 then 'split' else 'replaced' end,
       f.numbers, before_s.area_m2::float8, s.area_m2::float8, s.area_m2::float8, d.changes
from plot_snapshot s
join plot_version v on v.id = s.version_id
left join park p on p.id = s.park_id
left join plot_snapshot before_s on before_s.plot_id = s.plot_id and before_s.valid @> :since
left join plot_version before_v on before_v.id = before_s.version_id
cross join lateral (select before_v.id is not null and before_v.id <> v.id and not ST_OrderingEquals(before_v.geom, v.geom) as moved) moved
left join lateral (
    select jsonb_object_agg(a.key, jsonb_build_object('old', b.value, 'new', a.value)) as changes
    from jsonb_each_text(plot_fact_texts(v, s.land_control, s.servicing, s.supply, s.development, s.compliance,
            (select string_agg(y.name_zh, '、' order by y.name_zh) from plot_party h join party y on y.id = h.party_id
             where h.plot_id = s.plot_id and h.role = 'holder' and h.valid @> :as_of and upper_inf(h.recorded)),
            (select c from planning_condition c where c.plot_id = s.plot_id and c.valid @> :as_of and upper_inf(c.recorded)))) a
    join jsonb_each_text(plot_fact_texts(before_v, before_s.land_control, before_s.servicing, before_s.supply, before_s.development, before_s.compliance,
            (select string_agg(y.name_zh, '、' order by y.name_zh) from plot_party before_h join party y on y.id = before_h.party_id
             where before_h.plot_id = s.plot_id and before_h.role = 'holder' and before_h.valid @> :since and upper_inf(before_h.recorded)),
            (select before_c from planning_condition before_c
             where before_c.plot_id = s.plot_id and before_c.valid @> :since and upper_inf(before_c.recorded)))) b on b.key = a.key
    where before_s.plot_id is not null and a.value is distinct from b.value
) d on true
left join lateral (
    select string_agg(before_t.plot_no, '、' order by before_t.plot_no) as numbers, count(*) as amount,
           max(shared_part(before_t.geom_3857, s.geom_3857)) as share
    from plot_snapshot before_t
    where before_s.plot_id is null and before_t.valid @> :since and before_t.geom_3857 && s.geom_3857
      and shares_ground(before_t.geom_3857, s.geom_3857)
) f on true
where s.valid @> :as_of and (before_s.plot_id is null or moved.moved or d.changes is not null)
