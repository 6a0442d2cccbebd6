-- Where clients come from is a list that an administrator keeps. A card holds the code; what somebody typed before stays as
-- it stands.
create table client_sources (
  id uuid primary key default uuidv7(),
  code text not null unique,
  name_ru text not null,
  name_en text not null,
  position int not null default 0,
  active boolean not null default true,
  version int not null default 1
);
insert into client_sources (code, name_ru, name_en, position) values
  ('site', 'Сайт', 'Web site', 10),
  ('referral', 'По рекомендации', 'Referral', 20),
  ('fair', 'Выставка', 'Trade fair', 30),
  ('cold-call', 'Наш звонок', 'Our call', 40),
  ('advertising', 'Реклама', 'Advertising', 50),
  ('partner', 'Партнёр', 'Partner', 60),
  ('repeat', 'Покупал раньше', 'Bought before', 70),
  ('call', 'Позвонил сам', 'Called us', 80);
