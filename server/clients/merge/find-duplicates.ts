/** Cards that are probably of the same client, each with its reasons. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { DUPLICATE_FROM, judgeDuplicate } from '#shared/clients/duplicate-score.ts'
import type { Duplicate } from '#shared/clients/merge.contract.ts'
import { readableClient } from '../client.policy.ts'
import { factsOf, findSuspects, readSuspect } from './duplicate.store.ts'

const SHOWN = 10
/** Names less alike than this are not looked at. */
const LIKENESS = 0.5

/** @throws 404 */
export const findDuplicates = async (
  db: Queryable,
  actor: Actor,
  clientId: string,
): Promise<{ duplicates: Duplicate[] }> => {
  const client = await readableClient(db, actor, clientId)
  const mine = await readSuspect(db, clientId)
  if (!mine || client.merged_into) return { duplicates: [] }
  const wanted = { id: clientId, sound: mine.sound, likeness: LIKENESS }
  const suspects = await findSuspects(db, reachOf(actor, 'client.read'), wanted)
  const duplicates = suspects
    .map((row) => ({ row, verdict: judgeDuplicate(factsOf(mine), factsOf(row)) }))
    .filter(({ verdict }) => verdict.score >= DUPLICATE_FROM)
    .sort((a, b) => b.verdict.score - a.verdict.score || (a.row.id < b.row.id ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ row, verdict }) => ({
      clientId: row.id,
      name: row.name,
      managerName: row.manager_name,
      ...verdict,
    }))
  return { duplicates }
}
