-- Calls and legs in provider-neutral words, flows, recordings, and the media processes of web voice.
create table media_processes (
  id uuid primary key default uuidv7(),
  address text not null,
  capacity int not null,
  calls int not null default 0,
  heartbeat_at timestamptz not null,
  started_at timestamptz not null,
  pid int
);

create table flows (
  id uuid primary key default uuidv7(),
  code text not null,
  version int not null,
  -- Validated by shared/telephony/flow.contract.ts before it is stored.
  definition jsonb not null,
  active boolean not null default false,
  created_by uuid references users,
  created_at timestamptz not null default now(),
  unique (code, version)
);
create unique index flows_active on flows (code) where active;

create table calls (
  id uuid primary key default uuidv7(),
  provider text not null,
  -- The provider's own name for the call; with it, the same arrival told twice is one call.
  provider_ref text not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  state text not null check (state in ('arriving', 'live', 'ended')),
  -- What the caller said or the network showed; E.164 or null.
  caller text,
  -- True when the network or a signed link vouches for the caller.
  verified boolean not null default false,
  callee text,
  language text not null default 'ru' check (language in ('ru', 'en')),
  market_id uuid references markets,
  -- The media process that carries it (web voice only).
  media_id uuid,
  flow_id uuid references flows,
  -- Where in the flow the client is; null once queued or talking.
  flow_step text,
  flow_data jsonb not null default '{}',
  -- Fences late timers and prompts of an earlier step.
  flow_turn int not null default 0,
  step_due_at timestamptz,
  created_at timestamptz not null,
  live_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  -- Network address of a web caller, for limits.
  address text,
  -- SHA-256 of what a web caller's page shows to rejoin after a reload.
  token_hash bytea,
  unique (provider, provider_ref)
);
create index calls_open on calls (created_at) where state <> 'ended';
create index calls_step_due on calls (step_due_at) where state <> 'ended' and step_due_at is not null;

create table legs (
  id uuid primary key default uuidv7(),
  call_id uuid not null references calls on delete cascade,
  side text not null check (side in ('client', 'agent')),
  user_id uuid references users,
  state text not null check (state in ('invited', 'connected', 'lost', 'ended')),
  -- What the leg is to hear and be heard in; the mix is computed from it (shared/telephony/mix.ts).
  part text not null default 'alone' check (part in ('alone', 'menu', 'music', 'talk', 'hold', 'consult')),
  muted boolean not null default false,
  created_at timestamptz not null,
  connected_at timestamptz,
  lost_at timestamptz,
  ended_at timestamptz,
  end_reason text
);
create index legs_call on legs (call_id);
create index legs_user on legs (user_id) where state <> 'ended';
create index legs_lost on legs (lost_at) where state = 'lost';

-- Events of providers already applied: a repeat changes nothing (invariant 7).
create table provider_events (
  provider text not null,
  event_id text not null,
  at timestamptz not null,
  primary key (provider, event_id)
);

create table recordings (
  id uuid primary key default uuidv7(),
  call_id uuid not null references calls on delete cascade,
  interaction_id uuid,
  state text not null check (state in ('recording', 'paused', 'done', 'cut-off', 'failed')),
  path text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  duration_ms int,
  bytes bigint
);
create index recordings_call on recordings (call_id);
create index recordings_interaction on recordings (interaction_id);
