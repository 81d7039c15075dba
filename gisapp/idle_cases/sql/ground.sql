-- The land a case would be about: a contract's or a plot's, with its holder, on a day. Params: contract_id, plot_id, as_of.
-- Index: plot_version_plot, contract_pkey.
select v.plot_id, v.zone_id, v.park_id, p.name_zh as park_name_zh, v.plot_no, coalesce(c.area_m2, v.area_surveyed_m2, v.area_planar_m2) as area_m2,
       c.id as contract_id, c.contract_no, c.signed_on, c.ended_on,
       coalesce(c.party_id, (
           select pp.party_id from plot_party pp where pp.plot_id = v.plot_id and pp.role = 'holder' and upper_inf(pp.recorded)
               and pp.valid @> cast(:as_of as date) order by pp.share desc, pp.party_id limit 1)) as party_id
from plot_version v
join park p on p.id = v.park_id
left join contract c on c.id = cast(:contract_id as bigint) and c.plot_id = v.plot_id
where v.plot_id = coalesce((select k.plot_id from contract k where k.id = cast(:contract_id as bigint)), cast(:plot_id as bigint)) and upper_inf(v.recorded)
order by v.valid @> cast(:as_of as date) desc, v.version_no desc
limit 1
