-- How many of the filtered obligations stand how. Follows supply/commitment_filtered.
select count(*) as due,
       count(*) filter (where tally = 'kept') as kept, count(*) filter (where tally = 'late') as late,
       count(*) filter (where tally = 'broken') as broken, count(*) filter (where tally = 'waived') as waived,
       count(*) filter (where tally = 'not_yet_due') as not_yet_due,
       count(*) filter (where tally = 'late' and not is_settled) as late_open
from filtered
