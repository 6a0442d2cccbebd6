/** A policy that is to hold for what runs too: batch by batch, each in a short transaction of its own. */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { claimClockChanged } from '#shared/claims/clock.events.ts'
import { readPolicyVersion } from './policy.store.ts'
import {
  countOlder,
  findUnapplied,
  listRunningOf,
  lockOlderClaims,
  markApplied,
  replaceClocks,
  showAllOnDesk,
} from './running.store.ts'
import { type UnderPolicy, underPolicy } from './under-policy.ts'

/** Claims of one transaction: others wait for them as long. */
const BATCH = 200

/** Answers how many clocks were counted anew. What a dead worker left is found by its version. */
export const applyPolicies = async (platform: Platform): Promise<number> => {
  const version = await findUnapplied(platform.db)
  if (version === null) return 0
  const planOf = underPolicy(platform.db, await readPolicyVersion(platform.db, version))
  let done = 0
  for (;;) {
    const batch = await inTransaction(platform.db, (trx) => applyToSome(trx, platform, { version, planOf }))
    done += batch
    if (batch > 0) continue
    // None is left but those that somebody is at: they are for the next sweep.
    if ((await countOlder(platform.db, version)) === 0)
      await inTransaction(platform.db, (trx) => markApplied(trx, version, platform.clock.now()))
    return done
  }
}

const applyToSome = async (
  trx: Trx,
  { clock }: Platform,
  { version, planOf }: { version: number; planOf: UnderPolicy },
): Promise<number> => {
  const claimIds = await lockOlderClaims(trx, version, BATCH)
  if (claimIds.length === 0) return 0
  const rows = (await listRunningOf(trx, claimIds)).filter((row) => row.policy_version < version)
  const clocks = []
  for (const row of rows) clocks.push({ id: row.id, row, plan: await planOf(row) })
  await replaceClocks(trx, version, clocks)
  await showAllOnDesk(trx, claimIds)
  for (const { row, plan } of clocks) {
    if (!plan || plan.deadlineAt === row.deadline_at) continue
    await appendEvent(trx, claimClockChanged, {
      subjectId: row.claim_id,
      actorId: null,
      at: clock.now(),
      data: {
        why: 'policy',
        clockId: row.id,
        from: row.deadline_at,
        to: plan.deadlineAt,
        policyVersion: version,
      },
    })
  }
  return rows.length
}
