/** Puts a tag on a claim, or takes it off; a word that is no tag yet becomes one. */
import { ensureTag } from '#server/clients/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { claimTagged } from '#shared/claims/claim.events.ts'
import type { Tag } from '#shared/clients/tag.contract.ts'
import { findClaim } from '../claim.store.ts'
import { workedClaim } from '../claim-to-work.ts'
import { putClaimTag, tagsOfClaims, takeClaimTag } from './claim-tag.store.ts'

/** @throws 404 */
export const readTagsOfClaim = async (q: Queryable, actor: Actor, id: string): Promise<{ tags: Tag[] }> => {
  if (!(await findClaim(q, reachOf(actor, 'claim.read'), id))) throw notFound('claim', id)
  return { tags: (await tagsOfClaims(q, [id])).get(id) ?? [] }
}

/** @throws as `workedClaim` */
export const tagClaim = async (trx: Trx, doing: Doing, id: string, name: string): Promise<Tag> => {
  const { actor, now } = doing
  const claim = await workedClaim(trx, actor, id)
  const tag = await ensureTag(trx, { name, createdBy: actor.userId, at: now })
  if (await putClaimTag(trx, { claimId: id, tagId: tag.id, by: actor.userId, at: now }))
    await tell(trx, doing, claim, { tagId: tag.id, on: true })
  return tag
}

/** @throws as `workedClaim`; 404 when it is not there */
export const untagClaim = async (trx: Trx, doing: Doing, id: string, tagId: string): Promise<void> => {
  const claim = await workedClaim(trx, doing.actor, id)
  if (!(await takeClaimTag(trx, id, tagId))) throw notFound('tag', tagId)
  await tell(trx, doing, claim, { tagId, on: false })
}

const tell = (
  trx: Trx,
  { actor, now }: Doing,
  claim: { id: string; client_id: string },
  what: { tagId: string; on: boolean },
) =>
  appendEvent(trx, claimTagged, {
    subjectId: claim.id,
    actorId: actor.userId,
    at: now,
    data: { clientId: claim.client_id, ...what },
  })
