-- The edges before and after a plot up to a day, all the way back and forth. Params: id, as_of, all_parks, park_ids.
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
)
select e.id, e.from_plot_id, e.from_version_no, e.to_plot_id, e.to_version_no, e.kind, e.changed_on, e.area_m2, e.proposal_id, p.proposal_no, e.source
from (select * from back union select * from ahead) e
left join proposal p on p.id = e.proposal_id
where exists (select from plot_version v where v.plot_id in (e.from_plot_id, e.to_plot_id) and (:all_parks or v.park_id = any(:park_ids)))
order by e.changed_on, e.from_plot_id, e.to_plot_id
