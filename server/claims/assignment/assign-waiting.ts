/** Claims of automatic markets that nobody has get their handler: whoever may, knows how, is here and has the least. */
import { type Database, inTransaction, type Trx } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { type Absence, chooseHandler, type Handler } from '#shared/claims/assignment/choose-handler.ts'
import { handOver } from '../assign-claim.ts'
import { lockClaimIfFree } from '../claim.store.ts'
import { mayHandle } from '../handler.store.ts'
import { absencesSince } from './absences-since.ts'
import { listMarketsAssigned, listUnassigned, noteGiven, type Unassigned } from './assignment.store.ts'
import { knowHandlers } from './know-handlers.ts'
import { todayIn } from './today.ts'

const BATCH = 100
const DAY_MS = 86_400_000

/** Answers how many were given away. Those that nobody can take now wait for the next round, and hold up no others. */
export const assignWaitingClaims = async (platform: Platform): Promise<number> => {
  const { db, clock } = platform
  const now = clock.now()
  let given = 0
  let known: Known | null = null
  for (let last: Unassigned | undefined; ; ) {
    const waiting = await listUnassigned(db, last, BATCH)
    if (waiting.length === 0) return given
    known ??= await knowAll(db, now)
    for (const claim of waiting) if (await tryGive(platform, claim, known)) given += 1
    if (known.handlers.every(({ open, most }) => open >= most)) return given
    last = waiting.at(-1)
  }
}

type Known = { handlers: Handler[]; absences: Absence[] }

const knowAll = async (db: Database, now: number): Promise<Known> => {
  const markets = await listMarketsAssigned(db)
  return {
    handlers: await knowHandlers(
      db,
      markets.filter(({ automatic }) => automatic).map(({ id }) => id),
    ),
    // Of any zone: those that ended the day before somewhere do no harm.
    absences: await absencesSince(db, todayIn('UTC', now - DAY_MS)),
  }
}

const tryGive = async (
  { db, clock, log }: Platform,
  claim: Unassigned,
  { handlers, absences }: Known,
): Promise<boolean> => {
  const now = clock.now()
  const wanted = { marketId: claim.market_id, categoryId: claim.category_id, language: claim.language }
  const { handlerId } = chooseHandler({ wanted, handlers, absences, today: todayIn(claim.zone, now) })
  if (handlerId === null) return false
  try {
    if (!(await inTransaction(db, (trx) => give(trx, claim.id, handlerId, now)))) return false
  } catch (error) {
    log.error({ err: error, claimId: claim.id }, 'a claim could not be given to its handler')
    return false
  }
  count(handlers, handlerId, now)
  return true
}

/** The next of the same round is to see what this one has changed. */
const count = (handlers: Handler[], id: string, now: number): void => {
  const handler = handlers.find((one) => one.id === id)
  if (handler) Object.assign(handler, { open: handler.open + 1, lastAt: now })
}

/** False when somebody was first, or the right has gone since. */
const give = async (trx: Trx, claimId: string, handlerId: string, now: number): Promise<boolean> => {
  const claim = await lockClaimIfFree(trx, claimId)
  if (!claim || claim.handler_id || claim.closed_at) return false
  if (!(await mayHandle(trx, handlerId, claim.market_id))) return false
  // Of those that have just come with a file there are many: they stand on the list.
  const untold = claim.brought_at !== null && claim.version === 1
  await handOver(trx, claim, { handlerId, actorId: null, now, ...(untold && { untold }) })
  await noteGiven(trx, handlerId, now)
  return true
}
