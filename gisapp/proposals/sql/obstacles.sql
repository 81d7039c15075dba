-- What rests on plots on a day: state, open announcement, running contract, open idle case, rights, running measure. Params: plot_ids, as_of.
-- Index: plot_state (plot_id), listing_one_open_per_plot, contract_plot, encumbrance_plot, reuse_measure_plot.
with wanted as (
    select plot_id from unnest(cast(:plot_ids as bigint[])) as w (plot_id)
), cases as materialized (
    select i.plot_id, min(i.case_no) as case_no
    from idle_case i join idle_case_standing(cast(:as_of as date)) k on k.case_id = i.id and k.is_open
    where i.plot_id = any(cast(:plot_ids as bigint[])) group by i.plot_id
), rights as materialized (
    select e.plot_id, array_agg(distinct e.kind) as kinds from encumbrances_on(cast(:as_of as date)) e
    where e.plot_id = any(cast(:plot_ids as bigint[])) group by e.plot_id
)
select w.plot_id, s.supply, s.land_control, s.servicing, s.development, s.compliance, c.case_no, coalesce(r.kinds, '{}') as encumbrances,
       (select l.listing_no from listing l where l.plot_id = w.plot_id and l.state in ('published', 'closed') limit 1) as listing_no,
       (select k.contract_no from contract k where k.plot_id = w.plot_id and k.signed_on <= cast(:as_of as date)
                                               and (k.ended_on is null or k.ended_on > cast(:as_of as date)) limit 1) as contract_no,
       (select m.reuse_no from reuse_measure m
        cross join lateral (select t.stage from reuse_step_live t where t.measure_id = m.id order by t.sequence desc limit 1) t
        where m.plot_id = w.plot_id and t.stage not in ('reused', 'abandoned') limit 1) as measure_no
from wanted w
left join plot_state s on s.plot_id = w.plot_id and upper_inf(s.recorded) and s.valid @> cast(:as_of as date)
left join cases c on c.plot_id = w.plot_id
left join rights r on r.plot_id = w.plot_id
order by w.plot_id
