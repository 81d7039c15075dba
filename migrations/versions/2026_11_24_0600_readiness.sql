-- Indicators, regional assessments and what the readiness gate looks at.
select 1;
