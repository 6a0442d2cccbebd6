-- The whole process after ISO 10002. An answer that was given is now called communicated; the log keeps its old word.
alter table claims drop constraint claims_state_check;
update claims set state = 'communicated' where state = 'answered';
update timeline set summary = summary || '{"state": "communicated"}'
 where kind = 'claim' and summary ->> 'state' = 'answered';
alter table claims add constraint claims_state_check check (state in (
  'received', 'acknowledged', 'assessed', 'investigated', 'proposed', 'approved', 'communicated', 'settled', 'disputed',
  'verified', 'rejected', 'withdrawn', 'closed'));

-- On what a claim was closed. Of older ones the log says from where: whoever had agreed counts as having confirmed.
alter table claims add column closing_ground text
  check (closing_ground in ('verified', 'silence', 'rejected', 'withdrawn', 'merged'));
update claims c set closing_ground = coalesce(
  (select case e.data ->> 'from' when 'rejected' then 'rejected' when 'withdrawn' then 'withdrawn' else 'verified' end
     from events e
    where e.subject_id = c.id and e.kind = 'claim.moved' and e.data ->> 'to' = 'closed'
    order by e.id desc limit 1), 'verified')
 where c.state = 'closed';
alter table claims add check ((closing_ground is not null) = (state = 'closed'));

-- Of the answer that stands.
alter table claims add column proposed_by uuid references users;
alter table claims add column approved_by uuid references users;

-- A proposed answer is approved by those who lead claims.
insert into role_grants (role_id, permission, scope)
select distinct r.id, 'claim.approve', 'all' from roles r
 where r.code in ('supervisor', 'head-after-sales', 'administrator')
    or exists (select 1 from role_grants g where g.role_id = r.id and g.permission = 'role.manage')
on conflict do nothing;
