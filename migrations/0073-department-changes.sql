-- Departments are renamed, moved and closed; a closed one stays for what it did.
alter table departments
  add column version int not null default 1,
  add column closed_at timestamptz;

-- What a department was from a moment on, until its next row: past figures keep the tree of their day. One that never
-- changed has none, and was always what it is.
create table department_states (
  department_id uuid not null references departments,
  valid_from timestamptz not null,
  name_ru text not null,
  name_en text not null,
  parent_id uuid references departments,
  closed_at timestamptz,
  primary key (department_id, valid_from)
);
