-- What a client follows a claim by, what is written both ways about it, and how content they were.
create table claim_links (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references claims on delete cascade,
  -- SHA-256 of the token. The token is drawn from the hub's key and this id, and kept nowhere.
  token_hash bytea not null unique,
  -- Null: the hub made it for a letter of its own.
  made_by uuid references users,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid references users,
  -- When the client last came by it.
  opened_at timestamptz
);
create index claim_links_claim on claim_links (claim_id, made_at desc);

create table claim_messages (
  -- Of the writer's own making: written twice it is one message.
  id uuid primary key default uuidv7(),
  claim_id uuid not null references claims on delete cascade,
  direction text not null check (direction in ('inbound', 'outbound')),
  channel text not null check (channel in ('page', 'mail', 'letter')),
  text text not null,
  -- Null: the client, or the hub itself.
  author_id uuid references users,
  -- The client's e-mail that it came from or went to; null of the page alone.
  address text,
  -- The Message-ID by which an answer to it is known.
  mail_ref text,
  at timestamptz not null
);
create index claim_messages_claim on claim_messages (claim_id, at, id);
create unique index claim_messages_ref on claim_messages (mail_ref) where mail_ref is not null;

create table claim_ratings (
  claim_id uuid primary key references claims on delete cascade,
  score smallint not null check (score between 1 and 5),
  word text,
  at timestamptz not null
);

-- Links that nobody was given, and claims that anybody may make, are counted by address.
alter table attempts drop constraint attempts_kind_check;
alter table attempts add constraint attempts_kind_check check (kind in (
  'sign-in', 'second-factor', 'password-change', 'reset-request', 'reset-use', 'first-administrator', 'follow', 'claim-form'));
