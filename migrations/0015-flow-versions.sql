-- Which version of a flow was brought back by a later one.
alter table flows add column restores int;
