-- Approvals to convert farmland and to expropriate in force on :as_of, as known now. Index: conversion_approval_geom_3857.
select a.id, a.geom, a.geom_3857, a.kind, a.approval_no, a.title, a.authority, a.approved_on, a.area_m2::float8 as area_m2
from conversion_approval a
where upper_inf(a.recorded) and a.valid @> :as_of
