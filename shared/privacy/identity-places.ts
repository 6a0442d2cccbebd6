/**
 * Where the identity of a client lies, and what remains of it once it is erased: facts and figures stay, who it was goes.
 * A new table that keeps words, numbers or names of clients gets a line here; a test reads every text of the database and
 * fails for a column that stands neither here nor in no-identity.ts. docs/personal-data.md tells a person the same.
 *
 * SQL: `t` is the row. `:clients` are the card and all that was merged into it, `:persons` its contact persons, `:addresses`
 * the phones that are nobody else's. For a contact person alone `:clients` is empty, and only what is theirs is found.
 */

import { claimMoved } from '../claims/claim.events.ts'

export type IdentityPlace = {
  table: string
  /** Whose rows. */
  of: string
  /** Column → what it becomes; `remove`: the whole row goes, as it tells of nothing else. */
  becomes: Record<string, string> | 'remove'
  /** What people have typed: when one person of a company is erased, their name is masked in all of the company's. */
  typed?: 'text' | 'jsonb'
}

/** Contacts, also those of a phone that nobody has been linked with. */
const INTERACTIONS = `select id from interactions
  where client_id = any(:clients) or person_id = any(:persons) or (client_id is null and address = any(:addresses))`
const CALLS = `select call_id from interactions where id in (${INTERACTIONS})`
const CLAIMS = 'select id from claims where client_id = any(:clients)'
const DEALS = 'select id from deals where client_id = any(:clients)'
const TASKS = `select id from tasks where client_id = any(:clients) or interaction_id in (${INTERACTIONS})
  or (client_id is null and address = any(:addresses))`
const NOTES = `select id from notes where client_id = any(:clients) or interaction_id in (${INTERACTIONS})`
const RECORDINGS = `select id from recordings where call_id in (${CALLS})`

/** In their order: what others are found by goes after them. */
export const identityPlaces: readonly IdentityPlace[] = [
  { table: 'note_versions', of: `t.note_id in (${NOTES})`, becomes: { text: "''" }, typed: 'text' },
  // An emptied note is no line.
  { table: 'timeline', of: `t.kind = 'note' and t.subject_id in (${NOTES})`, becomes: 'remove' },
  { table: 'notes', of: `t.id in (${NOTES})`, becomes: { text: "''" }, typed: 'text' },
  {
    table: 'timeline',
    of: `t.client_id = any(:clients) or t.subject_id in (${INTERACTIONS}) or t.subject_id in (${TASKS})`,
    becomes: {
      summary: `case t.kind when 'interaction' then t.summary || '{"note": null}'
                            when 'task' then t.summary || '{"title": ""}' else t.summary end`,
    },
    typed: 'jsonb',
  },
  {
    table: 'interaction_notes',
    of: `t.interaction_id in (${INTERACTIONS})`,
    becomes: { text: "''" },
    typed: 'text',
  },
  {
    table: 'events',
    of: `t.kind = '${claimMoved.kind}' and t.subject_id in (${CLAIMS})`,
    becomes: { data: `t.data || '{"text": null}'` },
    typed: 'jsonb',
  },
  {
    table: 'claims',
    of: `t.id in (${CLAIMS})`,
    becomes: { description: "''", findings: 'null', answer: 'null', grounds: 'null' },
    typed: 'text',
  },
  { table: 'deals', of: `t.id in (${DEALS})`, becomes: { comment: 'null' }, typed: 'text' },
  {
    table: 'consents',
    of: 't.client_id = any(:clients) or t.person_id = any(:persons)',
    becomes: { note: 'null' },
    typed: 'text',
  },
  {
    table: 'client_holds',
    of: 't.client_id = any(:clients)',
    becomes: { reason: "''", lift_reason: "''" },
    typed: 'text',
  },
  {
    table: 'client_merges',
    of: 't.client_id = any(:clients) or t.merged_id = any(:clients)',
    becomes: { taken: "'{}'::jsonb" },
  },
  {
    table: 'notices',
    of: `t.data ->> 'link' in (select '/claims/' || id from claims where id in (${CLAIMS})
           union all select '/deals/' || id from deals where id in (${DEALS})
           union all select '/tasks/' || id from tasks where id in (${TASKS})
           union all select '/interactions/' || id from interactions where id in (${INTERACTIONS})
           union all select '/clients/' || id from unnest(:clients::uuid[]) as id)`,
    becomes: 'remove',
  },
  {
    // Those that have gone out, or never will; what is still to go out has to be known until then.
    table: 'outbox',
    of: `t.state <> 'pending' and t.payload ->> 'callId' in (select call_id::text from interactions where id in (${INTERACTIONS}))`,
    becomes: {
      payload: `jsonb_build_object('callId', t.payload -> 'callId')`,
      result: 'null',
      last_error: 'null',
    },
  },
  {
    // A letter to a colleague about what the client complained of; one that has not gone yet is of no use any more.
    table: 'outbox',
    of: `t.key in (select o.key from claim_clocks c
           join outbox o on o.key between 'mail:claim-escalated:' || c.id || ':' and 'mail:claim-escalated:' || c.id || ';'
          where c.claim_id in (${CLAIMS}))`,
    becomes: {
      payload: `t.payload || '{"subject": "", "text": ""}'`,
      state: "'done'",
      done_at: 'coalesce(t.done_at, now())',
      last_error: 'null',
    },
  },
  {
    table: 'provider_webhooks',
    of: `t.call_ref in (select provider_ref from calls where id in (${CALLS}))`,
    becomes: { seen_url: 'null', reply: 'null' },
  },
  {
    // Who did what and when stays. What this room itself keeps there are codes.
    table: 'audit',
    of: `t.action not in ('client.disclose', 'client.erase', 'client.hold') and t.subject_id in (
           select unnest(:clients::uuid[] || :persons::uuid[]) union all (${INTERACTIONS}) union all (${RECORDINGS})
           union all (${CLAIMS}) union all (${DEALS}) union all (${TASKS}))`,
    becomes: { data: "'{}'::jsonb" },
  },
  {
    table: 'tasks',
    of: `t.id in (${TASKS})`,
    becomes: { title: "''", result: 'null', address: 'null' },
    typed: 'text',
  },
  {
    table: 'calls',
    of: `t.id in (${CALLS})`,
    becomes: {
      // The other end is a number of the house.
      caller: `case t.direction when 'inbound' then null else t.caller end`,
      callee: `case t.direction when 'outbound' then null else t.callee end`,
      address: 'null',
      token_hash: 'null',
      flow_data: "'{}'::jsonb",
    },
  },
  // The last of the contacts: by their address those are found that nobody was linked with.
  { table: 'interactions', of: `t.id in (${INTERACTIONS})`, becomes: { address: 'null' } },
]

/** What stands on the card itself, and is erased last: server/clients/erase-card.ts. */
export const cardItself: Readonly<Record<string, readonly string[]>> = {
  clients: ['name', 'search', 'sound', 'tax_number'],
  persons: ['name', 'search', 'sound', 'position', 'language'],
  addresses: ['kind', 'value', 'label'],
  tags: ['name', 'search'],
  name_words: ['word', 'sound'],
}
