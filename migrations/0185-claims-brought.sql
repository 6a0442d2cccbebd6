-- When a claim came with a file: steps of its ladders whose moment had passed by then are passed over.
alter table claims add column brought_at timestamptz;
update claims set brought_at = coalesce(i.applied_at, i.moved_at)
  from claim_imports i where i.id = claims.import_id;

-- Whether a number of an old system is known is asked for many at once; the trigrams serve the search alone.
create index claims_outer_number_key on claims (upper(outer_number)) where outer_number is not null;

-- A claim that is taken back with its file is looked for in all that may be filed under it, and goes from there.
create index tasks_claim on tasks (claim_id) where claim_id is not null;
create index claim_letters_in_claim on claim_letters_in (claim_id) where claim_id is not null;
