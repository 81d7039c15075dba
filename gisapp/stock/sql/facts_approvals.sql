-- Approvals to convert that meet these parks, as known now. Index: conversion_approval_geom.
select distinct a.id, a.approval_no, a.approved_on, lower(a.valid) as since, upper(a.valid) as until, ST_AsBinary(a.geom) as geom
from conversion_approval a
where upper_inf(a.recorded)
  and exists (select from park_boundary b where b.park_id = any (:park_ids) and upper_inf(b.recorded) and ST_Intersects(b.geom, a.geom))
order by a.approved_on, a.approval_no
