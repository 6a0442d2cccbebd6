-- Files on a claim. The row is there before the file, and after it.
create table claim_attachments (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references claims on delete cascade,
  state text not null check (state in ('arriving', 'quarantine', 'ready', 'refused', 'removed', 'erased')),
  -- As people see it: never a part of a path.
  name text not null,
  -- By content. Null until the file has come.
  kind text,
  bytes bigint,
  sha256 text,
  origin text not null check (origin in ('house', 'client')),
  -- Null: the client, over a page of theirs.
  added_by uuid references users,
  added_at timestamptz not null,
  -- When the scanner answered; null where none is set.
  scanned_at timestamptz,
  -- What it called what it found.
  found text,
  -- Not before: a scanner that did not answer is asked again.
  scan_at timestamptz,
  scans int not null default 0,
  removed_by uuid references users,
  removed_at timestamptz,
  removal_reason text,
  -- When the file was taken out of the storage.
  gone_at timestamptz,
  check (state = 'arriving' or (kind is not null and bytes is not null and sha256 is not null)),
  check ((state = 'removed') = (removed_at is not null) or state = 'erased')
);
create index claim_attachments_claim on claim_attachments (claim_id, id);
create index claim_attachments_scan on claim_attachments (scan_at) where state = 'quarantine';
create index claim_attachments_arriving on claim_attachments (added_at) where state = 'arriving';
-- What is to be taken out of the storage still.
create index claim_attachments_leaving on claim_attachments (id)
  where state in ('refused', 'removed', 'erased') and gone_at is null;
