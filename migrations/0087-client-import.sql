-- Clients brought in from a file: the file is staged row by row, judged, applied in batches, and may be undone.
create table client_imports (
  id uuid primary key default uuidv7(),
  -- Moves along shared/clients/import/import.state.ts.
  state text not null,
  file_name text not null,
  file_kind text not null check (file_kind in ('csv', 'xlsx')),
  bytes bigint not null,
  -- How the file is read: { encoding, delimiter } or { sheet }.
  reading jsonb not null,
  sheets jsonb not null default '[]',
  headers jsonb not null,
  samples jsonb not null,
  -- The column of a card for each column of the file, null for one that is left out; and what stands for what is not given.
  columns jsonb not null,
  defaults jsonb,
  -- skip or fill; skip or create.
  on_known text,
  on_suspect text,
  -- Why it failed, as a code.
  fault text,
  staged boolean not null default false,
  rows_total int,
  rows_done int not null default 0,
  -- Name of a count → how many.
  counts jsonb not null default '{}',
  made_by uuid not null references users,
  made_at timestamptz not null,
  moved_at timestamptz not null,
  applied_at timestamptz,
  undone_by uuid references users
);
create index client_imports_by_time on client_imports (made_at desc, id desc);
create index client_imports_running on client_imports (id) where state in ('checking', 'applying', 'undoing');

create table client_import_rows (
  import_id uuid not null references client_imports on delete cascade,
  -- As a spreadsheet counts them: the head is a row too.
  line int not null,
  cells jsonb not null,
  staged_at timestamptz not null,
  verdict text check (verdict in ('new', 'known', 'suspect', 'repeat', 'faulty')),
  -- The card as it was read.
  card jsonb,
  -- [{ column, code }]
  faults jsonb,
  -- What makes two rows surely one client.
  keys text[] not null default '{}',
  -- The card that there is, or the one that is to be: its id is given before it is made.
  card_id uuid,
  -- [{ clientId, name, managerName, score, reasons }]
  suspects jsonb,
  -- The earlier row that says the same.
  twin_line int,
  -- What a person decided for this row: skip, create or fill.
  choice text,
  -- created, filled, skipped, refused; and by which transaction, so that what came later is told from it.
  outcome text,
  applied_tx xid8,
  -- { fields: { field: { before, after } }, addresses, persons, tags }: what filling has added to a card.
  filled jsonb,
  -- removed, restored, kept
  undone text,
  primary key (import_id, line)
);
create index client_import_rows_verdict on client_import_rows (import_id, verdict, line);

-- Which column of a card stood for which head, the last time that this user brought a file with these heads.
create table client_import_mappings (
  user_id uuid not null references users,
  heads_hash text not null,
  columns jsonb not null,
  defaults jsonb not null,
  used_at timestamptz not null,
  primary key (user_id, heads_hash)
);

-- Two cards of one sound are looked for in batches.
create index clients_same_sound on clients using hash (sound);
-- A person that goes is asked for in these.
create index interactions_person on interactions (person_id) where person_id is not null;
create index deals_person on deals (person_id) where person_id is not null;
create index claims_person on claims (person_id) where person_id is not null;
create index consents_person on consents (person_id) where person_id is not null;

insert into role_grants (role_id, permission, scope)
select distinct role_id, 'client.import', 'all' from role_grants where permission = 'role.manage'
on conflict do nothing;
