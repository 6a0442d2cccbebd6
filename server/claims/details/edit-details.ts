/** Writes what became known of a claim: of what kind it is, what it is about, what is claimed and agreed, how it is judged. */
import { changedMeanwhile } from '#server/platform/changed-meanwhile.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { claimEdited } from '#shared/claims/claim.events.ts'
import type { ClaimDetails, EditDetailsInput } from '#shared/claims/details/detail.contract.ts'
import { isDecided } from '#shared/claims/details/detail.policy.ts'
import { type ClaimRow, readClaimRow, updateClaim } from '../claim.store.ts'
import { factsOf, showOnCard } from '../claim-facts.ts'
import { lockClaimToWork } from '../claim-to-work.ts'
import { reviseClocks } from '../clocks/revise-clocks.ts'
import { findDetailFaults } from './check-details.ts'
import { putInteractions, putPersons, putProductLines } from './detail.store.ts'
import { columnsOf, mainProductOf } from './detail-columns.ts'
import { readDetails } from './read-details.ts'

type Field = Exclude<keyof EditDetailsInput, 'version'>

/**
 * Throws `changed_meanwhile` (409) with the details as they are now, `closed` (409) for a closed claim, `invalid` by
 * field. An edit that changes nothing leaves no trace.
 */
export const editDetails = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  input: EditDetailsInput,
): Promise<ClaimDetails> => {
  const claim = await lockClaimToWork(trx, actor, id)
  const before = await readDetails(trx, claim)
  if (claim.version !== input.version) throw changedMeanwhile(before, input)
  if (claim.state === 'closed') throw conflict('closed', { state: claim.state })
  const changed = changedFields(before, input)
  if (changed.length === 0) return before
  const given = Object.fromEntries(changed.map((field) => [field, input[field]])) as Partial<EditDetailsInput>
  await check(trx, claim, { ...before, ...given }, given)
  await write(trx, claim, given)
  if (given.severity || given.categoryId)
    await reviseClocks(trx, await readClaimRow(trx, id), { actorId: actor.userId, now })
  const after = await readClaimRow(trx, id)
  await appendEvent(trx, claimEdited, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: { ...factsOf(after), changed },
  })
  await showOnCard(trx, after)
  return readDetails(trx, after)
}

const changedFields = (before: ClaimDetails, input: EditDetailsInput): Field[] =>
  (Object.keys(input) as (keyof EditDetailsInput)[])
    .filter((key): key is Field => key !== 'version' && input[key] !== undefined)
    .filter((field) => JSON.stringify(input[field]) !== JSON.stringify(before[field]))

const check = async (
  trx: Trx,
  claim: ClaimRow,
  after: ClaimDetails,
  given: Partial<EditDetailsInput>,
): Promise<void> => {
  const faults = await findDetailFaults(trx, claim.client_id, given)
  for (const field of Object.keys(given) as Field[])
    if (isDecided(claim.state, field)) faults[field] = 'decided'
  const amounts = after.claimedMinor !== null || after.agreedMinor !== null
  if (amounts && after.currency === null) faults.currency = 'required'
  if (Object.keys(faults).length > 0) throw invalid(faults)
}

const write = async (trx: Trx, claim: ClaimRow, given: Partial<EditDetailsInput>): Promise<void> => {
  const { products, personIds, interactionIds } = given
  if (products) await putProductLines(trx, claim.id, products)
  if (personIds) await putPersons(trx, claim.id, personIds)
  if (interactionIds) await putInteractions(trx, claim.id, interactionIds)
  const changes = {
    ...columnsOf(given),
    ...(products && { product_id: mainProductOf(products) }),
  }
  if (!(await updateClaim(trx, claim, changes)))
    throw conflict('stale', { version: claim.version, state: claim.state })
}
