-- Which years there is something of, newest first: figures, holders that have told none, schemes, runs. Params: as_of, all_parks, park_ids. Index: enterprise_year_park.
with known as (
    select f.year, count(*)::integer as figures, (count(*) filter (where f.is_above_size))::integer as above_size
    from enterprise_year f where upper_inf(f.recorded) and (:all_parks or f.park_id = any (:park_ids)) group by f.year
), all_years as (
    select year from known union select year from score_scheme union select year from grade_run union select extract(year from cast(:as_of as date))::integer - 1
)
select a.year, coalesce(k.figures, 0) as figures, coalesce(k.above_size, 0) as above_size,
       (select count(distinct (h.party_id, h.park_id)) from figure_holders(a.year) h
        where (:all_parks or h.park_id = any (:park_ids))
          and not exists (select from enterprise_year f where f.party_id = h.party_id and f.park_id = h.park_id and f.year = a.year and upper_inf(f.recorded)))::integer as missing,
       (select max(version_no) from score_scheme s where s.year = a.year) as scheme_version,
       (select max(run_no) from grade_run r where r.year = a.year and r.fixed_on <= cast(:as_of as date)) as run_no
from all_years a left join known k on k.year = a.year
where a.year < extract(year from cast(:as_of as date))
order by a.year desc
