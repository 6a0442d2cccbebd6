/** A policy that is to hold for what runs too: batch by batch, each in a short transaction of its own. */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { claimClockChanged } from '#shared/claims/clock.events.ts'
import { insertClocks } from '../clock.store.ts'
import { readPolicyVersion } from './policy.store.ts'
import {
  countOlder,
  findUnapplied,
  listOlderClaims,
  listRunningOf,
  lockFreeClaims,
  markApplied,
  type OlderClaim,
  replaceClocks,
  showAllOnDesk,
} from './running.store.ts'
import { type Failed, type Reckoned, type UnderPolicy, underPolicy } from './under-policy.ts'

/** Claims of one transaction: others wait for them as long. */
const BATCH = 200

/**
 * Answers how many clocks were counted anew or begun. What a dead worker left is found by its version. Claims that
 * cannot be reckoned are left out and told of in the log; the next sweep tries them again, and the policy is not applied
 * to all before it can.
 */
export const applyPolicies = async (platform: Platform): Promise<number> => {
  const { db, log, clock } = platform
  const version = await findUnapplied(db)
  if (version === null) return 0
  const under = underPolicy(await readPolicyVersion(db, version))
  const failed: Failed[] = []
  let done = 0
  for (let after: OlderClaim | null = null; ; ) {
    const batch = await inTransaction(db, (trx) => applyToSome(trx, platform, { version, under, after }))
    if (batch.last === null) break
    after = batch.last
    done += batch.done
    failed.push(...batch.failed)
  }
  const [first] = failed
  if (first)
    log.error({ err: first.error, claim: first.claimId, claims: failed.length }, 'clocks not counted anew')
  // Those that somebody was at are for the next sweep.
  if ((await countOlder(db, version)) === 0)
    await inTransaction(db, (trx) => markApplied(trx, version, clock.now()))
  return done
}

type Batch = { done: number; failed: Failed[]; last: OlderClaim | null }

const applyToSome = async (
  trx: Trx,
  { clock }: Platform,
  { version, under, after }: { version: number; under: UnderPolicy; after: OlderClaim | null },
): Promise<Batch> => {
  const older = await listOlderClaims(trx, { version, after }, BATCH)
  const last = older.at(-1)
  if (last === undefined) return { done: 0, failed: [], last: null }
  const claimIds = await lockFreeClaims(
    trx,
    older.map(({ claim_id }) => claim_id),
  )
  const { reckoned, failed } = await under(trx, await listRunningOf(trx, claimIds))
  const changed = reckoned.flatMap(({ clocks }) => clocks.filter(({ row }) => row.policy_version < version))
  await replaceClocks(
    trx,
    version,
    changed.map(({ row, plan }) => ({ id: row.id, plan })),
  )
  const begun = await beginAdded(trx, reckoned)
  await showAllOnDesk(trx, claimIds)
  const tell = (claimId: string, what: Pick<Told, 'clockId' | 'clock' | 'from' | 'to'>) =>
    appendEvent(trx, claimClockChanged, {
      subjectId: claimId,
      actorId: null,
      at: clock.now(),
      data: { why: 'policy', policyVersion: version, ...what },
    })
  for (const { row, plan } of changed)
    if (plan && plan.deadlineAt !== row.deadline_at)
      await tell(row.claim_id, {
        clockId: row.id,
        clock: row.kind,
        from: row.deadline_at,
        to: plan.deadlineAt,
      })
  for (const { id, claimId, plan } of begun)
    await tell(claimId, { clockId: id, clock: plan.kind, from: null, to: plan.deadlineAt })
  return { done: changed.length + begun.length, failed, last }
}

type Told = ReturnType<typeof claimClockChanged.data.parse>

const beginAdded = async (trx: Trx, reckoned: readonly Reckoned[]) => {
  const clocks = reckoned.flatMap(({ claim, added }) =>
    added.map((one) => ({ claimId: claim.claim_id, ...one })),
  )
  const ids = clocks.length > 0 ? await insertClocks(trx, clocks) : []
  return clocks.map((one, at) => ({ ...one, id: ids[at] as string }))
}
