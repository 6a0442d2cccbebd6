/**
 * What the hub forgets, and when. Every table of the database stands in one of the two lists; what is not removed says why
 * it stays. docs/retention.md shows the same to a person.
 */
const DAY_MS = 86_400_000

export type RetentionRule = {
  table: string
  /** The moment from which the time runs; a row without one stays. */
  since: string
  /** Only these rows, as SQL. */
  only?: string
  keepDays: number
  why: string
  /** Of a client whom a legal hold protects, as SQL over the row `t`: stays for as long as the hold stands. */
  held?: string
}

const HELD_CLIENTS = 'select client_id from client_holds where lifted_at is null'
const HELD_CONTACTS = `select id from interactions where client_id in (${HELD_CLIENTS})`
const HELD_CALLS = `select call_id from interactions where client_id in (${HELD_CLIENTS})`

export const retention: readonly RetentionRule[] = [
  {
    table: 'provider_events',
    since: 'at',
    keepDays: 7,
    why: 'a provider repeats its news within hours; what comes later is refused by the table of moves',
  },
  {
    table: 'provider_webhooks',
    since: 'at',
    keepDays: 14,
    why: 'what a provider told, and how it was answered: two weeks to look into a complaint',
    held: `t.call_ref in (select provider_ref from calls where id in (${HELD_CALLS}))`,
  },
  {
    table: 'outbox',
    since: 'done_at',
    only: "state = 'done'",
    keepDays: 30,
    why: 'the outgoing box shows a month; a dead letter waits for a person',
    held: `t.payload ->> 'callId' in (select call_id::text from interactions where client_id in (${HELD_CLIENTS}))`,
  },
  {
    table: 'audit',
    since: 'at',
    keepDays: 1_095,
    why: 'who signed in, was refused, changed rights or listened: three years, the general term of claims at law',
    held: `t.subject_id in (${HELD_CLIENTS}) or t.subject_id in (${HELD_CONTACTS})
        or t.subject_id in (select id from recordings where call_id in (${HELD_CALLS}))`,
  },
  {
    table: 'presence_log',
    since: 'to_at',
    keepDays: 400,
    why: 'a month is compared with the same month of the year before',
  },
  { table: 'open_pages', since: 'seen_at', keepDays: 1, why: 'a page not seen for seconds cannot be rung' },
  { table: 'offer_bars', since: 'until_at', keepDays: 1, why: 'a bar that is over bars nobody' },
  { table: 'notices', since: 'read_at', keepDays: 30, why: 'the bell shows what was read lately' },
  { table: 'notices', since: 'created_at', keepDays: 180, why: 'what nobody has read in half a year' },
  {
    table: 'sessions',
    since: 'ended_at',
    keepDays: 30,
    why: 'a screen learns why its session ended; the audit keeps the sign-in',
  },
  { table: 'password_resets', since: 'expires_at', keepDays: 7, why: 'a late link is told that it is late' },
  {
    table: 'provider_visits',
    since: 'expires_at',
    keepDays: 1,
    why: 'a visit to the identity provider lasts minutes',
  },
  { table: 'sign_in_challenges', since: 'expires_at', keepDays: 1, why: 'a second step lasts minutes' },
  {
    table: 'api_tokens',
    since: 'expires_at',
    keepDays: 400,
    why: 'whose token it was is asked for as long as the audit of a year',
  },
  { table: 'attempts', since: 'at', keepDays: 1, why: 'the longest window of a limit is shorter' },
  {
    table: 'sign_in_places',
    since: 'last_at',
    keepDays: 180,
    why: 'a device is trusted for 90 days after its last sign-in',
  },
  {
    table: 'routing_decisions',
    since: 'at',
    keepDays: 30,
    why: '“why this agent?” is answered for a month',
    held: `t.interaction_id in (${HELD_CONTACTS})`,
  },
  {
    table: 'routing_rounds',
    since: 'at',
    keepDays: 30,
    why: 'a decision and a wait are told from their round',
  },
  {
    table: 'routing_rosters',
    since: 'at',
    keepDays: 32,
    why: 'it serves the rounds of one day, and goes after the last of them',
  },
  {
    table: 'routing_waits',
    since: 'at',
    keepDays: 30,
    why: '“why did this caller wait?” is answered for a month',
    held: `t.interaction_id in (${HELD_CONTACTS})`,
  },
  {
    table: 'task_passes',
    since: 'at',
    keepDays: 7,
    why: 'whoever gave a task back is asked again long before',
  },
  {
    table: 'client_import_rows',
    since: 'staged_at',
    keepDays: 30,
    why: 'an import can be undone for a month; then what stood in the file is forgotten',
    held: `t.card_id in (${HELD_CLIENTS})`,
  },
  {
    table: 'client_import_mappings',
    since: 'used_at',
    keepDays: 400,
    why: 'a file of the same kind comes again within a year',
  },
  {
    table: 'client_imports',
    since: 'made_at',
    keepDays: 1_095,
    why: 'who brought in what file, as long as the audit says so',
  },
  {
    table: 'claim_letters_in',
    since: 'at',
    keepDays: 400,
    why: 'a mailbox that is read from its beginning again knows the letters of a year',
  },
  {
    table: 'media_processes',
    since: 'heartbeat_at',
    keepDays: 7,
    why: 'each start of a media process is a row; one that is gone for a week does not come back',
  },
]

/** Tables that nothing is removed from by itself, and why. */
export const keptForGood: Record<string, string> = {
  events: 'the log: the sales record is made again from it',
  readers: 'one row for each reader of the log',
  sweeps: 'one row for each sweep of the workers',
  record_lines: 'the sales record',
  record_faults: 'each waits for a person',
  clients: 'cards',
  persons: 'cards',
  addresses: 'cards',
  client_merges: 'what was made one can be parted again',
  distinct_clients: 'who was found to be two',
  client_holds: 'what the law held, and until when',
  client_erasures: 'that somebody was erased, and on what ground',
  client_disclosures: 'to whom what was handed out; the file itself goes after a week',
  name_words: 'words that names are made of, to forgive slips by',
  tags: 'words on cards',
  client_tags: 'cards',
  consents: 'what was agreed to, and taken back: proof of both',
  notes: 'cards',
  note_versions: 'texts that others have replaced',
  timeline: 'cards',
  tasks: 'promises and whether they were kept',
  provider_lines: 'contacts: which line at the provider a leg was',
  phone_numbers: 'the organisation',
  secrets: 'the organisation: encrypted, and replaced by hand',
  calls: 'contacts',
  legs: 'contacts',
  recordings: 'contacts; the sound itself is a file of the data folder',
  interactions: 'contacts',
  interaction_notes: 'contacts',
  talks: 'contacts',
  conversations: 'contacts',
  messages: 'contacts: what was written, as long as the interaction it belongs to',
  offers: 'contacts: who was asked and what came of it',
  consults: 'contacts',
  claims: 'claims',
  claim_clocks: 'claims',
  evidence_packs: 'to whom what was handed out; the file itself goes after two weeks',
  claim_letters: 'claims: what was sent, as it was sent',
  claim_attachments:
    'claims: that there was a file, and who took it off; the bytes are in the storage while it stands',
  claim_escalations: 'claims',
  claim_notes: 'claims',
  claim_tags: 'claims',
  claim_handler_terms: 'one row for each who handles claims',
  claim_absences: 'who stood in for whom: a claim is looked into years later',
  claim_presence: 'who has a claim open: gone with the tab within half a minute',
  claim_views: 'at most twenty of each who works on claims',
  claim_products: 'claims',
  claim_persons: 'claims',
  claim_interactions: 'claims',
  claim_actions: 'claims',
  claim_holds: 'claims',
  claim_stage_times: 'claims: how long they took',
  claim_stage_norms: 'one row for each stage and kind',
  claim_links: 'claims: who could follow one, and until when',
  claim_messages: 'claims: what was written both ways',
  claim_ratings: 'claims',
  mailboxes: 'the organisation',
  deals: 'deals',
  currency_rates: 'an amount is counted at the rate of its day',
  users: 'deactivated, never removed: what they did names them',
  sign_in_provider: 'the organisation',
  provider_subjects: 'whom the identity provider knows by which name',
  second_factors: 'one row for each user who has one',
  recovery_codes: 'ten for each second factor, gone with it',
  agents: 'one row for each agent',
  busy_leases: 'one row for each busy state, gone with it',
  calendars: 'the organisation',
  calendar_versions: 'what a deadline was once counted by can be looked at, and brought back',
  markets: 'the organisation',
  departments: 'the organisation',
  department_plans: 'what was ordered for a later day, and what became of it',
  department_states: 'the tree of a past day, by which its figures are read',
  settings: 'the organisation',
  roles: 'the organisation',
  role_grants: 'the organisation',
  user_roles: 'the organisation',
  skills: 'the organisation',
  user_skills: 'the organisation',
  queues: 'the organisation',
  queue_agents: 'the organisation',
  flows: 'every version that was published',
  own_prompts: 'the organisation',
  prompt_sounds: 'every sound there was of a prompt: each can be brought back',
  dispositions: 'the organisation',
  product_groups: 'the organisation',
  products: 'the organisation',
  refusal_reasons: 'the organisation',
  claim_categories: 'the organisation',
  claim_causes: 'the organisation',
  client_sources: 'the organisation',
  custom_fields: 'the organisation',
  custom_field_groups: 'the organisation',
  claim_counters: 'the last number of each year',
  letter_counters: 'the last number of each year',
  letter_templates: 'the organisation',
  claim_policies: 'a claim names the version it was planned by',
  setting_versions: 'what was once set can be looked at, and brought back',
  migrations: 'the schema’s own',
  migrations_lock: 'the schema’s own',
}

/** Epoch ms: rows whose time ran from before this are forgotten. */
export const forgottenBefore = ({ keepDays }: RetentionRule, now: number): number => now - keepDays * DAY_MS
