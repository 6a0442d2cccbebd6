/** The priority of a client: one score for everyone; what each point is given for as far as the reader may see it. */
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { PRIORITY_PARTS, type PriorityFact, priorityOf } from '#shared/clients/client-priority.ts'
import type { PriorityPointView } from '#shared/clients/priority.contract.ts'
import { readableClient } from './client.policy.ts'
import { labelsOf, readFacts } from './priority.store.ts'
import { visibleKinds } from './timeline.policy.ts'

const SHOWN = 5
const KIND_OF: Record<PriorityFact, 'deal' | 'claim' | 'interaction'> = {
  'won-year': 'deal',
  'won-before': 'deal',
  'open-claims': 'claim',
  'overdue-claims': 'claim',
  'lost-calls': 'interaction',
  'open-deals': 'deal',
  'in-touch': 'interaction',
}

/** 0 to 100. */
export const scoreOfClient = async (db: Queryable, clientId: string, now: number): Promise<number> =>
  priorityOf(await readFacts(db, clientId, now), now).score

/** @throws 404 */
export const readPriority = async (
  { db, clock }: Platform,
  actor: Actor,
  clientId: string,
): Promise<{ score: number; points: PriorityPointView[]; asOf: number }> => {
  await readableClient(db, actor, clientId)
  const asOf = clock.now()
  const { score, points } = priorityOf(await readFacts(db, clientId, asOf), asOf)
  const visible = visibleKinds(actor)
  const shown: PriorityPointView[] = []
  for (const point of points) {
    const kind = KIND_OF[point.fact]
    const reach = visible.find((one) => one.kind === kind)?.reach
    const labels = reach ? await labelsOf(db, kind, reach, point.of.slice(0, SHOWN)) : []
    shown.push({
      fact: point.fact,
      part: PRIORITY_PARTS[point.fact],
      points: point.points,
      of: { kind, count: point.of.length, shown: labels },
    })
  }
  return { score, points: shown, asOf }
}
