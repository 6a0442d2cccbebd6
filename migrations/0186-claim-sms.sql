-- A text message of the client's on a claim is their word on it, as a letter or a line on their page is.
alter table claim_messages drop constraint claim_messages_channel_check;
alter table claim_messages add constraint claim_messages_channel_check check (channel in ('page', 'mail', 'letter', 'sms'));
