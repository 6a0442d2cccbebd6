-- Users, roles, sessions, the audit.
create table roles (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  version int not null default 1
);

create table role_grants (
  role_id uuid not null references roles on delete cascade,
  -- A name from the table in shared/identity/permissions.ts.
  permission text not null,
  scope text not null check (scope in ('own', 'department', 'market', 'all')),
  primary key (role_id, permission)
);

create table users (
  id uuid primary key default uuidv7(),
  email text not null,
  name text not null,
  -- Null until the invited user has chosen one.
  password_hash text,
  language text not null default 'ru' check (language in ('ru', 'en')),
  department_id uuid references departments,
  market_id uuid references markets,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  version int not null default 1
);
create unique index users_email on users (lower(email));

create table user_roles (
  user_id uuid not null references users on delete cascade,
  role_id uuid not null references roles,
  primary key (user_id, role_id)
);
create index user_roles_role on user_roles (role_id);

create table sessions (
  id uuid primary key default uuidv7(),
  -- SHA-256 of the cookie's token: a stolen table opens no session.
  token_hash bytea not null unique,
  csrf_token text not null,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  address text,
  user_agent text
);
create index sessions_user on sessions (user_id) where ended_at is null;
create index sessions_idle on sessions (last_seen_at) where ended_at is null;
create index sessions_expiry on sessions (expires_at) where ended_at is null;

create table password_resets (
  token_hash bytea primary key,
  user_id uuid not null references users on delete cascade,
  -- mail: asked for by the user; code: handed out by an administrator; invitation: the first password.
  purpose text not null check (purpose in ('mail', 'code', 'invitation')),
  -- Null when the user asked, or the code came from the console.
  made_by uuid references users,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_resets_user on password_resets (user_id);

-- What is counted to slow guessing down: tries that failed or are still being judged, kept a day.
create table attempts (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('sign-in', 'password-change', 'reset-request', 'reset-use', 'first-administrator')),
  -- The e-mail as typed, lower case; empty where there is none.
  account text not null,
  address text not null,
  -- SHA-256 (hex) of a device cookie that has signed in to this account before.
  device text,
  at timestamptz not null
);
create index attempts_account on attempts (kind, account, at);
create index attempts_address on attempts (kind, address, at);
create index attempts_at on attempts (at);

-- Where a user has signed in from: a stranger's failures elsewhere do not hold these up.
create table sign_in_places (
  user_id uuid not null references users on delete cascade,
  kind text not null check (kind in ('address', 'device')),
  value text not null,
  last_at timestamptz not null,
  primary key (user_id, kind, value)
);

create table audit (
  id uuid primary key default uuidv7(),
  at timestamptz not null,
  actor_id uuid,
  action text not null,
  outcome text not null check (outcome in ('ok', 'denied', 'failed')),
  subject_kind text,
  subject_id uuid,
  address text,
  data jsonb not null default '{}'
);
create index audit_page on audit (at desc, id desc);
create index audit_actor on audit (actor_id, at desc, id desc);
create index audit_action on audit (action, at desc, id desc);
