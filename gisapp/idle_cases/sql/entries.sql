-- The entries of a case by :as_of, newest first. Params: case_id, as_of. Index: idle_case_entry_case.
select * from idle_case_entry where case_id = :case_id and entered_on <= :as_of order by entered_on desc, id desc
