-- Rows that would revise a plot which has a newer boundary than the dry run saw, or none on the day. Params: survey_id, rows, valid_from.
-- Index: plot_version (plot_id).
select f.plot_no
from survey_feature f
cross join lateral (
    select max(v.version_no) as newest, coalesce(bool_or(v.valid @> cast(:valid_from as date)), false) as lives
    from plot_version v where v.plot_id = f.plot_id and upper_inf(v.recorded)
) now
where f.survey_id = :survey_id and f.row_no = any(:rows) and f.action = 'revise'
  and (now.newest is distinct from f.base_version_no or not now.lives)
order by f.row_no
