-- Holders, occupants and tenants of a plot on a day. Params: id, as_of. Index: plot_party(plot_id).
select y.id as party_id, pp.role, y.kind, y.name_zh, y.name_en, y.credit_code, pp.share, pp.source, pp.document,
       lower(pp.valid) as valid_from, upper(pp.valid) as valid_to
from plot_party pp join party y on y.id = pp.party_id
where pp.plot_id = :id and upper_inf(pp.recorded) and pp.valid @> cast(:as_of as date)
order by array_position(array['holder', 'occupant', 'tenant'], pp.role), pp.share desc, y.id
