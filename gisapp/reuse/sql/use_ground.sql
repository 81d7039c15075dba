-- What an arrangement looks at of its plot over [first, last]: area, the most land in other temporary uses on one day, supply state on the first day.
-- Params: plot_id, first, last, besides (a use left out, null = none). Index: temporary_use_plot.
with held as (
    select u.area_m2, greatest(u.starts_on, cast(:first as date)) as begins_on,
           coalesce((select min(s.taken_on) - 1 from temporary_use_step s where s.use_id = u.id and s.state <> 'arranged'),
                    (select s.until_on from temporary_use_step s where s.use_id = u.id order by s.sequence desc limit 1)) as ends_on
    from temporary_use u where u.plot_id = :plot_id and u.id is distinct from cast(:besides as bigint)
)
select plot_area_on(:plot_id, cast(:first as date)) as plot_area_m2,
       coalesce((select max((select sum(h.area_m2) from held h where h.begins_on <= d.begins_on and h.ends_on >= d.begins_on))
                 from held d where d.begins_on <= cast(:last as date) and d.ends_on >= cast(:first as date)), 0) as occupied_m2,
       (select s.supply from plot_state s where s.plot_id = :plot_id and upper_inf(s.recorded) and s.valid @> cast(:first as date)) as supply
