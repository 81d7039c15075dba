-- A decision about idle land rests on a judgement of the facts as they stand: neither recorded nor served nor printed without it. Idempotent.

create or replace function idle_case_creditors(of_case bigint, of_plot bigint, day date)
returns table (encumbrance_id bigint, holder_name text, certificate_no text, amount_yuan numeric, rank integer, notified_on date)
language sql stable as $$
    select e.encumbrance_id, e.holder_name, e.certificate_no, e.amount_yuan, e.rank,
           (select min(v.served_on) from idle_case_service_live v
            where v.case_id = of_case and v.purpose = 'creditor' and v.served_on <= day
              and v.served_on >= coalesce((select max(g.taken_on) from idle_case_step_live g where g.case_id = of_case and g.step = 'annul' and g.taken_on <= day), '-infinity')
              and (v.encumbrance_id = e.encumbrance_id or (v.encumbrance_id is null and v.recipient = e.holder_name)))
    from encumbrances_on(day) e
    where e.plot_id = of_plot and e.kind = 'mortgage'
$$;
comment on function idle_case_creditors is
    'Mortgages on the land of a case on a day, each with the day on which its creditor was told in writing (told of what was annulled since is not told)';

create or replace function seized_by(of_plot bigint, day date) returns text
language sql stable as $$
    select string_agg(e.holder_name, '、' order by e.encumbrance_id) from encumbrances_on(day) e where e.plot_id = of_plot and e.kind = 'seizure'
$$;
comment on function seized_by is 'The courts whose seizure rests on a plot on a day; null: none';

create or replace function hold_facts_of_decision(of_case bigint) returns text
language plpgsql as $$
declare
    contract_of bigint;
    plot_of bigint;
begin
    -- whoever writes a fact of the contract holds its row (foreign key) or marks its kept answer; rights on land and the rulebook are held whole
    lock table encumbrance_fact, rulebook_entry in share mode;
    select i.contract_id, i.plot_id into contract_of, plot_of from idle_case i where i.id = of_case;
    perform from contract c where c.id = contract_of for update;
    perform from idle_finding f where f.contract_id = contract_of for update;
    return encode(sha256(convert_to(concat_ws(E'\n',
        (select string_agg(f::text, E'\n') from idle_contract_facts(array[contract_of], 'infinity') f),
        (select string_agg(s::text, E'\n' order by s.id) from idle_statements(array[contract_of], 'infinity') s),
        (select string_agg(n::text, E'\n' order by n.version_no) from idle_new_starts(array[contract_of], 'infinity') n),
        (select string_agg(r::text, E'\n' order by r.id) from rulebook_entry r where r.code like 'idle.%'),
        (select string_agg(h::text, E'\n' order by h.id) from encumbrance_fact h join encumbrance e on e.id = h.encumbrance_id
         where e.plot_id = plot_of and upper_inf(h.recorded))), 'UTF8')), 'hex');
end
$$;
comment on function hold_facts_of_decision is
    'Keeps everybody from changing what a decision of the case rests on until the transaction ends; returns the SHA-256 of those facts';

create or replace function check_idle_decision() returns trigger
language plpgsql as $$
declare
    cur idle_case_step_live;
    decision idle_case_step_live;
    facts text := hold_facts_of_decision(new.case_id);
    told jsonb := new.basis -> 'decision';
    untold text;
    courts text;
begin
    select * into cur from idle_case_step_live where id = new.id;
    select * into decision from idle_case_step_live s
    where s.case_id = new.case_id and s.step = 'decide' and s.sequence <= new.sequence and not is_annulled(s.case_id, s.step, s.sequence, new.sequence);
    select string_agg(c.holder_name, '、') into untold
    from idle_case i cross join lateral idle_case_creditors(i.id, i.plot_id, decision.taken_on) c where i.id = new.case_id and c.notified_on is null;
    if untold is not null then
        perform refuse_idle_step('creditor', cur, jsonb_build_object('creditors', untold));
    end if;
    -- while land is seized the right is neither moved nor extinguished (法发〔2004〕5号 第二十二条)
    if decision.measure in ('recover', 'buy_back', 'swap') then
        select seized_by(i.plot_id, decision.taken_on) into courts from idle_case i where i.id = new.case_id;
        if courts is not null then
            perform refuse_idle_step('seized', cur, jsonb_build_object('courts', courts));
        end if;
    end if;
    if told is null or told ->> 'measure' is distinct from decision.measure or (told ->> 'decided_on')::date is distinct from decision.taken_on
        or not coalesce((told ->> 'is_lawful')::boolean, false) then
        perform refuse_idle_step('unlawful', cur);
    end if;
    if told ->> 'facts' is distinct from facts then
        perform refuse_idle_step('facts_moved', cur);
    end if;
    return null;
end
$$;
create or replace trigger idle_case_step_lawful after insert on idle_case_step
    for each row when (new.step in ('decide', 'serve')) execute function check_idle_decision();

-- the day of a decision is not moved to one on which the answer that it rests on would not have allowed it
create or replace function check_corrected_decision() returns trigger
language plpgsql as $$
declare
    decision idle_case_step_live;
    answer jsonb;
begin
    select * into decision from idle_case_step_live s where s.id = new.target_id and s.step = 'decide';
    answer := decision.basis -> 'identification';
    if decision.measure = 'fee' and not coalesce(
            decision.taken_on >= (answer ->> 'own_year_on')::date and decision.taken_on < (answer ->> 'own_recovery_on')::date, false)
        or decision.measure = 'recover' and not coalesce(decision.taken_on >= (answer ->> 'own_recovery_on')::date, false) then
        perform refuse_idle_step('unlawful', decision);
    end if;
    return null;
end
$$;
create or replace trigger idle_case_correction_lawful after insert on idle_case_correction
    for each row when (new.target = 'step' and new.field = 'taken_on') execute function check_corrected_decision();

-- the paper of a decision is not drawn up while a creditor has not been told, nor that of a recovery while the land is seized
create or replace function check_decision_paper() returns trigger
language plpgsql as $$
declare
    untold text;
    courts text;
begin
    perform hold_facts_of_decision(new.subject_id);
    select string_agg(c.holder_name, '、') into untold
    from idle_case i cross join lateral idle_case_creditors(i.id, i.plot_id, new.issued_on) c where i.id = new.subject_id and c.notified_on is null;
    if untold is not null then
        raise exception 'creditors of case % have not been told: %', new.subject_id, untold
            using errcode = 'integrity_constraint_violation', constraint = 'idle_step_creditor', detail = json_build_object('creditors', untold)::text;
    end if;
    if new.kind = 'idle_recovery_decision' then
        select seized_by(i.plot_id, new.issued_on) into courts from idle_case i where i.id = new.subject_id;
        if courts is not null then
            raise exception 'the land of case % is seized by %', new.subject_id, courts
                using errcode = 'integrity_constraint_violation', constraint = 'idle_step_seized', detail = json_build_object('courts', courts)::text;
        end if;
    end if;
    return null;
end
$$;
create or replace trigger document_of_lawful_decision after insert on document
    for each row when (new.subject = 'idle_case' and new.kind in ('idle_fee_decision', 'idle_recovery_decision', 'idle_disposal_decision'))
    execute function check_decision_paper();

-- nor is land recovered by ending its contract while a court has seized it
create or replace function refuse_recovery_of_seized_land() returns trigger
language plpgsql as $$
declare
    courts text;
begin
    lock table encumbrance_fact in share mode;
    courts := seized_by(new.plot_id, new.ended_on);
    if courts is not null then
        raise exception 'the land of contract % is seized by %', new.contract_no, courts
            using errcode = 'integrity_constraint_violation', constraint = 'contract_land_seized', detail = json_build_object('courts', courts)::text;
    end if;
    return null;
end
$$;
create or replace trigger contract_land_seized after update of ended_on on contract
    for each row when (new.end_kind = 'recovered') execute function refuse_recovery_of_seized_land();
