-- Calendars, markets, departments, settings.
create table calendars (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  zone text not null,
  -- Open hours by weekday and by date; shape: shared/organisation/business-time.ts
  week jsonb not null,
  exceptions jsonb not null default '[]'
);

create table markets (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  language text not null check (language in ('ru', 'en')),
  currency char(3) not null,
  zone text not null,
  -- ISO 3166 country that a phone without a country code is taken to be from.
  default_region char(2) not null,
  calendar_id uuid not null references calendars
);

create table departments (
  id uuid primary key default uuidv7(),
  parent_id uuid references departments,
  code text not null unique,
  name_ru text not null,
  name_en text not null
);

create table settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);
