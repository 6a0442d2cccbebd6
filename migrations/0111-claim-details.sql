-- What a claim is about and what was decided about it, beside its texts.
create table claim_causes (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  position int not null default 0,
  active boolean not null default true,
  version int not null default 1
);
insert into claim_causes (code, name_ru, name_en, position) values
  ('production', 'Изготовление', 'Production', 10),
  ('raw-material', 'Сырьё поставщика', 'Supplier’s material', 20),
  ('storage', 'Хранение у нас', 'Our storage', 30),
  ('packing', 'Упаковка', 'Packing', 40),
  ('loading', 'Погрузка', 'Loading', 50),
  ('carrier', 'Перевозка', 'Carriage', 60),
  ('order', 'Ошибка в заказе', 'Error in the order', 70),
  ('documents', 'Ошибка в документах', 'Error in documents', 80),
  ('billing', 'Ошибка в расчётах', 'Error in billing', 90),
  ('promise', 'Обещали и не сделали', 'Promised and not done', 100),
  ('client', 'Хранение или применение у клиента', 'Storage or use by the client', 110),
  ('unknown', 'Не установлена', 'Not found', 120);

alter table claims
  -- What the client wants, and what we offer instead or the same.
  add column remedy_sought text,
  add column remedy text,
  add column deal_id uuid references deals,
  add column invoice_number text,
  add column order_number text,
  -- Minor units; one currency for both.
  add column claimed_minor bigint check (claimed_minor >= 0),
  add column agreed_minor bigint check (agreed_minor >= 0),
  add column currency char(3),
  add column cause_id uuid references claim_causes,
  -- The assessment; null: not judged yet.
  add column safety boolean,
  add column complexity text check (complexity in ('simple', 'usual', 'complex')),
  add column impact text,
  add column immediate_action text,
  add check (currency is not null or (claimed_minor is null and agreed_minor is null));
create index claims_deal on claims (deal_id) where deal_id is not null;

-- The lines of what is complained of, in order. A batch is named by the maker's batch or heat number.
create table claim_products (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references claims on delete cascade,
  position int not null,
  product_id uuid references products,
  quantity numeric check (quantity > 0),
  unit text,
  batch text,
  unique (claim_id, position) deferrable initially deferred,
  check (product_id is not null or batch is not null)
);
create index claim_products_batch on claim_products (upper(batch)) where batch is not null;
create index claim_products_product on claim_products (product_id) where product_id is not null;

-- Besides the person and the contact that it began with.
create table claim_persons (
  claim_id uuid not null references claims on delete cascade,
  person_id uuid not null references persons on delete cascade,
  primary key (claim_id, person_id)
);
create index claim_persons_person on claim_persons (person_id);
create table claim_interactions (
  claim_id uuid not null references claims on delete cascade,
  interaction_id uuid not null references interactions,
  primary key (claim_id, interaction_id)
);
create index claim_interactions_interaction on claim_interactions (interaction_id);

-- What is done so that it is mended, or does not happen again: whose and by when is the task's.
create table claim_actions (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references claims on delete cascade,
  kind text not null check (kind in ('corrective', 'preventive')),
  task_id uuid not null unique references tasks
);
create index claim_actions_claim on claim_actions (claim_id);
