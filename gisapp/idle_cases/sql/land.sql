-- What the papers of a case say of its land. Params: case_id, as_of. Index: idle_case_pkey, plot_version_plot, encumbrance_plot.
select v.plot_no, v.parcel_no, coalesce(c.real_estate_unit_no, v.real_estate_unit_no) as real_estate_unit_no,
       coalesce(c.location, v.address) as location, coalesce(c.supervision_no, v.supervision_no) as supervision_no, u.name_zh as land_use_name_zh,
       p.name_zh as park_name_zh, c.contract_no, c.instrument, y.name_zh as holder_name, y.credit_code, n.completion_on as agreed_completion_on,
       coalesce(n.price_yuan, c.price_yuan) as price_yuan,
       (select coalesce(string_agg(
            case e.kind when 'mortgage' then '抵押' when 'seizure' then '查封' when 'easement' then '地役权' when 'lease' then '出租' else '其他限制' end
            || '：' || e.holder_name || coalesce('（' || nullif(e.certificate_no, '') || '）', ''), '；' order by e.kind, e.encumbrance_id), '无')
        from encumbrances_on(:as_of) e where e.plot_id = i.plot_id) as encumbrances_zh
from idle_case_live i
join park p on p.id = i.park_id
join lateral (
    select b.* from plot_version b where b.plot_id = i.plot_id and upper_inf(b.recorded) order by b.valid @> cast(:as_of as date) desc, b.version_no desc limit 1
) v on true
left join contract c on c.id = i.contract_id
left join lateral (select w.* from contract_version w where w.contract_id = c.id and w.holds_from <= :as_of order by w.version_no desc limit 1) n on true
left join party y on y.id = i.party_id
left join land_use_class u on u.scheme = coalesce(c.land_use_scheme, v.land_use_scheme) and u.code = coalesce(c.land_use_code, v.land_use_code)
where i.id = :case_id
