-- Waiting letters, oldest first, locked for the one who sends them. Params: most. Index: mail_message_waiting.
select id, to_address, subject, body, body_html, unsubscribe_url, made_at, attempts from mail_message where state = 'queued' order by attempts, id limit :most for update skip locked
