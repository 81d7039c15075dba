-- Results of a run with names and upheld appeals of the day, ranked ones first. Params: run_id, result_id, as_of, park, q, plot_id, all_parks, park_ids. Index: grade_result_once.
select g.id, g.run_id, g.party_id, g.park_id, g.figure_id, r.year, y.name_zh as party_name_zh, y.name_en as party_name_en, y.credit_code,
       k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en, g.segment, g.status, g.score, g.rank, g.ranked_of, g.is_tied,
       coalesce(d.new_grade, g.grade) as grade, g.grade as given_grade, d.appeal_id as upheld_appeal_id, g.reason_zh, g.land_m2, g.inputs, g.contributions,
       (select p.plot_id from enterprise_year_land p where p.figure_id = g.figure_id and p.plot_id is not null order by p.area_m2 desc limit 1) as plot_id,
       exists (select from grade_appeal a where a.result_id = g.id and a.received_on <= :as_of
                 and not exists (select from grade_appeal_decision x where x.appeal_id = a.id and x.decided_on <= :as_of)) as has_open_appeal
from grade_result g
join grade_run r on r.id = g.run_id
join party y on y.id = g.party_id
join park k on k.id = g.park_id
left join lateral (
    select x.appeal_id, x.new_grade from grade_appeal a join grade_appeal_decision x on x.appeal_id = a.id
    where a.result_id = g.id and x.new_grade is not null and x.decided_on <= :as_of order by x.decided_on desc, x.appeal_id desc limit 1
) d on true
where g.run_id = coalesce(cast(:run_id as bigint), g.run_id) and g.id = coalesce(cast(:result_id as bigint), g.id)
  and (cast(:park as text) is null or k.code = any (string_to_array(:park, ',')))
  and (cast(:q as text) is null or y.name_zh ilike :q or y.credit_code ilike :q)
  and (cast(:plot_id as bigint) is null or exists (select from enterprise_year_land p where p.figure_id = g.figure_id and p.plot_id = :plot_id))
  and (:all_parks or g.park_id = any (:park_ids))
order by array_position(array['graded', 'exempt', 'unscored', 'out_of_scope'], g.status), g.segment, g.rank, y.name_zh
