-- Branches of trade are a list that an administrator keeps. A card holds the code, or what somebody typed.
create table client_industries (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  position int not null default 0,
  active boolean not null default true,
  version int not null default 1
);
insert into client_industries (code, name_ru, name_en, position) values
  ('construction', 'строительство', 'construction', 10),
  ('machinery', 'машиностроение', 'machinery', 20),
  ('pipelines', 'трубопроводы', 'pipelines', 30),
  ('shipbuilding', 'судостроение', 'shipbuilding', 40),
  ('energy', 'энергетика', 'energy', 50),
  ('rail', 'железные дороги', 'railways', 60),
  ('agriculture', 'сельское хозяйство', 'agriculture', 70),
  ('metal-trade', 'торговля металлом', 'metal trade', 80),
  ('automotive', 'автопром', 'automotive', 90),
  ('oil-and-gas', 'нефть и газ', 'oil and gas', 100),
  ('mining', 'добыча', 'mining', 110),
  ('defence', 'оборонная промышленность', 'defence', 120);
