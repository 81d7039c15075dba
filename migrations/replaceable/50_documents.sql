-- Documents: numbers without gaps, one live document of a kind for a subject, nothing ever changed. Idempotent.

-- Numbers of one kind are given one after the other: whoever numbers holds the lock until the end of the transaction.
create or replace function lock_document_numbers(zone bigint, kind text) returns void
language sql as $$
    select pg_advisory_xact_lock(4493, hashtext(zone || '/' || kind))
$$;

create or replace function refuse_numbering_with_gaps() returns trigger
language plpgsql as $$
declare
    last_used integer;
    live record;
    own text;  -- the number that the register has of the subject itself
begin
    perform lock_document_numbers(new.zone_id, new.kind);
    select coalesce(max(sequence), 0) into last_used from document where zone_id = new.zone_id and kind = new.kind and year = new.year;
    if new.sequence <> last_used + 1 then
        raise exception 'document number % does not follow %', new.sequence, last_used
            using errcode = 'integrity_constraint_violation', constraint = 'document_number_follows',
                  detail = json_build_object('expected', last_used + 1, 'given', new.sequence)::text;
    end if;
    select d.document_no into live
    from document d
    left join document_revocation r on r.document_id = d.id
    where d.subject = new.subject and d.subject_id = new.subject_id and d.kind = new.kind and d.zone_id = new.zone_id and r.document_id is null
    limit 1;
    if found then
        raise exception 'a document of kind % is live for % %', new.kind, new.subject, new.subject_id
            using errcode = 'integrity_constraint_violation', constraint = 'document_issued_once',
                  detail = json_build_object('document_no', live.document_no)::text;
    end if;
    own := case when new.kind = 'listing_announcement' then (select l.listing_no from listing l where l.id = new.subject_id)
                when new.kind = 'grant_contract' then (select c.contract_no from contract c where c.id = new.subject_id)
                when new.kind = 'supplement_agreement' then (select v.supplement_no from contract_version v where v.id = new.subject_id) end;
    -- supplements are numbered within their contract: those of two contracts may bear the same number, and it is that of no other kind
    if new.document_no <> own
       or exists (select from document d where d.zone_id = new.zone_id and d.document_no = new.document_no
                  and (d.kind, d.subject, d.subject_id) is distinct from (new.kind, new.subject, new.subject_id)
                  and (d.kind <> 'supplement_agreement' or new.kind <> 'supplement_agreement')) then
        raise exception 'document number % is not the one of its subject, or that of another document', new.document_no
            using errcode = 'integrity_constraint_violation', constraint = 'document_bears_its_number',
                  detail = json_build_object('given', new.document_no, 'own', own)::text;
    end if;
    return new;
end
$$;

create or replace trigger document_numbered_in_turn before insert on document for each row execute function refuse_numbering_with_gaps();

do $$
declare
    frozen text;
    facts text;
begin
    foreach frozen in array array['document', 'document_pdf', 'document_revocation'] loop
        execute format('create or replace trigger %I before update or delete on %I for each row execute function refuse_always()', frozen || '_frozen', frozen);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', frozen || '_never_emptied', frozen);
    end loop;
    foreach facts in array array['document_issuer', 'document_template'] loop
        execute format('create or replace trigger %I after update on %I for each row execute function refuse_rewriting_history()', facts || '_keeps_history', facts);
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', facts || '_never_deleted', facts);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', facts || '_never_emptied', facts);
    end loop;
end
$$;
