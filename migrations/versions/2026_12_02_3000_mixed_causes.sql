-- Land that stood idle for causes of both sides says so: neither side's name alone is the answer.
alter table idle_finding drop constraint idle_finding_side_check;
alter table idle_finding add constraint idle_finding_side_check check (side in ('own', 'government', 'force_majeure', 'unknown', 'mixed')) not valid;
alter table idle_finding validate constraint idle_finding_side_check;
-- Answers were given without it: they are asked again.
update idle_finding set is_stale = true where side in ('government', 'force_majeure');
