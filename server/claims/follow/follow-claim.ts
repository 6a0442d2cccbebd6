/** A client comes by the link of a claim: which claim it opens, and what of it they are shown. */
import { admitTry } from '#server/identity/index.ts'
import { inTransaction, type Queryable, type Trx } from '#server/platform/database.ts'
import { HubError, notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Followed } from '#shared/claims/follow/follow.contract.ts'
import { readLimits } from '../attachments/attachment-limits.ts'
import { listClientFiles } from '../attachments/client-files.ts'
import { type ClaimRow, lockClaimOfHub, readClaimRow } from '../claim.store.ts'
import { readPromise } from '../clocks/read-promise.ts'
import { listProductLines, namesOfProducts } from '../details/detail.store.ts'
import { type LetterRow, lettersSent } from '../letters/letter.store.ts'
import { readMarketCalendar } from '../policy.store.ts'
import { presentFollowed } from './followed.present.ts'
import { findLink, type LinkRow, noteOpened } from './link.store.ts'
import { hashOfToken } from './live-link.ts'
import { findRating, listMessages } from './message.store.ts'

/** A token that nobody can guess is guessed at all the same: so many wrong ones from one address in 15 minutes. */
const WRONG_TOKENS = { address: 30 }

export type Caller = { token: string; address: string }

const isLive = (link: LinkRow, claim: ClaimRow): boolean =>
  link.revoked_at === null && !claim.client_erased_at

/** @throws 404 `link_unknown`, 410 `link_revoked`, `link_expired`, 429 */
const openLink = async (platform: Platform, q: Queryable, { token, address }: Caller): Promise<LinkRow> => {
  const link = await findLink(q, hashOfToken(token))
  if (!link) {
    await admitTry(platform, { kind: 'follow', account: '', address }, WRONG_TOKENS)
    throw new HubError('link_unknown', 404)
  }
  if (link.revoked_at !== null) throw new HubError('link_revoked', 410)
  if (link.expires_at <= platform.clock.now()) throw new HubError('link_expired', 410)
  return link
}

const show = async (q: Queryable, claim: ClaimRow, link: LinkRow): Promise<Followed> => {
  const lines = await listProductLines(q, claim.id)
  const productIds = [claim.product_id, ...lines.map(({ productId }) => productId)].filter(
    (id) => id !== null,
  )
  const messages = await listMessages(q, claim.id)
  const rating = await findRating(q, claim.id)
  const { marketZone } = await readMarketCalendar(q, claim.market_id)
  const promisedAt = await readPromise(q, claim.id)
  const files = await listClientFiles(q, claim.id)
  const fileBytes = claim.closed_at === null ? (await readLimits(q)).bytes : null
  return presentFollowed({
    ...{ claim, link, lines, messages, files, fileBytes },
    products: await namesOfProducts(q, productIds),
    letters: await lettersSent(q, claim.id),
    rating: rating ?? null,
    promisedAt,
    zone: marketZone,
  })
}

/** @throws as `followClaim` */
const openClaim = async (platform: Platform, caller: Caller): Promise<{ link: LinkRow; claim: ClaimRow }> => {
  const { db } = platform
  const link = await openLink(platform, db, caller)
  const claim = await readClaimRow(db, link.claim_id)
  if (!isLive(link, claim)) throw new HubError('link_revoked', 410)
  return { link, claim }
}

/** For what is too long for one transaction: the claim that the link opens. @throws as `followClaim` */
export const claimOfLink = async (platform: Platform, caller: Caller): Promise<string> =>
  (await openClaim(platform, caller)).claim.id

export const followClaim = async (platform: Platform, caller: Caller): Promise<Followed> => {
  const { db, clock } = platform
  const { link, claim } = await openClaim(platform, caller)
  await noteOpened(db, link.id, clock.now())
  return show(db, claim, link)
}

/** @throws as `followClaim`; 404 unless it has left the house about this claim */
export const letterOfFollowed = async (
  platform: Platform,
  caller: Caller,
  letterId: string,
): Promise<LetterRow> => {
  const claimId = await claimOfLink(platform, caller)
  const letter = (await lettersSent(platform.db, claimId)).find(({ id }) => id === letterId)
  if (!letter) throw notFound('letter', letterId)
  return letter
}

/** Something the client does: on the claim that the link opens, locked, and answered with how it stands afterwards. */
export const actOnFollowed = async (
  platform: Platform,
  caller: Caller,
  act: (trx: Trx, claim: ClaimRow, now: number) => Promise<unknown>,
): Promise<Followed> => {
  const { claim_id } = await openLink(platform, platform.db, caller)
  return inTransaction(platform.db, async (trx) => {
    const { claim, link } = await lockFollowed(trx, caller, claim_id)
    await act(trx, claim, platform.clock.now())
    return show(trx, await readClaimRow(trx, claim.id), link)
  })
}

/** The claim that the link opened, held. @throws 410: revoked while it was waited for */
export const lockFollowed = async (
  trx: Trx,
  { token }: Caller,
  claimId: string,
): Promise<{ claim: ClaimRow; link: LinkRow }> => {
  const claim = await lockClaimOfHub(trx, claimId)
  const link = await findLink(trx, hashOfToken(token))
  if (!claim || !link || !isLive(link, claim)) throw new HubError('link_revoked', 410)
  return { claim, link }
}
