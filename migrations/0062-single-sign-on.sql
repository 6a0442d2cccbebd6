-- Signing in by the company's own identity provider (OpenID Connect).
create table sign_in_provider (
  -- There is one or none.
  id int primary key default 1 check (id = 1),
  active boolean not null,
  -- What the button of the sign-in page says.
  name text not null,
  issuer text not null,
  client_id text not null,
  -- Sealed under the hub's key.
  client_secret_sealed text not null,
  -- The claim that names what the user is, and which role of ours each of its values gives.
  roles_claim text not null,
  role_map jsonb not null,
  -- Whoever is not known yet is made a user, with the mapped roles, in this place.
  makes_users boolean not null,
  department_id uuid references departments,
  market_id uuid references markets,
  version int not null default 1
);

-- Whom the provider's subjects are to us.
create table provider_subjects (
  issuer text not null,
  subject text not null,
  user_id uuid not null references users on delete cascade,
  linked_at timestamptz not null,
  last_at timestamptz not null,
  -- Made by the provider: its claims decide the roles anew at each sign-in.
  made_user boolean not null,
  primary key (issuer, subject)
);
create unique index provider_subjects_user on provider_subjects (user_id, issuer);

-- Those who are away at the provider: bound to their browser, for minutes, once.
create table provider_visits (
  -- SHA-256 of the state and of the browser's cookie.
  state_hash bytea primary key,
  browser_hash bytea not null,
  -- The verifier of PKCE and the nonce, sealed.
  secrets_sealed text not null,
  next text not null,
  issuer text not null,
  expires_at timestamptz not null
);
create index provider_visits_expiry on provider_visits (expires_at);

-- The provider's own second factor stands for ours.
alter table sessions add column by_provider boolean not null default false;
