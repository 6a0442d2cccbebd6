/** What a step of escalation does to its claim: raises it, passes it on; and whom it is to tell. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { PlannedStep } from '#shared/claims/clock-plan.ts'
import { handOver } from '../../assign-claim.ts'
import { anotherHandler } from '../../assignment/another-handler.ts'
import { type ClaimRow, readClaimRow, updateClaim } from '../../claim.store.ts'
import { leadsOf, listHandlers, listRecipients, type PersonRow } from '../../handler.store.ts'
import type { StepDeeds } from './escalation.store.ts'

/** More than this a claim cannot be raised. */
const MOST_URGENT = 3

/** The claim is locked. What was done; the claim as it is afterwards is read again by whoever needs it. */
export const actOn = async (
  trx: Trx,
  claim: ClaimRow,
  step: PlannedStep,
  now: number,
): Promise<StepDeeds> => {
  const raisedTo = step.raise && claim.urgency < MOST_URGENT ? claim.urgency + 1 : undefined
  if (raisedTo !== undefined && !(await updateClaim(trx, claim, { urgency: raisedTo })))
    throw new Error(`claim ${claim.id} is locked, yet changed`)
  const to = step.reassign ? await anotherHandler(trx, claim, now) : null
  const from = claim.handler_id
  if (to) await handOver(trx, await readClaimRow(trx, claim.id), { handlerId: to, actorId: null, now })
  return { ...(raisedTo !== undefined && { raisedTo }), ...(to && { reassigned: { from, to } }) }
}

export type RecipientsOf = (claim: ClaimRow, tell: string[]) => Promise<PersonRow[]>

/** As `readRecipients`, each answer read once for as long as it is used. */
export const recipientsOnce = (q: Queryable): RecipientsOf => {
  const known = new Map<string, Promise<PersonRow[]>>()
  return (claim, tell) => {
    const key = [claim.handler_id, claim.department_id, claim.market_id, ...tell].join(' ')
    const people = known.get(key) ?? readRecipients(q, claim, tell)
    known.set(key, people)
    return people
  }
}

/** Nobody of that description (no handler yet, an empty role): all who may take the claim are told. */
const readRecipients = async (q: Queryable, claim: ClaimRow, tell: string[]): Promise<PersonRow[]> => {
  if (tell.length === 0) return []
  const named = await listRecipients(q, {
    userIds: [
      ...(tell.includes('handler') && claim.handler_id ? [claim.handler_id] : []),
      ...(tell.includes('lead') ? await leadsOf(q, claim.department_id) : []),
    ],
    roleCodes: tell.filter((one) => one.startsWith('role:')).map((one) => one.slice('role:'.length)),
  })
  return named.length > 0 ? named : listHandlers(q, claim.market_id)
}
