-- Whom a case can be given to: active officers of the caller's parks, and names already in use. Params: all_parks, park_ids.
select a.id, a.display_name as name from account a
where a.is_active and a.role = 'officer'
  and (:all_parks or a.all_parks or exists (select from account_park k where k.account_id = a.id and k.park_id = any(:park_ids)))
union
select null, f.officer_name from idle_case_officer f join idle_case i on i.id = f.case_id
where f.officer_id is null and (:all_parks or i.park_id = any(:park_ids))
order by name
