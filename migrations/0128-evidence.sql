-- All that there is of a claim as one numbered file, for a court or an auditor. The file goes after a while, that it was made stays.
create table evidence_packs (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references claims on delete cascade,
  -- Of this claim: first, second …
  ordinal int not null check (ordinal > 0),
  language text not null check (language in ('ru', 'en')),
  state text not null check (state in ('asked', 'ready', 'failed', 'gone')),
  asked_by uuid references users,
  asked_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz,
  bytes bigint,
  pages int,
  -- Of the document in it.
  sha256 text,
  unique (claim_id, ordinal)
);
create index evidence_packs_asked on evidence_packs (id) where state = 'asked';
create index evidence_packs_ready on evidence_packs (expires_at) where state = 'ready';

-- Whoever hands out personal data and looks after claims may.
insert into role_grants (role_id, permission, scope)
select distinct g.role_id, 'claim.evidence', g.scope from role_grants g where g.permission = 'client.disclose'
on conflict do nothing;
