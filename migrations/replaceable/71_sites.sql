-- The public window: what keeps its history, what moves a revision, and the public views of what is not a plot on offer. Idempotent.

do $$
declare
    facts text;
begin
    foreach facts in array array['premises_terms', 'destination', 'chain_link', 'chain_member', 'site_photo'] loop
        execute format('create or replace trigger %I after update on %I for each row execute function refuse_rewriting_history()', facts || '_keeps_history', facts);
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', facts || '_never_deleted', facts);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', facts || '_never_emptied', facts);
    end loop;
    foreach facts in array array['premises', 'match_run', 'match_ask', 'public_pool_site', 'public_pool_pair', 'public_pool', 'publication_mistake'] loop
        execute format('create or replace trigger %I before update on %I for each row execute function refuse_always()', facts || '_stays', facts);
    end loop;
    foreach facts in array array['premises', 'match_run', 'match_ask', 'publication_mistake'] loop
        execute format('create or replace trigger %I before delete on %I for each row execute function refuse_always()', facts || '_never_deleted', facts);
        execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_always()', facts || '_never_emptied', facts);
    end loop;
    foreach facts in array array['premises', 'premises_terms', 'publication_mistake', 'destination', 'public_window', 'servicing_fact', 'listing', 'plot_built', 'contract_version',
                                 'indicator_requirement', 'industry', 'rulebook_entry'] loop
        execute format('create or replace trigger %I after insert or update or delete on %I for each statement execute function count_layer_change()',
                       facts || '_layer_change', facts);
    end loop;
end
$$;

create or replace function public_revision() returns bigint
language sql stable as $$
    select coalesce(sum(amount), 0)::bigint from layer_change
    where layer_table in ('park', 'plot_snapshot', 'plot_version', 'offer_terms', 'planning_condition', 'land_use_class', 'road', 'premises', 'premises_terms', 'publication_mistake',
                          'destination', 'public_window', 'servicing_fact', 'listing', 'plot_built', 'contract', 'contract_version', 'indicator_requirement', 'industry', 'rulebook_entry')
$$;
comment on function public_revision is 'Moves with every change of what a pool of published sites is made of';

drop view if exists public_premises, public_premises_servicing, public_destination, public_chain_link, public_chain_member, public_site_photo,
    public_assessment cascade;

create or replace function premises_no(kind text, id bigint) returns text
language sql immutable as $$
    select case kind when 'workshop' then 'CF-' when 'transfer' then 'ZR-' else 'KZ-' end || id
$$;
comment on function premises_no is 'What premises are called: 厂房, 转让, 扩建 and their number';

create view public_premises as
    select t.premises_id as id, premises_no(m.kind, t.premises_id) as site_no, m.plot_id, m.kind, k.code as park_code, t.title_zh, t.title_en, public_geometry(t.geom) as geom, t.land_area_m2, t.floor_area_m2,
           t.storeys, t.clear_height_m, t.floor_load_t_m2, t.crane_t, t.rent_yuan_per_m2_month, t.sale_yuan, t.available_on, t.industry_codes,
           t.contact_zh, t.contact_en, t.contact_phone, t.summary_zh, t.summary_en, t.source, t.observed_on, lower(d.valid) as since, d.valid,
           t.lease_months_min, t.lease_months_max, t.paid_every_months, t.deposit_yuan, t.obligations_zh, t.obligations_en,
           (select v.planar_epsg from plot_version v where v.plot_id = m.plot_id and upper_inf(v.recorded) order by lower(v.valid) desc limit 1) as planar_epsg
    from premises_terms t
    join premises m on m.id = t.premises_id
    join park k on k.id = m.park_id
    cross join lateral unnest(datemultirange(t.valid) - coalesce((select range_agg(n.days) from publication_mistake n where n.site_id = m.id), '{}')) d (valid)
    where t.is_published and upper_inf(t.recorded);
comment on view public_premises is 'Vacant workshops, transfer wishes and room left, on days on which they are published; never who offers them';

create view public_premises_servicing as
    select p.id, f.utility, f.status, f.capacity, f.unit, f.source, f.observed_on, f.valid * p.valid as valid
    from public_premises p join servicing_fact f on f.plot_id = p.plot_id and f.valid && p.valid
    where upper_inf(f.recorded);

create view public_destination as
    select d.id, d.kind, d.name_zh, d.name_en, d.geom, d.source, d.valid from destination d where upper_inf(d.recorded);

create view public_chain_link as
    select l.supplier_code, l.buyer_code, l.goods_zh, l.goods_en, l.source, l.valid from chain_link l where upper_inf(l.recorded);

create view public_chain_member as
    select k.code as park_code, m.name_zh, m.name_en, m.industry_code, m.makes_zh, m.makes_en, m.needs_zh, m.needs_en, m.source, m.valid
    from chain_member m join park k on k.id = m.park_id where upper_inf(m.recorded);
comment on view public_chain_member is 'Enterprises that agreed to be named with what they make and need';

create view public_site_photo as
    select h.id, h.site_id, h.caption_zh, h.caption_en, h.taken_on, e.media_type, c.content, h.valid
    from site_photo h join evidence_file e on e.id = h.evidence_id join evidence_content c on c.sha256 = e.sha256 where upper_inf(h.recorded);

create view public_assessment as
    select a.kind, a.title, a.document_no, a.approved_on, a.geom, upper(a.valid) - 1 as until, a.valid
    from regional_assessment a where upper_inf(a.recorded);
comment on view public_assessment is 'Regional assessments that an investor on the ground they cover need not do again';

create or replace function public_room_left(day date)
returns table (plot_id bigint, room_m2 numeric, open_land_m2 numeric, far_max numeric, measured_on date)
language sql stable as $$
    select r.plot_id, r.room_m2, r.open_land_m2, r.far_max, r.measured_on
    from room_left_on(day) r
    where r.room_m2 > 0 and exists (select from public_premises p where p.plot_id = r.plot_id and p.kind = 'expansion' and p.valid @> day)
$$;
comment on function public_room_left is 'Floor area that may still be built, only of plots whose holder lets it be told';

create or replace function public_premises_size(day date)
returns table (id bigint, area_m2 numeric, floor_area_m2 numeric, far_max numeric, room_measured_on date)
language sql stable as $$
    select p.id, coalesce(r.open_land_m2, p.land_area_m2), coalesce(r.room_m2, p.floor_area_m2), r.far_max, r.measured_on
    from public_premises p left join public_room_left(day) r on r.plot_id = p.plot_id and p.kind = 'expansion'
    where p.valid @> day
$$;
comment on function public_premises_size is 'How large published premises are told to be, by whoever tells it: of room left what is measured, else what is entered; not measured: no room_measured_on';
