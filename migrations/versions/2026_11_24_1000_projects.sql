-- Projects, their moves, progress, supervision letters and reviews.
select 1;
