-- Facts of plots on a day that new plots take over: conditions are read by proposals/conditions. Params: plot_ids, day. Index: the tables' plot_id.
select 'holder' as fact, p.plot_id, jsonb_build_object('party_id', p.party_id, 'role', p.role, 'share', p.share, 'document', p.document) as "values"
from plot_party p where p.plot_id = any(cast(:plot_ids as bigint[])) and upper_inf(p.recorded) and p.valid @> cast(:day as date)
union all
select 'servicing', f.plot_id, jsonb_build_object('utility', f.utility, 'status', f.status, 'source', f.source, 'observed_on', f.observed_on)
from servicing_fact f where f.plot_id = any(cast(:plot_ids as bigint[])) and upper_inf(f.recorded) and f.valid @> cast(:day as date)
