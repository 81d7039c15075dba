-- Whom an inquiry can be given to: active officers who see its park. Params: park_id (null = any). Index: none, the table is small.
select a.id, a.display_name as name from account a
where a.is_active and a.role = 'officer'
  and (a.all_parks or cast(:park_id as bigint) is null or exists (select from account_park p where p.account_id = a.id and p.park_id = :park_id))
order by a.display_name, a.id
