-- The paper of a supplement bears the number that its contract has of it (50_documents.sql), as those of announcements and contracts do. What was
-- issued before keeps the number it was issued under.
drop index document_number_once;
create unique index document_number_once on document (zone_id, document_no)
    where kind not in ('listing_announcement', 'grant_contract', 'supplement_agreement');
