-- Since when each axis has had its value of the day, and on what source. Params: id, as_of. Index: plot_state(plot_id).
-- The run of equal values is walked back from the day to the last row that differs.
with known as (
    select * from plot_state where plot_id = :id and upper_inf(recorded) and lower(valid) <= cast(:as_of as date)
), today as (
    select * from known where valid @> cast(:as_of as date)
), axis as (
    select x.axis, x.value, x.from_value, k.valid, k.source, k.document
    from known k, today t,
    lateral (values ('land_control', t.land_control, k.land_control), ('servicing', t.servicing, k.servicing), ('supply', t.supply, k.supply),
                    ('development', t.development, k.development), ('compliance', t.compliance, k.compliance)) as x (axis, value, from_value)
)
select a.axis, a.value, min(lower(a.valid)) as since,
       (array_agg(a.source order by lower(a.valid)))[1] as source, (array_agg(a.document order by lower(a.valid)))[1] as document
from axis a
where a.value = a.from_value
  and lower(a.valid) > coalesce((select max(lower(o.valid)) from axis o where o.axis = a.axis and o.value <> o.from_value), '-infinity')
group by a.axis, a.value
