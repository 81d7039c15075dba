-- What was corrected in a case, oldest first. Params: case_id. Index: idle_case_correction_case.
select c.*, s.step, s.sequence from idle_case_correction c
left join idle_case_step s on (c.target = 'step' and s.id = c.target_id) or (c.target = 'service' and s.service_id = c.target_id)
where c.case_id = :case_id order by c.id
