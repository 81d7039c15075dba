-- Plots whose land an open case of idle land deals with. Param: as_of. Index: idle_case_plot.
select distinct i.plot_id from idle_case_standing(:as_of) k join idle_case i on i.id = k.case_id where k.is_open
