/** SQL that takes back a claim which came with a file, where nobody has worked with it since. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import { claimAssigned, claimEscalated, claimMoved } from '#shared/claims/claim.events.ts'
import { claimClockChanged } from '#shared/claims/clock.events.ts'

/** What a claim opens with, what the hub does to it by itself, and who looks at it: no work. */
const OWN = [
  'claim_clocks',
  'claim_closings',
  'claim_escalations',
  'claim_import_rows',
  'claim_presence',
  'claim_products',
]
const BY_ITSELF = [claimAssigned.kind, claimClockChanged.kind, claimEscalated.kind]

/** All the other columns that point at a claim. */
const pointers = async (q: Queryable): Promise<{ table: string; column: string }[]> => {
  const { rows } = await q.raw<{ rows: { table: string; column: string }[] }>(
    `select c.conrelid::regclass::text as table, a.attname as column
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
      where c.contype = 'f' and c.confrelid = 'claims'::regclass order by 1, 2`,
  )
  return rows.filter(({ table }) => !OWN.includes(table))
}

/**
 * Whether anybody has worked with a new claim: by an event that is neither of its making nor of the hub's own work (a handler
 * given, a step of a ladder, clocks by another policy), or by whatever was filed under it.
 */
export const workedClaims = async (trx: Trx, claim: { id: string; told: number }): Promise<boolean> => {
  const filed = (await pointers(trx)).map(
    ({ table, column }) => `or exists (select from ${table} as filed where filed."${column}" = :id)`,
  )
  const { rows } = await trx.raw<{ rows: { worked: boolean }[] }>(
    `select (select count(*) from events e where e.subject_id = :id
               and not (e.actor_id is null and e.kind = any(:byItself))) > :told
            ${filed.join('\n            ')} as worked`,
    { ...claim, byItself: BY_ITSELF },
  )
  return rows[0]?.worked === true
}

/** The moves that it came with. */
export const movesMade = async (q: Queryable, claimId: string): Promise<{ move: string; at: number }[]> =>
  q('events')
    .where({ subject_id: claimId, kind: claimMoved.kind })
    .orderBy('id')
    .select<{ move: string; at: number }[]>('at', q.raw(`data ->> 'move' as move`))

/** What stands on it goes with it. */
export const removeClaim = async (trx: Trx, claimId: string): Promise<void> => {
  await trx('claims').where({ id: claimId }).delete()
}
