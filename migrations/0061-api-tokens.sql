-- Programs that use the hub: a token acts for its user, with a part of what that user may do.
alter table users add column service boolean not null default false;
-- A service user is a program's: it has no password and never signs in.
alter table users add constraint users_service_no_password check (not service or password_hash is null);

create table api_tokens (
  id uuid primary key default uuidv7(),
  -- Whom it acts for.
  user_id uuid not null references users on delete cascade,
  name text not null,
  -- SHA-256 of the token: a stolen table opens nothing.
  token_hash bytea not null unique,
  -- Its first signs, by which its owner knows it again.
  mark text not null,
  -- Permission → scope, as chosen; at each use never more than the user holds then.
  grants jsonb not null,
  made_by uuid not null references users,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  last_address text,
  revoked_at timestamptz,
  revoked_by uuid references users
);
create index api_tokens_user on api_tokens (user_id);

insert into role_grants (role_id, permission, scope)
select id, 'token.make', 'own' from roles where code = 'administrator'
on conflict do nothing;
