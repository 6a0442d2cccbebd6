-- Claims brought in from a file of another system: staged row by row, judged, opened in batches, and may be undone.
create table claim_imports (
  id uuid primary key default uuidv7(),
  -- Moves along shared/imports/import.state.ts.
  state text not null,
  file_name text not null,
  file_kind text not null check (file_kind in ('csv', 'xlsx')),
  bytes bigint not null,
  reading jsonb not null,
  sheets jsonb not null default '[]',
  headers jsonb not null,
  samples jsonb not null,
  columns jsonb not null,
  defaults jsonb,
  -- What becomes of claims of clients who are not known: skip or create.
  on_stranger text,
  fault text,
  staged boolean not null default false,
  rows_total int,
  rows_done int not null default 0,
  counts jsonb not null default '{}',
  made_by uuid not null references users,
  made_at timestamptz not null,
  moved_at timestamptz not null,
  applied_at timestamptz,
  undone_by uuid references users
);
create index claim_imports_by_time on claim_imports (made_at desc, id desc);
create index claim_imports_running on claim_imports (id) where state in ('checking', 'applying', 'undoing');

create table claim_import_rows (
  import_id uuid not null references claim_imports on delete cascade,
  -- As a spreadsheet counts them: the head is a row too.
  line int not null,
  cells jsonb not null,
  staged_at timestamptz not null,
  verdict text check (verdict in ('ready', 'stranger', 'known', 'repeat', 'faulty')),
  -- The claim as it was read.
  claim jsonb,
  -- [{ column, code }]
  faults jsonb,
  -- Its number in the old system, by which two rows are one claim.
  keys text[] not null default '{}',
  -- The claim that there is, or the one that is to be: its id is given before it is made.
  claim_id uuid,
  -- Whose it is; null: a client who is not known, until the card is made.
  client_id uuid,
  twin_line int,
  -- created, skipped, refused
  outcome text,
  -- Of a new claim, and of a card made for it: how many events tell of the making. Null: no card was made.
  told int,
  client_told int,
  -- removed, kept
  undone text,
  primary key (import_id, line)
);
create index claim_import_rows_verdict on claim_import_rows (import_id, verdict, line);
create index claim_import_rows_claim on claim_import_rows (claim_id);
create index claim_import_rows_client on claim_import_rows (client_id) where client_id is not null;

-- Which column of a claim stood for which head, the last time that this user brought a file with these heads.
create table claim_import_mappings (
  user_id uuid not null references users,
  heads_hash text not null,
  columns jsonb not null,
  defaults jsonb not null,
  used_at timestamptz not null,
  primary key (user_id, heads_hash)
);

-- The number that the claim had in the system it came from, and the file that it came with.
alter table claims
  add column outer_number text,
  add column import_id uuid references claim_imports on delete set null;
create index claims_outer_number on claims using gin (upper(outer_number) gin_trgm_ops) where outer_number is not null;
create index claims_import on claims (import_id) where import_id is not null;

-- Numbers of a register that no claim bears: it was taken back with the import that opened it, when others had followed.
create table claim_numbers_void (
  number text primary key,
  market_id uuid not null references markets,
  import_id uuid references claim_imports on delete set null,
  voided_by uuid not null references users,
  voided_at timestamptz not null
);

insert into role_grants (role_id, permission, scope)
select distinct role_id, 'claim.import', 'all' from role_grants where permission = 'role.manage'
on conflict do nothing;
