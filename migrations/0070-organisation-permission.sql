-- Who administered a hub before this permission was there goes on to.
insert into role_grants (role_id, permission, scope)
select id, 'organisation.manage', 'all' from roles where code = 'administrator'
on conflict do nothing;
