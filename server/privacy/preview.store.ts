/** SQL that counts what an erasure meets: what goes, what stays, and what has to end first. */
import type { Queryable } from '#server/platform/database.ts'
import { theirs } from '#shared/privacy/theirs.ts'
import { countRows, type Whose } from './identity.store.ts'

type Counted = { what: string; count: number }

type Counting = Record<string, [table: string, of: string]>
const all = (table: keyof typeof theirs, only = 'true'): [string, string] => [
  table,
  `t.id in (${theirs[table]}) and ${only}`,
]
const onCard = 't.client_id = any(:clients)'

const GOES: Counting = {
  persons: ['persons', 't.client_id = any(:clients) or t.id = any(:persons)'],
  addresses: ['addresses', 't.client_id = any(:clients) or t.person_id = any(:persons)'],
  tags: ['client_tags', onCard],
  notes: all('notes'),
  recordings: all('recordings', `t.state <> 'erased'`),
  attachments: [
    'claim_attachments',
    `t.claim_id in (${theirs.claims}) and t.state in ('quarantine', 'ready')`,
  ],
}
const STAYS: Counting = {
  interactions: all('interactions'),
  deals: all('deals'),
  claims: all('claims'),
  tasks: all('tasks'),
  consents: all('consents'),
}
/** Told by their client, which is found at once; of a person's company only those that name the person. */
const underWay = `t.closed_at is null
  and t.client_id in (select unnest(:clients) union select client_id from persons where id = any(:persons))
  and (${onCard} or t.person_id = any(:persons))`
/** Whoever is at work for the client has to know who it is. */
const HINDERS: Counting = {
  interactions: all('interactions', `t.state <> 'closed'`),
  deals: ['deals', underWay],
  claims: ['claims', underWay],
  tasks: all('tasks', `t.state in ('open', 'taken')`),
}

const counted = async (db: Queryable, list: Counting, whose: Whose): Promise<Counted[]> => {
  const rows: Counted[] = []
  for (const [what, [table, of]] of Object.entries(list)) {
    rows.push({ what, count: await countRows(db, table, of, whose) })
  }
  return rows.filter(({ count }) => count > 0)
}

export const countGoing = (db: Queryable, whose: Whose) => counted(db, GOES, whose)
export const countStaying = (db: Queryable, whose: Whose) => counted(db, STAYS, whose)
export const countHindrances = (db: Queryable, whose: Whose) => counted(db, HINDERS, whose)
