-- The newest decision of an announcement with its winner, publication and contract. Params: listing_id. Index: allocation_one_live_per_listing.
select a.id, a.application_id, p.number as application_number, y.name_zh as party_name_zh, y.credit_code, a.price_yuan, a.decided_on, a.minutes, a.chair, a.attendees, a.venue, a.contract_until,
       a.evidence_ids, a.ranking, a.decided_at, a.decided_by_name, a.state, a.ended_on, a.end_reason,
       (select jsonb_build_object('published_on', r.published_on, 'until', r.until, 'media', r.media, 'recorded_by_name', r.recorded_by_name)
        from result_publication r where r.allocation_id = a.id) as result,
       (select c.contract_no from contract c where c.allocation_id = a.id) as contract_no
from allocation a
join application p on p.id = a.application_id
join party y on y.id = p.party_id
where a.listing_id = :listing_id
order by a.id desc
limit 1
