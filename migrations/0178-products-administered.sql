-- An administrator keeps products and their groups: each edit has a version, a group has its place among the others.
alter table product_groups
  add column position int not null default 0,
  add column active boolean not null default true,
  add column version int not null default 1;
alter table products add column version int not null default 1;
