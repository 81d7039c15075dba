-- Document templates and numbered, frozen documents.
select 1;
