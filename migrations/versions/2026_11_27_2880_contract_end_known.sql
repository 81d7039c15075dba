-- When the end of a contract was entered: what was known of it on an earlier day leaves later entries out.
alter table contract add column end_recorded_at timestamptz;
comment on column contract.end_recorded_at is 'When the end was entered; null for a running contract, and for an end whose entry nobody recorded (it counts as known)';

-- of those that have ended the log tells; rows of ended contracts are otherwise sealed
do $$
begin
    if exists (select from pg_trigger where tgname = 'contract_signed_stays') then
        alter table contract disable trigger contract_signed_stays;
    end if;
    update contract c set end_recorded_at = e.at
    from (select subject_id, max(at) as at from audit_event where subject = 'contract' and tag = 'supply:contract:end' group by subject_id) e
    where e.subject_id = c.id and c.ended_on is not null;
    if exists (select from pg_trigger where tgname = 'contract_signed_stays') then
        alter table contract enable trigger contract_signed_stays;
    end if;
end
$$;
