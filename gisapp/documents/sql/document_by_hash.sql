-- The document of which a file with this SHA-256 is the .docx or the PDF. Parameters: sha256. Index: document_by_hash, document_pdf_by_hash.
select id from document where docx_sha256 = :sha256
union
select document_id from document_pdf where pdf_sha256 = :sha256
limit 1
