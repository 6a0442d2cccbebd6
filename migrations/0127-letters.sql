-- Letters to clients about their claims: what they are written from, their numbers, and each as it was sent.
create table letter_templates (
  id uuid primary key default uuidv7(),
  name_ru text not null,
  name_en text not null,
  -- What stands above the letter: whose it is.
  head_ru text not null,
  head_en text not null,
  subject_ru text not null,
  subject_en text not null,
  body_ru text not null,
  body_en text not null,
  active boolean not null default true,
  version int not null default 1
);

-- The last number of each year of a market.
create table letter_counters (
  market_id uuid not null references markets,
  year int not null,
  last int not null,
  primary key (market_id, year)
);

create table claim_letters (
  id uuid primary key default uuidv7(),
  -- Chosen by the screen, so that a repeated request writes one letter.
  request_id uuid unique,
  claim_id uuid not null references claims on delete cascade,
  number text not null unique,
  template_id uuid references letter_templates,
  template_version int,
  language text not null check (language in ('ru', 'en')),
  way text not null check (way in ('mail', 'paper')),
  -- To whom, as it stands in the letter.
  recipient text not null,
  email text,
  head text not null,
  subject text not null,
  body text not null,
  state text not null check (state in ('registered', 'queued', 'ready', 'sent', 'failed')),
  written_by uuid references users,
  registered_at timestamptz not null,
  -- The day of the market's zone that the letter bears.
  day date not null,
  -- Of the file that was made of it, once and for all.
  bytes bigint,
  sha256 text,
  -- How often it was given to the mail.
  tries int not null default 0,
  sent_at timestamptz,
  -- Why it did not go.
  fault text,
  -- When the file was taken out of the storage: whom it is to was erased.
  gone_at timestamptz,
  check ((way = 'mail') = (email is not null)),
  check (state = 'registered' or (bytes is not null and sha256 is not null)),
  check ((state = 'sent') = (sent_at is not null))
);
create index claim_letters_claim on claim_letters (claim_id, id);
create index claim_letters_registry on claim_letters (registered_at desc, id desc);
create index claim_letters_going on claim_letters (id) where state in ('registered', 'queued', 'failed');
create index claim_letters_words on claim_letters
  using gin ((number || ' ' || recipient || ' ' || subject) gin_trgm_ops);

-- A house begins with two that every claims department writes.
insert into letter_templates (name_ru, name_en, head_ru, head_en, subject_ru, subject_en, body_ru, body_en) values
('Претензия принята', 'Claim received', '', '',
 'Ваша претензия {{number}} принята', 'Your claim {{number}} is received',
 E'{{#person}}Здравствуйте, {{person}}!\n\n{{/person}}Мы получили вашу претензию от {{opened}}{{#product}} по товару «{{product}}»{{/product}} и зарегистрировали её под номером {{number}}.\n\nОтвет по существу мы дадим не позднее {{deadline}}.\n\n{{#handler}}Претензией занимается {{handler}}.\n\n{{/handler}}С уважением,\nотдел претензий',
 E'{{#person}}Dear {{person}},\n\n{{/person}}We have received your claim of {{opened}}{{#product}} about “{{product}}”{{/product}} and registered it under the number {{number}}.\n\nYou will have our answer by {{deadline}}.\n\n{{#handler}}Your claim is handled by {{handler}}.\n\n{{/handler}}Yours faithfully,\nClaims department'),
('Ответ на претензию', 'Answer to a claim', '', '',
 'Ответ на претензию {{number}}', 'Our answer to your claim {{number}}',
 E'{{#person}}Здравствуйте, {{person}}!\n\n{{/person}}Мы рассмотрели вашу претензию {{number}} от {{opened}}{{#product}} по товару «{{product}}»{{/product}}.\n\n{{#findings}}Что мы установили. {{findings}}\n\n{{/findings}}{{#answer}}{{answer}}\n\n{{/answer}}{{^answer}}{{grounds}}\n\n{{/answer}}Если вы не согласны с ответом, сообщите нам: претензия будет рассмотрена снова.\n\nС уважением,\n{{#handler}}{{handler}}{{/handler}}{{^handler}}отдел претензий{{/handler}}',
 E'{{#person}}Dear {{person}},\n\n{{/person}}We have considered your claim {{number}} of {{opened}}{{#product}} about “{{product}}”{{/product}}.\n\n{{#findings}}What we have found. {{findings}}\n\n{{/findings}}{{#answer}}{{answer}}\n\n{{/answer}}{{^answer}}{{grounds}}\n\n{{/answer}}If you do not agree with our answer, tell us, and your claim will be considered again.\n\nYours faithfully,\n{{#handler}}{{handler}}{{/handler}}{{^handler}}Claims department{{/handler}}');
