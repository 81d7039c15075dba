-- Put a letter into the outbox. Params: all columns, now.
insert into mail_message (kind, to_address, language, subject, body, body_html, unsubscribe_url, about, about_id, made_at)
values (:kind, :to_address, :language, :subject, :body, :body_html, :unsubscribe_url, :about, :about_id, :now)
returning id
