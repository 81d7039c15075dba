-- Every service recorded in a case by :as_of. Params: case_id, as_of. Index: idle_case_service_case.
select v.*, s.id as step_id, s.step from idle_case_service_live v left join idle_case_step s on s.service_id = v.id
where v.case_id = :case_id and v.served_on <= :as_of order by v.served_on, v.id
