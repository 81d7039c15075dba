-- Delete letters that left or were given up, and letters that nobody sent, so many days ago. Params: today, days.
delete from mail_message
where coalesce(sent_at, tried_at, made_at) < cast(:today as date) - cast(:days as integer)
returning id
