/**
 * Where the identity of a client lies, and what remains of it once it is erased: facts and figures stay, who it was goes.
 * A new table that keeps words, numbers or names of clients gets a line here; a test reads every text of the database and
 * fails for a column that stands neither here nor in no-identity.ts. docs/personal-data.md tells a person the same.
 */
import { claimMoved } from '../claims/claim.events.ts'
import type { IdentityPlace } from './identity-place.ts'
import { suggestionPlaces } from './suggestion-places.ts'

/** Fields that an administrator added and called personal. */
const withoutPersonal = (thing: string): string =>
  `t.custom - array(select id::text from custom_fields where personal and thing = '${thing}')`

/** In their order: by the address of a contact those are found that nobody was linked with, so it goes last. */
export const identityPlaces: readonly IdentityPlace[] = [
  { table: 'note_versions', list: 'notes', key: 't.note_id', becomes: { text: "''" }, typed: 'text' },
  // An emptied note is no line.
  {
    table: 'timeline',
    list: 'notes',
    key: 't.subject_id',
    only: "t.kind = 'note'",
    becomes: 'remove',
    typed: { column: 'summary', key: 'excerpt' },
  },
  { table: 'notes', list: 'notes', key: 't.id', becomes: { text: "''" }, typed: 'text' },
  {
    table: 'timeline',
    list: 'interactions',
    key: 't.subject_id',
    only: "t.kind = 'interaction'",
    becomes: { summary: `t.summary || '{"note": null}'` },
    typed: { column: 'summary', key: 'note' },
  },
  {
    table: 'timeline',
    list: 'tasks',
    key: 't.subject_id',
    only: "t.kind = 'task'",
    becomes: { summary: `t.summary || '{"title": ""}'` },
    typed: { column: 'summary', key: 'title' },
  },
  {
    table: 'interaction_notes',
    list: 'interactions',
    key: 't.interaction_id',
    becomes: { text: "''" },
    typed: 'text',
  },
  {
    table: 'events',
    list: 'claims',
    key: 't.subject_id',
    only: `t.kind = '${claimMoved.kind}'`,
    becomes: { data: `t.data || '{"text": null}'` },
    typed: { column: 'data', key: 'text' },
  },
  { table: 'claim_notes', list: 'claims', key: 't.claim_id', becomes: { text: "''" }, typed: 'text' },
  {
    table: 'claims',
    list: 'claims',
    key: 't.id',
    becomes: {
      description: "''",
      findings: 'null',
      answer: 'null',
      grounds: 'null',
      impact: 'null',
      immediate_action: 'null',
      invoice_number: 'null',
      order_number: 'null',
    },
    typed: 'text',
  },
  // A letter to the client: what went out is withdrawn with them, file and all.
  {
    table: 'outbox',
    list: 'ownLetters',
    key: 't.key',
    becomes: {
      payload: `t.payload - 'file' || '{"to": "", "subject": "", "text": ""}'`,
      state: "'done'",
      done_at: 'coalesce(t.done_at, now())',
      result: 'null',
      last_error: 'null',
    },
  },
  {
    table: 'claim_letters',
    list: 'claims',
    key: 't.claim_id',
    becomes: {
      recipient: "''",
      email: "case when t.email is null then null else '' end",
      head: "''",
      subject: "''",
      body: "''",
      fault: 'null',
    },
    typed: 'text',
  },
  // The files themselves are gone by then: server/claims/attachments/clear-files.ts.
  {
    table: 'claim_attachments',
    list: 'claims',
    key: 't.claim_id',
    becomes: { name: "''", removal_reason: "case when t.removal_reason is null then null else '' end" },
    typed: 'text',
  },
  {
    table: 'claim_messages',
    list: 'claims',
    key: 't.claim_id',
    becomes: { text: "''", address: 'null', mail_ref: 'null' },
    typed: 'text',
  },
  { table: 'claim_ratings', list: 'claims', key: 't.claim_id', becomes: { word: 'null' }, typed: 'text' },
  // Whoever was erased follows nothing any more.
  {
    table: 'claim_links',
    list: 'claims',
    key: 't.claim_id',
    becomes: { revoked_at: 'coalesce(t.revoked_at, now())' },
  },
  ...suggestionPlaces,
  {
    table: 'compensations',
    list: 'claims',
    key: 't.claim_id',
    becomes: {
      reason: "''",
      refusal: "case when t.refusal is null then null else '' end",
      void_reason: "case when t.void_reason is null then null else '' end",
    },
    typed: 'text',
  },
  {
    table: 'clients',
    list: 'clients',
    key: 't.id',
    becomes: { custom: withoutPersonal('client') },
    typed: 'fields',
  },
  {
    table: 'interactions',
    list: 'interactions',
    key: 't.id',
    becomes: { custom: withoutPersonal('interaction') },
    typed: 'fields',
  },
  {
    table: 'claims',
    list: 'claims',
    key: 't.id',
    becomes: { custom: withoutPersonal('claim') },
    typed: 'fields',
  },
  {
    table: 'deals',
    list: 'deals',
    key: 't.id',
    becomes: { custom: withoutPersonal('deal') },
    typed: 'fields',
  },
  {
    table: 'messages',
    list: 'interactions',
    key: 't.interaction_id',
    becomes: { text: "''" },
    typed: 'text',
  },
  {
    table: 'conversations',
    list: 'interactions',
    key: 't.interaction_id',
    becomes: { address: "''", open: 'false' },
  },
  { table: 'deals', list: 'deals', key: 't.id', becomes: { comment: 'null' }, typed: 'text' },
  {
    table: 'consents',
    list: 'consents',
    key: 't.id',
    becomes: { note: 'null', address: 'null' },
    typed: 'text',
  },
  {
    table: 'client_holds',
    list: 'clients',
    key: 't.client_id',
    becomes: { reason: "''", lift_reason: "case when t.lift_reason is null then null else '' end" },
    typed: 'text',
  },
  { table: 'client_merges', list: 'clients', key: 't.client_id', becomes: { taken: "'{}'::jsonb" } },
  // Also of merges that were parted: the other card's row still has the values.
  { table: 'client_merges', list: 'clients', key: 't.merged_id', becomes: { taken: "'{}'::jsonb" } },
  { table: 'notices', list: 'links', key: "t.data ->> 'link'", becomes: 'remove' },
  {
    // Those that have gone out, or never will; what is still to go out has to be known until then.
    table: 'outbox',
    list: 'calls',
    key: "t.payload ->> 'callId'",
    only: "t.state <> 'pending'",
    becomes: {
      payload: `jsonb_build_object('callId', t.payload -> 'callId')`,
      result: 'null',
      last_error: 'null',
    },
  },
  {
    table: 'outbox',
    list: 'messages',
    key: "t.payload ->> 'messageId'",
    only: "t.state <> 'pending'",
    becomes: { result: 'null', last_error: 'null' },
  },
  {
    table: 'client_import_rows',
    list: 'importRows',
    key: '(t.import_id, t.line)',
    becomes: { cells: "'[]'::jsonb", card: 'null', keys: "'{}'::text[]", suspects: 'null', filled: 'null' },
  },
  // The first rows of the file, shown while its columns were named.
  { table: 'client_imports', list: 'imports', key: 't.id', becomes: { samples: "'[]'::jsonb" } },
  {
    table: 'claim_import_rows',
    list: 'claimImportRows',
    key: '(t.import_id, t.line)',
    becomes: { cells: "'[]'::jsonb", claim: 'null', keys: "'{}'::text[]" },
  },
  { table: 'claim_imports', list: 'claimImports', key: 't.id', becomes: { samples: "'[]'::jsonb" } },
  {
    // A letter about what the client complained of, to them or to a colleague; what has not gone yet is of no use any more.
    table: 'outbox',
    list: 'letters',
    key: 't.key',
    becomes: {
      payload: `t.payload || '{"to": "", "subject": "", "text": "", "answers": []}'`,
      state: "'done'",
      done_at: 'coalesce(t.done_at, now())',
      last_error: 'null',
    },
  },
  {
    table: 'provider_webhooks',
    list: 'callRefs',
    key: 't.call_ref',
    becomes: { seen_url: 'null', reply: 'null' },
  },
  {
    // Who did what and when stays. What this room itself keeps there are codes.
    table: 'audit',
    list: 'subjects',
    key: 't.subject_id',
    only: "t.action not in ('client.disclose', 'client.erase', 'client.hold')",
    becomes: { data: "'{}'::jsonb" },
  },
  {
    table: 'tasks',
    list: 'tasks',
    key: 't.id',
    becomes: { title: "''", result: 'null', address: 'null' },
    typed: 'text',
  },
  {
    table: 'calls',
    list: 'calls',
    key: 't.id',
    becomes: {
      // The other end is a number of the house.
      caller: `case t.direction when 'inbound' then null else t.caller end`,
      callee: `case t.direction when 'outbound' then null else t.callee end`,
      address: 'null',
      token_hash: 'null',
      flow_data: "'{}'::jsonb",
    },
  },
  { table: 'interactions', list: 'interactions', key: 't.id', becomes: { address: 'null' } },
]

/** What stands on the card itself, and is erased last: server/clients/erase-card.ts. */
export const cardItself: Readonly<Record<string, readonly string[]>> = {
  clients: ['name', 'search', 'sound', 'tax_number', 'custom_search'],
  persons: ['name', 'search', 'sound', 'position', 'language'],
  addresses: ['kind', 'value', 'label'],
  tags: ['name', 'search'],
  name_words: ['word', 'sound'],
}
