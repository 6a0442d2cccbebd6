/** Another severity or other dates: the running clocks go by the rule that fits now, and those it has besides begin. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { claimClockChanged } from '#shared/claims/clock.events.ts'
import { absentFrom, addedBy } from '#shared/claims/clock-history.ts'
import { chooseRule, type PolicyRule } from '#shared/claims/deadline-policy.ts'
import { readMarketCalendar } from '../policy.store.ts'
import { planAdded, readSignals } from './add-clocks.ts'
import { type ClockRow, countReturns, insertClocks, showOnDesk } from './clock.store.ts'
import { listHolds } from './holds/hold.store.ts'
import { type ClockedClaim, holdsOf } from './plan-clocks.ts'
import { readPolicyFacts, readPolicyVersion } from './policies/policy.store.ts'
import { type Respecified, replanEach, same } from './replan-clocks.ts'

type Claim = ClockedClaim & { id: string }
type Doing = { actorId: string | null; now: number }
/** By the version of their policy. */
type Rules = Map<number, PolicyRule>

/**
 * Each clock stays under the policy that it has. The row of the claim is as it is after the change, and locked; the move
 * or edit that changed it is itself no signal to a clock.
 */
export const reviseClocks = async (trx: Trx, claim: Claim, doing: Doing): Promise<void> => {
  const rules: Rules = new Map()
  const replanned = await replanEach(
    trx,
    claim,
    () => true,
    async (running) => {
      const facts = await readPolicyFacts(trx, claim)
      for (const { policy_version } of running)
        if (!rules.has(policy_version))
          rules.set(policy_version, chooseRule(await readPolicyVersion(trx, policy_version), facts))
      return (row) => ({ row, ...ruled(row, rules.get(row.policy_version)) })
    },
  )
  for (const { row, plan } of replanned) {
    if (row.deadline_at === plan.deadlineAt) continue
    const { id: clockId, kind: clock, policy_version: policyVersion } = row
    await tell(trx, claim, doing, {
      ...{ clockId, clock, policyVersion },
      ...{ from: row.deadline_at, to: plan.deadlineAt },
    })
  }
  const running = replanned.map(({ row }) => row)
  if (running.length > 0) await beginAdded(trx, claim, doing, { running, rules })
}

/** A rule without such a clock leaves it as it is. */
const ruled = (row: ClockRow, rule: PolicyRule | undefined): Omit<Respecified, 'row'> => {
  const clock = rule?.clocks.find((one) => one.kind === row.kind && one.terms.basis === row.basis)
  return clock && rule ? { clock, rule: rule.code } : same(row)
}

/** By the newest of the policies that its clocks have. */
const beginAdded = async (
  trx: Trx,
  claim: Claim,
  doing: Doing,
  { running, rules }: { running: ClockRow[]; rules: Rules },
): Promise<void> => {
  const version = Math.max(...rules.keys())
  const rule = rules.get(version)
  const absent = rule ? absentFrom(rule, running) : []
  if (!rule || absent.length === 0) return
  const signals = (await readSignals(trx, [claim])).get(claim.id) ?? []
  const added = addedBy(absent, signals)
  if (added.length === 0) return
  const on = {
    calendar: await readMarketCalendar(trx, claim.market_id),
    holds: holdsOf(await listHolds(trx, claim.id)),
    returns: await countReturns(trx, claim.id),
  }
  const clocks = added.map((one) => ({
    claimId: claim.id,
    signal: one.since.signal,
    plan: planAdded(claim, one, { rule, version, ...on }),
  }))
  const ids = await insertClocks(trx, clocks)
  await showOnDesk(trx, claim.id)
  for (const [at, { plan }] of clocks.entries())
    await tell(trx, claim, doing, {
      ...{ clockId: ids[at] as string, clock: plan.kind, policyVersion: version },
      ...{ from: null, to: plan.deadlineAt },
    })
}

type Change = Omit<ReturnType<typeof claimClockChanged.data.parse>, 'why'>

const tell = (trx: Trx, claim: Claim, { actorId, now }: Doing, change: Change): Promise<void> =>
  appendEvent(trx, claimClockChanged, {
    subjectId: claim.id,
    actorId,
    at: now,
    data: { why: 'facts', ...change },
  })
