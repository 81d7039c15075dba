-- Take one use of an allowance. Params: purpose, digest, now, burst, per_hour (codes of the rulebook). Index: visitor_allowance_pkey.
select wait_seconds, burst, per_hour from take_allowance(:purpose, :digest, cast(:now as timestamptz), :burst, :per_hour)
