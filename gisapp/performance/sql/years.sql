-- Which years there is something of, newest first: figures, holders that should have told theirs, schemes, runs. Params: as_of, all_parks, park_ids. Index: enterprise_year_park.
with holders as (
    select distinct t.party_id, s.park_id from plot_party t
    join plot_snapshot s on s.plot_id = t.plot_id and s.valid @> cast(:as_of as date)
    join party y on y.id = t.party_id
    where t.role = 'holder' and upper_inf(t.recorded) and t.valid @> cast(:as_of as date) and y.kind = 'enterprise' and not y.is_real
      and s.development in ('completed', 'in_production', 'stopped') and (:all_parks or s.park_id = any (:park_ids))
), known as (
    select f.year, count(*)::integer as figures, (count(*) filter (where f.is_above_size))::integer as above_size,
           (count(*) filter (where exists (select from holders h where h.party_id = f.party_id and h.park_id = f.park_id)))::integer as of_holders
    from enterprise_year f where upper_inf(f.recorded) and (:all_parks or f.park_id = any (:park_ids)) group by f.year
), all_years as (
    select year from known union select year from score_scheme union select year from grade_run union select extract(year from cast(:as_of as date))::integer - 1
)
select a.year, coalesce(k.figures, 0) as figures, coalesce(k.above_size, 0) as above_size,
       (select count(*) from holders)::integer - coalesce(k.of_holders, 0) as missing,
       (select max(version_no) from score_scheme s where s.year = a.year) as scheme_version,
       (select max(run_no) from grade_run r where r.year = a.year and r.fixed_on <= cast(:as_of as date)) as run_no
from all_years a left join known k on k.year = a.year
order by a.year desc
