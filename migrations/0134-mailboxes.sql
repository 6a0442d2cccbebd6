-- Mailboxes that clients write about claims to: one for a market, read by the worker.
create table mailboxes (
  market_id uuid primary key references markets,
  -- Where clients write, and where their answers come back to.
  address text not null,
  host text not null,
  port int not null check (port between 1 and 65535),
  -- TLS from the first byte; else what the server offers.
  secure boolean not null,
  account text not null,
  folder text not null default 'INBOX',
  active boolean not null default true,
  -- Older letters are nobody's to read.
  since timestamptz not null,
  -- How far it was read: UIDs count within one UIDVALIDITY.
  uid_validity bigint,
  last_uid bigint not null default 0,
  read_at timestamptz,
  -- Why it could not be read the last time.
  fault text,
  version int not null default 1
);

-- Each letter once, whatever became of it.
create table claim_letters_in (
  id uuid primary key default uuidv7(),
  market_id uuid not null references mailboxes on delete cascade,
  -- SHA-256 of its Message-ID, or of the letter itself where it has none.
  ref_hash bytea not null,
  uid bigint not null,
  outcome text not null check (outcome in ('heard', 'opened', 'ignored', 'unreadable')),
  -- Why it was ignored.
  why text,
  claim_id uuid references claims on delete set null,
  at timestamptz not null,
  unique (market_id, ref_hash)
);
create index claim_letters_in_at on claim_letters_in (at);
create index claim_messages_sender on claim_messages (address, at) where direction = 'inbound' and channel = 'mail';
