-- Whom a project can be given to: active officers, and names already in use. Index: none, both tables are small.
select a.id, a.display_name as name from account a where a.is_active and a.role = 'officer'
union
select null, p.service_officer_name from project p
where p.service_officer_name <> '' and p.service_officer_id is null and (:all_parks or p.park_id = any(:park_ids))
order by name
