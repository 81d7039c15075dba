-- Projects whose approvals are run, with the deal that makes simulated results binding. Params: as_of, project_id (null = all), plot_id (null = all),
-- all_parks, park_ids. Index: approval_process_pkey, project_park, project_plot.
select p.id as project_id, p.project_no, p.name_zh, p.name_en, p.zone_id, p.park_id, k.code as park_code, k.name_zh as park_name_zh, k.name_en as park_name_en,
       p.plot_id, v.plot_no, y.name_zh as party_name_zh, y.name_en as party_name_en, p.contract_id, p.service_officer_name,
       a.mode, a.started_on, a.note, d.signed_on, d.paid_on, c.contract_no
from approval_process a
join project p on p.id = a.project_id
join park k on k.id = p.park_id
left join party y on y.id = p.party_id
left join contract c on c.id = p.contract_id
left join lateral (
    select n.plot_no from plot_version n
    where n.plot_id = p.plot_id and upper_inf(n.recorded) and n.valid @> cast(:as_of as date)
    limit 1
) v on true
left join lateral land_deal(p.contract_id) d on true
where a.started_on <= cast(:as_of as date)
  and (cast(:project_id as bigint) is null or p.id = cast(:project_id as bigint))
  and (cast(:plot_id as bigint) is null or p.plot_id = cast(:plot_id as bigint))
  and (:all_parks or p.park_id = any(cast(:park_ids as bigint[])))
order by k.sort_order, k.code, p.project_no
