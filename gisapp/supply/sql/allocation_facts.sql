-- A decision with plot, announcement, application, promises and publication: what a contract is drafted from.
-- Params: id. Index: primary keys, application_promise's key, result_publication_once.
select a.id as allocation_id, a.listing_id, l.listing_no, l.method, l.zone_id, l.park_id, a.plot_id, a.application_id, p.number as application_number,
       p.party_id, y.name_zh as party_name_zh, y.credit_code, p.project_name, p.industry_code, a.decided_on, a.price_yuan, l.deposit_yuan,
       l.term_kind, l.term_years, l.lease_years, p.start_on, p.completion_on, p.production_on, p.investment_yuan, p.output_yuan, p.tax_yuan,
       p.floor_area_m2, l.snapshot, a.state, a.minutes,
       (select r.published_on from result_publication r where r.allocation_id = a.id) as result_published_on,
       coalesce((select jsonb_agg(jsonb_build_object('indicator', q.indicator, 'direction', q.direction, 'value', q.value::text) order by q.indicator)
                 from application_promise q where q.application_id = a.application_id), '[]') as promises
from allocation a
join listing l on l.id = a.listing_id
join application p on p.id = a.application_id
join party y on y.id = p.party_id
where a.id = :id
