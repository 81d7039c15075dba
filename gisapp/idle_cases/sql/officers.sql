-- Who handled a case by :as_of, newest first. Params: case_id, as_of. Index: idle_case_officer_case.
select * from idle_case_officer where case_id = :case_id and holds_from <= :as_of order by holds_from desc, id desc
