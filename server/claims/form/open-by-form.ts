/**
 * A claim from the public form. Who typed it is not known for certain, whatever number or e-mail stands there: so it opens
 * on a provisional card, which a handler fills in or merges into the client's; the answer is the same for everybody.
 */
import { makeClaimant } from '#server/clients/index.ts'
import { admitTry } from '#server/identity/index.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { lockRequest } from '#server/sales/index.ts'
import type { ClaimFormInput } from '#shared/claims/form/claim-form.contract.ts'
import { readPhone } from '#shared/organisation/phone.ts'
import { type ClaimRow, findClaimByRequest } from '../claim.store.ts'
import { readPromise } from '../clocks/read-promise.ts'
import { keepWord } from '../follow/hear-client.ts'
import { liveLink } from '../follow/live-link.ts'
import { mailClient } from '../follow/mail-client.ts'
import { openJudged } from '../open-claim.ts'
import { isActiveCategory, readMarketCalendar } from '../policy.store.ts'
import { findFormMarket } from './form.store.ts'
import { descriptionOfForm, wordsOfForm } from './form-text.ts'

/** In 15 minutes, from one address and from all of them. */
const LIMITS = { address: 5, account: 60 }
const EVERYBODY = 'everybody'
const E_MAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/

export type Sent = { number: string; promisedAt: number; zone: string; follow: string }

/** @throws 429; 422 by field */
export const openByForm = async (
  platform: Platform,
  address: string,
  input: ClaimFormInput,
): Promise<Sent> => {
  const takeBack = await admitTry(platform, { kind: 'claim-form', account: EVERYBODY, address }, LIMITS)
  try {
    return await inTransaction(platform.db, (trx) => open(trx, platform, input))
  } catch (error) {
    // What was refused has made nothing; the form is mended and sent again.
    await takeBack()
    throw error
  }
}

const open = async (trx: Trx, platform: Platform, input: ClaimFormInput): Promise<Sent> => {
  const now = platform.clock.now()
  await lockRequest(trx, input.requestId)
  const before = await findClaimByRequest(trx, input.requestId)
  if (before && before.opened_by !== null) throw conflict('exists')
  const claim = before ?? (await openNew(trx, platform, input, now))
  const link = await liveLink(trx, platform, { claimId: claim.id, madeBy: null, now })
  const { marketZone: zone } = await readMarketCalendar(trx, claim.market_id)
  const follow = link.url.slice(link.url.indexOf('/follow#'))
  const promisedAt = (await readPromise(trx, claim.id)) ?? claim.deadline_at
  return { number: claim.number, promisedAt, zone, follow }
}

const openNew = async (
  trx: Trx,
  platform: Platform,
  input: ClaimFormInput,
  now: number,
): Promise<ClaimRow> => {
  const addresses = await judge(trx, input)
  const { language, marketId } = input
  const clientId = await makeClaimant(trx, { name: input.name, addresses, language, marketId, at: now })
  const { requestId, categoryId } = input
  const claim = await openJudged(
    trx,
    { actor: null, now },
    { requestId, clientId, categoryId, severity: 'normal', description: descriptionOfForm(input) },
    { marketId, custom: {} },
  )
  await keepWord(trx, claim, { id: requestId, channel: 'page', text: wordsOfForm(input), now })
  await mailClient(trx, platform, claim, { kind: 'link', key: 'form', actorId: null, now })
  return claim
}

/** The addresses that were typed, as the card keeps them. */
const judge = async (trx: Trx, input: ClaimFormInput) => {
  const faults: Record<string, string> = {}
  const market = await findFormMarket(trx, input.marketId)
  if (!market) faults.marketId = 'unknown'
  if (!(await isActiveCategory(trx, input.categoryId))) faults.categoryId = 'unknown'
  const phone = input.phone ? readPhone(input.phone, market ? [market.region] : []) : null
  if (input.phone && !phone) faults.phone = 'invalid_phone'
  const email = input.email?.toLowerCase()
  if (email && !E_MAIL.test(email)) faults.email = 'invalid_email'
  if (!input.phone && !email) faults.phone = 'phone_or_email'
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return [
    ...(phone ? [{ kind: 'phone' as const, value: phone }] : []),
    ...(email ? [{ kind: 'email' as const, value: email }] : []),
  ]
}
