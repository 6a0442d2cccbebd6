/** What was written about a claim, both ways, for who works it. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { ClaimConversation, ClaimMessage } from '#shared/claims/follow/claim-message.contract.ts'
import { findClaim } from '../claim.store.ts'
import { reaches } from '../claim-rights.ts'
import { listMerged } from '../joining/joining.store.ts'
import { latestLink } from './link.store.ts'
import { mailOfClaim } from './mail-client.ts'
import { findRating, listMessages, type MessageRow } from './message.store.ts'

export const presentMessage = (row: MessageRow): ClaimMessage => ({
  id: row.id,
  direction: row.direction,
  channel: row.channel,
  text: row.text,
  authorName: row.author_name,
  address: row.address,
  at: row.at,
})

/** @throws 404 */
export const readClaimConversation = async (
  { db, clock, config }: Platform,
  actor: Actor,
  id: string,
): Promise<ClaimConversation> => {
  const claim = await findClaim(db, reachOf(actor, 'claim.read'), id)
  if (!claim) throw notFound('claim', id)
  const link = await latestLink(db, id)
  const merged = await listMerged(db, id)
  return {
    // What was and is still said about those that go on in it, too.
    messages: (await listMessages(db, id, ...merged.map((one) => one.id))).map(presentMessage),
    link: link
      ? {
          madeAt: link.made_at,
          expiresAt: link.expires_at,
          openedAt: link.opened_at,
          live: link.expires_at > clock.now(),
        }
      : null,
    mailTo: await mailOfClaim(db, claim),
    mailLeaves: config.SMTP_URL !== undefined,
    rating: (await findRating(db, id)) ?? null,
    writable: !claim.client_erased_at && (await reaches(db, actor, 'claim.work', id)),
  }
}
