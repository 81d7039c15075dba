-- The outbox. A letter is written in the transaction that has the news; it leaves later, by a mail server that settings name, or by hand.
-- Addresses are personal data: a letter is deleted when what it is about is erased, and some days after it was sent.
create table mail_message (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('inquiry_answered', 'alert_confirm', 'alert_news')),
    to_address text not null check (length(to_address) between 3 and 320 and to_address !~ '[[:cntrl:][:space:],;<>]'),
    language text not null check (language in ('zh', 'en')),
    subject text not null check (subject <> '' and subject !~ '[[:cntrl:]]' and length(subject) <= 200),
    body text not null check (body <> ''),
    unsubscribe_url text not null default '' check (unsubscribe_url !~ '[[:cntrl:][:space:]<>]'),
    about text not null check (about in ('inquiry', 'alert')),
    about_id bigint not null,
    made_at timestamptz not null,
    state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
    attempts integer not null default 0 check (attempts >= 0),
    tried_at timestamptz,
    sent_at timestamptz,
    last_error text not null default '',
    constraint mail_sent_when check ((sent_at is not null) = (state = 'sent'))
);
comment on table mail_message is 'Letters to people outside: waiting, sent, or given up after several tries';
create index mail_message_waiting on mail_message (id) where state = 'queued';
create index mail_message_about on mail_message (about, about_id);
