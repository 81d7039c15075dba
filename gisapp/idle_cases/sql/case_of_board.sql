-- The case that the board was narrowed to. Follows board.
select * from cases
