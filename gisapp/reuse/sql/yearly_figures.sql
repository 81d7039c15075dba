-- What the yearly figures say of a plot, one row per year, newest first: each enterprise's sums by the share of its land that lies on the plot.
-- Params: plot_id, until (last year). A sum is null where one of the enterprises did not tell it. Index: enterprise_year_land_plot, plot_built_plot.
with used as (
    select l.figure_id, sum(case when l.kind = 'leased_out' then -l.area_m2 else l.area_m2 end) as whole_m2,
           sum(case when l.plot_id = :plot_id then case when l.kind = 'leased_out' then -l.area_m2 else l.area_m2 end else 0 end) as here_m2
    from enterprise_year_land l
    where l.figure_id in (select x.figure_id from enterprise_year_land x where x.plot_id = :plot_id)
    group by l.figure_id
), told as (
    select e.year, y.name_zh, u.here_m2, u.here_m2 / u.whole_m2 as share, e.tax_yuan, e.output_yuan, e.value_added_yuan, e.fixed_investment_yuan, e.staff
    from used u join enterprise_year e on e.id = u.figure_id and upper_inf(e.recorded) join party y on y.id = e.party_id
    where u.whole_m2 > 0 and u.here_m2 > 0 and e.year <= :until
)
select t.year, string_agg(t.name_zh, '、' order by t.name_zh) as names_zh, sum(t.here_m2) as area_m2, min(t.share) as least_share,
       case when count(*) = count(t.tax_yuan) then round(sum(t.tax_yuan * t.share), 2) end as tax_yuan,
       case when count(*) = count(t.output_yuan) then round(sum(t.output_yuan * t.share), 2) end as output_yuan,
       case when count(*) = count(t.value_added_yuan) then round(sum(t.value_added_yuan * t.share), 2) end as value_added_yuan,
       case when count(*) = count(t.staff) then cast(round(sum(t.staff * t.share)) as integer) end as staff,
       (select coalesce(b.counted_floor_area_m2, b.floor_area_m2) from plot_built b
        where b.plot_id = :plot_id and upper_inf(b.recorded) and b.valid @> make_date(t.year, 12, 31)) as floor_area_m2
from told t
group by t.year
order by t.year desc
limit 5
