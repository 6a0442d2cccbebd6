-- The second factor of a sign-in: a secret shared with the user's phone, and codes for when the phone is lost.
create table second_factors (
  user_id uuid primary key references users on delete cascade,
  -- offered: its secret was shown, no code has come back yet; on: asked for at each sign-in.
  state text not null check (state in ('offered', 'on')),
  -- Sealed under the hub's key: a stolen table makes no codes.
  secret_sealed text not null,
  offered_at timestamptz not null,
  turned_on_at timestamptz,
  -- Number of the 30 s whose code was taken last: neither it nor any before is taken again.
  last_step bigint,
  check ((state = 'on') = (turned_on_at is not null and last_step is not null))
);

create table recovery_codes (
  user_id uuid not null references second_factors on delete cascade,
  -- SHA-256 of the code.
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- The password was right and the code is still to come: no session, only a token that lasts minutes.
create table sign_in_challenges (
  token_hash bytea primary key,
  user_id uuid not null references users on delete cascade,
  -- SHA-256 of the password's hash that fitted: a change of password ends the challenge.
  password_mark bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz
);
create index sign_in_challenges_user on sign_in_challenges (user_id);
create index sign_in_challenges_expiry on sign_in_challenges (expires_at);

-- Whoever holds the role may do nothing else before a second factor is set up.
alter table roles add column needs_second_factor boolean not null default false;

alter table attempts drop constraint attempts_kind_check;
alter table attempts add constraint attempts_kind_check check (kind in (
  'sign-in', 'second-factor', 'password-change', 'reset-request', 'reset-use', 'first-administrator'));
