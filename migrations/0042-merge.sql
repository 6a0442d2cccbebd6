-- Two cards of one client made one, and two again. A merged card stays as a row; what stood on it is filed at the card it
-- was merged into, and remembers in home_client_id where it belongs when the cards are parted.
alter table clients add column merged_into uuid references clients;
create index clients_merged on clients (merged_into) where merged_into is not null;

alter table client_tags add column id uuid not null default uuidv7() unique;

alter table persons add column home_client_id uuid references clients;
alter table addresses add column home_client_id uuid references clients;
alter table client_tags add column home_client_id uuid references clients;
alter table consents add column home_client_id uuid references clients;
alter table notes add column home_client_id uuid references clients;
alter table timeline add column home_client_id uuid references clients;
alter table tasks add column home_client_id uuid references clients;
alter table interactions add column home_client_id uuid references clients;
alter table deals add column home_client_id uuid references clients;
alter table claims add column home_client_id uuid references clients;

-- Whatever is filed under a card that was merged meanwhile goes to the one that stands for it. The key share lock waits
-- for a merge that is under way, and sees its end.
create function file_at_standing_card() returns trigger language plpgsql as $$
declare
  standing uuid;
  further uuid;
begin
  if current_setting('perezvon.moving', true) = 'on' then return new; end if;
  if tg_op = 'UPDATE' and new.client_id is not distinct from old.client_id then return new; end if;
  new.home_client_id := null;
  standing := new.client_id;
  while standing is not null loop
    select merged_into into further from clients where id = standing for key share;
    exit when further is null;
    new.home_client_id := new.client_id;
    standing := further;
  end loop;
  new.client_id := standing;
  return new;
end $$;

do $$
declare holder text;
begin
  foreach holder in array array['persons', 'addresses', 'client_tags', 'consents', 'notes', 'timeline', 'tasks',
                                'interactions', 'deals', 'claims'] loop
    execute format('create trigger %I before insert or update of client_id on %I
      for each row execute function file_at_standing_card()', holder || '_standing_card', holder);
    execute format('create index %I on %I (home_client_id) where home_client_id is not null',
      holder || '_home', holder);
  end loop;
end $$;

create table client_merges (
  id uuid primary key default uuidv7(),
  client_id uuid not null references clients on delete cascade,
  merged_id uuid not null references clients on delete cascade,
  -- moving, done; undoing, undone: a long history follows in batches.
  state text not null check (state in ('moving', 'done', 'undoing', 'undone')),
  -- Field → { before, after }: what the card took from the merged one.
  taken jsonb not null default '{}',
  merged_by uuid references users,
  merged_at timestamptz not null,
  undone_by uuid references users,
  undone_at timestamptz
);
create index client_merges_client on client_merges (client_id, id);
-- A card is merged into one other at a time.
create unique index client_merges_merged on client_merges (merged_id) where state <> 'undone';
create index client_merges_moving on client_merges (state) where state in ('moving', 'undoing');

-- Two cards that somebody has looked at and found to be two clients; the lesser id first.
create table distinct_clients (
  one_id uuid not null references clients on delete cascade,
  other_id uuid not null references clients on delete cascade,
  said_by uuid references users,
  said_at timestamptz not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
);

-- Those who may change every card and answer for others may merge.
insert into role_grants (role_id, permission, scope)
select g.role_id, 'client.merge', g.scope
  from role_grants g join roles r on r.id = g.role_id
 where g.permission = 'client.edit' and r.code in ('supervisor', 'head-sales', 'administrator')
on conflict do nothing;
