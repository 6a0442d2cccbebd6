/** For how long a claim may wait for its client: as the policy of its final answer's clock says. */
import type { Queryable } from '#server/platform/database.ts'
import { chooseRule, type HoldLimits } from '#shared/claims/deadline-policy.ts'
import { listClocks } from '../clock.store.ts'
import type { ClockedClaim } from '../plan-clocks.ts'
import { readPolicyFacts, readPolicyVersion } from '../policies/policy.store.ts'

/** Null: no clock of it may be paused, or the rule knows no waits. */
export const limitsOf = async (
  q: Queryable,
  claim: ClockedClaim & { id: string },
): Promise<HoldLimits | null> => {
  const running = (await listClocks(q, claim.id)).filter(({ stopped_at }) => stopped_at === null)
  const pausable = running.find(({ deadline_basis }) => deadline_basis.terms.pausable)
  if (!pausable) return null
  const policy = await readPolicyVersion(q, pausable.policy_version)
  return chooseRule(policy, await readPolicyFacts(q, claim)).hold
}
