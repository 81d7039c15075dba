-- The edges before and after a plot up to a day, all the way back and forth, and those to its siblings: what else came of the boundaries
-- that it came from on the same day. Params: id, as_of, all_parks, park_ids.
-- Index: lineage_edge_from, lineage_edge_to. A plot goes on between its own versions by itself, so walks are over plots;
-- every edge leads to a later day, so none comes back.
with recursive back as (
    select e.* from lineage_edge e where e.to_plot_id = :id and e.changed_on <= cast(:as_of as date)
    union
    select e.* from lineage_edge e join back b on e.to_plot_id = b.from_plot_id and e.changed_on < b.changed_on
), ahead as (
    select e.* from lineage_edge e where e.from_plot_id = :id and e.changed_on <= cast(:as_of as date)
    union
    select e.* from lineage_edge e join ahead a on e.from_plot_id = a.to_plot_id and e.changed_on > a.changed_on and e.changed_on <= cast(:as_of as date)
), beside as (
    select s.* from lineage_edge s
    where s.to_plot_id <> :id and exists (select from lineage_edge e where e.to_plot_id = :id and e.changed_on <= cast(:as_of as date)
          and e.from_plot_id = s.from_plot_id and e.from_version_no = s.from_version_no and e.changed_on = s.changed_on)
), told as (
    select id, bool_or(way = 'back') as is_back, bool_or(way = 'ahead') as is_ahead
    from (select id, 'back' as way from back union all select id, 'ahead' from ahead union all select id, 'beside' from beside) w group by id
)
select e.id, e.from_plot_id, e.from_version_no, e.to_plot_id, e.to_version_no, e.kind, e.changed_on, e.area_m2, e.proposal_id, p.proposal_no, e.source, t.is_back, t.is_ahead
from told t join lineage_edge e on e.id = t.id
left join proposal p on p.id = e.proposal_id
where exists (select from plot_version v where v.plot_id in (e.from_plot_id, e.to_plot_id) and (:all_parks or v.park_id = any(:park_ids)))
order by e.changed_on, e.from_plot_id, e.to_plot_id
