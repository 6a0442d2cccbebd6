-- Claims leave the hub as deals do: by whoever looks after roles, until an administrator grants it further.
insert into role_grants (role_id, permission, scope)
select distinct role_id, 'claim.export', 'all' from role_grants where permission = 'role.manage'
on conflict do nothing;
