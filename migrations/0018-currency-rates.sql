-- A deal's house amount names the day of the rate it was counted at: banks name none on holidays.
alter table deals add column rate_on date;
alter table currency_rates add column set_by uuid references users;
alter table currency_rates add column set_at timestamptz;
-- Rates are kept by those who look after roles or lead sales; an administrator grants it further.
insert into role_grants (role_id, permission, scope)
select distinct r.id, 'rate.manage', 'all' from roles r
 where r.code = 'head-sales'
    or exists (select 1 from role_grants g where g.role_id = r.id and g.permission = 'role.manage')
on conflict do nothing;
-- Nobody names the rates of a demo company: its last ones stand for years.
insert into settings (key, value)
select 'sales.rates', '{"standDays": 3650}' where exists (select 1 from settings where key = 'demo.sign-ins')
on conflict do nothing;
