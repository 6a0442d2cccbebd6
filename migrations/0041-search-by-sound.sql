-- Names as they sound, in Latin letters: «Юрий», Yuriy, Iurii and Juri are one. What is typed is folded by the same rules
-- (shared/clients/sound-text.ts; a test holds the two together).
create function sound_text(folded text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(
    translate(
      regexp_replace(
        regexp_replace(
          regexp_replace(
            replace(replace(replace(replace(replace(replace(replace(replace(
              replace(replace(replace(replace(replace(replace(replace(
                translate(folded, 'абвгдезийклмнопрстуфхыэъь', 'abvgdeziyklmnoprstufhye'),
                'ж', 'zh'), 'ц', 'ts'), 'ч', 'ch'), 'ш', 'sh'), 'щ', 'sh'), 'ю', 'yu'), 'я', 'ya'),
              'shch', 'sh'), 'sch', 'sh'), 'kh', 'h'), 'ph', 'f'), 'ck', 'k'), 'tz', 'ts'), 'x', 'ks'), 'w', 'v'),
          'c(?=[eiy])', 'ts', 'g'),
        'c(?!h)', 'k', 'g'),
      '(^| )ye', '\1e', 'g'),
    'yjq', 'iik'),
  '([a-z])\1+', '\1', 'g')
$$;

alter table clients add column sound text not null generated always as (sound_text(fold_text(name))) stored;
alter table persons add column sound text not null generated always as (sound_text(fold_text(name))) stored;
create index clients_sound on clients using gin (sound gin_trgm_ops);
create index persons_sound on persons using gin (sound gin_trgm_ops) where left_at is null;

-- Each word of a name once, to find the one that was meant by a word with slips: far fewer than there are names.
create table name_words (
  word text primary key,
  sound text not null generated always as (sound_text(word)) stored
);
create index name_words_near on name_words using gin (word gin_trgm_ops);
create index name_words_near_sound on name_words using gin (sound gin_trgm_ops);

-- In order, so that two who write the same words wait for each other and never in a circle.
create function remember_name_words() returns trigger language plpgsql as $$
begin
  insert into name_words (word)
  select distinct word from named, unnest(string_to_array(search, ' ')) as word
   where length(word) >= 4 and word !~ '\d'
   order by word
  on conflict do nothing;
  return null;
end $$;
create trigger clients_name_words_new after insert on clients
  referencing new table as named for each statement execute function remember_name_words();
create trigger clients_name_words_changed after update on clients
  referencing new table as named for each statement execute function remember_name_words();
create trigger persons_name_words_new after insert on persons
  referencing new table as named for each statement execute function remember_name_words();
create trigger persons_name_words_changed after update on persons
  referencing new table as named for each statement execute function remember_name_words();

insert into name_words (word)
select distinct word
  from (select search from clients union all select search from persons) as named,
       unnest(string_to_array(search, ' ')) as word
 where length(word) >= 4 and word !~ '\d';
