-- What was set, and by whom, of all that is administered and keeps no versions of its own: each state from the first edit on.
create table setting_versions (
  kind text not null,
  subject_id uuid not null,
  -- The subject's own: others of its versions changed nothing that is kept here.
  version int not null,
  -- What an administrator sets, by the names of the contract.
  state jsonb not null,
  -- Null: it began so.
  saved_at timestamptz,
  saved_by uuid references users,
  -- The version that this one brought back.
  restores int,
  primary key (kind, subject_id, version)
);
