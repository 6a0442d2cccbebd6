/** Waits for clients that have come to their cap end by themselves; those that wait long are reminded of, once. */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { tellUser } from '#server/tasks/index.ts'
import { claimHoldReminded } from '#shared/claims/clock.events.ts'
import { type ClaimRow, lockClaimIfFree } from '../../claim.store.ts'
import { endHold } from './end-hold.ts'
import { type DueHold, type HoldRow, listDueHolds, lockHold, markReminded } from './hold.store.ts'

const BATCH = 200

/**
 * All that are due, the longest due first. Answers how many were ended or reminded of. One that fails, or that somebody
 * is at, holds up none of the others, and is left to the next sweep.
 * @param batch how many are looked at in one go
 */
export const sweepHolds = async (platform: Platform, batch = BATCH): Promise<number> => {
  const until = platform.clock.now()
  let done = 0
  let after: DueHold | null = null
  for (;;) {
    const due = await listDueHolds(platform.db, until, after, batch)
    for (const hold of due) if (await trySweep(platform, hold.claim_id)) done += 1
    after = due.at(-1) ?? null
    if (due.length < batch) return done
  }
}

const trySweep = async (platform: Platform, claimId: string): Promise<boolean> => {
  try {
    return await sweepOne(platform, claimId)
  } catch (error) {
    platform.log.error({ err: error, claim: claimId }, 'a wait could not be ended')
    return false
  }
}

const sweepOne = ({ db, clock }: Platform, claimId: string): Promise<boolean> =>
  inTransaction(db, async (trx) => {
    const claim = await lockClaimIfFree(trx, claimId)
    const hold = claim && (await lockHold(trx, claimId))
    const now = clock.now()
    if (!claim || !hold) return false
    if (hold.ends_at <= now) {
      await endHold(trx, { claim, at: now, by: 'cap', actorId: null })
      await tellHandler(trx, claim, { hold, kind: 'claim-hold-ended', now })
      return true
    }
    if (hold.remind_at === null || hold.remind_at > now) return false
    await markReminded(trx, hold.id, now)
    await appendEvent(trx, claimHoldReminded, {
      subjectId: claimId,
      actorId: null,
      at: now,
      data: { holdId: hold.id, endsAt: hold.ends_at },
    })
    await tellHandler(trx, claim, { hold, kind: 'claim-hold-waits', now })
    return true
  })

/** Whoever let it wait, where nobody has the claim. */
const tellHandler = async (
  trx: Trx,
  claim: ClaimRow,
  { hold, kind, now }: { hold: HoldRow; kind: 'claim-hold-ended' | 'claim-hold-waits'; now: number },
): Promise<void> => {
  const userId = claim.handler_id ?? hold.held_by
  if (!userId) return
  await tellUser(trx, {
    userId,
    kind,
    key: `${kind}:${hold.id}`,
    data: {
      claimId: claim.id,
      number: claim.number,
      client: claim.client_name,
      endsAt: hold.ends_at,
      link: `/claims/${claim.id}`,
    },
    at: now,
  })
}
