-- The operations of a proposal in order, removed ones too. Params: proposal_id, operation_id (or null: all). Index: proposal_operation (proposal_id, sequence).
select id, proposal_id, sequence, kind, method, parameters, ST_AsGeoJSON(cut_line, 9, 0)::jsonb as cut_line, is_failed, failures, statement_zh, note_zh,
       version, shape_count, is_removed, step_of, undone_step, created_by, created_by_name, changed_by, changed_by_name, changed_at
from proposal_operation where proposal_id = :proposal_id and (cast(:operation_id as bigint) is null or id = :operation_id) order by sequence
