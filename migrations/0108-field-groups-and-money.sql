-- A custom field may hold money, and stand under a heading with others of its group.
create table custom_field_groups (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  position int not null default 0,
  active boolean not null default true,
  version int not null default 1
);
alter table custom_fields
  add column group_id uuid references custom_field_groups,
  drop constraint custom_fields_type_check,
  add constraint custom_fields_type_check
    check (type in ('text', 'number', 'money', 'date', 'flag', 'choice', 'choices'));
