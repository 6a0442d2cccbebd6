-- Calendars are edited: each state that was replaced is kept.
alter table calendars
  add column version int not null default 1,
  -- Of the present state; null for the one the calendar began with.
  add column saved_at timestamptz,
  add column saved_by uuid references users,
  -- The version that this one brought back.
  add column restores int;

create table calendar_versions (
  calendar_id uuid not null references calendars,
  version int not null,
  name_ru text not null,
  name_en text not null,
  zone text not null,
  week jsonb not null,
  exceptions jsonb not null,
  saved_at timestamptz,
  saved_by uuid references users,
  restores int,
  primary key (calendar_id, version)
);
