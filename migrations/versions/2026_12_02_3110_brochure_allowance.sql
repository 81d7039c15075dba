-- A brochure or an offline map costs the public window seconds: it is counted by network address like the other things that cost much.
alter table visitor_allowance drop constraint visitor_allowance_purpose_check;
alter table visitor_allowance add constraint visitor_allowance_purpose_check check (purpose in ('match', 'search', 'shortlist', 'brochure'));
