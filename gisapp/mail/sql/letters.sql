-- The newest letters for the administrator: addresses masked, secrets of links left out. Params: state (null = all), limit. Index: mail_message pkey.
select id, kind, masked_contact(to_address, 'email') as to_masked, language, subject,
       without_secrets(body) as body, made_at, state, attempts, tried_at, sent_at, last_error
from mail_message
where cast(:state as text) is null or state = :state
order by id desc
limit :limit
