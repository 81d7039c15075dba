-- How many documents the filter leaves. Parameters: those of document_filtered.
select count(*) from filtered
