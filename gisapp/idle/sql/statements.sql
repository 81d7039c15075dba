-- Measurements, stops and causes, as they were told, with the papers behind them. Params: ids, known. Index: development_fact_contract.
select s.*, coalesce(p.papers, '[]') as papers
from idle_statements(cast(:ids as bigint[]), cast(:known as timestamptz)) s
left join lateral (
    select json_agg(json_build_object('id', e.id, 'title', e.title, 'dated', e.dated, 'sha256', e.sha256) order by w.place) as papers
    from unnest(s.evidence_ids) with ordinality as w (id, place) join evidence_file e on e.id = w.id
) p on true
order by s.contract_id, s.kind, s.happened_on, s.id
