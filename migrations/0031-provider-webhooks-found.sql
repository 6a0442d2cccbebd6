-- The page for administrators asks for the refused ones, and for the latest of a path: found, not looked for.
create index provider_webhooks_refused on provider_webhooks (provider, at) where verdict <> 'signed';
create index provider_webhooks_path on provider_webhooks (provider, path, at) where verdict = 'signed';
