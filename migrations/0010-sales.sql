-- Products, rates, deals and why they are lost.
create table product_groups (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null
);
create table products (
  id uuid primary key default uuidv7(),
  group_id uuid not null references product_groups,
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  unit text not null default 't',
  active boolean not null default true
);
-- Two levels: a reason without a parent is a heading, the ones below it are chosen. Archived, never deleted.
create table refusal_reasons (
  id uuid primary key default uuidv7(),
  parent_id uuid references refusal_reasons,
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  position int not null default 0,
  archived boolean not null default false
);
insert into refusal_reasons (code, name_ru, name_en, position) values
  ('price', 'Цена', 'Price', 10),
  ('product', 'Продукт', 'Product', 20),
  ('terms', 'Условия поставки и оплаты', 'Terms of delivery and payment', 30),
  ('competitor', 'Выбран другой поставщик', 'Another supplier', 40),
  ('need', 'Потребность', 'Need', 50),
  ('other', 'Другое', 'Other', 90);
insert into refusal_reasons (parent_id, code, name_ru, name_en, position)
select parent.id, child.code, child.name_ru, child.name_en, child.position
  from (values
    ('price', 'price.too-high', 'Дорого', 'Too expensive', 11),
    ('price', 'price.no-discount', 'Не дали скидку', 'No discount given', 12),
    ('product', 'product.benefits', 'Не поняты преимущества', 'Benefits not understood', 21),
    ('product', 'product.quality', 'Не устроило качество', 'Quality not accepted', 22),
    ('product', 'product.missing', 'Нет нужного сортамента', 'Not in our range', 23),
    ('terms', 'terms.delivery', 'Долгий срок поставки', 'Delivery takes too long', 31),
    ('terms', 'terms.payment', 'Не устроили условия оплаты', 'Terms of payment not accepted', 32),
    ('competitor', 'competitor.loyal', 'Остался у прежнего поставщика', 'Stayed with the present supplier', 41),
    ('competitor', 'competitor.offer', 'Лучшее предложение конкурента', 'A better offer elsewhere', 42),
    ('need', 'need.gone', 'Потребность отпала', 'No longer needed', 51),
    ('need', 'need.postponed', 'Закупка отложена', 'Purchase postponed', 52),
    ('other', 'other.silent', 'Клиент не отвечает', 'The client does not answer', 91),
    ('other', 'other.unknown', 'Причина не названа', 'No reason named', 92)
  ) as child (parent, code, name_ru, name_en, position)
  join refusal_reasons parent on parent.code = child.parent;

create table currency_rates (
  currency char(3) not null,
  on_date date not null,
  -- House currency units for one unit of this one.
  rate numeric not null check (rate > 0),
  primary key (currency, on_date)
);

create table deals (
  id uuid primary key default uuidv7(),
  number bigint generated always as identity (start with 1001) unique,
  -- Chosen by the screen, so that a repeated request opens one deal.
  request_id uuid unique,
  client_id uuid not null references clients,
  person_id uuid references persons,
  interaction_id uuid references interactions,
  manager_id uuid not null references users,
  market_id uuid not null references markets,
  state text not null check (state in ('lead', 'qualified', 'quoted', 'negotiating', 'won', 'lost')),
  product_id uuid references products,
  quantity numeric check (quantity > 0),
  amount_minor bigint not null default 0 check (amount_minor >= 0),
  currency char(3) not null,
  refusal_reason_id uuid references refusal_reasons,
  comment text,
  expected_on date,
  opened_at timestamptz not null,
  stage_at timestamptz not null,
  closed_at timestamptz,
  -- Who is credited, at what rate and for how much: fixed at closing, whatever changes later.
  credited_id uuid references users,
  credited_department_id uuid references departments,
  rate numeric,
  house_minor bigint,
  version int not null default 1,
  check (state <> 'lost' or refusal_reason_id is not null),
  check ((closed_at is not null) = (state in ('won', 'lost'))),
  check ((closed_at is not null) = (credited_id is not null)),
  check (state <> 'won' or house_minor is not null)
);
create index deals_client on deals (client_id);
create index deals_manager on deals (manager_id, state);
create index deals_page on deals (stage_at desc, id desc);
