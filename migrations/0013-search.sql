-- The beginning of a tax number: under the database's collation a plain index serves no LIKE.
create index clients_tax_number_beginning on clients (tax_number text_pattern_ops) where tax_number is not null;
