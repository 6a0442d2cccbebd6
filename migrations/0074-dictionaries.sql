-- Lists that people choose from are edited; results of a contact stand under headings, as reasons of a refusal do.
alter table dispositions
  add column parent_id uuid references dispositions,
  add column version int not null default 1;
alter table claim_categories add column version int not null default 1;
alter table refusal_reasons add column version int not null default 1;
