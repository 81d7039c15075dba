-- Days by which the start of development was put off before, other than by the case itself: extensions that cases of the contract decided, and time
-- that supplements granted for a cause of government or nature without such a decision (闲置土地处置办法 第十二条第一项: one year in all). A
-- supplement that carries a decision out, of this case or another, is that decision's time. What was annulled does not count.
-- Params: contract_id, case_id (null: no case), as_of. Index: idle_case_contract, contract_version_once, obligation_once.
with decided as (
    select s.case_id, s.taken_on, s.terms_from, s.terms_until
    from idle_case_step_live s join idle_case i on i.id = s.case_id
    where i.contract_id = :contract_id and s.step = 'decide' and s.measure = 'extend_start' and s.taken_on <= :as_of
      and not is_annulled(s.case_id, s.step, s.sequence, 2147483647)
), versions as (
    -- the dated duty, for a start that nobody agreed on follows from the handover (第二十二条)
    select v.holds_from, v.cause, o.due_on as start_on, lag(o.due_on) over (order by v.version_no) as start_before
    from contract_version v
    join obligation o on o.contract_id = v.contract_id and o.version_no = v.version_no and o.kind = 'start'
    where v.contract_id = :contract_id and v.holds_from <= :as_of
)
select coalesce((select sum(terms_until - terms_from) from decided where case_id is distinct from cast(:case_id as bigint)), 0)
     + coalesce((
           select sum(v.start_on - greatest(v.start_before, v.holds_from)) from versions v
           where v.cause in ('government', 'force_majeure') and v.start_on > greatest(v.start_before, v.holds_from)
             and not exists (select from decided d where d.taken_on <= v.holds_from and d.terms_until = v.start_on)
       ), 0) as days
