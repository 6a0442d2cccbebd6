/** SQL that counts what an erasure meets: what goes, what stays, and what has to end first. */
import type { Queryable } from '#server/platform/database.ts'
import { countRows, type Whose } from './identity.store.ts'

type Counted = { what: string; count: number }

/** Of the client: table and condition; of one contact person only what is theirs. */
const CONTACTS =
  't.client_id = any(:clients) or t.person_id = any(:persons) or (t.client_id is null and t.address = any(:addresses))'
const OF_CONTACTS = `in (select id from interactions t where ${CONTACTS})`

const GOES: Record<string, [table: string, of: string]> = {
  persons: ['persons', 't.client_id = any(:clients) or t.id = any(:persons)'],
  addresses: ['addresses', 't.client_id = any(:clients) or t.person_id = any(:persons)'],
  tags: ['client_tags', 't.client_id = any(:clients)'],
  notes: ['notes', `t.client_id = any(:clients) or t.interaction_id ${OF_CONTACTS}`],
  recordings: ['recordings', `t.state <> 'erased' and t.interaction_id ${OF_CONTACTS}`],
}
const STAYS: Record<string, [table: string, of: string]> = {
  interactions: ['interactions', CONTACTS],
  deals: ['deals', 't.client_id = any(:clients)'],
  claims: ['claims', 't.client_id = any(:clients)'],
  tasks: ['tasks', `t.client_id = any(:clients) or t.interaction_id ${OF_CONTACTS}`],
  consents: ['consents', 't.client_id = any(:clients) or t.person_id = any(:persons)'],
}
/** Whoever is at work for the client has to know who it is. */
const HINDERS: Record<string, [table: string, of: string]> = {
  interactions: ['interactions', `t.state <> 'closed' and (${CONTACTS})`],
  deals: ['deals', 't.closed_at is null and (t.client_id = any(:clients) or t.person_id = any(:persons))'],
  claims: ['claims', 't.closed_at is null and (t.client_id = any(:clients) or t.person_id = any(:persons))'],
  tasks: [
    'tasks',
    `t.state in ('open', 'taken') and (${'t.client_id = any(:clients)'} or t.interaction_id ${OF_CONTACTS})`,
  ],
}

const counted = async (
  db: Queryable,
  list: Record<string, [table: string, of: string]>,
  whose: Whose,
): Promise<Counted[]> => {
  const rows: Counted[] = []
  for (const [what, [table, of]] of Object.entries(list)) {
    rows.push({ what, count: await countRows(db, table, of, whose) })
  }
  return rows.filter(({ count }) => count > 0)
}

export const countGoing = (db: Queryable, whose: Whose) => counted(db, GOES, whose)
export const countStaying = (db: Queryable, whose: Whose) => counted(db, STAYS, whose)
export const countHindrances = (db: Queryable, whose: Whose) => counted(db, HINDERS, whose)
