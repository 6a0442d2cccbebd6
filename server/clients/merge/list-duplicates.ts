/** Pairs of cards in the whole house that are probably of one client, the likeliest first. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { DUPLICATE_FROM, judgeDuplicate } from '#shared/clients/duplicate-score.ts'
import type { DuplicatePair } from '#shared/clients/merge.contract.ts'
import { factsOf, findPairs, readSuspects, type SuspectRow } from './duplicate.store.ts'

const SHOWN = 50

const side = ({ id, name, manager_name }: SuspectRow) => ({ clientId: id, name, managerName: manager_name })

/** Both cards are within the reader's reach. */
export const listDuplicates = async (
  db: Queryable,
  actor: Actor,
): Promise<{ pairs: DuplicatePair[]; more: boolean }> => {
  const found = await findPairs(db, reachOf(actor, 'client.merge'))
  const rows = await readSuspects(db, [...new Set(found.flatMap(({ one, other }) => [one, other]))])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const pairs = found
    .map((pair) => ({ one: byId.get(pair.one)!, other: byId.get(pair.other)! }))
    .map(({ one, other }) => ({
      one: side(one),
      other: side(other),
      ...judgeDuplicate(factsOf(one), factsOf(other)),
    }))
    .filter(({ score }) => score >= DUPLICATE_FROM)
    .sort((a, b) => b.score - a.score || (a.one.clientId < b.one.clientId ? -1 : 1))
  return { pairs: pairs.slice(0, SHOWN), more: pairs.length > SHOWN }
}
