-- Each closing of a claim, and when it was opened again: what flows of claims are counted by, whatever becomes of them later.
create table claim_closings (
  id uuid primary key default uuidv7(),
  claim_id uuid not null references claims on delete cascade,
  closed_at timestamptz not null,
  ground text not null check (ground in ('verified', 'silence', 'rejected', 'withdrawn', 'merged')),
  reopened_at timestamptz
);
create index claim_closings_claim on claim_closings (claim_id);
create index claim_closings_closed on claim_closings (closed_at, claim_id);
create index claim_closings_reopened on claim_closings (reopened_at, claim_id) where reopened_at is not null;
-- Of those before, the log tells; older events name no ground, and whoever had agreed counts as having confirmed.
insert into claim_closings (claim_id, closed_at, ground, reopened_at)
select e.subject_id, e.at,
       coalesce(e.data ->> 'closingGround',
                case e.data ->> 'from' when 'rejected' then 'rejected' when 'withdrawn' then 'withdrawn' else 'verified' end),
       (select min(r.at) from events r
         where r.subject_id = e.subject_id and r.id > e.id and r.kind = 'claim.moved' and r.data ->> 'from' = 'closed')
  from events e join claims c on c.id = e.subject_id
 where e.kind = 'claim.moved' and e.data ->> 'to' = 'closed';

-- Which final answers run a risk is asked by the deadline; the rest by what the boards look up.
create index claim_clocks_final on claim_clocks (deadline_at, claim_id) where kind = 'final-answer' and stopped_at is null;
create index claim_clocks_kind on claim_clocks (kind, deadline_at, claim_id) where stopped_at is null;
create index claims_client_product on claims (client_id, product_id, opened_at);
create index compensations_decided on compensations (decided_at) where state in ('approved', 'voided');
create index compensations_voided on compensations (voided_at) where voided_at is not null;
create index deals_won on deals (closed_at) where state = 'won';

-- The board of claims, as far as its reader sees claims.
insert into role_grants (role_id, permission, scope)
select distinct g.role_id, 'claim.board', 'all' from role_grants g where g.permission = 'claim.lead'
on conflict do nothing;
insert into role_grants (role_id, permission, scope)
select r.id, 'claim.board', 'all' from roles r where r.code = 'director'
on conflict do nothing;
