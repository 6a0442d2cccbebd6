-- A party that cannot hear yet: its browser plays nothing until the user acts (after a reload in mid-call).
alter table legs add column deaf boolean not null default false;
