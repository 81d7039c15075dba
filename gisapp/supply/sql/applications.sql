-- The applications of an announcement in the order they came, each with its promises and its newest admission.
-- Params: listing_id. Index: application_number_once, application_promise's key, admission_application.
select a.*, y.name_zh as party_name_zh, y.name_en as party_name_en, y.credit_code,
       coalesce((select jsonb_object_agg(p.indicator, p.value::text) from application_promise p where p.application_id = a.id), '{}') as promises,
       (select jsonb_build_object('id', m.id, 'as_of', m.as_of, 'passed', m.passed, 'comparisons', m.comparisons, 'findings', m.findings,
                                  'assessed_at', m.assessed_at, 'assessed_by_name', m.assessed_by_name)
        from admission m where m.application_id = a.id order by m.id desc limit 1) as admission
from application a
join party y on y.id = a.party_id
where a.listing_id = :listing_id
order by a.number
