-- A department's change ordered for a later moment; the worker carries it out when that comes.
create table department_plans (
  id uuid primary key default uuidv7(),
  department_id uuid not null references departments,
  from_at timestamptz not null,
  -- What becomes of it, by the names of the contract; what is not said stays.
  edit jsonb not null,
  state text not null default 'planned' check (state in ('planned', 'done', 'cancelled', 'refused')),
  planned_at timestamptz not null,
  planned_by uuid not null references users,
  ended_at timestamptz,
  -- Why it could not be carried out: a code of the errors or of the fields.
  refusal text
);
create index department_plans_due on department_plans (from_at) where state = 'planned';
