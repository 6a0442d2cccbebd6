-- Who looks at which claim just now: gone with the tab within half a minute, so nothing of it outlives a crash.
create unlogged table claim_presence (
  claim_id uuid not null references claims on delete cascade,
  socket_id text not null,
  user_id uuid not null references users,
  writing boolean not null,
  seen_at timestamptz not null,
  primary key (claim_id, socket_id)
);
create index claim_presence_socket on claim_presence (socket_id);
