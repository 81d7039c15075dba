-- A letter's words as HTML beside its plain text; personal data like the text, deleted with it.
alter table mail_message add column body_html text not null default '';
comment on column mail_message.body_html is 'The same words as HTML; empty for letters from before';
