-- When a claim came with a file: steps of its ladders whose moment had passed by then are passed over.
alter table claims add column brought_at timestamptz;
update claims set brought_at = coalesce(i.applied_at, i.moved_at)
  from claim_imports i where i.id = claims.import_id;
