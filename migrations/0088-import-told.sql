-- Of a card that an import has made it is kept how many events its making told: one more, and somebody has worked with it. A
-- transaction's number would not outlive a restore.
alter table client_import_rows
  drop column applied_tx,
  add column told int;
-- Rows of a card, and those that may be of one, are looked for when the client is to be forgotten.
create index client_import_rows_card on client_import_rows (card_id);
create index client_import_rows_suspects on client_import_rows (import_id) where verdict = 'suspect';
