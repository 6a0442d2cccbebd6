-- Departments are renamed, moved and closed; a closed one stays for what it did.
alter table departments
  add column version int not null default 1,
  add column closed_at timestamptz;
