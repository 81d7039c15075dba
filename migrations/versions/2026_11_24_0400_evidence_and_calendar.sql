-- Evidence files with their hashes, and the work calendar.
select 1;
