-- The contract in force on a day with the milestones of the version in force. Params: id, as_of. Index: contract(plot_id).
select c.id, c.contract_no, c.supervision_no, c.signed_on, c.area_m2, coalesce(v.price_yuan, c.price_yuan) as price_yuan, c.term_years, case when not c.end_recorded_at <= 'infinity' then null else c.ended_on end as ended_on, c.source,
       y.name_zh as party_name_zh, y.name_en as party_name_en, y.credit_code,
       coalesce(v.version_no, 1) as version_no, v.supplement_no,
       coalesce(m.milestones, '[]'::jsonb) as milestones
from contract c
join party y on y.id = c.party_id
left join contract_version_period v on v.contract_id = c.id and v.holds @> cast(:as_of as date)
left join lateral (
    select jsonb_agg(jsonb_build_object('kind', m.kind, 'agreed_on', m.agreed_on, 'due_on', m.due_on,
                                        'actual_on', case when m.actual_on <= cast(:as_of as date) then m.actual_on end,
                                        'days_late', case when m.due_on is null then null
                                                          when m.actual_on <= cast(:as_of as date) then m.actual_on - m.due_on
                                                          when cast(:as_of as date) > m.due_on then cast(:as_of as date) - m.due_on end,
                                        'document', m.document, 'note', m.note)
                     order by array_position(array['handover', 'start', 'completion', 'production'], m.kind)) as milestones
    from contract_milestone m where m.contract_id = c.id and m.holds @> cast(:as_of as date)
) m on true
where c.plot_id = :id and c.signed_on <= cast(:as_of as date) and c.recorded_at <= 'infinity'
  and (c.ended_on is null or c.ended_on > cast(:as_of as date) or not c.end_recorded_at <= 'infinity')
order by c.signed_on desc
limit 1
