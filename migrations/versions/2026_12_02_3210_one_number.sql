-- The paper of an announcement or a contract bears the number that the register has of it (50_documents.sql), and bears it again when it is issued
-- anew after a revocation. What was issued before keeps the number it was issued under.
alter table document drop constraint document_number_once;
create unique index document_number_once on document (zone_id, document_no) where kind not in ('listing_announcement', 'grant_contract');
