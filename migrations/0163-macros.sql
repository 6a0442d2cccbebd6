-- Rows of steps over a claim, each made as by hand: all of them or none.
create table macros (
  id uuid primary key default uuidv7(),
  -- Null: everybody's.
  owner_id uuid references users,
  name text not null,
  -- Shape: shared/claims/macros/macro.contract.ts
  steps jsonb not null,
  active boolean not null default true,
  made_at timestamptz not null,
  version int not null default 1
);
create unique index macros_shared_name on macros (name) where owner_id is null;
create unique index macros_own_name on macros (owner_id, name) where owner_id is not null;
