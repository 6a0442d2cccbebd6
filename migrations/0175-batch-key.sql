-- One spelling of a batch for whoever looks for it: shared/claims/batch-key.ts says it for what is typed into a search.
create function batch_key(batch text) returns text immutable strict parallel safe language sql
  return upper(regexp_replace(batch, '[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]', '', 'g'));

alter table claim_products add column batch_key text generated always as (batch_key(batch)) stored;
drop index claim_products_batch;
create index claim_products_batch_key on claim_products (batch_key) where batch_key is not null;
