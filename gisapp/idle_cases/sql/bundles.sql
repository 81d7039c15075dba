-- The sealed files of a case that left the house, newest first. Params: case_id. Index: idle_case_bundle_case.
select id, manifest_sha256, chain_sha256, bundle_sha256, size_bytes, members, sealed_at, actor_name from idle_case_bundle where case_id = :case_id order by id desc
